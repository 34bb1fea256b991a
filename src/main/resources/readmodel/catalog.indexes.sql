create index title_under on title (parent, number, id) where parent is not null;
-- Listings are of what stands alone: among thousands of episodes of the same year a page of movies would be far to walk.
create index title_by_name on title (sort_name, id) where parent is null;
create index title_by_year on title ((coalesce(year, 0)), id) where parent is null;
create index title_by_publication on title ((coalesce(published_at, 'epoch'::timestamptz)), id) where parent is null;
create index title_genres on title using gin (genres) where parent is null;
create index title_names on title using gin (names gin_trgm_ops);
create index title_document on title using gin (document);

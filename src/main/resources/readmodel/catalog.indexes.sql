create index title_under on title (parent, number, id) where parent is not null;
create index title_by_name on title (sort_name, id);
create index title_by_year on title ((coalesce(year, 0)), id);
create index title_by_publication on title ((coalesce(published_at, 'epoch'::timestamptz)), id);
create index title_genres on title using gin (genres);
create index title_names on title using gin (names gin_trgm_ops);
create index title_document on title using gin (document);

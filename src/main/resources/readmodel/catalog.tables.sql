-- One row a title, whatever order titles arrive in: what depends on the titles above is worked out when it is asked for.
create table title (
    id           uuid        primary key,
    revision     bigint      not null,
    kind         text        not null, -- MOVIE, SERIES, SEASON, EPISODE
    standing     text        not null, -- DRAFT, PUBLISHED, WITHDRAWN
    parent       uuid,                 -- may not have arrived yet
    number       integer,              -- of a season or an episode
    metadata     jsonb       not null,
    windows      jsonb       not null, -- as they were scheduled; empty: everywhere, always
    -- The windows to filter by, side by side; moments in microseconds since 1970.
    countries    text[]      not null,
    opens        bigint[]    not null,
    closes       bigint[]    not null,
    year         integer,
    minimum_age  integer,             -- null while it is not rated
    genres       text[]      not null,
    sort_name    text        collate "C" not null, -- folded, at most 100 characters
    names        text        not null, -- in all languages, folded, each between line ends
    document     tsvector    not null, -- names A, people B, genres and tags C, synopses D
    drafted_at   timestamptz not null,
    changed_at   timestamptz not null,
    published_at timestamptz           -- null unless it is published
);

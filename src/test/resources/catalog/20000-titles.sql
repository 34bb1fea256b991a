-- 5,000 titles that stand alone, a quarter of them series of two seasons with five episodes each.
create temp table made on commit drop as
select i, md5(i::text)::uuid as id, (array['the', 'a', 'der', 'la', 'night', 'day', 'red', 'return of'])[1 + i % 8] || ' '
        || substr(md5((i * 7)::text), 1, 6) || ' '
        || (array['wolf', 'story', 'house', 'river', 'city', 'dream', 'war', 'love', 'ghost', 'train'])[1 + i / 8 % 10] as name,
    (array['ann', 'bob', 'carl', 'dora'])[1 + i % 4] || ' ' || substr(md5((i % 700)::text), 1, 7) as person,
    array[(array['drama', 'comedy', 'horror', 'western', 'noir', 'animation'])[1 + i % 6], 'g' || i % 40] as genres,
    i % 3 = 0 as windowed
from generate_series(1, 5000) i;

insert into catalog.title
select id, 2, case when i % 4 = 0 then 'SERIES' else 'MOVIE' end, case when i % 20 = 3 then 'DRAFT' else 'PUBLISHED' end, null, null,
    jsonb_build_object('texts', jsonb_build_object('en', jsonb_build_object('name', name, 'synopsis', repeat('long story ', 40)))), '[]',
    case when windowed then array['ES', 'FR', 'DE'] else '{}' end, case when windowed then array[0, 0, 0]::bigint[] else '{}' end,
    case when windowed then array[9223372036854775807, 9223372036854775807, 1000] else '{}' end,
    1900 + i % 125, (array[0, 6, 12, 16, 18])[1 + i % 5], genres, name, E'\n' || name || E'\n',
    setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', person), 'B')
        || setweight(to_tsvector('simple', 'a long story of the ' || substr(md5((i * 3)::text), 1, 5)), 'D'),
    now(), now(), now() - i * interval '1 minute'
from made;

insert into catalog.title
select md5(above.id::text || n)::uuid, 2, 'SEASON', 'PUBLISHED', above.id, n, above.metadata, '[]', '{}', '{}', '{}', above.year, above.minimum_age, '{}',
    'season ' || n, E'\nseason ' || n || E'\n', setweight(to_tsvector('simple', 'season ' || n), 'A'), now(), now(), now()
from catalog.title above, generate_series(1, 2) n where above.kind = 'SERIES';

insert into catalog.title
select md5(above.id::text || n)::uuid, 2, 'EPISODE', 'PUBLISHED', above.id, n, above.metadata, '[]', '{}', '{}', '{}', above.year, above.minimum_age, '{}',
    'episode ' || n, E'\nepisode ' || n || E'\n', setweight(to_tsvector('simple', 'episode ' || n), 'A'), now(), now(), now()
from catalog.title above, generate_series(1, 5) n where above.kind = 'SEASON';

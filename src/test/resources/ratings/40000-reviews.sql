-- Every title is rated, one has a twentieth of all reviews; one review in fifty was reported, one in a hundred is hidden.
insert into ratings.rating (title, counts)
select id, array[i % 3, i % 5, 0, i % 7, 1, i % 11, i % 13, i % 17, i % 19, i % 23]::bigint[]
from (select id, row_number() over (order by id) as i from catalog.title) t;

insert into ratings.opinion (id, profile, title, rated, rating, rated_at, written, account, text, language, spoilers, edition, written_at, judged,
    judged_edition, hidden_because, judged_at)
select md5('o' || i)::uuid, md5('p' || i)::uuid, md5((case when i % 20 = 0 then 1 else i end)::text)::uuid, 1, 1 + i % 10, now(), 2,
    md5('a' || i)::uuid, repeat('I liked it. ', 20), (array['en', 'de', 'pt-BR'])[1 + i % 3], false, 1, now() - i * interval '1 minute',
    case when i % 100 = 0 then 3 else 0 end, case when i % 100 = 0 then 1 else 0 end,
    case when i % 100 = 0 then 'Spam.' end, case when i % 100 = 0 then now() - i * interval '1 second' end
from generate_series(1, 40000) i;

insert into ratings.feedback (id, profile, review, voted, helpful, reported, edition, reason, reported_at)
select md5('f' || i)::uuid, md5('p' || (i + 7))::uuid, md5('o' || i)::uuid, 1, true, case when i % 50 = 7 then 2 else 0 end,
    case when i % 50 = 7 then 1 end, case when i % 50 = 7 then 'SPAM' end, case when i % 50 = 7 then now() end
from generate_series(1, 40000) i;

insert into ratings.helpful select review, count(*) from ratings.feedback group by review;

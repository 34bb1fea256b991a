-- Trigrams, for search that forgives typos. In `public`, which every generation of a read model sees. Accents and case are
-- folded by the application before a name is stored or asked for (dev.cinestream.content.readmodel.SearchText).
create extension if not exists pg_trgm with schema public;

create table counter (id uuid primary key, value bigint not null, events bigint not null, revision bigint not null);

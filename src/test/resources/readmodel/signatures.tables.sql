create table signature (id uuid primary key, value bigint not null, signed boolean not null, name text);

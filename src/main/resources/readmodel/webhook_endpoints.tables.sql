-- Addresses of other systems that are told what happens here. Few: looked through whole.
create table endpoint (
    id          uuid    primary key,
    url         text    not null,
    types       text[]  not null,
    description text    not null,
    enabled     boolean not null,
    revision    bigint  not null
);

-- One row each time that somebody of support was allowed to act for a customer.
create table act (
    id      uuid        primary key,
    account uuid        not null,
    by      text        not null,
    reason  text,
    at      timestamptz not null,
    until   timestamptz not null
);

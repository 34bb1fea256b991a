-- Billing as rows. `document` is the row; the other columns are what queries look at.
create table customer (
    id       uuid        primary key, -- the account
    document jsonb       not null,
    status   text        not null,
    clock    uuid,                    -- the test clock it lives by
    due_at   timestamptz,             -- the next step
    lane     bigint                   -- the instance that relays it looks after the step
);
create table invoice (
    id          uuid        primary key,
    document    jsonb       not null,
    customer    uuid        not null,
    bill_number bigint      not null, -- of the customer's
    number      text,
    status      text        not null,
    clock       uuid,
    due_at      timestamptz,
    lane        bigint
);
create table payment (
    id           uuid        primary key, -- also the idempotency key at the provider
    document     jsonb       not null,
    invoice      uuid        not null,
    customer     uuid        not null,
    status       text        not null,
    provider     text        not null,
    charge       text,                    -- the provider's name for it
    currency     text        not null,
    minor        bigint      not null,
    requested_at timestamptz not null,
    settled_at   timestamptz
);
create table refund (
    id           uuid        primary key,
    document     jsonb       not null,
    invoice      uuid        not null,
    customer     uuid        not null,
    payment      uuid        not null,
    status       text        not null,
    number       text,                    -- of the credit note
    currency     text        not null,
    minor        bigint      not null,
    requested_at timestamptz not null
);
-- Double entry: the lines of an event sum up to zero, in each currency.
create table journal (
    event    uuid        not null,
    line     bigint      not null,
    about    uuid        not null, -- an invoice, or a customer
    at       timestamptz not null,
    account  text        not null,
    currency text        not null,
    minor    bigint      not null, -- a debit when positive, a credit when negative
    primary key (event, line)
);
create table plan (
    id           uuid        primary key,
    document     jsonb       not null,
    standing     text        not null, -- OFFERED or RETIRED
    published_at timestamptz not null
);
create table test_clock (
    id       uuid        primary key,
    document jsonb       not null,
    target   timestamptz,              -- where it is on its way to
    lane     bigint      not null
);

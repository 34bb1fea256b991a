-- The payment simulator: a provider of its own, as far from billing as Stripe is. It knows nothing of our tables, and commits
-- by itself: what it charged is charged, whatever becomes of whoever asked.
create schema payment_simulator;

create table payment_simulator.charge (
    payment    uuid        primary key,
    invoice    uuid        not null,
    reference  text        not null,
    minor      bigint      not null,
    currency   text        not null,
    status     text        not null check (status in ('SUCCEEDED', 'DECLINED', 'ACTION_NEEDED')),
    code       text,
    hard       boolean     not null,
    asked      integer     not null default 1, -- how often it was asked to charge it; it did once
    made_at    timestamptz not null default clock_timestamp()
);
create index charge_made_at on payment_simulator.charge (made_at, payment);

create table payment_simulator.refund (
    refund  uuid        primary key,
    invoice uuid        not null,
    payment uuid        not null references payment_simulator.charge,
    minor   bigint      not null check (minor > 0),
    failed  boolean     not null,
    made_at timestamptz not null default clock_timestamp()
);
create index refund_payment on payment_simulator.refund (payment);

-- Notices that are yet to be delivered.
create table payment_simulator.notice (
    id       bigint      generated always as identity primary key,
    due_at   timestamptz not null,
    tries    integer     not null default 0,
    body     text        not null
);
create index notice_due_at on payment_simulator.notice (due_at);

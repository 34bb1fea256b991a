-- Events on their way to other systems. Neither facts nor read models: what others answered. Forgotten after a month.
create schema webhook;

create table webhook.delivery (
    id         uuid        primary key,
    endpoint   uuid        not null,
    event      uuid        not null,
    type       text        not null,
    body       text        not null,
    made_at    timestamptz not null default now(),
    state      text        not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts   smallint    not null default 0,
    next_at    timestamptz not null default now(), -- while pending: not before; while it is sent: when it is taken for lost
    last_at    timestamptz,
    status     smallint,                           -- HTTP's, of the last attempt; null when there was no answer
    error      text,                               -- why there was none
    unique (endpoint, event)
);
create index delivery_next_at on webhook.delivery (endpoint, next_at) where state = 'PENDING';
create index delivery_of_endpoint on webhook.delivery (endpoint, id desc);
create index delivery_made_at on webhook.delivery (made_at);

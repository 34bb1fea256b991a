-- One row an action at the admin API. Without an outcome it is under way, or was cut off.
create table entry (
    id             uuid        primary key,
    at             timestamptz not null,
    actor          text        not null,
    roles          text[]      not null,
    action         text        not null,
    target         text        not null,
    reason         text,
    correlation_id text        not null,
    outcome        text,                 -- DONE, REFUSED, FAILED
    detail         text,
    ended_at       timestamptz
);

-- The deadlines that run: what the deadline watch looks through.
create table running (
    id             uuid        primary key,
    lane           smallint    not null, -- the instance that relays it looks after the deadline
    due_at         timestamptz not null,
    set_by         uuid        not null, -- the event
    correlation_id text        not null
);

-- What support may do about the log and what was parked, and where streams lie.

-- Events that support gave up: no generation of that read model applies them.
create table engine.quarantine_discard (
    consumer     text        not null,
    category     text        not null,
    stream_id    uuid        not null,
    revision     bigint      not null,
    event_id     uuid        not null,
    error        text        not null,
    actor        text        not null,
    reason       text        not null,
    discarded_at timestamptz not null default now(),
    primary key (consumer, category, stream_id, revision)
);

-- Where a stream's events lie in Kafka, compactly: a number for the category, and one row for all events of a stream that
-- came with the same poll. `gaps` are the distances from each offset to the next, as unsigned LEB128; empty for one event.
create table engine.log_category (
    category_no smallint generated always as identity primary key,
    category    text     not null unique
);
drop table engine.log_index;
create table engine.log_index (
    first_revision  bigint   not null,
    first_offset    bigint   not null,
    stream_id       uuid     not null,
    category_no     smallint not null references engine.log_category,
    kafka_partition smallint not null,
    gaps            bytea    not null,
    primary key (stream_id, category_no, first_revision)
);

-- Full verifying scans of the log. One runs at a time in the cluster; its instance renews `expires_at`.
create table engine.log_scan (
    scan_id       uuid        primary key,
    actor         text        not null,
    state         text        not null check (state in ('running', 'done', 'cancelled', 'failed')),
    records_done  bigint      not null default 0,
    records_total bigint      not null default 0,
    started_at    timestamptz not null default now(),
    finished_at   timestamptz,
    expires_at    timestamptz not null,
    cancel        boolean     not null default false,
    findings      text,       -- JSON, when done
    error         text
);
create unique index log_scan_runs_alone on engine.log_scan (state) where state = 'running';

-- The last event of each stream that the running scan has seen, as far as it does not fit in memory. Lost in a crash of
-- Postgres, as the scan is.
create unlogged table engine.log_scan_stream (
    stream_id   uuid     not null,
    category_no smallint not null,
    revision    bigint   not null,
    checksum    bytea    not null,
    primary key (stream_id, category_no)
);

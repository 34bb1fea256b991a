-- The consumer side of the engine: what each consumer has applied, what it parked, and where streams lie in the log.

-- The dedup table. One row a lane, for ever: `sequence` is the last one applied. It moves in the transaction of the read model.
create table engine.inbox (
    consumer text     not null,
    category text     not null,
    lane     smallint not null,
    sequence bigint   not null default 0,
    -- Set while a sequence is missing: the offset to read again from. The lane stands still until it is found.
    stopped_at_offset bigint,
    primary key (consumer, category, lane)
) with (fillfactor = 40);

-- Where a consumer goes on reading after a restart: everything below is handled.
create table engine.inbox_position (
    consumer        text     not null,
    topic           text     not null,
    kafka_partition smallint not null,
    next_offset     bigint   not null default 0,
    primary key (consumer, topic, kafka_partition)
) with (fillfactor = 40);

-- A projection and the generation that serves. Live batches read the row `for share`, a swap takes it `for update`.
create table engine.projection (
    name       text        primary key,
    version    integer     not null,
    generation integer     not null default 1,
    serving_since timestamptz not null default now()
);

-- The last or running rebuild of each projection.
create table engine.rebuild (
    projection     text        primary key,
    owner          text        not null,
    expires_at     timestamptz not null, -- the rebuilder renews it; a dead one's work is dropped
    state          text        not null check (state in ('loading', 'indexing', 'catching-up', 'done', 'failed')),
    events_done    bigint      not null default 0,
    events_total   bigint      not null default 0,
    started_at     timestamptz not null default now(),
    finished_at    timestamptz,
    compared       text,       -- what the comparison of checksums said
    error          text
);

-- A stream that a consumer could not apply. Its later events queue behind the first, in order.
create table engine.quarantine_stream (
    consumer   text        not null,
    category   text        not null,
    stream_id  uuid        not null,
    error      text        not null,
    attempts   integer     not null default 1,
    parked_at  timestamptz not null default now(),
    primary key (consumer, category, stream_id)
);

create table engine.quarantine_event (
    consumer  text   not null,
    category  text   not null,
    stream_id uuid   not null,
    revision  bigint not null,
    event     bytea  not null, -- as in the outbox
    primary key (consumer, category, stream_id, revision),
    foreign key (consumer, category, stream_id) references engine.quarantine_stream on delete cascade
);

-- Where a stream's events lie in Kafka.
create table engine.log_index (
    category        text     not null,
    stream_id       uuid     not null,
    revision        bigint   not null,
    kafka_partition smallint not null,
    kafka_offset    bigint   not null,
    primary key (category, stream_id, revision)
);

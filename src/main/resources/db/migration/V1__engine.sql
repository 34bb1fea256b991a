-- The command side of the engine: heads, lanes, command ids, the outbox ring and its leases.
create schema if not exists engine;

-- Numbers that must never change under existing data (how a stream finds its lane, and a lane its group).
create table engine.pinned (
    name  text primary key,
    value text not null
);

-- What the rules need to know of each aggregate: its state as of `revision`. A cache of the log; rebuilt from it at need.
create table engine.head (
    category  text   not null,
    stream_id uuid   not null,
    revision  bigint not null,
    checksum  bytea  not null, -- of the stream's last event: the next one chains to it
    state     bytea  not null, -- JSON
    primary key (category, stream_id)
) with (fillfactor = 80);

-- The unit of locking, leasing and order in the outbox. A command transaction locks the rows of its groups first, in order,
-- so whoever holds the row owns every lane and head of the group until it commits. `position` numbers the outbox rows.
create table engine.lane_group (
    group_no    smallint primary key,
    position    bigint   not null default 0,
    outbox_slot smallint not null default 0
) with (fillfactor = 20);

create table engine.lane (
    category text     not null,
    lane     smallint not null,
    group_no smallint not null references engine.lane_group,
    sequence bigint   not null default 0,
    primary key (category, lane)
) with (fillfactor = 20);

-- Idempotency: every command id and what became of it.
create table engine.command (
    command_id  text        primary key,
    fingerprint text        not null,
    category    text        not null,
    stream_id   uuid        not null,
    revision    bigint      not null,
    lane        smallint    not null,
    sequence    bigint      not null, -- 0: the stream had no event
    group_no    smallint    not null,
    group_position bigint   not null, -- the outbox row that carried it; for Prefer: durability=log
    recorded_at timestamptz not null
);
create index command_recorded_at on engine.command using brin (recorded_at);

-- The outbox: a ring of three tables. Writers insert into the one lane_group.outbox_slot names; one that every relay has
-- passed is emptied by TRUNCATE. A row carries the events of one transaction and group, in order, encoded.
create table engine.outbox_0 (
    group_no smallint not null,
    position bigint   not null,
    events   bytea    not null,
    primary key (group_no, position)
);
create table engine.outbox_1 (like engine.outbox_0 including all);
create table engine.outbox_2 (like engine.outbox_0 including all);

create table engine.outbox_ring (
    slot         smallint primary key,
    -- per group, the last position in the slot; null while it is being written or is empty
    ends         bigint[],
    state        text not null check (state in ('empty', 'writing', 'draining')),
    changed_at   timestamptz not null default now()
);
insert into engine.outbox_ring (slot, state) values (0, 'writing'), (1, 'empty'), (2, 'empty');

create view engine.outbox as
    select group_no, position, events from engine.outbox_0
    union all
    select group_no, position, events from engine.outbox_1
    union all
    select group_no, position, events from engine.outbox_2;

-- Who relays a group. The epoch fences: it rises with every change of owner.
create table engine.relay_lease (
    group_no   smallint primary key references engine.lane_group,
    owner      text,
    epoch      bigint      not null default 0,
    expires_at timestamptz not null default '-infinity',
    position   bigint      not null default 0,    -- every outbox row up to here is in Kafka
    offsets    text        not null default ''     -- topic/partition=offset after the last record of `position`, blank between
) with (fillfactor = 20);

-- The instances that are alive, so that each takes its share of the groups.
create table engine.instance (
    instance_id text primary key,
    started_at  timestamptz not null default now(),
    expires_at  timestamptz not null
);

-- Keys of persons; erased means the key is gone and the row stays to say so.
create table engine.subject_key (
    subject    uuid primary key,
    wrapped    bytea,
    created_at timestamptz not null default now(),
    erased_at  timestamptz
);

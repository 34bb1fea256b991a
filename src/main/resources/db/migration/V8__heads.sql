-- Rises when a lane group's heads were written by somebody else than the command path: what pipelines remember is void.
alter table engine.lane_group
    add column heads_rebuilt bigint not null default 0;

-- The last or running comparison of each category's heads with the log. Its instance renews `expires_at`.
create table engine.head_run (
    category     text        primary key,
    run_id       uuid        not null,
    mode         text        not null check (mode in ('verify', 'rebuild')),
    lanes        smallint[]  not null,
    state        text        not null check (state in ('running', 'done', 'failed', 'cancelled')),
    expires_at   timestamptz not null,
    events_done  bigint      not null default 0,
    events_total bigint      not null default 0,
    started_by   text        not null,
    reason       text        not null,
    started_at   timestamptz not null default now(),
    finished_at  timestamptz,
    report       text,       -- JSON, when done
    error        text
);

-- What a rebuild tells while it runs, and who asked for it.
alter table engine.rebuild
    add column version           integer not null default 0, -- of the code that builds the next generation
    add column started_by        text    not null default '',
    add column reason            text    not null default '',
    add column attempts          integer not null default 0, -- in a row that failed
    add column events_per_second double precision not null default 0,
    drop constraint rebuild_state_check,
    add constraint rebuild_state_check check
        (state in ('loading', 'indexing', 'catching-up', 'comparing', 'swapping', 'done', 'failed', 'cancelled'));

-- What the next generation parked becomes the serving generation's at the swap.
alter table engine.quarantine_event
    drop constraint quarantine_event_consumer_category_stream_id_fkey,
    add constraint quarantine_event_consumer_category_stream_id_fkey foreign key (consumer, category, stream_id)
        references engine.quarantine_stream on delete cascade on update cascade;

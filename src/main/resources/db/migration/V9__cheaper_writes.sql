-- What every event pays for.

-- The index takes its numbers from log_category itself, so a look at it for every row proves nothing.
alter table engine.log_index drop constraint log_index_category_no_fkey;

-- A row of the outbox lives for seconds: compressing it, or moving it out of line, costs more than it saves.
alter table engine.outbox_0 set (toast_tuple_target = 8160);
alter table engine.outbox_1 set (toast_tuple_target = 8160);
alter table engine.outbox_2 set (toast_tuple_target = 8160);

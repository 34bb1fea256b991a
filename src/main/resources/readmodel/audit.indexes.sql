create index entry_by_time on entry (at, id);
create index entry_by_actor on entry (actor, at, id);
create index entry_by_target on entry (target, at, id);

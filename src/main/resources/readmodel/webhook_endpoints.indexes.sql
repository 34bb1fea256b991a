-- No index: it is read whole, or by its key.
alter table endpoint add constraint endpoint_asks_for_something check (cardinality(types) > 0);

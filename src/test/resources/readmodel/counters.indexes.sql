create index on counter (value);

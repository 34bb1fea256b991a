create index on signature (name);

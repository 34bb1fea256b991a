-- Which categories a scan of the log is about, and what it says at its end.
alter table engine.log_scan
    add column categories text[] not null default '{}';
alter table engine.log_scan
    rename column findings to report; -- JSON, when done
create index log_scan_started_at on engine.log_scan (started_at);

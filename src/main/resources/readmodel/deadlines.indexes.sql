create index running_due_at on running (due_at);

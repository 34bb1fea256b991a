create index act_by_account on act (account, at, id);

-- What lies under a title: the index of the policy that withdraws it.
create table title (
    id         uuid        primary key,
    parent     uuid        not null,
    drafted_at timestamptz not null
);

-- What viewers think of titles. Each group of columns is as of the latest event that speaks of it, whose revision leads the
-- group: events may come in any order, and more than once, and give the same rows.

-- One row a viewer profile and title.
create table opinion (
    id             uuid    primary key,
    profile        uuid    not null,
    title          uuid    not null,
    rated          bigint  not null default 0,
    rating         integer,                    -- in half stars, 1 to 10
    rated_at       timestamptz,
    written        bigint  not null default 0,
    account        uuid,                       -- the author's
    text           text,                       -- null when there is none, or its author was erased
    language       text,
    spoilers       boolean,
    edition        integer,
    written_at     timestamptz,
    judged         bigint  not null default 0,
    judged_edition integer not null default 0,
    hidden_because text,                       -- null when it is shown
    judged_at      timestamptz,
    said_at        timestamptz generated always as (greatest(rated_at, written_at)) stored
);

-- One row a title that was ever rated: how many rated it 1, 2 … 10.
create table rating (
    title   uuid     primary key,
    counts  bigint[] not null,
    ratings bigint   not null generated always as (counts[1] + counts[2] + counts[3] + counts[4] + counts[5]
        + counts[6] + counts[7] + counts[8] + counts[9] + counts[10]) stored,
    total   bigint   not null generated always as (counts[1] + 2 * counts[2] + 3 * counts[3] + 4 * counts[4] + 5 * counts[5]
        + 6 * counts[6] + 7 * counts[7] + 8 * counts[8] + 9 * counts[9] + 10 * counts[10]) stored
);

-- One row a viewer profile and review of another.
create table feedback (
    id          uuid    primary key,
    profile     uuid    not null,
    review      uuid    not null,
    voted       bigint  not null default 0,
    helpful     boolean not null default false,
    reported    bigint  not null default 0,
    edition     integer,                       -- the text that was reported; null when none was
    reason      text,
    reported_at timestamptz
);

-- One row a review that was ever found helpful: by how many.
create table helpful (
    review uuid   primary key,
    votes  bigint not null
);

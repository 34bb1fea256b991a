-- What logs customers in. Neither facts nor read models: it is not in the log, and a rebuild does not touch it.
create schema identity;

-- A login of a device. `number` counts its refresh tokens; only the newest is good.
create table identity.session (
    id           uuid        primary key,
    account      uuid        not null,
    device       text        not null,
    number       bigint      not null default 0,
    opened_at    timestamptz not null default now(),
    refreshed_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    ended_why    text        check (ended_why in ('LOGGED_OUT', 'REVOKED', 'REUSED', 'PASSWORD_CHANGED', 'CLOSED'))
);
create index session_account on identity.session (account);
create index session_expires_at on identity.session (expires_at);

-- The keys access tokens are signed with. A key is published before it signs and verifies for a while after.
create table identity.signing_key (
    kid            text        primary key,
    public_key     bytea       not null, -- X.509 SubjectPublicKeyInfo
    wrapped        bytea       not null, -- PKCS #8 under the master key
    signs_from     timestamptz not null,
    signs_until    timestamptz not null,
    verifies_until timestamptz not null
);

-- Attempts, by what they are about (an account, an address); keyed hashes only. They are forgotten one by one.
create table identity.attempt (
    about    bytea       primary key,
    failures integer     not null,
    last_at  timestamptz not null
);

-- Rebuilds and replays: what runs and how far it is, where it stopped, and what the comparison found.

set local role "${appRole}";

-- A rebuild that was interrupted before this migration begins anew.
drop table projection.rebuild;

create table projection.run (
    id           bigint      not null primary key generated always as identity,
    kind         text        not null check (kind in ('REBUILD', 'REPLAY')),
    projection   text        not null,
    -- What its tables look like and which code fills them.
    definition   text        not null,
    -- Up to where a replay goes; a rebuild goes up to the newest event.
    known_at     bigint check ((known_at is null) = (kind = 'REBUILD')),
    state        text        not null,
    phase        text        not null,
    -- All events up to here are in its tables.
    position     bigint      not null check (position >= 0),
    -- Events that there are to do.
    goal         bigint      not null,
    -- Where and when the present attempt began: the rate is measured from there.
    resumed_from bigint      not null,
    resumed_at   timestamptz not null,
    started_at   timestamptz not null,
    changed_at   timestamptz not null,
    ended_at     timestamptz,
    stop_asked   boolean     not null default false,
    -- Whether there are tables in the schema scratch.
    scratch      boolean     not null,
    -- Position up to which it was compared with the rows that were live; absent where there was nothing to compare.
    compared_at  bigint,
    missing      bigint,
    surplus      bigint,
    -- The first rows that differ.
    sample       text check (sample is json array),
    failure      text
);

create index on projection.run (kind, projection, id);

reset role;

-- Tables of replays, to compare with and to look at. No reader names this schema, and none finds it unnamed.
create schema scratch;
revoke all on schema scratch from public;
alter schema scratch owner to "${appRole}";

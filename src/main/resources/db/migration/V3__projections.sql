-- What is derived from the journal and can be made again from it. The service owns this schema: the tables of
-- a projection are its own to make, fill and swap.
create schema projection;

create table projection.progress (
    name       text        not null primary key,
    -- What the tables look like and which code filled them; another definition means filling them anew.
    definition text        not null,
    -- All events up to here are in the tables.
    position   bigint      not null check (position >= 0),
    changed_at timestamptz not null
);

-- A rebuild under way, or the place at which it stopped.
create table projection.rebuild (
    name       text        not null primary key,
    definition text        not null,
    position   bigint      not null check (position >= 0),
    started_at timestamptz not null,
    changed_at timestamptz not null
);

grant usage, create on schema projection to "${appRole}";
alter table projection.progress owner to "${appRole}";
alter table projection.rebuild owner to "${appRole}";
alter schema projection owner to "${appRole}";

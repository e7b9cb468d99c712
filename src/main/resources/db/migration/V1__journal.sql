-- The journal: every event in one order, every decision with its receipt. Rows are added and never changed.
--
-- Runs as the owner of the tables. The service works as the role ${appRole}, which can read and add.

do $$
begin
    if not exists (select from pg_roles where rolname = '${appRole}') then
        execute format('create role %I login password %L', '${appRole}', btrim($pw$ ${appPassword} $pw$));
    end if;
    -- To hand over what the service owns, the owner has to be able to act as it.
    if not pg_has_role(current_user, '${appRole}', 'SET') then
        execute format('grant %I to %I with inherit false, set true', '${appRole}', current_user);
    end if;
end
$$;

create table domain_event (
    position       bigint      not null primary key check (position > 0),
    stream         text        not null,
    stream_type    text        not null,
    version        bigint      not null check (version >= 0),
    name           text        not null,
    revision       int         not null check (revision > 0),
    -- Exact JSON text: what is sealed is these bytes. jsonb would write them anew.
    payload        text        not null check (payload is json object),
    metadata       text        not null check (metadata is json object),
    -- '-infinity' for a fact that holds since always, so that it sorts first.
    effective_on   date        not null,
    effective_from date,
    precision      text,
    recorded_at    timestamptz not null,
    corrects       bigint,
    accounting_on  date,
    -- Place among the events of one command, from 1.
    part           int         not null,
    parts          int         not null,
    check (part between 1 and parts),
    constraint domain_event_stream_version unique (stream, version)
);

-- One row, raised by every append: its lock is what makes the order of positions the order of commits.
create table ledger_head (
    single      boolean     not null primary key default true check (single),
    position    bigint      not null check (position >= 0),
    recorded_at timestamptz not null
) with (fillfactor = 50);

insert into ledger_head (position, recorded_at) values (0, 'epoch');

create table receipt (
    client          text        not null,
    idempotency_key text        not null,
    fingerprint     text        not null,
    command_id      text        not null,
    -- The answer without positions: those follow from first_position.
    reply           text        not null check (reply is json object),
    first_position  bigint,
    recorded_at     timestamptz not null,
    constraint receipt_key primary key (client, idempotency_key)
);

-- Without its key a person's data in the journal reads as erased.
create table person_key (
    person     text        not null primary key,
    key        bytea       not null,
    created_at timestamptz not null
);

-- Axon's own table of tokens, in the shape that its JdbcTokenStore expects.
create table token_entry (
    processorName varchar(255) not null,
    segment       int          not null,
    token         bytea,
    tokenType     varchar(255),
    timestamp     varchar(255),
    owner         varchar(255),
    primary key (processorName, segment)
);

create function refuse_change() returns trigger
    language plpgsql as
$$
begin
    raise exception 'the journal is never changed: % on % refused', lower(tg_op), tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger domain_event_stays
    before update or delete or truncate on domain_event
    for each statement execute function refuse_change();

create trigger receipt_stays
    before update or delete or truncate on receipt
    for each statement execute function refuse_change();

grant select, insert on domain_event, receipt to "${appRole}";
grant select, update on ledger_head to "${appRole}";
grant select, insert, update, delete on token_entry to "${appRole}";
grant select, insert, delete on person_key to "${appRole}";

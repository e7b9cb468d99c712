-- Evidence: documents by their hash, either held here or somewhere else; and what the browser of the journal needs.

create table evidence (
    sha256     text        not null primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    media_type text        not null,
    bytes      bigint      not null check (bytes >= 0),
    chunks     int         not null check (chunks >= 0),
    held_since timestamptz not null,
    held_by    text        not null
);

-- A document in pieces, so that neither side has to hold it whole.
create table evidence_chunk (
    sha256 text  not null references evidence (sha256),
    number int   not null check (number >= 0),
    bytes  bytea not null,
    primary key (sha256, number)
);

-- Documents do not get smaller twice: most of them are compressed already.
alter table evidence_chunk alter column bytes set storage external;

-- Where a document is kept that is not held here, or is held elsewhere as well.
create table evidence_pointer (
    sha256   text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    location text        not null,
    set_at   timestamptz not null,
    set_by   text        not null,
    primary key (sha256, location)
);

create trigger evidence_stays
    before update or delete or truncate on evidence
    for each statement execute function refuse_change();

create trigger evidence_chunk_stays
    before update or delete or truncate on evidence_chunk
    for each statement execute function refuse_change();

create trigger evidence_pointer_stays
    before update or delete or truncate on evidence_pointer
    for each statement execute function refuse_change();

grant select, insert on evidence, evidence_chunk, evidence_pointer to "${appRole}";

-- All hashes of documents that an event names: the evidence of its command, and its sources. Taken from the text,
-- where a quotation mark within a value is escaped and the ledger writes no blanks: this can neither fail, which an
-- append could not stand, nor find anything that is not such a field.
create function cited_hashes(p_payload text, p_metadata text) returns text[]
    language sql
    immutable
    parallel safe
    security invoker
as
$$
    select array(select distinct found[1]
                   from regexp_matches(p_metadata || p_payload, '"sha256":"([0-9a-f]{64})"', 'g') as found)
$$;

-- Who cites a document? Only events that cite one are in the index; the others cost the append a search for one
-- word in their text.
create index domain_event_cited on domain_event using gin (cited_hashes(payload, metadata))
    with (fastupdate = off)
    where payload like '%"sha256":"%' or metadata like '%"sha256":"%';

-- Version of the newest event of a stream at a position, -1 when there is none. Positions rise with versions, so
-- a search by halves needs no index of its own.
create function ledger_version_at(p_stream text, p_position bigint) returns bigint
    language plpgsql
    security invoker
    stable as
$$
declare
    v_low  bigint := -1;
    v_high bigint;
    v_mid  bigint;
begin
    select coalesce((select e.version from domain_event e where e.stream = p_stream
                      order by e.version desc limit 1), -1)
      into v_high;
    while v_low < v_high loop
        v_mid := v_low + (v_high - v_low + 1) / 2;
        if (select e.position <= p_position from domain_event e where e.stream = p_stream and e.version = v_mid) then
            v_low := v_mid;
        else
            v_high := v_mid - 1;
        end if;
    end loop;
    return v_low;
end
$$;

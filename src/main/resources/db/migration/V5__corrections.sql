-- An event can correct another one of its stream, and can come late into closed books; both are noted in its
-- metadata, and stand in columns too. And a command that was decided under other closes of the whole ledger than
-- those in force is decided again: p_books is the version of the stream 'ledger' as the decision knew it.
drop function ledger_append(
    timestamptz, text[], int[], bigint[], text[], text[], int[], text[], text[], text[], int[], int[], int[], text[],
    text[], text[], int[], text[], text[], date[], date[], text[]);

create function ledger_append(
    p_clock timestamptz,
    p_streams text[],
    p_slot int[],
    p_expected bigint[],
    p_books bigint[],
    p_client text[],
    p_key text[],
    p_previous int[],
    p_fingerprint text[],
    p_command text[],
    p_reply text[],
    p_events int[],
    e_command int[],
    e_part int[],
    e_stream text[],
    e_type text[],
    e_name text[],
    e_revision int[],
    e_payload text[],
    e_metadata text[],
    e_effective_on date[],
    e_effective_from date[],
    e_precision text[],
    e_corrects bigint[],
    e_accounting_on date[])
    returns table (
        ordinal int,
        outcome text,
        version bigint,
        first_position bigint,
        recorded_at timestamptz,
        fingerprint text,
        command_id text,
        reply text)
    language plpgsql
    security invoker as
$$
#variable_conflict use_column
declare
    v_position bigint;
    v_stamp    timestamptz;
    v_current  bigint[];
    -- Version of the stream that closes periods of the whole ledger.
    v_books    bigint;
    v_tainted  boolean[];
    -- Whether a command's key has its receipt, from before or from this call.
    v_known    boolean[];
    v_written  boolean[];
    v_base     bigint[];
    v_begins   bigint[];
    v_outcome  text[];
    v_any      boolean := false;
    v_slot     int;
    i          int;
begin
    -- Whoever holds this row is the only writer; each statement below sees all that was committed before.
    select h.position, greatest(p_clock, h.recorded_at + interval '1 microsecond')
      into strict v_position, v_stamp
      from ledger_head h for update;

    select array_agg(coalesce(
               (select e.version from domain_event e where e.stream = s.stream order by e.version desc limit 1), -1)
               order by s.slot)
      into v_current
      from unnest(p_streams) with ordinality as s (stream, slot);

    select array_agg(exists (select from receipt r where r.client = k.client and r.idempotency_key = k.key)
               order by k.n)
      into v_known
      from unnest(p_client, p_key) with ordinality as k (client, key, n);

    if exists (select from unnest(p_books) as b (version) where b.version is not null) then
        select coalesce(
                   (select e.version from domain_event e where e.stream = 'ledger' order by e.version desc limit 1), -1)
          into v_books;
    end if;

    v_tainted := array_fill(false, array [cardinality(p_streams)]);
    v_written := array_fill(false, array [cardinality(p_slot)]);
    v_base := array_fill(-1::bigint, array [cardinality(p_slot)]);
    v_begins := array_fill(null::bigint, array [cardinality(p_slot)]);
    v_outcome := array_fill(null::text, array [cardinality(p_slot)]);

    for i in 1 .. cardinality(p_slot) loop
        v_slot := p_slot[i];
        v_base[i] := v_current[v_slot];
        if p_previous[i] > 0 and v_known[p_previous[i]] then
            v_known[i] := true;
        end if;
        if v_known[i] then
            v_outcome[i] := 'REPEATED';
            v_tainted[v_slot] := true;
        elsif v_tainted[v_slot] or v_current[v_slot] <> p_expected[i] or p_books[i] <> v_books then
            v_outcome[i] := 'CONFLICT';
            v_tainted[v_slot] := true;
        else
            v_outcome[i] := 'WRITTEN';
            v_written[i] := true;
            v_known[i] := true;
            v_any := true;
            if p_events[i] > 0 then
                v_begins[i] := v_position + 1;
                v_position := v_position + p_events[i];
                v_current[v_slot] := v_current[v_slot] + p_events[i];
                if p_streams[v_slot] = 'ledger' then
                    v_books := v_current[v_slot];
                end if;
            end if;
        end if;
    end loop;

    if v_any then
        insert into domain_event (position, stream, stream_type, version, name, revision, payload, metadata,
                                  effective_on, effective_from, precision, corrects, accounting_on, recorded_at, part, parts)
        select v_begins[e.command] + e.part - 1, e.stream, e.type, v_base[e.command] + e.part, e.name, e.revision,
               e.payload, e.metadata, e.effective_on, e.effective_from, e.precision, e.corrects, e.accounting_on, v_stamp, e.part,
               p_events[e.command]
          from unnest(e_command, e_part, e_stream, e_type, e_name, e_revision, e_payload, e_metadata,
                      e_effective_on, e_effective_from, e_precision, e_corrects, e_accounting_on)
               as e (command, part, stream, type, name, revision, payload, metadata, effective_on, effective_from,
                     precision, corrects, accounting_on)
         where v_written[e.command];

        insert into receipt (client, idempotency_key, fingerprint, command_id, reply, first_position, recorded_at)
        select c.client, c.key, c.fingerprint, c.command, c.reply, v_begins[c.n], v_stamp
          from unnest(p_client, p_key, p_fingerprint, p_command, p_reply) with ordinality
               as c (client, key, fingerprint, command, reply, n)
         where v_written[c.n];

        update ledger_head h set position = v_position, recorded_at = v_stamp;
    end if;

    return query
        select o.n::int, o.outcome, v_current[p_slot[o.n]], r.first_position, r.recorded_at, r.fingerprint,
               r.command_id, r.reply
          from unnest(v_outcome, p_client, p_key) with ordinality as o (outcome, client, key, n)
          left join receipt r on o.outcome <> 'CONFLICT' and r.client = o.client and r.idempotency_key = o.key
         order by o.n;
end
$$;

-- Who reads some facts of a stream by their positions reads all of its corrections with them: few rows among many.
create index domain_event_corrections on domain_event (stream, position) where corrects is not null;

-- The append is the commit: one call writes the events and receipts of all commands that wait.
--
-- Commands are numbered from 1 and taken in that order; streams are numbered from 1 too, so that the loop
-- works on arrays of fixed width. A command that is dropped (its key is known, or its stream has moved on)
-- leaves no gap and does not disturb its neighbours; but what follows it on the same stream was decided on a
-- state that never came to be, and is dropped with it.
--
-- p_previous is the number of the command before with the same client and key, 0 when there is none: a key may
-- come twice in one call.
create function ledger_append(
    p_clock timestamptz,
    p_streams text[],
    p_slot int[],
    p_expected bigint[],
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
    e_precision text[])
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
        elsif v_tainted[v_slot] or v_current[v_slot] <> p_expected[i] then
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
            end if;
        end if;
    end loop;

    if v_any then
        insert into domain_event (position, stream, stream_type, version, name, revision, payload, metadata,
                                  effective_on, effective_from, precision, recorded_at, part, parts)
        select v_begins[e.command] + e.part - 1, e.stream, e.type, v_base[e.command] + e.part, e.name, e.revision,
               e.payload, e.metadata, e.effective_on, e.effective_from, e.precision, v_stamp, e.part,
               p_events[e.command]
          from unnest(e_command, e_part, e_stream, e_type, e_name, e_revision, e_payload, e_metadata,
                      e_effective_on, e_effective_from, e_precision)
               as e (command, part, stream, type, name, revision, payload, metadata, effective_on, effective_from,
                     precision)
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

-- From now on nothing is stamped at or before the instant.
create function ledger_settle(p_instant timestamptz) returns void
    language sql
    security invoker as
$$
    update ledger_head set recorded_at = greatest(recorded_at, p_instant) where recorded_at < p_instant;
$$;

-- Position of the newest event recorded at or before the instant. Instants rise with positions, so a search
-- by halves needs no index of its own.
create function ledger_position_at(p_instant timestamptz) returns bigint
    language plpgsql
    security invoker
    stable as
$$
declare
    v_low  bigint := 0;
    v_high bigint;
    v_mid  bigint;
begin
    select position into strict v_high from ledger_head;
    while v_low < v_high loop
        v_mid := (v_low + v_high + 1) / 2;
        if (select e.recorded_at <= p_instant from domain_event e where e.position = v_mid) then
            v_low := v_mid;
        else
            v_high := v_mid - 1;
        end if;
    end loop;
    return v_low;
end
$$;

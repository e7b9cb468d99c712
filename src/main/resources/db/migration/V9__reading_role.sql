-- Who only reads: an auditor at the command line, on the database itself. The role ledger_read is a group that
-- nobody logs in as: `grant ledger_read to jane` lets jane read.
--
-- It sees the events, their order, their seal and what is derived from them. It does not see person_key, so that personal data
-- of natural persons reads as erased, nor receipts, which are their clients' own.

-- Lets a role read. It acts as the service where the tables are the service's own; a rebuild makes new ones, so
-- what will be made there is granted too. May be called again, and for other roles.
create function ledger_let_read(p_role text) returns void
    language plpgsql
    security invoker as
$$
declare
    v_before  text := current_setting('role');
    v_service text;
begin
    execute format('grant select on domain_event, ledger_head, seal_batch to %I', p_role);
    select pg_get_userbyid(nspowner) into strict v_service from pg_namespace where nspname = 'projection';
    perform set_config('role', v_service, true);
    execute format('grant usage on schema projection to %I', p_role);
    execute format('grant select on all tables in schema projection to %I', p_role);
    execute format('alter default privileges in schema projection grant select on tables to %I', p_role);
    perform set_config('role', v_before, true);
end
$$;

do $$
begin
    if not exists (select from pg_roles where rolname = 'ledger_read') then
        if not (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) then
            raise notice 'the owner may not create roles: create ledger_read, then select ledger_let_read(''ledger_read'')';
            return;
        end if;
        create role ledger_read nologin;
    end if;
    perform ledger_let_read('ledger_read');
end
$$;

package io.dealledger.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the role that the service works as could change history. */
final class RuntimeRole {
    private RuntimeRole() {}

    /** @throws AlmightyRole when it could */
    static void check(JdbcClient jdbc) {
        record Role(String name, boolean superuser, boolean owner) {}
        Role role = jdbc.sql("""
                        select current_user,
                               (select rolsuper from pg_roles where rolname = current_user),
                               (select pg_has_role(current_user, relowner, 'MEMBER')
                                  from pg_class where oid = 'domain_event'::regclass)""")
                .query((row, number) -> new Role(row.getString(1), row.getBoolean(2), row.getBoolean(3)))
                .single();
        if (role.superuser || role.owner) {
            throw new AlmightyRole(role.name, role.superuser ? "is a superuser" : "owns the journal");
        }
    }
}

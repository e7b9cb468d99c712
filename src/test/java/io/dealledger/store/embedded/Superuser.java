package io.dealledger.store.embedded;

/** The role that nothing is refused, for tests of other packages: the program itself works as two lesser ones. */
public final class Superuser {
    private Superuser() {}

    public static Credentials of(EmbeddedDatabase database) {
        return database.superuser();
    }
}

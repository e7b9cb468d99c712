package io.dealledger.store.embedded;

/** How a role of the database logs in. */
public record Credentials(String user, String password) {
    /** Not the password: it must not leak into logs. */
    @Override
    public String toString() {
        return user;
    }
}

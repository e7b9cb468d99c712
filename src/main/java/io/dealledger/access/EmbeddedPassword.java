package io.dealledger.access;

/**
 * The one password of the embedded mode's three users.
 *
 * @param generated whether the ledger made it, and so must show it once
 */
public record EmbeddedPassword(String value, boolean generated) {
    /** Not the password: it must not leak into logs. */
    @Override
    public String toString() {
        return generated ? "(generated)" : "(given)";
    }
}

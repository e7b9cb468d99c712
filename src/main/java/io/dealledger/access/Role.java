package io.dealledger.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a signed-in subject is allowed to do. */
public enum Role {
    /** Writes and reads, and may ask for a reopening; closes no period. */
    BACKOFFICE,
    /** Reads everything and writes nothing. */
    AUDITOR,
    /** The financial controller: closes periods, and has them reopened together with somebody else; reads everything. */
    CONTROLLER,
    /** Runs rebuilds. */
    OPERATOR;

    /** As users and tokens call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

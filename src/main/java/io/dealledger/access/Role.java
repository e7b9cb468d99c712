package io.dealledger.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a signed-in subject is allowed to do. */
public enum Role {
    /** Writes and reads. */
    BACKOFFICE,
    /** Reads everything and writes nothing. */
    AUDITOR,
    /** Runs rebuilds, and is the second person where two are asked for. */
    OPERATOR;

    /** As users and tokens call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

package io.dealledger.ledger;

import java.util.Locale;

/** Why a command was not accepted: a value, with the figures that explain it as record components. */
public interface Refusal {
    /** How a refusal relates to the ledger; decides the HTTP status. */
    enum Kind {
        /** The id that the command addresses is unknown: 404. */
        UNKNOWN,
        /** The state of the ledger does not allow it: 409. */
        CONFLICT,
        /** No ledger could ever allow it: 422. */
        NEVER_VALID
    }

    /** One sentence with the figures in it. */
    String detail();

    default Kind kind() {
        return Kind.CONFLICT;
    }

    /** Stable name: the record's own, in lower case with hyphens; {@code MoreThanHeld} is {@code more-than-held}. */
    default String type() {
        return typeOf(getClass());
    }

    /** The refusal's name for people: {@code More than held}. */
    default String title() {
        String words = type().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String typeOf(Class<? extends Refusal> refusal) {
        return refusal.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

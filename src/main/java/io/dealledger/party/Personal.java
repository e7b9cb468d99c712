package io.dealledger.party;

import io.dealledger.ledger.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * Words that may be personal data. When they are a natural person's they are stored encrypted with that
 * person's key, and read as {@link #ERASED} once the key is gone.
 *
 * @param person whose data it is; absent for words that are nobody's
 */
public record Personal(String text, @Nullable PartyId person) {
    public static final String ERASED = "erased";

    public static Personal open(String text) {
        return new Personal(text, null);
    }

    public static Personal of(PartyId person, String text) {
        return new Personal(text, person);
    }

    /** Not the words: they must not leak into logs. */
    @Override
    public String toString() {
        return person == null ? text : "(personal data of " + person + ")";
    }
}

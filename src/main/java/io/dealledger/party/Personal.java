package io.dealledger.party;

import io.dealledger.ledger.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * Words that may be personal data. When they are a natural person's they are stored encrypted with that
 * person's key, and read as {@link #ERASED} once the key is gone, or as {@link #UNREADABLE} to a reader who may not see keys and so
 * cannot tell.
 *
 * @param person whose data it is; absent for words that are nobody's
 */
public record Personal(String text, @Nullable PartyId person) {
    public static final String ERASED = "erased";
    public static final String UNREADABLE = "unreadable";

    public static Personal open(String text) {
        return new Personal(text, null);
    }

    public static Personal of(PartyId person, String text) {
        return new Personal(text, person);
    }

    /** Whether the words are not there for this reader: erased, or not to be read with its rights. */
    public boolean isWithheld() {
        return person != null && (text.equals(ERASED) || text.equals(UNREADABLE));
    }

    /** Not the words: they must not leak into logs. */
    @Override
    public String toString() {
        return person == null ? text : "(personal data of " + person + ")";
    }
}

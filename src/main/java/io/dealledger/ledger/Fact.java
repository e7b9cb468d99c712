package io.dealledger.ledger;

import io.dealledger.money.Source;
import org.jspecify.annotations.Nullable;

/** What an event says, with its place on the business clock. */
public interface Fact {
    EffectiveOn when();

    /** Where the fact was published; absent when the ledger's own user is the source. */
    default @Nullable Source source() {
        return null;
    }

    /** Whether it says nothing but that the event which it corrects is void. */
    default boolean voids() {
        return false;
    }
}

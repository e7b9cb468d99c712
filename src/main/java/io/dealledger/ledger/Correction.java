package io.dealledger.ledger;

import io.dealledger.money.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * What is to come in the place of one recorded event.
 *
 * @param <C> commands of the room
 */
public interface Correction<C> {
    /** Position of the event, as answers cite it. */
    long event();

    /** The command that should have been sent; absent when the event is to be void. */
    @Nullable
    C replacement();

    /** That an event is to be void has to be said: a correction that lost its replacement must not do it. */
    static void check(long event, @Nullable Object replacement, @Nullable Boolean voided) {
        if (event < 1) {
            throw InvalidValue.in("event", "out-of-range", Long.toString(event), "positions run from 1");
        }
        if ((replacement != null) == Boolean.TRUE.equals(voided)) {
            throw InvalidValue.in(
                    "replacement",
                    replacement == null ? "missing" : "not-allowed",
                    "",
                    "a correction has a replacement, or makes the event void: exactly one of the two");
        }
    }
}

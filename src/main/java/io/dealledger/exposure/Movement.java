package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one event did to one lot, or what it paid to a holder: the share book's own account of how it came to its
 * lots, for readers that carry more than cost with them.
 */
public sealed interface Movement {
    /** Position of the event. */
    long event();

    /** Day on which it took effect; absent when it holds since always. */
    @Nullable
    LocalDate on();

    /** How a lot leaves its holder for good. */
    enum How {
        SALE,
        /** Back to the issuer. */
        REPURCHASE,
        /** To the acquirer of the company. */
        ACQUISITION,
        CANCELLATION,
        /** To another holder, and not as a sale. */
        GIFT,
        /** The company is dissolved, and its shares are void. */
        DISSOLUTION;

        boolean isPaid() {
            return switch (this) {
                case SALE, REPURCHASE, ACQUISITION -> true;
                case CANCELLATION, GIFT, DISSOLUTION -> false;
            };
        }
    }

    /** A lot that was issued to its holder, or came from outside the group. */
    record Bought(long event, @Nullable LocalDate on, Lot lot) implements Movement {}

    /**
     * A lot, or part of it, in other hands of the group, or turned into another class: its cost goes with it.
     *
     * @param from the lot before
     * @param part of that lot that moved, above 0 and at most 1
     * @param to what became of it
     */
    record Moved(long event, @Nullable LocalDate on, Lot from, Fraction part, Lot to) implements Movement {}

    /**
     * @param from the lot before
     * @param part of that lot that is gone, above 0 and at most 1
     * @param proceeds what was paid for it; UNDISCLOSED when no price is recorded, zero when nothing was paid
     */
    record GivenUp(long event, @Nullable LocalDate on, Lot from, Fraction part, How how, Claim proceeds)
            implements Movement {}

    /** A lot with another number of shares after a split. */
    record Resized(long event, @Nullable LocalDate on, Lot lot) implements Movement {}

    /** Money that a holder received for what it holds, or held. */
    record Distributed(long event, @Nullable LocalDate on, PartyId party, DistributionKind kind, Claim amount)
            implements Movement {}
}

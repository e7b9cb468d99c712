package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One part of the consideration for an investment, at its nominal amount.
 *
 * @param vendor who sells what the leg pays with (COMPUTE_CREDITS), or at whom cash must be spent (a covenant on CASH)
 * @param restrictedTo what the leg may be used for
 * @param expiresOn last day on which credits can be used
 * @param covenant part of a CASH leg that must be spent at the vendor
 */
public record Leg(
        Kind kind,
        Money amount,
        @Nullable PartyId vendor,
        @Nullable String restrictedTo,
        @Nullable LocalDate expiresOn,
        @Nullable Money covenant) {
    /** What an investor gives. */
    public enum Kind {
        CASH,
        COMPUTE_CREDITS,
        DEBT_CANCELLATION,
        IP,
        SERVICES,
        SHARES
    }

    public Leg {
        if (kind == Kind.COMPUTE_CREDITS && vendor == null) {
            throw InvalidValue.in("vendor", "missing", "", "compute credits name the vendor that delivers them");
        }
        if (covenant != null && kind != Kind.CASH) {
            throw InvalidValue.in(
                    "covenant", "not-allowed", covenant.toString(), "only cash has a use-of-proceeds covenant");
        }
        if (covenant != null && (vendor == null || covenant.isMoreThan(amount))) {
            throw InvalidValue.in(
                    "covenant",
                    "not-allowed",
                    covenant.toString(),
                    "a covenant names its vendor and is within the leg");
        }
    }

    public static Leg cash(Money amount) {
        return new Leg(Kind.CASH, amount, null, null, null, null);
    }

    public static Leg credits(Money amount, PartyId vendor) {
        return new Leg(Kind.COMPUTE_CREDITS, amount, vendor, null, null, null);
    }
}

package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Outstanding shares that came into being together: by an issuance, a closing, a transfer or a conversion.
 *
 * @param quantity more than zero; a security of which nothing is left is no longer in the register
 * @param since when the holder received it, which orders the lots for FIFO
 * @param asIssued whether it was issued and nothing of it has been taken since; a split takes nothing
 * @param versions versions of the events that shaped it, in order of effect
 */
public record Security(
        SecurityId id,
        PartyId holder,
        String shareClass,
        Shares quantity,
        Since since,
        boolean asIssued,
        PVector<Long> versions) {
    /**
     * Order in which a holder received securities.
     *
     * @param effectiveOn absent for since always
     * @param place of the event that made the security among those of the day
     * @param index among the securities that the event made
     */
    public record Since(@Nullable LocalDate effectiveOn, long place, int index) implements Comparable<Since> {
        private static final Comparator<Since> ORDER = Comparator.comparing(
                        Since::effectiveOn, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                .thenComparingLong(Since::place)
                .thenComparingInt(Since::index);

        @Override
        public int compareTo(Since other) {
            return ORDER.compare(this, other);
        }
    }

    Security resized(Shares left, boolean still, long version) {
        return new Security(
                id, holder, shareClass, left, since, asIssued && still, ShareClass.shapedBy(versions, version));
    }
}

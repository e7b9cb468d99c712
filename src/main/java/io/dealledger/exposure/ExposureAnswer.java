package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a party and its group hold, as it is sent.
 *
 * @param position up to which the ledger was read
 * @param group the party and, if asked for, what belongs to it on that date
 * @param groupEvents positions of the events that make the group what it is
 * @param cycles circles of parents among the group
 * @param perhaps positions that vague dates leave open; in no total
 * @param perhapsClaims the same for claims
 */
public record ExposureAnswer(
        PartyId party,
        LocalDate asOf,
        long knownAt,
        @Nullable LocalDate publishedBy,
        By by,
        long position,
        Basis basis,
        @Nullable String currency,
        List<PartyId> group,
        List<Long> groupEvents,
        List<List<PartyId>> cycles,
        List<InvestmentAnswer> investments,
        List<Perhaps> perhaps,
        TotalsAnswer totals,
        List<ClaimAnswer> claims,
        List<ClaimAnswer> perhapsClaims) {

    static ExposureAnswer of(Exposure exposure) {
        return new ExposureAnswer(
                exposure.party(),
                exposure.at().asOf(),
                exposure.at().knownAt(),
                exposure.at().publishedBy(),
                exposure.at().by(),
                exposure.at().knownAt(),
                exposure.basis(),
                exposure.currency() == null ? null : exposure.currency().code(),
                List.copyOf(exposure.group()),
                exposure.groupEvents(),
                exposure.cycles().stream().map(cycle -> List.copyOf(cycle)).toList(),
                exposure.investments().stream().map(InvestmentAnswer::of).toList(),
                exposure.perhaps(),
                TotalsAnswer.of(exposure.totals()),
                exposure.claims().stream().map(ClaimAnswer::of).toList(),
                exposure.perhapsClaims().stream().map(ClaimAnswer::of).toList());
    }
}

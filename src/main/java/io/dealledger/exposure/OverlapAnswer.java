package io.dealledger.exposure;

import io.dealledger.exposure.Exposures.Overlap;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Companies in which two parties, or their groups, both hold a position.
 *
 * @param position up to which the ledger was read
 * @param perhaps companies where that depends on what vague dates leave open
 */
public record OverlapAnswer(
        PartyId party,
        PartyId other,
        LocalDate asOf,
        long knownAt,
        By by,
        long position,
        List<CompanyId> companies,
        List<Shared> shared,
        List<CompanyId> perhaps) {
    /** @param events positions of the events that both positions come from */
    public record Shared(CompanyId company, List<HoldingRole> roles, List<HoldingRole> otherRoles, List<Long> events) {}

    static OverlapAnswer of(Overlap overlap) {
        return new OverlapAnswer(
                overlap.one().party(),
                overlap.other().party(),
                overlap.one().at().asOf(),
                overlap.one().at().knownAt(),
                overlap.one().at().by(),
                overlap.one().at().knownAt(),
                overlap.companies(),
                overlap.companies().stream()
                        .map(company -> shared(company, overlap))
                        .toList(),
                overlap.perhaps());
    }

    private static Shared shared(CompanyId company, Overlap overlap) {
        Investment one = in(company, overlap.one());
        Investment other = in(company, overlap.other());
        SortedSet<Long> events = new TreeSet<>(one.events());
        events.addAll(other.events());
        return new Shared(company, List.copyOf(one.roles()), List.copyOf(other.roles()), List.copyOf(events));
    }

    private static Investment in(CompanyId company, Exposure exposure) {
        return exposure.investments().stream()
                .filter(investment -> investment.company().equals(company))
                .findFirst()
                .orElseThrow();
    }
}

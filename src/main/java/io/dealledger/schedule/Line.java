package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of the schedule, in figures: one instrument of one company.
 *
 * @param shareClass absent where several are valued together, or none is known
 * @param quantities shares held, by class
 * @param unfunded absent where it is of the company, and stands on the line without a class
 * @param values what the value is made of
 * @param clouded whether the value rests on sources that disagree: the gain stays out of sums
 */
record Line(
        CompanyId company,
        Issuer issuer,
        @Nullable String shareClass,
        SecurityType type,
        boolean held,
        NavigableSet<PartyId> holders,
        Optional<LocalDate> since,
        SortedMap<String, Fraction> quantities,
        Claim ownership,
        Optional<Fraction> ownershipFraction,
        Claim committed,
        Claim invested,
        Optional<Claim> unfunded,
        Claim proceeds,
        Claim cost,
        Claim value,
        ValueBasis basis,
        List<Valued> values,
        Claim unrealised,
        Claim multiple,
        boolean clouded,
        List<Conflict> conflicts,
        List<String> noRate,
        List<Long> events) {

    /** The level of everything on the line; empty when it is of several. */
    Optional<Level> level() {
        List<Level> levels = values.stream().map(Valued::level).distinct().toList();
        return levels.size() == 1 ? Optional.of(levels.getFirst()) : Optional.empty();
    }
}

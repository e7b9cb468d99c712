package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group has in one company, with what it takes to carry something else than cost along with its lots.
 *
 * @param facts of the company and of the group in it, in force, in order of effect
 * @param holds whether there still is a position, as far as the ledger knows
 * @param value by the basis that was asked for
 * @param stakes in percent by share class, exactly, where every share of the company is recorded
 * @param lots of the group, the oldest first
 * @param movements what happened to lots, of the group's and of others, in order of effect
 * @param reported what was given and is known from reports alone
 * @param replaced positions of events whose lots a report of what was invested to date stands in place of
 * @param clouded whether the value rests on sources that disagree: then a gain stays out of totals
 * @param noRate translations that failed
 */
public record PortfolioPosition(
        CompanyId company,
        List<Recorded<CompanyEvent>> facts,
        boolean holds,
        Claim committed,
        Claim unfunded,
        Claim proceeds,
        Claim dividends,
        Claim cost,
        Claim value,
        Claim stake,
        SortedMap<String, Fraction> stakes,
        List<Lot> lots,
        List<Movement> movements,
        List<Reported> reported,
        Set<Long> replaced,
        List<Conflict> conflicts,
        boolean clouded,
        List<String> noRate,
        List<Long> events) {

    /**
     * What a source says that a party gave.
     *
     * @param amount translated at its day where a currency was asked for
     */
    public record Reported(PartyId party, @Nullable LocalDate on, Claim amount, List<Long> events) {}

    static PortfolioPosition of(Investment investment, List<Recorded<CompanyEvent>> facts) {
        ShareBook book = investment.book();
        SortedMap<String, Fraction> stakes = new TreeMap<>();
        Fraction outstanding = book.outstandingAsConverted();
        if (investment.stakeFraction().isPresent() && outstanding.signum() > 0) {
            book.heldAsConvertedByClass()
                    .forEach((shareClass, held) ->
                            stakes.put(shareClass, held.over(outstanding).times(Fraction.HUNDRED)));
        }
        return new PortfolioPosition(
                investment.company(),
                facts,
                investment.holds(),
                investment.funding().committed(),
                investment.funding().unfunded(),
                investment.proceeds(),
                investment.dividends(),
                investment.cost(),
                investment.value(),
                investment.stake().claim(),
                stakes,
                book.lots(),
                book.movements(),
                investment.pieces().stream()
                        .filter(piece -> !piece.recorded() || !piece.replaced().isEmpty())
                        .map(piece -> new Reported(piece.party(), piece.on(), piece.amount(), piece.events()))
                        .toList(),
                Set.copyOf(investment.pieces().stream()
                        .flatMap(piece -> piece.replaced().stream())
                        .toList()),
                investment.conflicts(),
                investment.clouded(),
                List.copyOf(investment.noRate()),
                investment.events());
    }

    /** The same exactly, for all classes together. */
    public Optional<Fraction> stakeFraction() {
        return stakes.isEmpty() ? Optional.empty() : stakes.values().stream().reduce(Fraction::plus);
    }
}

package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of a schedule of investments: an instrument of a portfolio company, with the columns that limited partners
 * ask for (ILPA reporting template, portfolio company level). Amounts, quantities and percentages are strings.
 *
 * @param shareClass absent where all classes are valued together, where no class is known, and on the line that takes
 *     what is recorded for the whole position of a company with several lines
 * @param held false when everything is sold, returned or void: the line is kept for what was realised
 * @param holders those of the group that hold it
 * @param initialInvestmentOn day of the first purchase; absent when it is unknown or held since always
 * @param quantity shares held of the class
 * @param quantities the same by class, also where several are valued together
 * @param ownership share of the company as converted, in percent from 0 to 100
 * @param ownershipFraction the same exactly, where every share is recorded
 * @param commitment consideration that was undertaken, in cash and in kind
 * @param totalInvested all that was ever paid for it, to the issuer or to other holders
 * @param unfunded undertaken and not given yet; absent where it stands on the company's line without a class
 * @param realisedProceeds sales, repurchases, dividends, returned capital and exits
 * @param currentCost what is left of the cost: that of what is still held, less the capital returned on it
 * @param fairValue what was measured; where nothing was, what {@code basis} names
 * @param basis what {@code fairValue} rests on
 * @param level of the hierarchy; absent where measurements of several levels make one line
 * @param unrealised fair value less current cost
 * @param multiple of invested capital: (realised proceeds + fair value) / total invested
 * @param percentOfFairValue part of the total in the same currency, in percent from 0 to 100
 * @param measurements what the fair value is made of
 * @param conflicts where sources disagree; the gain is then in no total
 * @param noRate translations for which there is no rate; their figures stay in their own currency
 */
public record LineAnswer(
        CompanyId company,
        @Nullable String issuer,
        @Nullable String country,
        @Nullable String sector,
        @Nullable String shareClass,
        SecurityType securityType,
        boolean held,
        List<PartyId> holders,
        @Nullable LocalDate initialInvestmentOn,
        @Nullable String quantity,
        SortedMap<String, String> quantities,
        Printed ownership,
        @Nullable String ownershipFraction,
        Printed commitment,
        Printed totalInvested,
        @Nullable Printed unfunded,
        Printed realisedProceeds,
        Printed currentCost,
        Printed fairValue,
        ValueBasis basis,
        @Nullable Level level,
        Printed unrealised,
        Printed multiple,
        Printed percentOfFairValue,
        List<MeasurementAnswer> measurements,
        List<Conflict> conflicts,
        List<String> noRate,
        List<Long> events) {

    static LineAnswer of(Line line, Claim percent) {
        SortedMap<String, String> quantities = new TreeMap<>();
        line.quantities().forEach((shareClass, quantity) -> quantities.put(shareClass, printed(quantity)));
        return new LineAnswer(
                line.company(),
                line.issuer().name(),
                line.issuer().country(),
                line.issuer().sector(),
                line.shareClass(),
                line.type(),
                line.held(),
                List.copyOf(line.holders()),
                line.since().orElse(null),
                line.shareClass() == null ? null : quantities.getOrDefault(line.shareClass(), printed(Fraction.ZERO)),
                quantities,
                Printed.of(line.ownership()),
                line.ownershipFraction().map(Object::toString).orElse(null),
                Printed.of(line.committed()),
                Printed.of(line.invested()),
                line.unfunded().map(Printed::of).orElse(null),
                Printed.of(line.proceeds()),
                Printed.of(line.cost()),
                Printed.of(line.value()),
                line.basis(),
                line.level().orElse(null),
                Printed.of(line.unrealised()),
                Printed.of(line.multiple()),
                Printed.of(percent),
                line.values().stream()
                        .filter(valued -> valued.mark() != null)
                        .map(valued -> MeasurementAnswer.of(line, valued, Objects.requireNonNull(valued.mark())))
                        .toList(),
                line.conflicts(),
                line.noRate(),
                line.events());
    }

    private static String printed(Fraction quantity) {
        return Printed.decimal(quantity, Shares.PLACES, RoundingMode.HALF_EVEN);
    }
}

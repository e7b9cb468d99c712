package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Totals.Measure;
import io.dealledger.ledger.CompanyId;
import io.dealledger.money.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all investments add up to, as it is sent. A measure whose figures are in several currencies stands in
 * {@code byCurrency} alone.
 *
 * @param undisclosed investments of which nobody says how much was invested
 * @param unrealisedLeavesOut companies whose gain exists only because sources disagree
 */
public record TotalsAnswer(
        int companies,
        int undisclosed,
        @Nullable Printed invested,
        @Nullable Printed committed,
        @Nullable Printed funded,
        @Nullable Printed unfunded,
        @Nullable Printed cash,
        @Nullable Printed cashAtRisk,
        CreditSums computeCredits,
        @Nullable Printed cost,
        @Nullable Printed carrying,
        @Nullable Printed proceeds,
        @Nullable Printed value,
        @Nullable Printed unrealised,
        List<CompanyId> unrealisedLeavesOut,
        SortedMap<String, Sums> byCurrency) {

    public record CreditSums(
            @Nullable Printed committed,
            @Nullable Printed delivered,
            @Nullable Printed consumed,
            @Nullable Printed unused,
            @Nullable Printed undelivered,
            @Nullable Printed expiredDelivered,
            @Nullable Printed expiredUndelivered) {
        static CreditSums of(Map<Measure, Claim> sums) {
            return new CreditSums(
                    printed(sums, Measure.CREDITS_COMMITTED),
                    printed(sums, Measure.CREDITS_DELIVERED),
                    printed(sums, Measure.CREDITS_CONSUMED),
                    printed(sums, Measure.CREDITS_UNUSED),
                    printed(sums, Measure.CREDITS_UNDELIVERED),
                    printed(sums, Measure.CREDITS_EXPIRED_DELIVERED),
                    printed(sums, Measure.CREDITS_EXPIRED_UNDELIVERED));
        }
    }

    /** The sums of the figures in one currency. */
    public record Sums(
            @Nullable Printed invested,
            @Nullable Printed committed,
            @Nullable Printed funded,
            @Nullable Printed unfunded,
            @Nullable Printed cash,
            @Nullable Printed cashAtRisk,
            CreditSums computeCredits,
            @Nullable Printed cost,
            @Nullable Printed carrying,
            @Nullable Printed proceeds,
            @Nullable Printed value,
            @Nullable Printed unrealised) {
        static Sums of(Map<Measure, Claim> sums) {
            return new Sums(
                    printed(sums, Measure.INVESTED),
                    printed(sums, Measure.COMMITTED),
                    printed(sums, Measure.FUNDED),
                    printed(sums, Measure.UNFUNDED),
                    printed(sums, Measure.CASH),
                    printed(sums, Measure.CASH_AT_RISK),
                    CreditSums.of(sums),
                    printed(sums, Measure.COST),
                    printed(sums, Measure.CARRYING),
                    printed(sums, Measure.PROCEEDS),
                    printed(sums, Measure.VALUE),
                    printed(sums, Measure.UNREALISED));
        }
    }

    static TotalsAnswer of(Totals totals) {
        Sums sums = Sums.of(totals.sums());
        SortedMap<String, Sums> byCurrency = new TreeMap<>();
        for (Map.Entry<Currency, Map<Measure, Claim>> entry :
                totals.byCurrency().entrySet()) {
            byCurrency.put(entry.getKey().code(), Sums.of(entry.getValue()));
        }
        return new TotalsAnswer(
                totals.companies(),
                totals.undisclosed(),
                sums.invested(),
                sums.committed(),
                sums.funded(),
                sums.unfunded(),
                sums.cash(),
                sums.cashAtRisk(),
                sums.computeCredits(),
                sums.cost(),
                sums.carrying(),
                sums.proceeds(),
                sums.value(),
                sums.unrealised(),
                totals.leftOut(),
                byCurrency);
    }

    private static @Nullable Printed printed(Map<Measure, Claim> sums, Measure measure) {
        Claim claim = sums.get(measure);
        return claim == null ? null : Printed.of(claim);
    }
}

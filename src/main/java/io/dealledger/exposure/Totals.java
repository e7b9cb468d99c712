package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.ledger.CompanyId;
import io.dealledger.money.Currency;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the investments add up to, measure by measure. Where one of them says nothing the sum is a lower bound.
 * A gain that exists only because sources disagree is left out, and named.
 *
 * @param undisclosed investments of which nobody says how much was invested
 * @param sums by measure, in the currency that was asked for, or in the only one that occurs; without a measure of
 *     which figures are in several
 * @param byCurrency the same for each currency that occurs
 * @param leftOut companies whose unrealised gain is not counted
 */
record Totals(
        int companies,
        int undisclosed,
        Map<Measure, Claim> sums,
        NavigableMap<Currency, Map<Measure, Claim>> byCurrency,
        List<CompanyId> leftOut) {
    enum Measure {
        INVESTED,
        COMMITTED,
        FUNDED,
        UNFUNDED,
        CASH,
        CREDITS_COMMITTED,
        CREDITS_DELIVERED,
        CREDITS_CONSUMED,
        CREDITS_UNUSED,
        CREDITS_UNDELIVERED,
        CREDITS_EXPIRED_DELIVERED,
        CREDITS_EXPIRED_UNDELIVERED,
        COST,
        CARRYING,
        PROCEEDS,
        VALUE,
        UNREALISED,
        CASH_AT_RISK;

        Claim of(Investment investment) {
            return switch (this) {
                case INVESTED -> investment.funding().invested();
                case COMMITTED -> investment.funding().committed();
                case FUNDED -> investment.funding().funded();
                case UNFUNDED -> investment.funding().unfunded();
                case CASH -> investment.funding().cash();
                case CREDITS_COMMITTED -> investment.funding().credits().committed();
                case CREDITS_DELIVERED -> investment.funding().credits().delivered();
                case CREDITS_CONSUMED -> investment.funding().credits().consumed();
                case CREDITS_UNUSED -> investment.funding().credits().unused();
                case CREDITS_UNDELIVERED -> investment.funding().credits().undelivered();
                case CREDITS_EXPIRED_DELIVERED -> investment.funding().credits().expiredDelivered();
                case CREDITS_EXPIRED_UNDELIVERED ->
                    investment.funding().credits().expiredUndelivered();
                case COST -> investment.cost();
                case CARRYING -> investment.carrying();
                case PROCEEDS -> investment.proceeds();
                case VALUE -> investment.value();
                case UNREALISED -> investment.unrealised();
                case CASH_AT_RISK -> investment.cashAtRisk();
            };
        }

        /** Whether it can be below zero. */
        boolean isSigned() {
            return switch (this) {
                case UNREALISED, CASH_AT_RISK -> true;
                case INVESTED,
                        COMMITTED,
                        FUNDED,
                        UNFUNDED,
                        CASH,
                        CREDITS_COMMITTED,
                        CREDITS_DELIVERED,
                        CREDITS_CONSUMED,
                        CREDITS_UNUSED,
                        CREDITS_UNDELIVERED,
                        CREDITS_EXPIRED_DELIVERED,
                        CREDITS_EXPIRED_UNDELIVERED,
                        COST,
                        CARRYING,
                        PROCEEDS,
                        VALUE -> false;
            };
        }
    }

    static Totals of(List<Investment> investments, @Nullable Currency preferred) {
        Map<Measure, Claim> sums = new EnumMap<>(Measure.class);
        NavigableMap<Currency, Map<Measure, Claim>> byCurrency = new TreeMap<>();
        for (Measure measure : Measure.values()) {
            List<Claim> parts = new ArrayList<>();
            for (Investment investment : investments) {
                if (measure != Measure.UNREALISED || !investment.clouded()) {
                    parts.add(measure.of(investment));
                }
            }
            NavigableMap<Currency, Claim> each = Figures.byCurrency(parts, measure.isSigned());
            boolean one = each.size() < 2 && parts.stream().noneMatch(Figures::isOfSeveralCurrencies);
            if (preferred != null || one) {
                sums.put(
                        measure,
                        measure.isSigned() ? Figures.signedSum(parts, preferred) : Figures.sum(parts, preferred));
            }
            each.forEach((currency, sum) -> byCurrency
                    .computeIfAbsent(currency, none -> new EnumMap<>(Measure.class))
                    .put(measure, sum));
        }
        return new Totals(
                investments.size(),
                (int) investments.stream()
                        .filter(investment -> !investment.funding().invested().says())
                        .count(),
                sums,
                byCurrency,
                investments.stream()
                        .filter(Investment::clouded)
                        .filter(investment -> investment.unrealised().says())
                        .map(Investment::company)
                        .toList());
    }
}

package io.dealledger.report;

import io.dealledger.calculation.Printed;
import io.dealledger.exposure.ClaimAnswer;
import io.dealledger.exposure.CreditsAnswer;
import io.dealledger.exposure.ExposureAnswer;
import io.dealledger.exposure.InvestmentAnswer;
import io.dealledger.exposure.LotAnswer;
import io.dealledger.exposure.Perhaps;
import io.dealledger.exposure.TotalsAnswer;
import io.dealledger.exposure.TotalsAnswer.CreditSums;
import io.dealledger.exposure.TotalsAnswer.Sums;
import io.dealledger.report.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a party and its group hold, as tables. */
final class ExposureReport {
    private ExposureReport() {}

    static List<Table> tables(ExposureAnswer exposure) {
        List<Claims.Row> figures = new ArrayList<>();
        List<Claims.About> conflicts = new ArrayList<>();
        for (InvestmentAnswer investment : exposure.investments()) {
            String company = investment.company().value();
            measures(investment)
                    .forEach((measure, claim) -> figures.add(new Claims.Row(company, measure, Claims.HOLDS, claim)));
            investment
                    .beside()
                    .forEach((measure, claims) -> claims.forEach(
                            claim -> figures.add(new Claims.Row(company, measure, Claims.BESIDE, claim))));
            investment.conflicts().forEach(conflict -> conflicts.add(new Claims.About(company, conflict)));
        }
        List<Claims.Row> totals = new ArrayList<>();
        measures(exposure.totals())
                .forEach((measure, claim) -> totals.add(new Claims.Row("", measure, Claims.HOLDS, claim)));
        exposure.totals()
                .byCurrency()
                .forEach((currency, sums) -> measures(sums)
                        .forEach((measure, claim) ->
                                totals.add(new Claims.Row(currency, measure, Claims.HOLDS, claim))));
        return List.of(
                investments(exposure),
                Claims.table("figures", "company", figures),
                lots(exposure),
                Claims.table("totals", "byCurrency", totals),
                Table.of(
                        "perhaps",
                        exposure.perhaps(),
                        Column.text("company", Perhaps::company),
                        Column.text("parties", Perhaps::parties),
                        Column.text("effectiveFrom", Perhaps::effectiveFrom),
                        Column.text("effectiveOn", Perhaps::effectiveOn),
                        Column.text("precision", Perhaps::precision),
                        Column.text("events", Perhaps::events)),
                claims("claims", exposure.claims()),
                claims("perhapsClaims", exposure.perhapsClaims()),
                Claims.conflicts("company", conflicts));
    }

    /** In the order of the answer. */
    private static Map<String, Printed> measures(InvestmentAnswer investment) {
        Map<String, @Nullable Printed> all = new LinkedHashMap<>();
        all.put("invested", investment.invested());
        all.put("committed", investment.committed());
        all.put("funded", investment.funded());
        all.put("unfunded", investment.unfunded());
        all.put("cash", investment.cash());
        all.put("cashAtRisk", investment.cashAtRisk());
        CreditsAnswer credits = investment.computeCredits();
        all.put("computeCredits.committed", credits.committed());
        all.put("computeCredits.delivered", credits.delivered());
        all.put("computeCredits.consumed", credits.consumed());
        all.put("computeCredits.unused", credits.unused());
        all.put("computeCredits.undelivered", credits.undelivered());
        all.put("computeCredits.expiredDelivered", credits.expiredDelivered());
        all.put("computeCredits.expiredUndelivered", credits.expiredUndelivered());
        all.put("computeCredits.fairValue", credits.fairValue());
        all.put("stake", investment.stake());
        all.put("cost", investment.cost());
        all.put("carrying", investment.carrying());
        all.put("proceeds", investment.proceeds());
        all.put("dividends", investment.dividends());
        all.put("value", investment.value());
        all.put("unrealised", investment.unrealised());
        all.put("impliedPostMoney", investment.impliedPostMoney());
        return present(all);
    }

    private static Map<String, Printed> measures(TotalsAnswer totals) {
        return measures(new Sums(
                totals.invested(),
                totals.committed(),
                totals.funded(),
                totals.unfunded(),
                totals.cash(),
                totals.cashAtRisk(),
                totals.computeCredits(),
                totals.cost(),
                totals.carrying(),
                totals.proceeds(),
                totals.value(),
                totals.unrealised()));
    }

    private static Map<String, Printed> measures(Sums sums) {
        Map<String, @Nullable Printed> all = new LinkedHashMap<>();
        all.put("invested", sums.invested());
        all.put("committed", sums.committed());
        all.put("funded", sums.funded());
        all.put("unfunded", sums.unfunded());
        all.put("cash", sums.cash());
        all.put("cashAtRisk", sums.cashAtRisk());
        CreditSums credits = sums.computeCredits();
        all.put("computeCredits.committed", credits.committed());
        all.put("computeCredits.delivered", credits.delivered());
        all.put("computeCredits.consumed", credits.consumed());
        all.put("computeCredits.unused", credits.unused());
        all.put("computeCredits.undelivered", credits.undelivered());
        all.put("computeCredits.expiredDelivered", credits.expiredDelivered());
        all.put("computeCredits.expiredUndelivered", credits.expiredUndelivered());
        all.put("cost", sums.cost());
        all.put("carrying", sums.carrying());
        all.put("proceeds", sums.proceeds());
        all.put("value", sums.value());
        all.put("unrealised", sums.unrealised());
        return present(all);
    }

    private static Map<String, Printed> present(Map<String, @Nullable Printed> all) {
        Map<String, Printed> present = new LinkedHashMap<>();
        all.forEach((measure, claim) -> {
            if (claim != null) {
                present.put(measure, claim);
            }
        });
        return present;
    }

    private static Table investments(ExposureAnswer exposure) {
        return Table.of(
                "investments",
                exposure.investments(),
                List.of(
                        Column.text("company", InvestmentAnswer::company),
                        Column.text("holds", InvestmentAnswer::holds),
                        Column.text("roles", InvestmentAnswer::roles),
                        Column.<InvestmentAnswer>text("rounds", InvestmentAnswer::rounds)
                                .atLength(),
                        Column.<InvestmentAnswer>text("ledRounds", InvestmentAnswer::ledRounds)
                                .atLength(),
                        Column.text("invested", one -> Claims.words(one.invested())),
                        Column.text("cash", one -> Claims.words(one.cash())),
                        Column.text("stake", one -> Claims.words(one.stake())),
                        Column.<InvestmentAnswer>text("stakeFraction", InvestmentAnswer::stakeFraction)
                                .atLength(),
                        Column.text("cost", one -> Claims.words(one.cost())),
                        Column.text("value", one -> Claims.words(one.value())),
                        Column.<InvestmentAnswer>text("circularRevenue", InvestmentAnswer::circularRevenue)
                                .atLength(),
                        Column.<InvestmentAnswer>text(
                                        "circularRevenuePossible", InvestmentAnswer::circularRevenuePossible)
                                .atLength(),
                        Column.<InvestmentAnswer>text("circularRevenueEvents", InvestmentAnswer::circularRevenueEvents)
                                .atLength(),
                        Column.<InvestmentAnswer>text("noRate", InvestmentAnswer::noRate)
                                .atLength(),
                        Column.<InvestmentAnswer>text("events", InvestmentAnswer::events)
                                .atLength()));
    }

    private static Table lots(ExposureAnswer exposure) {
        record Row(InvestmentAnswer investment, LotAnswer lot) {}
        List<Column<Row>> columns = new ArrayList<>(List.of(
                Column.text("company", row -> row.investment.company()),
                Column.text("party", row -> row.lot.party()),
                Column.text("security", row -> row.lot.security()),
                Column.text("shareClass", row -> row.lot.shareClass()),
                Column.<Row>figure("quantity", row -> row.lot.quantity()).summedPer("company", "shareClass"),
                Column.text("acquiredOn", row -> row.lot.acquiredOn()),
                Column.text("cost", row -> Claims.words(row.lot.cost())),
                Column.<Row>text("lotEvents", row -> row.lot.events()).atLength()));
        Claims.<Row>columns(row -> row.lot.cost()).forEach(column -> columns.add(column.atLength()));
        return Table.of(
                "lots",
                exposure.investments().stream()
                        .flatMap(investment -> investment.lots().stream().map(lot -> new Row(investment, lot)))
                        .toList(),
                columns);
    }

    private static Table claims(String name, List<ClaimAnswer> claims) {
        List<Column<ClaimAnswer>> columns = new ArrayList<>(List.of(
                Column.text("party", ClaimAnswer::party),
                Column.text("claim", ClaimAnswer::claim),
                Column.text("scope", ClaimAnswer::scope),
                Column.text("candidates", ClaimAnswer::candidates),
                Column.text("count", claim -> Claims.words(claim.count())),
                Column.text("consideration", ClaimAnswer::consideration),
                Column.text("amount", claim -> Claims.words(claim.amount())),
                Column.text("effectiveFrom", ClaimAnswer::effectiveFrom),
                Column.text("effectiveOn", ClaimAnswer::effectiveOn),
                Column.text("precision", ClaimAnswer::precision),
                Column.<ClaimAnswer>text("words", ClaimAnswer::phrase).atLength(),
                Column.<ClaimAnswer>text("source", claim -> claim.source().publisher())
                        .atLength(),
                Column.<ClaimAnswer>text("claimEvents", ClaimAnswer::events).atLength()));
        return Table.of(name, claims, columns);
    }
}

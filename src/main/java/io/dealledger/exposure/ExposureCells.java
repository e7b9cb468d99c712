package io.dealledger.exposure;

import io.dealledger.calculation.Cells;
import io.dealledger.calculation.Printed;
import java.util.SortedMap;

/** An exposure as cells: {@code /investments/co_x/invested}, {@code /totals/value}, {@code /group/pa_x}. */
public final class ExposureCells {
    private ExposureCells() {}

    public static SortedMap<String, String> of(ExposureAnswer exposure) {
        Cells cells = new Cells();
        exposure.group().forEach(party -> cells.put("member", "group", party.value()));
        exposure.cycles().forEach(cycle -> cells.put(cycle, "cycles"));
        exposure.investments().forEach(investment -> add(cells, investment));
        TotalsAnswer totals = exposure.totals();
        cells.put(totals.companies(), "totals", "companies").put(totals.undisclosed(), "totals", "undisclosed");
        cells.put(totals.invested(), "totals", "invested")
                .put(totals.committed(), "totals", "committed")
                .put(totals.funded(), "totals", "funded")
                .put(totals.unfunded(), "totals", "unfunded")
                .put(totals.cash(), "totals", "cash")
                .put(totals.cashAtRisk(), "totals", "cashAtRisk")
                .put(totals.cost(), "totals", "cost")
                .put(totals.carrying(), "totals", "carrying")
                .put(totals.proceeds(), "totals", "proceeds")
                .put(totals.value(), "totals", "value")
                .put(totals.unrealised(), "totals", "unrealised");
        totals.byCurrency()
                .forEach((currency, sums) -> cells.put(sums.invested(), "totals", currency, "invested")
                        .put(sums.cost(), "totals", currency, "cost")
                        .put(sums.proceeds(), "totals", currency, "proceeds")
                        .put(sums.value(), "totals", currency, "value")
                        .put(sums.unrealised(), "totals", currency, "unrealised"));
        for (Perhaps perhaps : exposure.perhaps()) {
            cells.put(
                    perhaps.parties(),
                    "perhaps",
                    perhaps.company().value(),
                    String.valueOf(perhaps.effectiveFrom()),
                    String.valueOf(perhaps.effectiveOn()));
        }
        exposure.claims()
                .forEach(claim -> cells.put(
                        said(claim),
                        "claims",
                        claim.party().value(),
                        claim.claim().name()));
        exposure.perhapsClaims()
                .forEach(claim -> cells.put(
                        said(claim),
                        "perhapsClaims",
                        claim.party().value(),
                        claim.claim().name()));
        return cells.all();
    }

    private static String said(ClaimAnswer claim) {
        Printed figure = claim.amount() == null ? claim.count() : claim.amount();
        if (figure != null) {
            return figure.words();
        }
        return claim.phrase() == null ? "said" : claim.phrase();
    }

    private static void add(Cells cells, InvestmentAnswer investment) {
        String at = investment.company().value();
        String root = "investments";
        cells.put(investment.holds(), root, at, "holds")
                .put(investment.roles(), root, at, "roles")
                .put(investment.rounds(), root, at, "rounds")
                .put(investment.ledRounds(), root, at, "ledRounds")
                .put(investment.invested(), root, at, "invested")
                .put(investment.committed(), root, at, "committed")
                .put(investment.funded(), root, at, "funded")
                .put(investment.unfunded(), root, at, "unfunded")
                .put(investment.cash(), root, at, "cash")
                .put(investment.cashAtRisk(), root, at, "cashAtRisk")
                .put(investment.stake(), root, at, "stake")
                .put(investment.stakeFraction(), root, at, "stakeFraction")
                .put(investment.cost(), root, at, "cost")
                .put(investment.carrying(), root, at, "carrying")
                .put(investment.proceeds(), root, at, "proceeds")
                .put(investment.dividends(), root, at, "dividends")
                .put(investment.value(), root, at, "value")
                .put(investment.unrealised(), root, at, "unrealised")
                .put(investment.impliedPostMoney(), root, at, "impliedPostMoney")
                .put(investment.circularRevenue(), root, at, "circularRevenue")
                .put(investment.noRate(), root, at, "noRate")
                .put(
                        investment.conflicts().isEmpty()
                                ? null
                                : investment.conflicts().size(),
                        root,
                        at,
                        "conflicts");
        CreditsAnswer credits = investment.computeCredits();
        cells.put(credits.committed(), root, at, "computeCredits", "committed")
                .put(credits.delivered(), root, at, "computeCredits", "delivered")
                .put(credits.consumed(), root, at, "computeCredits", "consumed")
                .put(credits.unused(), root, at, "computeCredits", "unused")
                .put(credits.undelivered(), root, at, "computeCredits", "undelivered")
                .put(credits.expiredDelivered(), root, at, "computeCredits", "expiredDelivered")
                .put(credits.expiredUndelivered(), root, at, "computeCredits", "expiredUndelivered")
                .put(credits.fairValue(), root, at, "computeCredits", "fairValue");
        for (LotAnswer lot : investment.lots()) {
            if (lot.shareClass() != null && lot.security() != null) {
                cells.put(lot.quantity(), root, at, "lots", lot.security().value(), "quantity")
                        .put(lot.cost(), root, at, "lots", lot.security().value(), "cost");
            }
        }
    }
}

package io.dealledger.exposure;

import io.dealledger.calculation.Cells;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.TotalsAnswer.CreditSums;
import io.dealledger.exposure.TotalsAnswer.Sums;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exposure as cells: {@code /investments/co_x/invested}, {@code /totals/value}, {@code /group/pa_x}. */
public final class ExposureCells {
    public static final String PERHAPS_CLAIMS = "perhapsClaims";

    private static final String TOTALS = "totals";
    private static final String INVESTMENTS = "investments";
    private static final Pattern TOTAL = Pattern.compile("/" + TOTALS + "(?:/[A-Z]{3})?(/.+)");
    private static final String PERHAPS = "perhaps";
    private static final String PRECISION = "precision";
    private static final String EVENTS = "events";

    private final Cells cells = new Cells();
    private final Map<List<String>, Integer> used = new HashMap<>();

    private ExposureCells() {}

    public static SortedMap<String, String> of(ExposureAnswer exposure) {
        ExposureCells answer = new ExposureCells();
        exposure.group().forEach(party -> answer.cells.put("member", "group", party.value()));
        exposure.cycles().forEach(cycle -> answer.cells.put(cycle, "cycles"));
        exposure.investments().forEach(answer::add);
        answer.add(exposure.totals());
        exposure.perhaps().forEach(answer::add);
        exposure.claims().forEach(claim -> answer.add("claims", claim));
        exposure.perhapsClaims().forEach(claim -> answer.add(PERHAPS_CLAIMS, claim));
        return answer.cells.all();
    }

    /** What the cell of a total adds up of each company: {@code /cost}; empty for another cell. */
    public static Optional<String> summed(String path) {
        Matcher total = TOTAL.matcher(path);
        if (!total.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (total.group(1)) {
                    case "/companies" -> "/holds";
                    case "/undisclosed" -> "/invested";
                    default -> total.group(1);
                });
    }

    /** Whether a cell is that figure of an investment in one company. */
    public static boolean isOfOneCompany(String path, String figure) {
        return path.startsWith(Cells.path(INVESTMENTS, "")) && path.endsWith(figure);
    }

    /** Of several things at one address each but the first has its number, and beneath it what is said of it. */
    private String[] numbered(String... segments) {
        int number = used.merge(List.of(segments), 1, Integer::sum);
        return number == 1 ? segments : Cells.under(segments, Integer.toString(number));
    }

    private void add(TotalsAnswer totals) {
        cells.put(totals.companies(), TOTALS, "companies").put(totals.undisclosed(), TOTALS, "undisclosed");
        add(
                new Sums(
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
                        totals.unrealised()),
                TOTALS);
        cells.put(totals.unrealisedLeavesOut(), TOTALS, "unrealisedLeavesOut");
        totals.byCurrency().forEach((currency, sums) -> add(sums, TOTALS, currency));
    }

    private void add(Sums sums, String... at) {
        cells.put(sums.invested(), Cells.under(at, "invested"))
                .put(sums.committed(), Cells.under(at, "committed"))
                .put(sums.funded(), Cells.under(at, "funded"))
                .put(sums.unfunded(), Cells.under(at, "unfunded"))
                .put(sums.cash(), Cells.under(at, "cash"))
                .put(sums.cashAtRisk(), Cells.under(at, "cashAtRisk"))
                .put(sums.cost(), Cells.under(at, "cost"))
                .put(sums.carrying(), Cells.under(at, "carrying"))
                .put(sums.proceeds(), Cells.under(at, "proceeds"))
                .put(sums.value(), Cells.under(at, "value"))
                .put(sums.unrealised(), Cells.under(at, "unrealised"));
        CreditSums credits = sums.computeCredits();
        String[] beneath = Cells.under(at, "computeCredits");
        cells.put(credits.committed(), Cells.under(beneath, "committed"))
                .put(credits.delivered(), Cells.under(beneath, "delivered"))
                .put(credits.consumed(), Cells.under(beneath, "consumed"))
                .put(credits.unused(), Cells.under(beneath, "unused"))
                .put(credits.undelivered(), Cells.under(beneath, "undelivered"))
                .put(credits.expiredDelivered(), Cells.under(beneath, "expiredDelivered"))
                .put(credits.expiredUndelivered(), Cells.under(beneath, "expiredUndelivered"));
    }

    /** How much it may be is not said, so the events that may have taken effect stand for it. */
    private void add(Perhaps perhaps) {
        String[] at = numbered(
                PERHAPS,
                perhaps.company().value(),
                String.valueOf(perhaps.effectiveFrom()),
                String.valueOf(perhaps.effectiveOn()));
        cells.put(perhaps.parties(), at)
                .put(perhaps.precision(), Cells.under(at, PRECISION))
                .put(perhaps.events(), Cells.under(at, EVENTS));
    }

    /** The cell that names the events of what may be there and this cell is about; empty where it is about another thing. */
    public static Optional<String> eventsOfPerhaps(String path) {
        if (!path.startsWith(Cells.path(PERHAPS, ""))) {
            return Optional.empty();
        }
        int last = path.lastIndexOf('/');
        String term = path.substring(last + 1);
        String at = term.equals(PRECISION) || term.equals(EVENTS) ? path.substring(0, last) : path;
        return Optional.of(at + Cells.path(EVENTS));
    }

    /** The positions that such a cell names. */
    public static List<Long> events(@Nullable String figure) {
        return figure == null
                ? List.of()
                : Arrays.stream(figure.split(", ", -1)).map(Long::valueOf).toList();
    }

    private void add(String root, ClaimAnswer claim) {
        String[] at = numbered(root, claim.party().value(), claim.claim().name());
        Printed figure = claim.amount() == null ? claim.count() : claim.amount();
        if (figure == null) {
            cells.put((Object) Objects.requireNonNullElse(claim.phrase(), "said"), at);
        } else {
            cells.put(figure, at).put((Object) claim.phrase(), Cells.under(at, "phrase"));
        }
        if (claim.amount() != null) {
            cells.put(claim.count(), Cells.under(at, "count"));
        }
        cells.put(claim.scope(), Cells.under(at, "scope"))
                .put(claim.candidates(), Cells.under(at, "candidates"))
                .put(claim.consideration(), Cells.under(at, "consideration"))
                .put(claim.effectiveFrom(), Cells.under(at, "effectiveFrom"))
                .put(claim.effectiveOn(), Cells.under(at, "effectiveOn"))
                .put(claim.precision(), Cells.under(at, PRECISION))
                .put(claim.source().sourceClass(), Cells.under(at, "class"));
    }

    private void add(InvestmentAnswer investment) {
        String at = investment.company().value();
        String root = INVESTMENTS;
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
                .put(investment.circularRevenuePossible(), root, at, "circularRevenuePossible")
                .put(investment.noRate(), root, at, "noRate");
        investment.conflicts().forEach(conflict -> cells.put(conflict, root, at, "conflicts"));
        investment.beside().forEach((measure, claims) -> cells.beside(claims, root, at, "beside", measure));
        CreditsAnswer credits = investment.computeCredits();
        cells.put(credits.committed(), root, at, "computeCredits", "committed")
                .put(credits.delivered(), root, at, "computeCredits", "delivered")
                .put(credits.consumed(), root, at, "computeCredits", "consumed")
                .put(credits.unused(), root, at, "computeCredits", "unused")
                .put(credits.undelivered(), root, at, "computeCredits", "undelivered")
                .put(credits.expiredDelivered(), root, at, "computeCredits", "expiredDelivered")
                .put(credits.expiredUndelivered(), root, at, "computeCredits", "expiredUndelivered")
                .put(credits.fairValue(), root, at, "computeCredits", "fairValue");
        investment.lots().forEach(lot -> add(lot, root, at, "lots"));
    }

    /** What no shares are known of has no security; it stands under whose it is. */
    private void add(LotAnswer lot, String... lots) {
        String[] at = numbered(Cells.under(
                lots,
                lot.security() == null ? lot.party().value() : lot.security().value()));
        cells.put(lot.party(), Cells.under(at, "party"))
                .put(lot.shareClass(), Cells.under(at, "class"))
                .put(lot.quantity(), Cells.under(at, "quantity"))
                .put(lot.cost(), Cells.under(at, "cost"))
                .put(lot.acquiredOn(), Cells.under(at, "acquiredOn"));
    }
}

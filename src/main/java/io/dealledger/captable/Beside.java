package io.dealledger.captable;

import io.dealledger.captable.CapTable.ConvertibleRow;
import io.dealledger.captable.CapTable.GrantRow;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.CapTable.PlanRow;
import io.dealledger.captable.CapTable.RestrictedRow;
import io.dealledger.captable.CapTable.WarrantRow;
import io.dealledger.company.Company;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.Plan;
import io.dealledger.company.Security;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a cap table beside those of the shares: grants, warrants, pools, and what is only listed. */
final class Beside {
    private static final int PERCENT_PLACES = 4;
    private static final String NONE = "0";

    private final Company company;
    private final boolean diluted;
    private final Function<Collection<Long>, List<Long>> positions;
    private final List<Grant> grants;
    private final List<Warrant> warrants;
    private final List<Plan> plans;

    Beside(Company company, Denominator denominator, Function<Collection<Long>, List<Long>> positions) {
        this.company = company;
        this.diluted = denominator == Denominator.FULLY_DILUTED;
        this.positions = positions;
        this.grants = byHolder(Grant.class);
        this.warrants = byHolder(Warrant.class);
        this.plans = company.instruments().plans().values().stream()
                .sorted(Comparator.comparingInt(Plan::ordinal))
                .toList();
    }

    private Beside(Company company) {
        this.company = company;
        this.diluted = false;
        this.positions = _ -> List.of();
        this.grants = List.of();
        this.warrants = List.of();
        this.plans = List.of();
    }

    /** The row of one security and nothing else, without its part of the whole. */
    static CapTable.Instruments ofSecurity(Company company, SecurityId id, LocalDate day) {
        Beside beside = new Beside(company);
        List<GrantRow> grants = new ArrayList<>();
        List<WarrantRow> warrants = new ArrayList<>();
        List<ConvertibleRow> convertibles = new ArrayList<>();
        List<SecurityId> notCounted = new ArrayList<>();
        switch (company.instruments().outstanding().get(id)) {
            case null -> {}
            case Grant grant -> grants.add(beside.row(grant, null, day));
            case Warrant warrant -> {
                warrants.add(beside.row(warrant, null, day));
                if (Dilution.of(company, warrant).isEmpty()) {
                    notCounted.add(id);
                }
            }
            case Convertible convertible -> {
                convertibles.add(beside.row(convertible));
                notCounted.add(id);
            }
        }
        Security stock = company.instruments().vesting().containsKey(id)
                ? company.securities().get(id)
                : null;
        return new CapTable.Instruments(
                List.of(),
                grants,
                warrants,
                convertibles,
                stock == null ? List.of() : List.of(beside.row(stock, day)),
                NONE,
                notCounted);
    }

    /** The row of one plan and nothing else, without its part of the whole. */
    static CapTable.Instruments ofPlan(Company company, String name) {
        List<PlanRow> rows = company.instruments().plan(name).stream()
                .map(plan -> new Beside(company).row(plan, null))
                .toList();
        return new CapTable.Instruments(rows, List.of(), List.of(), List.of(), List.of(), NONE, List.of());
    }

    private <I extends Instrument> List<I> byHolder(Class<I> kind) {
        return company.instruments().all(kind).stream()
                .sorted(Comparator.comparing(Instrument::holder).thenComparing(Instrument::since))
                .toList();
    }

    boolean isThere() {
        return isThere(company);
    }

    /** Whether anything of the kind is recorded of the company. */
    static boolean isThere(Company company) {
        return !company.instruments().plans().isEmpty()
                || !company.instruments().outstanding().isEmpty()
                || !company.instruments().vesting().isEmpty();
    }

    /** What counts in the denominator on top of the shares. */
    Fraction counted() {
        return diluted ? Dilution.of(company) : Fraction.ZERO;
    }

    /** Fractions of the whole: grants, warrants that are counted, and what is available of each plan, in this order. */
    List<Fraction> fractions(Fraction whole) {
        List<Fraction> fractions = new ArrayList<>();
        if (diluted && !whole.isZero()) {
            grants.forEach(grant -> fractions.add(Dilution.of(company, grant).over(whole)));
            warrants.forEach(
                    warrant -> Dilution.of(company, warrant).ifPresent(counted -> fractions.add(counted.over(whole))));
            plans.forEach(plan -> fractions.add(Dilution.of(company, plan).over(whole)));
        }
        return fractions;
    }

    static Ownership ownership(Fraction fraction, BigDecimal displayed) {
        return new Ownership(
                fraction,
                fraction.times(Fraction.HUNDRED)
                        .toDecimal(PERCENT_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString(),
                displayed.toPlainString());
    }

    /** @param displayed percentages of those of {@link #fractions}, in their order */
    CapTable.Instruments rows(Fraction whole, List<BigDecimal> displayed, LocalDate day) {
        List<Fraction> fractions = fractions(whole);
        List<GrantRow> grantRows = new ArrayList<>();
        List<WarrantRow> warrantRows = new ArrayList<>();
        List<PlanRow> planRows = new ArrayList<>();
        List<SecurityId> notCounted = new ArrayList<>();
        int next = 0;
        for (Grant grant : grants) {
            grantRows.add(row(grant, fractions.isEmpty() ? null : at(fractions, displayed, next++), day));
        }
        for (Warrant warrant : warrants) {
            boolean counts = Dilution.of(company, warrant).isPresent();
            warrantRows.add(
                    row(warrant, counts && !fractions.isEmpty() ? at(fractions, displayed, next++) : null, day));
            if (!counts) {
                notCounted.add(warrant.id());
            }
        }
        for (Plan plan : plans) {
            planRows.add(row(plan, fractions.isEmpty() ? null : at(fractions, displayed, next++)));
        }
        List<ConvertibleRow> convertibles =
                byHolder(Convertible.class).stream().map(this::row).toList();
        convertibles.forEach(convertible -> notCounted.add(convertible.security()));
        return new CapTable.Instruments(
                List.copyOf(planRows),
                List.copyOf(grantRows),
                List.copyOf(warrantRows),
                convertibles,
                restricted(day),
                CapTables.quantity(Dilution.of(company)),
                List.copyOf(notCounted));
    }

    private static Ownership at(List<Fraction> fractions, List<BigDecimal> displayed, int index) {
        return ownership(fractions.get(index), displayed.get(index));
    }

    private GrantRow row(Grant grant, @Nullable Ownership ownership, LocalDate day) {
        Shares vested = company.instruments().vested(grant.id(), grant.quantity(), day);
        return new GrantRow(
                grant.id(),
                grant.origin(),
                grant.holder(),
                grant.terms().kind(),
                grant.terms().plan(),
                grant.shareClass(),
                grant.quantity(),
                vested,
                grant.quantity().minus(vested),
                price(grant.strike().orElse(null), grant.currency().orElse(null)),
                grant.until(),
                ownership,
                positions.apply(grant.versions()));
    }

    private static @Nullable Price price(@Nullable Fraction strike, @Nullable Currency currency) {
        return strike == null || currency == null
                ? null
                : new Price(strike.toDecimal(Price.PLACES, RoundingMode.HALF_EVEN), currency);
    }

    private WarrantRow row(Warrant warrant, @Nullable Ownership ownership, LocalDate day) {
        Shares quantity = warrant.quantity();
        Price stated = warrant.terms().exercisePrice();
        return new WarrantRow(
                warrant.id(),
                warrant.origin(),
                warrant.holder(),
                warrant.terms().shareClass(),
                quantity,
                quantity == null ? null : company.instruments().vested(warrant.id(), quantity, day),
                stated == null
                        ? null
                        : new Price(
                                warrant.strike().orElseThrow().toDecimal(Price.PLACES, RoundingMode.HALF_EVEN),
                                stated.currency()),
                warrant.terms().expiresOn(),
                ownership,
                positions.apply(warrant.versions()));
    }

    private PlanRow row(Plan plan, @Nullable Ownership ownership) {
        return new PlanRow(
                plan.name(),
                plan.classes(),
                plan.reserved(),
                plan.granted(),
                plan.issued(),
                plan.withheldInAll(),
                plan.available(),
                ownership,
                positions.apply(plan.versions()));
    }

    private ConvertibleRow row(Convertible convertible) {
        return new ConvertibleRow(
                convertible.id(),
                convertible.origin(),
                convertible.holder(),
                convertible.issued().kind(),
                convertible.amount(),
                convertible.seniority(),
                convertible.maturesOn(),
                convertible.termsOf(),
                convertible.triggers(),
                positions.apply(convertible.versions()));
    }

    private List<RestrictedRow> restricted(LocalDate day) {
        return company.instruments().vesting().keySet().stream()
                .map(company.securities()::get)
                .filter(security -> security != null)
                .sorted(Comparator.comparing(Security::holder).thenComparing(Security::since))
                .map(stock -> row(stock, day))
                .toList();
    }

    private RestrictedRow row(Security stock, LocalDate day) {
        Shares vested = company.instruments().vested(stock.id(), stock.quantity(), day);
        return new RestrictedRow(
                stock.id(),
                stock.holder(),
                stock.shareClass(),
                stock.quantity(),
                vested,
                stock.quantity().minus(vested));
    }
}

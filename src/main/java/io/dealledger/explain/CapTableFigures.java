package io.dealledger.explain;

import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Printed;
import io.dealledger.calculation.vesting.Vesting;
import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTable.ClassRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Lot;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.Denominator;
import io.dealledger.captable.Dilution;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.explain.Derivation.Mention;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of a cap table. A holding is the sum of its securities, and a security is what the events made of it, one
 * after the other; fractions and percentages follow from the holdings.
 */
final class CapTableFigures {
    private static final String EXACT = "none";
    private static final String QUANTITY = "HALF_EVEN to " + Shares.PLACES + " places";
    private static final String PERCENT = "HALF_EVEN to 4 places";

    private final CapTable table;
    private final PointInTime point;
    private final History history;
    private @Nullable List<Step> steps;

    CapTableFigures(CapTable table, PointInTime point, History history) {
        this.table = table;
        this.point = point;
        this.history = history;
    }

    /** The company before and after a fact. */
    private record Step(Recorded<CompanyEvent> fact, Company before, Company after) {}

    /** Empty for what is no count: terms, ids and what is only reported. */
    Optional<Derivation> at(Pointer pointer) {
        List<String> tokens = pointer.tokens();
        String list = tokens.getFirst();
        if (list.equals("instruments")) {
            return instrument(pointer);
        }
        int index = tokens.size() > 1 && tokens.get(1).matches("[0-9]{1,9}") ? Integer.parseInt(tokens.get(1)) : -1;
        if (index < 0 && !list.equals("totals")) {
            return Optional.empty();
        }
        String rest = String.join("/", tokens.subList(Math.min(2, tokens.size()), tokens.size()));
        return Optional.ofNullable(
                switch (list) {
                    case "holdings" -> holding(index, rest);
                    case "classes" -> classFigure(index, rest);
                    case "totals" -> total(tokens.getLast());
                    case "byHolder" -> byHolder(index, rest);
                    case "byClass" -> byClass(index, rest);
                    case "bySecurity" -> bySecurity(index, rest);
                    default -> null;
                });
    }

    private @Nullable Derivation holding(int index, String rest) {
        Holding holding = table.holdings().get(index);
        String at = "/holdings/" + index;
        if (rest.matches("securities/[0-9]{1,9}/quantity")) {
            return security(holding.securities().get(Integer.parseInt(rest.split("/", -1)[1])), at + "/" + rest);
        }
        return rest.equals("quantity")
                ? quantity(index)
                : ownership(at, rest, holding.ownership(), () -> counted(List.of(index)));
    }

    private Derivation quantity(int index) {
        Holding holding = table.holdings().get(index);
        String at = "/holdings/" + index;
        List<Derivation> securities = new ArrayList<>();
        for (int lot = 0; lot < holding.securities().size(); lot++) {
            securities.add(security(holding.securities().get(lot), at + "/securities/" + lot + "/quantity"));
        }
        return Derivation.calculated(
                at + "/quantity", holding.quantity(), "quantity = sum of the securities", EXACT, securities);
    }

    private Derivation security(Lot lot, @Nullable String at) {
        return Derivation.counted(
                at,
                lot.quantity(),
                "quantity = what the events made of the security, one after the other",
                changes(company -> quantityOf(company, lot.id())));
    }

    private static Shares quantityOf(Company company, SecurityId id) {
        Security security = company.securities().get(id);
        return security == null ? Shares.ZERO : security.quantity();
    }

    /** The events that changed a figure, in order of effect, with the figure before and after each. */
    private List<Mention> changes(Function<Company, Object> figure) {
        List<Mention> changes = new ArrayList<>();
        for (Step step : steps()) {
            Object before = figure.apply(step.before());
            Object after = figure.apply(step.after());
            if (!before.equals(after)) {
                changes.add(new Mention(step.fact().position(), before.toString(), after.toString()));
            }
        }
        return changes;
    }

    private List<Step> steps() {
        List<Step> found = steps;
        if (found == null) {
            found = new ArrayList<>();
            Company company = Company.FOLD.initial();
            for (Recorded<CompanyEvent> fact : Company.cut(
                            point, history.of(table.company().value(), CompanyEvent.class, point.knownAt()))
                    .certain()) {
                Company after = Company.FOLD.evolve(company, fact);
                found.add(new Step(fact, company, after));
                company = after;
            }
            steps = found;
        }
        return found;
    }

    private interface Part {
        Derivation derivation();
    }

    private @Nullable Derivation ownership(String at, String rest, Ownership ownership, Part part) {
        return switch (rest) {
            case "ownership/fraction" -> fraction(at, ownership, part);
            case "ownership/percent" ->
                Derivation.calculated(
                        at + "/" + rest,
                        ownership.percent(),
                        "percent = 100 x fraction",
                        PERCENT,
                        List.of(fraction(at, ownership, part)));
            case "ownership/displayed" ->
                Derivation.calculated(
                        at + "/" + rest,
                        ownership.displayed(),
                        "displayed = 100 x fraction, rounded so that the column adds up to 100 (largest remainder)",
                        "FLOOR to 4 places, and one unit more for those that lost most",
                        List.of(fraction(at, ownership, part)));
            default -> null;
        };
    }

    private Derivation fraction(String at, Ownership ownership, Part part) {
        return Derivation.calculated(
                at + "/ownership/fraction",
                ownership.fraction(),
                "fraction = part / whole, of " + table.denominator(),
                EXACT,
                List.of(part.derivation(), whole()));
    }

    private Derivation whole() {
        return Objects.requireNonNull(total(
                switch (table.denominator()) {
                    case OUTSTANDING -> "outstanding";
                    case OUTSTANDING_AS_CONVERTED -> "outstandingAsConverted";
                    case FULLY_DILUTED -> "fullyDiluted";
                }));
    }

    /** What these holdings count for in the denominator. */
    private Derivation counted(List<Integer> holdings) {
        List<Derivation> parts = holdings.stream()
                .map(index -> table.denominator() == Denominator.OUTSTANDING ? quantity(index) : converted(index))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : sum(null, "part = sum of the holdings", parts);
    }

    private Derivation converted(int index) {
        Holding holding = table.holdings().get(index);
        int row = rowOf(holding.shareClass());
        ClassRow terms = table.classes().get(row);
        return Derivation.calculated(
                null,
                Printed.decimal(
                        holding.quantity()
                                .fraction()
                                .times(terms.conversionRatio().fraction()),
                        Shares.PLACES,
                        RoundingMode.HALF_EVEN),
                "as converted = quantity x conversion ratio",
                QUANTITY,
                List.of(quantity(index), ratio(row)));
    }

    private Derivation ratio(int row) {
        ClassRow terms = table.classes().get(row);
        return Derivation.recorded(
                "/classes/" + row + "/conversionRatio",
                terms.conversionRatio(),
                changes(company -> Optional.ofNullable(company.classes().get(terms.name()))
                        .map(shares -> shares.conversionRatio().toString())
                        .orElse("none")));
    }

    private int rowOf(String shareClass) {
        for (int row = 0; row < table.classes().size(); row++) {
            if (table.classes().get(row).name().equals(shareClass)) {
                return row;
            }
        }
        throw new IllegalStateException("a holding is of class " + shareClass + ", which the table lacks");
    }

    private List<Integer> holdings(Predicate<Holding> wanted) {
        List<Integer> found = new ArrayList<>();
        for (int index = 0; index < table.holdings().size(); index++) {
            if (wanted.test(table.holdings().get(index))) {
                found.add(index);
            }
        }
        return found;
    }

    private @Nullable Derivation classFigure(int row, String rest) {
        ClassRow terms = table.classes().get(row);
        String at = "/classes/" + row + "/" + rest;
        return switch (rest) {
            case "outstanding" -> outstanding(row);
            case "issued" ->
                Derivation.calculated(
                        at,
                        terms.issued(),
                        "issued = outstanding, because repurchased shares are retired",
                        EXACT,
                        List.of(outstanding(row)));
            case "asConverted" -> asConverted(row);
            case "conversionRatio" -> ratio(row);
            case "authorised" ->
                Derivation.recorded(
                        at,
                        Objects.requireNonNull(terms.authorised()),
                        changes(company -> authorised(company, terms.name())));
            default -> null;
        };
    }

    private static String authorised(Company company, String shareClass) {
        ShareClass found = company.classes().get(shareClass);
        return found == null || found.authorised() == null
                ? "no limit"
                : found.authorised().toString();
    }

    private Derivation outstanding(int row) {
        ClassRow terms = table.classes().get(row);
        List<Derivation> parts = holdings(holding -> holding.shareClass().equals(terms.name())).stream()
                .map(this::quantity)
                .toList();
        return Derivation.calculated(
                "/classes/" + row + "/outstanding",
                terms.outstanding(),
                "outstanding = sum of the holdings of the class",
                EXACT,
                parts);
    }

    private Derivation asConverted(int row) {
        return Derivation.calculated(
                "/classes/" + row + "/asConverted",
                table.classes().get(row).asConverted(),
                "as converted = outstanding x conversion ratio",
                QUANTITY,
                List.of(outstanding(row), ratio(row)));
    }

    private @Nullable Derivation total(String name) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < table.classes().size(); row++) {
            rows.add(row);
        }
        return switch (name) {
            case "outstanding" ->
                sum(
                        "/totals/outstanding",
                        "outstanding = sum of the classes, one for one",
                        rows.stream().map(this::outstanding).toList());
            case "outstandingAsConverted" ->
                sum(
                        "/totals/outstandingAsConverted",
                        "outstanding as converted = sum of the classes as converted",
                        rows.stream().map(this::asConverted).toList());
            case "fullyDiluted" ->
                sum(
                        "/totals/fullyDiluted",
                        "fully diluted = outstanding as converted, and everything that can become shares",
                        Stream.concat(rows.stream().map(this::asConverted), dilution().stream())
                                .toList());
            default -> null;
        };
    }

    /** Empty where nothing is recorded that can become shares. */
    private Optional<Derivation> dilution() {
        CapTable.Instruments instruments = table.instruments();
        return instruments == null
                ? Optional.empty()
                : Optional.of(Derivation.counted(
                        "/instruments/dilution",
                        instruments.dilution(),
                        "grants outstanding, warrants whose class and quantity are known, and what is available in the"
                                + " pools, as converted",
                        changes(company -> Dilution.of(company).toString())));
    }

    private Optional<Derivation> instrument(Pointer pointer) {
        List<String> tokens = pointer.tokens();
        if (tokens.getLast().equals("dilution")) {
            return dilution();
        }
        if (tokens.size() != 4) {
            return Optional.empty();
        }
        Pointer row = new Pointer(tokens.subList(0, 3));
        return switch (tokens.get(1) + "/" + tokens.getLast()) {
            case "plans/available" ->
                Optional.of(Derivation.calculated(
                        pointer.toString(),
                        value(pointer),
                        "available = reserved less granted, exercised and withheld",
                        EXACT,
                        Stream.of("reserved", "granted", "exercised", "withheld")
                                .map(figure -> beside(row, figure, "what the events made of it"))
                                .toList()));
            case "grants/vested", "warrants/vested", "restricted/vested" -> Optional.of(vested(row));
            case "grants/unvested", "restricted/unvested" ->
                Optional.of(Derivation.calculated(
                        pointer.toString(),
                        value(pointer),
                        "unvested = quantity less vested",
                        EXACT,
                        List.of(beside(row, "quantity", "what the events made of it"), vested(row))));
            default -> Optional.empty();
        };
    }

    private Derivation vested(Pointer row) {
        Formula formula = Vesting.FORMULA;
        return beside(
                row,
                "vested",
                "vested of what is left on " + table.asOf() + " = " + formula.name() + " " + formula.version());
    }

    /** A figure of a row by the row's events; those of restricted stock are those of its security. */
    private Derivation beside(Pointer row, String figure, String formula) {
        Pointer at = row.child(figure);
        List<Mention> mentions = value(row) instanceof CapTable.RestrictedRow restricted
                ? changes(company -> quantityOf(company, restricted.security())).stream()
                        .map(change -> new Mention(change.position(), null, null))
                        .toList()
                : Mention.of(Explanations.positions((Record) value(row)));
        return Derivation.counted(at.toString(), value(at), formula, mentions);
    }

    private Object value(Pointer pointer) {
        return pointer.walk(table).getLast();
    }

    /** The value of a sum is what the answer says where it stands there. */
    private Derivation sum(@Nullable String at, String formula, List<Derivation> parts) {
        Object value = at == null
                ? parts.stream().map(part -> Shares.of(part.value().toString())).reduce(Shares.ZERO, Shares::plus)
                : Pointer.of(at).walk(table).getLast();
        return Derivation.calculated(at, value, formula, at == null ? EXACT : QUANTITY, parts);
    }

    private @Nullable Derivation byHolder(int index, String rest) {
        var row = Objects.requireNonNull(table.byHolder()).get(index);
        PartyId party = row.party();
        List<Integer> own = holdings(holding -> holding.party().equals(party));
        return rest.equals("asConverted")
                ? sum(
                        "/byHolder/" + index + "/asConverted",
                        "as converted = sum of the holdings as converted",
                        own.stream().map(this::converted).toList())
                : ownership("/byHolder/" + index, rest, row.ownership(), () -> counted(own));
    }

    private @Nullable Derivation byClass(int index, String rest) {
        var row = Objects.requireNonNull(table.byClass()).get(index);
        List<Integer> own = holdings(holding -> holding.shareClass().equals(row.shareClass()));
        return rest.equals("quantity")
                ? sum(
                        "/byClass/" + index + "/quantity",
                        "quantity = sum of the holdings of the class",
                        own.stream().map(this::quantity).toList())
                : ownership("/byClass/" + index, rest, row.ownership(), () -> counted(own));
    }

    private @Nullable Derivation bySecurity(int index, String rest) {
        var row = Objects.requireNonNull(table.bySecurity()).get(index);
        Lot lot = new Lot(row.id(), row.quantity());
        String at = "/bySecurity/" + index;
        return rest.equals("quantity")
                ? security(lot, at + "/quantity")
                : ownership(at, rest, row.ownership(), () -> {
                    Derivation own = security(lot, at + "/quantity");
                    int terms = rowOf(row.shareClass());
                    return table.denominator() == Denominator.OUTSTANDING
                            ? own
                            : Derivation.calculated(
                                    null,
                                    Printed.decimal(
                                            row.quantity()
                                                    .fraction()
                                                    .times(table.classes()
                                                            .get(terms)
                                                            .conversionRatio()
                                                            .fraction()),
                                            Shares.PLACES,
                                            RoundingMode.HALF_EVEN),
                                    "as converted = quantity x conversion ratio",
                                    QUANTITY,
                                    List.of(own, ratio(terms)));
                });
    }
}

package io.dealledger.captable;

import io.dealledger.calculation.LargestRemainder;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable.Change;
import io.dealledger.captable.CapTable.ClassRow;
import io.dealledger.captable.CapTable.ClassShare;
import io.dealledger.captable.CapTable.HolderRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Known;
import io.dealledger.captable.CapTable.Lot;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.CapTable.Perhaps;
import io.dealledger.captable.CapTable.Reported;
import io.dealledger.captable.CapTable.SecurityRow;
import io.dealledger.captable.CapTable.Totals;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** Folds a company's facts into its cap table. Pure; the counts are those of {@link Company#FOLD}. */
public final class CapTables {
    /** Decimal places of a percentage. */
    private static final int PERCENT_PLACES = 4;

    private final Denominator denominator;
    private final Company company;
    private final Map<Long, Long> positions;
    private final Fraction whole;
    /** What is counted beside the shares. */
    private final Beside beside;

    private CapTables(Denominator denominator, Company company, Map<Long, Long> positions) {
        this.denominator = denominator;
        this.company = company;
        this.positions = positions;
        this.beside = new Beside(company, denominator, this::positions);
        this.whole = company.securities().values().stream().map(this::weight).reduce(beside.counted(), Fraction::plus);
    }

    /**
     * @param history the company's stream; may hold more than is known at that point
     * @param view sums the holdings once more; absent for one row per party and class only
     */
    public static CapTable of(
            CompanyId id,
            List<Recorded<CompanyEvent>> history,
            PointInTime point,
            Denominator denominator,
            @Nullable View view) {
        return of(id, history, point, new CapTableQuestion(denominator, view));
    }

    /** @param history the company's stream; may hold more than is known at that point */
    public static CapTable of(
            CompanyId id, List<Recorded<CompanyEvent>> history, PointInTime point, CapTableQuestion question) {
        Denominator denominator = question.denominator();
        View view = question.rows();
        Definition definition = question.definition() != null
                ? question.definition()
                : denominator == Denominator.FULLY_DILUTED ? Definition.FULLY_DILUTED : null;
        PointInTime.Cut<CompanyEvent> cut = Company.cut(point, history);
        Map<Long, Long> positions = new HashMap<>();
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : cut.certain()) {
            positions.put(fact.version(), fact.position());
            company = Company.FOLD.evolve(company, fact);
        }
        CapTables table = new CapTables(denominator, company, positions);
        Reported reported = ReportedInterests.in(cut.certain());
        List<Security> securities = table.securities();
        return new CapTable(
                id,
                point.asOf(),
                point.knownAt(),
                point.knownAt(),
                point.publishedBy(),
                point.by(),
                newestVersion(history, point),
                denominator,
                known(company, reported),
                table.classRows(),
                table.holdings(securities),
                table.totals(),
                view == View.HOLDER ? table.byHolder(securities) : null,
                view == View.CLASS ? table.byClass(securities) : null,
                view == View.SECURITY ? table.bySecurity(securities) : null,
                perhaps(company, cut.perhaps()),
                reported,
                table.instruments(securities, point.asOf()),
                definition == null ? null : Capitalisations.of(company, definition, point.asOf()));
    }

    /** What a table says of shares. */
    public record Figures(List<ClassRow> classes, List<Holding> holdings, Totals totals) {}

    /**
     * The figures of a state that is at hand, of the outstanding shares as converted.
     *
     * @param positions of the events that made up the state, by version
     */
    public static Figures figures(Company company, Map<Long, Long> positions) {
        CapTables table = new CapTables(Denominator.OUTSTANDING_AS_CONVERTED, company, positions);
        return new Figures(table.classRows(), table.holdings(table.securities()), table.totals());
    }

    /** By holder, class and age. */
    private List<Security> securities() {
        return company.securities().values().stream()
                .sorted(Comparator.comparing(Security::holder)
                        .thenComparingInt(this::ordinal)
                        .thenComparing(Security::since))
                .toList();
    }

    private static long newestVersion(List<Recorded<CompanyEvent>> history, PointInTime point) {
        return history.stream()
                .filter(recorded -> recorded.position() != Recorded.PENDING && recorded.position() <= point.knownAt())
                .mapToLong(Recorded::version)
                .max()
                .orElse(-1);
    }

    private static Known known(Company company, Reported reported) {
        if (company.classes().isEmpty()) {
            return Known.NO_SHARES;
        }
        boolean all = reported.parties().stream()
                .allMatch(interest -> company.shares().holds(interest.party()));
        return all ? Known.ALL_SHARES : Known.SOME_SHARES;
    }

    private List<ShareClass> classes() {
        return company.classes().values().stream()
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .toList();
    }

    private List<ClassRow> classRows() {
        List<ClassRow> rows = new ArrayList<>();
        for (ShareClass shares : classes()) {
            ShareClassAuthorised terms = shares.terms();
            rows.add(new ClassRow(
                    shares.name(),
                    terms.type(),
                    shares.authorised(),
                    shares.issued(),
                    shares.outstanding(),
                    quantity(shares.asConverted()),
                    shares.conversionRatio(),
                    terms.votes(),
                    terms.issuePrice(),
                    terms.liquidationMultiple(),
                    terms.seniority(),
                    terms.participation(),
                    terms.participationCap(),
                    terms.antiDilution(),
                    positions(shares.versions())));
        }
        return List.copyOf(rows);
    }

    private Totals totals() {
        if (company.classes().isEmpty()) {
            return new Totals(null, null, null);
        }
        Shares outstanding =
                company.classes().values().stream().map(ShareClass::outstanding).reduce(Shares.ZERO, Shares::plus);
        String asConverted = quantity(company.outstandingAsConverted());
        return new Totals(
                outstanding,
                asConverted,
                quantity(company.outstandingAsConverted().plus(Dilution.of(company))));
    }

    private List<Holding> holdings(List<Security> securities) {
        record Key(PartyId party, String shareClass) {}
        return rows(
                securities,
                security -> new Key(security.holder(), security.shareClass()),
                (key, lots, ownership) -> new Holding(
                        key.party(),
                        key.shareClass(),
                        sum(lots),
                        lots.stream()
                                .map(lot -> new Lot(lot.id(), lot.quantity()))
                                .toList(),
                        ownership,
                        events(lots)));
    }

    private List<HolderRow> byHolder(List<Security> securities) {
        return rows(
                securities,
                Security::holder,
                (party, lots, ownership) -> new HolderRow(party, quantity(asConverted(lots)), ownership, events(lots)));
    }

    private List<ClassShare> byClass(List<Security> securities) {
        List<Security> inOrder = securities.stream()
                .sorted(Comparator.comparingInt(this::ordinal))
                .toList();
        return rows(
                inOrder,
                Security::shareClass,
                (name, lots, ownership) -> new ClassShare(name, sum(lots), ownership, events(lots)));
    }

    private List<SecurityRow> bySecurity(List<Security> securities) {
        return rows(
                securities,
                Function.identity(),
                (security, lots, ownership) -> new SecurityRow(
                        security.id(),
                        security.holder(),
                        security.shareClass(),
                        security.quantity(),
                        ownership,
                        events(lots)));
    }

    private interface Row<K, R> {
        R of(K key, List<Security> lots, Ownership ownership);
    }

    /** One row per key, in the order in which the keys first appear, with displayed percentages that add up. */
    private <K, R> List<R> rows(List<Security> securities, Function<Security, K> key, Row<K, R> row) {
        Map<K, List<Security>> groups = new LinkedHashMap<>();
        for (Security security : securities) {
            groups.computeIfAbsent(key.apply(security), none -> new ArrayList<>())
                    .add(security);
        }
        List<Fraction> fractions = groups.values().stream()
                .map(lots -> lots.stream()
                        .map(this::weight)
                        .reduce(Fraction.ZERO, Fraction::plus)
                        .over(whole))
                .toList();
        var displayed = displayed(fractions);
        List<R> rows = new ArrayList<>();
        for (Map.Entry<K, List<Security>> group : groups.entrySet()) {
            Fraction fraction = fractions.get(rows.size());
            rows.add(row.of(group.getKey(), group.getValue(), Beside.ownership(fraction, displayed.get(rows.size()))));
        }
        return List.copyOf(rows);
    }

    /** Of those of shares and those of what is counted beside them together, so that the column adds up. */
    private List<BigDecimal> displayed(List<Fraction> ofShares) {
        List<Fraction> all = new ArrayList<>(ofShares);
        all.addAll(beside.fractions(whole));
        return LargestRemainder.percents(all, PERCENT_PLACES);
    }

    private CapTable.@Nullable Instruments instruments(List<Security> securities, LocalDate day) {
        if (!beside.isThere()) {
            return null;
        }
        List<Fraction> ofShares = holdings(securities).stream()
                .map(holding -> holding.ownership().fraction())
                .toList();
        List<BigDecimal> displayed = displayed(ofShares);
        return beside.rows(whole, displayed.subList(ofShares.size(), displayed.size()), day);
    }

    /** What a security counts for in the denominator. */
    private Fraction weight(Security security) {
        return switch (denominator) {
            case OUTSTANDING -> security.quantity().fraction();
            case OUTSTANDING_AS_CONVERTED, FULLY_DILUTED -> converted(security);
        };
    }

    private Fraction asConverted(List<Security> lots) {
        return lots.stream().map(this::converted).reduce(Fraction.ZERO, Fraction::plus);
    }

    private Fraction converted(Security security) {
        ShareClass shares = company.classes().get(security.shareClass());
        Fraction quantity = security.quantity().fraction();
        return shares == null
                ? quantity
                : quantity.times(shares.conversionRatio().fraction());
    }

    private int ordinal(Security security) {
        ShareClass shares = company.classes().get(security.shareClass());
        return shares == null ? Integer.MAX_VALUE : shares.ordinal();
    }

    private static Shares sum(List<Security> lots) {
        return lots.stream().map(Security::quantity).reduce(Shares.ZERO, Shares::plus);
    }

    private List<Long> events(List<Security> lots) {
        return lots.stream()
                .flatMap(lot -> positions(lot.versions()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<Long> positions(Collection<Long> versions) {
        // What is only supposed has no position that could be cited.
        return versions.stream()
                .map(positions::get)
                .filter(position -> position != Recorded.PENDING)
                .distinct()
                .sorted()
                .toList();
    }

    static String quantity(Fraction shares) {
        return Printed.decimal(shares, Shares.PLACES, RoundingMode.HALF_EVEN);
    }

    /** A vague fact that the state does not allow cannot have taken effect by then, and is not listed. */
    private static List<Perhaps> perhaps(Company company, List<Recorded<CompanyEvent>> vague) {
        List<Perhaps> listed = new ArrayList<>();
        Company state = company;
        for (Recorded<CompanyEvent> fact : vague) {
            if (Company.FOLD.rules(state, fact).isPresent()) {
                continue;
            }
            Company after = Company.FOLD.evolve(state, fact);
            List<Change> changes = changes(state.securities(), after.securities());
            List<PartyId> parties = ReportedInterests.named(fact.fact());
            boolean converts = !state.outstandingAsConverted().equals(after.outstandingAsConverted());
            if (converts || !changes.isEmpty() || !parties.isEmpty()) {
                listed.add(new Perhaps(
                        fact.position(),
                        fact.when().effectiveOn(),
                        fact.when().effectiveFrom(),
                        fact.when().precision(),
                        changes,
                        parties));
            }
            state = after;
        }
        return List.copyOf(listed);
    }

    private static List<Change> changes(PMap<SecurityId, Security> before, PMap<SecurityId, Security> after) {
        Map<PartyId, Map<String, Shares>> held = quantities(before);
        Map<PartyId, Map<String, Shares>> then = quantities(after);
        List<Change> changes = new ArrayList<>();
        TreeSet<PartyId> parties = new TreeSet<>(held.keySet());
        parties.addAll(then.keySet());
        for (PartyId party : parties) {
            Map<String, Shares> one = held.getOrDefault(party, Map.of());
            Map<String, Shares> other = then.getOrDefault(party, Map.of());
            TreeSet<String> classes = new TreeSet<>(one.keySet());
            classes.addAll(other.keySet());
            for (String name : classes) {
                Shares was = one.getOrDefault(name, Shares.ZERO);
                Shares is = other.getOrDefault(name, Shares.ZERO);
                if (!was.equals(is)) {
                    changes.add(new Change(party, name, was, is));
                }
            }
        }
        return List.copyOf(changes);
    }

    private static Map<PartyId, Map<String, Shares>> quantities(PMap<SecurityId, Security> securities) {
        Map<PartyId, Map<String, Shares>> quantities = new TreeMap<>();
        for (Security security : securities.values()) {
            quantities
                    .computeIfAbsent(security.holder(), none -> new TreeMap<>())
                    .merge(security.shareClass(), security.quantity(), Shares::plus);
        }
        return quantities;
    }
}

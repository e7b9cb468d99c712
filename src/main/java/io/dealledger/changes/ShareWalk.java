package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTableCells;
import io.dealledger.captable.Dilution;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareRegister;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the shares of a company fact by fact through one fold: what each fact changed costs as much as the securities
 * that it names, however many others there are.
 */
final class ShareWalk {
    /** What a party holds of one class. */
    record Key(PartyId party, String shareClass) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = party.compareTo(other.party);
            return order != 0 ? order : shareClass.compareTo(other.shareClass);
        }

        String path(String... figure) {
            List<String> path = new ArrayList<>(List.of(CapTableCells.HOLDINGS, party.value(), shareClass));
            path.addAll(List.of(figure));
            return Cells.path(path.toArray(String[]::new));
        }
    }

    /** Shares that a fact gave to a holder, or took. */
    record Delta(Recorded<CompanyEvent> fact, Key key, Fraction change) {}

    /** A holding before and after one step. */
    private record Own(int step, Fraction after) {}

    static final String DILUTION = Cells.path(CapTableCells.INSTRUMENTS, CapTableCells.DILUTION);

    private static final List<String> TERMS = List.of(
            "type",
            "authorised",
            "issued",
            "outstanding",
            "asConverted",
            "conversionRatio",
            "votes",
            "issuePrice",
            "liquidationMultiple",
            "seniority",
            "participation",
            "participationCap",
            "antiDilution");

    private final List<Step> steps = new ArrayList<>();
    private final List<Delta> deltas = new ArrayList<>();
    private final Map<String, List<Integer>> changed = new HashMap<>();
    private final List<Integer> dilutions = new ArrayList<>();
    private final Map<Key, List<Own>> own = new HashMap<>();
    private Company opening = Company.FOLD.initial();
    private Company closing = Company.FOLD.initial();

    private ShareWalk() {}

    /**
     * @param facts that stand and are in effect at the end, in order of effect
     * @param after changes up to this day are not followed; absent to follow all
     * @param complete whether no fact is left out, so that none has to be asked whether it may come here
     */
    static ShareWalk over(List<Recorded<CompanyEvent>> facts, @Nullable LocalDate after, boolean complete) {
        ShareWalk walk = new ShareWalk();
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : facts) {
            if (!complete && Company.FOLD.rules(company, fact).isPresent()) {
                continue;
            }
            Company next = Company.FOLD.evolve(company, fact);
            if (after != null && fact.when().holdsOn(after)) {
                walk.opening = next;
            } else if (!isSame(company.shares(), next.shares()) || !isSame(company.instruments(), next.instruments())) {
                walk.step(company, next, fact);
            }
            company = next;
        }
        walk.closing = company;
        return walk;
    }

    /** States share what a fact leaves alone; comparing it entry by entry would cost as much as the company is large. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    private void step(Company before, Company after, Recorded<CompanyEvent> fact) {
        int step = steps.size();
        steps.add(new Step(Step.Kind.HAPPENING, List.of(fact)));
        followClasses(before.shares(), after.shares(), step);
        Set<Key> touched = new HashSet<>();
        SortedMap<Key, Fraction> changes = new TreeMap<>();
        for (SecurityId id : touchedBy(fact.fact(), before, after)) {
            Security was = before.securities().get(id);
            Security is = after.securities().get(id);
            if (!Objects.equals(was, is)) {
                count(was, step, touched, changes, true);
                count(is, step, touched, changes, false);
            }
        }
        changes.forEach((key, change) -> {
            if (change.signum() != 0) {
                deltas.add(new Delta(fact, key, change));
            }
        });
        Fraction whole = before.outstandingAsConverted();
        Fraction then = after.outstandingAsConverted();
        boolean ratios = ratiosDiffer(before.shares(), after.shares());
        if (!whole.equals(then)) {
            if (!ratios) {
                dilutions.add(step);
            }
            change(Cells.path(CapTableCells.TOTALS, "outstandingAsConverted"), step);
        }
        Optional<Fraction> diluted = Dilution.listed(before);
        Optional<Fraction> dilutes = Dilution.listed(after);
        if (!diluted.equals(dilutes)) {
            change(DILUTION, step);
        }
        if (!whole.plus(diluted.orElse(Fraction.ZERO)).equals(then.plus(dilutes.orElse(Fraction.ZERO)))) {
            change(Cells.path(CapTableCells.TOTALS, "fullyDiluted"), step);
        }
        for (Key key : touched) {
            Fraction held = held(after, key);
            own.computeIfAbsent(key, none -> new ArrayList<>()).add(new Own(step, held));
            change(key.path(CapTableCells.QUANTITY), step);
        }
        // Another ratio weighs the shares of its class anew, and leaves what everybody holds as it was.
        for (Key key : ratios ? keys(after) : touched) {
            if (!owned(before, key, whole).equals(owned(after, key, then))) {
                changeOwnership(key, step);
            }
        }
    }

    private static Collection<SecurityId> touchedBy(CompanyEvent fact, Company before, Company after) {
        return ShareMovement.securities(fact).orElseGet(() -> {
            Set<SecurityId> all = new HashSet<>(before.securities().keySet());
            all.addAll(after.securities().keySet());
            return List.copyOf(all);
        });
    }

    private void count(
            @Nullable Security security, int step, Set<Key> touched, SortedMap<Key, Fraction> changes, boolean gone) {
        if (security != null) {
            Key key = new Key(security.holder(), security.shareClass());
            Fraction quantity = security.quantity().fraction();
            touched.add(key);
            changes.merge(key, gone ? quantity.negate() : quantity, Fraction::plus);
            change(key.path("securities", security.id().value()), step);
        }
    }

    private void followClasses(ShareRegister before, ShareRegister after, int step) {
        if (isSame(before.classes(), after.classes())) {
            return;
        }
        for (ShareClass is : after.classes().values()) {
            ShareClass was = before.classes().get(is.name());
            if (was == null) {
                TERMS.forEach(term -> change(Cells.path(CapTableCells.CLASSES, is.name(), term), step));
            } else {
                if (!was.outstanding().equals(is.outstanding())) {
                    change(Cells.path(CapTableCells.CLASSES, is.name(), "issued"), step);
                    change(Cells.path(CapTableCells.CLASSES, is.name(), "outstanding"), step);
                    change(Cells.path(CapTableCells.CLASSES, is.name(), "asConverted"), step);
                }
                if (!Objects.equals(was.authorised(), is.authorised())) {
                    change(Cells.path(CapTableCells.CLASSES, is.name(), "authorised"), step);
                }
                followTerms(was, is, step);
            }
        }
        if (before.classes().isEmpty() || !outstanding(before).equals(outstanding(after))) {
            change(Cells.path(CapTableCells.TOTALS, "outstanding"), step);
        }
        if (before.classes().isEmpty()) {
            change(Cells.path(CapTableCells.TOTALS, "outstandingAsConverted"), step);
            change(Cells.path(CapTableCells.TOTALS, "fullyDiluted"), step);
        }
    }

    private static Fraction outstanding(ShareRegister register) {
        return register.classes().values().stream()
                .map(shares -> shares.outstanding().fraction())
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    private void followTerms(ShareClass before, ShareClass after, int step) {
        if (!before.conversionRatio().equals(after.conversionRatio())) {
            change(Cells.path(CapTableCells.CLASSES, after.name(), "conversionRatio"), step);
            change(Cells.path(CapTableCells.CLASSES, after.name(), "asConverted"), step);
        }
        ShareClassAuthorised was = before.terms();
        ShareClassAuthorised is = after.terms();
        if (was.equals(is)) {
            return;
        }
        follow(after, "votes", was.votes(), is.votes(), step);
        follow(after, "liquidationMultiple", was.liquidationMultiple(), is.liquidationMultiple(), step);
        follow(after, "seniority", was.seniority(), is.seniority(), step);
        follow(after, "participation", was.participation(), is.participation(), step);
        follow(after, "participationCap", was.participationCap(), is.participationCap(), step);
        follow(after, "antiDilution", was.antiDilution(), is.antiDilution(), step);
    }

    private void follow(ShareClass of, String term, @Nullable Object before, @Nullable Object after, int step) {
        if (!Objects.equals(before, after)) {
            change(Cells.path(CapTableCells.CLASSES, of.name(), term), step);
        }
    }

    private void change(String path, int step) {
        List<Integer> at = changed.computeIfAbsent(path, none -> new ArrayList<>());
        if (at.isEmpty() || at.getLast() != step) {
            at.add(step);
        }
    }

    private void changeOwnership(Key key, int step) {
        change(key.path(CapTableCells.OWNERSHIP, "fraction"), step);
        change(key.path(CapTableCells.OWNERSHIP, "percent"), step);
    }

    private static boolean ratiosDiffer(ShareRegister before, ShareRegister after) {
        return !isSame(before.classes(), after.classes())
                && after.classes().values().stream().anyMatch(is -> {
                    ShareClass was = before.classes().get(is.name());
                    return was != null && !was.conversionRatio().equals(is.conversionRatio());
                });
    }

    private static Set<Key> keys(Company company) {
        Set<Key> keys = new HashSet<>();
        company.securities().values().forEach(security -> keys.add(new Key(security.holder(), security.shareClass())));
        return keys;
    }

    private static Fraction held(Company company, Key key) {
        return company.shares().held(key.party(), key.shareClass()).fraction();
    }

    private static Fraction owned(Company company, Key key, Fraction whole) {
        ShareClass shares = company.classes().get(key.shareClass());
        if (whole.isZero() || shares == null) {
            return Fraction.ZERO;
        }
        return held(company, key).times(shares.conversionRatio().fraction()).over(whole);
    }

    /** What each fact gave and took, in order of effect. */
    List<Delta> deltas() {
        return deltas;
    }

    /** Tells which steps changed which of the cells that differ. */
    void into(Trace trace, Collection<String> differing) {
        Map<String, Key> ownership = new HashMap<>();
        for (Company end : List.of(opening, closing)) {
            for (Key key : keys(end)) {
                ownership.put(key.path(CapTableCells.OWNERSHIP, "fraction"), key);
                ownership.put(key.path(CapTableCells.OWNERSHIP, "percent"), key);
            }
        }
        for (String path : differing) {
            changed.getOrDefault(path, List.of()).forEach(step -> trace.add(steps.get(step), path, null));
            Key key = ownership.get(path);
            if (key != null) {
                dilutionsOf(key).forEach(step -> trace.add(steps.get(step), path, null));
            }
        }
    }

    /** Steps that changed the whole while the holder had something of it, and left what it had as it was. */
    private List<Integer> dilutionsOf(Key key) {
        List<Own> steps = own.getOrDefault(key, List.of());
        Fraction held = held(opening, key);
        List<Integer> found = new ArrayList<>();
        int next = 0;
        for (int dilution : dilutions) {
            while (next < steps.size() && steps.get(next).step() < dilution) {
                held = steps.get(next++).after();
            }
            boolean itself = next < steps.size() && steps.get(next).step() == dilution;
            if (!itself && !held.isZero()) {
                found.add(dilution);
            }
        }
        return found;
    }
}

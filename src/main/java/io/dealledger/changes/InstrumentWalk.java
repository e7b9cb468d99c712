package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTableCells;
import io.dealledger.changes.Walk.Change;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PlanEvent.ReturnedToPool;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.securities.Securities;
import io.dealledger.securities.SecurityRegister.RegisteredSecurity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows what can become shares from one date to another. Which events may have touched a security says the register of
 * securities; which of its figures each of them changed is found by comparing its row before the event and after it. What
 * vested changes with time too, and cites all that it vests by where its events do not account for the whole change.
 */
final class InstrumentWalk {
    static final String CELLS = Cells.path(CapTableCells.INSTRUMENTS, "");

    /** A security, or a plan, with those of its cells that differ. */
    private record Subject(boolean plan, String name, List<String> paths) {
        SortedMap<String, String> cells(Company company, LocalDate day) {
            return plan
                    ? CapTableCells.ofPlan(company, name)
                    : CapTableCells.ofSecurity(company, new SecurityId(name), day);
        }
    }

    /** What one event made of one cell. */
    private record Made(
            Recorded<CompanyEvent> fact,
            @Nullable String before,
            @Nullable String after) {
        BigDecimal change() {
            return figure(after).subtract(figure(before));
        }
    }

    private final List<Recorded<CompanyEvent>> facts;
    private final LocalDate after;
    private final Securities register;
    private final Map<Long, Recorded<CompanyEvent>> byPosition = new HashMap<>();
    /** What names no security and can touch any: a price after a split, the last day after the end of a service. */
    private final List<Recorded<CompanyEvent>> ofAll;
    /** Terms by name; a later definition of the same name is none. */
    private final Map<String, Recorded<CompanyEvent>> terms = new HashMap<>();

    /**
     * @param facts that stand and are in effect at the end, in order of effect
     * @param after what had taken effect by this day changed nothing since
     */
    InstrumentWalk(List<Recorded<CompanyEvent>> facts, LocalDate after) {
        this.facts = facts;
        this.after = after;
        this.register = Securities.following(facts);
        this.ofAll = facts.stream()
                .filter(fact -> fact.fact() instanceof SharesSplit
                        || fact.fact() instanceof ServiceEnded
                        || fact.fact() instanceof CompanyDissolved)
                .toList();
        for (Recorded<CompanyEvent> fact : facts) {
            byPosition.put(fact.position(), fact);
            if (fact.fact() instanceof VestingTermsDefined defined) {
                terms.putIfAbsent(defined.terms(), fact);
            }
        }
    }

    /** @param differences cells of the whole table */
    void into(Trace trace, SortedMap<String, Change<String>> differences) {
        Map<List<String>, Subject> subjects = new LinkedHashMap<>();
        differences.keySet().forEach(path -> {
            if (path.startsWith(CELLS) && !path.equals(ShareWalk.DILUTION)) {
                List<String> segments = Arrays.stream(
                                path.substring(CELLS.length()).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList();
                boolean plan = segments.getFirst().equals(CapTableCells.PLANS);
                subjects.computeIfAbsent(
                                segments.subList(0, 2), key -> new Subject(plan, key.getLast(), new ArrayList<>()))
                        .paths()
                        .add(path);
            }
        });
        Map<String, List<Made>> made = made(subjects.values());
        for (Subject subject : subjects.values()) {
            for (String path : subject.paths()) {
                add(
                        trace,
                        subject,
                        path,
                        Objects.requireNonNull(differences.get(path)),
                        made.getOrDefault(path, List.of()));
            }
        }
    }

    /** In one fold, by cell. */
    private Map<String, List<Made>> made(Collection<Subject> subjects) {
        Map<Long, List<Subject>> touched = new HashMap<>();
        for (Subject subject : subjects) {
            Set<Long> positions = new TreeSet<>();
            touching(subject).forEach(fact -> positions.add(fact.position()));
            ofAll.forEach(fact -> positions.add(fact.position()));
            positions.forEach(position ->
                    touched.computeIfAbsent(position, none -> new ArrayList<>()).add(subject));
        }
        Map<String, List<Made>> made = new HashMap<>();
        Company before = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : facts) {
            Company then = Company.FOLD.evolve(before, fact);
            LocalDate day = fact.when().effectiveOn();
            if (day != null && !fact.when().holdsOn(after)) {
                for (Subject subject : touched.getOrDefault(fact.position(), List.of())) {
                    SortedMap<String, String> was = subject.cells(before, day);
                    SortedMap<String, String> is = subject.cells(then, day);
                    for (String path : subject.paths()) {
                        if (!Objects.equals(was.get(path), is.get(path))) {
                            made.computeIfAbsent(path, none -> new ArrayList<>())
                                    .add(new Made(fact, was.get(path), is.get(path)));
                        }
                    }
                }
            }
            before = then;
        }
        return made;
    }

    private void add(Trace trace, Subject subject, String path, Change<String> change, List<Made> made) {
        made.forEach(one -> trace.add(new Step(Step.Kind.HAPPENING, List.of(one.fact())), path, one.before()));
        if (path.endsWith("/" + CapTableCells.VESTED) || path.endsWith("/" + CapTableCells.UNVESTED)) {
            BigDecimal byEvents = made.stream().map(Made::change).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (figure(change.after()).subtract(figure(change.before())).compareTo(byEvents) != 0) {
                trace.add(Cause.VESTING, path, vestsBy(touching(subject)));
            }
        } else if (made.isEmpty()) {
            trace.add(Cause.TIME_PASSED, path, touching(subject));
        }
    }

    private static BigDecimal figure(@Nullable String printed) {
        return printed == null ? BigDecimal.ZERO : new BigDecimal(printed);
    }

    private List<Recorded<CompanyEvent>> touching(Subject subject) {
        return subject.plan()
                ? ofPlan(subject.name())
                : register.security(new SecurityId(subject.name()))
                        .map(security -> facts(security.events()))
                        .orElse(List.of());
    }

    private List<Recorded<CompanyEvent>> facts(List<Long> positions) {
        return positions.stream().map(byPosition::get).filter(Objects::nonNull).toList();
    }

    private List<Recorded<CompanyEvent>> vestsBy(List<Recorded<CompanyEvent>> all) {
        SortedMap<Long, Recorded<CompanyEvent>> by = new TreeMap<>();
        for (Recorded<CompanyEvent> fact : all) {
            by.put(fact.position(), fact);
            Recorded<CompanyEvent> defined = terms.get(termsOf(fact.fact()));
            if (defined != null) {
                by.put(defined.position(), defined);
            }
        }
        return List.copyOf(by.values());
    }

    private static @Nullable String termsOf(CompanyEvent fact) {
        return switch (fact) {
            case EquityCompensationGranted granted -> granted.vestingTerms();
            case SharesIssued issued
            when issued.restriction() != null -> issued.restriction().vestingTerms();
            case CompanyEvent _ -> null;
        };
    }

    /** What was said of the plan itself, and what was done to securities from its pool. */
    private List<Recorded<CompanyEvent>> ofPlan(String plan) {
        TreeSet<Long> positions = new TreeSet<>();
        for (Recorded<CompanyEvent> fact : facts) {
            String named = switch (fact.fact()) {
                case StockPlanAdopted adopted -> adopted.plan();
                case PoolAdjusted adjusted -> adjusted.plan();
                case ReturnedToPool returned -> returned.plan();
                case CompanyEvent _ -> null;
            };
            if (plan.equals(named) || fact.fact() instanceof SharesSplit || fact.fact() instanceof CompanyDissolved) {
                positions.add(fact.position());
            }
        }
        for (RegisteredSecurity security : register.all()) {
            if (plan.equals(security.plan())) {
                positions.addAll(security.events());
            }
        }
        return facts(List.copyOf(positions));
    }
}

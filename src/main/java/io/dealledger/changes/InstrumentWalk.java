package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTableCells;
import io.dealledger.changes.Walk.Change;
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
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows what can become shares from one date to another: which events touched a security says the register of
 * securities, in one fold. What vested changes with time too, and cites all that it vests by.
 */
final class InstrumentWalk {
    static final String CELLS = Cells.path(CapTableCells.INSTRUMENTS, "");

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
        differences.forEach((path, change) -> {
            if (path.startsWith(CELLS) && !path.equals(ShareWalk.DILUTION)) {
                add(trace, path, change.before());
            }
        });
    }

    private void add(Trace trace, String path, @Nullable String before) {
        List<String> segments = Arrays.stream(path.substring(CELLS.length()).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
        String subject = segments.get(1);
        List<Recorded<CompanyEvent>> all = segments.getFirst().equals(CapTableCells.PLANS)
                ? ofPlan(subject)
                : register.security(new SecurityId(subject))
                        .map(security -> facts(security.events()))
                        .orElse(List.of());
        List<Recorded<CompanyEvent>> since = since(all);
        if (since.isEmpty()) {
            since = since(ofAll);
        }
        since.forEach(fact -> trace.add(new Step(Step.Kind.HAPPENING, List.of(fact)), path, before));
        String figure = segments.getLast();
        if (figure.equals(CapTableCells.VESTED) || figure.equals(CapTableCells.UNVESTED)) {
            trace.add(Cause.VESTING, path, vestsBy(all));
        } else if (since.isEmpty()) {
            trace.add(Cause.TIME_PASSED, path, all);
        }
    }

    private List<Recorded<CompanyEvent>> since(List<Recorded<CompanyEvent>> some) {
        return some.stream().filter(fact -> !fact.when().holdsOn(after)).toList();
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

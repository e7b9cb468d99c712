package io.dealledger.trace;

import io.dealledger.captable.CapTableCells;
import io.dealledger.captable.CapTableReader;
import io.dealledger.captable.Denominator;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.journal.JournalPages;
import io.dealledger.journal.StoredEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import io.dealledger.trace.Moved.OnDate;
import io.dealledger.valuation.Question;
import io.dealledger.valuation.ValuationCells;
import io.dealledger.valuation.ValuationReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** From a command on to the figures. */
@RestController
@RequestMapping(path = "/api/journal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Journal")
class TraceController {
    private static final int MOST_COMPANIES = 100;
    private static final String COMPANY = "company";

    private final JournalPages journal;
    private final CapTableReader capTables;
    private final ValuationReader valuations;
    private final Conflicts conflicts;
    private final Positions positions;
    private final Clock clock;

    TraceController(
            JournalPages journal,
            CapTableReader capTables,
            ValuationReader valuations,
            Conflicts conflicts,
            Positions positions,
            Clock clock) {
        this.journal = journal;
        this.capTables = capTables;
        this.valuations = valuations;
        this.conflicts = conflicts;
        this.positions = positions;
        this.clock = clock;
    }

    @Operation(
            summary = "The figures of cap table and valuations that the command of an event moved",
            description =
                    "Compares what was answered just before the command with what is answered just after it, as of"
                            + " the event's effective date and as of today, or as of one date that is asked for. What the"
                            + " command moved in a party's exposure is the change of that exposure between knownBefore and"
                            + " knownAfter. Events of parties and rates move no figure of a company's own stream.")
    @GetMapping("/{position}/figures")
    ResponseEntity<Moved> figures(
            @PathVariable long position,
            @Parameter(description = "One date instead of the two, e.g. 2024-03-31")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate asOf) {
        StoredEvent event =
                journal.at(position).orElseThrow(() -> HttpProblem.unknown("event", Long.toString(position)));
        long before = event.commandFrom() - 1;
        long after = event.commandTo();
        List<OnDate> dates = event.streamType().equals(COMPANY)
                ? dates(event, asOf).stream()
                        .map(date -> moved(new CompanyId(event.stream()), date, before, after))
                        .toList()
                : List.of();
        return Answers.at(
                positions.head().position(),
                new Moved(position, event.stream(), before + 1, after, before, after, dates));
    }

    private SortedSet<LocalDate> dates(StoredEvent event, @Nullable LocalDate asked) {
        SortedSet<LocalDate> dates = new TreeSet<>();
        if (asked != null) {
            dates.add(asked);
            return dates;
        }
        String effectiveOn = event.effectiveOn();
        if (effectiveOn != null) {
            dates.add(LocalDate.parse(effectiveOn));
        }
        dates.add(LocalDate.now(clock));
        return dates;
    }

    private OnDate moved(CompanyId company, LocalDate asOf, long before, long after) {
        return new OnDate(
                asOf,
                Moved.between(
                        figures(company, PointInTime.of(asOf, before)), figures(company, PointInTime.of(asOf, after))));
    }

    /** None when the company was not known. */
    private SortedMap<String, String> figures(CompanyId company, PointInTime point) {
        SortedMap<String, String> figures = new TreeMap<>();
        capTables
                .at(company, point, Denominator.OUTSTANDING_AS_CONVERTED, null)
                .ifPresent(table -> figures.putAll(CapTableCells.of(table)));
        valuations.at(company, point, Question.PLAIN).ifPresent(history -> figures.putAll(ValuationCells.of(history)));
        return figures;
    }

    @Operation(
            summary = "Statements that contradict each other and are not resolved, company by company",
            description = "Asks cap table, rounds and valuations of up to `limit` companies, in the order of their ids;"
                    + " companies without conflicts are left out, so that a page may be empty and still have a `next`.")
    @GetMapping("/conflicts")
    ResponseEntity<Conflicts.Page> conflicts(
            Asked asked,
            @Parameter(description = "Id of a company behind which the page begins: the `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    CompanyId after,
            @Parameter(description = "Most companies that are looked at, 1 to 100") @RequestParam(defaultValue = "20")
                    int limit) {
        if (limit < 1 || limit > MOST_COMPANIES) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST_COMPANIES);
        }
        Conflicts.Page page = conflicts.page(after == null ? "" : after.value(), limit, asked.at());
        return Answers.at(page.knownAt(), page);
    }
}

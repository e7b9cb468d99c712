package io.dealledger.journal;

import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.Positions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Browses the events. */
@RestController
@RequestMapping(path = "/api/journal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Journal", description = "The events themselves, in their one order, as they are stored")
class JournalController {
    private static final String AFTER = "Position behind which the page begins: the `next` of the page before";
    private static final String LIMIT = "Most events of the page, 1 to 1000";
    private static final String PAGES =
            "A page looks at a bounded number of events. Where a filter matches few of them a page may be short, or"
                    + " empty, and still have a `next`: the journal has been looked through when `next` is null.";

    private final JournalPages pages;
    private final Traces traces;
    private final Gaps gaps;
    private final Positions positions;

    JournalController(JournalPages pages, Traces traces, Gaps gaps, Positions positions) {
        this.pages = pages;
        this.traces = traces;
        this.gaps = gaps;
        this.positions = positions;
    }

    @Operation(summary = "Events in order of position, page by page", description = PAGES)
    @GetMapping
    ResponseEntity<JournalPages.Page> events(
            JournalFilter filter,
            @Parameter(description = AFTER) @RequestParam(defaultValue = "0") long after,
            @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") int limit) {
        JournalQuestion question = new JournalQuestion(filter, after, limit);
        long head = positions.head().position();
        return Answers.at(head, pages.page(question, head));
    }

    @Operation(
            summary =
                    "Facts without evidence: neither a document of the command nor a source with an address or a hash",
            description = PAGES)
    @GetMapping("/unevidenced")
    ResponseEntity<JournalPages.Page> unevidenced(
            JournalFilter filter,
            @Parameter(description = AFTER) @RequestParam(defaultValue = "0") long after,
            @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") int limit) {
        JournalQuestion question = new JournalQuestion(filter, after, limit);
        long head = positions.head().position();
        return Answers.at(head, pages.unevidenced(question, head));
    }

    @Operation(
            summary = "Counts the whole journal: gaps in positions and versions, and events out of order",
            description = "There are none. Reads every event's place, and so takes as long as the journal is long.")
    @GetMapping("/gaps")
    ResponseEntity<Gaps.Found> gaps() {
        Gaps.Found found = gaps.find();
        return Answers.at(found.head(), found);
    }

    @Operation(summary = "One event: to the byte, what led to it, and what came of it")
    @GetMapping("/{position}")
    ResponseEntity<Trace> event(
            @PathVariable long position,
            @Parameter(description = "Position behind which uses are listed: the `usesNext` of the answer before")
                    @RequestParam(defaultValue = "0")
                    long usesAfter) {
        if (usesAfter < 0) {
            throw HttpProblem.parameter("usesAfter", "negative", "it is a position, 0 or more");
        }
        long head = positions.head().position();
        return Answers.at(
                head,
                traces.of(position, usesAfter, head)
                        .orElseThrow(() -> HttpProblem.unknown("event", Long.toString(position))));
    }
}

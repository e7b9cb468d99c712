package io.dealledger.journal;

import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.Positions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
    private static final int MOST = 1000;

    private final JournalPages pages;
    private final Positions positions;

    JournalController(JournalPages pages, Positions positions) {
        this.pages = pages;
        this.positions = positions;
    }

    @Operation(summary = "Events in order of position, page by page")
    @GetMapping
    ResponseEntity<JournalPages.Page> events(
            @Parameter(description = "Id of a stream, e.g. co_exemplar; all streams when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String stream,
            @Parameter(description = "Position behind which the page begins: the `next` of the page before")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Most events of the page, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit) {
        if (after < 0) {
            throw HttpProblem.parameter("after", "negative", "it is a position, 0 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
        }
        long head = positions.head().position();
        return Answers.at(head, pages.after(stream, after, limit));
    }

    @Operation(summary = "One event")
    @GetMapping("/{position}")
    ResponseEntity<StoredEvent> event(@PathVariable long position) {
        long head = positions.head().position();
        return Answers.at(
                head, pages.at(position).orElseThrow(() -> HttpProblem.unknown("event", Long.toString(position))));
    }
}

package io.dealledger.periods;

import io.dealledger.http.Answers;
import io.dealledger.http.AskedResolver;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Positions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounting periods", description = "What was closed and reopened, and which facts came late")
class PeriodController {
    private static final int MOST = 1000;

    private final PeriodReader periods;
    private final Positions positions;
    private final AskedResolver points;

    PeriodController(PeriodReader periods, Positions positions, AskedResolver points) {
        this.periods = periods;
        this.positions = positions;
        this.points = points;
    }

    @Operation(summary = "The accounting periods of a company, with the whole ledger's closes, which bind it too")
    @GetMapping("/companies/{company}/periods")
    ResponseEntity<PeriodReport> ofCompany(
            @PathVariable CompanyId company,
            @Parameter(description = "A position or an instant with its zone; now when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String knownAt,
            @Parameter(description = "Position behind which the late facts begin: the `next` of the page before")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Most late facts of the page, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit) {
        long known = known(knownAt);
        OptionalLong first = positions.of(company.value(), 0);
        if (first.isEmpty() || first.getAsLong() > known) {
            throw HttpProblem.unknown("company", company);
        }
        return answer(company, known, after, limit);
    }

    @Operation(summary = "The accounting periods of the whole ledger, and every fact that came late")
    @GetMapping("/periods")
    ResponseEntity<PeriodReport> ofLedger(
            @Parameter(description = "A position or an instant with its zone; now when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String knownAt,
            @Parameter(description = "Position behind which the late facts begin: the `next` of the page before")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Most late facts of the page, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit) {
        return answer(null, known(knownAt), after, limit);
    }

    private long known(@Nullable String knownAt) {
        long head = positions.head().position();
        return knownAt == null ? head : points.knownAt(knownAt, head);
    }

    private ResponseEntity<PeriodReport> answer(@Nullable CompanyId company, long known, long after, int limit) {
        if (after < 0) {
            throw HttpProblem.parameter("after", "negative", "it is a position, 0 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
        }
        return Answers.at(known, periods.of(company, known, after, limit));
    }
}

package io.dealledger.replay;

import io.dealledger.http.HttpProblem;
import io.dealledger.replay.Projections.Comparison;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's view of what is derived from the journal. */
@RestController
@RequestMapping(path = "/api/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Rebuilds",
        description = "Projections: how far they are, making them anew, comparing them with the journal")
class RebuildController {
    private final Projections projections;

    RebuildController(Projections projections) {
        this.projections = projections;
    }

    /**
     * @param position all events up to here are in the projection
     * @param lag events that it is behind
     * @param rebuilding position that a rebuild has reached; absent when none is under way
     */
    record Standing(
            String projection,
            long position,
            long lag,
            @Nullable Long rebuilding) {}

    record Standings(long head, List<Standing> projections) {}

    /** @param equal whether the live rows are what the journal gives */
    record Compared(String projection, long position, boolean equal, long missing, long surplus) {}

    @Operation(summary = "How far the projections are, and a rebuild where one runs")
    @GetMapping
    Standings standings() {
        List<Projections.Progress> progress = projections.progress();
        return new Standings(
                progress.stream().mapToLong(Projections.Progress::head).max().orElse(0),
                progress.stream()
                        .map(one -> new Standing(
                                one.name(),
                                one.position(),
                                one.lag(),
                                one.rebuilding() < 0 ? null : (Long) one.rebuilding()))
                        .toList());
    }

    @Operation(
            summary = "Make a projection anew beside the live one, swap the two, and compare with the journal",
            description = "Answers when the new tables are in place. Reads and writes go on meanwhile. What an"
                    + " interrupted rebuild had filled is not filled again.")
    @PostMapping("/{projection}")
    Compared rebuild(@PathVariable String projection) {
        known(projection);
        try {
            projections.rebuild(projection);
        } catch (RebuildRunning running) {
            throw HttpProblem.refused(
                    HttpStatus.CONFLICT,
                    "rebuild-running",
                    "A rebuild is running",
                    projection + " is being made anew already",
                    Map.of("projection", projection),
                    List.of());
        }
        return comparison(projection);
    }

    @Operation(summary = "Compare a projection's live rows with what the journal gives")
    @GetMapping("/{projection}/comparison")
    Compared compare(@PathVariable String projection) {
        known(projection);
        return comparison(projection);
    }

    private Compared comparison(String projection) {
        Comparison found = projections.compare(projection);
        return new Compared(projection, found.position(), found.isEqual(), found.missing(), found.surplus());
    }

    private void known(String projection) {
        if (projections.progress().stream().noneMatch(one -> one.name().equals(projection))) {
            throw HttpProblem.unknown("projection", projection);
        }
    }
}

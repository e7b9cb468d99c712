package io.dealledger.replay;

import io.dealledger.http.HttpProblem;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's view of what is derived from the journal. */
@RestController
@RequestMapping(path = "/api/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Rebuilds",
        description = "Projections: how far they are, making them anew, comparing them with the journal")
class RebuildController {
    static final String PREFER = "`respond-async`: the answer comes at once; `wait=<seconds>`, 0 to 60: it comes when"
            + " the work is done or the time is over. 20 seconds when left out (RFC 7240)";

    private static final String BEGINS = "New tables are filled beside the live ones, caught up, and swapped in one"
            + " transaction; then the rows that were live are compared with the new ones at the same position, and"
            + " what differs is kept with the record of the rebuild. Reads and writes go on meanwhile. 200 when it has"
            + " ended; 202 with the address of its progress in Location while it goes on, whether the client waits or"
            + " not. A rebuild that was stopped, interrupted or failed goes on where it was. 409 rebuild-running while"
            + " one runs, on whichever node.";

    private static final int REMEMBERED = 20;

    private final Projections projections;
    private final Runs runs;
    private final Starting starting;

    RebuildController(Projections projections, Runs runs) {
        this.projections = projections;
        this.runs = runs;
        this.starting = new Starting(runs);
    }

    /**
     * @param position all events up to here are in the projection
     * @param lag events that it is behind
     * @param rebuilding position that an unfinished rebuild has reached; absent when there is none
     * @param rebuild the newest one; absent when there was none yet
     */
    record Standing(
            String projection,
            long position,
            long lag,
            @Nullable Long rebuilding,
            @Nullable RunAnswer rebuild) {}

    record Standings(long head, List<Standing> projections) {}

    /** @param rebuilds newest first, the last twenty */
    record History(
            String projection,
            long position,
            long lag,
            @Nullable Long rebuilding,
            List<RunAnswer> rebuilds) {}

    /** @param equal whether the live rows are what the journal gives */
    record Compared(String projection, long position, boolean equal, long missing, long surplus) {}

    /** @param differences by position, the first twenty */
    record Sample(List<Difference> differences) {}

    @Operation(summary = "How far the projections are, and the newest rebuild of each")
    @GetMapping
    Standings standings() {
        List<Projections.Progress> progress = projections.progress();
        return new Standings(
                progress.stream().mapToLong(Projections.Progress::head).max().orElse(0),
                progress.stream().map(this::standing).toList());
    }

    private Standing standing(Projections.Progress one) {
        List<Run> newest = runs.newest(Kind.REBUILD, one.name(), 1);
        return new Standing(
                one.name(),
                one.position(),
                one.lag(),
                rebuilding(newest),
                newest.stream().map(RunAnswer::of).findFirst().orElse(null));
    }

    private static @Nullable Long rebuilding(List<Run> newestFirst) {
        return newestFirst.stream()
                .limit(1)
                .filter(Run::isUnfinished)
                .map(Run::position)
                .findFirst()
                .orElse(null);
    }

    @Operation(summary = "How far one projection is, and its rebuilds")
    @GetMapping("/{projection}")
    History history(@PathVariable String projection) {
        Projections.Progress one = known(projection);
        List<Run> newest = runs.newest(Kind.REBUILD, projection, REMEMBERED);
        return new History(
                one.name(),
                one.position(),
                one.lag(),
                rebuilding(newest),
                newest.stream().map(RunAnswer::of).toList());
    }

    @Operation(summary = "Progress or outcome of one rebuild")
    @GetMapping("/{projection}/runs/{id}")
    RunAnswer rebuild(@PathVariable String projection, @PathVariable long id) {
        return RunAnswer.of(run(projection, id));
    }

    @Operation(
            summary = "The first rows that a rebuild found to differ from the live ones",
            description = "Rows name parties and companies: they are for those who may read the ledger.")
    @GetMapping("/{projection}/runs/{id}/differences")
    Sample differences(@PathVariable String projection, @PathVariable long id) {
        return new Sample(runs.differences(Kind.REBUILD, run(projection, id).id()));
    }

    @Operation(
            summary = "Make a projection anew beside the live one, swap the two, and compare them",
            description = BEGINS)
    @PostMapping("/{projection}")
    ResponseEntity<RunAnswer> rebuild(
            @PathVariable String projection,
            @Parameter(description = PREFER) @RequestHeader(name = "Prefer", required = false) @Nullable
                    String prefer) {
        known(projection);
        Preference preference = Preference.of(prefer);
        List<Run> begun = starting.begin(() -> runs.rebuild(List.of(projection)), preference);
        Run run = begun.getFirst();
        return Starting.answer(begun, preference, RunAnswer.address(run), RunAnswer.of(run));
    }

    @Operation(summary = "Make all projections anew", description = BEGINS + " All begin, or none.")
    @PostMapping
    ResponseEntity<RunAnswer.Rebuilds> rebuildAll(
            @Parameter(description = PREFER) @RequestHeader(name = "Prefer", required = false) @Nullable
                    String prefer) {
        Preference preference = Preference.of(prefer);
        List<String> names = runs.projections();
        List<Run> begun = starting.begin(() -> runs.rebuild(names), preference);
        return Starting.answer(begun, preference, "/api/rebuilds", RunAnswer.Rebuilds.of(begun));
    }

    @Operation(
            summary = "Stop the rebuild of a projection",
            description = "It ends its present step, and the live rows stay as they are. The next start goes on there."
                    + " One that does not run is answered as it is.")
    @PostMapping("/{projection}/stop")
    RunAnswer stop(
            @PathVariable String projection,
            @Parameter(description = PREFER) @RequestHeader(name = "Prefer", required = false) @Nullable
                    String prefer) {
        known(projection);
        Run newest = runs.newest(Kind.REBUILD, projection, 1).stream()
                .findFirst()
                .orElseThrow(() -> HttpProblem.unknown("rebuild", projection));
        runs.stop(Kind.REBUILD, newest.id());
        return RunAnswer.of(
                starting.begin(() -> List.of(newest), Preference.of(prefer)).getFirst());
    }

    @Operation(summary = "Compare a projection's live rows with what the journal gives")
    @GetMapping("/{projection}/comparison")
    Compared compare(@PathVariable String projection) {
        known(projection);
        Finding found = runs.compare(projection);
        return new Compared(projection, found.position(), found.isEqual(), found.missing(), found.surplus());
    }

    private Run run(String projection, long id) {
        known(projection);
        Run run = starting.known(Kind.REBUILD, "rebuild", id);
        if (!run.projection().equals(projection)) {
            throw HttpProblem.unknown("rebuild", Long.toString(id));
        }
        return run;
    }

    private Projections.Progress known(String projection) {
        return projections.progress().stream()
                .filter(one -> one.name().equals(projection))
                .findFirst()
                .orElseThrow(() -> HttpProblem.unknown("projection", projection));
    }
}

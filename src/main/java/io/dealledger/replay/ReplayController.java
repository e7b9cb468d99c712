package io.dealledger.replay;

import io.dealledger.http.AskedResolver;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.Positions;
import io.dealledger.replay.Run.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Projections made once more as they were at a position, beside the live ones and never in their place. */
@RestController
@RequestMapping(path = "/api/replays", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Replays",
        description = "Projections as they were at any position, made from the journal in a schema of their own and"
                + " compared with the live rows of that time")
class ReplayController {
    private static final int REMEMBERED = 100;
    private static final String KNOWN_AT = "knownAt";

    private final Runs runs;
    private final Positions positions;
    private final AskedResolver points;
    private final BodyReader bodies;
    private final Starting starting;

    ReplayController(Runs runs, Positions positions, AskedResolver points, BodyReader bodies) {
        this.runs = runs;
        this.positions = positions;
        this.points = points;
        this.bodies = bodies;
        this.starting = new Starting(runs);
    }

    /** @param differences by position, the first twenty */
    record Sample(List<Difference> differences) {}

    @Operation(summary = "The replays, newest first")
    @GetMapping
    RunAnswer.Replays replays() {
        return RunAnswer.Replays.of(runs.newest(Kind.REPLAY, null, REMEMBERED));
    }

    @Operation(summary = "Progress or outcome of one replay")
    @GetMapping("/{id}")
    RunAnswer replay(@PathVariable long id) {
        return RunAnswer.of(starting.known(Kind.REPLAY, "replay", id));
    }

    @Operation(
            summary = "The first rows that a replay found to differ from the live ones",
            description = "Rows name parties and companies: they are for those who may read the ledger.")
    @GetMapping("/{id}/differences")
    Sample differences(@PathVariable long id) {
        return new Sample(runs.differences(
                Kind.REPLAY, starting.known(Kind.REPLAY, "replay", id).id()));
    }

    @Operation(
            summary = "Make projections once more up to a position, and compare the live rows of that time with them",
            description =
                    "The tables stand in the schema `scratch`, named by the replay's id, until they are dropped; no"
                            + " answer is ever read from there. 200 when it has ended, 202 while it goes on. One per projection"
                            + " runs at a time, and eight are kept (409 too-many-replays).")
    @PostMapping
    ResponseEntity<RunAnswer.Replays> replay(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Which projection, and up to where",
                            content = @Content(schema = @Schema(implementation = ReplayRequest.class)))
                    @RequestBody
                    byte[] body,
            @Parameter(description = RebuildController.PREFER)
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer) {
        ReplayRequest asked = read(body);
        long knownAt = asked.knownAt() == null
                ? positions.head().position()
                : points.knownAt(asked.knownAt(), positions.head().position());
        Preference preference = Preference.of(prefer);
        List<Run> begun = starting.begin(() -> runs.replay(names(asked.projection()), knownAt), preference);
        return Starting.answer(
                begun,
                preference,
                begun.size() == 1 ? RunAnswer.address(begun.getFirst()) : "/api/replays",
                RunAnswer.Replays.of(begun));
    }

    /** A position is an integer in JSON, an instant a string. */
    private ReplayRequest read(byte[] body) {
        JsonNode tree = bodies.tree(body);
        if (tree instanceof ObjectNode object && object.path(KNOWN_AT).isIntegralNumber()) {
            object.put(KNOWN_AT, object.path(KNOWN_AT).asString());
        }
        return bodies.read(tree, ReplayRequest.class);
    }

    private List<String> names(@Nullable String projection) {
        List<String> known = runs.projections();
        if (projection == null) {
            return known;
        }
        if (!known.contains(projection)) {
            throw HttpProblem.unknown("projection", projection);
        }
        return List.of(projection);
    }

    @Operation(summary = "Stop a replay", description = "A replay to the same position goes on where this one was.")
    @PostMapping("/{id}/stop")
    RunAnswer stop(@PathVariable long id) {
        Run run = starting.known(Kind.REPLAY, "replay", id);
        runs.stop(Kind.REPLAY, id);
        return RunAnswer.of(
                starting.begin(() -> List.of(run), Preference.of(null)).getFirst());
    }

    @Operation(summary = "Drop the tables of a replay", description = "What it found can still be read.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable long id) {
        starting.known(Kind.REPLAY, "replay", id);
        try {
            runs.drop(id);
        } catch (RebuildRunning running) {
            throw Starting.running(running);
        }
    }
}

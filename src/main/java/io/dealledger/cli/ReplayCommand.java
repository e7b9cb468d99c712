package io.dealledger.cli;

import io.dealledger.http.AskedResolver;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.Positions;
import io.dealledger.replay.Projections;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Runs;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether a replay gives the same. */
@Command(
        name = "replay",
        description =
                "Make projections once more as they were at a position, in the schema scratch, and compare the live"
                        + " rows of that time with them. Works as the role of the service; no answer changes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Ctrl-C stops it; the next start goes on where it was.",
            "To step through one company's history: steps COMPANY"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:a replay gives the same",
            " 1:not done: it failed, was stopped, or runs already",
            " 2:a replay gives something else",
            "64:the command was not understood"
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PROJECTION", arity = "0..*", description = "Which, e.g. exposure. Default: all.")
    private List<String> projections = List.of();

    @Option(
            names = "--known-at",
            paramLabel = "POSITION|INSTANT",
            description = "Up to there: a position, or an instant with its zone, not after the newest event."
                    + " Default: all that is recorded.")
    private @Nullable String knownAt;

    /** One at most. */
    static final class Instead {
        @Option(names = "--keep", description = "Keep its tables, to query them, until they are dropped.")
        private boolean keep;

        @Option(names = "--drop", paramLabel = "ID", description = "Drop the tables of that replay instead.")
        private @Nullable Long drop;

        @Option(names = "--stop", description = "Stop what runs, on whichever node, instead of starting it.")
        private boolean stop;
    }

    @ArgGroup
    private Instead instead = new Instead();

    @Option(names = "--json", description = "The answer as it is sent over HTTP.")
    private boolean json;

    @Mixin
    private final Source source;

    ReplayCommand(Surroundings around) {
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        try (OpenLedger ledger = source.openToRebuild(Readers.class)) {
            Runs runs = ledger.get(Runs.class);
            Making making = new Making(
                    runs, spec.commandLine().getOut(), spec.commandLine().getErr());
            List<String> names = making.known(projections);
            if (instead.stop) {
                making.tell(Kind.REPLAY, making.watched(making.stopped(Kind.REPLAY, names)), json);
                return Exit.OK;
            }
            Long drop = instead.drop;
            if (drop != null) {
                if (runs.find(Kind.REPLAY, drop).isEmpty()) {
                    throw HttpProblem.unknown("replay", Long.toString(drop));
                }
                runs.drop(drop);
                return Exit.OK;
            }
            long head = ledger.get(Positions.class).head().position();
            long position =
                    knownAt == null ? head : ledger.get(AskedResolver.class).knownAt(knownAt, head);
            // Refuses tables that a server of another version fills.
            ledger.get(Projections.class).progress();
            List<Run> ended = making.watched(runs.replay(names, position));
            if (!instead.keep) {
                // What did not end is gone on with by the next start.
                ended.stream().filter(run -> run.state() == Run.State.DONE).forEach(run -> runs.drop(run.id()));
                ended = ended.stream()
                        .map(run -> runs.find(Kind.REPLAY, run.id()).orElseThrow())
                        .toList();
            }
            making.tell(Kind.REPLAY, ended, json);
            return Making.exit(ended);
        }
    }
}

package io.dealledger.cli;

import io.dealledger.replay.Projections;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Runs;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes projections anew, beside a server that runs or without one. */
@Command(
        name = "rebuild",
        description = "Make projections anew beside the live ones, swap them, and compare the two."
                + " Works as the role of the service. Readers and writers go on meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Ctrl-C stops it; the next start goes on where it was."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, and the rows that were live were equal",
            " 1:not done: it failed, was stopped, or runs already",
            " 2:done, and the rows that were live differed; they are right now",
            "64:the command was not understood"
        })
final class RebuildCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PROJECTION", arity = "0..*", description = "Which, e.g. exposure. Default: all.")
    private List<String> projections = List.of();

    @Option(names = "--stop", description = "Stop what runs, on whichever node, instead of starting it.")
    private boolean stop;

    @Option(names = "--json", description = "The answer as it is sent over HTTP.")
    private boolean json;

    @Mixin
    private final Source source;

    RebuildCommand(Surroundings around) {
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
            // Refuses tables that a server of another version fills.
            ledger.get(Projections.class).progress();
            List<Run> ended = making.watched(stop ? making.stopped(Kind.REBUILD, names) : runs.rebuild(names));
            making.tell(Kind.REBUILD, ended, json);
            return stop ? Exit.OK : Making.exit(ended);
        }
    }
}

package io.dealledger.cli;

import io.dealledger.http.AnswerJson;
import io.dealledger.http.HttpProblem;
import io.dealledger.replay.Difference;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.State;
import io.dealledger.replay.RunAnswer;
import io.dealledger.replay.Runs;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the commands that make projections have in common: watching runs, telling what they found, and the exit code. */
final class Making {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Runs runs;
    private final PrintWriter out;
    private final PrintWriter err;

    Making(Runs runs, PrintWriter out, PrintWriter err) {
        this.runs = runs;
        this.out = out;
        this.err = err;
    }

    /** The projections that were asked for, each once; all when none was. */
    List<String> known(List<String> asked) {
        List<String> known = runs.projections();
        for (String name : asked) {
            if (!known.contains(name)) {
                throw HttpProblem.unknown("projection", name);
            }
        }
        return asked.isEmpty() ? known : asked.stream().distinct().toList();
    }

    /** Those that ran, on whichever node, asked to stop. */
    List<Run> stopped(Kind kind, List<String> names) {
        List<Run> running = names.stream()
                .flatMap(name -> runs.newest(kind, name, 1).stream())
                .filter(run -> run.state() == State.RUNNING)
                .toList();
        if (running.isEmpty()) {
            err.println("No " + kind.name().toLowerCase(Locale.ROOT) + " runs");
        }
        running.forEach(run -> runs.stop(kind, run.id()));
        return running;
    }

    /** All runs as they are when they have ended, one after the other. */
    List<Run> watched(List<Run> begun) throws InterruptedException {
        List<Run> ended = new ArrayList<>();
        for (Run run : begun) {
            try (Meter meter = Meter.on(err)) {
                Run seen = run;
                while (seen.state() == State.RUNNING) {
                    meter.show(seen);
                    seen = runs.await(run.kind(), run.id(), GLANCE);
                }
                meter.show(seen);
                ended.add(seen);
            }
        }
        return ended;
    }

    void tell(Kind kind, List<Run> ended, boolean json) {
        if (json) {
            out.println(AnswerJson.mapper().writeValueAsString(RunAnswer.of(kind, ended)));
            return;
        }
        for (Run run : ended) {
            out.println(run.projection() + "  " + run.kind().name().toLowerCase(Locale.ROOT) + " " + run.id() + "  "
                    + run.state() + " at " + run.position() + " of " + run.goal()
                    + (run.resumedFrom() == 0 ? "" : ", went on from " + run.resumedFrom()) + found(run)
                    + (run.failure() == null ? "" : "  " + run.failure()));
            run.tables().forEach(table -> out.println("  kept in " + table));
            runs.differences(run.kind(), run.id()).forEach(difference -> out.println("  " + line(difference)));
        }
    }

    private static String found(Run run) {
        Finding finding = run.finding();
        if (finding == null) {
            return run.state() == State.DONE ? "  not compared: its definition changed" : "";
        }
        return finding.isEqual()
                ? "  the live rows were equal"
                : "  the live rows DIFFER: " + finding.missing() + " were missing, " + finding.surplus()
                        + " were too many";
    }

    private static String line(Difference difference) {
        return difference.side() + " " + difference.copies() + "x " + difference.table() + "  "
                + difference.row().entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + cell.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** Worst first: what did not end, and then what differs. */
    static int exit(List<Run> ended) {
        if (ended.stream().anyMatch(run -> run.state() != State.DONE)) {
            return Exit.FAILED;
        }
        boolean equal = ended.stream()
                .allMatch(run -> run.finding() == null || run.finding().isEqual());
        return equal ? Exit.OK : Exit.FOUND_WRONG;
    }
}

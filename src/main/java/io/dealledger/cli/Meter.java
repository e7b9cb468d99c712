package io.dealledger.cli;

import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Phase;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a run is, on the standard error: a bar on a terminal, and else a line now and then. */
final class Meter implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final int REDRAWN_MILLIS = 200;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private @Nullable Phase spoken;
    private long spokenNanos;

    Meter(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    static Meter on(PrintWriter err) {
        return new Meter(
                err,
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }

    void show(Run run) {
        if (terminal) {
            draw(run);
        } else {
            speak(run);
        }
    }

    private void draw(Run run) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(run.projection())
                    .setInitialMax(run.goal())
                    .setUnit(" events", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAWN_MILLIS)
                    .startsFrom(run.resumedFrom(), Duration.ZERO)
                    .showSpeed()
                    .setConsumer(new DelegatingProgressBarConsumer(
                            line -> {
                                err.print('\r' + line);
                                err.flush();
                            },
                            WIDTH))
                    .build();
            bar = shown;
        }
        shown.maxHint(run.goal());
        shown.stepTo(run.position());
        shown.setExtraMessage(" " + word(run.phase()));
    }

    private void speak(Run run) {
        long now = System.nanoTime();
        if (run.phase() == spoken && now - spokenNanos < BETWEEN_LINES.toNanos()) {
            return;
        }
        spoken = run.phase();
        spokenNanos = now;
        Duration remaining = run.remaining();
        err.println(run.projection() + ": " + word(run.phase()) + ", " + run.position() + " of " + run.goal()
                + " events" + (run.perSecond() == 0 ? "" : ", " + run.perSecond() + " per second")
                + (remaining == null ? "" : ", " + remaining.toSeconds() + " s left"));
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
        }
    }
}

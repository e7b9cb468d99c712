package io.dealledger.replay;

import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.Phase;
import io.dealledger.replay.Run.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild or a replay, how far it is or what came of it.
 *
 * @param knownAt position that ends a replay; absent for a rebuild
 * @param position all events up to here are done
 * @param of events that there are to do
 * @param eventsPerSecond since the present attempt began
 * @param remainingSeconds how long the rest takes at this rate; absent when nobody can say
 * @param startedAt when its first attempt began
 * @param resumedAt when the present attempt began
 * @param endedAt absent while it runs
 * @param comparedAt position up to which new and live rows were compared; absent before, and where the projection's
 *     definition had changed
 * @param equal whether the live rows were what the journal gives; absent when they were not compared
 * @param missing rows that were not live and should have been
 * @param surplus rows that were live and should not have been
 * @param differences where the first rows that differ can be read; absent when none do
 * @param tables of a replay, until they are dropped
 * @param failure why it failed; absent when it did not
 */
public record RunAnswer(
        long id,
        String projection,
        @Nullable Long knownAt,
        State state,
        Phase phase,
        long position,
        long of,
        long eventsPerSecond,
        @Nullable Long remainingSeconds,
        Instant startedAt,
        Instant resumedAt,
        @Nullable Instant endedAt,
        @Nullable Long comparedAt,
        @Nullable Boolean equal,
        @Nullable Long missing,
        @Nullable Long surplus,
        @Nullable String differences,
        List<String> tables,
        @Nullable String failure) {

    /** As rebuilds are answered, over HTTP and at the command line. */
    public record Rebuilds(List<RunAnswer> rebuilds) {
        static Rebuilds of(List<Run> runs) {
            return new Rebuilds(runs.stream().map(RunAnswer::of).toList());
        }
    }

    /** As replays are answered, over HTTP and at the command line. */
    public record Replays(List<RunAnswer> replays) {
        static Replays of(List<Run> runs) {
            return new Replays(runs.stream().map(RunAnswer::of).toList());
        }
    }

    /** An object with a list that is named by the kind of runs. */
    public static Record of(Kind kind, List<Run> runs) {
        return switch (kind) {
            case REBUILD -> Rebuilds.of(runs);
            case REPLAY -> Replays.of(runs);
        };
    }

    /** Where it can be asked for. */
    static String address(Run run) {
        return switch (run.kind()) {
            case REBUILD -> "/api/rebuilds/" + run.projection() + "/runs/" + run.id();
            case REPLAY -> "/api/replays/" + run.id();
        };
    }

    static RunAnswer of(Run run) {
        Duration remaining = run.remaining();
        Finding finding = run.finding();
        return new RunAnswer(
                run.id(),
                run.projection(),
                run.knownAt(),
                run.state(),
                run.phase(),
                run.position(),
                run.goal(),
                run.perSecond(),
                remaining == null ? null : (Long) remaining.toSeconds(),
                run.startedAt(),
                run.resumedAt(),
                run.endedAt(),
                finding == null ? null : (Long) finding.position(),
                finding == null ? null : (Boolean) finding.isEqual(),
                finding == null ? null : (Long) finding.missing(),
                finding == null ? null : (Long) finding.surplus(),
                finding == null || finding.isEqual() ? null : address(run) + "/differences",
                run.tables(),
                run.failure());
    }
}

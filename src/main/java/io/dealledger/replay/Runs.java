package io.dealledger.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: projections made once more from the journal, on whichever node that runs. Readers and writers go on meanwhile.
 * Who only reads has {@link Projections} and not this.
 */
public interface Runs {
    /** Names of all projections. */
    List<String> projections();

    /**
     * Begins to fill new tables beside the live ones, which take their place and are compared with them. What an
     * earlier run had filled before it stopped is not filled again. All of them begin, or none.
     *
     * @param projections names, each once
     * @return one run per projection
     * @throws RebuildRunning when one of them is being made anew already, here or on another node
     */
    List<Run> rebuild(Collection<String> projections);

    /**
     * Begins to make the tables as they were at a position, in a schema of its own, to compare the live rows of
     * that time with them.
     *
     * @param projections names, each once
     * @param knownAt position of an event, or 0
     * @throws RebuildRunning when one of them is being replayed already, here or on another node
     * @throws TooManyReplays when too many are kept
     */
    List<Run> replay(Collection<String> projections, long knownAt);

    /** The newest runs, newest first. @param projection absent for all */
    List<Run> newest(Run.Kind kind, @Nullable String projection, int limit);

    Optional<Run> find(Run.Kind kind, long id);

    /** The first rows that the run's comparison found to differ. */
    List<Difference> differences(Run.Kind kind, long id);

    /** Asks the run to stop after its present step; nothing happens when it does not run. */
    void stop(Run.Kind kind, long id);

    /** Waits until the run has ended or the time is over, and says how it is then. */
    Run await(Run.Kind kind, long id, Duration patience) throws InterruptedException;

    /**
     * Drops the tables of a replay. What it found stays.
     *
     * @throws RebuildRunning while it runs
     */
    void drop(long id);

    /**
     * What a fresh calculation from the journal gives beside the live rows, at the position up to which those are. It
     * leaves nothing behind.
     *
     * @param projection its name
     */
    Run.Finding compare(String projection);
}

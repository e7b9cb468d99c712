package io.dealledger.store;

import io.dealledger.replay.Projection;
import io.dealledger.replay.Projections;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The projections as somebody else keeps them. */
final class ReadProjections implements Projections {
    private static final Duration POLL = Duration.ofMillis(50);

    /** From the provider when it is asked: the projections themselves are read through what this is made with. */
    private final ObjectProvider<Projection> projections;

    private final JdbcClient jdbc;
    private final Journal journal;

    ReadProjections(ObjectProvider<Projection> projections, JdbcClient jdbc, Journal journal) {
        this.projections = projections;
        this.jdbc = jdbc;
        this.journal = journal;
    }

    @Override
    public List<Progress> progress() {
        long head = journal.head().position();
        return projections
                .orderedStream()
                .map(projection -> new Progress(projection.name(), position(projection), head))
                .toList();
    }

    /** Tables that another version of the program filled may mean something else. */
    private long position(Projection projection) {
        record Kept(String definition, long position) {}
        Kept kept = jdbc.sql("select definition, position from projection.progress where name = ?")
                .param(projection.name())
                .query(Kept.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException(
                        "The projection " + projection.name() + " is not there yet; start the server once"));
        if (!kept.definition().equals(new ProjectionRows(projection).definition())) {
            throw new IllegalStateException("The projection " + projection.name()
                    + " was made by another version of the program; read it with that version, or start this"
                    + " version's server once");
        }
        return kept.position();
    }

    @Override
    public boolean await(String name, long position, Duration timeout) throws InterruptedException {
        Projection projection = projections
                .orderedStream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection " + name));
        long until = System.nanoTime() + timeout.toNanos();
        while (position(projection) < position) {
            if (System.nanoTime() >= until) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        return true;
    }
}

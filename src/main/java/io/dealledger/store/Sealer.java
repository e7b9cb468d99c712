package io.dealledger.store;

import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Frontier;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.SealBatch;
import io.dealledger.seal.SealingKey;
import java.io.Closeable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what has been recorded, behind the head and apart from the commands: one thread, one transaction per round, a
 * pause after each. Few events are sealed one by one, so that each has a checkpoint of its own and can be named exactly
 * even when somebody calculates the hashes anew; many in batches. Nodes take turns by an advisory lock, and the table's
 * keys refuse what would be sealed twice.
 */
final class Sealer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** Signing is what costs, about a millisecond: so many checkpoints in a round, so many events behind one of them at the most. */
    static final int CHECKPOINTS = 16;

    static final int LARGEST_BATCH = 256;
    static final int ROUND = CHECKPOINTS * LARGEST_BATCH;

    static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    /** Any number that nobody else locks. */
    private static final long LOCK = 0x5ea1_1ed9L;

    private final DataSource dataSource;
    private final Head head;
    private final SealingKey key;
    private final Duration pause;
    private final Head sealed = new Head();
    private final Thread thread;

    /** The tree's edge after the last round, so that it need not be read again. */
    private @Nullable Frontier edge;

    /** What this process last sealed or saw sealed: it must begin every later tree. Not in the database's hands. */
    private @Nullable Checkpoint witness;

    private volatile @Nullable String trouble;
    private volatile boolean closed;

    Sealer(DataSource dataSource, Head head, SealingKey key, Duration pause) {
        this.dataSource = dataSource;
        this.head = head;
        this.key = key;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("ledger-sealer").unstarted(this::run);
    }

    void start() {
        head.listen(() -> LockSupport.unpark(thread));
        thread.start();
    }

    /** Newest size that this process knows of. */
    Head sealed() {
        return sealed;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        while (!closed) {
            Duration rest = pause;
            try {
                boolean more = round();
                trouble = null;
                if (!more && sealed.position() >= head.position()) {
                    // Woken by the head; looks around once in a while for what other nodes have sealed.
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                    rest = Duration.ZERO;
                }
            } catch (NotTrusted altered) {
                report("nothing is sealed any more: " + altered.getMessage());
                rest = AFTER_FAILURE;
            } catch (SQLException | RuntimeException failed) {
                if (!closed) {
                    report("sealing waits: " + failed.getMessage());
                }
                rest = AFTER_FAILURE;
            }
            rest(rest);
        }
    }

    private void report(String what) {
        if (!what.equals(trouble)) {
            LOG.error("{}", what);
        }
        trouble = what;
    }

    private void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Seals what waits, a round's worth of it at the most.
     *
     * @return whether more may wait
     */
    boolean round() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = locked(connection) && seal(connection);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException failed) {
                edge = null;
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5s'; set local statement_timeout = '60s'");
            try (ResultSet row = statement.executeQuery("select pg_try_advisory_xact_lock(" + LOCK + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean seal(Connection connection) throws SQLException {
        Frontier tree = trusted(connection);
        long size = tree.size();
        long waiting = Math.min(recorded(connection) - size, ROUND);
        if (waiting <= 0) {
            return false;
        }
        int each = Math.max(1, Math.toIntExact((waiting + CHECKPOINTS - 1) / CHECKPOINTS));
        List<SealBatch> batches = new ArrayList<>();
        List<Hash> kept = new ArrayList<>();
        long first = size + 1;
        try (SealRows.Cursor<EventRow> events =
                SealRows.events(connection, "where position > ? and position <= ?", size, size + waiting)) {
            while (events.hasNext()) {
                EventRow event = events.next();
                if (event.position() != tree.size() + 1) {
                    throw new NotTrusted("the journal lacks position " + (tree.size() + 1));
                }
                kept.addAll(tree.add(Leaf.hash(event)));
                if (tree.size() - first + 1 == each || tree.size() == size + waiting) {
                    batches.add(new SealBatch(
                            first, tree.size(), kept, checkpoint(tree).signedBy(key)));
                    kept.clear();
                    first = tree.size() + 1;
                }
            }
        }
        if (tree.size() != size + waiting) {
            throw new NotTrusted("the journal lacks position " + (tree.size() + 1));
        }
        insert(connection, batches);
        connection.commit();
        accept(tree);
        return waiting == ROUND;
    }

    private void accept(Frontier tree) {
        edge = tree;
        witness = checkpoint(tree);
        sealed.reached(tree.size());
    }

    private Checkpoint checkpoint(Frontier tree) {
        return new Checkpoint(key.verifier().name(), tree.size(), tree.root());
    }

    /** The stored tree, once it is known to be signed by this key and to continue what this process has seen. */
    private Frontier trusted(Connection connection) throws SQLException {
        long size = 0;
        String note = "";
        try (SealRows.Cursor<StoredNote> last = new SealRows.Cursor<>(
                connection,
                "select size, checkpoint from seal_batch order by size desc limit 1",
                row -> new StoredNote(row.getLong(1), row.getString(2)))) {
            if (last.hasNext()) {
                StoredNote newest = last.next();
                size = newest.size();
                note = newest.note();
            }
        }
        Checkpoint before = witness;
        if (before != null && size < before.size()) {
            throw new NotTrusted(
                    "this process has sealed up to position " + before.size() + ", and the seal now ends at " + size);
        }
        Frontier known = edge;
        Merkle.Parts parts = wanted -> read(connection, wanted);
        Frontier tree = known != null && known.size() == size ? known.copy() : Frontier.of(size, parts);
        if (size > 0 && !Checkpoint.open(note, key.verifier()).equals(checkpoint(tree))) {
            throw new NotTrusted("the checkpoint at " + size + " is not that of the stored tree");
        }
        if (before != null
                && before.size() > 0
                && size > before.size()
                && !Merkle.root(before.size(), parts).equals(before.root())) {
            throw new NotTrusted("the seal was written anew below position " + before.size());
        }
        accept(tree.copy());
        return tree;
    }

    private record StoredNote(long size, String note) {}

    private static List<Hash> read(Connection connection, List<Merkle.Part> parts) {
        try {
            return SealRows.parts(connection, parts);
        } catch (SQLException failed) {
            throw new IllegalStateException("the tree could not be read", failed);
        }
    }

    private static long recorded(Connection connection) throws SQLException {
        try (SealRows.Cursor<Long> head =
                new SealRows.Cursor<>(connection, "select position from ledger_head", row -> row.getLong(1))) {
            return head.hasNext() ? head.next() : 0;
        }
    }

    private static void insert(Connection connection, List<SealBatch> batches) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into seal_batch (first, size, hashes, checkpoint) select * from unnest(?, ?, ?, ?)")) {
            Array[] columns = {
                connection.createArrayOf(
                        "int8", batches.stream().map(SealBatch::first).toArray()),
                connection.createArrayOf(
                        "int8", batches.stream().map(SealBatch::size).toArray()),
                connection.createArrayOf(
                        "bytea",
                        batches.stream().map(batch -> Hash.join(batch.kept())).toArray(byte[][]::new)),
                connection.createArrayOf(
                        "text", batches.stream().map(SealBatch::checkpoint).toArray())
            };
            for (int column = 0; column < columns.length; column++) {
                statement.setArray(column + 1, columns[column]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.audit.Finding;
import io.dealledger.audit.LedgerCheck;
import io.dealledger.audit.Verdict;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Frontier;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.SealBatch;
import io.dealledger.seal.SealingKey;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the owner of the database, who can switch triggers off and write what he likes, but cannot sign. Everything
 * happens in one transaction that is rolled back, so that thousands of attacks meet the same ledger.
 */
final class Tampering implements AutoCloseable {
    private static final int EVENTS = 110;

    /** What an attack does; each says which position has to be named. */
    enum Attack {
        PAYLOAD,
        METADATA,
        COLUMN,
        DELETED,
        DELETED_AND_CLOSED_UP,
        SWAPPED,
        INSERTED,
        ADDED_BEHIND_THE_HEAD,
        CUT_OFF,
        CUT_OFF_WITH_ITS_SEALS,
        REWRITTEN_WITH_HASHES,
        REWRITTEN_WITH_HASHES_AND_FORGED_CHECKPOINTS,
        REWRITTEN_WITHOUT_SEALS,
        STORED_HASH,
        STORED_CHECKPOINT,
        SEAL_REMOVED,
        HEAD
    }

    /**
     * @param from first position that may be named
     * @param position that has to be named at the latest
     */
    record Done(long from, long position, String how) {
        Done(long position, String how) {
            this(position, position, how);
        }
    }

    private final EmbeddedStore.Database database;
    private final Node node;
    private final Connection owner;
    private final List<EventRow> rows = new ArrayList<>();
    private final List<SealBatch> seals = new ArrayList<>();
    private final Map<String, Object> opened = new HashMap<>();
    private final Map<Attack, Integer> played = new EnumMap<>(Attack.class);

    Tampering(long seed) throws SQLException {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
        SealedHistory history = new SealedHistory(seed);
        try (Sealer sealer = new Sealer(node.pool, node.head, LedgerDatabase.SEALING_KEY, Duration.ofMillis(1))) {
            // A backlog first, so that there are batches of several events; then few at a time.
            history.record(node.writer, EVENTS * 3 / 4);
            sealer.round();
            while (node.head.position() < EVENTS) {
                history.record(node.writer, 5);
                sealer.round();
            }
        }
        owner = DriverManager.getConnection(
                database.url(), database.owner().user(), database.owner().password());
        owner.setAutoCommit(false);
        SealRows.snapshot(owner).events().forEachRemaining(rows::add);
        SealRows.snapshot(owner).seals().forEachRemaining(seals::add);
        owner.rollback();
    }

    long size() {
        return rows.size();
    }

    int batches() {
        return seals.size();
    }

    Map<Attack, Integer> played() {
        return played;
    }

    /** Signatures take most of the time, and most notes are those of the last attack. */
    private Checkpoint open(String note) {
        Object known = opened.computeIfAbsent(note, text -> {
            try {
                return Checkpoint.open(text, LedgerDatabase.SEALING_KEY.verifier());
            } catch (NotTrusted wrong) {
                return wrong;
            }
        });
        if (known instanceof NotTrusted wrong) {
            throw wrong;
        }
        return (Checkpoint) known;
    }

    private Verdict verify(List<String> kept) {
        return LedgerCheck.of(SealRows.snapshot(owner), this::open, kept, _ -> {});
    }

    Verdict untouched() throws SQLException {
        try {
            return verify(List.of(seals.getLast().checkpoint(), seals.getFirst().checkpoint()));
        } finally {
            owner.rollback();
        }
    }

    /** One attack, and whether it was named. */
    void attack(long seed) throws SQLException {
        Random random = new Random(seed);
        Attack attack = Attack.values()[random.nextInt(Attack.values().length)];
        played.merge(attack, 1, Integer::sum);
        try {
            sql("alter table domain_event disable trigger all; alter table seal_batch disable trigger all");
            Done done = play(attack, random);
            boolean needed = attack == Attack.CUT_OFF_WITH_ITS_SEALS || attack == Attack.REWRITTEN_WITHOUT_SEALS;
            List<String> kept =
                    needed || random.nextBoolean() ? List.of(seals.getLast().checkpoint()) : List.of();
            Verdict verdict = verify(kept);
            assertThat(verdict.first().map(Finding::position).orElse(0L))
                    .as("seed %s: %s, %s; found %s", seed, attack, done, verdict.findings())
                    .isBetween(done.from(), done.position());
        } finally {
            owner.rollback();
        }
    }

    private void sql(String statements, Object... parameters) throws SQLException {
        if (parameters.length == 0) {
            try (Statement statement = owner.createStatement()) {
                statement.execute(statements);
            }
            return;
        }
        try (PreparedStatement statement = owner.prepareStatement(statements)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            assertThat(statement.executeUpdate()).as(statements).isPositive();
        }
    }

    private long any(Random random) {
        return 1L + random.nextInt(rows.size());
    }

    private EventRow row(long position) {
        return rows.get(Math.toIntExact(position - 1));
    }

    private SealBatch sealOf(long position) {
        return seals.stream()
                .filter(batch -> batch.size() >= position)
                .findFirst()
                .orElseThrow();
    }

    private Done play(Attack attack, Random random) throws SQLException {
        return switch (attack) {
            case PAYLOAD -> {
                long position = any(random);
                String altered = altered(row(position).payload(), random);
                sql("update domain_event set payload = ? where position = ?", altered, position);
                yield new Done(position, altered);
            }
            case METADATA -> {
                long position = any(random);
                String altered = altered(row(position).metadata(), random);
                sql("update domain_event set metadata = ? where position = ?", altered, position);
                yield new Done(position, altered);
            }
            case COLUMN -> column(any(random), random);
            case DELETED -> {
                long position = any(random);
                sql("delete from domain_event where position = ?", position);
                yield new Done(position, "deleted");
            }
            case DELETED_AND_CLOSED_UP -> {
                long position = 1L + random.nextInt(rows.size() - 1);
                EventRow row = row(position);
                sql("delete from domain_event where position = ?", position);
                shift("position > " + position, -1);
                sql("alter table domain_event drop constraint domain_event_version_check");
                sql("update domain_event set version = -version where stream = '" + row.stream() + "' and version > "
                        + row.version());
                sql("update domain_event set version = -version - 1 where version < 0");
                if (random.nextBoolean()) {
                    sql("update ledger_head set position = position - 1");
                }
                yield new Done(position, "deleted, and the rest moved up");
            }
            case SWAPPED -> {
                long one = 1L + random.nextInt(rows.size() - 1);
                long other = one + 1 + random.nextInt(Math.toIntExact(rows.size() - one));
                sql("alter table domain_event drop constraint domain_event_position_check");
                sql("update domain_event set position = 0 where position = ?", one);
                sql("update domain_event set position = ? where position = ?", one, other);
                sql("update domain_event set position = ? where position = 0", other);
                yield new Done(one, "swapped with " + other);
            }
            case INSERTED -> {
                long position = any(random);
                shift("position >= " + position, 1);
                forge(
                        position,
                        random.nextBoolean() ? "co_0" : "co_forged",
                        row(position).recordedAt());
                if (random.nextBoolean()) {
                    sql("update ledger_head set position = position + 1");
                }
                yield new Done(position, "inserted");
            }
            case ADDED_BEHIND_THE_HEAD -> {
                forge(rows.size() + 1L, "co_forged", rows.getLast().recordedAt());
                yield new Done(rows.size() + 1L, "added");
            }
            case CUT_OFF -> {
                long last = random.nextInt(rows.size());
                sql("delete from domain_event where position > ?", last);
                if (random.nextBoolean()) {
                    sql("update ledger_head set position = ?", last);
                }
                yield new Done(last + 1, "cut off behind " + last);
            }
            case CUT_OFF_WITH_ITS_SEALS -> {
                SealBatch batch = seals.get(random.nextInt(seals.size()));
                long last = batch.first() - 1;
                sql("delete from domain_event where position > ?", last);
                sql("delete from seal_batch where size > ?", last);
                sql("update ledger_head set position = ?", last);
                yield new Done(last + 1, "cut off with its seals behind " + last);
            }
            case REWRITTEN_WITH_HASHES -> rewritten(any(random), random, batch -> batch.checkpoint());
            case REWRITTEN_WITH_HASHES_AND_FORGED_CHECKPOINTS -> {
                SealingKey forger = SealingKey.of("deal-ledger/tests", new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
                    28, 29, 30, 31, 32
                });
                boolean own = random.nextBoolean();
                yield rewritten(any(random), random, batch -> {
                    Frontier tree = Frontier.empty();
                    SealRows.snapshot(owner).events().forEachRemaining(row -> {
                        if (row.position() <= batch.size()) {
                            tree.add(Leaf.hash(row));
                        }
                    });
                    Checkpoint forged = new Checkpoint("deal-ledger/tests", batch.size(), tree.root());
                    String note = batch.checkpoint();
                    return own ? forged.signedBy(forger) : forged.text() + note.substring(note.lastIndexOf("\n\n") + 1);
                });
            }
            case REWRITTEN_WITHOUT_SEALS -> {
                long position = any(random);
                SealBatch batch = sealOf(position);
                sql(
                        "update domain_event set payload = ? where position = ?",
                        altered(row(position).payload(), random),
                        position);
                sql("delete from seal_batch where size >= ?", batch.size());
                yield new Done(
                        batch.first(), position, "position " + position + " altered, and seals removed from there on");
            }
            case STORED_HASH -> {
                SealBatch batch = seals.get(random.nextInt(seals.size()));
                int hash = random.nextInt(batch.kept().size());
                byte[] hashes = Hash.join(batch.kept());
                hashes[hash * Hash.BYTES + random.nextInt(Hash.BYTES)] ^= (byte) (1 << random.nextInt(8));
                sql("update seal_batch set hashes = ? where size = ?", hashes, batch.size());
                int before = 0;
                long position = batch.first();
                while (before + 1 + Long.numberOfTrailingZeros(position) <= hash) {
                    before += 1 + Long.numberOfTrailingZeros(position);
                    position++;
                }
                yield new Done(position, "hash " + hash + " of the batch " + batch.first() + " to " + batch.size());
            }
            case STORED_CHECKPOINT -> {
                SealBatch batch = seals.get(random.nextInt(seals.size()));
                int at = random.nextInt(batch.checkpoint().length());
                String note = batch.checkpoint();
                String altered = note.substring(0, at) + (note.charAt(at) == 'x' ? 'y' : 'x') + note.substring(at + 1);
                sql("update seal_batch set checkpoint = ? where size = ?", altered, batch.size());
                yield new Done(batch.first(), "character " + at + " of the checkpoint of size " + batch.size());
            }
            case SEAL_REMOVED -> {
                SealBatch batch = seals.get(random.nextInt(seals.size() - 1));
                sql("delete from seal_batch where size = ?", batch.size());
                yield new Done(batch.first(), "the seal of " + batch.first() + " to " + batch.size());
            }
            case HEAD -> {
                long head = random.nextInt(rows.size());
                sql("update ledger_head set position = ?", head);
                yield new Done(head + 1, "the head set to " + head);
            }
        };
    }

    private interface Forger {
        String checkpoint(SealBatch batch) throws SQLException;
    }

    /** An event altered, and everything that can be calculated from it calculated anew. */
    private Done rewritten(long position, Random random, Forger forger) throws SQLException {
        sql(
                "update domain_event set payload = ? where position = ?",
                altered(row(position).payload(), random),
                position);
        Frontier tree = Frontier.empty();
        List<EventRow> now = new ArrayList<>();
        SealRows.snapshot(owner).events().forEachRemaining(now::add);
        for (SealBatch batch : seals) {
            List<Hash> kept = new ArrayList<>();
            for (EventRow row : now.subList(Math.toIntExact(batch.first() - 1), Math.toIntExact(batch.size()))) {
                kept.addAll(tree.add(Leaf.hash(row)));
            }
            if (batch.size() >= position) {
                sql(
                        "update seal_batch set hashes = ?, checkpoint = ? where size = ?",
                        Hash.join(kept),
                        forger.checkpoint(batch),
                        batch.size());
            }
        }
        return new Done(
                sealOf(position).first(), position, "position " + position + " altered, and all hashes from there on");
    }

    private Done column(long position, Random random) throws SQLException {
        String day = " + (1 + floor(random() * 400))::int";
        List<String> changes = List.of(
                "stream = stream || '-x'",
                "stream_type = stream_type || 'x'",
                "version = version + 1000",
                "name = name || 'x'",
                "revision = revision + 1",
                "effective_on = case when effective_on = '-infinity' then date '2024-01-01' else effective_on" + day
                        + " end",
                "effective_on = case when effective_on = '-infinity' then date '2024-01-01' else effective_on - 1 end",
                "effective_from = case when effective_from is null then date '2024-01-01' end",
                "precision = case when precision is null then 'DAY' end",
                "recorded_at = recorded_at - interval '1 microsecond'",
                "recorded_at = recorded_at + interval '1 year'",
                "recorded_at = 'infinity'",
                "recorded_at = recorded_at - interval '4052 years'",
                "corrects = coalesce(corrects, -1) + 1",
                "accounting_on = case when accounting_on is null then date '2024-01-01' end",
                "parts = parts + 1",
                "part = part + 1, parts = parts + 1");
        String change = changes.get(random.nextInt(changes.size()));
        sql("update domain_event set " + change + " where position = " + position);
        return new Done(position, change);
    }

    private void shift(String which, int by) throws SQLException {
        sql("alter table domain_event drop constraint domain_event_position_check;"
                + " update domain_event set position = -position where " + which
                + "; update domain_event set position = " + by + " - position where position < 0");
    }

    private void forge(long position, String stream, String recordedAt) throws SQLException {
        sql("insert into domain_event (position, stream, stream_type, version, name, revision, payload, metadata,"
                + " effective_on, recorded_at, part, parts) select " + position + ", '" + stream
                + "', 'company', coalesce(max(version), -1) + 1, 'shares-issued', 1, '{\"when\":{}}', '{}', '-infinity',"
                + " '" + recordedAt + "', 1, 1 from domain_event where stream = '" + stream + "'");
    }

    /** Another letter or digit at a random place, so that it is still an object of JSON. */
    private static String altered(String json, Random random) {
        while (true) {
            int at = random.nextInt(json.length());
            char here = json.charAt(at);
            char there =
                    Character.isDigit(here) ? (char) ('0' + random.nextInt(10)) : (char) ('a' + random.nextInt(26));
            if (here != there && Character.isLetterOrDigit(here)) {
                String altered = json.substring(0, at) + there + json.substring(at + 1);
                try {
                    if (JsonMapper.shared().readTree(altered).isObject()) {
                        return altered;
                    }
                } catch (JacksonException broken) {
                    assertThat(Arrays.asList(altered)).isNotEmpty();
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
        node.close();
    }
}

package io.dealledger.audit;

import io.dealledger.audit.Finding.Kind;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Frontier;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.LedgerRows.Snapshot;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.SealBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the whole ledger with its seal, and with checkpoints that somebody kept elsewhere. Whoever owns the database
 * can change rows, hashes and checkpoints; he cannot sign. So a batch's stored leaves are believed when they lead, from
 * what is proven before them, to the root that was signed; then every event is compared with its own leaf. Where they
 * do not, the events' own leaves are tried; and where neither leads there, the batch is what can be named.
 *
 * <p>What it cannot see: an event that was added at the end and sealed since, like any other; a receipt that was
 * changed; an end that was cut off together with its seal, unless a kept checkpoint reaches beyond it.
 */
public final class LedgerCheck {
    private static final int PROGRESS_EVERY = 1000;
    /** So many events that stand where they were not sealed are looked for elsewhere. */
    private static final int STRAYS = 20;

    private final Function<String, Checkpoint> open;
    private final LongConsumer progress;
    private final Verdict.Findings findings = new Verdict.Findings();
    private final Sequence sequence = new Sequence(findings);
    private final NavigableMap<Long, Checkpoint> kept = new TreeMap<>();

    /** Trees that the part behind us may have: one, unless seals were altered. Empty when none is known. */
    private List<Tree> trees = new ArrayList<>(List.of(new Tree(Frontier.empty(), new HashMap<>())));

    /** Roots at the sizes of kept checkpoints, of trees that are not known any further. */
    private final List<Map<Long, Hash>> past = new ArrayList<>();

    private final Rows rows;

    private final List<Stray> strays = new ArrayList<>();

    /** The last size at which a signed root was reached. */
    private long proven;

    private long events;
    private long expected = 1;

    /** A tree, and its roots at the sizes of kept checkpoints. */
    private record Tree(Frontier edge, Map<Long, Hash> roots) {
        Tree with(List<Hash> leaves, NavigableMap<Long, Checkpoint> kept) {
            Tree longer = new Tree(edge.copy(), new HashMap<>(roots));
            for (Hash leaf : leaves) {
                longer.edge.add(leaf);
                if (kept.containsKey(longer.edge.size())) {
                    longer.roots.put(longer.edge.size(), longer.edge.root());
                }
            }
            return longer;
        }

        Hash root() {
            return edge.root();
        }
    }

    /** @param open opens a signed checkpoint, and throws {@link NotTrusted} otherwise @param progress hears positions */
    private LedgerCheck(Rows rows, Function<String, Checkpoint> open, LongConsumer progress) {
        this.rows = rows;
        this.open = open;
        this.progress = progress;
    }

    /**
     * @param open opens a signed checkpoint and throws {@link NotTrusted} when it is none
     * @param kept signed checkpoints from elsewhere; each has to be trusted
     */
    public static Verdict of(
            Snapshot ledger, Function<String, Checkpoint> open, Collection<String> kept, LongConsumer progress) {
        LedgerCheck check = new LedgerCheck(new Rows(ledger.events()), open, progress);
        kept.forEach(note -> {
            Checkpoint checkpoint = open.apply(note);
            if (checkpoint.size() > 0) {
                check.kept.put(checkpoint.size(), checkpoint);
            }
        });
        return check.run(ledger);
    }

    /** Rows of one stretch of positions: those that are there, by position. */
    private record Stretch(long first, List<@Nullable EventRow> rows) {
        /** The leaves, when no row is missing. */
        Optional<List<Hash>> leaves() {
            List<Hash> leaves = new ArrayList<>(rows.size());
            for (EventRow row : rows) {
                if (row == null) {
                    return Optional.empty();
                }
                leaves.add(Leaf.hash(row));
            }
            return Optional.of(leaves);
        }
    }

    private Verdict run(Snapshot ledger) {
        long head = ledger.head();
        Iterator<SealBatch> seals = ledger.seals();
        long size = 0;
        while (seals.hasNext()) {
            SealBatch batch = seals.next();
            Optional<List<Hash>> leaves =
                    batch.first() >= expected && batch.size() >= batch.first() ? leaves(batch) : Optional.empty();
            if (leaves.isEmpty() || batch.first() > Math.max(head, expected) + 1) {
                findings.add(
                        expected,
                        Kind.SEAL_ALTERED,
                        "a batch seals positions " + batch.first() + " to " + batch.size() + " with "
                                + batch.kept().size() + " hashes, where position " + expected + " follows");
                continue;
            }
            if (batch.first() > expected) {
                long last = batch.first() - 1;
                findings.add(
                        expected,
                        Kind.SEAL_REMOVED,
                        "the seal of positions " + expected + " to " + last + " is missing");
                unsealed(last);
            }
            sealed(batch, leaves.get());
            size = batch.size();
        }
        rest(head, size);
        sequence.end();
        kept(head);
        return findings.verdict(events, proven);
    }

    /** Positions up to {@code last} that no batch speaks of: their own leaves are all there is, in pieces. */
    private void unsealed(long last) {
        while (expected <= last && rows.peek() != null) {
            Stretch stretch = take(Math.min(last, expected + PROGRESS_EVERY - 1));
            missing(stretch);
            stretch.leaves().ifPresentOrElse(own -> trees = longer(List.of(own)), this::lose);
        }
        if (expected <= last) {
            findings.add(expected, Kind.CUT_OFF, "the events end here, and seals go on");
            lose();
            expected = last + 1;
        }
    }

    /** No tree is known from here on; what kept checkpoints ask of the part behind is remembered. */
    private void lose() {
        trees.forEach(tree -> past.add(tree.roots()));
        trees = new ArrayList<>();
    }

    private void sealed(SealBatch batch, List<Hash> stored) {
        Stretch stretch = take(batch.size());
        Optional<List<Hash>> own = stretch.leaves();
        Optional<Hash> signed = signed(batch);
        if (signed.isPresent()) {
            Optional<Led> byStored = leading(stored, signed.get());
            if (byStored.isPresent()) {
                compare(stretch, stored);
                keptHashes(byStored.get().before(), batch, stored);
                proven(byStored.get().after(), batch.size());
                return;
            }
            Optional<Led> byOwn = own.flatMap(leaves -> leading(leaves, signed.get()));
            if (byOwn.isPresent()) {
                findings.add(
                        differing(stretch.first(), stored, own.orElseThrow()),
                        Kind.SEAL_ALTERED,
                        "the events are as they were signed, their stored hashes are not");
                proven(byOwn.get().after(), batch.size());
                return;
            }
            unproven(stretch, batch, stored);
            return;
        }
        compare(stretch, stored);
        List<List<Hash>> candidates = new ArrayList<>(List.of(stored));
        own.ifPresent(candidates::add);
        trees = longer(candidates);
    }

    private void proven(Tree tree, long size) {
        trees = new ArrayList<>(List.of(tree));
        proven = size;
    }

    /** Neither the stored leaves nor the events lead to the signed root: something since the last proven size is wrong. */
    private void unproven(Stretch stretch, SealBatch batch, List<Hash> stored) {
        if (!trees.isEmpty()) {
            long from = proven + 1;
            findings.add(
                    from,
                    Kind.UNPROVEN,
                    from == batch.size()
                            ? "the event is not the one that was signed, and its stored hash was altered too"
                            : "an event from here to position " + batch.size()
                                    + " is not the one that was signed, and stored hashes were altered too");
        }
        compare(stretch, stored);
        // From here on no root can be reached any more.
        lose();
    }

    private List<Tree> longer(List<List<Hash>> candidates) {
        Map<Hash, Tree> different = new HashMap<>();
        for (Tree tree : trees) {
            for (List<Hash> leaves : candidates) {
                Tree longer = tree.with(leaves, kept);
                different.putIfAbsent(longer.root(), longer);
            }
        }
        // More than a few only come about by altering seal after seal; then nothing is provable anyhow.
        if (different.size() > 8) {
            lose();
            return trees;
        }
        return new ArrayList<>(different.values());
    }

    private record Led(Tree before, Tree after) {}

    private Optional<Led> leading(List<Hash> leaves, Hash root) {
        return trees.stream()
                .map(tree -> new Led(tree, tree.with(leaves, kept)))
                .filter(led -> led.after().root().equals(root))
                .findFirst();
    }

    private Optional<Hash> signed(SealBatch batch) {
        try {
            Checkpoint checkpoint = open.apply(batch.checkpoint());
            if (checkpoint.size() == batch.size()) {
                return Optional.of(checkpoint.root());
            }
            findings.add(
                    batch.first(),
                    Kind.SEAL_ALTERED,
                    "the checkpoint of size " + batch.size() + " is one of size " + checkpoint.size());
        } catch (NotTrusted altered) {
            findings.add(
                    batch.first(),
                    Kind.SEAL_ALTERED,
                    "the checkpoint of size " + batch.size() + ": " + altered.getMessage());
        }
        return Optional.empty();
    }

    /** The leaves among the hashes that a batch adds; empty when there are not as many as there must be. */
    private static Optional<List<Hash>> leaves(SealBatch batch) {
        long before = Merkle.kept(batch.first() - 1);
        if (batch.kept().size() != Merkle.kept(batch.size()) - before) {
            return Optional.empty();
        }
        List<Hash> leaves = new ArrayList<>();
        for (long index = batch.first() - 1; index < batch.size(); index++) {
            leaves.add(batch.kept().get(Math.toIntExact(new Merkle.Part(0, index).place() - before)));
        }
        return Optional.of(leaves);
    }

    /** The nodes of a batch whose leaves are proven: proofs are made of them. */
    private void keptHashes(Tree before, SealBatch batch, List<Hash> leaves) {
        Frontier edge = before.edge().copy();
        int at = 0;
        for (Hash leaf : leaves) {
            for (Hash hash : edge.add(leaf)) {
                if (!hash.equals(batch.kept().get(at++))) {
                    findings.add(
                            edge.size(), Kind.SEAL_ALTERED, "a stored hash of the tree is not what its leaves give");
                    return;
                }
            }
        }
    }

    private static long differing(long first, List<Hash> stored, List<Hash> own) {
        int index = 0;
        while (index < own.size() - 1 && own.get(index).equals(stored.get(index))) {
            index++;
        }
        return first + index;
    }

    /** Each event beside the leaf that was stored for its position. */
    private void compare(Stretch stretch, List<Hash> sealed) {
        for (int index = 0; index < sealed.size(); index++) {
            EventRow row = stretch.rows().get(index);
            if (row == null) {
                boolean end = rows.peek() == null
                        && stretch.rows().subList(index, sealed.size()).stream().allMatch(Objects::isNull);
                findings.add(
                        stretch.first() + index,
                        end ? Kind.CUT_OFF : Kind.DELETED,
                        end ? "the events end here, and more were sealed" : "no event stands here, and one was sealed");
            } else if (!Leaf.hash(row).equals(sealed.get(index))) {
                name(row, stretch.first() + index, sealed.get(index));
            }
        }
    }

    /** An event that was not sealed where it stands, with what was. */
    private record Stray(EventRow row, long position, Hash sealed) {
        /** Whether it was sealed with that leaf, if it stood there. */
        boolean belongsTo(long other, Hash leaf) {
            return Leaf.hash(at(row, other)).equals(leaf);
        }
    }

    /** What was done to the event; what can be told only from a later one is told there. */
    private void name(EventRow row, long position, Hash leaf) {
        Stray here = new Stray(row, position, leaf);
        for (Stray earlier : strays) {
            boolean forward = earlier.belongsTo(position, leaf);
            boolean back = here.belongsTo(earlier.position(), earlier.sealed());
            String where = "positions " + earlier.position() + " and " + position;
            if (forward && back) {
                findings.add(earlier.position(), Kind.SWAPPED, where + " have changed places");
            } else if (forward) {
                findings.add(
                        earlier.position(),
                        Kind.DELETED,
                        "what was sealed here is gone; what stands here was sealed as position " + position);
            } else if (back) {
                findings.add(
                        earlier.position(),
                        Kind.INSERTED,
                        "never sealed; what was sealed here stands now at position " + position);
            }
        }
        if (strays.size() < STRAYS) {
            strays.add(here);
        }
        Optional<String> dates = redated(row, leaf);
        findings.add(
                position,
                dates.isPresent() ? Kind.BACK_DATED : Kind.EDITED,
                dates.orElseGet(() -> row.name() + " of " + row.stream() + ", version " + row.version()
                        + ", is not what was sealed here"));
    }

    /** Whether the event is the sealed one but for the dates in its columns. */
    private static Optional<String> redated(EventRow row, Hash leaf) {
        return Derived.of(row.payload(), row.metadata())
                .filter(derived -> Leaf.hash(derived.in(row)).equals(leaf))
                .flatMap(derived -> derived.contradiction(row));
    }

    private static EventRow at(EventRow row, long position) {
        return new EventRow(
                position,
                row.stream(),
                row.streamType(),
                row.version(),
                row.name(),
                row.revision(),
                row.payload(),
                row.metadata(),
                row.effectiveOn(),
                row.effectiveFrom(),
                row.precision(),
                row.recordedAt(),
                row.corrects(),
                row.accountingOn(),
                row.part(),
                row.parts());
    }

    private void missing(Stretch stretch) {
        for (int index = 0; index < stretch.rows().size(); index++) {
            if (stretch.rows().get(index) == null) {
                findings.add(stretch.first() + index, Kind.DELETED, "no event stands here");
                return;
            }
        }
    }

    /** The next rows up to a position; what does not belong there is found. */
    private Stretch take(long last) {
        EventRow[] found = new EventRow[Math.toIntExact(last - expected + 1)];
        for (EventRow row = rows.peek(); row != null && row.position() <= last; row = rows.peek()) {
            rows.skip();
            seen(row);
            int index = Math.toIntExact(Math.max(-1, row.position() - expected));
            if (index < 0 || found[index] != null) {
                findings.add(row.position(), Kind.INSERTED, "there is another event with this position");
            } else {
                found[index] = row;
            }
        }
        Stretch stretch = new Stretch(expected, new ArrayList<>(Arrays.asList(found)));
        expected = last + 1;
        return stretch;
    }

    private void seen(EventRow row) {
        sequence.next(row);
        events++;
        if (events % PROGRESS_EVERY == 0) {
            progress.accept(row.position());
        }
    }

    /** What is behind the last seal: recorded, and not sealed yet. */
    private void rest(long head, long size) {
        List<Hash> own = new ArrayList<>();
        for (EventRow row = rows.peek(); row != null; row = rows.peek()) {
            rows.skip();
            long position = row.position();
            if (position < expected) {
                findings.add(position, Kind.INSERTED, "there is another event with this position");
            } else if (position > head) {
                findings.add(
                        Math.min(position, Math.max(head + 1, expected)),
                        Kind.INSERTED,
                        "an event stands here, and the ledger ends at position " + head);
            } else if (position > expected) {
                findings.add(expected, Kind.DELETED, "no event stands here");
                lose();
            }
            seen(row);
            own.add(Leaf.hash(row));
            expected = Math.max(expected, position + 1);
            if (own.size() >= PROGRESS_EVERY) {
                trees = longer(List.of(own));
                own = new ArrayList<>();
            }
        }
        trees = longer(List.of(own));
        if (expected <= head) {
            findings.add(expected, Kind.CUT_OFF, "the events end here, and the ledger says " + head);
        } else if (size > head) {
            findings.add(head + 1, Kind.CUT_OFF, "the ledger ends at position " + head + ", and was sealed to " + size);
        }
    }

    private void kept(long head) {
        trees.forEach(tree -> past.add(tree.roots()));
        long matching = 0;
        for (Checkpoint checkpoint : kept.values()) {
            long size = checkpoint.size();
            if (size >= expected) {
                findings.add(
                        Math.min(expected, head + 1),
                        Kind.CUT_OFF,
                        "the ledger ends here, and a kept checkpoint reaches to position " + size);
            } else if (past.stream().anyMatch(roots -> Objects.equals(checkpoint.root(), roots.get(size)))) {
                matching = size;
            } else if (!findings.isWrongUpTo(size)) {
                // What a stored checkpoint vouches for is another history only if the key has signed two.
                findings.add(
                        (size > proven ? Math.max(matching, proven) : matching) + 1,
                        Kind.REWRITTEN,
                        "between here and position " + size
                                + " the history is not the one that the kept checkpoint was signed over");
            }
        }
    }

    /** Looks one row ahead. */
    private static final class Rows {
        private final Iterator<EventRow> rows;
        private @Nullable EventRow next;

        Rows(Iterator<EventRow> rows) {
            this.rows = rows;
            skip();
        }

        @Nullable
        EventRow peek() {
            return next;
        }

        void skip() {
            next = rows.hasNext() ? rows.next() : null;
        }
    }
}

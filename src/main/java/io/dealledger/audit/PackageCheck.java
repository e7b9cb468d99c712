package io.dealledger.audit;

import io.dealledger.audit.Finding.Kind;
import io.dealledger.audit.Manifest.FileHash;
import io.dealledger.audit.PackageFile.Content;
import io.dealledger.audit.PackageFile.Line;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Frontier;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks an audit package with nothing but the file and the public key. What is wrong with an event is named by the
 * position of the event that should stand in the first line that differs.
 */
public final class PackageCheck {
    private static final int SMALL = 1 << 20;
    private static final int MANIFEST_BYTES = 512 << 20;
    private static final int PROGRESS_EVERY = 1000;

    private final PackageFile file;
    private final VerifierKey key;
    private final LongConsumer progress;
    private final Verdict.Findings findings = new Verdict.Findings();
    private final Sequence sequence = new Sequence(findings);
    private final NavigableMap<Long, Checkpoint> kept = new TreeMap<>();
    private final Set<String> hashed = new HashSet<>();
    private @Nullable Manifest manifest;
    private @Nullable Checkpoint checkpoint;
    private long events;

    private PackageCheck(PackageFile file, VerifierKey key, LongConsumer progress) {
        this.file = file;
        this.key = key;
        this.progress = progress;
    }

    /**
     * @param kept signed checkpoints from elsewhere, for a package of the whole ledger
     * @throws UnreadablePackage when the file is no package, or a hostile one
     * @throws NotTrusted when a kept checkpoint is not signed by the key
     */
    public static Verdict of(Path file, VerifierKey key, Collection<String> kept, LongConsumer progress) {
        try (PackageFile opened = PackageFile.open(file)) {
            PackageCheck check = new PackageCheck(opened, key, progress);
            kept.forEach(note -> {
                Checkpoint checkpoint = Checkpoint.open(note, key);
                if (checkpoint.size() > 0) {
                    check.kept.put(checkpoint.size(), checkpoint);
                }
            });
            return check.run();
        }
    }

    private Verdict run() {
        readManifest();
        readCheckpoint();
        Manifest said = manifest;
        boolean whole =
                file.has(PackageFile.LEAVES) || (said == null ? !file.has(PackageFile.INCLUSION) : said.whole());
        Expectation expectation = whole ? leaves() : inclusion();
        if (!kept.isEmpty() && !whole) {
            throw new UnreadablePackage("a kept checkpoint can be compared with a package of the whole ledger only");
        }
        events(expectation);
        sequence.end();
        if (said != null) {
            ends(said);
            rest(said);
        }
        Checkpoint signed = checkpoint;
        return findings.verdict(events, signed == null ? 0 : signed.size());
    }

    private void altered(String name, String why) {
        findings.add(0, Kind.FILE_ALTERED, name + ": " + why);
    }

    private void readManifest() {
        byte[] bytes;
        try {
            bytes = file.bytes(PackageFile.MANIFEST, MANIFEST_BYTES);
        } catch (IOException failed) {
            altered(PackageFile.MANIFEST, String.valueOf(failed.getMessage()));
            return;
        }
        try {
            String note = new String(file.bytes(PackageFile.SIGNATURE, SMALL), StandardCharsets.UTF_8);
            if (!key.open(note).equals(Manifest.note(bytes))) {
                altered(PackageFile.MANIFEST, "it is not the one that was signed");
            }
        } catch (IOException | NotTrusted failed) {
            altered(PackageFile.SIGNATURE, String.valueOf(failed.getMessage()));
        }
        Optional<Manifest> read = Manifest.read(bytes);
        if (read.isEmpty() || !read.get().format().equals(Manifest.FORMAT)) {
            altered(PackageFile.MANIFEST, "it is no manifest of the format " + Manifest.FORMAT);
            return;
        }
        manifest = read.get();
    }

    private void readCheckpoint() {
        try {
            byte[] note = file.bytes(PackageFile.CHECKPOINT, SMALL);
            checkpoint = Checkpoint.open(new String(note, StandardCharsets.UTF_8), key);
        } catch (IOException | NotTrusted failed) {
            altered(PackageFile.CHECKPOINT, String.valueOf(failed.getMessage()));
            return;
        }
        Manifest said = manifest;
        if (said != null
                && (said.checkpoint().size() != checkpoint.size()
                        || !said.checkpoint().root().equals(checkpoint.root().toString())
                        || said.pointInTime().knownAt() != checkpoint.size())) {
            altered(PackageFile.CHECKPOINT, "it is not the checkpoint that the manifest names");
        }
    }

    /** What should stand in a line. @param leaf absent when nothing that can be trusted tells it */
    private record Due(long position, Optional<Hash> leaf) {}

    /** What should stand in the lines, one after the other. */
    private interface Expectation {
        /** Null behind the last one. */
        @Nullable
        Due next() throws IOException;
    }

    /** All positions, with leaves when these lead to the signed root. */
    private Expectation leaves() {
        boolean trusted = false;
        try (Content content = file.content(PackageFile.LEAVES)) {
            Frontier tree = Frontier.empty();
            boolean readable = true;
            for (Line line = content.line(); line != null; line = content.line()) {
                Optional<Hash> leaf = hash(text(line));
                readable &= leaf.isPresent() && line.ended();
                if (leaf.isPresent()) {
                    tree.add(leaf.get());
                    compareKept(tree);
                }
            }
            listed(PackageFile.LEAVES, content);
            Checkpoint signed = checkpoint;
            trusted = readable
                    && signed != null
                    && tree.size() == signed.size()
                    && tree.root().equals(signed.root());
            if (signed != null && !trusted) {
                altered(PackageFile.LEAVES, "they do not lead to the root that was signed");
            }
            kept.tailMap(tree.size(), false)
                    .values()
                    .forEach(beyond -> altered(
                            PackageFile.CHECKPOINT,
                            "the kept checkpoint of size " + beyond.size() + " reaches beyond the package"));
        } catch (IOException failed) {
            altered(PackageFile.LEAVES, String.valueOf(failed.getMessage()));
        }
        return trusted ? trustedLeaves() : ownLeaves();
    }

    private void compareKept(Frontier tree) {
        Checkpoint wanted = kept.get(tree.size());
        if (wanted != null && !wanted.root().equals(tree.root())) {
            Long matching = kept.lowerKey(tree.size());
            findings.add(
                    matching == null ? 1 : matching + 1,
                    Kind.REWRITTEN,
                    "between here and position " + tree.size()
                            + " the history is not the one that the kept checkpoint was signed over");
        }
    }

    private Expectation trustedLeaves() {
        return new Expectation() {
            private @Nullable Content content;
            private long position;

            @Override
            public @Nullable Due next() throws IOException {
                Content open = content;
                if (open == null) {
                    open = file.content(PackageFile.LEAVES);
                    content = open;
                }
                Line line = open.line();
                if (line == null) {
                    open.close();
                    return null;
                }
                position++;
                return new Due(position, hash(text(line)));
            }
        };
    }

    /** Positions up to the signed size; the events' own leaves have to lead to the root. */
    private Expectation ownLeaves() {
        Checkpoint signed = checkpoint;
        Manifest said = manifest;
        long size =
                signed != null ? signed.size() : said != null ? said.counts().events() : Long.MAX_VALUE;
        if (signed != null && !leadTo(signed)) {
            findings.add(
                    1,
                    Kind.UNPROVEN,
                    "an event from here to position " + size
                            + " is not the one that was signed, and the leaves were altered too");
        }
        return new Expectation() {
            private long position;

            @Override
            public @Nullable Due next() {
                position++;
                return position > size ? null : new Due(position, Optional.empty());
            }
        };
    }

    private boolean leadTo(Checkpoint signed) {
        Frontier tree = Frontier.empty();
        try (Content content = file.content(PackageFile.EVENTS)) {
            for (Line line = content.line(); line != null; line = content.line()) {
                Optional<EventRow> event = EventLine.read(line.bytes());
                if (event.isEmpty()) {
                    return false;
                }
                tree.add(Leaf.hash(event.get()));
            }
        } catch (IOException unreadable) {
            return false;
        }
        return tree.size() == signed.size() && tree.root().equals(signed.root());
    }

    /** The positions that the proofs are about, with the leaves that they prove. */
    private Expectation inclusion() {
        try (Content content = file.content(PackageFile.INCLUSION)) {
            content.drain();
            listed(PackageFile.INCLUSION, content);
        } catch (IOException failed) {
            altered(PackageFile.INCLUSION, String.valueOf(failed.getMessage()));
        }
        return new Expectation() {
            private @Nullable Content content;
            private long before;

            @Override
            public @Nullable Due next() throws IOException {
                Content open = content;
                if (open == null) {
                    open = file.content(PackageFile.INCLUSION);
                    content = open;
                }
                Line line = open.line();
                if (line == null) {
                    open.close();
                    return null;
                }
                Due due = proven(line);
                before = due.position();
                return due;
            }

            private Due proven(Line line) {
                String[] words = text(line).split(" ", -1);
                long position;
                try {
                    position = Long.parseLong(words[0]);
                } catch (NumberFormatException none) {
                    altered(PackageFile.INCLUSION, "a line behind position " + before + " is no proof");
                    return new Due(before + 1, Optional.empty());
                }
                Checkpoint signed = checkpoint;
                List<Hash> hashes = new ArrayList<>();
                for (int index = 1; index < words.length; index++) {
                    hash(words[index]).ifPresent(hashes::add);
                }
                if (signed == null
                        || position <= before
                        || hashes.isEmpty()
                        || hashes.size() != words.length - 1
                        || !Merkle.includes(
                                hashes.getFirst(),
                                position - 1,
                                signed.size(),
                                hashes.subList(1, hashes.size()),
                                signed.root())) {
                    if (signed != null) {
                        findings.add(
                                position > before ? position : before + 1,
                                Kind.UNPROVEN,
                                "its proof of inclusion does not lead to the root that was signed");
                    }
                    return new Due(position > before ? position : before + 1, Optional.empty());
                }
                return new Due(position, Optional.of(hashes.getFirst()));
            }
        };
    }

    private static String text(Line line) {
        return new String(line.bytes(), StandardCharsets.US_ASCII);
    }

    private static Optional<Hash> hash(String text) {
        try {
            return Optional.of(Hash.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private void events(Expectation expectation) {
        long due = 0;
        try (Content content = file.content(PackageFile.EVENTS)) {
            Lines lines = new Lines(content);
            try {
                for (Due expected = expectation.next(); expected != null; expected = expectation.next()) {
                    due = expected.position();
                    while (!settles(lines, expected)) {
                        progress.accept(due);
                    }
                }
                for (Line extra = lines.take(); extra != null; extra = lines.take()) {
                    due++;
                    findings.add(due, Kind.INSERTED, "a line too many: " + EventLine.shown(extra.bytes()));
                }
            } catch (IOException broken) {
                findings.add(
                        Math.max(1, due),
                        Kind.UNREADABLE,
                        "the events cannot be read on from here: " + broken.getMessage());
                return;
            }
            listed(PackageFile.EVENTS, content);
        } catch (IOException failed) {
            altered(PackageFile.EVENTS, String.valueOf(failed.getMessage()));
        }
    }

    /** Takes the line that should hold an event; false when it was one too many, and the event may still come. */
    private boolean settles(Lines lines, Due due) throws IOException {
        long position = due.position();
        Line line = lines.peek();
        if (line == null) {
            findings.add(position, Kind.CUT_OFF, "the events end here, and more were signed for");
            return true;
        }
        Optional<EventRow> read = line.ended() ? EventLine.read(line.bytes()) : Optional.empty();
        if (read.isPresent() && read.get().position() != position && elsewhere(lines, read.get(), position)) {
            findings.add(
                    position,
                    Kind.DELETED,
                    "the line is missing; the next one is that of position "
                            + read.get().position());
            return true;
        }
        lines.take();
        if (read.isPresent() && read.get().position() < position) {
            findings.add(
                    position,
                    Kind.INSERTED,
                    "a line too many stands here, that of position "
                            + read.get().position());
            return false;
        }
        if (read.isEmpty()) {
            Optional<EventRow> meant = EventLine.parse(line.bytes());
            findings.add(
                    position,
                    Kind.UNREADABLE,
                    meant.isPresent()
                            ? "the line is not written as a package writes it: " + EventLine.shown(line.bytes())
                            : "the line is no event: " + EventLine.shown(line.bytes()));
            return true;
        }
        EventRow event = read.get();
        if (event.position() != position) {
            findings.add(position, Kind.SWAPPED, "another line stands here, that of position " + event.position());
            return true;
        }
        if (due.leaf().isPresent() && !Leaf.hash(event).equals(due.leaf().get())) {
            Optional<String> dates = Derived.of(event.payload(), event.metadata())
                    .filter(derived ->
                            Leaf.hash(derived.in(event)).equals(due.leaf().get()))
                    .flatMap(derived -> derived.contradiction(event));
            findings.add(
                    position,
                    dates.isPresent() ? Kind.BACK_DATED : Kind.EDITED,
                    dates.orElseGet(() -> event.name() + " of " + event.stream() + ", version " + event.version()
                            + ", is not what was sealed here"));
        }
        sequence.next(event);
        events++;
        if (events % PROGRESS_EVERY == 0) {
            progress.accept(position);
        }
        return true;
    }

    /** Whether the due line was left out: what stands here belongs further on, and nothing before it follows. */
    private static boolean elsewhere(Lines lines, EventRow event, long due) throws IOException {
        if (event.position() < due) {
            return false;
        }
        Line next = lines.peekSecond();
        return next == null
                || EventLine.read(next.bytes())
                        .filter(second -> second.position() > event.position())
                        .isPresent();
    }

    /** Streams beside what the manifest says of their ends. */
    private void ends(Manifest said) {
        Map<String, Long> versions = new HashMap<>(sequence.lastVersions());
        for (Manifest.StreamEnd end : said.streams()) {
            Long version = versions.remove(end.stream());
            long last = version == null ? -1 : version;
            if (last < end.lastVersion()) {
                findings.add(
                        end.lastPosition(),
                        Kind.CUT_OFF,
                        end.stream() + (last < 0 ? " is missing" : " ends with version " + last)
                                + ", and at the checkpoint it ended with version " + end.lastVersion() + ", here");
            } else if (last > end.lastVersion()) {
                findings.add(
                        end.lastPosition(),
                        Kind.INSERTED,
                        end.stream() + " ends with version " + last + ", and at the checkpoint it ended here, with "
                                + end.lastVersion());
            }
        }
        versions.keySet().stream()
                .sorted()
                .forEach(stream -> altered(PackageFile.MANIFEST, "it does not list the stream " + stream));
        if (said.counts().events() != events
                || said.counts().streams() != said.streams().size()) {
            altered(
                    PackageFile.MANIFEST,
                    "it counts " + said.counts().events() + " events and "
                            + said.counts().streams() + " streams; there are " + events + " and "
                            + said.streams().size());
        }
    }

    /** Every file that was not read so far, and files that nobody signed for. */
    private void rest(Manifest said) {
        Set<String> listed = new HashSet<>(Set.of(PackageFile.MANIFEST, PackageFile.SIGNATURE));
        for (FileHash one : said.files()) {
            listed.add(one.name());
            if (!file.has(one.name())) {
                altered(one.name(), "it is missing");
            } else if (!hashed.contains(one.name())) {
                try (Content content = file.content(one.name())) {
                    content.drain();
                    listed(one.name(), content);
                } catch (IOException failed) {
                    altered(one.name(), String.valueOf(failed.getMessage()));
                }
            }
        }
        file.names().stream()
                .filter(name -> !listed.contains(name))
                .forEach(name -> altered(name, "nobody signed for this file"));
    }

    /** A file that was read to its end beside what the manifest says of it. */
    private void listed(String name, Content content) {
        hashed.add(name);
        Manifest said = manifest;
        if (said == null) {
            return;
        }
        String sha256 = content.sha256();
        boolean same = said.files().stream()
                .filter(one -> one.name().equals(name))
                .anyMatch(one -> one.bytes() == content.length() && one.sha256().equals(sha256));
        if (!same) {
            altered(name, "it is not the file that was signed for");
        }
    }

    /** Looks two lines ahead. */
    private static final class Lines {
        private final Content content;
        private final List<Line> ahead = new ArrayList<>();

        Lines(Content content) {
            this.content = content;
        }

        private @Nullable Line ahead(int index) throws IOException {
            while (ahead.size() <= index) {
                Line line = content.line();
                if (line == null) {
                    return null;
                }
                ahead.add(line);
            }
            return ahead.get(index);
        }

        @Nullable
        Line peek() throws IOException {
            return ahead(0);
        }

        @Nullable
        Line peekSecond() throws IOException {
            return ahead(1);
        }

        @Nullable
        Line take() throws IOException {
            Line line = ahead(0);
            if (line != null) {
                ahead.removeFirst();
            }
            return line;
        }
    }
}

package io.dealledger.audit;

import io.dealledger.audit.Manifest.FileHash;
import io.dealledger.audit.PackageReports.Report;
import io.dealledger.audit.PackageReports.Scope;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Program;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.LedgerRows;
import io.dealledger.seal.LedgerRows.StreamEnd;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.SealedLedger;
import io.dealledger.seal.Seals;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes audit packages: the events of the whole ledger, or of some companies and what they refer to, with a signed
 * checkpoint of exactly that size, proofs, reports, and a signed manifest. Written as it is read, and the same bytes for
 * the same question: nothing in it says when it was made.
 */
@Component
public final class AuditPackage {
    /** Times of zip entries begin in 1980; one for all, and local, because zip knows no zones. */
    private static final LocalDate ZIP_DAY = LocalDate.of(1980, 1, 1);

    private static final String FX = "fx";
    private static final String LEDGER = "ledger";
    private static final Pattern PARTY = Pattern.compile("\"(" + PartyId.PREFIX + "[a-z0-9-]{1,64})\"");
    private static final int PROOFS_AT_ONCE = 200;

    private final LedgerRows rows;
    private final SealedLedger ledger;
    private final Seals seals;
    private final ObjectProvider<PackageReports> reports;

    AuditPackage(LedgerRows rows, SealedLedger ledger, Seals seals, ObjectProvider<PackageReports> reports) {
        this.rows = rows;
        this.ledger = ledger;
        this.seals = seals;
        this.reports = reports;
    }

    /**
     * A package that can be made: what it holds is known.
     *
     * @param companies asked for, in order of their ids; empty for the whole ledger
     * @param streams all in it, in order of their ids
     */
    public record Content(PointInTime at, List<CompanyId> companies, List<StreamEnd> streams) {
        public boolean isWhole() {
            return companies.isEmpty();
        }

        /** What a browser should call it. */
        public String fileName() {
            String about = isWhole()
                    ? "ledger"
                    : String.join(
                            "-",
                            companies.stream().limit(3).map(CompanyId::value).toList());
            return "audit-" + about + "-" + at.knownAt() + ".zip";
        }
    }

    /**
     * Finds out what the package has to hold, and waits until it is sealed.
     *
     * @param companies none for the whole ledger
     * @throws HttpProblem for a company that did not exist at that point in time
     * @throws LedgerBusy when it is not sealed in time
     */
    public Content content(PointInTime at, Collection<CompanyId> companies) {
        long knownAt = at.knownAt();
        if (!seals.reaches(knownAt)) {
            throw HttpProblem.unknown("checkpoint", Long.toString(knownAt));
        }
        List<StreamEnd> streams = rows.streams(knownAt);
        List<CompanyId> asked = companies.stream().distinct().sorted().toList();
        if (asked.isEmpty()) {
            return new Content(at, asked, streams);
        }
        Set<String> known = new HashSet<>();
        streams.forEach(end -> known.add(end.stream()));
        asked.stream()
                .filter(company -> !known.contains(company.value()))
                .findFirst()
                .ifPresent(unknown -> {
                    throw HttpProblem.unknown("company", unknown);
                });
        Set<String> wanted = wanted(asked, knownAt);
        return new Content(
                at,
                asked,
                streams.stream()
                        .filter(end -> wanted.contains(end.stream())
                                || end.streamType().equals(FX)
                                || end.streamType().equals(LEDGER))
                        .toList());
    }

    /** The companies, every party that they mention, and whoever these mention: parents, until nobody new comes up. */
    private Set<String> wanted(List<CompanyId> companies, long knownAt) {
        Set<String> wanted = new TreeSet<>();
        Set<String> news =
                new TreeSet<>(companies.stream().map(CompanyId::value).toList());
        while (!news.isEmpty()) {
            wanted.addAll(news);
            Set<String> mentioned = new TreeSet<>();
            rows.of(news, knownAt, event -> {
                Matcher party = PARTY.matcher(event.payload());
                while (party.find()) {
                    mentioned.add(party.group(1));
                }
            });
            mentioned.removeAll(wanted);
            news = mentioned;
        }
        return wanted;
    }

    /** Writes the package; the stream stays open. */
    public void write(Content content, OutputStream out) throws IOException {
        long knownAt = content.at().knownAt();
        Checkpoint root = seals.rootAt(knownAt);
        try (Zip zip = new Zip(out)) {
            zip.file(PackageFile.README, file -> file.write(readme(content)));
            zip.file(PackageFile.CHECKPOINT, file -> file.write(utf8(seals.checkpoint(knownAt))));
            zip.file(PackageFile.KEY, file -> file.write(utf8(seals.key() + "\n")));
            List<Long> positions = new ArrayList<>();
            long[] events = {0};
            zip.file(
                    PackageFile.EVENTS,
                    file -> events(content, event -> {
                        file.write(EventLine.write(event));
                        file.write('\n');
                        events[0]++;
                        if (!content.isWhole()) {
                            positions.add(event.position());
                        }
                    }));
            if (content.isWhole()) {
                zip.file(
                        PackageFile.LEAVES,
                        file -> events(content, event -> file.write(utf8(Leaf.hash(event) + "\n"))));
            } else {
                zip.file(PackageFile.INCLUSION, file -> inclusion(positions, knownAt, file));
            }
            reports(content, zip);
            Manifest manifest = manifest(content, root, events[0], zip.files);
            byte[] bytes = manifest.bytes();
            zip.file(PackageFile.MANIFEST, file -> file.write(bytes));
            zip.file(PackageFile.SIGNATURE, file -> file.write(utf8(seals.sign(Manifest.note(bytes)))));
        }
    }

    private void reports(Content content, Zip zip) throws IOException {
        PackageReports maker = reports.getIfAvailable();
        if (maker == null) {
            return;
        }
        Scope scope = new Scope(
                content.at(),
                content.isWhole(),
                content.isWhole()
                        ? ids(content, CompanyId.PREFIX).map(CompanyId::new).toList()
                        : content.companies(),
                ids(content, PartyId.PREFIX).map(PartyId::new).toList());
        for (Report report : maker.reports(scope)) {
            String name = PackageFile.REPORTS + report.name();
            if (!PackageFile.NAME.matcher(name).matches() || name.endsWith(".jsonl")) {
                throw new IllegalArgumentException("no report can be called " + report.name());
            }
            zip.file(name, report.content()::writeTo);
        }
    }

    private static Stream<String> ids(Content content, String prefix) {
        return content.streams().stream().map(StreamEnd::stream).filter(stream -> stream.startsWith(prefix));
    }

    @FunctionalInterface
    private interface Each {
        void take(EventRow event) throws IOException;
    }

    private void events(Content content, Each each) throws IOException {
        Consumer<EventRow> taking = event -> {
            try {
                each.take(event);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        };
        try {
            if (content.isWhole()) {
                rows.all(content.at().knownAt(), taking);
            } else {
                rows.of(
                        content.streams().stream().map(StreamEnd::stream).toList(),
                        content.at().knownAt(),
                        taking);
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /** A line for each event: its position, its leaf, and the path of RFC 9162 from there to the root. */
    private void inclusion(List<Long> positions, long size, OutputStream file) throws IOException {
        Merkle.Parts tree = ledger.tree();
        for (int from = 0; from < positions.size(); from += PROOFS_AT_ONCE) {
            List<Long> some = positions.subList(from, Math.min(positions.size(), from + PROOFS_AT_ONCE));
            List<Long> indexes = some.stream().map(position -> position - 1).toList();
            List<Hash> leaves = tree.of(
                    indexes.stream().map(index -> new Merkle.Part(0, index)).toList());
            List<List<Hash>> proofs = Merkle.inclusions(indexes, size, tree);
            for (int index = 0; index < some.size(); index++) {
                StringBuilder line = new StringBuilder();
                line.append(some.get(index)).append(' ').append(leaves.get(index));
                proofs.get(index).forEach(hash -> line.append(' ').append(hash));
                file.write(utf8(line.append('\n').toString()));
            }
        }
    }

    private Manifest manifest(Content content, Checkpoint root, long events, List<FileHash> files) {
        return new Manifest(
                Manifest.FORMAT,
                Program.NAME + " " + Program.version(),
                seals.key().toString(),
                new Manifest.At(content.at().asOf().toString(), content.at().knownAt()),
                new Manifest.Filters(
                        content.companies().stream().map(CompanyId::value).toList()),
                content.isWhole(),
                new Manifest.Root(root.size(), root.root().toString()),
                new Manifest.Counts(events, content.streams().size()),
                List.copyOf(files),
                content.streams().stream()
                        .map(end -> new Manifest.StreamEnd(
                                end.stream(), end.streamType(), end.events(), end.version(), end.position()))
                        .toList());
    }

    private byte[] readme(Content content) {
        String scope = content.isWhole()
                ? "It holds **every** event of the ledger up to position "
                        + content.at().knownAt()
                        + " and can be checked for completeness: all leaves are in it, and they lead to the signed root."
                : "It holds the streams of "
                        + String.join(
                                ", ",
                                content.companies().stream()
                                        .map(CompanyId::value)
                                        .toList())
                        + ", of every party that they mention with its parents, of the exchange rates, and of the closes of"
                        + " the whole ledger. Each event is proven to be under the checkpoint, and the manifest says with"
                        + " which version each of these streams ended there. That there are no *other* streams can only"
                        + " be shown by a package of the whole ledger.";
        return utf8(README.formatted(
                content.at().asOf(),
                content.at().knownAt(),
                scope,
                seals.key().name(),
                content.at().knownAt()));
    }

    @SuppressWarnings("InlineFormatString") // a page of text is read better by itself
    private static final String README = """
            # Audit package of a deal ledger

            Point in time: effective date %s, known at position %s. The effective date limits the reports; the events are
            all there are.

            %s

            ## Check it

            You need a Java 25, the program `deal-ledger.jar`, and the ledger's public key **from somebody you trust, not
            from this package** (`key.txt` is here for comparison only):

                java -jar deal-ledger.jar verify package.zip --key key.txt

            It ends with 0 when all is well, and with 2 when something is not: then it names the position of the first
            event that is wrong, or the file. No database and no network is needed.

            ## What is in it

            | file | what |
            |---|---|
            | `events.jsonl` | the events, one per line, in their order. `payload` and `metadata` are JSON strings: the stored bytes, in their first form. `effectiveOn` is `-infinity` for what holds since always |
            | `checkpoint.txt` | the root of the Merkle tree over the first events of the ledger, signed by `%s`: a C2SP checkpoint of size %s |
            | `proofs/leaves.txt` | in a package of the whole ledger: the hash of each event's leaf, in order |
            | `proofs/inclusion.txt` | in any other: for each event its position, its leaf, and its proof of inclusion (RFC 9162) |
            | `reports/` | cap tables, exposures and valuations at the point in time |
            | `manifest.json`, `manifest.sig` | counts, a hash of every file, the last version of every stream; signed |

            ## Check it without the program

            A leaf is SHA-256 over a zero byte and 17 fields: `deal-ledger/event/1`, position, stream, streamType, version,
            name, revision, payload, metadata, effectiveOn, effectiveFrom, precision, recordedAt, corrects, accountingOn,
            part, parts. Each field is its length in four bytes, the highest first, and then so many bytes of UTF-8; null is
            the length ffffffff and nothing more. Numbers are written in decimal. The tree is that of RFC 9162; the index of
            a leaf is its position less one. Notes and keys are those of c2sp.org/signed-note; the text that is signed for
            the manifest is `deal-ledger/manifest/1` and its SHA-256 in hexadecimal, a line each.
            """;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream file) throws IOException;
    }

    /** A zip whose bytes depend on nothing but what is written; remembers what it has. */
    private static final class Zip implements AutoCloseable {
        private final ZipOutputStream zip;
        private final List<FileHash> files = new ArrayList<>();

        Zip(OutputStream out) {
            this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        }

        void file(String name, Writing writing) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(ZIP_DAY.atStartOfDay());
            zip.putNextEntry(entry);
            Hashing hashing = new Hashing(zip);
            writing.to(hashing);
            zip.closeEntry();
            files.add(new FileHash(name, hashing.bytes, HexFormat.of().formatHex(hashing.digest.digest())));
        }

        @Override
        public void close() throws IOException {
            zip.finish();
            zip.flush();
        }
    }

    /** Counts and hashes; whoever closes it closes nothing. */
    private static final class Hashing extends FilterOutputStream {
        private final MessageDigest digest = Hash.sha256();
        private long bytes;

        Hashing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            digest.update((byte) single);
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            out.write(some, offset, length);
            digest.update(some, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

package io.dealledger.audit;

import io.dealledger.seal.Hash;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A package that somebody handed over: a zip that may be meant to do harm. Nothing is unpacked; names, numbers and
 * sizes are looked at before anything is read, and no more is read than was announced.
 */
final class PackageFile implements AutoCloseable {
    static final String README = "README.md";
    static final String CHECKPOINT = "checkpoint.txt";
    static final String KEY = "key.txt";
    static final String EVENTS = "events.jsonl";
    static final String LEAVES = "proofs/leaves.txt";
    static final String INCLUSION = "proofs/inclusion.txt";
    static final String REPORTS = "reports/";
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";

    /** Names that mean nothing to any file system but themselves. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final int MOST_ENTRIES = 100_000;
    /** Text and workbooks shrink to a tenth; what grows beyond this was made to. */
    private static final long MOST_EXPANSION = 100;

    private static final long NO_MATTER = 1 << 20;
    private static final int LONGEST_LINE = 64 << 20;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private PackageFile(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws UnreadablePackage when it is no zip, or a hostile one */
    static PackageFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadablePackage("there is no file " + file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException noZip) {
            throw new UnreadablePackage(file + " is no zip file that can be read: " + noZip.getMessage());
        }
        PackageFile opened = new PackageFile(zip);
        try {
            opened.look();
            return opened;
        } catch (RuntimeException hostile) {
            opened.close();
            throw hostile;
        }
    }

    private void look() {
        if (zip.size() > MOST_ENTRIES) {
            throw new UnreadablePackage("the package has " + zip.size() + " files; " + MOST_ENTRIES + " are accepted");
        }
        Set<String> seen = new TreeSet<>();
        zip.stream().forEach(entry -> {
            String name = entry.getName();
            if (!NAME.matcher(name).matches()) {
                throw new UnreadablePackage("the package has a file with the name '"
                        + name.replaceAll("\\p{Cntrl}", "?") + "', which no package has");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new UnreadablePackage("the package has the file " + name + " twice");
            }
            if (entry.getSize() < 0
                    || (entry.getSize() > NO_MATTER
                            && entry.getSize() / MOST_EXPANSION > Math.max(0, entry.getCompressedSize()))) {
                throw new UnreadablePackage("the package's file " + name + " would grow from "
                        + entry.getCompressedSize() + " to " + entry.getSize() + " bytes: more than any package's");
            }
            entries.put(name, entry);
        });
        if (!entries.containsKey(EVENTS) && !entries.containsKey(MANIFEST)) {
            throw new UnreadablePackage("the zip file is no audit package: it lacks " + EVENTS + " and " + MANIFEST);
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** What is read and hashed on the way. */
    static final class Content implements AutoCloseable {
        private final InputStream in;
        private final long announced;
        private final MessageDigest digest = Hash.sha256();
        private long read;

        private Content(InputStream in, long announced) {
            this.in = new BufferedInputStream(in, 1 << 16);
            this.announced = announced;
        }

        private int next() throws IOException {
            int next = in.read();
            if (next >= 0) {
                read++;
                if (read > announced) {
                    throw new IOException("it is longer than the " + announced + " bytes that it announces");
                }
            }
            return next;
        }

        /** The next line without its break; null at the end. A last line without a break counts as unended. */
        @Nullable
        Line line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            int next = next();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                if (line.size() > LONGEST_LINE) {
                    throw new IOException("it has a line of more than " + LONGEST_LINE + " bytes");
                }
                next = next();
            }
            byte[] bytes = line.toByteArray();
            digest.update(bytes);
            if (next == '\n') {
                digest.update((byte) '\n');
            }
            return new Line(bytes, next == '\n');
        }

        /** Reads what is left. */
        void drain() throws IOException {
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                read += length;
                digest.update(buffer, 0, length);
                if (read > announced) {
                    throw new IOException("it is longer than the " + announced + " bytes that it announces");
                }
            }
        }

        long length() {
            return read;
        }

        /** Of all that was read, in hexadecimal; ends the reading. */
        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException ignored) {
                throw new UnreadablePackage("the package cannot be read: " + ignored.getMessage());
            }
        }
    }

    /** @param ended whether a line break follows */
    @SuppressWarnings("ArrayRecordComponent") // read once and compared by nobody
    record Line(byte[] bytes, boolean ended) {}

    /** @throws IOException when it cannot be read, or is not there */
    Content content(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("it is missing");
        }
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new IOException("it is missing");
        }
        return new Content(in, entry.getSize());
    }

    /** A whole file that has to be small enough for the memory. */
    byte[] bytes(String name, int most) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("it is missing");
        }
        if (entry.getSize() > most) {
            throw new IOException("it has " + entry.getSize() + " bytes; " + most + " are read");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length != entry.getSize()) {
                throw new IOException("it announces " + entry.getSize() + " bytes and has others");
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException failed) {
            throw new UnreadablePackage("the package cannot be closed: " + failed.getMessage());
        }
    }
}

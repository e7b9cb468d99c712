package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes a ZIP that somebody sent apart, file by file, within limits: nothing that it claims of itself is believed. */
public final class ZipBody {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;
    private static final byte[] NOTHING = {};
    /** The record at the end of an archive, without its comment; in its bytes 10 and 11 stands the number of entries. */
    private static final int END_BYTES = 22;

    private static final int MOST_COMMENT = 0xFFFF;
    /** Stands for more than the record can say. */
    private static final int MOST_STATED = 0xFFFF;

    private final int mostFiles;
    private final long mostBytes;

    /** @param mostBytes what all files together may unfold to, those that nobody wants among them */
    public ZipBody(int mostFiles, long mostBytes) {
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
    }

    /**
     * @param taken gets the name and the bytes of each file that ends in {@code .json} and is not one that systems put beside
     *     others
     * @param passedOver gets the names of the other files, except of those that systems put there
     * @throws HttpProblem when it is no ZIP, holds a file twice or one that would lie outside of it, or is too large
     */
    public void eachJson(byte[] body, BiConsumer<String, byte[]> taken, Consumer<String> passedOver) {
        Set<String> names = new HashSet<>();
        long left = mostBytes;
        boolean any = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                check(name, names);
                // The size that an entry claims is not believed, and what is passed over has to be unfolded as well.
                boolean wanted = !entry.isDirectory() && name.endsWith(".json") && !isHidden(name);
                byte[] bytes = wanted ? zip.readNBytes(Math.toIntExact(Math.min(left + 1, MOST_BYTES))) : NOTHING;
                left -= wanted ? bytes.length : passedOver(zip, left);
                if (left < 0) {
                    throw unreadable("unfolds-too-large", "The package unfolds to more than " + mostBytes + " bytes");
                }
                if (wanted) {
                    any = true;
                    taken.accept(name, bytes);
                } else if (!entry.isDirectory() && !isHidden(name)) {
                    passedOver.accept(name);
                }
            }
            checkEnd(body, names.size());
        } catch (IOException | IllegalArgumentException malformed) {
            throw unreadable("not-a-zip", "The body is not a ZIP archive that can be read");
        }
        if (!any) {
            throw unreadable("not-a-zip", "The body is no ZIP archive, or holds no file that ends in .json");
        }
    }

    /**
     * An archive that was cut short between two files looks whole from its beginning: only the record at its end says how many
     * there are.
     */
    private static void checkEnd(byte[] body, int entries) {
        for (int at = body.length - END_BYTES; at >= Math.max(0, body.length - END_BYTES - MOST_COMMENT); at--) {
            if (body[at] == 'P' && body[at + 1] == 'K' && body[at + 2] == 5 && body[at + 3] == 6) {
                int stated = Byte.toUnsignedInt(body[at + 10]) | Byte.toUnsignedInt(body[at + 11]) << Byte.SIZE;
                if (stated == entries || stated == MOST_STATED) {
                    return;
                }
            }
        }
        throw unreadable(
                "not-a-zip",
                "The body is not a whole ZIP archive: its end does not say that it holds " + entries + " entries");
    }

    private void check(String name, Set<String> names) {
        if (name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw unreadable("unsafe-name", "The package holds " + name + ", which would lie outside of it");
        }
        if (!names.add(name)) {
            throw unreadable("repeated-file", "The package holds " + name + " twice");
        }
        if (names.size() > mostFiles) {
            throw unreadable("too-many-files", "The package holds more than " + mostFiles + " files");
        }
    }

    /** How long the entry is, as far as it matters. */
    private static long passedOver(ZipInputStream zip, long most) throws IOException {
        byte[] piece = new byte[8192];
        long length = 0;
        for (int read = zip.read(piece); read >= 0 && length <= most; read = zip.read(piece)) {
            length += read;
        }
        return length;
    }

    /** What some systems put beside every file. */
    private static boolean isHidden(String name) {
        return name.startsWith("__MACOSX/")
                || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
    }

    private static HttpProblem unreadable(String code, String detail) {
        return HttpProblem.of(ProblemType.UNREADABLE_BODY, detail, List.of(new Wrong("", code)));
    }
}

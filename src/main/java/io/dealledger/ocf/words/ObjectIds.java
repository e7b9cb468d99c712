package io.dealledger.ocf.words;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * OCF names objects by any text; the ledger by a prefix and then 1 to 64 of a to z, 0 to 9 and hyphen. An id that is one of the
 * ledger's stays, an id that fits behind the prefix gets it, and any other becomes its readable part with 20 digits of its
 * SHA-256. Two ids that are not the same never become one, because an id that looks like such a result is hashed too; only an
 * id of the ledger and the same one without its prefix are taken for one.
 */
public final class ObjectIds {
    private static final Pattern FITS = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern LOOKS_HASHED = Pattern.compile("(.*-)?h[0-9a-f]{20}");
    private static final int READABLE = 40;
    private static final int DIGITS = 20;

    private ObjectIds() {}

    /**
     * The ledger's id of an object of OCF.
     *
     * @param prefix e.g. {@code se_}
     * @param id as OCF has it
     */
    public static String ours(String prefix, String id) {
        if (id.startsWith(prefix)) {
            String rest = id.substring(prefix.length());
            if (FITS.matcher(rest).matches()) {
                return id;
            }
        }
        return FITS.matcher(id).matches() && !LOOKS_HASHED.matcher(id).matches() ? prefix + id : prefix + hashed(id);
    }

    /** The same for an id that holds only within something else, so that the same text elsewhere is another object. */
    public static String ours(String prefix, String within, String id) {
        return id.startsWith(prefix)
                        && FITS.matcher(id.substring(prefix.length())).matches()
                ? id
                : prefix + hashed(id, within + "\n" + id);
    }

    private static String hashed(String id) {
        return hashed(id, id);
    }

    private static String hashed(String id, String whole) {
        String readable =
                id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String part =
                readable.substring(0, Math.min(READABLE, readable.length())).replaceAll("-+$", "");
        return (part.isEmpty() ? "" : part + "-") + "h" + sha256(whole).substring(0, DIGITS);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

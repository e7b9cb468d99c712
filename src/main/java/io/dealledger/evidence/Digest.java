package io.dealledger.evidence;

import io.dealledger.http.HttpProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256, taken piece by piece. */
final class Digest {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private final MessageDigest digest;

    Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** The hash of all that was added, as 64 lower-case hexadecimal digits. Asked once. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A hash as it stands in an address. */
    static String check(String sha256) {
        return check("sha256", sha256);
    }

    static String check(String name, String sha256) {
        if (!FORM.matcher(sha256).matches()) {
            throw HttpProblem.parameter(
                    name, "not-a-hash", "'" + sha256 + "' is not a SHA-256 as 64 lower-case hexadecimal digits");
        }
        return sha256;
    }
}

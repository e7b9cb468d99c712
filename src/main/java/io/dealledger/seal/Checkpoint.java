package io.dealledger.seal;

import java.util.regex.Pattern;

/**
 * The root of the tree at one size: C2SP tlog-checkpoint.
 *
 * @param origin name of the tree, that of the key which signs it
 * @param size number of leaves: the position of the newest event in it
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    public String signedBy(SealingKey key) {
        return key.sign(text());
    }

    /** @throws NotTrusted when the note is not signed by that key, or is no checkpoint of its tree */
    public static Checkpoint open(String note, VerifierKey key) {
        String[] lines = key.open(note).split("\n", -1);
        if (lines.length != 4 || !SIZE.matcher(lines[1]).matches()) {
            throw new NotTrusted("the note is no checkpoint: origin, size and root");
        }
        if (!lines[0].equals(key.name())) {
            throw new NotTrusted(
                    "the checkpoint is one of " + VerifierKey.shortened(lines[0]) + ", not of " + key.name());
        }
        try {
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.of(lines[2]));
        } catch (IllegalArgumentException malformed) {
            throw new NotTrusted("the checkpoint's root is no hash");
        }
    }
}

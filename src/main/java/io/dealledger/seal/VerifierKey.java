package io.dealledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a signer, and what checks its notes: C2SP signed-note. As text it is one line, the vkey: name, id
 * of the key in hexadecimal, and base64 of the algorithm's byte and the key, joined by plus signs.
 */
public final class VerifierKey {
    static final byte ED25519 = 1;
    static final int ID_BYTES = 4;

    private static final String DASH = "\u2014 ";
    /** As many as other readers of notes accept. */
    private static final int MOST_SIGNATURES = 100;

    private final String name;
    private final byte[] key;
    private final byte[] id;
    private final PublicKey verifying;

    VerifierKey(String name, byte[] key) {
        this.name = checkedName(name);
        this.key = key.clone();
        this.id = id(name, key);
        this.verifying = Ed25519.verifying(key);
    }

    /** @throws NotTrusted when the line is no vkey of an Ed25519 key */
    public static VerifierKey parse(String vkey) {
        String line = vkey.strip();
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3 || line.lines().count() != 1) {
            throw new NotTrusted("a public key is one line: name+id+base64, not '" + shortened(line) + "'");
        }
        byte[] typed = base64(parts[2], "the public key");
        if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != ED25519) {
            throw new NotTrusted("the public key is not one of Ed25519");
        }
        VerifierKey verifier = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(verifier.id).equals(parts[1])) {
            throw new NotTrusted("the public key's id is " + HexFormat.of().formatHex(verifier.id)
                    + ", and its line says " + shortened(parts[1]));
        }
        return verifier;
    }

    static String checkedName(String name) {
        if (name.isEmpty()
                || name.indexOf('+') >= 0
                || name.codePoints()
                        .anyMatch(point -> Character.isWhitespace(point)
                                || Character.isSpaceChar(point)
                                || Character.isISOControl(point))) {
            throw new NotTrusted(
                    "'" + shortened(name) + "' is not the name of a key: it has no blanks and no plus sign");
        }
        return name;
    }

    static byte[] id(String name, byte[] key) {
        byte[] hash = Hash.over((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {ED25519}, key)
                .bytes();
        return Arrays.copyOf(hash, ID_BYTES);
    }

    static byte[] base64(String text, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // Falls through: told apart from no other malformed text.
        }
        throw new NotTrusted(what + " is not base64");
    }

    static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    public String name() {
        return name;
    }

    /** The id in hexadecimal. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    /** The vkey line, without a line break. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + key.length];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /**
     * The text of a note that this key has signed.
     *
     * @throws NotTrusted when it has not, or when this is no note
     */
    public String open(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new NotTrusted("this is no signed note: a text, a blank line and signatures");
        }
        if (note.codePoints().anyMatch(point -> point < ' ' && point != '\n')) {
            throw new NotTrusted("a signed note has no control characters");
        }
        String text = note.substring(0, blank + 1);
        String[] lines = note.substring(blank + 2).split("\n", -1);
        if (lines.length < 2 || lines.length - 1 > MOST_SIGNATURES) {
            throw new NotTrusted("the note has no signature, or too many");
        }
        for (int index = 0; index < lines.length - 1; index++) {
            byte[] signed = signature(lines[index]);
            if (signed.length > 0) {
                if (!Ed25519.verify(verifying, text.getBytes(StandardCharsets.UTF_8), signed)) {
                    throw new NotTrusted("the signature of " + name + " does not fit the text");
                }
                return text;
            }
        }
        throw new NotTrusted("the note is not signed by " + name + " with the key " + id());
    }

    /** The signature when it is by this key; empty when it is by another. */
    private byte[] signature(String line) {
        String[] words = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (words.length != 2 || words[0].isEmpty()) {
            throw new NotTrusted("'" + shortened(line) + "' is no line of a signature");
        }
        byte[] signed = base64(words[1], "a signature");
        if (signed.length <= ID_BYTES) {
            throw new NotTrusted("'" + shortened(line) + "' is no line of a signature");
        }
        boolean own = words[0].equals(name) && Arrays.equals(Arrays.copyOf(signed, ID_BYTES), id);
        return own ? Arrays.copyOfRange(signed, ID_BYTES, signed.length) : new byte[0];
    }
}

package io.dealledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Signs notes (C2SP signed-note, Ed25519). As text it is one line, in the form of Go's {@code sumdb/note}:
 * {@code PRIVATE+KEY+name+id+base64}.
 */
public final class SealingKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final byte[] seed;
    private final PrivateKey signing;
    private final VerifierKey verifier;

    private SealingKey(String name, byte[] seed) {
        this.seed = seed.clone();
        this.signing = Ed25519.signing(seed);
        this.verifier = new VerifierKey(name, Ed25519.publicKey(seed));
    }

    /** @param name without blanks and plus signs @param seed 32 random bytes */
    public static SealingKey of(String name, byte[] seed) {
        if (seed.length != Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        return new SealingKey(name, seed);
    }

    /** A name that tells two ledgers apart whose owners did not choose one. */
    public static String unusedName(RandomGenerator random) {
        byte[] part = new byte[4];
        random.nextBytes(part);
        return "deal-ledger/" + HexFormat.of().formatHex(part);
    }

    /** @throws NotTrusted when the line is no private key; what it holds is not repeated */
    public static SealingKey parse(String text) {
        String line = text.strip();
        String[] parts =
                line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3 || line.lines().count() != 1) {
            throw new NotTrusted("a private key is one line: PRIVATE+KEY+name+id+base64");
        }
        byte[] typed = VerifierKey.base64(parts[2], "the private key");
        if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != VerifierKey.ED25519) {
            throw new NotTrusted("the private key is not one of Ed25519");
        }
        SealingKey key = of(VerifierKey.checkedName(parts[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifier.id().equals(parts[1])) {
            throw new NotTrusted("the private key's id is " + key.verifier.id() + ", and its line says something else");
        }
        return key;
    }

    /** The line to keep: a secret. */
    public String secret() {
        byte[] typed = new byte[1 + seed.length];
        typed[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return PREFIX + verifier.name() + "+" + verifier.id() + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** @param text lines, the last one ended too @return the note: the same bytes for the same text */
    public String sign(String text) {
        if (!text.endsWith("\n") || text.codePoints().anyMatch(point -> point < ' ' && point != '\n')) {
            throw new IllegalArgumentException("the text of a note is made of lines without control characters");
        }
        byte[] signature = Ed25519.sign(signing, text.getBytes(StandardCharsets.UTF_8));
        byte[] id = HexFormat.of().parseHex(verifier.id());
        byte[] signed = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, signed, id.length, signature.length);
        return text + "\n\u2014 " + verifier.name() + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    }

    /** Not the secret: it must not leak into logs. */
    @Override
    public String toString() {
        return verifier.toString();
    }
}

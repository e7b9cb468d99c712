package io.dealledger.store;

import io.dealledger.ledger.PartyId;
import io.dealledger.party.Personal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a key per person. The text in the journal is {@code v1:} and the base64url of the key's mark,
 * nonce and ciphertext; person and version are authenticated with it, so that a sealed name cannot be moved to
 * another person. Without its key it reads as erased, also when the person has got a new key since.
 */
final class PersonalData {
    private static final String VERSION = "v1";
    /** Tells one key from the next of the same person, and nothing about either. */
    private static final int MARK_BYTES = 4;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PersonKeys keys;
    private final Supplier<byte[]> nonces;

    /** @param nonces 12 bytes each, never the same twice */
    PersonalData(PersonKeys keys, Supplier<byte[]> nonces) {
        this.keys = keys;
        this.nonces = nonces;
    }

    String seal(PartyId person, String text) {
        byte[] nonce = nonces.get();
        try {
            byte[] key = keys.findOrMake(person.value());
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, person).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = ByteBuffer.allocate(MARK_BYTES + nonce.length + ciphertext.length)
                    .put(mark(key))
                    .put(nonce)
                    .put(ciphertext)
                    .array();
            return VERSION + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is part of every Java", impossible);
        }
    }

    /** The words, or {@link Personal#ERASED}, or {@link Personal#UNREADABLE} to whoever may not see keys. */
    String open(PartyId person, String sealed) {
        if (!sealed.startsWith(VERSION + ":")) {
            throw new IllegalStateException("data of " + person + " is sealed in a version that this program lacks");
        }
        if (!keys.areVisible()) {
            return Personal.UNREADABLE;
        }
        Optional<byte[]> key = keys.find(person.value());
        if (key.isEmpty()) {
            return Personal.ERASED;
        }
        ByteBuffer parts = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed.substring(VERSION.length() + 1)));
        try {
            if (!Arrays.equals(take(parts, MARK_BYTES), mark(key.get()))) {
                return Personal.ERASED;
            }
            byte[] nonce = take(parts, NONCE_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, person).doFinal(take(parts, parts.remaining()));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | BufferUnderflowException altered) {
            throw new IllegalStateException("the sealed data of " + person + " was altered", altered);
        }
    }

    private static byte[] take(ByteBuffer parts, int length) {
        byte[] part = new byte[length];
        parts.get(part);
        return part;
    }

    private static byte[] mark(byte[] key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), MARK_BYTES);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, PartyId person) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((person.value() + "|" + VERSION).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

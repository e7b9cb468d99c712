package io.dealledger.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a document once more, piece by piece, whenever its digest is asked for. */
@Component
final class HeldDigests implements DocumentDigests {
    private final Documents documents;

    HeldDigests(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Optional<String> md5(String sha256) {
        return documents.held(sha256).flatMap(held -> {
            MessageDigest md5 = digest();
            Digest own = new Digest();
            for (int number = 0; number < held.chunks(); number++) {
                byte[] bytes = documents.chunk(sha256, number).orElse(new byte[0]);
                md5.update(bytes);
                own.add(bytes, bytes.length);
            }
            // Of a damaged document nobody gets a digest.
            return own.hash().equals(sha256) ? Optional.of(HexFormat.of().formatHex(md5.digest())) : Optional.empty();
        });
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}

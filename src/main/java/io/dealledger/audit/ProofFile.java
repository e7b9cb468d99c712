package io.dealledger.audit;

import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.Proof;
import io.dealledger.seal.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A proof that somebody was given: the JSON of {@code GET /api/proofs/…}, or of the command {@code proof}. */
public final class ProofFile {
    /** A proof holds a hash per level of the tree, and two notes. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ProofFile() {}

    /** @return empty when the file is no JSON object, and so perhaps a package */
    public static Optional<Proof> read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw new NotTrusted("there is no file " + file);
        }
        if (bytes.length == 0 || bytes[0] != '{') {
            return Optional.empty();
        }
        if (bytes.length > MOST_BYTES) {
            throw new NotTrusted(file + " is no proof: it has more than " + MOST_BYTES + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            return Optional.of(
                    json.has("position")
                            ? JSON.treeToValue(json, Proof.Inclusion.class)
                            : JSON.treeToValue(json, Proof.Consistency.class));
        } catch (JacksonException unreadable) {
            throw new NotTrusted(file + " is no proof: " + unreadable.getOriginalMessage());
        }
    }

    /** The position of a finding is that of the event whose inclusion is not proven; 0 for two checkpoints. */
    public static Verdict check(Proof proof, VerifierKey key) {
        long events = switch (proof) {
            case Proof.Inclusion _ -> 1;
            case Proof.Consistency consistency -> consistency.from();
        };
        long size = switch (proof) {
            case Proof.Inclusion inclusion -> inclusion.size();
            case Proof.Consistency consistency -> consistency.to();
        };
        long position = switch (proof) {
            case Proof.Inclusion inclusion -> inclusion.position();
            case Proof.Consistency _ -> 0;
        };
        try {
            proof.check(key);
            return new Verdict(events, size, List.of(), 0);
        } catch (NotTrusted wrong) {
            return new Verdict(
                    events,
                    size,
                    List.of(new Finding(position, Finding.Kind.UNPROVEN, String.valueOf(wrong.getMessage()))),
                    0);
        }
    }
}

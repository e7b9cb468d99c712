package io.dealledger.http;

import org.springframework.http.ResponseEntity;

/** What answers have in common. */
public final class Answers {
    /** The position up to which the ledger was read, or at which something was recorded. */
    public static final String LEDGER_POSITION = "Ledger-Position";

    /** Which program gave the answer, and in which version. */
    public static final String LEDGER_PROGRAM = "Ledger-Program";

    private Answers() {}

    /** The answer to a question, with the position that it cites. Its entity tag is added from its bytes. */
    public static <T> ResponseEntity<T> at(long position, T body) {
        return cited(position).body(body);
    }

    /** An answer that is still to get its body. */
    public static ResponseEntity.BodyBuilder cited(long position) {
        return ResponseEntity.ok()
                .header(LEDGER_POSITION, Long.toString(position))
                .header(LEDGER_PROGRAM, Program.NAME + "/" + Program.version());
    }

    /** What a stream is now: its version is the entity tag, and can be sent back in {@code If-Match}. */
    public static <T> ResponseEntity<T> versioned(long version, long position, T body) {
        return ResponseEntity.ok()
                .eTag(versionTag(version))
                .header(LEDGER_POSITION, Long.toString(position))
                .body(body);
    }

    public static String versionTag(long version) {
        return "\"" + version + "\"";
    }
}

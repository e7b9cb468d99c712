package io.dealledger.seal;

/** The key that was named is none, or cannot be read; what it holds is not repeated. */
final class UnreadableSealingKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSealingKey(String where, String why) {
        super("The sealing key in " + where + " cannot be used: " + why + ".");
    }
}

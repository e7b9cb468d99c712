package io.dealledger.audit;

/** The file is no audit package, or one that is not safe to read; the message says why. */
public final class UnreadablePackage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadablePackage(String why) {
        super(why);
    }
}

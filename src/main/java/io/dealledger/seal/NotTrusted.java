package io.dealledger.seal;

/** A note, a key or a checkpoint is not what it has to be; the message says why. */
public final class NotTrusted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotTrusted(String why) {
        super(why);
    }
}

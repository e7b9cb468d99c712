package io.dealledger.ocf.words;

/**
 * Why everything that a company has outstanding is cancelled on one day. OCF 1.2.0 has no end of an issuer; the reason that
 * says it to a person is written and read in one form, so that a package of ours loses nothing.
 */
public final class Dissolution {
    public static final String REASON = "The company is dissolved";

    private Dissolution() {}
}

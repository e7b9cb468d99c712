package io.dealledger.ocf.words;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changes the terms of a security. OCF 1.2.0 amends nothing: one security ends and another begins. The reason that says
 * which one goes on is written and read in one form, so that a package of ours loses nothing.
 */
public final class Amendment {
    public static final String OF_TERMS = "Terms are amended";

    private static final Pattern WORDS =
            Pattern.compile("(?:" + OF_TERMS + "|The terms of \\S+ are elected); it goes on as (\\S+)");

    private Amendment() {}

    public static String election(String termsOf) {
        return "The terms of " + termsOf + " are elected";
    }

    /** @param what {@link #OF_TERMS} or an {@link #election} @param security that goes on */
    public static String reason(String what, String security) {
        return what + "; it goes on as " + security;
    }

    /** The security that goes on; empty for any other reason. */
    public static Optional<String> successor(String reason) {
        Matcher said = WORDS.matcher(reason);
        return said.matches() ? Optional.of(said.group(1)) : Optional.empty();
    }
}

package io.dealledger.replay;

import io.dealledger.http.HttpProblem;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client wants to wait for work that may take long, in the words of RFC 7240: {@code respond-async} for
 * not at all, {@code wait=<seconds>} for at most so long.
 *
 * @param applied what the answer repeats; absent when nothing was preferred
 */
record Preference(Duration patience, @Nullable String applied) {
    /** Less than clients and proxies usually give up after. */
    private static final Duration USUAL = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?");

    /** @param header {@code Prefer}; what it names besides is ignored, as the standard has it */
    static Preference of(@Nullable String header) {
        if (header == null) {
            return new Preference(USUAL, null);
        }
        String applied = null;
        Duration patience = USUAL;
        for (String one : header.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
            Matcher wait = WAIT.matcher(one.strip());
            if (wait.matches()) {
                Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
                if (asked.compareTo(LONGEST) > 0) {
                    throw HttpProblem.parameter("Prefer", "out-of-range", "wait is 0 to " + LONGEST.toSeconds());
                }
                return new Preference(asked, "wait=" + asked.toSeconds());
            }
            if (one.strip().equals("respond-async")) {
                patience = Duration.ZERO;
                applied = "respond-async";
            }
        }
        return new Preference(patience, applied);
    }
}

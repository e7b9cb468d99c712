package io.dealledger.ocf.words;

import io.dealledger.money.Rounding;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a split rounds what each holder has. OCF has no field for it; the comment that says it to a person is written and
 * read in one form, so that a package of ours loses nothing.
 */
public final class SplitRounding {
    private static final Pattern COMMENT = Pattern.compile(
            "Each security is rounded to (\\d|10) places, (UP|DOWN|CEILING|FLOOR|HALF_UP|HALF_DOWN|HALF_EVEN)");

    /** Why a security is cancelled of which the rounding leaves nothing. */
    public static final String NOTHING_LEFT = "The split leaves no whole share of it";

    private SplitRounding() {}

    public static String comment(Rounding rounding) {
        return "Each security is rounded to " + rounding.places() + " places, " + rounding.mode();
    }

    /** Empty for any other comment. */
    public static Optional<Rounding> of(String comment) {
        Matcher said = COMMENT.matcher(comment.strip());
        return said.matches()
                ? Optional.of(new Rounding(Integer.parseInt(said.group(1)), RoundingMode.valueOf(said.group(2))))
                : Optional.empty();
    }
}

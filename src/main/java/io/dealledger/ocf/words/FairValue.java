package io.dealledger.ocf.words;

import io.dealledger.money.InvalidValue;
import io.dealledger.money.Price;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a share at which something is exercised net. OCF has no field for it; the words about the consideration
 * that say it to a person are written and read in one form, so that a package of ours loses nothing.
 */
public final class FairValue {
    private static final Pattern WORDS = Pattern.compile("a share is worth ([0-9.]+) ([A-Z]{3})");

    private FairValue() {}

    public static String words(Price fairValue) {
        return "a share is worth " + fairValue;
    }

    /** Empty for words that do not say it. */
    public static Optional<Price> of(String consideration) {
        Matcher said = WORDS.matcher(consideration);
        try {
            return said.find() ? Optional.of(Price.of(said.group(1), said.group(2))) : Optional.empty();
        } catch (InvalidValue other) {
            // Words of somebody else, who means something of his own.
            return Optional.empty();
        }
    }
}

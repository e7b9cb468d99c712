package io.dealledger.ocf;

import io.dealledger.ledger.Words;
import org.jspecify.annotations.Nullable;

/** Fits texts of OCF, which may be of any length and hold line breaks, into the words of the ledger. */
final class Texts {
    private Texts() {}

    /** One line of at most so many characters; empty when there is nothing to say. */
    static String line(@Nullable String text, int most) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> line.appendCodePoint(Character.isISOControl(point) ? ' ' : point));
        String whole = line.toString().strip();
        if (whole.length() <= most) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(most - 2)) ? most - 2 : most - 1;
        return whole.substring(0, end) + "…";
    }

    static String name(@Nullable String text) {
        return line(text, Words.NAME);
    }

    static String reason(@Nullable String text) {
        return line(text, Words.REASON);
    }

    static boolean isCut(@Nullable String text, int most) {
        return text != null && text.strip().length() > most;
    }
}

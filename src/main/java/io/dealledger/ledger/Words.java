package io.dealledger.ledger;

import io.dealledger.money.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the ledger accepts as words: not blank, of a bounded length, without control characters. */
public final class Words {
    public static final int NAME = 200;
    public static final int REASON = 1000;

    private static final Set<String> COUNTRIES = Set.copyOf(List.of(Locale.getISOCountries()));

    private Words() {}

    /** @return the words without white space at either end */
    public static String check(String field, String words, int most) {
        String trimmed = words.strip();
        if (trimmed.isEmpty()) {
            throw InvalidValue.in(field, "blank", words, field + " is blank");
        }
        if (trimmed.length() > most) {
            throw InvalidValue.in(
                    field,
                    "too-long",
                    trimmed.substring(0, 20) + "…",
                    field + " has " + trimmed.length() + " characters; " + most + " are allowed");
        }
        if (trimmed.codePoints().anyMatch(Character::isISOControl)) {
            throw InvalidValue.in(field, "control-character", field, field + " holds a control character");
        }
        return trimmed;
    }

    public static @Nullable String checkIfPresent(String field, @Nullable String words, int most) {
        return words == null ? null : check(field, words, most);
    }

    /** @param code two letters of ISO 3166-1 */
    public static @Nullable String country(String field, @Nullable String code) {
        if (code != null && !COUNTRIES.contains(code)) {
            throw InvalidValue.in(
                    field, "unknown-country", code, "'" + code + "' is not a country code of ISO 3166-1 (two letters)");
        }
        return code;
    }
}

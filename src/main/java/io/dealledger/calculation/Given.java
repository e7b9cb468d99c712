package io.dealledger.calculation;

import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What terms of a calculation have to be; what they are not is refused with the field's name and the figure. */
public final class Given {
    private Given() {}

    public static Fraction notNegative(String field, Fraction figure) {
        if (figure.signum() < 0) {
            throw InvalidValue.in(field, "negative", text(figure), field + " is negative: " + text(figure));
        }
        return figure;
    }

    public static Fraction positive(String field, Fraction figure) {
        if (figure.signum() <= 0) {
            throw InvalidValue.in(
                    field, "not-positive", text(figure), field + " has to be more than zero, and is " + text(figure));
        }
        return figure;
    }

    public static @Nullable Fraction notNegativeIfPresent(String field, @Nullable Fraction figure) {
        return figure == null ? null : notNegative(field, figure);
    }

    public static @Nullable Fraction positiveIfPresent(String field, @Nullable Fraction figure) {
        return figure == null ? null : positive(field, figure);
    }

    /** @return the list, with at most {@code most} entries */
    public static <T> List<T> atMost(String field, int most, List<T> list) {
        if (list.size() > most) {
            throw InvalidValue.in(
                    field,
                    "too-many",
                    Integer.toString(list.size()),
                    field + " has " + list.size() + " entries; " + most + " are allowed");
        }
        return List.copyOf(list);
    }

    /** Each entry of the list is called otherwise than all that were seen, and is seen from now on. */
    public static <T> void unique(String field, List<T> list, Function<T, String> name, Set<String> seen) {
        for (int index = 0; index < list.size(); index++) {
            String called = name.apply(list.get(index));
            if (!seen.add(called)) {
                throw InvalidValue.in(
                        field + "/" + index + "/name", "duplicate", called, "'" + called + "' is named twice");
            }
        }
    }

    public static <T> void unique(String field, List<T> list, Function<T, String> name) {
        unique(field, list, name, new HashSet<>());
    }

    /** A figure in words: a decimal where it is one, else the fraction. */
    public static String text(Fraction figure) {
        BigDecimal decimal = figure.toDecimal(10, RoundingMode.HALF_EVEN);
        return Fraction.of(decimal).equals(figure) ? plain(decimal) : figure.toString();
    }

    /** Without exponent and without zeros that say nothing. */
    public static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }
}

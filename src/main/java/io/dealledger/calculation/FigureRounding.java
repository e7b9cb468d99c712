package io.dealledger.calculation;

import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a price or an amount is rounded.
 *
 * @param places decimal places, 0 to 10; may be absent where {@code mode} is {@code NONE}
 * @param mode {@code NONE} leaves the exact fraction
 */
public record FigureRounding(@Nullable Integer places, Mode mode) {
    private static final int MOST_PLACES = 10;
    public static final FigureRounding NONE = new FigureRounding(null, Mode.NONE);

    /** The words of {@link RoundingMode}, of those that terms of rounds use. */
    public enum Mode {
        HALF_EVEN,
        HALF_UP,
        DOWN,
        UP,
        FLOOR,
        CEILING,
        NONE
    }

    public FigureRounding {
        if (places == null && mode != Mode.NONE) {
            throw InvalidValue.in("places", "missing", "", "rounding " + mode + " needs a number of places");
        }
        if (places != null && (places < 0 || places > MOST_PLACES)) {
            throw InvalidValue.in("places", "out-of-range", Integer.toString(places), places + " is not 0 to 10");
        }
    }

    /** Absent leaves the exact fraction. */
    public static Fraction round(Fraction figure, @Nullable FigureRounding rounding) {
        return rounding == null || rounding.mode == Mode.NONE || rounding.places == null
                ? figure
                : Fraction.of(figure.toDecimal(rounding.places, RoundingMode.valueOf(rounding.mode.name())));
    }
}

package io.dealledger.money;

import java.math.RoundingMode;

/** How a figure was rounded; recorded with the event that needed it. {@code places} is the number of decimal places, 0 to 10. */
public record Rounding(int places, RoundingMode mode) {
    public Rounding {
        if (places < 0 || places > 10) {
            throw InvalidValue.in("places", "out-of-range", Integer.toString(places), "places is 0 to 10");
        }
    }
}

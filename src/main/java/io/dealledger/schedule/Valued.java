package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Figures;
import io.dealledger.money.Interval;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Part of a line's value, by what it rests on.
 *
 * @param mark the measurement; absent where nobody measured it
 * @param rolled whether lots came or went since the measurement
 */
record Valued(Level level, Claim value, @Nullable Mark mark, boolean rolled) {
    static final String ROLLED =
            "as measured, with what was bought since at cost and without the part that was sold or returned";
    static final String UNCHANGED = "fair value changed with the holding alone since it was measured";

    /** One for each measurement that still covers something of the pieces, and one for what nobody measured. */
    static List<Valued> of(List<Piece> pieces, FairValueBook book) {
        Map<Mark, List<Claim>> byMark = new LinkedHashMap<>();
        List<Piece> unmeasured = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.mark() == null || piece.carried() == null) {
                unmeasured.add(piece);
            } else {
                byMark.computeIfAbsent(piece.mark(), none -> new ArrayList<>()).add(piece.carried());
            }
        }
        List<Valued> found = new ArrayList<>();
        byMark.forEach((mark, carried) -> {
            Claim sum = Amounts.sum(carried);
            boolean rolled =
                    book.isRolled(mark) || !sum.interval().equals(mark.claim().interval());
            found.add(new Valued(mark.level(), rolled ? rolled(mark, sum) : mark.claim(), mark, rolled));
        });
        if (!unmeasured.isEmpty()) {
            found.add(new Valued(
                    Level.NOT_MEASURED,
                    Figures.undisclosed(unmeasured.stream()
                            .flatMap(piece -> piece.events().stream())
                            .toList()),
                    null,
                    false));
        }
        return found;
    }

    private static Claim rolled(Mark mark, Claim sum) {
        Interval interval = sum.says() ? sum.interval() : Interval.NOT_NEGATIVE;
        return Figures.from(
                interval,
                Unit.MONEY,
                Objects.requireNonNullElse(
                        sum.currency(), Objects.requireNonNull(mark.claim().currency())),
                ROLLED,
                UNCHANGED,
                List.of(sum, mark.claim()));
    }
}

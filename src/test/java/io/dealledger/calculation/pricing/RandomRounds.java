package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Rounds of all shapes, by a seed. Now and then one that cannot be. */
final class RandomRounds {
    private static final List<FigureRounding.Mode> MODES = List.of(
            FigureRounding.Mode.CEILING,
            FigureRounding.Mode.DOWN,
            FigureRounding.Mode.HALF_EVEN,
            FigureRounding.Mode.UP);

    private static final List<Method> METHODS = List.of(Method.values());

    private final Random random;

    RandomRounds(long seed) {
        this.random = new Random(seed);
    }

    /** Without any rounding. */
    ARound next() {
        ARound round = random.nextBoolean()
                ? ARound.preMoney(Integer.toString(1_000_000 * between(4, 60)))
                : ARound.postMoney(Integer.toString(1_000_000 * between(12, 80)));
        for (int investor = between(0, 3); investor > 0; investor--) {
            round.invests("Investor " + investor, Integer.toString(1000 * between(1, 3500)));
        }
        round.holds("Founders", Integer.toString(between(1000, 20_000_000)));
        if (random.nextBoolean()) {
            round.options("Granted", Integer.toString(between(0, 900_000)));
        }
        if (random.nextBoolean()) {
            round.unissued("Reserved", Integer.toString(between(0, 900_000)));
        }
        switch (between(0, 4)) {
            case 0 -> round.pool("0." + between(5, 25));
            case 1 -> round.totalPool("0." + between(10, 25));
            case 2 -> round.poolIncrease(Integer.toString(between(0, 1_000_000)));
            default -> {}
        }
        for (int holder = between(0, 2); holder > 0; holder--) {
            round.protectedHolder(
                    "Series " + holder,
                    Fraction.of(between(1000, 3_000_000)),
                    METHODS.get(random.nextInt(METHODS.size())),
                    Fraction.of(between(1, 3000), 100));
        }
        for (int convertible = between(0, 5); convertible > 0; convertible--) {
            convertible(round, "Convertible " + convertible);
        }
        if (between(0, 9) == 0) {
            round.capitalisation(Integer.toString(between(1000, 20_000_000)));
        }
        return round;
    }

    /** With prices or shares rounded, or both. */
    ARound nextRounded() {
        return next().rounded(
                        between(2, 6),
                        MODES.get(random.nextInt(MODES.size())),
                        random.nextInt(4) == 0 ? ShareRounding.EXACT : ShareRounding.FLOOR);
    }

    private void convertible(ARound round, String name) {
        String amount = Integer.toString(1000 * between(20, 1500));
        String cap = Integer.toString(1_000_000 * between(2, 60));
        String discount = "0." + between(10, 35);
        switch (between(0, 8)) {
            case 0, 1 -> round.safe(name, amount, cap);
            case 2 -> round.preMoneySafe(name, amount, cap);
            case 3 -> round.note(name, amount, cap, discount);
            case 4 -> round.discounted(name, amount, discount);
            case 5 -> round.mfn(name, amount);
            case 6 -> round.fixedPercent(name, amount, between(1, 9) + "%");
            case 7 ->
                round.accruing(
                        name,
                        amount,
                        discount,
                        new Interest(
                                Fraction.of(between(0, 12), 100),
                                LocalDate.of(2023, 1, 31),
                                LocalDate.of(2023, 1, 31).plusDays(between(0, 1200)),
                                random.nextBoolean() ? DayCount.ACT_365 : DayCount.THIRTY_360,
                                random.nextBoolean() ? Interest.Kind.SIMPLE : Interest.Kind.COMPOUNDING));
            default ->
                round.converts(Convertible.of(
                        name,
                        Convertible.Kind.SAFE_POST,
                        Fraction.of(amount),
                        Fraction.of(cap),
                        Fraction.of(discount)));
        }
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}

package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Figures;
import io.dealledger.money.Currency;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is carried at one level of the fair value hierarchy in one currency (ASC 820-10-50-2(b), IFRS 13.93(b)).
 *
 * @param currency absent when nothing at the level has a figure
 * @param measurements how many there are at the level, in all currencies; of NOT_MEASURED, how many parts nobody measured
 */
public record LevelAnswer(Level level, @Nullable String currency, int measurements, Printed fairValue) {
    static List<LevelAnswer> of(List<Line> lines) {
        Map<Level, List<Claim>> byLevel = new EnumMap<>(Level.class);
        lines.stream()
                .flatMap(line -> line.values().stream())
                .forEach(valued -> byLevel.computeIfAbsent(valued.level(), none -> new ArrayList<>())
                        .add(valued.value()));
        List<LevelAnswer> levels = new ArrayList<>();
        byLevel.forEach((level, values) -> {
            Map<Currency, Claim> sums = Figures.byCurrency(values, false);
            if (sums.isEmpty()) {
                levels.add(new LevelAnswer(level, null, values.size(), Printed.of(Figures.sum(values, null))));
            }
            sums.forEach((currency, sum) ->
                    levels.add(new LevelAnswer(level, currency.code(), values.size(), Printed.of(sum))));
        });
        return levels;
    }
}

package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Figures;
import io.dealledger.ledger.CompanyId;
import io.dealledger.money.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some lines add up to in one currency. Where a line says nothing the sum is a lower bound.
 *
 * @param of what the lines have in common: a company, a type of instrument or a basis of value; absent for all
 * @param lines number of lines, also of those in other currencies
 * @param undisclosed how many of them have no value
 * @param unrealisedLeavesOut companies whose gain exists only because sources disagree
 */
public record SubtotalAnswer(
        @Nullable String of,
        String currency,
        int lines,
        int undisclosed,
        @Nullable Printed commitment,
        @Nullable Printed totalInvested,
        @Nullable Printed unfunded,
        @Nullable Printed realisedProceeds,
        @Nullable Printed currentCost,
        @Nullable Printed fairValue,
        @Nullable Printed unrealised,
        List<CompanyId> unrealisedLeavesOut) {

    /** One for each currency that occurs, in the order of their codes. */
    static List<SubtotalAnswer> of(@Nullable String name, List<Line> lines) {
        NavigableMap<Currency, Claim> committed = sums(lines, Line::committed, false);
        NavigableMap<Currency, Claim> invested = sums(lines, Line::invested, false);
        List<Claim> open = new ArrayList<>();
        lines.forEach(line -> line.unfunded().ifPresent(open::add));
        NavigableMap<Currency, Claim> unfunded = Figures.byCurrency(open, false);
        NavigableMap<Currency, Claim> proceeds = sums(lines, Line::proceeds, false);
        NavigableMap<Currency, Claim> cost = sums(lines, Line::cost, false);
        NavigableMap<Currency, Claim> value = sums(lines, Line::value, false);
        List<Line> clear = lines.stream().filter(line -> !line.clouded()).toList();
        NavigableMap<Currency, Claim> unrealised = sums(clear, Line::unrealised, true);
        SortedSet<Currency> currencies = new TreeSet<>();
        List.of(committed, invested, unfunded, proceeds, cost, value, unrealised)
                .forEach(sums -> currencies.addAll(sums.keySet()));
        return currencies.stream()
                .map(currency -> new SubtotalAnswer(
                        name,
                        currency.code(),
                        lines.size(),
                        (int) lines.stream()
                                .filter(line -> !line.value().says())
                                .count(),
                        printed(committed, currency),
                        printed(invested, currency),
                        printed(unfunded, currency),
                        printed(proceeds, currency),
                        printed(cost, currency),
                        printed(value, currency),
                        printed(unrealised, currency),
                        lines.stream()
                                .filter(Line::clouded)
                                .filter(line -> line.unrealised().says())
                                .map(Line::company)
                                .distinct()
                                .toList()))
                .toList();
    }

    static List<SubtotalAnswer> by(Function<Line, String> name, List<Line> lines) {
        NavigableMap<String, List<Line>> named = new TreeMap<>();
        lines.forEach(line -> named.computeIfAbsent(name.apply(line), none -> new ArrayList<>())
                .add(line));
        List<SubtotalAnswer> all = new ArrayList<>();
        named.forEach((each, own) -> all.addAll(of(each, own)));
        return all;
    }

    private static NavigableMap<Currency, Claim> sums(List<Line> lines, Function<Line, Claim> measure, boolean signed) {
        return Figures.byCurrency(lines.stream().map(measure).toList(), signed);
    }

    private static @Nullable Printed printed(Map<Currency, Claim> sums, Currency currency) {
        Claim sum = sums.get(currency);
        return sum == null ? null : Printed.of(sum);
    }
}

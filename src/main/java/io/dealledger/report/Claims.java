package io.dealledger.report;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How claims stand in tables: each in a row of its own, with all that is known of it. */
final class Claims {
    /**
     * A claim, and what it is about.
     *
     * @param subject e.g. a company or a party
     * @param measure e.g. {@code invested}
     * @param place {@code holds} for the one that answers, {@code beside} for others that were heard
     */
    record Row(String subject, String measure, String place, Printed claim) {}

    static final String HOLDS = "holds";
    static final String BESIDE = "beside";

    private Claims() {}

    /** @param subject name of the first column */
    static Table table(String name, String subject, List<Row> rows) {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(Column.text(subject, Row::subject));
        columns.add(Column.text("measure", Row::measure));
        columns.add(Column.text("place", Row::place));
        // What is only heard beside is no part of any sum.
        columns.add(Column.<Row>figure(
                        "exact",
                        row -> row.place.equals(HOLDS) && row.claim.op() == Op.EXACT ? row.claim.stated() : null)
                .summedPer("measure", "unit", "currency"));
        columns.addAll(columns(Row::claim));
        return Table.of(name, rows, columns);
    }

    /** All of a claim, beginning with its op. */
    static <T> List<Column<T>> columns(Function<T, @Nullable Printed> of) {
        return List.of(
                Column.text("op", some(of, Printed::op)),
                Column.figure("stated", some(of, Printed::stated)),
                Column.figure("lower", some(of, Printed::lower)),
                Column.<T>text("lowerInclusive", some(of, Printed::lowerInclusive))
                        .atLength(),
                Column.figure("upper", some(of, Printed::upper)),
                Column.<T>text("upperInclusive", some(of, Printed::upperInclusive))
                        .atLength(),
                Column.text("unit", some(of, Printed::unit)),
                Column.text("currency", some(of, Printed::currency)),
                Column.<T>text("significantDigits", some(of, Printed::significantDigits))
                        .atLength(),
                Column.text("class", some(of, Printed::sourceClass)),
                Column.<T>text("publisher", source(of, Source::publisher)).atLength(),
                Column.<T>text("publishedOn", source(of, Source::publishedOn)).atLength(),
                Column.<T>text("url", source(of, Source::url)).atLength(),
                Column.<T>text("sha256", source(of, Source::sha256)).atLength(),
                Column.<T>text("phrase", some(of, Printed::phrase)).atLength(),
                Column.<T>figure("alternative", some(of, Printed::alternative)).atLength(),
                Column.<T>text("rule", some(of, Printed::rule)).atLength(),
                Column.<T>text("assumption", some(of, Printed::assumption)).atLength(),
                Column.<T>text("events", some(of, Printed::events)).atLength());
    }

    private static <T> Function<T, @Nullable Object> some(
            Function<T, @Nullable Printed> of, Function<Printed, @Nullable Object> part) {
        return row -> {
            Printed claim = of.apply(row);
            return claim == null ? null : part.apply(claim);
        };
    }

    private static <T> Function<T, @Nullable Object> source(
            Function<T, @Nullable Printed> of, Function<Source, @Nullable Object> part) {
        return some(of, claim -> {
            Source source = claim.source();
            return source == null ? null : part.apply(source);
        });
    }

    /** In a few words, for a cell of its own: {@code at least 300000000 USD}. */
    static String words(@Nullable Printed claim) {
        if (claim == null) {
            return "";
        }
        String unit = switch (claim.unit()) {
            case MONEY -> claim.currency() == null ? "" : " " + claim.currency();
            case PERCENT, TIMES, SHARES -> " " + claim.unit().name().toLowerCase(Locale.ROOT);
        };
        return switch (claim.op()) {
            case EXACT -> claim.stated() + unit;
            case APPROX -> "about " + claim.stated() + unit;
            case AT_LEAST -> "at least " + claim.lower() + unit;
            case MORE_THAN -> "more than " + claim.lower() + unit;
            case AT_MOST -> "at most " + claim.upper() + unit;
            case LESS_THAN -> "less than " + claim.upper() + unit;
            case RANGE -> claim.lower() + " to " + claim.upper() + unit;
            case UNDISCLOSED -> "undisclosed";
            case NONE -> "none";
        };
    }

    static Table conflicts(String subject, List<About> conflicts) {
        return Table.of(
                "conflicts",
                conflicts,
                Column.text(subject, About::subject),
                Column.text("kind", about -> about.conflict.kind()),
                Column.text("reason", about -> about.conflict.reason()),
                Column.<About>text("events", about -> about.conflict.events()).atLength());
    }

    /** A conflict, and what it is about. */
    record About(String subject, Conflict conflict) {}
}

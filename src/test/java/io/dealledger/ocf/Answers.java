package io.dealledger.ocf;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableQuestion;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ocf.export.OcfLoss;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the cap table answers on a day, without the events behind it, which an import has others of. */
final class Answers {
    private static final Pattern PRICE = Pattern.compile("price (\\d+\\.\\d{9,})");

    private Answers() {}

    static List<String> on(CompanyId company, List<Recorded<CompanyEvent>> history, LocalDate day) {
        CapTable table = CapTables.of(
                company,
                history,
                PointInTime.of(day, Long.MAX_VALUE),
                new CapTableQuestion(Denominator.FULLY_DILUTED, null));
        List<String> answers = new ArrayList<>();
        add(
                answers,
                "class",
                table.classes(),
                row -> row.name() + " " + row.type() + " authorised " + row.authorised() + " issued " + row.issued()
                        + " outstanding " + row.outstanding() + " as converted " + row.asConverted() + " ratio "
                        + row.conversionRatio().fraction());
        add(
                answers,
                "holding",
                table.holdings(),
                row -> row.party() + " " + row.shareClass() + " " + row.quantity() + " "
                        + row.ownership().percent());
        answers.add(table.totals().toString());
        CapTable.Instruments instruments = table.instruments();
        if (instruments != null) {
            add(
                    answers,
                    "plan",
                    instruments.plans(),
                    row -> row.name() + " " + row.classes() + " reserved " + row.reserved() + " granted "
                            + row.granted() + " exercised " + row.exercised() + " withheld " + row.withheld()
                            + " available " + row.available());
            add(
                    answers,
                    "grant",
                    instruments.grants(),
                    row -> row.security() + " " + row.party() + " " + row.kind() + " " + row.plan() + " "
                            + row.shareClass() + " " + row.quantity() + " vested " + row.vested() + " price "
                            + row.price() + " until " + row.until());
            add(
                    answers,
                    "warrant",
                    instruments.warrants(),
                    row -> row.security() + " " + row.party() + " " + row.shareClass() + " " + row.quantity()
                            + " vested " + row.vested() + " price " + row.price() + " until " + row.until());
            List<Integer> seniorities = instruments.convertibles().stream()
                    .map(CapTable.ConvertibleRow::seniority)
                    .distinct()
                    .sorted()
                    .toList();
            add(
                    answers,
                    "convertible",
                    instruments.convertibles(),
                    row -> row.security() + " " + row.party() + " " + row.kind() + " " + row.amount() + " paid "
                            + seniorities.indexOf(row.seniority()) + " seniority " + row.seniority() + " "
                            + row.triggers());
            add(
                    answers,
                    "restricted",
                    instruments.restricted(),
                    row -> row.party() + " " + row.shareClass() + " " + row.quantity() + " vested " + row.vested());
        }
        return answers;
    }

    /** The same but for what a report of the export names as lost. */
    static List<String> without(Collection<OcfLoss> losses, List<String> answers) {
        Stream<String> left = answers.stream();
        if (losses.stream().anyMatch(loss -> loss.what().equals("order of the day"))) {
            left = left.map(answer -> answer.startsWith("restricted ") ? answer.replaceAll(" vested .*", "") : answer);
        }
        if (losses.stream().anyMatch(loss -> loss.what().equals("seniority"))) {
            // The order in which they are paid is there, and no number beyond that.
            left = left.map(answer -> answer.replaceAll(" seniority -?\\d+", ""));
        }
        if (losses.stream().anyMatch(loss -> loss.detail().contains("rounded to 10 places"))) {
            // The next split multiplies what was left out.
            left = left.map(answer -> PRICE.matcher(answer)
                    .replaceAll(
                            price -> "price " + new BigDecimal(price.group(1)).setScale(8, RoundingMode.HALF_EVEN)));
        }
        return left.toList();
    }

    private static <R> void add(
            List<String> answers, String name, List<R> rows, java.util.function.Function<R, String> told) {
        rows.stream().map(row -> name + " " + told.apply(row)).sorted().forEach(answers::add);
    }
}

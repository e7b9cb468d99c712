package io.dealledger.ocf;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableQuestion;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Price;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cap table answers on a day, without the events behind it, which an import has others of. */
final class Answers {
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
                            + nearly(row.price()) + " until " + row.until());
            add(
                    answers,
                    "warrant",
                    instruments.warrants(),
                    row -> row.security() + " " + row.party() + " " + row.shareClass() + " " + row.quantity()
                            + " vested " + row.vested() + " price " + nearly(row.price()) + " until " + row.until());
            // OCF has the order in which they are paid, and no number beyond that.
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
                            + seniorities.indexOf(row.seniority()) + " " + row.triggers());
            add(
                    answers,
                    "restricted",
                    instruments.restricted(),
                    row -> row.party() + " " + row.shareClass() + " " + row.quantity() + " vested " + row.vested());
        }
        return answers;
    }

    /** The same but for what vests of stock. */
    static List<String> withoutVestedStock(List<String> answers) {
        return answers.stream()
                .map(answer -> answer.startsWith("restricted ") ? answer.replaceAll(" vested .*", "") : answer)
                .toList();
    }

    /** A price after splits is a fraction, of which OCF keeps 10 places: the next split multiplies what was left out. */
    private static String nearly(@Nullable Price price) {
        return price == null ? "none" : price.amount().setScale(8, RoundingMode.HALF_EVEN) + " " + price.currency();
    }

    private static <R> void add(
            List<String> answers, String name, List<R> rows, java.util.function.Function<R, String> told) {
        rows.stream().map(row -> name + " " + told.apply(row)).sorted().forEach(answers::add);
    }
}

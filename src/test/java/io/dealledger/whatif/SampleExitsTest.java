package io.dealledger.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.Company;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Fraction;
import io.dealledger.sample.DecidedSample;
import io.dealledger.whatif.Exits.Exit;
import io.dealledger.whatif.Exits.Payout;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The exits of the company that is known to the last share. At the end of 2023 it has 15,900,000 of Common, 4,000,000 of
 * Seed at 0.25, 5,000,000 of Series A at 1.00 and 7,000,000 of Series B at 3.00, the later ones senior, none participating.
 */
class SampleExitsTest {
    private static final DecidedSample SAMPLE = DecidedSample.load();

    private static Exits exits(String asOf, String... proceeds) {
        PointInTime point = PointInTime.of(LocalDate.parse(asOf), SAMPLE.endOfFact(23));
        return Distribution.of(
                Known.of(Company.cut(point, SAMPLE.company("co_exemplar")).certain(), point.asOf()),
                new ExitQuestion(
                        Stream.of(proceeds).map(Fraction::of).toList(),
                        null,
                        ExitQuestion.Options.OUTSTANDING,
                        null,
                        null));
    }

    private static List<String> paid(Exit exit) {
        return exit.payouts().stream().map(Payout::displayed).toList();
    }

    @Test
    void preferences_are_paid_from_the_youngest_class_down_and_the_rest_to_common() {
        Exits exits = exits("2023-12-31", "20000000", "26500000", "27000000");
        assertThat(exits.complete()).isTrue();
        assertThat(exits.classes())
                .extracting(Exits.ClassTerms::preference)
                .containsExactly(null, "1000000", "5000000", "21000000");
        assertThat(paid(exits.exits().get(0))).containsExactly("0.00", "0.00", "0.00", "20000000.00");
        assertThat(paid(exits.exits().get(1))).containsExactly("0.00", "500000.00", "5000000.00", "21000000.00");
        assertThat(paid(exits.exits().get(2))).containsExactly("0.00", "1000000.00", "5000000.00", "21000000.00");
    }

    @Test
    void classes_convert_where_that_is_worth_more() {
        Exits exits = exits("2023-12-31", "50000000", "100000000");
        // 29 million among 24.9 million shares: more than 1.00 and less than 3.00.
        assertThat(exits.exits().get(0).converts()).containsExactly("Seed", "Series A");
        assertThat(paid(exits.exits().get(0)))
                .containsExactly("18518072.29", "4658634.54", "5823293.17", "21000000.00");
        assertThat(exits.exits().get(1).converts()).containsExactly("Seed", "Series A", "Series B");
        assertThat(exits.exits().get(1).perShare()).isEqualTo("3.1347962382");
        assertThat(exits.breakpoints())
                .as("preferences of B, A and Seed; then Seed, A and B convert at 0.25, 1.00 and 3.00 a share")
                .containsExactly("21000000", "26000000", "27000000", "30975000", "45900000", "95700000");
    }

    @Test
    void before_the_split_the_issue_price_is_that_of_the_day() {
        assertThat(exits("2022-04-30", "1").classes())
                .extracting(Exits.ClassTerms::issuePrice)
                .contains("0.5", "2");
        assertThat(exits("2022-05-01", "1").classes())
                .extracting(Exits.ClassTerms::issuePrice)
                .contains("0.25", "1");
    }

    @Test
    void no_press_deal_is_distributed_by_terms_that_nobody_has_disclosed() {
        PointInTime point = PointInTime.of(LocalDate.of(2025, 1, 1), SAMPLE.endOfBatch(3));
        Exits exits = Distribution.of(
                Known.of(Company.cut(point, SAMPLE.company("co_moonshot")).certain(), point.asOf()),
                new ExitQuestion(List.of(Fraction.of(100)), null, ExitQuestion.Options.OUTSTANDING, null, null));
        assertThat(exits.exits()).isEmpty();
        assertThat(exits.notCounted())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Exits.Kind.COMPANY));
    }
}

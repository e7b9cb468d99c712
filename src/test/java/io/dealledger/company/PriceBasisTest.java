package io.dealledger.company;

import static io.dealledger.company.CorrectCompanyFactsTest.by;
import static io.dealledger.company.CorrectCompanyFactsTest.correct;
import static io.dealledger.company.CorrectCompanyFactsTest.set;
import static io.dealledger.company.CorrectCompanyFactsTest.voiding;
import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.price;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.reportRound;
import static io.dealledger.company.Deals.round;
import static io.dealledger.company.Deals.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Ratio;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A price is recorded with what it was calculated from; when that changes afterwards the price says so. */
class PriceBasisTest {
    private static final LocalDate LATER = LocalDate.of(2025, 1, 1);

    /** Amy has 600 shares (event 3), and a round is priced on them (event 5). */
    private final Scenario scenario = Scenario.given(
            register("2020-01-01"),
            common("Common", "10000", "2020-01-01"),
            issue("se_a", "Common", AMY, "600", "2020-01-02"),
            open("rd_b", "2020-06-01"),
            price("rd_b", "1200", "2.00", "Common", "2020-06-02"));

    private static AuthoriseShareClass classA(String ratio) {
        return new AuthoriseShareClass(
                "A",
                ShareClassType.PREFERRED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Ratio.of(ratio),
                on("2020-05-01"),
                null);
    }

    private SortedMap<RoundId, Conflict> stale(long knownAt) {
        return PriceBasis.stale(scenario.history(), PointInTime.of(LATER, knownAt));
    }

    private SortedMap<RoundId, Conflict> stale() {
        return stale(scenario.newest());
    }

    @Test
    void the_price_is_flagged_with_the_correction_of_what_it_was_calculated_from() {
        scenario.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        assertThat(stale()).containsOnlyKeys(round("rd_b"));
        Conflict conflict = stale().get(round("rd_b"));
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE_BASIS);
        assertThat(conflict.events()).containsExactly(5L, 6L);
        assertThat(conflict.reason()).contains("600").contains("500");
        assertThat(stale(5)).isEmpty();
    }

    @Test
    void the_flag_goes_when_the_price_is_corrected_or_the_correction_is_void() {
        scenario.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        scenario.record(voiding(6));
        assertThat(stale(6)).isNotEmpty();
        assertThat(stale()).isEmpty();
        scenario.record(correct(3, issue(null, "Common", AMY, "400", "2020-01-02")));
        assertThat(stale()).isNotEmpty();
        scenario.record(correct(5, price("rd_b", "1200", "3.00", "Common", "2020-06-02")));
        assertThat(stale()).isEmpty();
    }

    @Test
    void corrected_together_the_price_rests_on_the_corrected_count() {
        scenario.record(set(
                by(5, price("rd_b", "1200", "3.00", "Common", "2020-06-02")),
                by(3, issue(null, "Common", AMY, "400", "2020-01-02"))));
        assertThat(stale()).isEmpty();
        scenario.record(voiding(7));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(6L, 8L);
    }

    @Test
    void a_fact_that_came_late_is_a_cause_as_well_and_one_that_came_after_the_price_is_none() {
        scenario.record(issue("se_b", "Common", BEN, "100", "2020-07-01"));
        scenario.record(transfer(AMY, BEN, "10", "2020-03-01"));
        assertThat(stale()).isEmpty();
        scenario.record(issue("se_c", "Common", BEN, "100", "2020-05-01"));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 8L);
    }

    @Test
    void what_came_after_the_price_on_its_own_day_is_none_either_unless_it_is_moved_before_it() {
        scenario.record(issue("se_b", "Common", BEN, "100", "2020-06-02"));
        scenario.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 7L);
        scenario.record(correct(6, issue(null, "Common", BEN, "90", "2020-06-02")));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 7L);
        scenario.record(correct(8, issue(null, "Common", BEN, "90", "2020-06-01")));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 7L, 9L);
    }

    @Test
    void a_fact_moved_behind_the_price_is_a_cause() {
        scenario.record(correct(3, issue(null, "Common", AMY, "600", "2020-08-01")));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 6L);
    }

    @Test
    void a_price_that_was_never_checked_has_no_basis_to_be_stale() {
        Scenario reported = Scenario.given(
                register("2020-01-01"),
                common("Common", "10000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                reportRound("rd_p", "2020-02-01", null),
                open("rd_b", "2020-06-01"),
                price("rd_b", "1200", "7.00", "Common", "2020-06-02"));
        reported.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        assertThat(PriceBasis.stale(reported.history(), PointInTime.of(LATER, reported.newest())))
                .isEmpty();
    }

    @Test
    void what_a_share_of_the_class_converts_into_is_a_part_of_the_basis() {
        Scenario preferred = Scenario.given(
                register("2020-01-01"),
                common("Common", "10000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                classA("1:1"),
                open("rd_b", "2020-06-01"),
                price("rd_b", "1200", "2.00", "A", "2020-06-02"));
        preferred.record(correct(4, classA("3:2")));
        Conflict conflict = PriceBasis.stale(preferred.history(), PointInTime.of(LATER, preferred.newest()))
                .get(round("rd_b"));
        assertThat(conflict.events()).containsExactly(6L, 7L);
        assertThat(conflict.reason()).contains("1:1").contains("3:2").doesNotContain("outstanding");
    }

    @Test
    void an_amendment_of_votes_alone_moves_no_price_and_is_no_cause_of_another() {
        scenario.record(
                new AmendShareClass("Common", BigDecimal.TWO, null, null, null, null, null, on("2020-03-01"), null));
        assertThat(stale()).isEmpty();
        scenario.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        assertThat(stale().get(round("rd_b")).events()).containsExactly(5L, 7L);
    }

    @Test
    void another_command_of_the_same_commit_with_the_same_words_was_not_decided_together_with_the_price() {
        scenario.record(correct(5, price("rd_b", "1800", "3.00", "Common", "2020-06-02")));
        scenario.record(correct(3, issue(null, "Common", AMY, "400", "2020-01-02")));
        List<Recorded<CompanyEvent>> atOnce = scenario.history().stream()
                .map(recorded -> new Recorded<>(
                        recorded.position(),
                        recorded.stream(),
                        recorded.version(),
                        Instant.EPOCH,
                        recorded.fact(),
                        recorded.marks()))
                .toList();
        assertThat(PriceBasis.stale(atOnce, PointInTime.of(LATER, 7))
                        .get(round("rd_b"))
                        .events())
                .containsExactly(6L, 7L);
    }

    @Test
    void what_a_filter_leaves_out_has_not_been_corrected() {
        scenario.record(correct(3, issue(null, "Common", AMY, "500", "2020-01-02")));
        assertThat(PriceBasis.stale(
                        scenario.history(), new PointInTime(LATER, scenario.newest(), LocalDate.of(2024, 1, 1))))
                .isEmpty();
    }
}

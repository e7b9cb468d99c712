package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.RandomCompany;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Price;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.valuation.Question;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a wide window over a long history costs. */
class LargeCompanyTest {
    private static final int COMMANDS = 6000;

    @Test
    void a_movement_over_thousands_of_share_events_folds_them_a_few_times_and_not_once_for_each() {
        List<Recorded<CompanyEvent>> history = LongCompany.history(COMMANDS);
        assertThat(history).hasSizeGreaterThan(COMMANDS);
        Budget budget = new Budget(Budget.FACTS);
        PointInTime to = PointInTime.of(LongCompany.FIRST.plusDays(COMMANDS), history.size());
        Compared compared = new CompanyComparison(
                        RandomCompany.ID,
                        history,
                        knownAt -> List.of(),
                        to,
                        Question.PLAIN,
                        RandomChangesTest.ALONE,
                        budget)
                .from(PointInTime.of(LongCompany.FIRST, history.size()));
        assertThat(compared.movement()).isNotEmpty();
        assertThat(compared.movement())
                .filteredOn(cell -> cell.path().equals("/totals/outstanding"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.events()).hasSize(Cell.EVENTS);
                    assertThat(cell.events().size() + cell.moreEvents()).isEqualTo(COMMANDS);
                });
        assertThat(budget.spent() / history.size()).isLessThan(30);
    }

    @Nested
    class A_groups_roll_forward {
        private static final int ISSUES = 20_000;
        private static final PartyId HOLDER = new PartyId("pa_0");
        private final RecordedLedger ledger = new RecordedLedger();

        @BeforeEach
        void record_twenty_thousand_facts_of_one_company_half_of_them_of_the_group() {
            ledger.send(
                    HOLDER.value(), new RegisterParty(null, "holder", PartyKind.FUND, null, null, null, null, null));
            LongCompany.history(ISSUES, 2, Price.of("3", "USD"))
                    .forEach(fact -> ledger.add(RandomCompany.ID.value(), fact.fact()));
        }

        private List<Row> rows(PointInTime from, PointInTime to, Budget budget) {
            return new PartyRollForward(
                            HOLDER,
                            ledger,
                            to,
                            new ExposureQuestion(Basis.COST, true, null, null),
                            RandomChangesTest.ALONE,
                            budget)
                    .from(from, new Totalling());
        }

        private static Row row(List<Row> rows, String measure) {
            return rows.stream()
                    .filter(row -> row.measure().equals(measure))
                    .findFirst()
                    .orElseThrow();
        }

        /** The shares of every other day up to that one, of which each day issues as many as it counts. */
        private static long held(long day) {
            long half = day / 2;
            return half * (half + 1);
        }

        @Test
        void over_all_its_days_folds_the_facts_a_few_times_and_not_once_for_each_day() {
            Budget budget = new Budget(Budget.FACTS);
            assertThat((long) ISSUES * ISSUES).isGreaterThan(Budget.FACTS);
            PointInTime from = PointInTime.of(LongCompany.FIRST.plusDays(1000), ledger.head());
            List<Row> rows = rows(from, PointInTime.of(LongCompany.FIRST.plusDays(ISSUES), ledger.head()), budget);
            Row shares = row(rows, "shares");
            assertThat(shares.opening()).isEqualTo(Long.toString(held(1000)));
            assertThat(shares.movements()).containsOnlyKeys("ISSUED");
            assertThat(shares.movements().get("ISSUED").moreEvents()).isEqualTo((ISSUES - 1000) / 2 - Cell.EVENTS);
            assertThat(shares.closing()).isEqualTo(Long.toString(held(ISSUES)));
            assertThat(shares.unexplained()).isEqualTo("0");
            Row cost = row(rows, "cost");
            assertThat(cost.closing()).isEqualTo(Long.toString(3 * held(ISSUES)));
            assertThat(cost.unexplained()).isEqualTo("0");
            assertThat(budget.spent() / ledger.head()).isLessThan(30);
        }

        @Test
        void over_all_that_was_learned_since_folds_them_a_few_times_too() {
            Budget budget = new Budget(Budget.FACTS);
            PointInTime to = PointInTime.of(LongCompany.FIRST.plusDays(ISSUES), ledger.head());
            Row shares = row(rows(to.knownAt(1000), to, budget), "shares");
            assertThat(shares.restatement()).containsOnlyKeys("RECORDED_LATE");
            assertThat(shares.closing()).isEqualTo(Long.toString(held(ISSUES)));
            assertThat(shares.unexplained()).isEqualTo("0");
            assertThat(budget.spent() / ledger.head()).isLessThan(30);
        }
    }
}

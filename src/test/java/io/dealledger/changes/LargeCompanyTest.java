package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.RandomCompany;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.valuation.Question;
import java.util.List;
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
}

package io.dealledger.company;

import static io.dealledger.company.Awards.option;
import static io.dealledger.company.Awards.planned;
import static io.dealledger.company.Awards.vested;
import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.se;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.CompanyRefusal.LotOfAnother;
import io.dealledger.company.GrantEvent.Forfeit;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What came of an act is taken as a source states it, and found by the ledger where nobody does. */
class StatedOutcomesTest {
    private static ExerciseGrant exercised(String issued, @Nullable SecurityId into, @Nullable Payment payment) {
        return new ExerciseGrant(
                se("se_1"),
                Shares.of("100"),
                into,
                payment,
                null,
                null,
                null,
                Shares.of(issued),
                StatedDate.of("2021-01-01"),
                null);
    }

    private static RecordServiceEnd leaves(Forfeit... forfeited) {
        return new RecordServiceEnd(
                FUND, TerminationReason.VOLUNTARY_OTHER, List.of(forfeited), StatedDate.of("2021-01-01"), null);
    }

    @Nested
    class An_exercise {
        private final Scenario granted = planned(vested("se_1", FUND, "300", "2020-02-01"));

        @Test
        void that_states_fewer_shares_than_it_takes_is_net_and_ends_the_others() {
            granted.record(exercised("60", se("se_2"), null));
            Company head = granted.head();
            assertThat(head.securities().get(se("se_2")).quantity()).isEqualTo(Shares.of("60"));
            assertThat(head.instruments().plan(Awards.PLAN)).get().satisfies(plan -> {
                assertThat(plan.issued()).isEqualTo(Shares.of("60"));
                assertThat(plan.granted()).isEqualTo(Shares.of("200"));
                assertThat(plan.available()).isEqualTo(Shares.of("740"));
            });
        }

        @Test
        void that_states_no_shares_issues_none() {
            granted.record(exercised("0", null, null));
            assertThat(granted.head().instruments().plan(Awards.PLAN))
                    .get()
                    .satisfies(plan -> assertThat(plan.issued()).isEqualTo(Shares.ZERO));
        }

        @Test
        void that_states_what_cannot_be_is_refused_with_its_field_and_figure() {
            assertThatThrownBy(() -> granted.decide(exercised("101", se("se_2"), null)))
                    .isInstanceOfSatisfying(InvalidValue.class, wrong -> {
                        assertThat(wrong.field()).isEqualTo("issued");
                        assertThat(wrong.figure()).isEqualTo("101");
                    });
            assertThatThrownBy(() -> granted.decide(exercised("0", se("se_2"), null)))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            wrong -> assertThat(wrong.field()).isEqualTo("newSecurity"));
            assertThatThrownBy(() -> granted.decide(exercised("60", se("se_2"), Payment.CASH)))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            wrong -> assertThat(wrong.field()).isEqualTo("payment"));
        }
    }

    @Nested
    class An_end_of_service {
        private final Scenario granted =
                planned(option("se_1", FUND, "300", "2020-02-01"), option("se_3", AMY, "100", "2020-02-01"));

        @Test
        void that_states_what_is_forfeited_forfeits_that_and_leaves_the_rest_vested() {
            granted.record(leaves(new Forfeit(se("se_1"), Shares.of("120"))));
            assertThat(granted.head().instruments().instrument(se("se_1")))
                    .get()
                    .isInstanceOfSatisfying(Grant.class, grant -> {
                        assertThat(grant.quantity()).isEqualTo(Shares.of("180"));
                        assertThat(granted.head()
                                        .instruments()
                                        .vested(
                                                grant.id(),
                                                grant.quantity(),
                                                StatedDate.of("2021-01-01").first()))
                                .isEqualTo(Shares.of("180"));
                    });
        }

        @Test
        void that_states_more_than_there_is_or_the_grant_of_another_is_refused() {
            assertThat(granted.refuses(leaves(new Forfeit(se("se_1"), Shares.of("301"))))
                            .detail())
                    .contains("301");
            assertThat(granted.refuses(leaves(new Forfeit(se("se_3"), Shares.of("10")))))
                    .isInstanceOf(LotOfAnother.class);
            granted.refuses(leaves(new Forfeit(se("se_1"), Shares.ZERO)));
            assertThatThrownBy(() -> granted.decide(
                            leaves(new Forfeit(se("se_1"), Shares.of("1")), new Forfeit(se("se_1"), Shares.of("1")))))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            wrong -> assertThat(wrong.figure()).isEqualTo("se_1"));
        }
    }
}

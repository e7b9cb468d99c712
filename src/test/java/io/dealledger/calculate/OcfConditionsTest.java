package io.dealledger.calculate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.calculation.vesting.AllocationType;
import io.dealledger.calculation.vesting.Vesting;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OcfConditionsTest {
    private static List<Vesting.Tranche> tranches(String more, String period) {
        OcfConditions conditions = OcfConditions.of("terms", JsonMapper.shared().readTree("""
            [{"id": "start", "quantity": "0", "trigger": {"type": "VESTING_START_DATE"},
              "next_condition_ids": ["monthly"]},
             {"id": "monthly", "portion": {"numerator": "1", "denominator": "48"}, %s
              "trigger": {"type": "VESTING_SCHEDULE_RELATIVE", "relative_to_condition_id": "start",
                          "period": {"type": "MONTHS", "length": 1, "occurrences": 48, %s
                                     "day_of_month": "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH"}},
              "next_condition_ids": []}]""".formatted(more, period)));
        return Vesting.of(new Vesting.Terms(
                        Fraction.of(480),
                        LocalDate.of(2021, 1, 31),
                        conditions.conditions(),
                        AllocationType.CUMULATIVE_ROUNDING,
                        Map.of(),
                        List.of(),
                        null))
                .tranches();
    }

    @Nested
    class The_installment_of_a_cliff {
        @Test
        void is_the_same_as_a_cliff_of_as_many_periods() {
            List<Vesting.Tranche> tranches = tranches("", "\"cliff_installment\": 12,");
            assertThat(tranches.getFirst())
                    .isEqualTo(new Vesting.Tranche(LocalDate.of(2022, 1, 31), Fraction.of(120), "monthly"));
            assertThat(tranches.get(1))
                    .isEqualTo(new Vesting.Tranche(LocalDate.of(2022, 2, 28), Fraction.of(10), "monthly"));
            assertThat(tranches)
                    .hasSize(37)
                    .isEqualTo(tranches(
                            "\"cliff_condition\": {\"id\": \"cliff\", \"period\": {\"type\": \"MONTHS\", \"length\": 12}},",
                            ""));
        }

        @Test
        void is_no_cliff_when_it_is_the_first() {
            assertThat(tranches("", "\"cliff_installment\": 1,")).hasSize(48).isEqualTo(tranches("", ""));
        }

        @Test
        void is_one_of_the_occurrences() {
            assertThatThrownBy(() -> tranches("", "\"cliff_installment\": 49,"))
                    .hasMessageContaining("terms/1/trigger/period/cliff_installment")
                    .hasMessageContaining("49 is no integer from 0 to 48");
        }
    }
}

package io.dealledger.calculation.pricing;

import static io.dealledger.calculation.pricing.ARound.f;
import static io.dealledger.calculation.pricing.ARound.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.pricing.Interest.Kind;
import io.dealledger.calculation.pricing.Interest.Period;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterestTest {
    private static String on(
            String principal, String rate, String from, String to, DayCount count, Kind kind, @Nullable Period period) {
        return shown(
                new Interest(f(rate), LocalDate.parse(from), LocalDate.parse(to), count, kind, period).on(f(principal)),
                2);
    }

    @Nested
    class Days {
        @ParameterizedTest
        @CsvSource({
            "2023-01-31, 2024-07-31, 547, 540",
            "2024-02-28, 2024-03-01, 2, 3",
            "2023-02-28, 2023-03-31, 31, 33",
            "2023-01-30, 2023-01-31, 1, 0",
            "2023-01-15, 2023-03-31, 75, 76",
            "2020-02-29, 2024-02-29, 1461, 1440",
            "2024-05-05, 2024-05-05, 0, 0"
        })
        void are_counted_by_the_calendar_or_thirty_to_a_month(LocalDate from, LocalDate to, long actual, long thirty) {
            assertThat(DayCount.ACT_365.days(from, to)).isEqualTo(actual);
            assertThat(DayCount.THIRTY_360.days(from, to)).isEqualTo(thirty);
        }

        @Test
        void have_names_that_can_be_read_back() {
            assertThat(DayCount.of("30_360")).hasToString("30_360");
            assertThat(DayCount.of("ACT_365")).hasToString("ACT_365");
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> DayCount.of("ACT_360"))
                    .withMessageContaining("ACT_360");
        }
    }

    @Nested
    class Simple_interest {
        @Test
        void is_the_principal_times_rate_times_time() {
            assertThat(on("500000", "0.06", "2023-01-31", "2024-07-31", DayCount.ACT_365, Kind.SIMPLE, null))
                    .isEqualTo("44958.90");
            assertThat(on("500000", "0.06", "2023-01-31", "2024-07-31", DayCount.THIRTY_360, Kind.SIMPLE, null))
                    .isEqualTo("45000.00");
        }

        @Test
        void is_nothing_on_the_first_day() {
            assertThat(on("500000", "0.06", "2023-01-31", "2023-01-31", DayCount.ACT_365, Kind.SIMPLE, null))
                    .isEqualTo("0.00");
        }
    }

    @Nested
    class Compounding_interest {
        @Test
        void bears_interest_after_each_year() {
            assertThat(on("100000", "0.08", "2022-01-01", "2024-01-01", DayCount.ACT_365, Kind.COMPOUNDING, null))
                    .isEqualTo("16640.00");
            assertThat(on("100000", "0.08", "2021-03-15", "2024-03-15", DayCount.THIRTY_360, Kind.COMPOUNDING, null))
                    .isEqualTo("25971.20");
        }

        @Test
        void is_simple_for_the_rest_of_a_period() {
            // 500,000 x 1.06 x (1 + 0.06 / 2) - 500,000
            assertThat(on("500000", "0.06", "2023-01-31", "2024-07-31", DayCount.THIRTY_360, Kind.COMPOUNDING, null))
                    .isEqualTo("45900.00");
        }

        @ParameterizedTest
        @CsvSource({"ANNUAL, 60000.00", "SEMI_ANNUAL, 60900.00", "QUARTERLY, 61363.55", "MONTHLY, 61677.81"})
        void grows_with_the_number_of_periods(Period period, String interest) {
            assertThat(on("1000000", "0.06", "2023-01-01", "2024-01-01", DayCount.ACT_365, Kind.COMPOUNDING, period))
                    .isEqualTo(interest);
        }

        @Test
        void can_be_added_every_day_for_a_hundred_years() {
            // 1,000,000 (1 + 0.06 / 365)^365 - 1,000,000
            assertThat(on(
                            "1000000",
                            "0.06",
                            "2023-01-01",
                            "2024-01-01",
                            DayCount.ACT_365,
                            Kind.COMPOUNDING,
                            Period.DAILY))
                    .isEqualTo("61831.31");
            assertThat(on("1", "0.06", "1924-01-01", "2024-01-01", DayCount.ACT_365, Kind.COMPOUNDING, Period.DAILY))
                    .startsWith("40");
        }
    }
}

package io.dealledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.money.InvalidValue;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatingTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 5, 20);
    private static final Dating DATING = new Dating(TODAY, TODAY.plusDays(30));
    private static final Source MARCH =
            new Source("A newspaper", LocalDate.of(2024, 3, 11), null, null, SourceClass.PRESS_NAMED);

    @Nested
    class Stated_dates {
        @ParameterizedTest
        @CsvSource({
            "2024-02-29, 2024-02-29, 2024-02-29, DAY",
            "2024-02, 2024-02-01, 2024-02-29, MONTH",
            "2023-02, 2023-02-01, 2023-02-28, MONTH",
            "2023-Q3, 2023-07-01, 2023-09-30, QUARTER",
            "2023-Q4, 2023-10-01, 2023-12-31, QUARTER",
            "2023, 2023-01-01, 2023-12-31, YEAR"
        })
        void are_periods_of_the_precision_in_which_they_are_written(
                String text, LocalDate first, LocalDate last, Precision precision) {
            assertThat(StatedDate.of(text)).isEqualTo(new StatedDate(text, first, last, precision));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "2023-02-29",
                    "2023-13",
                    "2023-Q5",
                    "2023-00",
                    "23-01-01",
                    "2023-1-1",
                    "2023-01-01T00:00",
                    "1599",
                    "12023",
                    "2023-q3"
                })
        void are_written_in_four_ways_and_exist(String text) {
            assertThatThrownBy(() -> StatedDate.of(text)).isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Fixing_an_effective_date {
        private static EffectiveOn fix(String date, Precision precision, Source source) {
            return DATING.fix(StatedDate.of(date), precision, source);
        }

        @Test
        void a_day_is_a_day() {
            assertThat(fix("2024-01-05", null, null)).isEqualTo(EffectiveOn.day(LocalDate.of(2024, 1, 5)));
            assertThat(DATING.fix(null, null, null)).isEqualTo(EffectiveOn.day(TODAY));
        }

        @Test
        void a_period_ends_no_later_than_its_source_and_the_day_of_recording() {
            assertThat(fix("2024-02", null, MARCH).effectiveOn()).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(fix("2024-03", null, MARCH).effectiveOn()).isEqualTo(LocalDate.of(2024, 3, 11));
            assertThat(fix("2024-05", null, null).effectiveOn()).isEqualTo(TODAY);
            assertThat(fix("2024", Precision.YEAR, MARCH))
                    .isEqualTo(new EffectiveOn(LocalDate.of(2024, 3, 11), LocalDate.of(2024, 1, 1), Precision.YEAR));
        }

        @Test
        void no_later_than_has_no_first_day() {
            assertThat(fix("2024-03-11", Precision.NO_LATER_THAN, MARCH))
                    .isEqualTo(EffectiveOn.noLaterThan(LocalDate.of(2024, 3, 11)));
            assertThat(fix("2024-03", Precision.NO_LATER_THAN, MARCH))
                    .isEqualTo(EffectiveOn.noLaterThan(LocalDate.of(2024, 3, 11)));
        }

        @Test
        void the_precision_agrees_with_the_date() {
            assertThatThrownBy(() -> fix("2024-03", Precision.DAY, null)).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> DATING.fix(null, Precision.DAY, null)).isInstanceOf(InvalidValue.class);
        }

        @Test
        void the_future_is_limited_and_a_report_of_it_refused() {
            EffectiveOn far = EffectiveOn.day(TODAY.plusDays(31));
            assertThat(DATING.refuse(far, null, null))
                    .contains(new EffectiveInFuture(TODAY.plusDays(31), TODAY.plusDays(30)));
            assertThat(DATING.refuse(EffectiveOn.day(TODAY.plusDays(30)), null, null))
                    .isEmpty();
            StatedDate april = StatedDate.of("2024-04");
            assertThat(DATING.refuse(DATING.fix(april, null, MARCH), april, MARCH))
                    .contains(new StatedBeforeItHappened("2024-04", LocalDate.of(2024, 3, 11)));
        }
    }

    @Nested
    class An_effective_date {
        @Test
        void holds_from_its_last_day_and_may_hold_from_its_first() {
            EffectiveOn february =
                    new EffectiveOn(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 2, 1), Precision.MONTH);
            assertThat(february.mayHoldOn(LocalDate.of(2024, 1, 31))).isFalse();
            assertThat(february.mayHoldOn(LocalDate.of(2024, 2, 1))).isTrue();
            assertThat(february.holdsOn(LocalDate.of(2024, 2, 28))).isFalse();
            assertThat(february.holdsOn(LocalDate.of(2024, 2, 29))).isTrue();
            assertThat(february.mayHoldOn(LocalDate.of(2024, 2, 29))).isFalse();
            assertThat(february.isVague()).isTrue();
        }

        @Test
        void without_a_first_day_may_hold_on_any_day_before() {
            EffectiveOn vague = EffectiveOn.noLaterThan(LocalDate.of(2024, 3, 11));
            assertThat(vague.mayHoldOn(LocalDate.of(1990, 1, 1))).isTrue();
            assertThat(vague.holdsOn(LocalDate.of(2024, 3, 11))).isTrue();
        }

        @Test
        void since_always_holds_always_and_comes_first() {
            assertThat(EffectiveOn.SINCE_ALWAYS.holdsOn(LocalDate.MIN)).isTrue();
            assertThat(EffectiveOn.SINCE_ALWAYS.isVague()).isFalse();
            assertThat(EffectiveOn.SINCE_ALWAYS).isLessThan(EffectiveOn.day(LocalDate.MIN));
        }
    }
}

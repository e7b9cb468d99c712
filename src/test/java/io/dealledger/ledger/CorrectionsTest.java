package io.dealledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections take the place of what they correct, in a timeline and in a list of recorded facts alike. */
class CorrectionsTest {
    private static final String STREAM = "co_x";
    private static final LocalDate DAY = LocalDate.of(2024, 1, 31);

    private sealed interface Step extends Fact {}

    private record Moved(long amount, EffectiveOn when) implements Step {}

    private record Voided(EffectiveOn when) implements Step {
        @Override
        public boolean voids() {
            return true;
        }
    }

    private record BelowZero(long balance) implements Refusal {
        @Override
        public String detail() {
            return "the balance would be " + balance;
        }
    }

    private static final Fold<Long, Step> FOLD = new Fold<>() {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Long evolve(Long balance, Recorded<Step> fact) {
            return switch (fact.fact()) {
                case Moved moved -> balance + moved.amount();
                case Voided _ -> balance;
            };
        }

        @Override
        public Optional<Refusal> rules(Long balance, Recorded<Step> fact) {
            return fact.fact() instanceof Moved moved && balance + moved.amount() < 0
                    ? Optional.of(new BelowZero(balance + moved.amount()))
                    : Optional.empty();
        }
    };

    private static Recorded<Step> recorded(long version, Step fact, Marks marks) {
        return new Recorded<>(version + 1, STREAM, version, Instant.EPOCH.plusSeconds(version), fact, marks);
    }

    private static Recorded<Step> moved(long version, long amount, int daysAfter) {
        return recorded(version, new Moved(amount, EffectiveOn.day(DAY.plusDays(daysAfter))), Marks.NONE);
    }

    private static Recorded<Step> corrected(long version, long corrects, long amount, int daysAfter) {
        return recorded(
                version,
                new Moved(amount, EffectiveOn.day(DAY.plusDays(daysAfter))),
                Marks.correcting(corrects, "typing error"));
    }

    private static Recorded<Step> voided(long version, long corrects) {
        return recorded(version, new Voided(EffectiveOn.day(DAY)), Marks.correcting(corrects, "never happened"));
    }

    private static List<Long> amounts(List<Recorded<Step>> facts) {
        return facts.stream()
                .map(fact -> fact.fact() instanceof Moved moved ? moved.amount() : Long.MIN_VALUE)
                .toList();
    }

    /** What a timeline and the cut of a list make of the same history. */
    private static List<Long> standing(List<Recorded<Step>> history) {
        Timeline<Long, Step> timeline = Timeline.of(FOLD, history);
        List<Recorded<Step>> cut =
                PointInTime.of(DAY.plusYears(1), history.size()).cut(history).certain();
        assertThat(cut).isEqualTo(timeline.facts());
        return amounts(cut);
    }

    @Nested
    class What_stands {
        @Test
        void a_correction_stands_in_the_place_of_what_it_corrects() {
            assertThat(standing(List.of(moved(0, 5, 0), moved(1, 6, 0), moved(2, 7, 0), corrected(3, 0, 50, 0))))
                    .containsExactly(50L, 6L, 7L);
        }

        @Test
        void a_correction_of_the_date_stands_at_the_new_date() {
            assertThat(standing(List.of(moved(0, 5, 0), moved(1, 6, 1), corrected(2, 0, 5, 2))))
                    .containsExactly(6L, 5L);
        }

        @Test
        void a_correction_of_a_correction_stands_in_the_first_place() {
            assertThat(standing(
                            List.of(moved(0, 5, 0), moved(1, 6, 0), corrected(2, 0, 50, 3), corrected(3, 2, 500, 0))))
                    .containsExactly(500L, 6L);
        }

        @Test
        void a_void_fact_does_not_stand() {
            assertThat(standing(List.of(moved(0, 5, 0), moved(1, 6, 0), voided(2, 0))))
                    .containsExactly(6L);
        }

        @Test
        void voiding_a_correction_restores_what_stood_before_it() {
            assertThat(standing(List.of(moved(0, 5, 0), moved(1, 6, 0), corrected(2, 0, 50, 0), voided(3, 2))))
                    .containsExactly(5L, 6L);
            assertThat(standing(List.of(moved(0, 5, 0), corrected(1, 0, 50, 0), corrected(2, 1, 500, 0), voided(3, 2))))
                    .containsExactly(50L);
        }

        @Test
        void voiding_what_made_a_fact_void_restores_the_fact() {
            assertThat(standing(List.of(moved(0, 5, 0), voided(1, 0), voided(2, 1))))
                    .containsExactly(5L);
            assertThat(standing(List.of(moved(0, 5, 0), voided(1, 0), voided(2, 1), voided(3, 2))))
                    .isEmpty();
        }

        @Test
        void after_a_correction_is_void_the_fact_can_be_corrected_again() {
            assertThat(standing(List.of(moved(0, 5, 0), corrected(1, 0, 50, 0), voided(2, 1), corrected(3, 0, 55, 0))))
                    .containsExactly(55L);
        }

        @Test
        void a_correction_stands_also_where_the_corrected_event_is_not_among_the_facts() {
            List<Recorded<Step>> some = List.of(moved(1, 6, 0), corrected(2, 0, 50, 0), moved(3, 7, 0));
            assertThat(amounts(PointInTime.of(DAY, 4).cut(some).certain())).containsExactly(50L, 6L, 7L);
        }

        @Test
        void what_was_known_before_a_correction_does_not_change() {
            List<Recorded<Step>> history =
                    List.of(moved(0, 5, 0), moved(1, 6, 0), corrected(2, 0, 50, 0), voided(3, 0));
            assertThat(amounts(PointInTime.of(DAY, 2).cut(history).certain())).containsExactly(5L, 6L);
            assertThat(amounts(PointInTime.of(DAY, 3).cut(history).certain())).containsExactly(50L, 6L);
        }

        @Test
        void by_accounting_a_late_fact_counts_from_its_accounting_date_on() {
            Recorded<Step> late = recorded(1, new Moved(6, EffectiveOn.day(DAY)), Marks.NONE.late(DAY.plusDays(10)));
            Recorded<Step> lateCorrection = recorded(
                    2,
                    new Moved(50, EffectiveOn.day(DAY)),
                    Marks.correcting(0, "typing error").late(DAY.plusDays(20)));
            List<Recorded<Step>> history = List.of(moved(0, 5, 0), late, lateCorrection);
            assertThat(amounts(books(9).cut(history).certain())).containsExactly(5L);
            assertThat(amounts(books(10).cut(history).certain())).containsExactly(5L, 6L);
            assertThat(amounts(books(20).cut(history).certain())).containsExactly(50L, 6L);
            assertThat(amounts(PointInTime.of(DAY, 3).cut(history).certain())).containsExactly(50L, 6L);
        }

        private PointInTime books(int daysAfter) {
            return new PointInTime(DAY.plusDays(daysAfter), 3, null, PointInTime.By.ACCOUNTING);
        }

        @Test
        void nothing_corrects_what_comes_after_it() {
            assertThatThrownBy(() -> Timeline.of(FOLD, List.of(moved(0, 5, 0), corrected(1, 1, 5, 0))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Deciding {
        private final Timeline<Long, Step> timeline =
                Timeline.of(FOLD, List.of(moved(0, 5, 0), moved(1, -5, 1), moved(2, 3, 2), moved(3, -3, 3)));

        @Test
        void a_correction_that_would_break_a_later_fact_is_refused_and_names_it() {
            assertThat(timeline.refusesCorrections(List.of(corrected(4, 0, 4, 0))))
                    .contains(
                            new BreaksLaterEvent(STREAM, 1, "below-zero", DAY.plusDays(1), "the balance would be -1"));
        }

        @Test
        void a_correction_that_its_own_place_does_not_allow_is_refused_by_that_rule() {
            assertThat(timeline.refusesCorrections(List.of(corrected(4, 1, -6, 1))))
                    .contains(new BelowZero(-1));
        }

        @Test
        void corrections_that_would_each_break_the_other_are_decided_together() {
            assertThat(timeline.refusesCorrections(List.of(corrected(4, 1, -4, 1))))
                    .isEmpty();
            assertThat(timeline.refusesCorrections(List.of(corrected(4, 0, 2, 0))))
                    .isPresent();
            assertThat(timeline.refusesCorrections(List.of(corrected(4, 0, 2, 0), corrected(5, 1, -2, 1))))
                    .isEmpty();
        }

        @Test
        void what_is_refused_leaves_the_timeline_as_it_was() {
            List<Recorded<Step>> before = timeline.facts();
            timeline.refusesCorrections(List.of(voided(4, 0)));
            assertThat(timeline.facts()).isEqualTo(before);
            assertThat(timeline.version()).isEqualTo(3);
            assertThat(timeline.event(4)).isEmpty();
        }

        @Test
        void what_comes_before_a_place_leaves_out_what_rested_on_the_corrected_fact() {
            assertThat(amounts(timeline.before(EffectiveOn.day(DAY.plusDays(3)), 3, Set.of(0L))
                            .facts()))
                    .containsExactly(3L);
        }

        @Test
        void a_timeline_tells_what_came_in_the_place_of_an_event() {
            timeline.insert(corrected(4, 0, 6, 0));
            timeline.insert(voided(5, 4));
            timeline.insert(corrected(6, 0, 7, 0));
            assertThat(timeline.correctionOf(0).orElseThrow().version()).isEqualTo(6);
            assertThat(timeline.correctionOf(4).orElseThrow().version()).isEqualTo(5);
            assertThat(timeline.correctionOf(1)).isEmpty();
            assertThat(timeline.firstOf(6)).isZero();
            assertThat(timeline.event(0).orElseThrow()).isEqualTo(moved(0, 5, 0));
            assertThat(timeline.event(7)).isEmpty();
        }
    }

    @Nested
    class Any_history {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
        void a_timeline_folds_to_the_same_as_a_fresh_fold_of_what_stands(long seed) {
            Random random = new Random(seed);
            Timeline<Long, Step> live = new Timeline<>(FOLD);
            List<Recorded<Step>> history = new ArrayList<>();
            for (int version = 0; version < 300; version++) {
                Recorded<Step> next = next(version, random);
                history.add(next);
                live.insert(next);
                if (random.nextInt(4) == 0) {
                    // Asking moves the checkpoints, which a later correction has to take back.
                    live.at(DAY.plusDays(random.nextInt(40)));
                    live.head();
                }
                if (version % 50 == 49) {
                    agrees(live, history, seed);
                }
            }
            agrees(live.copy(), history, seed);
        }

        private Recorded<Step> next(int version, Random random) {
            int days = random.nextInt(40);
            return switch (version == 0 ? 0 : random.nextInt(5)) {
                case 3 -> corrected(version, random.nextInt(version), 1 + random.nextInt(1000), days);
                case 4 -> voided(version, random.nextInt(version));
                default -> moved(version, 1 + random.nextInt(1000), days);
            };
        }

        private void agrees(Timeline<Long, Step> live, List<Recorded<Step>> history, long seed) {
            PointInTime end = PointInTime.of(DAY.plusYears(1), history.size());
            List<Recorded<Step>> stands = end.cut(history).certain();
            assertThat(live.facts()).as("seed %s", seed).isEqualTo(stands);
            for (int day = 0; day < 40; day += 7) {
                LocalDate on = DAY.plusDays(day);
                long sum = PointInTime.of(on, history.size()).cut(history).certain().stream()
                        .mapToLong(fact -> fact.fact() instanceof Moved moved ? moved.amount() : 0)
                        .sum();
                assertThat(live.at(on)).as("seed %s on %s", seed, on).isEqualTo(sum);
            }
        }
    }

    @Nested
    class Marks_in_metadata {
        @Test
        void marks_come_back_from_metadata_as_they_went_in() {
            Marks marks = Marks.correcting(7, "typing error").late(DAY);
            assertThat(Marks.of(marks.asMap())).isEqualTo(marks);
            assertThat(Marks.of(Map.of("actor", "someone"))).isEqualTo(Marks.NONE);
        }

        @Test
        void a_correction_without_a_reason_is_no_correction() {
            assertThatThrownBy(() -> new Marks(1L, null, null)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package io.dealledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final String STREAM = "co_counted";

    /** Takes from a balance or adds to it; the balance never falls below zero. */
    private record Moved(int amount, EffectiveOn when) implements Fact {}

    private record BelowZero(int balance) implements Refusal {
        @Override
        public String detail() {
            return "the balance would be " + balance;
        }
    }

    /** The balance, and which versions made it, in the order in which they were folded. */
    private record Balance(int amount, List<Long> versions) {}

    private static final Fold<Balance, Moved> FOLD = new Fold<>() {
        @Override
        public Balance initial() {
            return new Balance(0, List.of());
        }

        @Override
        public Balance evolve(Balance balance, Recorded<Moved> fact) {
            List<Long> versions = new ArrayList<>(balance.versions);
            versions.add(fact.version());
            return new Balance(balance.amount + fact.fact().amount, List.copyOf(versions));
        }

        @Override
        public Optional<Refusal> rules(Balance balance, Recorded<Moved> fact) {
            int after = balance.amount + fact.fact().amount;
            return after < 0 ? Optional.of(new BelowZero(after)) : Optional.empty();
        }
    };

    private static Recorded<Moved> moved(long version, int amount, EffectiveOn when) {
        return Recorded.pending(STREAM, version, new Moved(amount, when));
    }

    private static Recorded<Moved> moved(long version, int amount, int day) {
        return moved(version, amount, EffectiveOn.day(START.plusDays(day)));
    }

    @RepeatedTest(50)
    void whatever_the_order_in_which_facts_come_in_every_state_is_the_fold_in_order_of_effect() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Recorded<Moved>> facts = new ArrayList<>();
        int size = random.nextInt(300);
        for (int version = 0; version < size; version++) {
            facts.add(
                    random.nextInt(20) == 0
                            ? moved(version, 1, EffectiveOn.SINCE_ALWAYS)
                            : moved(version, random.nextInt(9), random.nextInt(60)));
        }
        List<Recorded<Moved>> ordered = new ArrayList<>(facts);
        ordered.sort(Recorded.inOrderOfEffect());
        Collections.shuffle(facts, random);
        Timeline<Balance, Moved> timeline = new Timeline<>(FOLD);
        for (Recorded<Moved> fact : facts) {
            timeline.insert(fact);
            if (random.nextInt(5) == 0) {
                timeline.at(START.plusDays(random.nextInt(60)));
            }
        }
        for (int day = -1; day <= 60; day += 7) {
            LocalDate asOf = START.plusDays(day);
            Balance naive = FOLD.initial();
            for (Recorded<Moved> fact : ordered) {
                if (fact.when().holdsOn(asOf)) {
                    naive = FOLD.evolve(naive, fact);
                }
            }
            assertThat(timeline.at(asOf)).as("seed %d, as of %s", seed, asOf).isEqualTo(naive);
        }
        assertThat(timeline.head().versions()).as("seed %d", seed).hasSize(size);
        assertThat(timeline.version()).isEqualTo(size - 1);
    }

    @Test
    void a_copy_goes_its_own_way() {
        Timeline<Balance, Moved> timeline = Timeline.of(FOLD, List.of(moved(0, 5, 1)));
        Timeline<Balance, Moved> copy = timeline.copy();
        copy.insert(moved(1, 3, 0));
        assertThat(copy.head().amount()).isEqualTo(8);
        assertThat(timeline.head().amount()).isEqualTo(5);
    }

    @Test
    void a_new_fact_is_judged_by_the_state_on_its_own_day() {
        Timeline<Balance, Moved> timeline = Timeline.of(FOLD, List.of(moved(0, 5, 10)));
        assertThat(timeline.refuses(List.of(new Moved(-5, EffectiveOn.day(START.plusDays(10))))))
                .isEmpty();
        assertThat(timeline.refuses(List.of(new Moved(-5, EffectiveOn.day(START.plusDays(9))))))
                .contains(new BelowZero(-5));
    }

    @Test
    void a_later_fact_that_would_break_is_named() {
        Timeline<Balance, Moved> timeline =
                Timeline.of(FOLD, List.of(moved(0, 5, 1), moved(1, -4, 20), moved(2, 9, 30)));
        assertThat(timeline.refuses(List.of(new Moved(-2, EffectiveOn.day(START.plusDays(5))))))
                .contains(new BreaksLaterEvent(STREAM, 1, "below-zero", START.plusDays(20), "the balance would be -1"));
    }

    @Test
    void a_need_that_a_vague_fact_may_have_met_asks_for_a_sharper_date() {
        EffectiveOn sometime = new EffectiveOn(START.plusDays(29), START, Precision.MONTH);
        Timeline<Balance, Moved> timeline = Timeline.of(FOLD, List.of(moved(0, 5, sometime)));
        assertThat(timeline.refuses(List.of(new Moved(-5, EffectiveOn.day(START.plusDays(10))))))
                .contains(new DateTooVague(STREAM, 0, START, START.plusDays(29), "the balance would be -5"));
    }
}

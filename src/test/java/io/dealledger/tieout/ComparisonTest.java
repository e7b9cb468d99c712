package io.dealledger.tieout;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.money.Shares;
import io.dealledger.testing.Seeds;
import io.dealledger.tieout.Comparison.Break;
import io.dealledger.tieout.Comparison.Compared;
import io.dealledger.tieout.Comparison.Kind;
import io.dealledger.tieout.Comparison.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Position position(String holder, String shareClass, long quantity) {
        return new Position(holder, shareClass, null, Shares.of(quantity), List.of(), null);
    }

    private static List<Break> of(Compared compared, Kind kind) {
        return Objects.requireNonNull(compared.breaks().get(kind));
    }

    @Test
    void rows_of_one_holder_and_class_are_added_up_and_zero_is_no_position() {
        Compared compared = Comparison.of(
                List.of(position("a", "Common", 100)),
                List.of(
                        position("a", "Common", 60),
                        position("b", "Common", 0),
                        position("a", "Common", 40),
                        position("c", "A", 0)));
        assertThat(compared.matches()).hasSize(1);
        assertThat(compared.breaks().values()).allMatch(List::isEmpty);
    }

    @Test
    void the_same_quantity_under_another_holder_is_one_break_and_not_two() {
        Compared compared = Comparison.of(List.of(position("a", "Common", 100)), List.of(position("b", "Common", 100)));
        Break found = of(compared, Kind.HOLDER).getFirst();
        assertThat(Objects.requireNonNull(found.here()).holder()).isEqualTo("a");
        assertThat(Objects.requireNonNull(found.there()).holder()).isEqualTo("b");
        assertThat(found.difference()).isEqualTo("0");
        assertThat(found.alternatives()).isZero();
        assertThat(of(compared, Kind.MISSING_HERE)).isEmpty();
        assertThat(of(compared, Kind.MISSING_THERE)).isEmpty();
    }

    @Test
    void where_several_pairs_are_possible_the_first_is_taken_whatever_the_order_and_the_others_are_counted() {
        List<Position> here = new ArrayList<>(
                List.of(position("a", "Common", 100), position("b", "Common", 100), position("c", "Common", 100)));
        List<Position> there = new ArrayList<>(List.of(position("y", "Common", 100), position("x", "Common", 100)));
        Compared first = Comparison.of(here, there);
        assertThat(of(first, Kind.HOLDER))
                .extracting(found -> Objects.requireNonNull(found.here()).holder()
                        + Objects.requireNonNull(found.there()).holder())
                .containsExactly("ax", "by");
        assertThat(of(first, Kind.HOLDER)).allMatch(found -> found.alternatives() == 5);
        assertThat(of(first, Kind.MISSING_THERE)).hasSize(1);
        Collections.reverse(here);
        Collections.reverse(there);
        assertThat(Comparison.of(here, there)).isEqualTo(first);
    }

    @Test
    void a_quantity_that_differs_is_that_break_even_when_the_rest_lies_elsewhere() {
        Compared compared = Comparison.of(
                List.of(position("a", "Common", 100)),
                List.of(position("a", "Common", 60), position("b", "Common", 40)));
        assertThat(of(compared, Kind.QUANTITY).getFirst().difference()).isEqualTo("-40");
        assertThat(of(compared, Kind.MISSING_HERE).getFirst().difference()).isEqualTo("40");
    }

    @Test
    void by_security_the_same_security_is_paired_and_no_other() {
        Position here = new Position("a", "Common", "se_1", Shares.of(100), List.of(), null);
        Compared same = Comparison.of(
                List.of(here), List.of(new Position("b", "Common", "se_1", Shares.of(100), List.of(), null)));
        assertThat(of(same, Kind.HOLDER)).hasSize(1);
        Compared other = Comparison.of(
                List.of(here), List.of(new Position("b", "Common", "se_2", Shares.of(100), List.of(), null)));
        assertThat(of(other, Kind.HOLDER)).isEmpty();
        assertThat(of(other, Kind.MISSING_HERE)).hasSize(1);
        assertThat(of(other, Kind.MISSING_THERE)).hasSize(1);
    }

    /** Every quantity is there once, so that each disturbance can be seen as one break only. */
    @RepeatedTest(50)
    void disturbed_cells_are_exactly_the_breaks() {
        long seed = Seeds.one();
        Random random = new Random(seed);
        List<Position> here = new ArrayList<>();
        Set<Long> quantities = new HashSet<>();
        for (int holder = 0; holder < 12; holder++) {
            for (String shareClass : List.of("Common", "A", "B")) {
                if (random.nextInt(3) > 0) {
                    here.add(position("h" + holder, shareClass, fresh(random, quantities)));
                }
            }
        }
        List<Position> there = new ArrayList<>();
        Map<Kind, Integer> expected = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            expected.put(kind, 0);
        }
        int matches = 0;
        for (Position position : here) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    there.add(position(position.holder(), position.shareClass(), fresh(random, quantities)));
                    expected.merge(Kind.QUANTITY, 1, Integer::sum);
                }
                case 1 -> {
                    there.add(new Position(
                            "stranger " + there.size(),
                            position.shareClass(),
                            null,
                            position.quantity(),
                            List.of(),
                            null));
                    expected.merge(Kind.HOLDER, 1, Integer::sum);
                }
                case 2 -> {
                    there.add(new Position(
                            position.holder(), "class " + there.size(), null, position.quantity(), List.of(), null));
                    expected.merge(Kind.CLASS, 1, Integer::sum);
                }
                case 3 -> expected.merge(Kind.MISSING_THERE, 1, Integer::sum);
                case 4 -> {
                    there.add(position);
                    there.add(position("newcomer " + there.size(), "A", fresh(random, quantities)));
                    matches++;
                    expected.merge(Kind.MISSING_HERE, 1, Integer::sum);
                }
                case 5 -> {
                    Shares part = Shares.of(1 + random.nextInt(1000));
                    there.add(new Position(position.holder(), position.shareClass(), null, part, List.of(), null));
                    there.add(new Position(
                            position.holder(),
                            position.shareClass(),
                            null,
                            position.quantity().minus(part),
                            List.of(),
                            null));
                    matches++;
                }
                default -> {
                    there.add(position);
                    matches++;
                }
            }
        }
        Collections.shuffle(there, random);
        Compared compared = Comparison.of(here, there);
        Map<Kind, Integer> found = new EnumMap<>(Kind.class);
        compared.breaks().forEach((kind, breaks) -> found.put(kind, breaks.size()));
        assertThat(found).as("seed %s", seed).isEqualTo(expected);
        assertThat(compared.matches()).as("seed %s", seed).hasSize(matches);
        assertThat(compared.breaks().values().stream().flatMap(List::stream))
                .as("seed %s", seed)
                .allMatch(one -> one.alternatives() == 0);
    }

    private static long fresh(Random random, Set<Long> taken) {
        long quantity = 2000L + random.nextInt(1_000_000_000);
        while (!taken.add(quantity)) {
            quantity++;
        }
        return quantity;
    }
}

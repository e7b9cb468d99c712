package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.RandomCompany;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Standing;
import io.dealledger.testing.Seeds;
import io.dealledger.valuation.Question;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the events that the cells of a restatement cite are those that made the difference: all of them, and no other. */
class WithoutTheCitedEventsTest {
    static LongStream seeds() {
        return Seeds.of(LongStream.of(1, 2, 11), 2);
    }

    private record Window(String where, List<Recorded<CompanyEvent>> known, PointInTime from, PointInTime to) {
        Compared compared() {
            return new CompanyComparison(
                            RandomCompany.ID,
                            known,
                            knownAt -> List.of(),
                            to,
                            Question.PLAIN,
                            RandomChangesTest.ALONE,
                            new Budget(Budget.FACTS))
                    .from(from);
        }

        /** Without events, whatever corrects them, and what corrects that. */
        Window without(Collection<Long> positions) {
            Set<Long> gone = new HashSet<>();
            List<Recorded<CompanyEvent>> left = new ArrayList<>();
            for (Recorded<CompanyEvent> fact : known) {
                Long corrects = fact.marks().corrects();
                if (positions.contains(fact.position()) || (corrects != null && gone.contains(corrects))) {
                    gone.add(fact.version());
                } else {
                    left.add(fact);
                }
            }
            return new Window(where, left, from, to);
        }

        /** Facts that the state does not allow are passed over, as where sources are left out. */
        Window passingOver() {
            return new Window(where, known, passingOver(from), passingOver(to));
        }

        private static PointInTime passingOver(PointInTime point) {
            return new PointInTime(point.asOf(), point.knownAt(), LocalDate.MAX);
        }

        /** Positions of the events that stand, by the version in whose place they do. */
        Map<Long, Long> standing(long knownAt) {
            Map<Long, Long> standing = new HashMap<>();
            Standing.of(known.stream()
                            .filter(fact -> fact.position() <= knownAt)
                            .toList())
                    .forEach(fact -> standing.put(fact.place(), fact.position()));
            return standing;
        }

        long place(long position) {
            Map<Long, Long> corrected = new HashMap<>();
            long found = -1;
            for (Recorded<CompanyEvent> fact : known) {
                Long corrects = fact.marks().corrects();
                if (corrects != null) {
                    corrected.put(fact.version(), corrects);
                }
                if (fact.position() == position) {
                    found = fact.version();
                }
            }
            while (corrected.containsKey(found)) {
                found = corrected.get(found);
            }
            return found;
        }
    }

    private static List<Window> windows(long seed) {
        Random random = new Random(seed);
        List<Window> windows = new ArrayList<>();
        for (List<Recorded<CompanyEvent>> history :
                List.of(CorrectedCompany.history(seed, 40, 40), RandomHistories.history(seed, 50))) {
            for (int check = 0; check < 4; check++) {
                LocalDate day = RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS));
                long one = 1L + random.nextInt(history.size());
                long other = random.nextBoolean() ? history.size() : 1L + random.nextInt(history.size());
                PointInTime from = PointInTime.of(day, Math.min(one, other));
                PointInTime to = PointInTime.of(day, Math.max(one, other));
                windows.add(new Window(
                        "seed " + seed + ", on " + day + " from " + from.knownAt() + " to " + to.knownAt(),
                        history.stream()
                                .filter(fact -> fact.position() <= to.knownAt())
                                .toList(),
                        from,
                        to));
            }
        }
        return windows;
    }

    /** Where something takes effect then that had been masked, what is cited for that goes in turn. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_difference_vanishes(long seed) {
        for (Window window : windows(seed)) {
            Window left = window.passingOver();
            Compared compared = left.compared();
            while (!compared.opening().equals(compared.closing())) {
                Set<Long> cited = new TreeSet<>();
                compared.restatement().forEach(cell -> cited.addAll(cell.events()));
                Window fewer = left.without(cited);
                assertThat(fewer.known())
                        .as("%s without %s", window.where(), cited)
                        .hasSizeLessThan(left.known().size());
                left = fewer;
                compared = left.compared();
            }
        }
    }

    /** What was made void, and then the voiding too, is as it was, and made no difference. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_stands_as_before_had_no_part_in_it(long seed) {
        for (Window window : windows(seed)) {
            Map<Long, Long> before = window.standing(window.from().knownAt());
            Map<Long, Long> after = window.standing(window.to().knownAt());
            for (Cell cell : window.compared().restatement()) {
                if (!cell.path().startsWith(StalePrices.CELLS)) {
                    assertThat(cell.events()).as("%s: %s", window.where(), cell).noneMatch(event -> {
                        long place = window.place(event);
                        return before.containsKey(place)
                                ? before.get(place).equals(after.get(place))
                                : !after.containsKey(place);
                    });
                }
            }
        }
    }
}

package io.dealledger.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.captable.RandomCompany;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Shares;
import io.dealledger.steps.Steps.State;
import io.dealledger.steps.Walk.Stride;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {
    private static final CompanyId ID = RandomCompany.ID;
    private static final LocalDate LAST = LocalDate.of(2030, 1, 1);

    private static List<Stride> all(List<Recorded<CompanyEvent>> history, PointInTime point, Along along) {
        Walk walk = new Walk(history, point, along);
        return walk.steps(1, walk.size());
    }

    private static CapTable table(List<Recorded<CompanyEvent>> history, PointInTime point) {
        return CapTables.of(ID, history, point, Denominator.OUTSTANDING_AS_CONVERTED, null);
    }

    private static void assertSame(State state, CapTable table) {
        assertThat(state.totals()).isEqualTo(table.totals());
        assertThat(state.holdings())
                .isEqualTo(table.holdings().stream()
                        .map(row -> new Steps.HoldingState(
                                row.party(),
                                row.shareClass(),
                                row.quantity(),
                                row.ownership().percent()))
                        .toList());
        assertThat(state.classes())
                .isEqualTo(table.classes().stream()
                        .map(row -> new Steps.ShareClassState(
                                row.name(), row.authorised(), row.issued(), row.outstanding()))
                        .toList());
    }

    private static List<Recorded<CompanyEvent>> recorded(List<CompanyEvent> facts) {
        List<Recorded<CompanyEvent>> recorded = new ArrayList<>();
        for (CompanyEvent fact : facts) {
            // Other streams lie between.
            long position = 3L * recorded.size() + 1;
            recorded.add(
                    new Recorded<>(position, ID.value(), recorded.size(), Instant.EPOCH.plusSeconds(position), fact));
        }
        return recorded;
    }

    /** In order of recording, with corrections of issues, and of corrections, that the law allows. */
    private static List<Recorded<CompanyEvent>> corrected(long seed) {
        Random random = new Random(seed);
        Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        List<Recorded<CompanyEvent>> history = new ArrayList<>();
        for (Recorded<CompanyEvent> plain : RandomCompany.history(seed, 60).stream()
                .sorted((one, other) -> Long.compare(one.version(), other.version()))
                .toList()) {
            add(timeline, history, plain.fact(), Marks.NONE);
            List<Recorded<CompanyEvent>> issues = history.stream()
                    .filter(recorded -> recorded.fact() instanceof SharesIssued)
                    .toList();
            if (!issues.isEmpty() && random.nextInt(4) == 0) {
                Recorded<CompanyEvent> wrong = issues.get(random.nextInt(issues.size()));
                SharesIssued fact = (SharesIssued) wrong.fact();
                add(
                        timeline,
                        history,
                        WalkTest.of(fact, Shares.of(1 + random.nextInt(2000))),
                        Marks.correcting(wrong.version(), "mistyped"));
            }
        }
        return history;
    }

    private static void add(
            Timeline<Company, CompanyEvent> timeline,
            List<Recorded<CompanyEvent>> history,
            CompanyEvent fact,
            Marks marks) {
        long version = history.size();
        Recorded<CompanyEvent> pending = Recorded.pending(ID.value(), version, fact, marks);
        Optional<Refusal> refused = marks.corrects() == null
                ? timeline.refuses(List.of(fact))
                : timeline.refusesCorrections(List.of(pending));
        if (refused.isEmpty()) {
            Recorded<CompanyEvent> recorded =
                    new Recorded<>(version + 1, ID.value(), version, Instant.EPOCH.plusSeconds(version), fact, marks);
            timeline.insert(recorded);
            history.add(recorded);
        }
    }

    private static SharesIssued of(SharesIssued fact, Shares quantity) {
        return new SharesIssued(
                fact.security(), fact.shareClass(), fact.to(), quantity, fact.price(), fact.legs(), fact.when());
    }

    @Nested
    class Along_the_order_of_recording {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void every_state_is_the_cap_table_known_at_that_event(long seed) {
            List<Recorded<CompanyEvent>> history = corrected(seed);
            LocalDate asOf = seed % 2 == 0 ? LAST : RandomCompany.FIRST.plusDays(RandomCompany.DAYS / 2);
            assertThat(history).as("seed " + seed).anyMatch(one -> one.marks().corrects() != null);

            List<Stride> strides = all(history, PointInTime.of(asOf, Long.MAX_VALUE), Along.RECORDING);

            assertThat(strides).hasSameSizeAs(history);
            for (Stride stride : strides) {
                assertThat(stride.fact()).isEqualTo(history.get(stride.number() - 1));
                assertSame(
                        stride.state(),
                        table(history, PointInTime.of(asOf, stride.fact().position())));
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {11, 12, 13, 14})
        void it_holds_for_deals_of_all_kinds_and_for_facts_left_out_for_their_source(long seed) {
            List<Recorded<CompanyEvent>> history = recorded(RandomHistories.facts(seed));
            for (LocalDate publishedBy : new LocalDate[] {null, LocalDate.of(2022, 1, 1)}) {
                PointInTime point = new PointInTime(LAST, Long.MAX_VALUE, publishedBy);
                for (Stride stride : all(history, point, Along.RECORDING)) {
                    assertSame(
                            stride.state(),
                            table(history, point.knownAt(stride.fact().position())));
                }
            }
        }

        @Test
        void a_correction_changes_what_an_earlier_event_had_said() {
            List<Recorded<CompanyEvent>> history = corrected(2);
            Walk walk = new Walk(history, PointInTime.of(LAST, Long.MAX_VALUE), Along.RECORDING);
            List<Stride> corrections = walk.steps(1, walk.size()).stream()
                    .filter(stride -> stride.fact().marks().corrects() != null)
                    .toList();

            assertThat(corrections).isNotEmpty().allSatisfy(stride -> {
                SharesIssued now = (SharesIssued) stride.fact().fact();
                assertThat(walk.corrected(stride.fact()))
                        .hasValue(history.get(stride.fact().marks().corrects().intValue())
                                .position());
                assertThat(stride.changes())
                        .anyMatch(change -> change.path().startsWith("/classes/" + now.shareClass() + "/issued"));
            });
        }
    }

    @Nested
    class Along_the_order_of_effect {
        @ParameterizedTest
        @ValueSource(longs = {21, 22, 23, 24, 25, 26})
        void the_state_after_the_last_fact_of_a_day_is_the_cap_table_as_of_that_day(long seed) {
            List<Recorded<CompanyEvent>> history = corrected(seed);
            long knownAt = history.get(history.size() * 2 / 3).position();

            List<Stride> strides = all(history, PointInTime.of(LAST, knownAt), Along.EFFECT);

            Map<LocalDate, State> lastOfDay = new TreeMap<>();
            for (Stride stride : strides) {
                lastOfDay.put(
                        Optional.ofNullable(stride.fact().when().effectiveOn()).orElse(LocalDate.MIN), stride.state());
            }
            assertThat(lastOfDay).hasSizeGreaterThan(10);
            lastOfDay.forEach((day, state) -> assertSame(state, table(history, PointInTime.of(day, knownAt))));
        }

        @Test
        void what_was_corrected_is_no_step_and_the_correction_stands_in_its_place() {
            List<Recorded<CompanyEvent>> history = corrected(4);
            List<Stride> strides = all(history, PointInTime.of(LAST, Long.MAX_VALUE), Along.EFFECT);
            List<Long> corrected = history.stream()
                    .map(recorded -> recorded.marks().corrects())
                    .filter(version -> version != null)
                    .toList();

            assertThat(corrected).isNotEmpty();
            assertThat(strides)
                    .extracting(stride -> stride.fact().version())
                    .doesNotContainAnyElementsOf(corrected)
                    // Each correction comes instead of one event.
                    .hasSize(history.size() - corrected.size());
        }
    }

    @Nested
    class Any_part {
        @ParameterizedTest
        @ValueSource(longs = {31, 32, 33})
        void has_the_same_steps_as_the_whole_and_its_changes_lead_from_state_to_state(long seed) {
            List<Recorded<CompanyEvent>> history = corrected(seed);
            for (Along along : Along.values()) {
                Walk walk = new Walk(history, PointInTime.of(LAST, Long.MAX_VALUE), along);
                List<Stride> whole = walk.steps(1, walk.size());
                List<Stride> parts = new ArrayList<>();
                for (int from = 1; from <= walk.size(); from += 7) {
                    parts.addAll(walk.steps(from, Math.min(walk.size(), from + 6)));
                }
                assertThat(parts).isEqualTo(whole);
                Map<String, String> cells = new TreeMap<>();
                for (Stride stride : whole) {
                    stride.changes().forEach(change -> {
                        assertThat(cells.get(change.path())).isEqualTo(change.before());
                        if (change.after() == null) {
                            cells.remove(change.path());
                        } else {
                            cells.put(change.path(), change.after());
                        }
                    });
                    State state = stride.state();
                    state.holdings()
                            .forEach(row -> assertThat(cells)
                                    .containsEntry(
                                            "/holdings/" + row.party() + "/" + row.shareClass(),
                                            row.quantity().toString()));
                    assertThat(cells.keySet().stream().filter(path -> path.startsWith("/holdings/")))
                            .hasSameSizeAs(state.holdings());
                }
            }
        }
    }
}

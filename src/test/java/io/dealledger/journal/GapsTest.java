package io.dealledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.journal.HandmadeJournal.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GapsTest {
    private final HandmadeJournal journal = new HandmadeJournal();
    private final Gaps gaps = new Gaps(journal.app);

    @BeforeEach
    void record_twelve_events_of_three_streams() {
        for (int round = 0; round < 3; round++) {
            journal.record(Row.of("co_a", "company-renamed", "{}"));
            journal.record(Row.of("co_b", "company-renamed", "{}"), Row.of("co_b", "company-renamed", "{}"));
            journal.record(Row.of("pa_c", "party-renamed", "{}"));
        }
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void there_are_none_in_a_journal_that_nobody_touched() {
        Gaps.Found found = gaps.find();
        assertThat(found.complete()).isTrue();
        assertThat(found.head()).isEqualTo(12);
        assertThat(found.events()).isEqualTo(12);
        assertThat(found.streams()).isEqualTo(3);
        assertThat(found.positions()).isEmpty();
        assertThat(found.misplaced()).isEmpty();
    }

    @Test
    void an_empty_journal_has_none_either() {
        try (HandmadeJournal empty = new HandmadeJournal()) {
            Gaps.Found found = new Gaps(empty.app).find();
            assertThat(found.complete()).isTrue();
            assertThat(found.head()).isZero();
            assertThat(found.events()).isZero();
        }
    }

    @Test
    void events_that_were_deleted_are_named_by_position_and_missed_by_the_next_of_their_stream() {
        journal.tamper("delete from domain_event where position in (5, 6)");
        Gaps.Found found = gaps.find();
        assertThat(found.complete()).isFalse();
        assertThat(found.positions()).containsExactly(new Gaps.Positions(5, 6));
        assertThat(found.misplaced())
                .extracting(Gaps.Misplaced::position, Gaps.Misplaced::what)
                .contains(org.assertj.core.groups.Tuple.tuple(9L, "VERSION"));
    }

    @Test
    void a_tail_that_was_cut_off_is_missed_by_the_head() {
        journal.tamper("delete from domain_event where position > 10");
        Gaps.Found found = gaps.find();
        assertThat(found.complete()).isFalse();
        assertThat(found.positions()).containsExactly(new Gaps.Positions(11, 12));
    }

    @Test
    void a_stream_that_is_out_of_order_is_found() {
        journal.tamper("""
                update domain_event set version = 100 where position = 1;
                update domain_event set version = 0 where position = 5;
                update domain_event set version = 1 where position = 1""");
        Gaps.Found found = gaps.find();
        assertThat(found.complete()).isFalse();
        assertThat(found.positions()).isEmpty();
        assertThat(found.misplaced()).contains(new Gaps.Misplaced(1, "co_a", 1, "ORDER"));
    }

    @Test
    void an_event_that_was_stamped_anew_is_found() {
        journal.tamper("update domain_event set recorded_at = recorded_at - interval '1 hour' where position = 9");
        assertThat(gaps.find().misplaced()).containsExactly(new Gaps.Misplaced(9, "co_a", 2, "INSTANT"));
    }

    @Test
    void a_command_that_lost_its_second_event_without_a_gap_is_found() {
        journal.tamper("update domain_event set parts = 3 where position = 3");
        assertThat(gaps.find().misplaced())
                .extracting(Gaps.Misplaced::position, Gaps.Misplaced::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "COMMAND"),
                        org.assertj.core.groups.Tuple.tuple(4L, "COMMAND"));
    }
}

package io.dealledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.journal.HandmadeJournal.Row;
import io.dealledger.testing.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every filter against a naive one over all events, with pages that look at few events and at many. */
class JournalPagesTest {
    private static final long SEED = Seeds.one();
    private static final HandmadeJournal JOURNAL = new HandmadeJournal();
    private static final List<Recorded> ALL = recorded(new Random(SEED));

    record Recorded(long position, long version, Row row, Instant recordedAt) {}

    @AfterAll
    static void close() {
        JOURNAL.close();
    }

    private static List<Recorded> recorded(Random random) {
        List<Recorded> all = new ArrayList<>();
        List<Long> versions = new ArrayList<>(List.of(-1L, -1L, -1L, -1L));
        for (int command = 0; command < 150; command++) {
            int stream = random.nextInt(4);
            Row[] rows = new Row[1 + random.nextInt(3)];
            for (int part = 0; part < rows.length; part++) {
                long version = versions.get(stream) + 1;
                versions.set(stream, version);
                LocalDate effective =
                        random.nextInt(5) == 0 ? null : LocalDate.of(2023, 1, 1).plusDays(random.nextInt(300));
                rows[part] = new Row(
                        stream < 3 ? "co_" + stream : "pa_" + stream,
                        random.nextBoolean() ? "shares-issued" : "company-renamed",
                        effective,
                        random.nextInt(6) == 0 ? LocalDate.of(2024, 1, 1 + random.nextInt(5)) : null,
                        version > 0 && random.nextInt(4) == 0 ? random.nextLong(version) : null,
                        "{}",
                        "{\"actor\":\"actor" + random.nextInt(3) + "\",\"commandId\":\"cm" + command
                                + "\",\"client\":\"program" + random.nextInt(2) + "\",\"correlationId\":\"cr"
                                + command / 4
                                + "\"}");
            }
            long first = JOURNAL.record(rows);
            for (int part = 0; part < rows.length; part++) {
                all.add(new Recorded(
                        first + part,
                        versions.get(stream) - rows.length + 1 + part,
                        rows[part],
                        JOURNAL.recordedLast()));
            }
        }
        return all;
    }

    record Case(String name, JournalFilter filter, Predicate<Recorded> naive) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param parameters names and values by turns, as they are asked for over HTTP */
    private static JournalFilter filter(Object... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < parameters.length; at += 2) {
            given.put(parameters[at].toString(), parameters[at + 1].toString());
        }
        return JournalFilter.of(given::get);
    }

    private static LocalDate inTheBooks(Recorded event) {
        LocalDate accounting = event.row().accountingOn();
        return accounting != null
                ? accounting
                : Objects.requireNonNullElse(event.row().effectiveOn(), LocalDate.MIN);
    }

    private static boolean isCorrected(Recorded event) {
        return ALL.stream()
                .anyMatch(other -> other.row().stream().equals(event.row().stream())
                        && Objects.equals(other.row().corrects(), event.version()));
    }

    static Stream<Case> cases() {
        LocalDate spring = LocalDate.of(2023, 3, 1);
        LocalDate summer = LocalDate.of(2023, 7, 31);
        Instant early = ALL.get(40).recordedAt();
        Instant late = ALL.get(200).recordedAt();
        return Stream.of(
                new Case("everything", JournalFilter.NONE, event -> true),
                new Case(
                        "one stream",
                        filter("stream", "co_1"),
                        event -> event.row().stream().equals("co_1")),
                new Case("no such stream", filter("stream", "co_none"), event -> false),
                new Case(
                        "stream type",
                        filter("streamType", "party"),
                        event -> event.row().stream().startsWith("pa_")),
                new Case(
                        "names",
                        filter("name", "shares-issued,round-opened"),
                        event -> event.row().name().equals("shares-issued")),
                new Case(
                        "actor in a stream",
                        filter("stream", "co_2", "actor", "actor1"),
                        event -> event.row().stream().equals("co_2")
                                && event.row().metadata().contains("\"actor1\"")),
                new Case(
                        "effective dates, without what holds since always",
                        filter("effectiveOnFrom", spring, "effectiveOnTo", summer),
                        event -> event.row().effectiveOn() != null
                                && !event.row().effectiveOn().isBefore(spring)
                                && !event.row().effectiveOn().isAfter(summer)),
                new Case(
                        "effective until, with what holds since always",
                        filter("effectiveOnTo", summer),
                        event -> event.row().effectiveOn() == null
                                || !event.row().effectiveOn().isAfter(summer)),
                new Case(
                        "instants, both included",
                        filter("recordedAtFrom", early, "recordedAtTo", late),
                        event -> !event.recordedAt().isBefore(early)
                                && !event.recordedAt().isAfter(late)),
                new Case(
                        "instants in a stream",
                        filter(
                                "stream",
                                "co_0",
                                "recordedAtFrom",
                                early.plusNanos(1),
                                "recordedAtTo",
                                late.minusNanos(1)),
                        event -> event.row().stream().equals("co_0")
                                && event.recordedAt().isAfter(early)
                                && event.recordedAt().isBefore(late)),
                new Case(
                        "dates in the books",
                        filter("accountingOnFrom", summer, "accountingOnTo", "2024-01-03"),
                        event -> !inTheBooks(event).isBefore(summer)
                                && !inTheBooks(event).isAfter(LocalDate.of(2024, 1, 3))),
                new Case(
                        "client",
                        filter("client", "program0"),
                        event -> event.row().metadata().contains("\"program0\"")),
                new Case(
                        "correlation",
                        filter("correlation", "cr7"),
                        event -> event.row().metadata().contains("\"cr7\"")),
                new Case(
                        "command",
                        filter("command", "cm77"),
                        event -> event.row().metadata().contains("\"cm77\"")),
                new Case("corrected", filter("corrected", true), JournalPagesTest::isCorrected),
                new Case(
                        "correcting, in a stream",
                        filter("stream", "co_1", "correcting", true),
                        event -> event.row().stream().equals("co_1")
                                && event.row().corrects() != null));
    }

    @Test
    void many_positions_are_found_in_one_question_in_order_and_those_that_are_none_are_left_out() {
        JournalPages pages = new JournalPages(JOURNAL.app, 10);
        List<StoredEvent> found = pages.at(List.of(250L, 3L, 3L, 17L, 1_000_000L));
        assertThat(found).extracting(StoredEvent::position).containsExactly(3L, 17L, 250L);
        for (StoredEvent event : found) {
            assertThat(pages.at(event.position())).contains(event);
        }
        assertThat(pages.at(List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_filter_finds_what_looking_at_every_event_finds(Case asked) {
        List<Long> expected =
                ALL.stream().filter(asked.naive()).map(Recorded::position).toList();
        for (int scan : new int[] {7, 100_000}) {
            for (int limit : new int[] {3, 1000}) {
                assertThat(paged(new JournalPages(JOURNAL.app, scan), asked.filter(), limit))
                        .as("%s, looking at %s, %s a page, seed %s", asked, scan, limit, SEED)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Long> paged(JournalPages pages, JournalFilter filter, int limit) {
        List<Long> found = new ArrayList<>();
        long after = 0;
        for (int page = 0; ; page++) {
            JournalPages.Page one = pages.page(filter, after, limit, JOURNAL.head());
            one.events().forEach(event -> found.add(event.position()));
            assertThat(one.events()).hasSizeLessThanOrEqualTo(limit);
            Long next = one.next();
            if (next == null) {
                return found;
            }
            assertThat(next).as("pages go on").isGreaterThan(after);
            assertThat(page).as("pages end").isLessThan(2 * ALL.size());
            after = next;
        }
    }

    @Test
    void nothing_behind_the_head_that_the_answer_cites_is_shown() {
        JournalPages pages = new JournalPages(JOURNAL.app, 100_000);
        assertThat(pages.page(JournalFilter.NONE, 0, 1000, 17).events())
                .extracting(StoredEvent::position)
                .last()
                .isEqualTo(17L);
        assertThat(pages.page(filter("stream", "co_1"), 0, 1000, 17).events())
                .allMatch(event -> event.position() <= 17);
    }
}

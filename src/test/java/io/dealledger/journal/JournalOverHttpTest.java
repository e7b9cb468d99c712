package io.dealledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningLedger
class JournalOverHttpTest {
    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;

    JournalOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private long registered(String id, String kind) {
        Answer answer = backoffice.post(
                "/api/parties", "{\"id\": \"" + id + "\", \"name\": \"Jane Roe\", \"kind\": \"" + kind + "\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.number("/position");
    }

    @Test
    void an_event_is_shown_as_it_is_stored() {
        long position = registered("pa_journal", "FUND");
        Answer event = auditor.get("/api/journal/" + position);

        assertThat(event.number("/position")).isEqualTo(position);
        assertThat(event.at("/stream")).isEqualTo("pa_journal");
        assertThat(event.number("/version")).isZero();
        assertThat(event.number("/revision")).isPositive();
        assertThat(event.at("/name")).isNotBlank();
        assertThat(event.json().has("effectiveOn")).isTrue();
        assertThat(event.json().get("effectiveOn").isNull()).as("since always").isTrue();
        assertThat(event.json().get("payload").isObject()).isTrue();
        assertThat(event.json().get("metadata").isObject()).isTrue();
        assertThat(event.at("/actor")).isEqualTo("backoffice");
        assertThat(Instant.parse(event.at("/recordedAt"))).isBefore(Instant.now());
    }

    @Test
    void a_dated_event_shows_its_date_and_how_it_was_stated() {
        registered("pa_dated", "FUND");
        Answer renamed =
                backoffice.post("/api/parties/pa_dated/renames", "{\"name\": \"Other\", \"effectiveOn\": \"2023-09\"}");
        Answer event = auditor.get("/api/journal/" + renamed.number("/position"));

        assertThat(event.at("/effectiveOn")).isEqualTo("2023-09-30");
        assertThat(event.at("/effectiveFrom")).isEqualTo("2023-09-01");
        assertThat(event.at("/precision")).isEqualTo("MONTH");
    }

    @Test
    void a_natural_persons_name_stays_sealed() {
        long position = registered("pa_jane", "INDIVIDUAL");
        assertThat(auditor.get("/api/journal/" + position).text()).doesNotContain("Jane Roe");
        assertThat(auditor.get("/api/parties/pa_jane").at("/name")).isEqualTo("Jane Roe");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition_and_the_last_says_so() {
        long before = auditor.head();
        for (int number = 0; number < 7; number++) {
            registered("pa_page-" + number, "FUND");
        }
        List<Long> seen = new ArrayList<>();
        long after = before;
        int pages = 0;
        JsonNode next;
        do {
            Answer page = auditor.get("/api/journal?after=" + after + "&limit=3");
            assertThat(page.header("Ledger-Position")).contains(Long.toString(before + 7));
            page.json()
                    .get("events")
                    .forEach(event -> seen.add(event.get("position").longValue()));
            next = page.json().get("next");
            assertThat(next).as("next is there, null at the end").isNotNull();
            after = next.isNull() ? after : next.longValue();
            pages++;
        } while (!next.isNull());

        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .containsExactly(before + 1, before + 2, before + 3, before + 4, before + 5, before + 6, before + 7);
    }

    @Test
    void a_page_that_ends_exactly_with_the_journal_is_the_last() {
        long position = registered("pa_exactly", "FUND");
        Answer page = auditor.get("/api/journal?after=" + (position - 1) + "&limit=1");
        assertThat(page.json().get("events").size()).isEqualTo(1);
        assertThat(page.json().get("next").isNull()).isTrue();
        assertThat(auditor.get("/api/journal?after=" + position)
                        .json()
                        .get("events")
                        .size())
                .isZero();
    }

    @Test
    void one_stream_is_shown_alone() {
        registered("pa_alone", "FUND");
        registered("pa_beside", "FUND");
        backoffice.post("/api/parties/pa_alone/renames", "{\"name\": \"Other\"}");
        JsonNode events = auditor.get("/api/journal?stream=pa_alone").json().get("events");

        assertThat(events.size()).isEqualTo(2);
        assertThat(events.get(0).get("version").longValue()).isZero();
        assertThat(events.get(1).get("version").longValue()).isEqualTo(1);
        assertThat(auditor.get("/api/journal?stream=pa_none")
                        .json()
                        .get("events")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=-1", "after=-1", "after=x", "limit=99999999999"})
    void a_page_that_cannot_be_is_400(String query) {
        Answer answer = auditor.get("/api/journal?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void a_page_has_a_hundred_events_unless_asked_otherwise() {
        assertThat(auditor.get("/api/journal?limit=1000").status()).isEqualTo(200);
        assertThat(auditor.get("/api/journal").json().get("events").size()).isLessThanOrEqualTo(100);
    }
}

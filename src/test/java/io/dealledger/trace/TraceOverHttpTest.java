package io.dealledger.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The chain from a command over its events to the figures that it moved, and back. */
@RunningLedger
class TraceOverHttpTest {
    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String own = UUID.randomUUID().toString();
    private final String company = "co_" + own;
    private final String founder = "pa_a-founder-" + own;
    private final String fund = "pa_b-fund-" + own;
    private long issued;

    TraceOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    @BeforeEach
    void record_a_company() {
        for (String party : List.of(founder, fund)) {
            accepted("/api/parties", "{\"id\": \"" + party + "\", \"name\": \"Somebody\", \"kind\": \"FUND\"}");
        }
        accepted(
                "/api/companies",
                "{\"id\": \"" + company + "\", \"name\": \"Traced\", \"effectiveOn\": \"2020-01-01\"}");
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "authorised": "1000", "effectiveOn": "2020-01-01"}""");
        issued = accepted(path("/issuances"), """
                {"id": "se_first", "class": "Common", "to": "%s", "quantity": "200", "effectiveOn": "2020-02-01"}""".formatted(founder)).number("/position");
    }

    private String path(String rest) {
        return "/api/companies/" + company + rest;
    }

    private Answer accepted(String path, String body, String... headers) {
        Answer answer = backoffice.post(path, body, headers);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        return answer;
    }

    private Answer ok(String path) {
        Answer answer = auditor.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private Answer transferred(String quantity, String on) {
        return accepted(path("/transfers"), """
                {"class": "Common", "from": "%s", "to": "%s", "quantity": "%s", "effectiveOn": "%s"}""".formatted(founder, fund, quantity, on));
    }

    @Test
    void an_event_shows_its_stored_texts_and_their_hashes() throws Exception {
        Answer event = ok("/api/journal/" + issued);
        String payload = event.at("/raw/payload");
        assertThat(event.at("/raw/payloadSha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8))));
        // The same text stands unquoted under payload: nothing is written anew.
        assertThat(event.text()).contains("\"payload\":" + payload + ",");
        assertThat(event.text()).contains("\"metadata\":" + event.at("/raw/metadata") + ",");
        assertThat(payload).contains("\"security\":\"se_first\"");
        // The leaf is the one that the tree is made of, for facts of any date.
        for (long position : new long[] {issued, issued - 4}) {
            assertThat(ok("/api/journal/" + position).at("/raw/leafHash"))
                    .isEqualTo(
                            sealed("/api/proofs/inclusion?position=" + position).at("/leaf"));
        }
    }

    /** Sealing follows behind the head. */
    private Answer sealed(String path) {
        return await().atMost(Duration.ofSeconds(10)).until(() -> auditor.get(path), answer -> answer.status() == 200);
    }

    @Test
    void an_event_names_its_command_its_receipt_and_the_other_events_of_the_command() {
        String key = LedgerHttp.newKey();
        Answer batch = backoffice.send(
                "POST",
                path("/batch"),
                """
                [{"command": "TransferShares", "class": "Common", "from": "%s", "to": "%s", "quantity": "10",
                  "effectiveOn": "2020-03-01"},
                 {"command": "TransferShares", "class": "Common", "from": "%s", "to": "%s", "quantity": "5",
                  "effectiveOn": "2020-03-02"}]""".formatted(founder, fund, founder, fund),
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json",
                "Correlation-Id",
                "piece-of-work-" + own);
        assertThat(batch.status()).as(batch.toString()).isEqualTo(200);
        long last = batch.number("/position");
        Answer event = ok("/api/journal/" + (last - 1));

        assertThat(event.at("/causes/actor")).isEqualTo("backoffice");
        assertThat(event.at("/causes/client")).isEqualTo("backoffice");
        assertThat(event.at("/causes/idempotencyKey")).isEqualTo(key);
        assertThat(event.at("/causes/correlationId")).isEqualTo("piece-of-work-" + own);
        assertThat(event.number("/causes/command/0/position")).isEqualTo(last);
        assertThat(event.json().at("/causes/command").size()).isEqualTo(1);
        Answer receipt = ok(event.at("/causes/receipt"));
        assertThat(receipt.at("/commandId")).isEqualTo(event.at("/causes/commandId"));
        assertThat(receipt.number("/position")).isEqualTo(last);

        assertThat(positions(ok("/api/journal?correlation=piece-of-work-" + own)))
                .containsExactly(last - 1, last);
        assertThat(positions(ok("/api/journal?command=" + event.at("/causes/commandId"))))
                .containsExactly(last - 1, last);
    }

    private static List<Long> positions(Answer page) {
        List<Long> positions = new ArrayList<>();
        page.json()
                .get("events")
                .forEach(event -> positions.add(event.get("position").longValue()));
        return positions;
    }

    @Test
    void an_event_lists_what_it_made_and_who_used_it() {
        long first = transferred("50", "2021-01-01").number("/position");
        Answer event = ok("/api/journal/" + issued);
        assertThat(event.json().at("/consequences/made").toString()).isEqualTo("[\"se_first\"]");
        assertThat(event.number("/consequences/uses/0/position")).isEqualTo(first);
        assertThat(event.at("/consequences/uses/0/name")).isEqualTo("shares-transferred");
        assertThat(event.json().at("/consequences/uses").size()).isEqualTo(1);
        assertThat(event.json().at("/consequences/usesNext").isMissingNode()
                        || event.json().at("/consequences/usesNext").isNull())
                .isTrue();

        Answer shareClass = ok("/api/journal/" + (issued - 1));
        assertThat(shareClass.json().at("/consequences/made").toString()).isEqualTo("[\"Common\"]");
        assertThat(shareClass.json().at("/consequences/uses").size()).isEqualTo(2);
    }

    @Test
    void a_command_shows_the_figures_that_it_moved_on_its_date_and_today() {
        long position = transferred("50", "2021-01-01").number("/position");
        Answer moved = ok("/api/journal/" + position + "/figures");

        assertThat(moved.number("/knownBefore")).isEqualTo(position - 1);
        assertThat(moved.number("/knownAfter")).isEqualTo(position);
        assertThat(moved.at("/dates/0/asOf")).isEqualTo("2021-01-01");
        for (JsonNode date : moved.json().get("dates")) {
            assertThat(figure(date, "/holdings/" + founder + "/Common/quantity"))
                    .isEqualTo("200 -> 150");
            assertThat(figure(date, "/holdings/" + fund + "/Common/quantity")).isEqualTo("null -> 50");
            assertThat(figure(date, "/holdings/" + fund + "/Common/ownership/fraction"))
                    .isEqualTo("null -> 1/4");
            assertThat(figure(date, "/totals/outstanding"))
                    .as("moved by nothing")
                    .isEqualTo("none");
        }
        assertThat(moved.json().get("dates").size()).isEqualTo(2);
        Answer before = ok("/api/journal/" + position + "/figures?asOf=2020-12-31");
        assertThat(before.json().at("/dates/0/figures").size()).isZero();
    }

    private static String figure(JsonNode date, String path) {
        for (JsonNode figure : date.get("figures")) {
            if (figure.get("path").stringValue().equals(path)) {
                return text(figure.get("before")) + " -> " + text(figure.get("after"));
            }
        }
        return "none";
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "null" : node.stringValue();
    }

    @Test
    void a_back_dated_command_moves_figures_of_the_past_and_of_today() {
        transferred("50", "2021-01-01");
        long late = accepted(path("/issuances"), """
                {"class": "Common", "to": "%s", "quantity": "7", "effectiveOn": "2020-06-01"}""".formatted(fund)).number("/position");
        JsonNode dates = ok("/api/journal/" + late + "/figures").json().get("dates");
        assertThat(figure(dates.get(0), "/holdings/" + fund + "/Common/quantity"))
                .isEqualTo("null -> 7");
        assertThat(figure(dates.get(1), "/holdings/" + fund + "/Common/quantity"))
                .isEqualTo("50 -> 57");
        assertThat(figure(dates.get(0), "/totals/outstanding")).isEqualTo("200 -> 207");
        assertThat(figure(dates.get(0), "/classes/Common/issued")).isEqualTo("200 -> 207");
    }

    @Test
    void the_first_command_of_a_company_and_one_of_a_party_are_answered_too() {
        long registered = issued - 2;
        assertThat(ok("/api/journal/" + registered + "/figures")
                        .json()
                        .get("dates")
                        .size())
                .isEqualTo(2);
        assertThat(ok("/api/journal/" + (registered - 1) + "/figures")
                        .json()
                        .get("dates")
                        .size())
                .isZero();
        assertThat(auditor.get("/api/journal/999999999/figures").status()).isEqualTo(404);
    }

    private void reported(String stated, String publisher) {
        accepted(path("/valuations"), """
                {"kind": "REPORTED", "value": {"op": "EXACT", "unit": "MONEY", "stated": "%s", "currency": "USD"},
                 "effectiveOn": "2022-05-05",
                 "source": {"publisher": "%s", "publishedOn": "2022-05-06", "class": "PRESS_NAMED"}}""".formatted(stated, publisher));
    }

    @Test
    void conflicts_are_found_across_companies_until_they_are_not_known_yet() {
        reported("1000000000", "One");
        long before = auditor.head();
        reported("3000000000", "Another");

        Answer found = conflictsOf("");
        assertThat(found.json().get("companies").size()).as(found.toString()).isEqualTo(1);
        assertThat(found.at("/companies/0/company")).isEqualTo(company);
        assertThat(found.at("/companies/0/conflicts/0/kind")).isEqualTo("SOURCES_DISAGREE");
        assertThat(found.json().at("/companies/0/conflicts/0/events").size()).isEqualTo(2);
        assertThat(found.json().at("/companies/0/conflicts/0/shownBy").toString())
                .contains("VALUATIONS");
        assertThat(conflictsOf("&knownAt=" + before).json().get("companies").size())
                .isZero();
        assertThat(conflictsOf("&asOf=2022-05-04").json().get("companies").size())
                .isZero();
    }

    /** The page that looks at this company alone. */
    private Answer conflictsOf(String more) {
        String all = "";
        for (Answer page = ok("/api/journal/conflicts?limit=1" + more); ; ) {
            JsonNode companies = page.json().get("companies");
            JsonNode next = page.json().get("next");
            if (next.isNull()
                    || next.stringValue().compareTo(company) >= 0
                    || (companies.size() > 0
                            && companies.get(0).get("company").stringValue().equals(company))) {
                return page;
            }
            assertThat(next.stringValue()).as("pages go on").isGreaterThan(all);
            all = next.stringValue();
            page = ok("/api/journal/conflicts?limit=1&after=" + all + more);
        }
    }

    @Test
    void facts_without_evidence_are_told_from_those_with_a_document_or_a_source() {
        long documented = accepted(
                        path("/issuances"),
                        """
                        {"class": "Common", "to": "%s", "quantity": "1", "effectiveOn": "2020-06-01"}""".formatted(fund),
                        "Evidence",
                        "sha256=" + "ab".repeat(32) + "; kind=ledger")
                .number("/position");
        long withAddress = accepted(path("/valuations"), """
                {"kind": "REPORTED", "value": {"op": "EXACT", "unit": "MONEY", "stated": "5", "currency": "USD"},
                 "effectiveOn": "2022-05-05", "source": {"publisher": "Paper \\"sha256\\":\\"", "class": "PRESS_NAMED",
                 "url": "https://example.org/a"}}""").number("/position");
        long withoutAddress = accepted(path("/valuations"), """
                {"kind": "REPORTED", "value": {"op": "EXACT", "unit": "MONEY", "stated": "6", "currency": "USD"},
                 "effectiveOn": "2022-06-05", "source": {"publisher": "Paper \\"url\\":\\"", "class": "PRESS_NAMED"}}""").number("/position");

        assertThat(positions(ok("/api/journal/unevidenced?stream=" + company)))
                .contains(issued, withoutAddress)
                .doesNotContain(documented, withAddress);
        assertThat(positions(ok("/api/journal/unevidenced?stream=" + company + "&name=valuation-recorded")))
                .containsExactly(withoutAddress);
    }

    @Test
    void the_running_journal_has_no_gaps() {
        Answer gaps = ok("/api/journal/gaps");
        assertThat(gaps.at("/complete")).as(gaps.toString()).isEqualTo("true");
        assertThat(gaps.number("/events")).isEqualTo(gaps.number("/head"));
        assertThat(gaps.header("Ledger-Position")).contains(gaps.at("/head"));
    }

    @Test
    void filters_that_cannot_be_are_400_and_name_themselves() {
        for (String query : List.of(
                "effectiveOnFrom=2023-02-30",
                "recordedAtFrom=2023-01-01",
                "streamType=companies",
                "name=Shares%20Issued",
                "corrected=yes",
                "effectiveOnTo=2020-01-01&effectiveOnFrom=2021-01-01")) {
            Answer answer = auditor.get("/api/journal?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/" + query.substring(0, query.indexOf('=')));
        }
        assertThat(auditor.get("/api/journal?kind=x").status()).isEqualTo(400);
    }

    @Test
    void events_are_filtered_by_what_happened_and_when() {
        long position = transferred("50", "2021-01-01").number("/position");
        assertThat(positions(ok("/api/journal?stream=" + company + "&name=shares-issued,shares-transferred")))
                .containsExactly(issued, position);
        assertThat(positions(ok("/api/journal?stream=" + company + "&effectiveOnFrom=2020-12-01")))
                .containsExactly(position);
        String recordedAt = ok("/api/journal/" + position).at("/recordedAt");
        assertThat(positions(ok("/api/journal?recordedAtFrom=" + recordedAt + "&recordedAtTo=" + recordedAt)))
                .containsExactly(position);
        assertThat(positions(ok("/api/journal?stream=" + company + "&actor=auditor")))
                .isEmpty();
        assertThat(positions(ok("/api/journal?stream=" + company + "&actor=backoffice&streamType=company")))
                .hasSize(4);
    }
}

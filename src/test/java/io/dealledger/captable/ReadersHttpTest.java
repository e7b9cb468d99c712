package io.dealledger.captable;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Cap table and valuations asked of the running ledger. */
@RunningLedger
class ReadersHttpTest {
    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String founder;
    private String fund;
    private String company;
    private long registered;

    @BeforeEach
    void record_a_company() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        String own = UUID.randomUUID().toString();
        founder = "pa_a-founder-" + own;
        fund = "pa_b-fund-" + own;
        company = "co_" + own;
        party(founder, "OTHER");
        party(fund, "FUND");
        registered = accepted("/api/companies", """
                {"id": "%s", "name": "Acme", "effectiveOn": "2020-01-01"}""".formatted(company)).number("/position");
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "authorised": "1000", "effectiveOn": "2020-01-01"}""");
        accepted(path("/share-classes"), """
                {"class": "A", "type": "PREFERRED", "conversionRatio": "2:1", "effectiveOn": "2020-01-01"}""");
        accepted(path("/issuances"), """
                {"class": "Common", "to": "%s", "quantity": "200", "effectiveOn": "2020-01-01"}""".formatted(founder));
        accepted(path("/rounds"), """
                {"id": "rd_a", "name": "A", "currency": "USD", "effectiveOn": "2021-01-01"}""");
        accepted(path("/rounds/rd_a/prices"), """
                {"preMoney": {"amount": "1000", "currency": "USD"}, "price": {"amount": "10", "currency": "USD"},
                 "class": "A", "effectiveOn": "2021-01-01"}""");
        accepted(path("/rounds/rd_a/closings"), """
                {"subscriptions": [{"to": "%s", "class": "A", "quantity": "50",
                  "legs": [{"kind": "CASH", "amount": {"amount": "500", "currency": "USD"}}]}],
                 "effectiveOn": "2021-01-02"}""".formatted(fund));
    }

    private void party(String id, String kind) {
        accepted("/api/parties", """
                {"id": "%s", "name": "Somebody", "kind": "%s"}""".formatted(id, kind));
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    private String path(String rest) {
        return "/api/companies/" + company + rest;
    }

    private Answer ok(String path) {
        Answer answer = auditor.get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private void wrong(String path, int status, String pointer) {
        Answer answer = auditor.get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        if (!pointer.isEmpty()) {
            assertThat(answer.at("/errors/0/pointer")).as("%s", answer).isEqualTo(pointer);
        }
    }

    @Nested
    class CapTableQuestions {
        @Test
        void ownershipIsOfSharesAsConvertedUnlessAskedOtherwise() {
            Answer usual = ok(path("/cap-table?asOf=2021-12-31"));
            assertThat(usual.at("/denominator")).isEqualTo("OUTSTANDING_AS_CONVERTED");
            assertThat(usual.at("/holdings/0/party")).isEqualTo(founder);
            assertThat(usual.at("/holdings/0/ownership/fraction")).isEqualTo("2/3");
            assertThat(usual.at("/holdings/1/ownership/fraction")).isEqualTo("1/3");
            assertThat(usual.at("/totals/outstanding")).isEqualTo("250");
            assertThat(usual.at("/totals/fullyDiluted")).isEqualTo("300");
            Answer plain = ok(path("/cap-table?asOf=2021-12-31&denominator=OUTSTANDING&by=class"));
            assertThat(plain.at("/byClass/0/ownership/fraction")).isEqualTo("4/5");
            assertThat(plain.at("/byClass/1/class")).isEqualTo("A");
            assertThat(ok(path("/cap-table?denominator=FULLY_DILUTED")).at("/denominator"))
                    .isEqualTo("FULLY_DILUTED");
        }

        @Test
        void asOfAndKnownAtCutTheAnswerAndThePositionIsCited() {
            Answer before = ok(path("/cap-table?asOf=2021-01-01"));
            assertThat(before.json().get("holdings")).hasSize(1);
            Answer early = ok(path("/cap-table?knownAt=" + registered));
            assertThat(early.json().get("holdings")).isEmpty();
            assertThat(early.number("/position")).isEqualTo(registered);
            assertThat(early.number("/version")).isZero();
            assertThat(early.json().get("totals")).isEmpty();
            assertThat(early.header("Ledger-Position")).contains(Long.toString(registered));
            assertThat(early.header("ETag")).isPresent();
        }

        @Test
        void whatIsNotAParameterOrNotAValueOfOneIsNamed() {
            wrong(path("/cap-table?denominator=ALL"), 400, "/denominator");
            wrong(path("/cap-table?by=colour"), 400, "/by");
            wrong(path("/cap-table?colour=red"), 400, "/colour");
            wrong(path("/cap-table?asOf=2021-02-30"), 400, "/asOf");
            wrong("/api/companies/co_unheard-of/cap-table", 404, "");
            wrong(path("/cap-table?knownAt=" + (registered - 1)), 404, "");
        }

        @Test
        void thereAreViewsByHolderAndSecurity() {
            assertThat(ok(path("/cap-table?by=holder")).at("/byHolder/0/party")).isEqualTo(founder);
            assertThat(ok(path("/cap-table?by=security")).json().get("bySecurity"))
                    .hasSize(2);
            assertThat(ok(path("/cap-table")).json().has("byHolder")).isFalse();
        }
    }

    @Nested
    class ValuationQuestions {
        @Test
        void pointsAreClaimsWithTheirFiguresAsText() {
            Answer answer = ok(path("/valuations?asOf=2021-12-31"));
            assertThat(answer.json().get("points")).hasSize(3);
            assertThat(answer.at("/points/0/kind")).isEqualTo("PRE_MONEY");
            assertThat(answer.at("/points/0/value/class")).isEqualTo("SIGNED_DOCUMENT");
            assertThat(answer.at("/points/2/kind")).isEqualTo("POST_MONEY");
            assertThat(answer.at("/points/2/effectiveOn")).isEqualTo("2021-01-02");
            assertThat(answer.at("/points/2/value/stated")).isEqualTo("1500");
            assertThat(answer.at("/points/2/value/unit")).isEqualTo("MONEY");
            assertThat(answer.at("/points/2/value/currency")).isEqualTo("USD");
            assertThat(answer.json().at("/points/2/derived").booleanValue()).isTrue();
            assertThat(answer.json().at("/points/2/events/0").isIntegralNumber())
                    .isTrue();
            assertThat(answer.json().get("conflicts")).isEmpty();
        }

        @Test
        void moneyIsTranslatedWhenItIsAskedFor() {
            accepted("/api/fx-rates", """
                    {"pair": "USD/%s", "rate": "2", "kind": "CLOSING", "effectiveOn": "2021-01-01"}""".formatted("CHF"));
            Answer francs = ok(path("/valuations?currency=CHF"));
            assertThat(francs.at("/points/0/value/stated")).isEqualTo("2000");
            assertThat(francs.at("/points/0/translation")).isEqualTo("TRANSLATED");
            assertThat(francs.at("/points/0/original/stated")).isEqualTo("1000");
            assertThat(ok(path("/valuations?currency=SEK")).at("/points/0/translation"))
                    .isEqualTo("NO_RATE");
        }

        @Test
        void whatIsNotAValueIsNamed() {
            wrong(path("/valuations?currency=XXY"), 400, "/currency");
            wrong(path("/valuations?rate=GUESS"), 400, "/rate");
            wrong("/api/companies/co_unheard-of/valuations", 404, "");
        }
    }
}

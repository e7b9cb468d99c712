package io.dealledger.securities;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The register of securities, asked of the running ledger. */
@RunningLedger
class SecuritiesOverHttpTest {
    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String own;
    private String founder;
    private String fund;
    private long issued;

    @BeforeEach
    void record_a_company_with_an_option_that_is_exercised_in_part() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        own = UUID.randomUUID().toString();
        founder = "pa_founder-" + own;
        fund = "pa_fund-" + own;
        for (String party : new String[] {founder, fund}) {
            accepted("/api/parties", """
                    {"id": "%s", "name": "Somebody", "kind": "OTHER"}""".formatted(party));
        }
        accepted("/api/companies", """
                {"id": "co_%s", "name": "Acme", "effectiveOn": "2020-01-01"}""".formatted(own));
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "effectiveOn": "2020-01-01"}""");
        issued = position(accepted(path("/issuances"), """
                {"id": "se_first", "class": "Common", "to": "%s", "quantity": "400", "effectiveOn": "2020-01-01"}""".formatted(founder)));
        accepted(path("/grants"), """
                {"id": "se_option", "to": "%s", "kind": "OPTION", "class": "Common", "quantity": "100",
                 "exercisePrice": {"amount": "1", "currency": "USD"}, "effectiveOn": "2020-02-01"}""".formatted(founder));
        accepted(path("/exercises"), """
                {"security": "se_option", "quantity": "30", "newSecurity": "se_exercised", "effectiveOn": "2020-03-01"}""");
        accepted(path("/transfers"), """
                {"class": "Common", "from": "%s", "to": "%s", "quantity": "150", "lotRule": "SPECIFIC",
                 "lots": [{"security": "se_first", "quantity": "150"}], "effectiveOn": "2020-04-01"}""".formatted(founder, fund));
    }

    private static long position(Answer answer) {
        return Long.parseLong(answer.at("/position").toString());
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    private String path(String rest) {
        return "/api/companies/co_" + own + rest;
    }

    private Answer ok(String path) {
        Answer answer = auditor.get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    @Nested
    class OneSecurity {
        @Test
        void shows_what_was_taken_what_came_of_it_and_what_is_left() {
            Answer answer = ok(path("/securities/se_option"));

            assertThat(answer.at("/security/kind")).isEqualTo("EQUITY_COMPENSATION");
            assertThat(answer.at("/security/quantity")).isEqualTo("70");
            assertThat(answer.at("/security/acts/0/kind")).isEqualTo("ISSUANCE");
            assertThat(answer.at("/security/acts/0/quantity")).isEqualTo("100");
            assertThat(answer.at("/security/acts/1/kind")).isEqualTo("EXERCISE");
            assertThat(answer.at("/security/acts/1/quantity")).isEqualTo("30");
            assertThat(answer.at("/security/acts/1/left")).isEqualTo("70");
            assertThat(answer.at("/security/acts/1/into/0")).isEqualTo("se_exercised");
            Answer made = ok(path("/securities/se_exercised"));
            assertThat(made.at("/security/kind")).isEqualTo("STOCK");
            assertThat(made.at("/security/from")).isEqualTo("se_option");
            assertThat(made.at("/security/origin")).isEqualTo("se_option");
            assertThat(made.at("/security/acts/0/event")).isEqualTo(answer.at("/security/acts/1/event"));
        }

        @Test
        void is_what_it_was_on_an_earlier_date_and_as_it_was_known_at_an_earlier_position() {
            assertThat(ok(path("/securities/se_option?asOf=2020-02-28")).at("/security/quantity"))
                    .isEqualTo("100");
            assertThat(auditor.get(path("/securities/se_option?knownAt=" + issued))
                            .status())
                    .isEqualTo(404);
            assertThat(ok(path("/securities/se_first?knownAt=" + issued)).at("/security/quantity"))
                    .isEqualTo("400");
        }

        @Test
        void shows_its_legends_and_exemptions_with_the_event_that_recorded_them() {
            Answer recorded = accepted(path("/particulars"), """
                    {"about": "se_first", "particulars": {"customId": "CS-1", "legends": ["Restricted"],
                     "exemptions": [{"description": "Section 4(a)(2)", "jurisdiction": "US"}]},
                     "effectiveOn": "2020-01-02"}""");

            Answer answer = ok(path("/securities/se_first"));
            assertThat(answer.at("/security/particulars/0/event").toString())
                    .isEqualTo(recorded.at("/position").toString());
            assertThat(answer.at("/security/particulars/0/particulars/legends/0"))
                    .isEqualTo("Restricted");
            assertThat(answer.at("/security/quantity")).isEqualTo("250");
            Answer onRecord = ok(path("/particulars?about=se_first"));
            assertThat(onRecord.at("/particulars/0/particulars/customId")).isEqualTo("CS-1");
            assertThat(ok(path("/particulars?about=se_option")).text()).contains("\"particulars\":[]");
        }

        @Test
        void that_there_is_not_is_404() {
            assertThat(auditor.get(path("/securities/se_nowhere")).status()).isEqualTo(404);
        }
    }

    @Nested
    class TheRegister {
        @Test
        void lists_them_in_the_order_in_which_they_came_into_being_a_page_at_a_time() {
            Answer first = ok(path("/securities?limit=2"));
            assertThat(first.at("/total").toString()).isEqualTo("4");
            assertThat(first.at("/securities/0/id")).isEqualTo("se_first");
            assertThat(first.at("/securities/1/id")).isEqualTo("se_option");
            assertThat(first.at("/next")).isEqualTo("se_option");
            Answer second = ok(path("/securities?limit=2&after=se_option"));
            assertThat(second.at("/securities/0/id")).isEqualTo("se_exercised");
            assertThat(second.at("/securities/1/holder")).isEqualTo(fund);
            assertThat(second.text()).contains("\"next\":null");
        }

        @Test
        void can_be_asked_for_one_holder_kind_or_state() {
            assertThat(ok(path("/securities?holder=" + fund)).at("/total").toString())
                    .isEqualTo("1");
            assertThat(ok(path("/securities?kind=STOCK")).at("/total").toString())
                    .isEqualTo("3");
            assertThat(ok(path("/securities?state=ENDED")).at("/total").toString())
                    .isEqualTo("0");
            accepted(path("/instruments/se_option/cancellations"), """
                    {"reason": "Replaced by another plan", "effectiveOn": "2020-05-01"}""");
            Answer ended = ok(path("/securities?state=ENDED"));
            assertThat(ended.at("/securities/0/id")).isEqualTo("se_option");
            assertThat(ended.at("/securities/0/acts/2/kind")).isEqualTo("CANCELLATION");
            assertThat(ended.at("/securities/0/acts/2/quantity")).isEqualTo("70");
            assertThat(ended.at("/securities/0/quantity")).isEqualTo("0");
        }

        @Test
        void keeps_what_a_vague_date_leaves_open_apart() {
            accepted(path("/repurchases"), """
                    {"class": "Common", "from": "%s", "quantity": "10", "effectiveOn": "2020-06",
                     "precision": "MONTH"}""".formatted(fund));
            Answer answer = ok(path("/securities?asOf=2020-06-15"));
            assertThat(answer.at("/perhaps/0/kind")).isEqualTo("REPURCHASE");
            assertThat(answer.at("/securities/3/quantity")).isEqualTo("150");
        }

        @Test
        void refuses_what_it_does_not_know_by_name() {
            for (String query : new String[] {"kind=BOND", "state=LOST", "limit=0", "after=se_nowhere"}) {
                Answer answer = auditor.get(path("/securities?" + query));
                assertThat(answer.status()).as(query).isEqualTo(400);
                assertThat(answer.text()).as(query).contains(query.substring(0, query.indexOf('=')));
            }
        }
    }
}

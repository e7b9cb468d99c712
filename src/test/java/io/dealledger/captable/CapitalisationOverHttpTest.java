package io.dealledger.captable;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A company counted by the definition that is asked for. */
@RunningLedger
class CapitalisationOverHttpTest {
    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String own;
    private String founder;
    private String fund;

    /**
     * The founder has 600 shares with a vote each and an option of 100, half of which is vested by 2021; the fund has 100
     * shares that become two of common each, with ten votes each, and a SAFE; 100 shares of the pool are available.
     */
    @BeforeEach
    void a_company() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        own = UUID.randomUUID().toString();
        founder = "pa_a-founder-" + own;
        fund = "pa_b-fund-" + own;
        accepted("/api/parties", """
                {"id": "%s", "name": "Somebody", "kind": "OTHER"}""".formatted(founder));
        accepted("/api/parties", """
                {"id": "%s", "name": "A fund", "kind": "FUND"}""".formatted(fund));
        accepted("/api/companies", """
                {"id": "co_%s", "name": "Acme", "effectiveOn": "2020-01-01"}""".formatted(own));
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "votes": "1", "effectiveOn": "2020-01-01"}""");
        accepted(path("/share-classes"), """
                {"class": "Seed", "type": "PREFERRED", "votes": "10", "conversionRatio": "2:1",
                 "effectiveOn": "2020-01-01"}""");
        accepted(path("/issuances"), """
                {"class": "Common", "to": "%s", "quantity": "600", "effectiveOn": "2020-01-01"}""".formatted(founder));
        accepted(path("/issuances"), """
                {"class": "Seed", "to": "%s", "quantity": "100", "effectiveOn": "2020-01-01"}""".formatted(fund));
        accepted(path("/stock-plans"), """
                {"plan": "Plan", "classes": ["Common"], "reserved": "200", "effectiveOn": "2020-01-01"}""");
        accepted(path("/grants"), """
                {"to": "%s", "kind": "OPTION", "plan": "Plan", "quantity": "100",
                 "exercisePrice": {"amount": "1", "currency": "USD"},
                 "vestings": [{"on": "2021-01-01", "quantity": "50"}, {"on": "2022-01-01", "quantity": "50"}],
                 "effectiveOn": "2020-02-01"}""".formatted(founder));
        accepted(path("/convertibles"), """
                {"id": "se_safe", "to": "%s", "kind": "SAFE", "amount": {"amount": "100", "currency": "USD"},
                 "triggers": [{"id": "financing", "kind": "AUTOMATIC_ON_CONDITION", "condition": "a priced round",
                   "right": {"futureRound": true, "mechanism": {"kind": "SAFE_CONVERSION",
                     "cap": {"amount": "5000", "currency": "USD"}, "timing": "POST_MONEY"}}}],
                 "effectiveOn": "2020-03-01"}""".formatted(fund));
    }

    private void accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }

    private String path(String rest) {
        return "/api/companies/co_" + own + rest;
    }

    private Answer counted(String parameters) {
        Answer answer = auditor.get(path("/cap-table?asOf=2021-06-30&" + parameters));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private static List<String> counts(Answer answer) {
        List<String> counts = new ArrayList<>();
        answer.json().at("/capitalisation/counts").forEach(one -> {
            if (one.get("counted").booleanValue()) {
                counts.add(
                        one.get("item").stringValue() + " " + one.get("shares").stringValue());
            }
        });
        return counts;
    }

    @Test
    void shares_alone_are_what_is_outstanding_as_converted() {
        Answer answer = counted("include=OUTSTANDING_SHARES");
        assertThat(counts(answer)).containsExactly("OUTSTANDING_SHARES 800");
        assertThat(answer.at("/capitalisation/total")).isEqualTo("800");
        assertThat(answer.at("/capitalisation/holders/0/party")).isEqualTo(founder);
        assertThat(answer.at("/capitalisation/holders/0/ownership/fraction")).isEqualTo("3/4");
        assertThat(answer.json().at("/capitalisation/counts")).hasSize(8);
    }

    @Test
    void options_and_the_pool_count_where_the_definition_says_so() {
        assertThat(counted("include=OUTSTANDING_SHARES,OUTSTANDING_OPTIONS").at("/capitalisation/total"))
                .isEqualTo("900");
        Answer all = counted("include=OUTSTANDING_SHARES,OUTSTANDING_OPTIONS,OUTSTANDING_UNISSUED_OPTIONS");
        assertThat(all.at("/capitalisation/total")).isEqualTo("1000");
        assertThat(all.at("/capitalisation/holders/2/plan")).isEqualTo("Plan");
        assertThat(all.at("/capitalisation/holders/2/ownership/percent")).isEqualTo("10.0000");
    }

    @Test
    void fully_diluted_says_by_which_definition() {
        Answer answer = counted("denominator=FULLY_DILUTED");
        assertThat(counts(answer))
                .containsExactly(
                        "OUTSTANDING_SHARES 800", "OUTSTANDING_OPTIONS 100", "OUTSTANDING_UNISSUED_OPTIONS 100");
        assertThat(answer.at("/capitalisation/total")).isEqualTo(answer.at("/totals/fullyDiluted"));
        assertThat(counted("denominator=OUTSTANDING").json().has("capitalisation"))
                .isFalse();
    }

    @Test
    void a_convertible_counts_at_a_valuation_and_without_one_says_why_it_does_not() {
        String all = "include=OUTSTANDING_SHARES,OUTSTANDING_OPTIONS,OUTSTANDING_UNISSUED_OPTIONS,"
                + "OTHER_CONVERTING_SECURITIES";
        Answer without = counted(all);
        assertThat(without.at("/capitalisation/total")).isEqualTo("1000");
        assertThat(without.at("/capitalisation/counts/4/without/0/security")).isEqualTo("se_safe");
        Answer at = counted(all + "&preMoney=10000%20USD");
        // A fiftieth of the company with itself in it.
        assertThat(at.at("/capitalisation/counts/4/shares")).isEqualTo("20.4081632653");
        assertThat(at.at("/capitalisation/total")).isEqualTo("1020.4081632653");
        Answer itself = counted("include=OUTSTANDING_SHARES,THIS_SECURITY&thisSecurity=se_safe&preMoney=10000%20USD");
        assertThat(counts(itself)).containsExactly("OUTSTANDING_SHARES 800", "THIS_SECURITY 20.4081632653");
    }

    @Test
    void new_money_counts_that_is_committed_at_a_price_and_not_paid() {
        accepted(path("/rounds"), """
                {"id": "rd_a", "name": "A", "currency": "USD", "effectiveOn": "2021-01-01"}""");
        accepted(path("/rounds/rd_a/prices"), """
                {"preMoney": {"amount": "2000", "currency": "USD"}, "price": {"amount": "2", "currency": "USD"},
                 "class": "Common", "effectiveOn": "2021-01-02"}""");
        accepted(path("/rounds/rd_a/commitments"), """
                {"party": "%s", "amount": {"amount": "500", "currency": "USD"}, "effectiveOn": "2021-01-03"}""".formatted(fund));
        assertThat(counts(counted("include=OUTSTANDING_SHARES,NEW_MONEY")))
                .containsExactly("OUTSTANDING_SHARES 800", "NEW_MONEY 250");
    }

    @Test
    void votes_and_economics_and_what_is_vested_stand_beside_each_holder() {
        Answer answer = counted("include=OUTSTANDING_SHARES,OUTSTANDING_OPTIONS");
        assertThat(answer.at("/capitalisation/votes")).isEqualTo("1600");
        assertThat(answer.at("/capitalisation/holders/0/votes")).isEqualTo("600");
        assertThat(answer.at("/capitalisation/holders/0/votingPower/fraction")).isEqualTo("3/8");
        assertThat(answer.at("/capitalisation/holders/1/votingPower/fraction")).isEqualTo("5/8");
        assertThat(answer.at("/capitalisation/holders/0/economics/fraction")).isEqualTo("3/4");
        assertThat(answer.at("/capitalisation/holders/0/vested")).isEqualTo("650");
        assertThat(answer.at("/capitalisation/holders/0/unvested")).isEqualTo("50");
        assertThat(answer.json().at("/capitalisation/withoutVotes")).isEmpty();
        accepted(path("/share-classes"), """
                {"class": "Silent", "type": "COMMON", "effectiveOn": "2020-01-01"}""");
        accepted(path("/issuances"), """
                {"class": "Silent", "to": "%s", "quantity": "1", "effectiveOn": "2020-01-01"}""".formatted(fund));
        assertThat(counted("include=OUTSTANDING_SHARES").at("/capitalisation/withoutVotes"))
                .isEqualTo("[\"Silent\"]");
    }

    @Test
    void what_is_no_definition_is_named() {
        for (String[] wrong : new String[][] {
            {"include=EVERYTHING", "/include"},
            {"include=OUTSTANDING_SHARES,", "/include"},
            {"preMoney=1000%20USD", "/preMoney"},
            {"include=OUTSTANDING_SHARES&preMoney=1000", "/preMoney"},
            {"include=OUTSTANDING_SHARES&preMoney=0%20USD", "/preMoney"},
            {"include=OUTSTANDING_SHARES&thisSecurity=safe", "/thisSecurity"}
        }) {
            Answer answer = auditor.get(path("/cap-table?" + wrong[0]));
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).as("%s", answer).isEqualTo(wrong[1]);
        }
    }
}

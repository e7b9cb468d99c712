package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Plans, grants, convertibles and warrants, sent to and asked of the running ledger. */
@RunningLedger
class InstrumentsOverHttpTest {
    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String own;
    private String employee;
    private String fund;

    @BeforeEach
    void record_a_company() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        own = UUID.randomUUID().toString();
        employee = "pa_a-employee-" + own;
        fund = "pa_b-fund-" + own;
        accepted("/api/parties", """
                {"id": "%s", "name": "Somebody", "kind": "OTHER"}""".formatted(employee));
        accepted("/api/parties", """
                {"id": "%s", "name": "A fund", "kind": "FUND"}""".formatted(fund));
        accepted("/api/companies", """
                {"id": "co_%s", "name": "Acme", "effectiveOn": "2020-01-01"}""".formatted(own));
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "authorised": "1000", "effectiveOn": "2020-01-01"}""");
        accepted(path("/share-classes"), """
                {"class": "Seed", "type": "PREFERRED", "effectiveOn": "2020-01-01"}""");
        accepted(path("/issuances"), """
                {"class": "Common", "to": "%s", "quantity": "400", "effectiveOn": "2020-01-01"}""".formatted(employee));
        accepted(path("/stock-plans"), """
                {"plan": "2020 Plan", "classes": ["Common"], "reserved": "200", "cancellationRule": "RETURN_TO_POOL",
                 "effectiveOn": "2020-01-01"}""");
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

    private void grant(String id, String quantity) {
        accepted(path("/grants"), """
                {"id": "%s", "to": "%s", "kind": "OPTION", "plan": "2020 Plan", "quantity": "%s",
                 "exercisePrice": {"amount": "1", "currency": "USD"},
                 "vestings": [{"on": "2021-01-01", "quantity": "50"}], "effectiveOn": "2020-02-01"}""".formatted(id, employee, quantity));
    }

    private String safe() {
        return """
                {"id": "se_safe", "to": "%s", "kind": "SAFE", "amount": {"amount": "100", "currency": "USD"},
                 "triggers": [{"id": "financing", "kind": "AUTOMATIC_ON_CONDITION", "condition": "a priced round",
                   "right": {"futureRound": true, "mechanism": {"kind": "SAFE_CONVERSION", "discount": "0.2",
                     "cap": {"amount": "5000", "currency": "USD"}, "timing": "POST_MONEY"}}}],
                 "effectiveOn": "2020-03-01"}""".formatted(fund);
    }

    @Test
    void an_option_is_granted_exercised_and_shown_with_what_is_vested() {
        grant("se_option", "100");
        Answer early = backoffice.post(path("/exercises"), """
                {"security": "se_option", "quantity": "10", "effectiveOn": "2020-12-31"}""");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.at("/refusal")).isEqualTo("more-than-vested");
        assertThat(early.at("/figures/vested")).isEqualTo("0");
        accepted(path("/exercises"), """
                {"security": "se_option", "quantity": "30", "newSecurity": "se_stock", "effectiveOn": "2021-01-01"}""");
        Answer table = ok(path("/cap-table?asOf=2021-06-30&denominator=FULLY_DILUTED"));
        assertThat(table.at("/instruments/grants/0/quantity")).isEqualTo("70");
        assertThat(table.at("/instruments/grants/0/vested")).isEqualTo("20");
        assertThat(table.at("/instruments/plans/0/available")).isEqualTo("100");
        assertThat(table.at("/totals/outstanding")).isEqualTo("430");
        assertThat(table.at("/totals/fullyDiluted")).isEqualTo("600");
        assertThat(ok(path("/cap-table?asOf=2020-01-15"))
                        .json()
                        .get("instruments")
                        .get("grants"))
                .isEmpty();
    }

    @Test
    void a_pool_that_is_used_up_is_refused_with_its_figures_also_as_a_dry_run_and_in_a_batch() {
        grant("se_option", "150");
        String more = """
                "to": "%s", "kind": "RSU", "plan": "2020 Plan", "quantity": "51", "effectiveOn": "2020-03-01"}""".formatted(employee);
        Answer dry = backoffice.post(path("/grants?dryRun=true"), "{" + more);
        assertThat(dry.status()).isEqualTo(409);
        assertThat(dry.at("/refusal")).isEqualTo("pool-exhausted");
        assertThat(dry.at("/figures/reserved")).isEqualTo("200");
        assertThat(dry.at("/figures/used")).isEqualTo("150");
        assertThat(dry.at("/figures/quantity")).isEqualTo("51");
        Answer batch = backoffice.post(path("/batch"), """
                [{"command": "AdjustPool", "plan": "2020 Plan", "reserved": "201", "effectiveOn": "2020-02-15"},
                 {"command": "GrantEquityCompensation",""" + more + "]");
        assertThat(batch.status()).as("%s", batch).isEqualTo(200);
    }

    @Test
    void a_convertible_is_held_at_cost_until_it_becomes_shares_that_cost_as_much() {
        accepted(path("/convertibles"), safe());
        Answer table = ok(path("/cap-table?asOf=2020-06-30"));
        assertThat(table.at("/instruments/convertibles/0/amount/amount")).isEqualTo("100");
        assertThat(table.at("/instruments/notCounted/0")).isEqualTo("se_safe");
        long held = backoffice
                .post(path("/convertibles/se_safe/conversions?dryRun=true"), conversion())
                .status();
        assertThat(held).isEqualTo(200);
        Answer before = ok("/api/parties/" + fund + "/exposure?asOf=2020-06-30");
        assertThat(before.text()).containsPattern("\"100(\\.0+)?\"");
        accepted(path("/convertibles/se_safe/conversions"), conversion());
        Answer after = ok("/api/parties/" + fund + "/exposure?asOf=2020-12-31");
        assertThat(after.status()).isEqualTo(200);
        assertThat(ok(path("/cap-table?asOf=2020-12-31")).at("/holdings/1/quantity"))
                .isEqualTo("250");
    }

    private static String conversion() {
        return """
                {"trigger": "financing", "class": "Seed", "quantity": "250", "newSecurity": "se_seed",
                 "calculation": {"formula": "post-money-safe", "version": 1,
                   "price": {"amount": "0.4", "currency": "USD"}, "controlling": "CAP",
                   "inputs": {"capitalisation": "12500"}}, "effectiveOn": "2020-07-01"}""";
    }

    @Test
    void vesting_terms_start_and_a_security_is_accepted() {
        Answer vesting = backoffice.post(path("/vesting-terms"), """
                {"terms": "Monthly", "allocation": "CUMULATIVE_ROUND_DOWN", "conditions": [
                  {"id": "start", "quantity": "0", "trigger": {"kind": "VESTING_START_DATE"}, "next": ["monthly"]},
                  {"id": "monthly", "portion": {"numerator": "1", "denominator": "48", "remainder": false},
                   "trigger": {"kind": "VESTING_SCHEDULE_RELATIVE", "relativeTo": "start",
                     "period": {"length": 1, "kind": "MONTHS", "occurrences": 48}}}],
                 "effectiveOn": "2020-01-01"}""");
        assertThat(vesting.status()).as("%s", vesting).isEqualTo(201);
        accepted(path("/grants"), """
                {"id": "se_option", "to": "%s", "kind": "OPTION", "plan": "2020 Plan", "quantity": "48",
                 "vestingTerms": "Monthly", "effectiveOn": "2020-02-01"}""".formatted(employee));
        accepted(path("/acceptances"), """
                {"security": "se_option", "effectiveOn": "2020-02-02"}""");
        accepted(path("/vesting-starts"), """
                {"security": "se_option", "effectiveOn": "2020-02-01"}""");
        assertThat(ok(path("/cap-table?asOf=2020-05-01")).at("/instruments/grants/0/vested"))
                .isEqualTo("3");
    }

    @Test
    void a_cap_table_as_csv_has_sections_of_its_own_for_them() {
        grant("se_option", "100");
        accepted(path("/convertibles"), safe());
        Answer csv = auditor.get(path("/cap-table.csv?asOf=2021-06-30"));
        assertThat(csv.status()).as("%s", csv).isEqualTo(200);
        assertThat(csv.text()).contains("se_option", "se_safe", "2020 Plan");
    }

    @Test
    void a_figure_that_no_ledger_could_hold_is_named() {
        Answer answer = backoffice.post(path("/convertibles"), safe().replace("\"0.2\"", "\"1\""));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/triggers/0/right/mechanism/discount");
    }
}

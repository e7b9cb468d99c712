package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.Company;
import io.dealledger.company.Grant;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.Assumption;
import io.dealledger.ocf.OcfImport.Day;
import io.dealledger.ocf.OcfImport.NotTaken;
import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.testing.OcfSchema;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ImportingTest {
    private static PartyId party(String stakeholder) {
        return new PartyId(ObjectIds.ours("pa_", "co_acme", stakeholder));
    }

    private static Company on(Worked worked, String day) {
        return RoundTripTest.decided(worked, LocalDate.parse(day));
    }

    @Nested
    class A_sound_package {
        private final Worked worked = new Orchard().worked();

        @Test
        void keeps_to_the_schema() {
            OcfSchema schema = OcfSchema.read();
            new Orchard()
                    .json()
                    .values()
                    .forEach(file -> assertThat(schema.errors(file)).isEmpty());
        }

        @Test
        void is_taken_whole() {
            assertThat(worked.report().exceptions()).isEmpty();
            assertThat(worked.counts().taken()).isEqualTo(worked.counts().objects());
        }

        @Test
        void moves_shares_through_balances_to_the_last_one() {
            Company company = on(worked, "2023-12-31");
            assertThat(company.shares().held(party("nora"), "Common")).isEqualTo(Shares.of(5_500_000));
            assertThat(company.shares().held(party("cider-fund"), "Common")).isEqualTo(Shares.of(400_000));
            assertThat(company.shares().held(party("otto"), "Common")).isEqualTo(Shares.of(30_000));
            assertThat(company.shares().held(party("cider-fund"), "Seed Preferred"))
                    .isEqualTo(Shares.of(750_000));
            assertThat(company.securities().get(new SecurityId("se_s-nora")).quantity())
                    .isEqualTo(Shares.of(5_500_000));
        }

        @Test
        void splits_shares_and_options_alike_and_ends_what_is_cancelled() {
            Company split = on(worked, "2024-03-01");
            assertThat(split.shares().held(party("nora"), "Common")).isEqualTo(Shares.of(11_000_000));
            assertThat(split.instruments().all(Grant.class))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.quantity()).isEqualTo(Shares.of(100_000)));
            assertThat(on(worked, "2024-12-31").instruments().outstanding()).isEmpty();
        }

        @Test
        void counts_vesting_from_a_day_before_the_grant() {
            Company company = on(worked, "2022-01-10");
            SecurityId grant = new SecurityId("se_o-otto");
            assertThat(company.instruments().vested(grant, Shares.of(80_000), LocalDate.of(2022, 1, 10)))
                    .isEqualTo(Shares.of(10_000));
            assertThat(worked.report().assumptions())
                    .extracting(Assumption::code)
                    .contains("vesting-before-issuance");
        }

        @Test
        void says_how_the_quantity_of_a_conversion_was_read() {
            assertThat(worked.report().assumptions())
                    .filteredOn(one -> "c-cider".equals(one.object()))
                    .extracting(Assumption::code)
                    .contains("quantity-converted-of-results");
        }

        @Test
        void has_an_order_within_each_day_that_puts_first_what_is_needed() {
            assertThat(worked.report().order())
                    .contains(new Day(LocalDate.of(2023, 5, 10), java.util.List.of("nora-sells", "nora-returns")));
        }
    }

    @Nested
    class What_OCF_leaves_open {
        private static Orchard issuing(
                Orchard orchard, String day, String security, String holder, String shareClass, String quantity) {
            return orchard.and("""
                {"object_type": "TX_STOCK_ISSUANCE", "id": "i-%s", "date": "%s", "security_id": "%s", "custom_id": "%s",
                 "stakeholder_id": "%s", "stock_class_id": "%s", "share_price": {"amount": "0.80", "currency": "USD"},
                 "quantity": "%s", "stock_legend_ids": [], "security_law_exemptions": []}""".formatted(security, day, security, security, holder, shareClass, quantity));
        }

        private static Map<String, String> securities(Worked worked, String day, String holder) {
            Map<String, String> securities = new TreeMap<>();
            on(worked, day).securities().values().stream()
                    .filter(security -> security.holder().equals(party(holder)))
                    .forEach(security -> securities.put(
                            security.id().value(), security.quantity().toString()));
            return securities;
        }

        private static void notes(Worked worked, String object, String code) {
            assertThat(worked.report().exceptions()).isEmpty();
            assertThat(worked.report().assumptions())
                    .filteredOn(one -> object.equals(one.object()))
                    .extracting(Assumption::code)
                    .contains(code);
        }

        @Test
        void a_pool_adjusted_on_the_day_of_a_split_is_counted_in_new_shares() {
            Worked worked = new Orchard().and("""
                    {"object_type": "TX_STOCK_PLAN_POOL_ADJUSTMENT", "id": "more-pool", "date": "2024-02-01",
                     "stock_plan_id": "plan-2021", "shares_reserved": "2500000"}""").worked();
            assertThat(worked.report().exceptions()).isEmpty();
            assertThat(on(worked, "2024-12-31").instruments().plans().values())
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.reserved()).isEqualTo(Shares.of(2_500_000)));
        }

        @Test
        void a_split_cuts_nothing_off_where_certificates_that_are_issued_anew_for_it_are_exact() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_EQUITY_COMPENSATION_ISSUANCE", "id": "g-part", "date": "2023-01-10",
                     "security_id": "o-part", "custom_id": "ES-9", "stakeholder_id": "otto", "stock_class_id": "common",
                     "compensation_type": "OPTION_NSO", "quantity": "35.38", "expiration_date": null,
                     "exercise_price": {"amount": "0.10", "currency": "USD"}, "termination_exercise_windows": [],
                     "security_law_exemptions": []}""").and("""
                    {"object_type": "TX_STOCK_REISSUANCE", "id": "anew", "date": "2024-02-01", "security_id": "s-otto",
                     "resulting_security_ids": ["s-otto-new"], "split_transaction_id": "split"}""");
            issuing(orchard, "2024-02-01", "s-otto-new", "otto", "common", "60000");
            Worked worked = orchard.worked();
            assertThat(worked.report().exceptions()).isEmpty();
            assertThat(on(worked, "2024-02-01").instruments().instrument(new SecurityId("se_o-part")))
                    .get()
                    .isInstanceOfSatisfying(
                            Grant.class, grant -> assertThat(grant.quantity()).isEqualTo(Shares.of("70.76")));
        }

        @Test
        void a_conversion_is_divided_among_its_certificates_to_whole_shares() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_STOCK_CONVERSION", "id": "to-common", "date": "2023-07-10",
                     "security_id": "s-cider-seed", "quantity_converted": "311", "balance_security_id": "s-cider-left",
                     "resulting_security_ids": ["s-cider-c1", "s-cider-c2", "s-cider-c3"]}""");
            issuing(orchard, "2023-07-10", "s-cider-c1", "cider-fund", "common", "100");
            issuing(orchard, "2023-07-10", "s-cider-c2", "cider-fund", "common", "1");
            issuing(orchard, "2023-07-10", "s-cider-c3", "cider-fund", "common", "365");
            issuing(orchard, "2023-07-10", "s-cider-left", "cider-fund", "seed", "749689");
            Worked worked = orchard.worked();
            notes(worked, "to-common", "conversion-apportioned");
            assertThat(securities(worked, "2023-12-31", "cider-fund"))
                    .isEqualTo(Map.of(
                            "se_s-cider-common", "400000",
                            "se_s-cider-seed", "749689",
                            "se_s-cider-c1", "100",
                            "se_s-cider-c2", "1",
                            "se_s-cider-c3", "365"));
        }

        @Test
        void what_a_transfer_issues_to_the_holder_itself_is_what_is_left() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_STOCK_TRANSFER", "id": "divided", "date": "2023-07-10",
                     "security_id": "s-nora-last", "quantity": "5500000",
                     "resulting_security_ids": ["s-nora-keeps", "s-otto-buys"]}""").and("""
                    {"object_type": "TX_STOCK_CANCELLATION", "id": "returned", "date": "2023-07-10",
                     "security_id": "s-nora-keeps", "quantity": "5400000", "reason_text": "Returned"}""");
            issuing(orchard, "2023-07-10", "s-nora-keeps", "nora", "common", "5400000");
            issuing(orchard, "2023-07-10", "s-otto-buys", "otto", "common", "100000");
            Worked worked = orchard.worked();
            notes(worked, "divided", "transfer-to-holder");
            assertThat(securities(worked, "2023-12-31", "nora")).isEmpty();
            assertThat(securities(worked, "2023-12-31", "otto"))
                    .isEqualTo(Map.of("se_s-otto", "30000", "se_s-otto-buys", "100000"));
        }

        @Test
        void a_transfer_may_divide_a_security_for_its_holder() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_STOCK_TRANSFER", "id": "divided", "date": "2023-07-10",
                     "security_id": "s-nora-last", "quantity": "3000000", "balance_security_id": "s-nora-3",
                     "resulting_security_ids": ["s-nora-1", "s-otto-buys", "s-nora-2"]}""");
            issuing(orchard, "2023-07-10", "s-nora-1", "nora", "common", "1900000");
            issuing(orchard, "2023-07-10", "s-nora-2", "nora", "common", "1000000");
            issuing(orchard, "2023-07-10", "s-nora-3", "nora", "common", "2500000");
            issuing(orchard, "2023-07-10", "s-otto-buys", "otto", "common", "100000");
            Worked worked = orchard.worked();
            notes(worked, "divided", "transfer-to-holder");
            assertThat(securities(worked, "2023-12-31", "nora"))
                    .isEqualTo(Map.of("se_s-nora-1", "1900000", "se_s-nora-2", "1000000", "se_s-nora-3", "2500000"));
        }

        @ParameterizedTest
        @CsvSource({"1, true", "4, true", "5, false", "8, false"})
        void nothing_vests_before_the_installment_of_a_cliff(int installment, boolean vested) {
            Orchard orchard = new Orchard();
            ((ObjectNode) orchard.object("two-years").at("/vesting_conditions/1/trigger/period"))
                    .put("cliff_installment", installment);
            if (vested) {
                assertThat(orchard.exceptions()).isEmpty();
            } else {
                assertThat(orchard.exceptions().get("x-otto").code()).isEqualTo("more-than-vested");
            }
        }

        @Test
        void an_installment_that_never_comes_is_no_cliff() {
            Orchard orchard = new Orchard();
            ((ObjectNode) orchard.object("two-years").at("/vesting_conditions/1/trigger/period"))
                    .put("cliff_installment", 9);
            NotTaken terms = orchard.exceptions().get("two-years");
            assertThat(terms.code()).isEqualTo("out-of-range");
            assertThat(terms.detail()).contains("9", "8");
        }

        @Test
        void a_condition_has_one_cliff() {
            Orchard orchard = new Orchard();
            ObjectNode condition = (ObjectNode) orchard.object("two-years").at("/vesting_conditions/1");
            ((ObjectNode) condition.at("/trigger/period")).put("cliff_installment", 4);
            condition
                    .putObject("cliff_condition")
                    .put("id", "cliff")
                    .putObject("period")
                    .put("type", "MONTHS")
                    .put("length", 6)
                    .put("day_of_month", "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH");
            NotTaken terms = orchard.exceptions().get("two-years");
            assertThat(terms.code()).isEqualTo("contradicts");
            assertThat(terms.detail()).contains("cliff_installment", "4");
        }

        @Test
        void a_manifest_without_an_issuer_is_told_once_and_for_all() {
            Orchard orchard = new Orchard();
            orchard.json().get("Manifest").remove("issuer");
            assertThat(orchard.exceptions().get("package/Manifest.ocf.json").code())
                    .isEqualTo("missing-issuer");
        }

        @Test
        void a_grant_transferred_to_its_holder_is_the_same_grant() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_EQUITY_COMPENSATION_TRANSFER", "id": "again", "date": "2023-07-10",
                     "security_id": "o-otto", "quantity": "50000", "resulting_security_ids": ["o-otto-2"]}""").and("""
                    {"object_type": "TX_EQUITY_COMPENSATION_ISSUANCE", "id": "g-otto-2", "date": "2023-07-10",
                     "security_id": "o-otto-2", "custom_id": "ES-2", "stakeholder_id": "otto", "stock_plan_id": "plan-2021",
                     "stock_class_id": "common", "compensation_type": "OPTION_NSO", "quantity": "50000",
                     "exercise_price": {"amount": "0.10", "currency": "USD"}, "vesting_terms_id": "two-years",
                     "expiration_date": "2032-01-09", "termination_exercise_windows": [], "security_law_exemptions": []}""").with("otto-leaves", "security_id", "o-otto-2");
            Worked worked = orchard.worked();
            notes(worked, "again", "transfer-to-holder");
            assertThat(on(worked, "2023-12-31").instruments().all(Grant.class))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.quantity()).isEqualTo(Shares.of(50_000)));
        }
    }

    @Nested
    class An_object_that_cannot_be_taken {
        @ParameterizedTest
        @CsvSource({
            "i-nora, stakeholder_id, nobody, unknown-stakeholder",
            "i-nora, stock_class_id, none, unknown-stock-class",
            "i-nora, quantity, six million, not-a-decimal",
            "i-nora, quantity, -6000000, negative",
            "i-nora, quantity, 60000000, over-authorised",
            "i-nora, date, 2021-02-30, not-a-date",
            "i-nora, security_id, s-otto, security-issued-twice",
            "nora-sells, id, nora-returns, repeated-id",
            "nora-sells, quantity, 7000000, result-differs",
            "nora-sells, quantity, 300000, result-differs",
            "nora-sells, security_id, s-unknown, unknown-security",
            "nora-sells, date, 2021-01-01, used-before-issued",
            "i-cider-seed, quantity, 7500000, over-authorised",
            "nora-returns, security_id, s-nora, security-ended",
            "g-otto, quantity, 1600000, pool-exhausted",
            "g-otto, vesting_terms_id, none, unknown-vesting-terms",
            "g-otto, compensation_type, OPTIONS, unknown-word",
            "x-otto, date, 2021-09-02, used-before-issued",
            "x-otto, quantity, 75000, more-than-vested",
            "c-cider, trigger_id, another, unknown-trigger",
            "two-years, allocation_type, NONE, unknown-word",
            "nora-sells, object_type, TX_STOCK_GIFT, unknown-object-type",
            "otto-leaves, quantity, 90000, remainder-without-balance",
        })
        void stands_in_the_report_with_its_reason(String id, String field, String value, String code) {
            Orchard orchard = new Orchard().with(id, field, value);
            String named = field.equals("id") ? value : id;
            assertThat(orchard.worked().report().exceptions())
                    .filteredOn(one -> one.object().equals(named)
                            || code.equals("security-issued-twice")
                            || one.object().equals("c-cider"))
                    .extracting(NotTaken::code)
                    .contains(code);
        }

        @Test
        void names_the_figures_of_the_refusal() {
            NotTaken overdrawn = new Orchard()
                    .with("otto-leaves", "quantity", "130000")
                    .exceptions()
                    .get("otto-leaves");
            assertThat(overdrawn.code()).isEqualTo("more-than-left");
            assertThat(overdrawn.figures()).containsEntry("left", "100000").containsEntry("quantity", "130000");
        }

        @Test
        void draws_what_depends_on_it_with_it_and_nothing_else() {
            Map<String, NotTaken> exceptions =
                    new Orchard().with("i-nora", "quantity", "many").exceptions();
            assertThat(exceptions.keySet())
                    .containsExactlyInAnyOrder(
                            "i-nora",
                            "a-nora",
                            "nora-sells",
                            "nora-returns",
                            "i-nora-rest",
                            "i-nora-last",
                            "i-cider-common");
            assertThat(exceptions.get("i-nora").pointer()).endsWith("/quantity");
            assertThat(exceptions.get("i-nora").follows()).contains("a-nora", "nora-sells");
            assertThat(exceptions.get("nora-returns").because()).isEqualTo("nora-sells");
        }

        @Test
        void leaves_no_holding_below_zero_and_nothing_netted_off() {
            Worked worked = new Orchard().without("i-nora-rest").worked();
            assertThat(on(worked, "2023-12-31").shares().held(party("nora"), "Common"))
                    .isEqualTo(Shares.of(6_000_000));
        }

        @ParameterizedTest
        @CsvSource({
            "i-nora-rest, quantity, 5500000, balance-differs",
            "i-nora-rest, stakeholder_id, otto, result-of-another",
            "i-cider-common, stock_class_id, seed, result-of-another-class",
            "i-cider-common, quantity, 390000, result-differs",
        })
        void is_an_act_whose_parts_do_not_make_the_whole(String id, String field, String value, String code) {
            Map<String, NotTaken> exceptions =
                    new Orchard().with(id, field, value).exceptions();
            assertThat(exceptions.get("nora-sells").code()).isEqualTo(code);
            assertThat(exceptions.get(id).because()).isEqualTo("nora-sells");
        }

        @Test
        void is_a_balance_that_nobody_issues() {
            assertThat(new Orchard()
                            .without("i-nora-rest")
                            .exceptions()
                            .get("nora-sells")
                            .code())
                    .isEqualTo("balance-not-issued");
        }

        @Test
        void is_no_exercise_whose_shares_nobody_issues_but_what_is_done_with_those() {
            Orchard orchard = new Orchard().without("i-otto");
            assertThat(orchard.exceptions()).isEmpty();
            assertThat(orchard.worked().report().assumptions())
                    .filteredOn(one -> "x-otto".equals(one.object()))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.code()).isEqualTo("result-not-issued");
                        assertThat(one.figures())
                                .containsEntry("exercised", "30000")
                                .containsEntry("notOnRecord", "30000");
                    });
            assertThat(orchard.and("""
                    {"object_type": "TX_STOCK_CANCELLATION", "id": "otto-returns", "date": "2023-12-01",
                     "security_id": "s-otto", "quantity": "30000", "reason_text": "Returned"}""").exceptions().get("otto-returns").because())
                    .isEqualTo("x-otto");
            Company company = on(orchard.worked(), "2023-12-31");
            assertThat(company.shares().held(party("otto"), "Common")).isEqualTo(Shares.ZERO);
            assertThat(company.instruments().all(Grant.class))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.quantity()).isEqualTo(Shares.of(50_000)));
        }

        @Test
        void is_an_issuance_of_what_is_said_to_come_of_an_act_that_makes_nothing() {
            Orchard orchard = new Orchard();
            orchard.object("a-nora").putArray("resulting_security_ids").add("s-otto");
            Map<String, NotTaken> exceptions =
                    orchard.with("x-otto", "security_id", "none").exceptions();
            assertThat(exceptions.get("i-otto").code()).isEqualTo("not-made");
            assertThat(exceptions.get("i-otto").figures()).containsEntry("act", "a-nora");
            assertThat(exceptions).doesNotContainKey("a-nora");
        }

        @Test
        void is_an_exercise_of_which_more_shares_come_than_options_are_used() {
            NotTaken exercise = new Orchard()
                    .with("i-otto", "quantity", "30001")
                    .exceptions()
                    .get("x-otto");
            assertThat(exercise.code()).isEqualTo("result-differs");
            assertThat(exercise.figures()).containsEntry("taken", "30000").containsEntry("made", "30001");
        }

        @Test
        void is_no_exception_when_the_day_has_another_order_in_which_it_is_allowed() {
            Orchard orchard = new Orchard().and("""
                    {"object_type": "TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT", "id": "fewer", "date": "2023-05-10",
                     "stock_class_id": "common", "new_shares_authorized": "5930000"}""");
            assertThat(orchard.exceptions()).doesNotContainKey("fewer");
        }
    }
}

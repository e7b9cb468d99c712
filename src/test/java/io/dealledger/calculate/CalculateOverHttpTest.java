package io.dealledger.calculate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What outsiders get over HTTP, whatever they calculate. */
@RunningLedger
class CalculateOverHttpTest {
    private static final String TERMS =
            "{\"preferred\":\"1000000\",\"obligation\":\"400000\",\"invested\":\"100000\",\"rate\":\"10:1\"}";

    private final LedgerHttp http;

    CalculateOverHttpTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
    }

    private Answer calculate(String kind, String body) {
        return http.as("auditor").send("POST", "/api/calculate/" + kind, body, "Content-Type", "application/json");
    }

    @Nested
    class An_answer {
        @Test
        void has_figures_as_strings_and_the_formula_they_come_from() {
            Answer answer = calculate("pay-to-play", TERMS);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.text())
                    .isEqualTo("{\"formula\":{\"name\":\"pay-to-play\",\"version\":1},\"participation\":\"0.25\","
                            + "\"retained\":\"250000\",\"forced\":\"750000\",\"common\":\"75000\"}");
        }

        @Test
        void rounds_what_is_longer_than_ten_places_once_and_at_the_end() {
            Answer answer = calculate(
                    "pay-to-play", "{\"preferred\":\"2\",\"obligation\":\"3\",\"invested\":\"1\",\"rate\":\"3:1\"}");
            assertThat(answer.at("/retained")).isEqualTo("0.6666666667");
            assertThat(answer.at("/forced")).isEqualTo("1.3333333333");
            assertThat(answer.at("/common")).isEqualTo("0.4444444444");
        }

        @Test
        void moves_the_ledger_not_at_all_and_needs_no_key() {
            long before = http.head();
            calculate("pay-to-play", TERMS);
            assertThat(http.head()).isEqualTo(before);
        }

        @Test
        void is_for_those_who_may_read() {
            assertThat(calculate("pay-to-play", TERMS).status()).isEqualTo(200);
            assertThat(http.as("backoffice")
                            .send("POST", "/api/calculate/pay-to-play", TERMS, "Content-Type", "application/json")
                            .status())
                    .isEqualTo(200);
            assertThat(http.as("operator")
                            .send("POST", "/api/calculate/pay-to-play", TERMS, "Content-Type", "application/json")
                            .status())
                    .isEqualTo(403);
            assertThat(http.anonymous()
                            .send("POST", "/api/calculate/pay-to-play", TERMS, "Content-Type", "application/json")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Figures_that_are_given {
        @Test
        void may_be_json_numbers_and_are_taken_exactly() {
            Answer answer = calculate(
                    "pay-to-play",
                    "{\"preferred\":10000000000000000.1,\"obligation\":0,\"invested\":0e0,\"rate\":\"10:1\"}");
            assertThat(answer.at("/retained")).isEqualTo("10000000000000000.1");
        }

        @Test
        void may_be_fractions() {
            assertThat(calculate(
                                    "pay-to-play",
                                    "{\"preferred\":\"9\",\"obligation\":1,\"invested\":\"1/3\",\"rate\":\"3/2:1\"}")
                            .text())
                    .contains("\"retained\":\"3\"", "\"common\":\"4\"");
        }
    }

    @Nested
    class A_problem {
        @Test
        void names_the_field_and_the_figure() {
            Answer answer = calculate("pay-to-play", TERMS.replace("\"400000\"", "\"-7\""));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(answer.at("/type")).isEqualTo("/problems/invalid-body");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/obligation");
            assertThat(answer.at("/errors/0/code")).isEqualTo("negative");
            assertThat(answer.at("/figures/obligation")).isEqualTo("-7");
            assertThat(answer.at("/detail")).contains("/obligation", "-7");
        }

        @Test
        void names_a_number_whose_exponent_does_not_fit() {
            Answer answer = calculate(
                    "pay-to-play",
                    "{\"preferred\":1e99999999999,\"obligation\":\"1\",\"invested\":\"1\",\"rate\":\"10:1\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/preferred");
            assertThat(answer.at("/detail")).contains("/preferred", "1e99999999999");
        }

        @Test
        void names_every_field_that_there_is_not_and_every_one_that_is_missing() {
            Answer answer =
                    calculate("pay-to-play", "{\"prefered\":\"1\",\"obligation\":\"1\",\"invested\":\"1,000\"}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().get("errors").toString())
                    .contains(
                            "{\"pointer\":\"/prefered\",\"code\":\"unknown-field\"}",
                            "{\"pointer\":\"/preferred\",\"code\":\"missing\"}",
                            "{\"pointer\":\"/rate\",\"code\":\"missing\"}",
                            "{\"pointer\":\"/invested\",\"code\":\"not-a-decimal\"}");
        }

        @Test
        void tells_a_number_that_is_no_figure_from_one_that_is_written_at_length() {
            Answer answer = calculate("pay-to-play", TERMS.replace("\"400000\"", "1e99999"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/errors/0/code")).isEqualTo("too-large");
        }

        @Test
        void tells_what_is_no_json_from_what_is_no_kind() {
            assertThat(calculate("pay-to-play", "{").status()).isEqualTo(400);
            assertThat(calculate("pay-to-play", "").status()).isEqualTo(400);
            Answer unknown = calculate("pay-to-win", TERMS);
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.at("/figures/calculation")).isEqualTo("pay-to-win");
            assertThat(unknown.at("/detail")).contains("pay-to-play");
        }

        @Test
        void is_415_for_what_says_that_it_is_no_json_and_413_for_what_is_too_long() {
            assertThat(http.send("POST", "/api/calculate/pay-to-play", TERMS, "Content-Type", "text/plain")
                            .status())
                    .isEqualTo(415);
            assertThat(calculate("pay-to-play", TERMS + " ".repeat(1 << 20)).status())
                    .isEqualTo(413);
        }
    }

    @Test
    void every_kind_is_described_at_an_address_of_its_own() {
        Answer description = http.anonymous().get("/v3/api-docs");
        for (String kind : Kind.words()) {
            assertThat(description
                            .json()
                            .at("/paths/~1api~1calculate~1" + kind
                                    + "/post/requestBody/content/application~1json/schema/$ref")
                            .asString(""))
                    .as(kind)
                    .startsWith("#/components/schemas/");
        }
        assertThat(description.json().at("/paths").has("/api/calculate/{kind}")).isFalse();
    }
}

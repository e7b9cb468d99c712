package io.dealledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Op;
import io.dealledger.money.Shares;
import io.dealledger.money.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

class BodyReaderTest {
    private final BodyReader bodies = new BodyReader();

    private <T> T read(String body, Class<T> type) {
        return bodies.read(bodies.tree(body.getBytes(StandardCharsets.UTF_8)), type);
    }

    private Problem refused(String body, Class<?> type) {
        return problem(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private Problem problem(byte[] body, Class<?> type) {
        HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> bodies.read(bodies.tree(body), type));
        assertThat(problem).as("the body is refused").isNotNull();
        return problem.problem("/api");
    }

    @Nested
    class A_readable_body {
        @Test
        void becomes_its_command() {
            CloseRound closing = read("""
                    {"round": "rd_a", "effectiveOn": "2021-Q3", "subscriptions": [
                      {"to": "pa_corp", "class": "Series A", "quantity": "1000000", "legs": [
                        {"kind": "CASH", "amount": {"amount": "1200000", "currency": "USD"}},
                        {"kind": "COMPUTE_CREDITS", "amount": {"amount": "800000", "currency": "USD"},
                         "vendor": "pa_corp-cloud", "expiresOn": "2023-12-31"}]}]}""", CloseRound.class);

            assertThat(closing.last()).isNull();
            assertThat(closing.subscriptions()).hasSize(1);
            var subscription = closing.subscriptions().getFirst();
            assertThat(subscription.to()).isEqualTo(new PartyId("pa_corp"));
            assertThat(subscription.quantity()).isEqualTo(Shares.of(1_000_000));
            assertThat(subscription.shareClass()).isEqualTo("Series A");
            assertThat(subscription.legs()).hasSize(2);
        }

        @Test
        void may_say_null_where_a_field_is_optional() {
            OpenRound open = read(
                    "{\"name\": \"Seed\", \"currency\": \"USD\", \"lead\": null, \"effectiveOn\": null}",
                    OpenRound.class);
            assertThat(open.lead()).isNull();
            assertThat(open.currency()).isEqualTo(Currency.of("USD"));
        }

        @Test
        void gets_the_unit_of_a_statement_from_its_field_and_else_money() {
            ReportPosition position = read("""
                    {"party": "pa_alibaba", "investedToDate": [
                       {"op": "APPROX", "stated": "800000000", "currency": "USD", "significantDigits": 1}],
                     "stake": {"op": "APPROX", "stated": "36", "significantDigits": 2},
                     "source": {"publisher": "Form 6-K", "class": "PRIMARY_FILING"}}""", ReportPosition.class);

            assertThat(position.stake()).isNotNull();
            assertThat(position.stake().unit()).isEqualTo(Unit.PERCENT);
            assertThat(position.investedToDate().getFirst().unit()).isEqualTo(Unit.MONEY);
            assertThat(position.investedToDate().getFirst().op()).isEqualTo(Op.APPROX);
        }

        @Test
        void may_be_an_array_of_commands_for_a_batch() {
            Batch batch = read("""
                    [{"command": "OpenRound", "id": "rd_a", "name": "A", "currency": "USD"},
                     {"command": "RenameCompany", "name": "Other"}]""", Batch.class);
            assertThat(batch.commands()).hasSize(2);
            assertThat(batch.commands().get(1)).isInstanceOf(RenameCompany.class);
        }
    }

    @Nested
    class An_unreadable_body {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "`` | empty",
                    "`  ` | empty",
                    "{\"name\": | not-json",
                    "{\"name\": \"A\"} {} | not-json",
                    "{'name': 'A'} | not-json",
                    "{\"name\": \"A\", \"name\": \"B\"} | duplicate-field",
                    "{\"name\": NaN} | not-json",
                    "{\"name\": \"A\",} | not-json",
                })
        void is_400_and_says_why(String body, String code) {
            Problem problem = refused(body, RenameCompany.class);
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.type()).isEqualTo("/problems/unreadable-body");
            assertThat(problem.errors()).containsExactly(new Wrong("", code));
        }

        @Test
        void is_one_that_is_not_utf_8() {
            byte[] latin = "{\"name\": \"Société\"}".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(problem(latin, RenameCompany.class).errors()).containsExactly(new Wrong("", "not-utf-8"));
            byte[] wide = "{\"name\": \"A\"}".getBytes(StandardCharsets.UTF_16LE);
            assertThat(problem(wide, RenameCompany.class).status()).isEqualTo(400);
        }

        @Test
        void is_one_nested_without_end() {
            assertThat(refused("[".repeat(10_000), Batch.class).errors()).containsExactly(new Wrong("", "not-json"));
            assertThat(refused("{\"name\":".repeat(100) + "1" + "}".repeat(100), RenameCompany.class)
                            .errors())
                    .containsExactly(new Wrong("", "not-json"));
        }

        @Test
        void is_one_with_a_number_without_end() {
            assertThat(refused("{\"name\": " + "1".repeat(100_000) + "}", RenameCompany.class)
                            .errors())
                    .containsExactly(new Wrong("", "not-json"));
        }
    }

    @Nested
    class A_wrong_field {
        @ParameterizedTest(name = "{1} {2}: {0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"currency\": \"USD\"} | /name | missing",
                    "{\"name\": null, \"currency\": \"USD\"} | /name | missing",
                    "{\"name\": 7, \"currency\": \"USD\"} | /name | not-a-string",
                    "{\"name\": [], \"currency\": \"USD\"} | /name | not-a-string",
                    "{\"name\": true, \"currency\": \"USD\"} | /name | not-a-string",
                    "{\"name\": \" \", \"currency\": \"USD\"} | /name | blank",
                    "{\"name\": \"a\\u0000b\", \"currency\": \"USD\"} | /name | control-character",
                    "{\"name\": \"\\ud800\", \"currency\": \"USD\"} | /name | control-character",
                    "{\"name\": \"A\", \"currency\": \"XYZ\"} | /currency | unknown-currency",
                    "{\"name\": \"A\", \"currency\": \"usd\"} | /currency | unknown-currency",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"id\": \"co_a\"} | /id | not-an-id",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"id\": \"rd_A\"} | /id | not-an-id",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"effectiveOn\": \"2023-02-30\"} | /effectiveOn | not-a-date",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"effectiveOn\": \"30.9.2023\"} | /effectiveOn | not-a-date",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"effectiveOn\": \"2023-Q5\"} | /effectiveOn | not-a-date",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"effectiveOn\": 20230930} | /effectiveOn | not-a-string",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"precision\": \"WEEK\"} | /precision | not-one-of",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"colour\": \"red\"} | /colour | unknown-field",
                    "{\"name\": \"A\", \"currency\": \"USD\", \"a/b~c\": 1} | /a~1b~0c | unknown-field",
                    "[] | `` | not-an-object",
                    "7 | `` | not-an-object",
                    "null | `` | not-an-object",
                })
        void of_a_round_is_pointed_at(String body, String pointer, String code) {
            Problem problem = refused(body, OpenRound.class);
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors()).containsExactly(new Wrong(pointer, code));
        }

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"-5\" | negative",
                    "5 | not-a-string",
                    "5.5 | not-a-string",
                    "\"1e6\" | not-a-decimal",
                    "\"1,000\" | not-a-decimal",
                    "\"0x10\" | not-a-decimal",
                    "\"٣\" | not-a-decimal",
                    "\"\" | not-a-decimal",
                    "\" 5\" | not-a-decimal",
                    "\"+5\" | not-a-decimal",
                    "\"05\" | not-a-decimal",
                    "\"NaN\" | not-a-decimal",
                    "\"0.12345678901\" | over-precise",
                    "\"12345678901234567890123456789\" | too-large",
                })
        void that_is_a_quantity_is_pointed_at(String quantity, String code) {
            String body =
                    "{\"class\": \"Common\", \"from\": \"pa_a\", \"to\": \"pa_b\", \"quantity\": " + quantity + "}";
            assertThat(refused(body, TransferShares.class).errors()).containsExactly(new Wrong("/quantity", code));
        }

        @ParameterizedTest(name = "{0} is {2}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"amount\": \"1.005\", \"currency\": \"USD\"} | /amount/amount | over-precise",
                    "{\"amount\": \"1.5\", \"currency\": \"JPY\"} | /amount/amount | over-precise",
                    "{\"amount\": \"-1\", \"currency\": \"USD\"} | /amount/amount | negative",
                    "{\"amount\": 1, \"currency\": \"USD\"} | /amount/amount | not-a-string",
                    "{\"amount\": \"1\", \"currency\": \"BTC\"} | /amount/currency | unknown-currency",
                    "{\"amount\": \"1\"} | /amount/currency | missing",
                    "\"1 USD\" | /amount | not-an-object",
                })
        void that_is_an_amount_is_pointed_at(String amount, String pointer, String code) {
            String body = "{\"party\": \"pa_a\", \"delivered\": true, \"amount\": " + amount + "}";
            assertThat(refused(body, ExpireComputeCredits.class).errors()).containsExactly(new Wrong(pointer, code));
        }

        @Test
        void deep_inside_is_pointed_at() {
            String body = """
                    {"round": "rd_a", "subscriptions": [
                      {"to": "pa_a", "quantity": "1", "class": "A", "legs": []},
                      {"to": "pa_b", "quantity": "-1", "class": "A", "legs": [
                        {"kind": "COMPUTE_CREDITS", "amount": {"amount": "800000", "currency": "USD"}},
                        {"kind": "GOLD", "amount": {"amount": "1", "currency": "USD"}}]}]}""";
            assertThat(refused(body, CloseRound.class).errors())
                    .containsExactly(
                            new Wrong("/subscriptions/1/quantity", "negative"),
                            new Wrong("/subscriptions/1/legs/0/vendor", "missing"),
                            new Wrong("/subscriptions/1/legs/1/kind", "not-one-of"));
        }

        @Test
        void in_a_map_is_pointed_at() {
            assertThat(refused(
                                    "{\"ratio\": \"2:0\", \"classes\": [\"Common\", null], \"newAuthorised\": {\"A/B\": \"-1\"}}",
                                    SplitShares.class)
                            .errors())
                    .containsExactly(
                            new Wrong("/ratio", "not-positive"),
                            new Wrong("/classes/1", "missing"),
                            new Wrong("/newAuthorised/A~1B", "negative"));
        }

        @Test
        void of_a_statement_is_pointed_at() {
            String source = ", \"source\": {\"publisher\": \"P\", \"class\": \"PRESS_NAMED\"}";
            assertThat(refused(
                                    "{\"party\": \"pa_a\", \"investedToDate\": [{\"op\": \"EXACT\", \"stated\": \"5\"}]"
                                            + source + "}",
                                    ReportPosition.class)
                            .errors())
                    .containsExactly(new Wrong("/investedToDate/0/currency", "missing"));
            assertThat(refused(
                                    "{\"party\": \"pa_a\", \"stake\": {\"op\": \"RANGE\", \"lower\": \"5\"}" + source
                                            + "}",
                                    ReportPosition.class)
                            .errors())
                    .containsExactly(new Wrong("/stake/upper", "missing"));
            assertThat(refused(
                                    "{\"party\": \"pa_a\", \"source\": {\"publisher\": \"P\", \"class\": \"RUMOUR\", \"sha256\": \"xyz\"}}",
                                    ReportPosition.class)
                            .errors())
                    .containsExactly(new Wrong("/source/class", "not-one-of"));
        }

        @Test
        void that_is_an_integer_or_a_boolean_is_not_coerced() {
            assertThat(refused(
                                    "{\"class\": \"A\", \"type\": \"COMMON\", \"seniority\": \"1\"}",
                                    AuthoriseShareClass.class)
                            .errors())
                    .containsExactly(new Wrong("/seniority", "not-an-integer"));
            assertThat(refused(
                                    "{\"class\": \"A\", \"type\": \"COMMON\", \"seniority\": 1.0}",
                                    AuthoriseShareClass.class)
                            .errors())
                    .containsExactly(new Wrong("/seniority", "not-an-integer"));
            assertThat(refused(
                                    "{\"class\": \"A\", \"type\": \"COMMON\", \"seniority\": 3000000000}",
                                    AuthoriseShareClass.class)
                            .errors())
                    .containsExactly(new Wrong("/seniority", "not-an-integer"));
            assertThat(refused(
                                    "{\"party\": \"pa_a\", \"delivered\": \"true\", \"amount\": {\"amount\": \"1\", \"currency\": \"USD\"}}",
                                    ExpireComputeCredits.class)
                            .errors())
                    .containsExactly(new Wrong("/delivered", "not-a-boolean"));
        }

        @Test
        void of_a_pair_is_pointed_at() {
            String rest = ", \"rate\": \"7.8\", \"kind\": \"SPOT\", \"effectiveOn\": \"2024-03-11\"}";
            assertThat(refused("{\"pair\": \"USD\"" + rest, RecordExchangeRate.class)
                            .errors())
                    .containsExactly(new Wrong("/pair", "not-a-pair"));
            assertThat(refused("{\"pair\": \"USD/USD\"" + rest, RecordExchangeRate.class)
                            .errors())
                    .containsExactly(new Wrong("/pair", "same-currency"));
        }

        @Test
        void of_a_batch_is_pointed_at_with_the_commands_place() {
            assertThat(refused("""
                                    [{"command": "OpenRound", "name": "A", "currency": "USD"},
                                     {"command": "OpenRound", "name": "A"},
                                     {"command": "Batch", "commands": []},
                                     {"name": "A"}, 7]""", Batch.class).errors())
                    .containsExactly(
                            new Wrong("/1/currency", "missing"),
                            new Wrong("/2/command", "not-one-of"),
                            new Wrong("/3/command", "missing"),
                            new Wrong("/4", "not-an-object"));
            assertThat(refused("[]", Batch.class).errors()).containsExactly(new Wrong("", "empty"));
            assertThat(refused("{}", Batch.class).errors()).containsExactly(new Wrong("", "not-an-array"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e99999999999", "-1.5E-99999999999", "0e99999999999"})
        void is_a_number_whose_exponent_does_not_fit(String number) {
            Problem problem =
                    refused("{\"parties\": [{\"stake\": 1e7}, {\"stake\": " + number + "}]}", RenameCompany.class);
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.errors()).containsExactly(new Wrong("/parties/1/stake", "too-large"));
            assertThat(problem.detail()).contains("/parties/1/stake").contains(number);
            assertThat(problem.figures()).containsEntry("stake", number);
        }

        @Test
        void is_named_in_the_sentence_with_its_figure() {
            assertThat(refused(
                                    "{\"party\": \"pa_a\", \"delivered\": true, \"amount\": {\"amount\": \"-12.5\", \"currency\": \"USD\"}}",
                                    ExpireComputeCredits.class)
                            .detail())
                    .contains("/amount/amount")
                    .contains("-12.5 is negative");
        }
    }

    @Nested
    class A_long_list_in_a_body {
        private static final String TEXT =
                "{\"kind\": {\"items\": [1]}, \"items\": [{\"a\": [1, 2]}, \"b\", null, []], \"last\": 1.50}";

        @Test
        void is_read_one_element_after_the_other_and_the_rest_without_it() {
            byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
            JsonNode whole = bodies.tree(body);
            JsonNode rest = bodies.without("items", body);
            assertThat(rest.propertyNames()).containsExactly("kind", "items", "last");
            assertThat(rest.get("kind")).isEqualTo(whole.get("kind"));
            assertThat(rest.get("last").decimalValue()).isEqualTo("1.50");
            assertThat(rest.get("items")).isEmpty();
            List<JsonNode> elements = new ArrayList<>();
            bodies.each("items", body, (element, index) -> {
                assertThat(index).isEqualTo(elements.size());
                elements.add(element);
            });
            assertThat(elements).containsExactlyElementsOf(whole.get("items"));
        }

        @Test
        void says_where_the_number_stands_whose_exponent_does_not_fit() {
            byte[] body = "{\"items\": [1, {\"a\": 1e99999999999}], \"last\": 2}".getBytes(StandardCharsets.UTF_8);
            HttpProblem inside = catchThrowableOfType(
                    HttpProblem.class,
                    () -> bodies.each(
                            "items", body, (_, index) -> assertThat(index).isZero()));
            assertThat(inside.problem("").errors()).containsExactly(new Wrong("/items/1/a", "too-large"));

            byte[] beside = "{\"items\": [1], \"last\": 1e99999999999}".getBytes(StandardCharsets.UTF_8);
            HttpProblem outside = catchThrowableOfType(HttpProblem.class, () -> bodies.without("items", beside));
            assertThat(outside.problem("").errors()).containsExactly(new Wrong("/last", "too-large"));
        }

        @Test
        void is_as_it_is_where_it_is_no_list_or_the_body_no_object() {
            assertThat(bodies.without("items", "{\"items\": \"none\"}".getBytes(StandardCharsets.UTF_8))
                            .get("items"))
                    .isEqualTo(bodies.tree("\"none\"".getBytes(StandardCharsets.UTF_8)));
            assertThat(bodies.without("items", "[1]".getBytes(StandardCharsets.UTF_8))
                            .isArray())
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"items\": [1, 2}",
                    "{\"items\": [1, 2]",
                    "{\"items\": [1]} {}",
                    "{\"items\": [{\"a\": 1, \"a\": 2}]}",
                    "{\"items\": [1], \"items\": [2]}",
                    "{\"items\": [1,]}",
                    ""
                })
        void is_found_to_be_malformed_before_any_of_it_is_taken(String text) {
            HttpProblem problem = catchThrowableOfType(
                    HttpProblem.class, () -> bodies.without("items", text.getBytes(StandardCharsets.UTF_8)));
            assertThat(problem).as(text).isNotNull();
            assertThat(problem.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        }

        @Test
        void is_in_utf_8_or_none() {
            byte[] latin = "{\"items\": [\"Zoë\"]}".getBytes(StandardCharsets.ISO_8859_1);
            HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> bodies.without("items", latin));
            assertThat(problem.problem("").errors()).containsExactly(new Wrong("", "not-utf-8"));
        }
    }
}

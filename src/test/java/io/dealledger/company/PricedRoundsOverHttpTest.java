package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import io.dealledger.testing.Seed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rounds priced from the record and closed, sent to and asked of the running ledger. */
@RunningLedger
class PricedRoundsOverHttpTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String own;
    private final Map<String, String> parties = new LinkedHashMap<>();

    @BeforeEach
    void a_company_of_its_own() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        own = UUID.randomUUID().toString();
        parties.clear();
        accepted("/api/companies", """
                {"id": "co_%s", "name": "Acme", "effectiveOn": "2020-01-01"}""".formatted(own));
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "effectiveOn": "2020-01-01"}""");
        accepted(path("/share-classes"), """
                {"class": "Series A", "type": "PREFERRED", "effectiveOn": "2020-01-01"}""");
        accepted(path("/rounds"), """
                {"id": "rd_a", "name": "Series A", "currency": "USD", "effectiveOn": "2020-01-01"}""");
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    private Answer refused(String body, int status, String refusal) {
        Answer answer = backoffice.post(path("/rounds/rd_a/pricings"), body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.at("/refusal")).as("%s", answer).isEqualTo(refusal);
        return answer;
    }

    private String path(String rest) {
        return "/api/companies/co_" + own + rest;
    }

    private static String usd(String amount) {
        return """
                {"amount": "%s", "currency": "USD"}""".formatted(amount);
    }

    /** The party of that name, which is registered the first time. */
    private String party(String name) {
        return parties.computeIfAbsent(name, called -> {
            String id = "pa_" + own + "-" + parties.size();
            accepted("/api/parties", """
                    {"id": "%s", "name": "%s", "kind": "OTHER"}""".formatted(id, called));
            return id;
        });
    }

    private void holds(String name, String shares) {
        accepted(path("/issuances"), """
                {"class": "Common", "to": "%s", "quantity": "%s", "effectiveOn": "2020-01-02"}""".formatted(party(name), shares));
    }

    private void pool(String reserved) {
        accepted(path("/stock-plans"), """
                {"plan": "Plan", "classes": ["Common"], "reserved": "%s", "cancellationRule": "RETURN_TO_POOL",
                 "effectiveOn": "2020-01-02"}""".formatted(reserved));
    }

    private void option(String name, String shares) {
        accepted(path("/grants"), """
                {"to": "%s", "kind": "OPTION", "plan": "Plan", "quantity": "%s",
                 "exercisePrice": {"amount": "1", "currency": "USD"}, "effectiveOn": "2020-01-03"}""".formatted(party(name), shares));
    }

    private void convertible(String name, String id, String kind, String amount, String mechanism) {
        accepted(path("/convertibles"), """
                {"id": "%s", "to": "%s", "kind": "%s", "amount": %s,
                 "triggers": [{"id": "financing", "kind": "AUTOMATIC_ON_CONDITION", "condition": "a priced round",
                   "right": {"futureRound": true, "mechanism": %s}}],
                 "effectiveOn": "2020-02-01"}""".formatted(id, party(name), kind, usd(amount), mechanism));
    }

    private static String safe(String cap) {
        return """
                {"kind": "SAFE_CONVERSION", "cap": %s, "timing": "POST_MONEY"}""".formatted(usd(cap));
    }

    private static final String MFN = """
            {"kind": "SAFE_CONVERSION", "mostFavoured": true, "timing": "POST_MONEY"}""";

    private static final String SEVEN_PERCENT = """
            {"kind": "FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION", "percent": "0.07"}""";

    private static final String AS_LAWYERS_DO = """
            "rounding": {"price": {"places": 5, "mode": "CEILING"}}, "effectiveOn": "2021-01-01\"""";

    private Answer closes(String terms) {
        return accepted(path("/rounds/rd_a/pricings"), terms);
    }

    private JsonNode capTable() {
        Answer answer = auditor.get(path("/cap-table?asOf=2021-01-01&denominator=FULLY_DILUTED&rows=holder"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    /** Shares by name of the holder, as converted, options with them, and the pool under its own name. */
    private Map<String, BigDecimal> owned() {
        JsonNode table = capTable();
        Map<String, String> names = new TreeMap<>();
        parties.forEach((name, id) -> names.put(id, name));
        Map<String, BigDecimal> owned = new TreeMap<>();
        table.get("byHolder")
                .forEach(row -> owned.merge(
                        names.get(row.get("party").stringValue()),
                        new BigDecimal(row.get("asConverted").stringValue()),
                        BigDecimal::add));
        table.at("/instruments/grants")
                .forEach(row -> owned.merge(
                        names.get(row.get("party").stringValue()),
                        new BigDecimal(row.get("quantity").stringValue()),
                        BigDecimal::add));
        table.at("/instruments/plans")
                .forEach(row ->
                        owned.merge("pool", new BigDecimal(row.get("available").stringValue()), BigDecimal::add));
        owned.replaceAll((name, shares) -> shares.stripTrailingZeros());
        return owned;
    }

    private static BigDecimal whole(JsonNode figure) {
        return new BigDecimal(figure.asString()).stripTrailingZeros();
    }

    private JsonNode event(Answer decision, String name) {
        for (JsonNode event : decision.json().get("events")) {
            Answer journal = auditor.get("/api/journal/" + event.get("position").longValue());
            JsonNode found = journal.json();
            if (found.at("/name").asString().equals(name)) {
                return found;
            }
        }
        throw new AssertionError("no " + name + " in " + decision);
    }

    /** The body that the inputs of an event were flattened from. */
    private static ObjectNode body(JsonNode inputs) {
        ObjectNode body = JSON.createObjectNode();
        inputs.properties().stream()
                .filter(entry -> entry.getKey().startsWith("/"))
                .forEach(entry -> put(body, entry.getKey(), entry.getValue().stringValue()));
        return (ObjectNode) lists(body);
    }

    private static void put(ObjectNode body, String at, String figure) {
        String[] steps = at.substring(1).split("/", -1);
        ObjectNode node = body;
        for (int index = 0; index < steps.length - 1; index++) {
            node = node.withObjectProperty(steps[index]);
        }
        String last = steps[steps.length - 1];
        if (figure.equals("true") || figure.equals("false")) {
            node.put(last, Boolean.parseBoolean(figure));
        } else if (last.equals("places")) {
            node.put(last, Integer.parseInt(figure));
        } else {
            node.put(last, figure);
        }
    }

    /** Objects whose names are 0, 1, 2 are lists. */
    private static JsonNode lists(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        if (node.has("0")) {
            ArrayNode list = JSON.createArrayNode();
            for (int index = 0; node.has(Integer.toString(index)); index++) {
                list.add(lists(node.get(Integer.toString(index))));
            }
            return list;
        }
        ObjectNode object = JSON.createObjectNode();
        node.properties().forEach(entry -> object.set(entry.getKey(), lists(entry.getValue())));
        return object;
    }

    @Nested
    class A_round_of_somebody_else {
        @TestFactory
        Stream<DynamicTest> gives_the_same_table_to_the_share_when_it_is_recorded() {
            return Seed.read("golden/priced_rounds_with_safes.json")
                    .get("cases")
                    .valueStream()
                    .map(outside -> DynamicTest.dynamicTest(outside.get("id").stringValue(), () -> recorded(outside)));
        }

        private void recorded(JsonNode outside) {
            a_company_of_its_own();
            JsonNode input = outside.get("input");
            long unused = 0;
            long granted = 0;
            List<JsonNode> options = new ArrayList<>();
            for (JsonNode holder : input.get("common")) {
                String name = holder.get("name").stringValue();
                long shares = holder.get("shares").longValue();
                if (holder.get("unusedPool").booleanValue()) {
                    unused += shares;
                } else if (name.contains("Options")) {
                    granted += shares;
                    options.add(holder);
                } else {
                    holds(name, Long.toString(shares));
                }
            }
            pool(Long.toString(unused + granted));
            options.forEach(holder -> option(
                    holder.get("name").stringValue(), holder.get("shares").asString()));
            int index = 0;
            for (JsonNode safe : input.get("safes")) {
                String cap = safe.get("cap").asString();
                String mechanism = safe.get("conversionType").stringValue().equals("yc7p")
                        ? SEVEN_PERCENT
                        : safe.has("sideLetters")
                                        && safe.get("sideLetters").toString().contains("mfn")
                                ? MFN
                                : safe(cap);
                convertible(
                        safe.get("name").stringValue(),
                        "se_safe-" + index++,
                        "SAFE",
                        safe.get("investment").asString(),
                        mechanism);
            }
            List<String> investors = new ArrayList<>();
            input.get("series")
                    .forEach(series -> investors.add("""
                    {"to": "%s", "amount": %s}""".formatted(
                                    party(series.get("name").stringValue()),
                                    usd(series.get("investment").asString()))));
            Answer decided = closes("""
                    {"class": "Series A", "preMoney": %s, "newInvestors": [%s], "poolPostMoney": "%s", %s}""".formatted(
                            usd(input.get("preMoneyValuation").asString()),
                            String.join(", ", investors),
                            input.get("targetOptionPoolPostPct").asString(),
                            AS_LAWYERS_DO));
            JsonNode expected = outside.get("expected");
            Map<String, BigDecimal> owned = owned();
            assertThat(new BigDecimal(capTable().at("/totals/fullyDiluted").stringValue()))
                    .isEqualByComparingTo(expected.get("totalShares").asString());
            assertThat(owned.get("pool"))
                    .isEqualByComparingTo(expected.get("totalOptions").asString());
            Map<String, BigDecimal> theirs = new TreeMap<>();
            for (JsonNode row : expected.get("ownership")) {
                String name = row.get("name").stringValue();
                theirs.merge(name.equals("Options Pool") ? "pool" : name, whole(row.get("shares")), BigDecimal::add);
            }
            theirs.replaceAll((name, shares) -> shares.stripTrailingZeros());
            assertThat(owned).isEqualTo(theirs);
            assertThat(new BigDecimal(event(decided, "round-priced")
                            .at("/payload/price/amount")
                            .stringValue()))
                    .isEqualByComparingTo(expected.get("pps").asString());
        }

        @Test
        void of_a_package_of_the_open_cap_table_format_gives_the_expected_table() {
            JsonNode expected = Seed.read("golden/minicap/expected.json");
            holds("Alex Founder", "4500000");
            holds("Sam Founder", "4500000");
            pool("1000000");
            convertible("Y Combinator", "se_seven", "SAFE", "125000", SEVEN_PERCENT);
            convertible("Y Combinator", "se_mfn", "SAFE", "375000", MFN);
            convertible("Example Angel Fund", "se_angel", "SAFE", "1000000", safe("15000000"));
            closes("""
                    {"class": "Series A", "postMoney": %s, "newInvestors": [{"to": "%s", "amount": %s}],
                     "poolPostMoney": "0.10", %s}""".formatted(usd("40000000"), party("Series A Lead"), usd("10000000"), AS_LAWYERS_DO));
            Map<String, BigDecimal> theirs = new TreeMap<>();
            expected.get("postRound")
                    .properties()
                    .forEach(entry -> theirs.put(
                            entry.getKey().equals("Unallocated option pool") ? "pool" : entry.getKey(),
                            whole(entry.getValue())));
            assertThat(owned()).isEqualTo(theirs);
        }
    }

    @Nested
    class The_record {
        @Test
        void says_of_the_calculation_all_that_it_takes_to_put_the_question_again() {
            holds("Founder", "8000000");
            pool("1000000");
            option("Employee", "300000");
            convertible("Angel", "se_angel", "SAFE", "500000", safe("8000000"));
            convertible("Lender", "se_note", "NOTE", "250000", """
                    {"kind": "CONVERTIBLE_NOTE_CONVERSION", "discount": "0.2", "cap": %s,
                     "interest": [{"rate": "0.08", "from": "2020-02-01"}], "dayCount": "ACTUAL_365",
                     "interestPayout": "DEFERRED", "compounding": "SIMPLE"}""".formatted(usd("9000000")));
            Answer decided = closes("""
                    {"class": "Series A", "preMoney": %s, "newInvestors": [{"to": "%s", "amount": %s}],
                     "poolPostMoney": "0.10", %s}""".formatted(usd("20000000"), party("Fund"), usd("5000000"), AS_LAWYERS_DO));
            JsonNode priced = event(decided, "round-priced").get("payload");
            assertThat(priced.at("/calculation/formula").stringValue()).isEqualTo("priced-round");
            Answer again = auditor.send(
                    "POST",
                    "/api/calculate/priced-round",
                    body(priced.at("/calculation/inputs")).toString(),
                    "Content-Type",
                    "application/json");
            assertThat(again.status()).as("%s", again).isEqualTo(200);
            assertThat(new BigDecimal(again.at("/price")))
                    .isEqualByComparingTo(priced.at("/price/amount").stringValue());
            assertThat(new BigDecimal(again.at("/totalShares")))
                    .isEqualByComparingTo(capTable().at("/totals/fullyDiluted").stringValue());
            JsonNode note = event(decided, "convertible-converted").get("payload");
            assertThat(note.at("/calculation/inputs/round").stringValue()).isEqualTo("rd_a");
            assertThat(decided.json().get("events")).hasSize(5);
            assertThat(auditor.get(path("/cap-table?asOf=2021-01-01")).at("/instruments/convertibles"))
                    .isEqualTo("[]");
        }

        @Test
        void is_one_decision_that_leaves_nothing_when_one_part_of_it_is_refused() {
            holds("Founder", "8000000");
            accepted(path("/share-classes/Series%20A/authorised"), """
                    {"authorised": "1000", "effectiveOn": "2020-01-02"}""");
            convertible("Angel", "se_angel", "SAFE", "500000", safe("8000000"));
            String terms = """
                    {"class": "Series A", "preMoney": %s, "newInvestors": [{"to": "%s", "amount": %s}], %s}""".formatted(usd("20000000"), party("Fund"), usd("5000000"), AS_LAWYERS_DO);
            long head = backoffice.head();
            Answer answer = refused(terms, 409, "over-authorised");
            assertThat(answer.at("/figures/authorised")).isEqualTo("1000");
            assertThat(backoffice.head()).isEqualTo(head);
        }
    }

    @Nested
    class What_cannot_be {
        private String round(String more) {
            return """
                    {"class": "Series A", "preMoney": %s, "newInvestors": [{"to": "%s", "amount": %s}] %s, %s}""".formatted(usd("20000000"), party("Fund"), usd("5000000"), more, AS_LAWYERS_DO);
        }

        @Test
        void is_that_everybody_takes_the_terms_of_the_other() {
            holds("Founder", "8000000");
            convertible("One", "se_one", "SAFE", "100000", MFN);
            convertible("Other", "se_other", "SAFE", "100000", MFN);
            Answer answer = refused(round(""), 409, "round-has-no-price");
            assertThat(answer.at("/figures/code")).isEqualTo("circular-mfn");
            assertThat(answer.at("/figures/convertibles")).isEqualTo("se_one, se_other");
        }

        @Test
        void is_a_pool_of_everything() {
            holds("Founder", "8000000");
            pool("0");
            Answer answer = refused(round(", \"poolPostMoney\": \"1\""), 422, "round-has-no-price");
            assertThat(answer.at("/figures/code")).isEqualTo("out-of-range");
            assertThat(answer.at("/figures/poolPostMoney")).isEqualTo("1");
            assertThat(refused(round(", \"poolPostMoney\": \"0.80\""), 409, "round-has-no-price")
                            .at("/figures/poolPercent"))
                    .startsWith("80");
        }

        @Test
        void is_a_cap_of_zero() {
            holds("Founder", "8000000");
            convertible("One", "se_one", "SAFE", "100000", safe("0"));
            Answer answer = refused(round(""), 409, "round-has-no-price");
            assertThat(answer.at("/figures/cap")).isEqualTo("0");
            assertThat(answer.at("/figures/about")).isEqualTo("se_one");
        }

        @Test
        void is_a_convertible_that_is_converted_already_or_by_no_trigger_of_its_own() {
            holds("Founder", "8000000");
            convertible("One", "se_one", "SAFE", "100000", safe("5000000"));
            Answer trigger = refused(
                    round(", \"convertibles\": [{\"security\": \"se_one\", \"trigger\": \"maturity\"}]"),
                    409,
                    "unknown-trigger");
            assertThat(trigger.at("/figures/triggers")).contains("financing");
            accepted(path("/convertibles/se_one/conversions"), """
                    {"trigger": "financing", "class": "Series A", "quantity": "1000", "effectiveOn": "2020-06-01"}""");
            refused(round(", \"convertibles\": [{\"security\": \"se_one\"}]"), 409, "unknown-instrument");
        }

        @Test
        void is_a_round_of_whole_shares_that_agree_with_no_rounded_price() {
            holds("Founder", "3");
            Answer answer = backoffice.post(path("/rounds/rd_a/pricings"), """
                    {"class": "Series A", "preMoney": %s, "newInvestors": [], "convertibles": [],
                     "rounding": {"price": {"places": 0, "mode": "DOWN"}}, "effectiveOn": "2021-01-01"}""".formatted(usd("2")));
            assertThat(answer.status()).as("%s", answer).isIn(409, 422);
            assertThat(answer.at("/figures/code")).isEqualTo("price-rounds-to-zero");
        }

        @Test
        void is_a_ratio_of_zero() {
            Answer answer = backoffice.post(path("/share-classes"), """
                    {"class": "B", "type": "PREFERRED", "conversionRatio": "0:1", "effectiveOn": "2020-01-01"}""");
            assertThat(answer.status()).as("%s", answer).isEqualTo(422);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/conversionRatio");
            assertThat(answer.at("/errors/0/code")).isEqualTo("not-positive");
        }

        @Test
        void is_that_a_grant_is_exercised_twice() {
            pool("1000");
            accepted(path("/grants"), """
                    {"id": "se_option", "to": "%s", "kind": "OPTION", "plan": "Plan", "quantity": "300",
                     "exercisePrice": {"amount": "1", "currency": "USD"}, "effectiveOn": "2020-01-03"}""".formatted(party("Employee")));
            String exercise = """
                    {"security": "se_option", "quantity": "%s", "effectiveOn": "%s"}""";
            accepted(path("/exercises"), exercise.formatted("200", "2020-06-01"));
            // Recorded later, it would come first: the one that was recorded before could not stand behind it.
            Answer overlapping = backoffice.post(path("/exercises"), exercise.formatted("101", "2020-05-01"));
            assertThat(overlapping.status()).as("%s", overlapping).isEqualTo(409);
            assertThat(overlapping.at("/refusal")).isEqualTo("breaks-later-event");
            Answer more = backoffice.post(path("/exercises"), exercise.formatted("101", "2020-07-01"));
            assertThat(more.status()).as("%s", more).isEqualTo(409);
            assertThat(more.at("/figures/quantity")).isEqualTo("101");
        }

        @Test
        void is_that_convertibles_elect_each_others_terms() {
            convertible("One", "se_one", "SAFE", "100000", MFN);
            convertible("Other", "se_other", "SAFE", "100000", MFN);
            accepted(path("/convertibles/se_one/elections"), """
                    {"termsOf": "se_other", "effectiveOn": "2020-03-01"}""");
            Answer circle = backoffice.post(path("/convertibles/se_other/elections"), """
                    {"termsOf": "se_one", "effectiveOn": "2020-03-02"}""");
            assertThat(circle.status()).as("%s", circle).isEqualTo(409);
            assertThat(circle.at("/refusal")).isEqualTo("circular-election");
            assertThat(circle.at("/figures/chain")).contains("se_one", "se_other");
        }

        @Test
        void is_more_than_the_company_may_issue_in_all() {
            holds("Founder", "8000000");
            accepted(path("/authorised-shares"), """
                    {"authorised": "9000000", "effectiveOn": "2020-01-03"}""");
            Answer answer = refused(round(""), 409, "over-total-authorised");
            assertThat(answer.at("/figures/shares")).isEqualTo("10000000");
        }

        @Test
        void is_a_second_pricing() {
            holds("Founder", "8000000");
            closes(round(""));
            assertThat(refused(round(""), 409, "round-already-priced").at("/figures/price"))
                    .isEqualTo("2.5 USD");
        }

        @Test
        void is_a_pool_without_a_plan() {
            holds("Founder", "8000000");
            refused(round(", \"poolPostMoney\": \"0.1\""), 409, "which-plan");
        }
    }
}

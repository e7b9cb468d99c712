package io.dealledger.calculation.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.money.Fraction;
import io.dealledger.testing.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A package of the Open Cap Table Format and a round on top of it: founders, a reserved pool, YC's two SAFEs and an angel.
 * From 1984vc/awesome-cap-table (Apache-2.0); reads nothing of a package but what this one has.
 */
class MinicapTest {
    private final Map<String, String> names = new HashMap<>();

    private static Stream<JsonNode> items(String file) {
        return Seed.read("golden/minicap/" + file + ".ocf.json").get("items").valueStream();
    }

    private static String text(JsonNode object, String field) {
        return object.get(field).stringValue();
    }

    private ARound round() {
        items("Stakeholders")
                .forEach(stakeholder -> names.put(
                        text(stakeholder, "id"),
                        stakeholder.at("/name/legal_name").stringValue()));
        JsonNode request = Seed.read("golden/minicap/request.series-a-10-on-40.json");
        ARound round = ARound.postMoney(text(request, "valuation"))
                .pool(text(request, "target_option_pool"))
                .asLawyersDo();
        request.get("investments")
                .forEach(investment -> round.invests(text(investment, "stakeholder_id"), text(investment, "amount")));
        items("Transactions").forEach(transaction -> {
            switch (text(transaction, "object_type")) {
                case "TX_STOCK_ISSUANCE" ->
                    round.holds(names.get(text(transaction, "stakeholder_id")), text(transaction, "quantity"));
                case "TX_STOCK_PLAN_POOL_ADJUSTMENT" ->
                    round.unissued("Unallocated option pool", text(transaction, "shares_reserved"));
                case "TX_CONVERTIBLE_ISSUANCE" -> convertible(round, transaction);
                default -> throw new AssertionError("this package has no " + transaction);
            }
        });
        return round;
    }

    private void convertible(ARound round, JsonNode issuance) {
        String name = names.get(text(issuance, "stakeholder_id"));
        String amount = issuance.at("/investment_amount/amount").stringValue();
        JsonNode mechanism = issuance.at("/conversion_triggers/0/conversion_right/conversion_mechanism");
        if (mechanism.has("converts_to_percent")) {
            // A fraction here: 0.07.
            round.fixedPercent(name, amount, text(mechanism, "converts_to_percent"));
        } else if (mechanism.get("conversion_mfn").booleanValue()) {
            round.mfn(name, amount);
        } else {
            round.safe(
                    name,
                    amount,
                    mechanism.at("/conversion_valuation_cap/amount").stringValue());
        }
    }

    @Test
    void everybody_holds_what_the_expected_table_says_after_the_round() {
        JsonNode expected = Seed.read("golden/minicap/expected.json");
        PricedRound priced = round().priced();
        assertThat(priced.price()).isEqualTo(ARound.f(text(expected, "roundPricePerShare")));
        assertThat(priced.totalShares())
                .isEqualTo(Fraction.of(expected.get("totalShares").longValue()));
        assertThat(priced.residue()).isNull();
        Map<String, Fraction> held = new HashMap<>();
        priced.holders().forEach(row -> held.merge(row.name(), row.shares(), Fraction::plus));
        Map<String, Fraction> theirs = new HashMap<>();
        expected.get("postRound")
                .properties()
                .forEach(entry ->
                        theirs.put(entry.getKey(), Fraction.of(entry.getValue().longValue())));
        assertThat(held).isEqualTo(theirs);
    }

    @Test
    void the_short_form_of_the_case_says_the_same() {
        JsonNode expected = Seed.read("golden/cases.json")
                .get("cases")
                .valueStream()
                .filter(outside -> outside.get("id").stringValue().equals("SAFE-08"))
                .findFirst()
                .orElseThrow()
                .get("expected");
        PricedRound priced = round().priced();
        assertThat(priced.price()).isEqualTo(ARound.f(text(expected, "pps")));
        assertThat(priced.totalShares())
                .isEqualTo(Fraction.of(expected.get("totalShares").longValue()));
        assertThat(priced.newShares())
                .isEqualTo(Fraction.of(expected.get("seriesALead").longValue()));
        assertThat(priced.pool()).isEqualTo(Fraction.of(expected.get("pool").longValue()));
        assertThat(ARound.row(priced, "Example Angel Fund").shares())
                .isEqualTo(Fraction.of(expected.get("angel").longValue()));
        assertThat(priced.holders().stream()
                        .filter(row -> row.name().equals("Y Combinator"))
                        .map(PricedRound.Row::shares)
                        .reduce(Fraction.ZERO, Fraction::plus))
                .isEqualTo(Fraction.of(expected.get("yc").longValue()));
    }
}

package io.dealledger.calculation.pricing;

import static io.dealledger.calculation.pricing.ARound.conversion;
import static io.dealledger.calculation.pricing.ARound.f;
import static io.dealledger.calculation.pricing.ARound.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two rounds of Kelvin Dynamics, a company with seven preferred classes: in Series E the conversion price of D, the pool
 * and the price of the round depend on each other, in Series F those of D and E and two notes as well. Figures of
 * arthursolwayne/cap-table-bench (kelvin_v4), CC-BY-4.0, Acephalt and DealGlass 2026.
 */
class KelvinTest {
    private static ARound common(String preMoney) {
        return ARound.preMoney(preMoney)
                .holds("Founders", "8000000")
                .holds("Employees", "1000000")
                .holds("Seed", "5000000")
                .holds("Series A", "5000000")
                .holds("Series B", "3000000")
                .holds("Series C", "2400000")
                .options("Options issued", "2500000");
    }

    private static PricedRound seriesE() {
        return common("1500000000")
                .protectedHolder("Series D", f("1666667"), Method.BROAD_BASED, f("60"))
                .unissued("Options unissued", "500000")
                .invests("Series E", "300000000")
                .totalPool("0.12")
                .priced();
    }

    private static PricedRound seriesF(String preMoney, String primary, String pool) {
        PricedRound before = seriesE();
        ARound after = common(preMoney)
                .protectedHolder(
                        "Series D",
                        row(before, "Series D").shares(),
                        Method.BROAD_BASED,
                        row(before, "Series D").conversionPrice())
                .protectedHolder("Series E", row(before, "Series E").shares(), Method.BROAD_BASED, before.price())
                .holds(new PricedRoundTerms.ExistingHolder(
                        "Options unissued", row(before, "Options unissued").shares(), true, null, null))
                .note("Note A", "5000000", "1000000000", "0.20")
                .note("Note B", "3000000", "1600000000", "0.15")
                .invests("Lead", "20000000")
                .invests("Our fund", "10000000")
                .totalPool(pool);
        String rest = Fraction.of(primary).minus(f("30000000")).numerator().toString();
        return ("0".equals(rest) ? after : after.invests("Others", rest)).priced();
    }

    /** Everything that the source tracks and that follows from the price alone, in its own words. */
    private static Map<String, Object> tracked(String primary) {
        PricedRound round = seriesF("1400000000", primary, "0.13");
        Fraction total = round.totalShares();
        Fraction tender = f("15000000").over(round.price().times(f("0.85")));
        Map<String, Object> values = new TreeMap<>();
        values.put("round.f_pps_usd", round.price());
        values.put("round.post_f_fd_shares", total);
        values.put("round.our_fund_shares", row(round, "Our fund").shares());
        values.put("round.f_lead_primary_shares", row(round, "Lead").shares());
        values.put("tender.shares_transferred", tender);
        values.put("tender.f_lead_holding_secondary_shares", tender);
        values.put("tender.usd_to_founders", tender.times(round.price()).times(f("0.85")));
        values.put("ownership.founders.pct", f("8000000").minus(tender).over(total));
        values.put("ownership.f_lead_secondary.pct", tender.over(total));
        values.put("ownership.series_f_new.pct", round.newShares().over(total));
        Map.of(
                        "employees", "Employees",
                        "options_issued", "Options issued",
                        "options_unissued", "Options unissued",
                        "our_fund", "Our fund",
                        "note_a", "Note A",
                        "note_b", "Note B")
                .forEach((theirs, ours) -> values.put(
                        "ownership." + theirs + ".pct",
                        row(round, ours).percent().over(Fraction.HUNDRED)));
        Map.of("seed", "1", "series_a", "3", "series_b", "10", "series_c", "25").forEach((series, price) -> {
            values.put("antidilution." + series + ".new_conversion_price_usd", f(price));
            values.put("antidilution." + series + ".new_ratio", Fraction.ONE);
        });
        values.put("ownership.seed.pct", row(round, "Seed").percent().over(Fraction.HUNDRED));
        for (String series : new String[] {"A", "B", "C", "D", "E"}) {
            values.put(
                    "ownership.series_" + series.toLowerCase(Locale.ROOT) + ".pct",
                    row(round, "Series " + series).percent().over(Fraction.HUNDRED));
        }
        values.put(
                "antidilution.series_d.new_conversion_price_usd",
                row(round, "Series D").conversionPrice());
        values.put(
                "antidilution.series_d.new_ratio",
                row(round, "Series D").shares().over(f("1666667")));
        values.put(
                "antidilution.series_e.new_conversion_price_usd",
                row(round, "Series E").conversionPrice());
        values.put(
                "antidilution.series_e.new_ratio",
                row(round, "Series E").shares().over(row(seriesE(), "Series E").shares()));
        for (String note : new String[] {"a", "b"}) {
            PricedRound.Conversion conversion = conversion(round, "Note " + note.toUpperCase(Locale.ROOT));
            String key = "notes.note_" + note;
            values.put(key + ".cap_implied_pps_usd", conversion.capPrice());
            values.put(key + ".discount_implied_pps_usd", conversion.discountPrice());
            values.put(key + ".conversion_pps_usd", conversion.price());
            values.put(
                    key + ".conversion_branch", conversion.controlling().name().toLowerCase(Locale.ROOT));
            values.put(key + ".shares_issued", conversion.shares());
        }
        for (String pool : new String[] {"11", "13", "15"}) {
            for (String preMoney : new String[] {"1200", "1400", "1800"}) {
                values.put(
                        "sensitivity.esop_" + pool + ".pre_" + preMoney + "M.our_pct",
                        row(seriesF(preMoney + "000000", primary, "0." + pool), "Our fund")
                                .percent()
                                .over(Fraction.HUNDRED));
            }
        }
        return values;
    }

    /** The source prints percentages and ratios to 9 places, prices to 6 and shares to none. */
    private static void agrees(String key, Object ours, JsonNode theirs) {
        if (ours instanceof Fraction figure) {
            int places = key.endsWith("pct") || key.endsWith("ratio") ? 9 : key.endsWith("usd") ? 6 : 0;
            Fraction given = Fraction.of(new BigDecimal(theirs.asString()));
            assertThat(figure.minus(given).max(given.minus(figure)))
                    .as("%s: %s of %s", key, figure.toDecimal(12, RoundingMode.HALF_EVEN), theirs)
                    .isLessThanOrEqualTo(Fraction.of(1, 2).over(Fraction.of(BigDecimal.TEN.pow(places))));
        } else {
            assertThat(theirs.asString()).as(key).isEqualTo(ours);
        }
    }

    @Test
    void series_e_is_priced_together_with_the_protection_of_series_d() {
        PricedRound round = seriesE();
        assertThat(round.price().toDecimal(6, RoundingMode.HALF_EVEN)).hasToString("49.156553");
        assertThat(round.totalShares().toDecimal(2, RoundingMode.HALF_EVEN)).hasToString("36617701.96");
        assertThat(row(round, "Series D").conversionPrice().toDecimal(6, RoundingMode.HALF_EVEN))
                .hasToString("58.118347");
        assertThat(row(round, "Series D").shares().over(f("1666667")).toDecimal(9, RoundingMode.HALF_EVEN))
                .hasToString("1.032376232");
        assertThat(round.price().times(round.totalShares())).isEqualTo(f("1800000000"));
    }

    @Nested
    class Series_f {
        @ParameterizedTest
        @ValueSource(strings = {"30000000", "33000000"})
        void agrees_with_every_figure_that_follows_from_the_price(String raise) throws IOException {
            JsonNode theirs;
            try (InputStream file = KelvinTest.class.getResourceAsStream("/calculations/kelvin.json")) {
                theirs = JsonMapper.shared().readTree(file).get("raise-" + raise);
            }
            Map<String, Object> ours = tracked(raise);
            assertThat(ours.keySet()).hasSize(53).containsExactlyInAnyOrderElementsOf(theirs.propertyNames());
            ours.forEach((key, value) -> agrees(key, value, theirs.get(key)));
        }

        @Test
        void adds_up() {
            PricedRound round = seriesF("1400000000", "30000000", "0.13");
            assertThat(round.holders().stream().map(PricedRound.Row::shares).reduce(Fraction.ZERO, Fraction::plus))
                    .isEqualTo(round.totalShares());
            assertThat(round.price().times(round.totalShares())).isEqualTo(f("1430000000"));
            assertThat(round.pool()).isEqualTo(round.totalShares().times(f("0.13")));
        }

        @Test
        void agrees_with_the_outside_file_itself() {
            JsonNode theirs = Seed.read("golden/kelvin_v4_truth.json");
            tracked("30000000").forEach((key, value) -> agrees(key, value, theirs.get(key)));
        }
    }
}

package io.dealledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.Leg;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.fx.CurrencyPair;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LedgerJsonTest {
    private final JsonMapper json = LedgerJson.builder().build();

    @Test
    void amounts_ids_and_quantities_are_strings_and_class_is_called_class() {
        RoundClosed closed = new RoundClosed(
                new RoundId("rd_a"),
                new ClosingId("cl_1"),
                List.of(new Subscription(
                        new PartyId("pa_fund"),
                        new SecurityId("se_1"),
                        "Series A",
                        Shares.of("1500000.5"),
                        List.of(Leg.cash(Money.of("750000.10", "USD"))))),
                true,
                EffectiveOn.day(LocalDate.of(2020, 3, 2)));

        String text = json.writeValueAsString(closed);

        assertThat(text)
                .isEqualTo("{\"round\":\"rd_a\",\"closing\":\"cl_1\",\"subscriptions\":[{\"to\":\"pa_fund\","
                        + "\"security\":\"se_1\",\"class\":\"Series A\",\"quantity\":\"1500000.5\","
                        + "\"legs\":[{\"kind\":\"CASH\",\"amount\":{\"amount\":\"750000.1\",\"currency\":\"USD\"}}]}],"
                        + "\"last\":true,\"when\":{\"effectiveOn\":\"2020-03-02\",\"effectiveFrom\":\"2020-03-02\","
                        + "\"precision\":\"DAY\"}}");
        assertThat(json.readValue(text, RoundClosed.class)).isEqualTo(closed);
    }

    @Test
    void ratios_pairs_and_maps_are_read_back_as_they_were_written() {
        SharesSplit split = new SharesSplit(
                Ratio.of("2:1"),
                List.of("Common"),
                Map.of("Common", Shares.of(40_000_000)),
                new Rounding(0, RoundingMode.DOWN),
                EffectiveOn.SINCE_ALWAYS);

        String text = json.writeValueAsString(split);

        assertThat(text)
                .isEqualTo("{\"ratio\":\"2:1\",\"classes\":[\"Common\"],\"newAuthorised\":{\"Common\":\"40000000\"},"
                        + "\"rounding\":{\"places\":0,\"mode\":\"DOWN\"},\"when\":{}}");
        assertThat(json.readValue(text, SharesSplit.class)).isEqualTo(split);
        assertThat(json.readValue("\"USD/HKD\"", CurrencyPair.class)).isEqualTo(CurrencyPair.of("USD/HKD"));
    }

    @Test
    void what_a_record_calculates_is_not_written() {
        assertThat(json.writeValueAsString(Money.of("0", "USD"))).isEqualTo("{\"amount\":\"0\",\"currency\":\"USD\"}");
    }

    @Test
    void the_class_of_a_source_is_called_class() {
        Source source = new Source("Caijing", LocalDate.of(2024, 3, 11), null, null, SourceClass.PRESS_NAMED);

        String text = json.writeValueAsString(source);

        assertThat(text)
                .isEqualTo("{\"publisher\":\"Caijing\",\"publishedOn\":\"2024-03-11\",\"class\":\"PRESS_NAMED\"}");
        assertThat(json.readValue(text, Source.class)).isEqualTo(source);
    }

    @Test
    void a_number_where_a_decimal_text_is_due_is_refused() {
        assertThatThrownBy(() -> json.readValue("1.5", BigDecimal.class)).hasMessageContaining("BigDecimal");
        assertThatThrownBy(() -> json.readValue("2", Shares.class)).hasMessageContaining("Shares");
        assertThat(json.readValue("\"1.5\"", BigDecimal.class)).isEqualTo("1.5");
    }

    @Test
    void a_key_that_comes_twice_is_refused() {
        assertThatThrownBy(() -> json.readTree("{\"a\":1,\"a\":2}")).hasMessageContaining("uplicate");
    }
}

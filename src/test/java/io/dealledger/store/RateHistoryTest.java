package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.fx.CurrencyPair;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.testing.LedgerDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RateHistoryTest {
    private static Node node;

    @BeforeAll
    static void start() {
        var database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void record(String pair, String rate) {
        node.decide(
                new RecordExchangeRate(
                        CurrencyPair.of(pair),
                        new BigDecimal(rate),
                        null,
                        null,
                        RateKind.CLOSING,
                        StatedDate.of("2024-03-11"),
                        null,
                        null),
                Node.to(CurrencyPair.of(pair).stream()));
    }

    @Test
    void holds_the_rates_of_all_pairs_and_nothing_else_up_to_a_position() {
        record("USD/HKD", "7.8");
        node.decide(Node.register("pa_between", "Between Ltd"), Node.to("pa_between"));
        record("USD/CNY", "7.2");

        List<Recorded<FxEvent>> all = node.journal.all(Long.MAX_VALUE);

        assertThat(all).extracting(Recorded::stream).containsExactly("fx_hkd-usd", "fx_cny-usd");
        assertThat(all).extracting(Recorded::position).isSorted();
        assertThat(node.journal.all(all.getFirst().position())).containsExactly(all.getFirst());
        PointInTime point = PointInTime.of(LocalDate.of(2024, 3, 12), Long.MAX_VALUE);
        assertThat(Rates.at(point, node.journal)
                        .find(Currency.of("HKD"), Currency.of("CNY"), point.asOf(), null)
                        .orElseThrow()
                        .factor()
                        .exact())
                .hasToString("Optional[12/13]");
    }
}

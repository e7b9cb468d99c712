package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.store.Tampering.Attack;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the database's owner does to the history is found, and the right event is named. */
class TamperTest {
    private static Tampering ledger;

    @BeforeAll
    static void seal() throws SQLException {
        ledger = new Tampering(seed());
    }

    @AfterAll
    static void close() throws SQLException {
        ledger.close();
    }

    /** The same in every build unless it is asked for; attack n has the seed plus n. */
    private static long seed() {
        return Long.getLong("ledger.seed", 2026_01_31L);
    }

    @Test
    void the_untouched_ledger_is_intact_and_has_batches_of_one_event_and_of_several() throws SQLException {
        assertThat(ledger.untouched().findings()).isEmpty();
        assertThat(ledger.untouched().events()).isEqualTo(ledger.size());
        assertThat(ledger.untouched().size()).isEqualTo(ledger.size());
        assertThat(ledger.batches()).isBetween(20, (int) ledger.size() - 10);
    }

    @Test
    void five_hundred_attacks_are_found_and_named() throws SQLException {
        for (int number = 0; number < 500; number++) {
            ledger.attack(seed() + number);
        }
        assertThat(ledger.played()).containsOnlyKeys(Attack.values());
    }

    /** With {@code mvn verify -Psoak}; the seed is another one each time. */
    @Test
    @Tag("soak")
    void ten_thousand_attacks_are_found_and_named() throws SQLException {
        long seed = Long.getLong("ledger.seed", new Random().nextLong());
        System.out.println("tampering with -Dledger.seed=" + seed);
        for (int number = 0; number < 10_000; number++) {
            ledger.attack(seed + number);
        }
    }
}

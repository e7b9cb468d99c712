package io.dealledger.tieout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.http.TestBodies;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Shares;
import io.dealledger.ocf.export.Packed;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/** A reader that knows OCF and nothing of the ledger finds the positions of the ledger in a package of ours. */
class ExportedPositionsTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int COMMANDS = 160;

    private static Map<String, Shares> held(Company company) {
        Map<String, Shares> held = new TreeMap<>();
        company.securities()
                .values()
                .forEach(security ->
                        held.merge(security.holder() + " " + security.shareClass(), security.quantity(), Shares::plus));
        return held;
    }

    private static ExternalList read(Packed packed, LocalDate day) {
        return OcfPositions.zip(packed.zip(), 100_000_000, day, TestBodies.reader());
    }

    private static Map<String, Shares> sums(ExternalList list) {
        Map<String, Shares> sums = new TreeMap<>();
        list.rows()
                .forEach(row -> sums.merge(
                        row.holderKeys().getFirst() + " " + row.classKeys().getFirst(), row.quantity(), Shares::plus));
        return sums;
    }

    @Nested
    class A_random_history {
        @TestFactory
        Stream<DynamicTest> has_the_same_positions_on_every_day_on_which_something_happens() {
            return Seeds.of(LongStream.range(0, 9), 1)
                    .mapToObj(seed -> dynamicTest("seed " + seed, () -> agrees(seed)));
        }

        private void agrees(long seed) {
            List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
            LocalDate end = LocalDate.of(2025, 6, 30);
            Packed packed = Packed.of(COMPANY, history, end);
            Map<LocalDate, Company> days = new HashMap<>();
            Company company = Company.FOLD.initial();
            List<Recorded<CompanyEvent>> inOrder =
                    history.stream().sorted(Recorded.inOrderOfEffect()).toList();
            for (Recorded<CompanyEvent> fact : inOrder) {
                company = Company.FOLD.evolve(company, fact);
                if (fact.when().effectiveOn() != null) {
                    days.put(fact.when().effectiveOn(), company);
                }
            }
            assertThat(days).hasSizeGreaterThan(COMMANDS / 5);
            for (LocalDate day : new TreeSet<>(days.keySet())) {
                ExternalList list = read(packed, day);
                assertThat(sums(list)).as("on %s", day).isEqualTo(held(days.get(day)));
                assertThat(list.exceptions()).as("on %s", day).isEmpty();
            }
        }
    }
}

package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Shares;
import io.dealledger.ocf.export.Packed;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is exported and imported again, over HTTP, gives the same holdings on every day. */
@RunningLedger
class OcfRoundTripTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final LocalDate END = LocalDate.of(2025, 6, 30);
    private static final int COMMANDS = 60;

    @LocalServerPort
    private int port;

    private void comesBack(long seed) {
        List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
        String company = "co_" + UUID.randomUUID();
        LedgerHttp backoffice = LedgerHttp.at(port);
        Answer answer = Packages.send(
                backoffice,
                Packed.of(COMPANY, history, END).zip(),
                "?company=" + company + "&mode=ALL_OR_NOTHING",
                LedgerHttp.newKey());
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.at("/exceptions")).isEqualTo("[]");
        Company state = Company.FOLD.initial();
        TreeMap<LocalDate, Company> days = new TreeMap<>();
        for (Recorded<CompanyEvent> fact :
                history.stream().sorted(Recorded.inOrderOfEffect()).toList()) {
            state = Company.FOLD.evolve(state, fact);
            if (fact.when().effectiveOn() != null) {
                days.put(fact.when().effectiveOn(), state);
            }
        }
        days.forEach((day, then) -> {
            Map<String, Shares> held = new TreeMap<>();
            then.securities()
                    .values()
                    .forEach(security -> held.merge(
                            security.holder() + " " + security.shareClass(), security.quantity(), Shares::plus));
            Map<String, Shares> found = new TreeMap<>();
            backoffice
                    .get("/api/companies/" + company + "/cap-table?asOf=" + day)
                    .json()
                    .path("holdings")
                    .forEach(row -> found.merge(
                            row.path("party").asString("") + " "
                                    + row.path("class").asString(""),
                            Shares.of(row.path("quantity").asString("0")),
                            Shares::plus));
            assertThat(found).as("on %s", day).isEqualTo(held);
        });
    }

    @TestFactory
    Stream<DynamicTest> of_a_random_history_every_holding_comes_back_on_every_day() {
        return LongStream.range(0, 5).mapToObj(seed -> dynamicTest("seed " + seed, () -> comesBack(seed)));
    }
}

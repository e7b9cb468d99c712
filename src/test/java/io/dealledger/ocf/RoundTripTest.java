package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.Security;
import io.dealledger.company.Warrant;
import io.dealledger.http.BodyReader;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.NotTaken;
import io.dealledger.ocf.export.Packed;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What goes out comes in again: the cap table of the import of an export is that of the company. */
class RoundTripTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int COMMANDS = 250;
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    /** How many packages came in again without an exception. */
    private static final AtomicInteger WHOLE = new AtomicInteger();

    @AfterAll
    static void most_packages_come_in_whole() {
        assertThat(WHOLE.get()).isGreaterThan(20);
    }

    static Dating dating() {
        return new Dating(TODAY, TODAY.plusDays(366));
    }

    static Worked worked(byte[] zip) {
        return Importing.of(
                PackageReader.zip(zip, 1 << 26, 250_000, new BodyReader()), COMPANY, List.of(), dating(), _ -> {});
    }

    /** What the company decides of all commands at once, which has to be what was worked out one by one. */
    static Company decided(Worked worked, LocalDate asOf) {
        Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        CompanyContext context = new CompanyContext(
                COMPANY,
                dating(),
                () -> {
                    throw new AssertionError("an import names everything itself");
                },
                party -> worked.parties().stream().anyMatch(one -> party.equals(one.id())));
        Decision<CompanyEvent> decision = Company.decide(timeline, new Batch(worked.commands()), context);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        if (decision instanceof Decision.Accepted<CompanyEvent> accepted) {
            accepted.facts()
                    .forEach(fact -> timeline.insert(Recorded.pending(COMPANY.value(), timeline.version() + 1, fact)));
        }
        return timeline.at(asOf);
    }

    private static Map<String, String> capTable(Company company) {
        Map<String, String> table = new TreeMap<>();
        for (Security security : company.securities().values()) {
            table.merge(
                    security.holder() + " " + security.shareClass(),
                    security.quantity().toString(),
                    (one, other) -> new BigDecimal(one)
                            .add(new BigDecimal(other))
                            .stripTrailingZeros()
                            .toPlainString());
        }
        for (Instrument instrument : company.instruments().outstanding().values()) {
            switch (instrument) {
                case Grant grant ->
                    table.put(
                            grant.id().value(),
                            grant.holder() + " " + grant.terms().kind() + " " + grant.shareClass() + " "
                                    + grant.quantity());
                case Warrant warrant -> table.put(warrant.id().value(), warrant.holder() + " " + warrant.quantity());
                case Convertible convertible ->
                    table.put(convertible.id().value(), convertible.holder() + " " + convertible.amount());
            }
        }
        return table;
    }

    @TestFactory
    Stream<DynamicTest> the_import_of_an_export_has_the_cap_table_of_the_company() {
        return Seeds.of(LongStream.concat(LongStream.range(0, 9), LongStream.of(15, 18, 19)), 1)
                .boxed()
                .map(seed -> dynamicTest("seed " + seed, () -> {
                    List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
                    for (String day : List.of("2020-01-01", "2021-03-15", "2025-06-30")) {
                        LocalDate asOf = LocalDate.parse(day);
                        Packed packed = Packed.of(COMPANY, history, asOf);
                        Worked worked = worked(packed.zip());
                        Company before = Timeline.of(
                                        Company.FOLD,
                                        Company.cut(
                                                        PointInTime.of(
                                                                asOf,
                                                                history.getLast()
                                                                        .position()),
                                                        history)
                                                .certain())
                                .head();
                        List<NotTaken> exceptions = worked.report().exceptions();
                        if (!exceptions.isEmpty()) {
                            // OCF cannot say of a grant that it vests otherwise than its terms do.
                            assertThat(exceptions)
                                    .as("seed %s on %s", seed, day)
                                    .extracting(NotTaken::code)
                                    .isSubsetOf("more-than-vested", "depends-on");
                            continue;
                        }
                        WHOLE.incrementAndGet();
                        assertThat(capTable(decided(worked, asOf)))
                                .as("seed %s on %s", seed, day)
                                .isEqualTo(capTable(before));
                    }
                }));
    }
}

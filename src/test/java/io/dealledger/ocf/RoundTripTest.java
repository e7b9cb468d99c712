package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.http.BodyReader;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.export.OcfLoss;
import io.dealledger.ocf.export.Packed;
import io.dealledger.testing.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What goes out comes in again: the cap table of the import of an export is that of the company. */
class RoundTripTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int COMMANDS = 250;
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    static Dating dating() {
        return new Dating(TODAY, TODAY.plusDays(366));
    }

    static Worked worked(byte[] zip) {
        return Importing.of(
                PackageReader.zip(zip, 1 << 26, 250_000, new BodyReader()), COMPANY, List.of(), dating(), _ -> {});
    }

    /** What the company decides of all commands at once, which has to be what was worked out one by one. */
    static Timeline<Company, CompanyEvent> recorded(Worked worked) {
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
            for (CompanyEvent fact : accepted.facts()) {
                long version = timeline.version() + 1;
                timeline.insert(new Recorded<>(version + 1, COMPANY.value(), version, Instant.EPOCH, fact));
            }
        }
        return timeline;
    }

    static Company decided(Worked worked, LocalDate asOf) {
        return recorded(worked).at(asOf);
    }

    @TestFactory
    Stream<DynamicTest> the_import_of_an_export_has_the_cap_table_of_the_company() {
        return comeBack(Seeds.of(LongStream.range(0, 14), 1));
    }

    @Tag("soak")
    @TestFactory
    Stream<DynamicTest> so_it_is_for_a_thousand_histories() {
        return comeBack(LongStream.range(0, 1000));
    }

    private static Stream<DynamicTest> comeBack(LongStream seeds) {
        return seeds.boxed()
                .map(seed -> dynamicTest("seed " + seed, () -> {
                    List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
                    for (String day : List.of("2020-01-01", "2021-03-15", "2025-06-30")) {
                        comesBack(seed, history, LocalDate.parse(day));
                    }
                }));
    }

    private static void comesBack(long seed, List<Recorded<CompanyEvent>> history, LocalDate asOf) {
        Packed packed = Packed.of(COMPANY, history, asOf);
        Worked worked = worked(packed.zip());
        List<Recorded<CompanyEvent>> before = Company.cut(
                        PointInTime.of(asOf, history.getLast().position()), history)
                .certain();
        assertThat(worked.report().exceptions()).as("seed %s on %s", seed, asOf).isEmpty();
        List<Recorded<CompanyEvent>> after = recorded(worked).facts();
        List<OcfLoss> losses = packed.report().losses();
        for (LocalDate day : List.of(asOf, asOf.plusMonths(7), asOf.plusYears(5))) {
            assertThat(Answers.without(losses, Answers.on(COMPANY, after, day)))
                    .as("seed %s, exported on %s, on %s", seed, asOf, day)
                    .containsExactlyInAnyOrderElementsOf(Answers.without(losses, Answers.on(COMPANY, before, day)));
        }
    }
}

package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.export.Packed;
import io.dealledger.testing.OcfSchema;
import io.dealledger.testing.Seed;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages made elsewhere go out as they came in, and come in again the same. */
class GoldenRoundTripTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int YEARS_AFTER = 6;

    private static List<Recorded<CompanyEvent>> taken(byte[] zip) {
        return RoundTripTest.recorded(RoundTripTest.worked(zip)).facts();
    }

    /** Each on which something happens, and the first of every month, on which something vests, until long after the last. */
    private static NavigableSet<LocalDate> days(List<Recorded<CompanyEvent>> facts) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Recorded<CompanyEvent> fact : facts) {
            LocalDate on = fact.when().effectiveOn();
            if (on != null) {
                days.add(on);
            }
        }
        LocalDate last = days.last().plusYears(YEARS_AFTER);
        for (LocalDate day = days.first(); day.isBefore(last); day = day.plusMonths(1)) {
            days.add(day);
        }
        return days;
    }

    /** Exports of others break the rules that they are made by; the import takes what they say nevertheless. */
    @ParameterizedTest
    @CsvSource({
        "golden/minicap, ''",
        "golden/ocf/tutorial_options, Manifest.ocf.json",
        "golden/ocf/acme_holdings_limited, Manifest.ocf.json Transactions.ocf.json VestingTerms.ocf.json",
        "golden/ocf/official_samples, Manifest.ocf.json Stakeholders.ocf.json Transactions.ocf.json"
    })
    void packages_of_others_keep_to_the_schema_but_for_these_files(String folder, String otherwise) {
        OcfSchema schema = OcfSchema.read();
        SortedSet<String> wrong = new TreeSet<>();
        Seed.files(folder).forEach((name, file) -> {
            if (name.endsWith(".ocf.json")
                    && !schema.errors(JsonMapper.shared().readTree(file)).isEmpty()) {
                wrong.add(name);
            }
        });
        assertThat(String.join(" ", wrong)).isEqualTo(otherwise);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "golden/ocf/tutorial_options",
                "golden/ocf/acme_holdings_limited",
                "golden/minicap",
                "golden/ocf/official_samples"
            })
    void what_was_imported_is_exported_and_imported_again_with_equal_answers_on_every_day(String folder) {
        OcfSchema schema = OcfSchema.read();
        List<Recorded<CompanyEvent>> first = taken(Packages.zip(Seed.files(folder)));
        NavigableSet<LocalDate> days = days(first);
        Packed packed = Packed.of(COMPANY, first, days.last());
        for (JsonNode file : packed.files().values()) {
            assertThat(schema.errors(file))
                    .as(file.path("file_type").asString(""))
                    .isEmpty();
        }
        Worked again = RoundTripTest.worked(packed.zip());
        assertThat(again.report().exceptions()).isEmpty();
        List<Recorded<CompanyEvent>> second = RoundTripTest.recorded(again).facts();
        for (LocalDate day : days) {
            assertThat(Answers.on(COMPANY, second, day))
                    .as("%s on %s", folder, day)
                    .containsExactlyInAnyOrderElementsOf(Answers.on(COMPANY, first, day));
        }
    }
}

package io.dealledger.captable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Known;
import io.dealledger.captable.CapTable.ReportedInterest;
import io.dealledger.captable.CapTable.Role;
import io.dealledger.json.LedgerJson;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Op;
import io.dealledger.sample.DecidedSample;
import io.dealledger.testing.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The cap tables of the sample deals. */
class SampleCapTablesTest {
    private static final DecidedSample SAMPLE = DecidedSample.load();

    private static CapTable of(String company, String asOf, long knownAt) {
        return of(company, asOf, knownAt, Denominator.OUTSTANDING_AS_CONVERTED, null);
    }

    private static CapTable of(String company, String asOf, long knownAt, Denominator denominator, View view) {
        return CapTables.of(
                new CompanyId(company),
                SAMPLE.company(company),
                PointInTime.of(LocalDate.parse(asOf), knownAt),
                denominator,
                view);
    }

    @Nested
    class Exemplar {
        @Test
        void everyTableOfTheAcceptanceCase() {
            int compared = 0;
            for (JsonNode expected :
                    Seed.read("seed/exact.json").get("expected").get("capTables")) {
                CapTable table = of(
                        "co_exemplar",
                        expected.get("asOf").asString(),
                        SAMPLE.endOfFact(expected.get("knownAfterFact").asInt()));
                assertThat(table.totals().outstanding())
                        .hasToString(expected.get("outstanding").asString());
                assertThat(table.known()).isEqualTo(Known.ALL_SHARES);
                List<List<String>> rows = new ArrayList<>();
                for (JsonNode row : expected.get("holdings")) {
                    rows.add(List.of(
                            "pa_" + row.get("party").asString(),
                            row.get("class").asString(),
                            row.get("quantity").asString(),
                            row.get("fraction").asString(),
                            row.get("percent").asString()));
                }
                assertThat(table.holdings())
                        .as("%s", expected.get("asOf"))
                        .extracting(holding -> List.of(
                                holding.party().value(),
                                holding.shareClass(),
                                holding.quantity().toString(),
                                holding.ownership().fraction().toString(),
                                holding.ownership().percent()))
                        .containsExactlyElementsOf(rows);
                compared++;
            }
            assertThat(compared).isEqualTo(12);
        }

        @Test
        void aHoldingNamesTheEventsThatShapedIt() {
            CapTable table = of("co_exemplar", "2022-12-31", SAMPLE.endOfFact(23));
            Holding founderC = holding(table, "pa_founder-c", "Common");
            assertThat(founderC.events())
                    .as("issued, sold from, split, repurchased from")
                    .containsExactly(
                            SAMPLE.endOfFact(5), SAMPLE.endOfFact(14), SAMPLE.endOfFact(15), SAMPLE.endOfFact(17));
            assertThat(holding(table, "pa_trust", "Common").events())
                    .containsExactly(SAMPLE.endOfFact(15), SAMPLE.endOfFact(23));
        }

        @Test
        void classesStandInTheOrderOfAuthorisationWithTheirNumbers() {
            assertThat(of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23)).classes())
                    .extracting(
                            CapTable.ClassRow::name,
                            row -> String.valueOf(row.authorised()),
                            row -> row.issued().toString(),
                            row -> row.outstanding().toString())
                    .containsExactly(
                            tuple("Common", "40000000", "15900000", "15900000"),
                            tuple("Seed", "10000000", "4000000", "4000000"),
                            tuple("Series A", "12000000", "5000000", "5000000"),
                            tuple("Series B", "9000000", "7000000", "7000000"));
        }

        @Test
        void theAnswerCitesItsPointInTime() {
            CapTable table = of("co_exemplar", "2019-12-31", SAMPLE.endOfFact(22));
            assertThat(table.position()).isEqualTo(SAMPLE.endOfFact(22));
            assertThat(table.knownAt()).isEqualTo(SAMPLE.endOfFact(22));
            assertThat(table.version())
                    .as("of the newest event known, whatever its effective date")
                    .isEqualTo(SAMPLE.company("co_exemplar").size() - 2L);
        }

        @Test
        void viewsSumTheSameHoldingsByHolderClassAndSecurity() {
            long known = SAMPLE.endOfFact(23);
            Denominator usual = Denominator.OUTSTANDING_AS_CONVERTED;
            assertThat(of("co_exemplar", "2023-12-31", known, usual, View.HOLDER)
                            .byHolder())
                    .extracting(
                            row -> row.party().value(),
                            row -> row.asConverted(),
                            row -> row.ownership().percent())
                    .contains(tuple("pa_corp", "3000000", "9.4044"), tuple("pa_fund-one", "3500000", "10.9718"));
            assertThat(of("co_exemplar", "2023-12-31", known, usual, View.CLASS).byClass())
                    .extracting(row -> row.shareClass(), row -> row.ownership().percent())
                    .containsExactly(
                            tuple("Common", "49.8433"),
                            tuple("Seed", "12.5392"),
                            tuple("Series A", "15.6740"),
                            tuple("Series B", "21.9436"));
            assertThat(of("co_exemplar", "2023-12-31", known, usual, View.SECURITY)
                            .bySecurity())
                    .hasSize(11)
                    .allSatisfy(row -> assertThat(row.events()).isNotEmpty());
        }

        @Test
        void inJsonQuantitiesAreStringsAndPositionsAreNumbers() {
            JsonNode json =
                    LedgerJson.builder().build().valueToTree(of("co_exemplar", "2019-12-31", SAMPLE.endOfFact(22)));
            JsonNode first = json.get("holdings").get(0);
            assertThat(first.get("party").asString()).isEqualTo("pa_founder-a");
            assertThat(first.get("class").asString()).isEqualTo("Common");
            assertThat(first.get("quantity").isString()).isTrue();
            assertThat(first.get("quantity").asString()).isEqualTo("4000000");
            assertThat(first.get("ownership").get("fraction").asString()).isEqualTo("1/2");
            assertThat(first.get("ownership").get("percent").asString()).isEqualTo("50.0000");
            assertThat(first.get("ownership").get("displayed").asString()).isEqualTo("50.0000");
            assertThat(first.get("events").get(0).isIntegralNumber()).isTrue();
            assertThat(first.get("securities").get(0).get("id").asString()).startsWith("se_");
            assertThat(json.get("position").isIntegralNumber()).isTrue();
            assertThat(json.get("knownAt").isIntegralNumber()).isTrue();
            assertThat(json.get("version").isIntegralNumber()).isTrue();
            assertThat(json.get("asOf").asString()).isEqualTo("2019-12-31");
            assertThat(json.get("denominator").asString()).isEqualTo("OUTSTANDING_AS_CONVERTED");
            assertThat(json.get("totals").get("outstanding").asString()).isEqualTo("8000000");
            assertThat(json.get("totals").get("fullyDiluted").asString()).isEqualTo("8000000");
            assertThat(json.get("classes").get(0).get("authorised").asString()).isEqualTo("20000000");
        }
    }

    private static Holding holding(CapTable table, String party, String shareClass) {
        return table.holdings().stream()
                .filter(holding -> holding.party().value().equals(party)
                        && holding.shareClass().equals(shareClass))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class CompaniesKnownByReportsOnly {
        private static ReportedInterest interest(CapTable table, String party) {
            return table.reported().parties().stream()
                    .filter(interest -> interest.party().equals(new PartyId(party)))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void haveNoHoldingsAndNoTotals() {
            CapTable table = of("co_moonshot", "2024-03-31", SAMPLE.endOfBatch(3));
            assertThat(table.known()).isEqualTo(Known.NO_SHARES);
            assertThat(table.classes()).isEmpty();
            assertThat(table.holdings()).isEmpty();
            assertThat(table.totals().outstanding()).isNull();
            assertThat(table.totals().fullyDiluted()).isNull();
        }

        @Test
        void showTheStakeAndTheInvestmentAsTheyAreClaimed() {
            ReportedInterest alibaba = interest(of("co_moonshot", "2024-03-31", SAMPLE.endOfBatch(3)), "pa_alibaba");
            assertThat(alibaba.roles()).containsExactly(Role.LEAD, Role.HOLDER);
            assertThat(alibaba.statedOn()).isEqualTo("2024-03-31");
            assertThat(alibaba.stake().op()).isEqualTo(Op.APPROX);
            assertThat(alibaba.stake().lower()).isEqualTo("35.5");
            assertThat(alibaba.stake().upper()).isEqualTo("36.5");
            assertThat(alibaba.stake().upperInclusive()).isFalse();
            assertThat(alibaba.investedToDate().lower()).isEqualTo("750000000");
            assertThat(alibaba.investedToDate().upper()).isEqualTo("850000000");
            assertThat(alibaba.beside())
                    .singleElement()
                    .satisfies(yuan -> assertThat(yuan.currency()).isEqualTo("CNY"));
            assertThat(alibaba.events()).hasSize(4);
        }

        @Test
        void leaveUnknownWhatNobodyClaims() {
            CapTable table = of("co_moonshot", "2024-03-11", SAMPLE.endOfBatch(1));
            assertThat(interest(table, "pa_alibaba").stake().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(interest(table, "pa_alibaba").investedToDate().lower()).isNull();
            assertThat(interest(table, "pa_meituan").roles()).containsExactly(Role.INVESTOR);
        }

        @Test
        void nameAnAcquirerWhoseStakeIsNotStated() {
            ReportedInterest meituan = interest(of("co_light-year", "2024-03-11", SAMPLE.endOfBatch(1)), "pa_meituan");
            assertThat(meituan.roles()).containsExactly(Role.ACQUIRER);
            assertThat(meituan.stake().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void listAnInvestorOfAMonthThatIsNotOverUnderPerhaps() {
            CapTable table = of("co_moonshot", "2024-02-15", SAMPLE.endOfBatch(1));
            assertThat(table.reported().parties()).isEmpty();
            assertThat(table.perhaps()).anySatisfy(perhaps -> {
                assertThat(perhaps.parties()).containsExactly(new PartyId("pa_alibaba"));
                assertThat(perhaps.effectiveFrom()).isEqualTo("2024-02-01");
                assertThat(perhaps.effectiveOn()).isEqualTo("2024-02-29");
                assertThat(perhaps.changes()).isEmpty();
            });
        }
    }
}

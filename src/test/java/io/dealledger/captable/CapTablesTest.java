package io.dealledger.captable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.captable.CapTable.Known;
import io.dealledger.captable.CapTable.ReportedInterest;
import io.dealledger.captable.CapTable.Role;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Cap tables of facts written by hand. */
class CapTablesTest {
    private static final CompanyId ID = new CompanyId("co_acme");
    private static final PartyId ONE = new PartyId("pa_one");
    private static final PartyId TWO = new PartyId("pa_two");
    private static final RoundId ROUND = new RoundId("rd_reported");
    private static final Source PRESS = source(SourceClass.PRESS_NAMED, "2021-07-01");
    private static final Source FILING = source(SourceClass.PRIMARY_FILING, "2021-08-01");

    private final List<Recorded<CompanyEvent>> history = new ArrayList<>();

    private static Source source(SourceClass sourceClass, String publishedOn) {
        return new Source("a source", LocalDate.parse(publishedOn), null, null, sourceClass);
    }

    private static EffectiveOn on(String day) {
        return EffectiveOn.day(LocalDate.parse(day));
    }

    private static EffectiveOn inJune() {
        return new EffectiveOn(LocalDate.of(2021, 6, 30), LocalDate.of(2021, 6, 1), Precision.MONTH);
    }

    private long given(CompanyEvent fact) {
        history.add(new Recorded<>(history.size() + 1L, ID.value(), history.size(), Instant.EPOCH, fact));
        return history.size();
    }

    private void classOf(String name, ShareClassType type, String ratio) {
        given(new ShareClassAuthorised(
                name, type, null, null, null, null, null, null, null, Ratio.of(ratio), on("2020-01-01")));
    }

    private long issued(String security, PartyId to, String shareClass, String quantity, EffectiveOn when) {
        return given(new SharesIssued(
                new SecurityId("se_" + security), shareClass, to, Shares.of(quantity), null, List.of(), when));
    }

    private long passed(String security, String quantity, String newSecurity, EffectiveOn when) {
        return given(new SharesTransferred(
                "Common",
                ONE,
                TWO,
                Shares.of(quantity),
                LotRule.SPECIFIC,
                List.of(new TransferredLot(
                        new SecurityId("se_" + security), Shares.of(quantity), new SecurityId("se_" + newSecurity))),
                null,
                false,
                when));
    }

    private CapTable on(String asOf, Denominator denominator) {
        return CapTables.of(ID, history, PointInTime.of(LocalDate.parse(asOf), history.size()), denominator, null);
    }

    private CapTable table(String asOf) {
        return on(asOf, Denominator.OUTSTANDING_AS_CONVERTED);
    }

    private static List<String> rows(CapTable table) {
        return table.holdings().stream()
                .map(holding -> holding.party() + " " + holding.shareClass() + " " + holding.quantity() + " "
                        + holding.ownership().fraction())
                .toList();
    }

    @BeforeEach
    void register() {
        given(new CompanyRegistered("Acme", null, null, null, null, on("2020-01-01")));
    }

    @Nested
    class WhatCanBecomeShares {
        @BeforeEach
        void grant() {
            classOf("Common", ShareClassType.COMMON, "1");
            classOf("Preferred", ShareClassType.PREFERRED, "3");
            issued("a", ONE, "Common", "100", on("2020-02-01"));
            given(new StockPlanAdopted("Plan", List.of("Common"), Shares.of(200), null, on("2020-02-01")));
            given(new EquityCompensationGranted(
                    new SecurityId("se_option"),
                    TWO,
                    Compensation.OPTION,
                    "Plan",
                    "Common",
                    Shares.of(60),
                    Price.of("1", "USD"),
                    null,
                    null,
                    List.of(
                            new VestingDate(LocalDate.of(2021, 1, 1), Shares.of(20)),
                            new VestingDate(LocalDate.of(2022, 1, 1), Shares.of(40))),
                    false,
                    null,
                    List.of(),
                    null,
                    on("2020-03-01")));
            given(warrant("se_known", "10"));
            given(warrant("se_unknown", null));
            given(new ConvertibleIssued(
                    new SecurityId("se_safe"),
                    ONE,
                    ConvertibleKind.SAFE,
                    Money.of("500", "USD"),
                    List.of(),
                    List.of(),
                    null,
                    1,
                    null,
                    on("2020-03-01")));
        }

        private WarrantIssued warrant(String security, @Nullable String quantity) {
            return new WarrantIssued(
                    new SecurityId(security),
                    ONE,
                    "Preferred",
                    quantity == null ? null : Shares.of(quantity),
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    on("2020-03-01"));
        }

        @Test
        void isCountedFullyDilutedAndOnlyThere() {
            CapTable table = on("2021-06-01", Denominator.FULLY_DILUTED);
            assertThat(table.totals().outstandingAsConverted()).isEqualTo("100");
            // 100 outstanding, 60 granted, 140 available, and 10 of preferred that are 30 of common.
            assertThat(table.totals().fullyDiluted()).isEqualTo("330");
            assertThat(rows(table)).containsExactly("pa_one Common 100 10/33");
            assertThat(rows(table("2021-06-01"))).containsExactly("pa_one Common 100 1/1");
            assertThat(table("2021-06-01").totals().fullyDiluted()).isEqualTo("330");
        }

        @Test
        void hasItsPartOfAColumnThatAddsUp() {
            CapTable table = on("2021-06-01", Denominator.FULLY_DILUTED);
            CapTable.Instruments beside = table.instruments();
            BigDecimal sum = new BigDecimal(
                            table.holdings().getFirst().ownership().displayed())
                    .add(new BigDecimal(beside.grants().getFirst().ownership().displayed()))
                    .add(new BigDecimal(beside.warrants().stream()
                            .filter(row -> row.ownership() != null)
                            .findFirst()
                            .orElseThrow()
                            .ownership()
                            .displayed()))
                    .add(new BigDecimal(beside.plans().getFirst().ownership().displayed()));
            assertThat(sum).isEqualByComparingTo("100");
            assertThat(table("2021-06-01").instruments().grants().getFirst().ownership())
                    .isNull();
        }

        @Test
        void isListedWithWhatIsVestedOnTheDay() {
            CapTable.GrantRow before =
                    table("2020-12-31").instruments().grants().getFirst();
            CapTable.GrantRow after = table("2021-06-01").instruments().grants().getFirst();
            assertThat(before.vested()).isEqualTo(Shares.ZERO);
            assertThat(after.vested()).isEqualTo(Shares.of(20));
            assertThat(after.unvested()).isEqualTo(Shares.of(40));
            assertThat(after.events()).containsExactly(6L);
        }

        @Test
        void isListedAndNotCountedWhereItsQuantityIsNotKnown() {
            CapTable.Instruments beside = table("2021-06-01").instruments();
            assertThat(beside.notCounted()).containsExactly(new SecurityId("se_unknown"), new SecurityId("se_safe"));
            assertThat(beside.plans().getFirst().available()).isEqualTo(Shares.of(140));
            assertThat(beside.dilution()).isEqualTo("230");
        }
    }

    @Test
    void aCompanyWithoutThemDoesNotMentionThem() {
        classOf("Common", ShareClassType.COMMON, "1");
        assertThat(on("2021-01-01", Denominator.FULLY_DILUTED).instruments()).isNull();
    }

    @Nested
    class Denominators {
        @BeforeEach
        void issue() {
            classOf("Common", ShareClassType.COMMON, "1");
            classOf("Preferred", ShareClassType.PREFERRED, "3");
            issued("a", ONE, "Common", "100", on("2020-02-01"));
            issued("b", TWO, "Preferred", "100", on("2020-02-01"));
        }

        @Test
        void preferredCountsAsWhatItConvertsIntoUnlessSharesAreCountedOneForOne() {
            assertThat(rows(table("2021-01-01"))).containsExactly("pa_one Common 100 1/4", "pa_two Preferred 100 3/4");
            assertThat(rows(on("2021-01-01", Denominator.FULLY_DILUTED)))
                    .containsExactly("pa_one Common 100 1/4", "pa_two Preferred 100 3/4");
            assertThat(rows(on("2021-01-01", Denominator.OUTSTANDING)))
                    .containsExactly("pa_one Common 100 1/2", "pa_two Preferred 100 1/2");
        }

        @Test
        void anAmendedRatioCountsFromItsOwnDateOn() {
            long amended = amended("4:1", on("2021-06-01"));
            CapTable before = table("2021-05-31");
            CapTable after = table("2021-06-01");
            assertThat(rows(before)).containsExactly("pa_one Common 100 1/4", "pa_two Preferred 100 3/4");
            assertThat(rows(after)).containsExactly("pa_one Common 100 1/5", "pa_two Preferred 100 4/5");
            assertThat(after.totals().outstandingAsConverted()).isEqualTo("500");
            assertThat(after.classes().getLast().conversionRatio()).isEqualTo(Ratio.of("4:1"));
            assertThat(after.classes().getLast().asConverted()).isEqualTo("400");
            assertThat(after.classes().getLast().events()).contains(amended);
            assertThat(before.classes().getLast().events()).doesNotContain(amended);
        }

        @Test
        void aRatioAmendedOnAVagueDatePerhapsCounts() {
            long amended = amended("4:1", inJune());
            assertThat(rows(table("2021-06-10"))).containsExactly("pa_one Common 100 1/4", "pa_two Preferred 100 3/4");
            assertThat(table("2021-06-10").perhaps())
                    .extracting(CapTable.Perhaps::event)
                    .containsExactly(amended);
            assertThat(rows(table("2021-06-30"))).containsExactly("pa_one Common 100 1/5", "pa_two Preferred 100 4/5");
        }

        private long amended(String ratio, EffectiveOn when) {
            return given(new ShareClassAmended("Preferred", null, null, null, null, null, Ratio.of(ratio), when));
        }

        @Test
        void totalsDoNotDependOnTheDenominator() {
            assertThat(table("2021-01-01").totals().outstanding()).hasToString("200");
            assertThat(table("2021-01-01").totals().outstandingAsConverted()).isEqualTo("400");
            assertThat(on("2021-01-01", Denominator.OUTSTANDING).totals().fullyDiluted())
                    .isEqualTo("400");
        }

        @Test
        void anAllPreferredConversionLeavesTheFractionsAsTheyWere() {
            given(new CompanyListed(
                    "XNYS",
                    "ACME",
                    List.of(new Conversion(
                            new SecurityId("se_b"),
                            Shares.of("100"),
                            "Common",
                            new SecurityId("se_c"),
                            Shares.of("300"))),
                    on("2022-01-01"),
                    PRESS));
            assertThat(rows(table("2022-01-01"))).containsExactly("pa_one Common 100 1/4", "pa_two Common 300 3/4");
        }

        @Test
        void ofADissolvedCompanyNothingIsOutstandingWhichIsNotUnknown() {
            given(new CompanyDissolved(on("2022-01-01"), null));
            CapTable table = table("2022-01-01");
            assertThat(table.holdings()).isEmpty();
            assertThat(table.totals().outstanding()).hasToString("0");
            assertThat(table.known()).isEqualTo(Known.ALL_SHARES);
        }
    }

    @Nested
    class PointsInTime {
        @Test
        void aFactRecordedLateTakesItsPlaceByEffectiveDateOnceItIsKnown() {
            classOf("Common", ShareClassType.COMMON, "1");
            issued("a", ONE, "Common", "100", on("2020-02-01"));
            long late = passed("a", "40", "b", on("2020-03-01"));
            assertThat(rows(table("2020-02-28"))).containsExactly("pa_one Common 100 1/1");
            assertThat(rows(table("2020-03-01"))).containsExactly("pa_one Common 60 3/5", "pa_two Common 40 2/5");
            CapTable before = CapTables.of(
                    ID, history, PointInTime.of(LocalDate.of(2021, 1, 1), late - 1), Denominator.OUTSTANDING, null);
            assertThat(rows(before)).containsExactly("pa_one Common 100 1/1");
            assertThat(before.version()).isEqualTo(late - 2);
        }

        @Test
        void whatRestsOnAFactPublishedLaterIsLeftOutWithIt() {
            classOf("Common", ShareClassType.COMMON, "1");
            classOf("Preferred", ShareClassType.PREFERRED, "1");
            issued("a", ONE, "Preferred", "100", on("2020-02-01"));
            given(new CompanyListed(
                    "XNYS",
                    "ACME",
                    List.of(new Conversion(
                            new SecurityId("se_a"),
                            Shares.of("100"),
                            "Common",
                            new SecurityId("se_b"),
                            Shares.of("100"))),
                    on("2021-01-01"),
                    PRESS));
            passed("b", "40", "c", on("2021-02-01"));
            CapTable table = CapTables.of(
                    ID,
                    history,
                    new PointInTime(LocalDate.of(2022, 1, 1), history.size(), LocalDate.of(2021, 6, 30)),
                    Denominator.OUTSTANDING,
                    null);
            assertThat(rows(table)).containsExactly("pa_one Preferred 100 1/1");
            assertThat(rows(table("2022-01-01"))).containsExactly("pa_one Common 60 3/5", "pa_two Common 40 2/5");
        }
    }

    @Nested
    class VagueDates {
        @BeforeEach
        void issue() {
            classOf("Common", ShareClassType.COMMON, "1");
            issued("a", ONE, "Common", "100", on("2020-02-01"));
        }

        @Test
        void whatAVagueTransferChangesIsListedAndNotCounted() {
            long vague = passed("a", "40", "b", inJune());
            CapTable table = table("2021-06-15");
            assertThat(rows(table)).containsExactly("pa_one Common 100 1/1");
            assertThat(table.perhaps()).singleElement().satisfies(perhaps -> {
                assertThat(perhaps.event()).isEqualTo(vague);
                assertThat(perhaps.precision()).isEqualTo(Precision.MONTH);
                assertThat(perhaps.changes())
                        .extracting(change -> change.party(), change -> change.before(), change -> change.after())
                        .containsExactly(
                                tuple(ONE, Shares.of(100), Shares.of(60)), tuple(TWO, Shares.of(0), Shares.of(40)));
            });
            assertThat(table("2021-06-30").perhaps()).isEmpty();
            assertThat(table("2021-05-31").perhaps()).isEmpty();
        }

        @Test
        void aVagueFactThatTheDayDoesNotAllowCannotHaveHappenedByThen() {
            issued("later", ONE, "Common", "500", on("2021-06-20"));
            passed("later", "500", "b", inJune());
            assertThat(table("2021-06-15").perhaps()).isEmpty();
            assertThat(table("2021-06-25").perhaps()).hasSize(1);
        }
    }

    @Nested
    class WhatIsOnlyReported {
        private void round(Participant... participants) {
            given(new RoundReported(
                    ROUND,
                    null,
                    ReportedStatus.CLOSED,
                    null,
                    null,
                    null,
                    null,
                    List.of(participants),
                    on("2021-06-01"),
                    PRESS));
        }

        private Participant investor(PartyId party) {
            return new Participant(party, RoundEvent.Role.INVESTOR, Stated.undisclosed(), null, List.of());
        }

        private void position(String stake, String day, Source source) {
            given(new PositionReported(
                    new ReportId("rp_" + day), ONE, List.of(), Stated.percent(Op.EXACT, stake), on(day), source));
        }

        private ReportedInterest only(CapTable table) {
            assertThat(table.reported().parties()).hasSize(1);
            return table.reported().parties().getFirst();
        }

        @Test
        void makesATableOfSomeSharesUnlessTheTableShowsTheParty() {
            classOf("Common", ShareClassType.COMMON, "1");
            issued("a", ONE, "Common", "100", on("2020-02-01"));
            position("100", "2021-01-01", FILING);
            assertThat(table("2021-01-01").known()).isEqualTo(Known.ALL_SHARES);
            round(investor(TWO));
            assertThat(table("2021-06-01").known()).isEqualTo(Known.SOME_SHARES);
        }

        @Test
        void isNoLongerReportedOfWhoTookPartOnceTheRoundIsFirm() {
            round(investor(TWO));
            assertThat(only(table("2021-06-01")).rounds()).containsExactly(ROUND);
            RoundId firm = new RoundId("rd_firm");
            given(new RoundOpened(firm, "A", Currency.of("USD"), null, on("2021-06-01")));
            given(new RoundFirmedUp(firm, ROUND, on("2021-06-01")));
            assertThat(table("2021-06-01").reported().parties()).isEmpty();
        }

        @Test
        void ofSeveralPositionsTheLatestHolds() {
            position("30", "2021-01-01", FILING);
            position("20", "2022-01-01", PRESS);
            assertThat(only(table("2021-12-31")).stake().stated()).isEqualTo("30");
            ReportedInterest latest = only(table("2022-01-01"));
            assertThat(latest.stake().stated()).isEqualTo("20");
            assertThat(latest.statedOn()).isEqualTo("2022-01-01");
            assertThat(latest.roles()).containsExactly(Role.HOLDER);
        }

        @Test
        void theBetterSourceHoldsAndTheOtherStandsBesideItInConflict() {
            position("30", "2021-01-01", PRESS);
            given(new ClaimsAdded(
                    "rp_2021-01-01",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    Stated.percent(Op.EXACT, "35"),
                    on("2021-01-01"),
                    FILING));
            CapTable table = table("2021-01-01");
            assertThat(only(table).stake().stated()).isEqualTo("35");
            assertThat(only(table).beside()).hasSize(1);
            assertThat(table.reported().conflicts()).hasSize(1);
        }
    }
}

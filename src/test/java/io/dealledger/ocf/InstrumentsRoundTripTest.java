package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.Convertible;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.Grant;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.Warrant;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.NotTaken;
import io.dealledger.ocf.export.Packed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What OCF tells of an instrument by several securities is one security again. */
class InstrumentsRoundTripTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final LocalDate DAY = LocalDate.of(2023, 10, 31);
    private static final LocalDate END = DAY.plusYears(1);
    private static final PartyId ADA = new PartyId("pa_ada");
    private static final SecurityId WARRANT = new SecurityId("se_warrant");
    private static final SecurityId STOCK = new SecurityId("se_stock");

    private static EffectiveOn on(int days) {
        return EffectiveOn.day(DAY.plusDays(days));
    }

    private static Packed packed(CompanyEvent... more) {
        List<CompanyEvent> all = new ArrayList<>(List.of(
                new CompanyRegistered("Acme", null, "US", null, null, on(0)),
                new ShareClassAuthorised(
                        "Common",
                        ShareClassType.COMMON,
                        null,
                        BigDecimal.ONE,
                        null,
                        null,
                        0,
                        null,
                        null,
                        Ratio.ONE,
                        on(0))));
        all.addAll(List.of(more));
        List<Recorded<CompanyEvent>> facts = new ArrayList<>();
        for (CompanyEvent event : all) {
            facts.add(new Recorded<>(
                    facts.size() + 1L, COMPANY.value(), facts.size(), Instant.EPOCH.plusSeconds(facts.size()), event));
        }
        return Packed.of(COMPANY, facts, END);
    }

    private static Company taken(Packed packed) {
        Worked worked = RoundTripTest.worked(packed.zip());
        assertThat(worked.report().exceptions()).isEmpty();
        return RoundTripTest.decided(worked, END);
    }

    private static WarrantIssued issued() {
        return new WarrantIssued(
                WARRANT,
                ADA,
                "Common",
                Shares.of(100),
                null,
                Price.of("1", "USD"),
                null,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                on(1));
    }

    private static WarrantExercised exercised(int quantity, int issued, @Nullable Price fairValue) {
        return new WarrantExercised(
                WARRANT,
                ADA,
                null,
                Shares.of(quantity),
                fairValue == null ? Payment.CASH : Payment.NET,
                fairValue,
                "Common",
                STOCK,
                Shares.of(issued),
                null,
                List.of(),
                on(2));
    }

    @Nested
    class A_warrant {
        @Test
        void that_is_exercised_in_part_keeps_the_rest_under_its_own_name() {
            Company company = taken(packed(issued(), exercised(40, 40, null)));
            assertThat(company.instruments().all(Warrant.class)).singleElement().satisfies(warrant -> {
                assertThat(warrant.id()).isEqualTo(WARRANT);
                assertThat(warrant.quantity()).isEqualTo(Shares.of(60));
            });
            assertThat(company.shares().held(ADA, "Common")).isEqualTo(Shares.of(40));
        }

        @Test
        void that_is_exercised_net_keeps_nothing_of_the_shares_that_are_its_price() {
            Company inPart = taken(packed(issued(), exercised(40, 30, Price.of("4", "USD"))));
            assertThat(inPart.instruments().all(Warrant.class))
                    .singleElement()
                    .satisfies(warrant -> assertThat(warrant.quantity()).isEqualTo(Shares.of(60)));
            assertThat(inPart.shares().held(ADA, "Common")).isEqualTo(Shares.of(30));
            Company whole = taken(packed(issued(), exercised(100, 75, Price.of("4", "USD"))));
            assertThat(whole.instruments().outstanding()).isEmpty();
            assertThat(whole.shares().held(ADA, "Common")).isEqualTo(Shares.of(75));
        }

        @Test
        void is_not_taken_when_what_is_left_does_not_add_up() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            packed(issued(), exercised(40, 40, null))
                    .files()
                    .forEach((name, file) -> files.put(
                            name,
                            file.toString()
                                    .replace("\"quantity\":\"60\"", "\"quantity\":\"61\"")
                                    .getBytes(StandardCharsets.UTF_8)));
            Worked worked = RoundTripTest.worked(Packages.zip(files));
            assertThat(worked.report().exceptions())
                    .filteredOn(one -> one.type().equals("TX_WARRANT_EXERCISE"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.code()).isEqualTo("balance-differs");
                        assertThat(one.figures())
                                .containsEntry("whole", "100")
                                .containsEntry("taken", "40")
                                .containsEntry("left", "61");
                    });
            assertThat(worked.report().exceptions())
                    .extracting(NotTaken::type)
                    .contains("TX_WARRANT_ISSUANCE", "TX_STOCK_ISSUANCE");
        }
    }

    @Nested
    class Stock {
        @Test
        void that_a_split_has_rounded_is_the_same_security_and_can_be_retracted() {
            CompanyEvent issued =
                    new SharesIssued(STOCK, "Common", ADA, Shares.of(5), Price.of("1", "USD"), List.of(), on(1));
            CompanyEvent split = new SharesSplit(
                    Ratio.of("3:2"), List.of("Common"), Map.of(), new Rounding(0, RoundingMode.DOWN), on(2));
            assertThat(taken(packed(issued, split)).securities().get(STOCK))
                    .satisfies(security -> assertThat(security.quantity()).isEqualTo(Shares.of(7)));
            assertThat(taken(packed(issued, split, new IssuanceRetracted(STOCK, "never accepted", on(3))))
                            .securities())
                    .isEmpty();
        }
    }

    @Nested
    class A_person_whose_service_ends {
        private static final SecurityId FIRST = new SecurityId("se_first");
        private static final SecurityId SECOND = new SecurityId("se_second");
        private static final CompanyEvent ENDED =
                new ServiceEnded(ADA, TerminationReason.VOLUNTARY_OTHER, List.of(), on(2));

        private static EquityCompensationGranted granted(SecurityId security, int day) {
            return new EquityCompensationGranted(
                    security,
                    ADA,
                    Compensation.OPTION_NSO,
                    null,
                    "Common",
                    Shares.of(100),
                    Price.of("1", "USD"),
                    null,
                    null,
                    List.of(),
                    false,
                    null,
                    List.of(new TerminationWindow(TerminationReason.VOLUNTARY_OTHER, 3, PeriodUnit.MONTHS)),
                    null,
                    on(day));
        }

        private static Map<SecurityId, @Nullable LocalDate> lastDays(CompanyEvent... events) {
            Map<SecurityId, @Nullable LocalDate> last = new HashMap<>();
            taken(packed(events)).instruments().all(Grant.class).forEach(grant -> last.put(grant.id(), grant.until()));
            return last;
        }

        @Test
        void keeps_the_whole_term_of_a_grant_made_later_the_same_day() {
            assertThat(lastDays(granted(FIRST, 1), ENDED, granted(SECOND, 2)))
                    .containsEntry(FIRST, DAY.plusDays(2).plusMonths(3))
                    .containsEntry(SECOND, null);
        }

        @Test
        void has_a_last_day_to_exercise_a_grant_made_earlier_the_same_day() {
            assertThat(lastDays(granted(FIRST, 1), granted(SECOND, 2), ENDED))
                    .containsEntry(FIRST, DAY.plusDays(2).plusMonths(3))
                    .containsEntry(SECOND, DAY.plusDays(2).plusMonths(3));
        }
    }

    @Nested
    class A_convertible_of_which_terms_are_amended {
        private static final SecurityId SAFE = new SecurityId("se_safe");
        private static final SecurityId OTHER = new SecurityId("se_other");

        private static List<ConversionTrigger> cap(String cap, boolean mostFavoured) {
            return List.of(new ConversionTrigger(
                    "financing",
                    ConversionTrigger.Kind.AUTOMATIC_ON_CONDITION,
                    null,
                    null,
                    "a priced round",
                    null,
                    null,
                    null,
                    new Right(
                            Mechanism.safe(Money.of(cap, "USD"), null, mostFavoured, Timing.POST_MONEY), true, null)));
        }

        private static CompanyEvent issued(SecurityId security, List<ConversionTrigger> triggers) {
            return new ConvertibleIssued(
                    security,
                    ADA,
                    ConvertibleKind.SAFE,
                    Money.of("100", "USD"),
                    List.of(),
                    triggers,
                    null,
                    1,
                    null,
                    on(1));
        }

        private static Packed amended() {
            return packed(
                    issued(SAFE, cap("9000", false)),
                    new ConvertibleAmended(SAFE, cap("5000", false), null, 2, null, on(2)));
        }

        private static Convertible only(Company company) {
            assertThat(company.instruments().all(Convertible.class)).hasSize(1);
            return company.instruments().all(Convertible.class).getFirst();
        }

        @Test
        void is_the_same_security_on_other_terms() {
            Convertible came = only(taken(amended()));
            assertThat(came.id()).isEqualTo(SAFE);
            assertThat(came.issued().when()).isEqualTo(on(1));
            assertThat(came.triggers()).isEqualTo(cap("5000", false));
            assertThat(came.seniority()).isEqualTo(2);
        }

        @Test
        void is_it_also_when_it_elects_the_terms_of_another_one_twice_on_a_day() {
            CompanyEvent elected = new MostFavouredTermsElected(SAFE, OTHER, cap("4000", true), on(2));
            Company company = taken(packed(
                    issued(SAFE, cap("9000", true)),
                    issued(OTHER, cap("4000", true)),
                    elected,
                    new ConvertibleAmended(SAFE, cap("3000", true), null, null, null, on(2))));
            assertThat(company.instruments().all(Convertible.class))
                    .extracting(Convertible::id, Convertible::triggers)
                    .containsExactlyInAnyOrder(tuple(SAFE, cap("3000", true)), tuple(OTHER, cap("4000", true)));
        }

        @Test
        void is_not_taken_when_less_goes_on_than_there_was() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            amended()
                    .files()
                    .forEach((name, file) -> files.put(
                            name,
                            file.toString()
                                    .replaceAll(
                                            "(\"security_id\":\"se_safe\\.[0-9]+\".*?\"amount\":)\"100\"", "$1\"99\"")
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(RoundTripTest.worked(Packages.zip(files)).report().exceptions())
                    .filteredOn(one -> one.type().equals("TX_CONVERTIBLE_CANCELLATION"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.code()).isEqualTo("balance-differs");
                        assertThat(one.figures())
                                .containsEntry("whole", "100 USD")
                                .containsEntry("left", "99 USD");
                    });
        }
    }

    @Nested
    class A_pool {
        @Test
        void that_is_adjusted_on_the_day_of_a_split_has_what_the_adjustment_states() {
            CompanyEvent adopted = new StockPlanAdopted("Plan", List.of("Common"), Shares.of(100), null, on(1));
            CompanyEvent split = new SharesSplit(
                    Ratio.of("3:1"), List.of("Common"), Map.of(), new Rounding(0, RoundingMode.DOWN), on(2));
            CompanyEvent adjusted = new PoolAdjusted("Plan", Shares.of(500), on(2));
            assertThat(reserved(adopted, split, adjusted)).isEqualTo(Shares.of(500));
            assertThat(reserved(adopted, adjusted, split)).isEqualTo(Shares.of(1500));
        }

        private static Shares reserved(CompanyEvent... events) {
            return taken(packed(events))
                    .instruments()
                    .plan("Plan")
                    .orElseThrow()
                    .reserved();
        }
    }
}

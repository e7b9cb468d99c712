package io.dealledger.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Accrual;
import io.dealledger.company.ConversionTrigger.Compounding;
import io.dealledger.company.ConversionTrigger.DayCount;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Payout;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.whatif.ExitQuestion.Options;
import io.dealledger.whatif.Exits.InstrumentTerms;
import io.dealledger.whatif.Exits.Kind;
import io.dealledger.whatif.Exits.NotCounted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Convertibles, grants and warrants of a company with 8,000,000 of Common and 2,000,000 of a preferred class at 1.00, a
 * year after they were issued.
 */
class ConvertiblesAtAnExitTest {
    private static final LocalDate ISSUED = LocalDate.of(2023, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);
    private static final PartyId HOLDER = new PartyId("pa_holder");

    private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
    private int made;

    ConvertiblesAtAnExitTest() {
        StatedDate on = StatedDate.of(ISSUED);
        record(new RegisterCompany(null, "Example", null, null, null, null, on, null));
        record(new AuthoriseShareClass(
                "Common", ShareClassType.COMMON, null, null, null, null, null, null, null, null, on, null));
        record(new AuthoriseShareClass(
                "A",
                ShareClassType.PREFERRED,
                null,
                null,
                Price.of("1", "USD"),
                BigDecimal.ONE,
                1,
                Participation.NONE,
                null,
                null,
                on,
                null));
        record(new IssueShares(null, "Common", HOLDER, Shares.of(8_000_000), null, null, on, null));
        record(new IssueShares(null, "A", HOLDER, Shares.of(2_000_000), null, null, on, null));
    }

    private void record(CompanyCommand command) {
        CompanyContext context = new CompanyContext(
                new CompanyId("co_example"), new Dating(DAY, DAY), () -> "made-" + ++made, _ -> true);
        if (!(Company.decide(timeline, command, context) instanceof Accepted<CompanyEvent> accepted)) {
            throw new AssertionError(command + " was refused");
        }
        for (CompanyEvent fact : accepted.facts()) {
            timeline.insert(Recorded.pending("co_example", timeline.version() + 1, fact));
        }
    }

    private Exits exits(Options options, String... proceeds) {
        return Distribution.of(
                Known.of(timeline.facts(), DAY),
                new ExitQuestion(
                        Stream.of(proceeds).map(Fraction::of).toList(), Currency.of("USD"), options, null, null));
    }

    private Exits exits(String... proceeds) {
        return exits(Options.OUTSTANDING, proceeds);
    }

    private static String paid(Exits exits, int exit, String name) {
        return exits.exits().get(exit).payouts().stream()
                .filter(payout -> payout.name().equals(name))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    private static InstrumentTerms of(Exits exits, String security) {
        return exits.instruments().stream()
                .filter(terms -> terms.name().equals(security))
                .findFirst()
                .orElseThrow();
    }

    /** What of it is there depends on the kind. */
    private static Mechanism mechanism(
            MechanismKind kind,
            @Nullable String cap,
            @Nullable Timing timing,
            @Nullable String exitMultiple,
            List<Interest> interest,
            @Nullable DayCount dayCount,
            @Nullable Payout payout,
            @Nullable Compounding compounding,
            @Nullable Shares quantity,
            @Nullable BigDecimal percent) {
        return new Mechanism(
                kind,
                null,
                cap == null ? null : Money.of(cap, "USD"),
                null,
                timing,
                exitMultiple == null ? null : Ratio.of(exitMultiple),
                interest,
                dayCount,
                payout,
                compounding == Compounding.COMPOUNDING ? Accrual.SEMI_ANNUAL : null,
                compounding,
                null,
                null,
                quantity,
                percent,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Mechanism safe(@Nullable String cap, @Nullable Timing timing) {
        return mechanism(MechanismKind.SAFE_CONVERSION, cap, timing, null, List.of(), null, null, null, null, null);
    }

    private static Mechanism note(
            @Nullable String multiple,
            @Nullable DayCount dayCount,
            @Nullable Payout payout,
            @Nullable Compounding compounding) {
        return mechanism(
                MechanismKind.CONVERTIBLE_NOTE_CONVERSION,
                "5000000",
                null,
                multiple,
                List.of(new Interest(new BigDecimal("0.08"), ISSUED, null)),
                dayCount,
                payout,
                compounding,
                null,
                null);
    }

    private void convertible(String id, ConvertibleKind kind, String amount, Mechanism... mechanisms) {
        record(new IssueConvertible(
                new SecurityId(id),
                HOLDER,
                kind,
                Money.of(amount, "USD"),
                null,
                IntStream.range(0, mechanisms.length)
                        .mapToObj(index -> new ConversionTrigger(
                                "t" + index,
                                ConversionTrigger.Kind.ELECTIVE_AT_WILL,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new ConversionTrigger.Right(mechanisms[index], true, null)))
                        .toList(),
                null,
                null,
                null,
                StatedDate.of(ISSUED),
                null));
    }

    @Nested
    class A_note {
        @Test
        void is_paid_before_stock_its_multiple_and_its_interest_once() {
            convertible(
                    "se_n",
                    ConvertibleKind.NOTE,
                    "1000000",
                    note("2", DayCount.ACTUAL_365, Payout.DEFERRED, Compounding.SIMPLE));
            Exits exits = exits("2000000", "3080000");
            assertThat(of(exits, "se_n").due()).isEqualTo("2080000");
            assertThat(paid(exits, 0, "se_n")).isEqualTo("2000000");
            assertThat(paid(exits, 1, "A")).isEqualTo("1000000");
        }

        @Test
        void compounds_when_its_terms_say_so_and_is_paid_nothing_on_top_where_interest_is_paid_in_cash() {
            convertible(
                    "se_c",
                    ConvertibleKind.NOTE,
                    "1000000",
                    note(null, DayCount.DAYS_30_360, Payout.DEFERRED, Compounding.COMPOUNDING));
            convertible(
                    "se_p",
                    ConvertibleKind.NOTE,
                    "1000000",
                    note(null, DayCount.DAYS_30_360, Payout.CASH, Compounding.SIMPLE));
            Exits exits = exits("1");
            assertThat(of(exits, "se_c").due()).as("1.04 squared").isEqualTo("1081600");
            assertThat(of(exits, "se_p").due()).isEqualTo("1000000");
        }

        @Test
        void is_not_counted_where_nobody_can_say_how_much_its_interest_is() {
            convertible("se_n", ConvertibleKind.NOTE, "1000000", note(null, null, Payout.DEFERRED, Compounding.SIMPLE));
            Exits exits = exits("1000000");
            assertThat(exits.complete()).isFalse();
            assertThat(exits.notCounted()).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo(Kind.NOTE);
                assertThat(one.missing()).containsExactly("dayCount");
            });
            assertThat(exits.exits().getFirst().payouts())
                    .extracting(Exits.Payout::name)
                    .doesNotContain("se_n");
        }

        @Test
        void is_not_counted_where_its_triggers_contradict_each_other() {
            convertible(
                    "se_n",
                    ConvertibleKind.NOTE,
                    "1000000",
                    note("2", DayCount.ACTUAL_365, null, Compounding.SIMPLE),
                    note("3", DayCount.ACTUAL_365, null, Compounding.SIMPLE));
            assertThat(exits("1").notCounted())
                    .extracting(NotCounted::missing)
                    .containsExactly(List.of("exitMultiple"));
        }

        @Test
        void converts_at_its_cap_over_the_shares_before_it() {
            convertible(
                    "se_n", ConvertibleKind.NOTE, "1000000", note(null, DayCount.ACTUAL_365, null, Compounding.SIMPLE));
            // 1.08 million at 5 million over 10 million shares.
            assertThat(of(exits("1"), "se_n").shares()).isEqualTo("2160000");
            Exits exits = exits("121600000");
            assertThat(paid(exits, 0, "se_n")).isEqualTo("21600000");
            assertThat(exits.exits().getFirst().converts()).containsExactly("A", "se_n");
        }
    }

    @Nested
    class A_safe {
        @Test
        void stands_beside_the_preferred_with_its_amount() {
            convertible("se_s", ConvertibleKind.SAFE, "1000000", safe("10000000", Timing.POST_MONEY));
            Exits exits = exits("1500000");
            assertThat(paid(exits, 0, "A")).isEqualTo("1000000");
            assertThat(paid(exits, 0, "se_s")).isEqualTo("500000");
        }

        @Test
        void has_its_part_of_the_whole_when_everybody_converts() {
            convertible("se_s", ConvertibleKind.SAFE, "1000000", safe("10000000", Timing.POST_MONEY));
            convertible(
                    "se_t",
                    ConvertibleKind.SAFE,
                    "125000",
                    mechanism(
                            MechanismKind.FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION,
                            null,
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            null,
                            new BigDecimal("0.07")));
            Exits exits = exits("100000000");
            assertThat(paid(exits, 0, "se_s")).isEqualTo("10000000");
            assertThat(paid(exits, 0, "se_t")).isEqualTo("7000000");
        }

        @Test
        void before_the_money_is_divided_by_the_shares_that_are_there() {
            convertible("se_s", ConvertibleKind.SAFE, "1000000", safe("10000000", Timing.PRE_MONEY));
            convertible("se_t", ConvertibleKind.SAFE, "1000000", safe("10000000", Timing.POST_MONEY));
            Exits exits = exits("1");
            assertThat(of(exits, "se_s").shares()).isEqualTo("1000000");
            assertThat(of(exits, "se_t").shares())
                    .as("a tenth of 10, 1 and itself")
                    .isEqualTo("1222222.2222222222");
        }

        @Test
        void takes_the_better_of_its_terms_and_says_which_have_no_number() {
            convertible(
                    "se_s",
                    ConvertibleKind.SAFE,
                    "1000000",
                    safe("10000000", Timing.POST_MONEY),
                    safe("5000000", Timing.POST_MONEY),
                    safe(null, Timing.POST_MONEY));
            Exits exits = exits("100000000");
            assertThat(paid(exits, 0, "se_s")).isEqualTo("20000000");
            assertThat(exits.notCounted()).extracting(NotCounted::missing).containsExactly(List.of("conversion"));
            assertThat(exits.complete()).isFalse();
        }

        @Test
        void of_which_nobody_knows_whether_the_cap_is_before_the_money_gets_its_amount() {
            convertible("se_s", ConvertibleKind.SAFE, "1000000", safe("1000", null));
            Exits exits = exits("100000000");
            assertThat(paid(exits, 0, "se_s")).isEqualTo("1000000");
            assertThat(exits.notCounted()).extracting(NotCounted::missing).containsExactly(List.of("timing"));
        }

        @Test
        void cannot_have_all_of_the_company() {
            convertible("se_s", ConvertibleKind.SAFE, "1000000", safe("1500000", Timing.POST_MONEY));
            convertible("se_t", ConvertibleKind.SAFE, "1000000", safe("1500000", Timing.POST_MONEY));
            assertThat(exits("1").notCounted())
                    .extracting(NotCounted::missing)
                    .containsOnly(List.of("capitalisation"))
                    .hasSize(2);
        }

        @Test
        void may_be_one_of_hundreds() {
            for (int number = 0; number < 300; number++) {
                convertible("se_s" + number, ConvertibleKind.SAFE, "10000", safe("10000000", Timing.POST_MONEY));
            }
            Exits exits = exits("2500000", "100000000");
            assertThat(paid(exits, 0, "se_s7")).isEqualTo("5000");
            assertThat(paid(exits, 1, "se_s299")).isEqualTo("100000");
            assertThat(exits.exits().get(1).payouts()).hasSize(302);
        }
    }

    @Test
    void another_convertible_is_paid_what_its_terms_say_and_nothing_without_them() {
        convertible(
                "se_k",
                ConvertibleKind.CONVERTIBLE_SECURITY,
                "1000000",
                mechanism(
                        MechanismKind.FIXED_AMOUNT_CONVERSION,
                        null,
                        null,
                        "1.5",
                        List.of(),
                        null,
                        null,
                        null,
                        Shares.of(2_500_000),
                        null));
        convertible(
                "se_l",
                ConvertibleKind.CONVERTIBLE_SECURITY,
                "1000000",
                mechanism(
                        MechanismKind.FIXED_AMOUNT_CONVERSION,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        Shares.of(1),
                        null));
        Exits exits = exits("3500000", "125000000");
        assertThat(paid(exits, 0, "se_k")).isEqualTo("1500000");
        assertThat(paid(exits, 1, "se_k")).isEqualTo("25000000");
        assertThat(exits.notCounted()).extracting(NotCounted::name).containsExactly("se_l");
    }

    private void grant(
            String id, Compensation kind, String quantity, @Nullable String exercise, @Nullable String base) {
        record(new GrantEquityCompensation(
                new SecurityId(id),
                HOLDER,
                kind,
                null,
                "Common",
                Shares.of(quantity),
                exercise == null ? null : Price.of(exercise, "USD"),
                base == null ? null : Price.of(base, "USD"),
                null,
                List.of(
                        new VestingDate(DAY, new Shares(new BigDecimal(quantity).divide(BigDecimal.valueOf(4)))),
                        new VestingDate(
                                DAY.plusYears(1),
                                new Shares(new BigDecimal(quantity).multiply(new BigDecimal("0.75"))))),
                null,
                null,
                null,
                null,
                StatedDate.of(ISSUED),
                null));
    }

    @Test
    void grants_are_paid_above_their_price_all_of_them_or_what_is_vested() {
        grant("se_o", Compensation.OPTION_ISO, "1000000", "0.5", null);
        grant("se_r", Compensation.RSU, "400000", null, null);
        grant("se_a", Compensation.SSAR, "200000", null, "1");
        Exits all = exits("22500000");
        // 22.5 million and 0.7 million of prices among 11.6 million shares.
        assertThat(all.exits().getFirst().perShare()).isEqualTo("2");
        assertThat(paid(all, 0, "Options on Common at 0.5")).isEqualTo("1500000");
        assertThat(paid(all, 0, "Options on Common without a price")).isEqualTo("800000");
        assertThat(paid(all, 0, "Options on Common at 1")).isEqualTo("200000");
        assertThat(all.exits().getFirst().exercised()).hasSize(3);
        assertThat(all.exits().getFirst().holders().getFirst().parts())
                .filteredOn(part -> part.kind() == Kind.OPTIONS)
                .first()
                .satisfies(part -> {
                    assertThat(part.quantity()).isEqualTo(Shares.of(1_000_000));
                    assertThat(part.vested()).isEqualTo(Shares.of(250_000));
                });
        Exits vested = exits(Options.VESTED, "22500000");
        assertThat(of(vested, "Options on Common at 0.5").shares()).isEqualTo("250000");
    }

    @Test
    void a_warrant_on_a_preferred_class_is_counted_as_what_it_converts_into_and_the_answer_says_what_that_leaves_out() {
        record(new IssueWarrant(
                new SecurityId("se_w"),
                HOLDER,
                "A",
                Shares.of(100_000),
                null,
                Price.of("1", "USD"),
                null,
                null,
                null,
                null,
                null,
                null,
                StatedDate.of(ISSUED),
                null));
        Exits exits = exits("20100000");
        assertThat(paid(exits, 0, "Warrants on A at 1")).isEqualTo("100000");
        assertThat(exits.notCounted()).extracting(NotCounted::name).containsExactly("Warrants on A at 1");
    }

    @Test
    void what_is_stated_in_another_currency_is_listed_and_not_translated() {
        record(new IssueConvertible(
                new SecurityId("se_e"),
                HOLDER,
                ConvertibleKind.SAFE,
                Money.of("1000000", "EUR"),
                null,
                List.of(new ConversionTrigger(
                        "t",
                        ConversionTrigger.Kind.ELECTIVE_AT_WILL,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ConversionTrigger.Right(safe(null, null), true, null))),
                null,
                null,
                null,
                StatedDate.of(ISSUED),
                null));
        assertThat(exits("1").notCounted())
                .extracting(NotCounted::reason)
                .containsExactly("it is stated in EUR, and the proceeds are in USD");
    }
}

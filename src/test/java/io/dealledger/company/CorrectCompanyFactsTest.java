package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.CLOUD;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.cash;
import static io.dealledger.company.Deals.close;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.credits;
import static io.dealledger.company.Deals.day;
import static io.dealledger.company.Deals.deliver;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.price;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.reportRound;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.shares;
import static io.dealledger.company.Deals.split;
import static io.dealledger.company.Deals.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyEvent.FactVoided;
import io.dealledger.company.CompanyRefusal.MoreThanHeld;
import io.dealledger.company.CompanyRefusal.PartyNotRegistered;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.AlreadyCorrected;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.DateTooVague;
import io.dealledger.ledger.EffectiveInFuture;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventNamedTwice;
import io.dealledger.ledger.EventOfAnotherStream;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.NothingChanged;
import io.dealledger.ledger.OtherKind;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedCorrection;
import io.dealledger.ledger.RegistrationStands;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.ledger.UnknownEvent;
import io.dealledger.ledger.VoidIsNotReplaced;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts that were recorded wrongly, and what comes in their place. */
class CorrectCompanyFactsTest {
    private static final String WHY = "typing error";

    static CorrectFacts correct(long event, CompanyCommand replacement) {
        return set(by(event, replacement));
    }

    static CorrectFacts voiding(long event) {
        return set(gone(event));
    }

    static CorrectFacts.Correction by(long event, CompanyCommand replacement) {
        return new CorrectFacts.Correction(event, replacement, null);
    }

    static CorrectFacts.Correction gone(long event) {
        return new CorrectFacts.Correction(event, null, true);
    }

    static CorrectFacts set(CorrectFacts.Correction... corrections) {
        return new CorrectFacts(WHY, List.of(corrections));
    }

    /** Amy gets 600 shares (event 3), passes 100 to Ben (event 4), who passes 40 on to the fund (event 5). */
    private static Scenario passedOn() {
        return Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                transfer(AMY, BEN, "100", "2020-02-01"),
                transfer(BEN, FUND, "40", "2020-03-01"));
    }

    private static Shares held(Scenario scenario, io.dealledger.ledger.PartyId party) {
        return scenario.head().shares().held(party, "Common");
    }

    private static IssueShares undated(@Nullable String id, String quantity) {
        return new IssueShares(id == null ? null : se(id), "Common", AMY, Shares.of(quantity), null, null, null, null);
    }

    private static TransferShares undated(
            io.dealledger.ledger.PartyId from, io.dealledger.ledger.PartyId to, String quantity) {
        return new TransferShares("Common", from, to, Shares.of(quantity), null, null, null, null, null, null);
    }

    @Nested
    class A_correction {
        @Test
        void comes_in_the_place_of_the_event_and_says_why() {
            Scenario scenario = passedOn();
            assertThat(scenario.record(correct(3, undated(null, "700"))).marks())
                    .containsExactly(Marks.correcting(2, WHY));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(600));
            assertThat(scenario.timeline().facts()).hasSize(5);
            assertThat(scenario.timeline().facts().get(2).version()).isEqualTo(5);
        }

        @Test
        void keeps_the_date_and_the_ids_of_the_event_unless_it_states_others() {
            Scenario scenario = passedOn();
            SharesIssued issued = (SharesIssued)
                    scenario.record(correct(3, undated(null, "700"))).facts().getFirst();
            assertThat(issued.security()).isEqualTo(se("se_a"));
            assertThat(issued.when()).isEqualTo(EffectiveOn.day(day("2020-01-02")));
            SharesTransferred before =
                    (SharesTransferred) scenario.history().get(3).fact();
            SharesTransferred transferred = (SharesTransferred)
                    scenario.record(correct(4, undated(AMY, BEN, "90"))).facts().getFirst();
            assertThat(transferred.lots().getFirst().newSecurity())
                    .isEqualTo(before.lots().getFirst().newSecurity());
        }

        @Test
        void with_another_id_is_refused_by_naming_what_needs_the_old_one() {
            assertThat(passedOn().refuses(correct(3, undated("se_other", "600"))))
                    .isInstanceOfSatisfying(BreaksLaterEvent.class, broken -> {
                        assertThat(broken.version()).isEqualTo(3);
                        assertThat(broken.rule()).isEqualTo("unknown-security");
                    });
        }

        @Test
        void that_would_break_a_later_event_is_refused_by_naming_it() {
            assertThat(passedOn().refuses(correct(4, undated(AMY, BEN, "30"))))
                    .isInstanceOfSatisfying(BreaksLaterEvent.class, broken -> {
                        assertThat(broken.version()).isEqualTo(4);
                        assertThat(broken.on()).isEqualTo(day("2020-03-01"));
                    });
        }

        @Test
        void is_decided_on_what_stood_before_its_place() {
            Refusal refusal = passedOn().refuses(correct(4, undated(AMY, BEN, "601")));
            assertThat(refusal).isInstanceOfSatisfying(RefusedCorrection.class, refused -> {
                assertThat(refused.event()).isEqualTo(4);
                assertThat(refused.refusal())
                        .isEqualTo(new MoreThanHeld(AMY, "Common", Shares.of(600), Shares.of(601), day("2020-02-01")));
            });
            assertThat(refusal.type()).isEqualTo("more-than-held");
        }

        @Test
        void can_move_a_fact_to_another_date() {
            Scenario scenario = passedOn();
            scenario.record(correct(5, transfer(BEN, FUND, "40", "2020-02-15")));
            assertThat(scenario.at("2020-02-15").shares().held(FUND, "Common")).isEqualTo(Shares.of(40));
            assertThat(scenario.refuses(correct(6, transfer(BEN, FUND, "40", "2020-01-15"))))
                    .isInstanceOf(RefusedCorrection.class);
        }

        @Test
        void can_be_corrected_in_its_turn() {
            Scenario scenario = passedOn();
            scenario.record(correct(3, undated(null, "700")));
            scenario.record(correct(6, undated(null, "800")));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(700));
            scenario.record(voiding(7));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(600));
            scenario.record(voiding(6));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(500));
            scenario.record(correct(3, undated(null, "610")));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(510));
        }

        @Test
        void of_a_vague_date_lets_pass_what_was_refused_for_its_vagueness() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    issue("se_a", "Common", AMY, "600", "2020-Q1"));
            assertThat(scenario.refuses(transfer(AMY, BEN, "1", "2020-02-01"))).isInstanceOf(DateTooVague.class);
            scenario.record(correct(3, issue(null, "Common", AMY, "600", "2020-01-15")));
            scenario.record(transfer(AMY, BEN, "1", "2020-02-01"));
            assertThat(held(scenario, BEN)).isEqualTo(Shares.of(1));
        }

        @Test
        void of_a_vague_fact_without_a_date_of_its_own_stays_as_vague() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    issue("se_a", "Common", AMY, "600", "2020-Q1"));
            assertThat(scenario.record(correct(3, undated(null, "500")))
                            .facts()
                            .getFirst()
                            .when()
                            .precision())
                    .isEqualTo(Precision.QUARTER);
        }

        @Test
        void of_the_registration_keeps_everything_that_came_after_it() {
            Scenario scenario = passedOn();
            scenario.record(correct(1, new RegisterCompany(null, "Acme Inc", null, "US", null, null, null, null)));
            assertThat(scenario.head().name()).isEqualTo("Acme Inc");
            assertThat(held(scenario, FUND)).isEqualTo(Shares.of(40));
            assertThat(scenario.refuses(correct(6, register("2020-01-02")))).isInstanceOf(BreaksLaterEvent.class);
        }

        @Test
        void meets_the_checks_of_the_moment_as_any_command_does() {
            assertThat(passedOn().refuses(correct(5, transfer(BEN, FUND, "40", "2030-01-01"))))
                    .isInstanceOfSatisfying(
                            RefusedCorrection.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(EffectiveInFuture.class));
            assertThat(passedOn().refuses(correct(5, undated(BEN, Deals.NOBODY, "40"))))
                    .isInstanceOfSatisfying(
                            RefusedCorrection.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(PartyNotRegistered.class));
        }

        @Test
        void of_claims_keeps_their_date() {
            Scenario scenario = Scenario.given(register("2020-01-01"), reportRound("rd_p", "2020-05", null));
            AddClaims half = new AddClaims(
                    "rd_p",
                    io.dealledger.money.Stated.money(io.dealledger.money.Op.EXACT, "5", "USD"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    on("2020-06-01"),
                    null,
                    Deals.press());
            scenario.record(half);
            AddClaims whole = new AddClaims(
                    "rd_p",
                    io.dealledger.money.Stated.money(io.dealledger.money.Op.EXACT, "10", "USD"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Deals.press());
            assertThat(scenario.record(correct(3, whole)).facts().getFirst().when())
                    .isEqualTo(EffectiveOn.day(day("2020-06-01")));
        }
    }

    @Nested
    class Ids {
        private final Scenario scenario = Scenario.given(
                register("2020-01-01"),
                common("Common", null, "2020-01-01"),
                issue("se_old", "Common", AMY, "10", "2020-01-02"),
                issue("se_new", "Common", AMY, "10", "2020-01-03"),
                transfer(AMY, BEN, "15", "2020-02-01"),
                open("rd_a", "2020-01-01"),
                close("rd_a", "2020-04-01", shares(FUND, "Common", "7"), shares(BEN, "Common", "8")));

        @Test
        void of_the_securities_of_a_transfer_follow_the_securities_that_they_came_from() {
            SharesTransferred before =
                    (SharesTransferred) scenario.history().get(4).fact();
            // With less in the oldest security another lot of the same two is taken.
            SharesTransferred after =
                    (SharesTransferred) scenario.record(set(by(3, undated(null, "9")), by(5, undated(AMY, BEN, "12"))))
                            .facts()
                            .getLast();
            assertThat(after.lots()).hasSize(2);
            assertThat(after.lots().get(0).quantity()).isEqualTo(Shares.of(9));
            assertThat(after.lots().get(1).newSecurity())
                    .isEqualTo(before.lots().get(1).newSecurity());
        }

        @Test
        void of_a_lot_that_comes_from_elsewhere_are_those_that_are_left() {
            SharesTransferred before =
                    (SharesTransferred) scenario.history().get(4).fact();
            SharesTransferred after = (SharesTransferred) scenario.record(set(gone(3), by(5, undated(AMY, BEN, "4"))))
                    .facts()
                    .getLast();
            assertThat(after.lots()).singleElement().satisfies(lot -> {
                assertThat(lot.security()).isEqualTo(se("se_new"));
                assertThat(lot.newSecurity()).isEqualTo(before.lots().get(1).newSecurity());
            });
        }

        @Test
        void of_a_closing_and_its_subscriptions_follow_the_investors() {
            RoundClosed before = (RoundClosed) scenario.history().get(6).fact();
            RoundClosed after = (RoundClosed) scenario.record(correct(
                            7,
                            new CloseRound(
                                    Deals.round("rd_a"),
                                    null,
                                    List.of(shares(BEN, "Common", "8"), shares(CLOUD, "Common", "1")),
                                    null,
                                    null,
                                    null)))
                    .facts()
                    .getFirst();
            assertThat(after.closing()).isEqualTo(before.closing());
            assertThat(after.subscriptions().get(0).security())
                    .isEqualTo(before.subscriptions().get(1).security());
            assertThat(after.subscriptions().get(1).security())
                    .isEqualTo(before.subscriptions().get(0).security());
        }
    }

    @Nested
    class A_set_of_corrections {
        @Test
        void is_decided_together_because_each_alone_would_break_the_other() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    issue("se_a", "Common", AMY, "60", "2020-01-02"),
                    transfer(AMY, BEN, "50", "2020-02-01"),
                    transfer(BEN, FUND, "45", "2020-03-01"));
            assertThat(scenario.refuses(correct(3, undated(null, "40")))).isInstanceOf(BreaksLaterEvent.class);
            assertThat(scenario.refuses(correct(4, undated(AMY, BEN, "40")))).isInstanceOf(BreaksLaterEvent.class);
            assertThat(scenario.refuses(correct(5, undated(BEN, FUND, "55")))).isInstanceOf(RefusedCorrection.class);
            // The order in which they are asked for does not matter, and it is the order of recording.
            scenario.record(
                    set(by(5, undated(BEN, FUND, "30")), by(4, undated(AMY, BEN, "35")), by(3, undated(null, "40"))));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(5));
            assertThat(held(scenario, BEN)).isEqualTo(Shares.of(5));
            assertThat(held(scenario, FUND)).isEqualTo(Shares.of(30));
            assertThat(scenario.history().get(5).marks().corrects()).isEqualTo(4);
        }

        @Test
        void is_recorded_whole_or_not_at_all() {
            Scenario scenario = passedOn();
            assertThat(scenario.refuses(set(by(3, undated(null, "700")), gone(4))))
                    .isInstanceOf(BreaksLaterEvent.class);
            scenario.record(set(by(3, undated(null, "700")), gone(4), gone(5)));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(700));
        }

        @Test
        void can_void_a_correction_and_correct_what_that_restores() {
            Scenario scenario = passedOn();
            scenario.record(correct(3, undated(null, "700")));
            scenario.record(set(by(3, undated(null, "650")), gone(6)));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(550));
            scenario.record(set(gone(7), gone(5)));
            assertThat(held(scenario, BEN)).isEqualTo(Shares.of(100));
        }

        @Test
        void names_no_event_twice() {
            assertThat(passedOn().refuses(set(gone(5), by(5, undated(BEN, FUND, "30")))))
                    .isEqualTo(new EventNamedTwice(5));
        }
    }

    @Nested
    class A_void_fact {
        @Test
        void does_not_stand_and_frees_what_it_took() {
            Scenario scenario = passedOn();
            scenario.record(voiding(5));
            assertThat(held(scenario, BEN)).isEqualTo(Shares.of(100));
            assertThat(scenario.history().getLast().fact())
                    .isEqualTo(new FactVoided(EffectiveOn.day(day("2020-03-01"))));
        }

        @Test
        void stands_again_when_what_made_it_void_is_void() {
            Scenario scenario = passedOn();
            scenario.record(voiding(5));
            scenario.record(voiding(6));
            assertThat(held(scenario, FUND)).isEqualTo(Shares.of(40));
            scenario.record(voiding(7));
            assertThat(held(scenario, FUND)).isEqualTo(Shares.ZERO);
        }

        @Test
        void is_not_restored_when_that_breaks_what_came_since() {
            Scenario scenario = passedOn();
            scenario.record(voiding(5));
            scenario.record(transfer(BEN, CLOUD, "90", "2020-04-01"));
            assertThat(scenario.refuses(voiding(6)))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.version()).isEqualTo(6));
        }

        @Test
        void cannot_be_one_that_later_facts_rest_on() {
            assertThat(passedOn().refuses(voiding(3)))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.version()).isEqualTo(3));
        }

        @Test
        void is_never_a_registration_but_a_correction_of_one_can_be_void() {
            Scenario scenario = Scenario.given(register("2020-01-01"));
            assertThat(scenario.refuses(voiding(1))).isEqualTo(new RegistrationStands(1, "co_acme"));
            scenario.record(correct(1, new RegisterCompany(null, "Other", null, null, null, null, null, null)));
            scenario.record(voiding(2));
            assertThat(scenario.head().name()).isEqualTo("Acme");
        }
    }

    @Nested
    class Refused_is {
        @Test
        void an_event_that_nobody_recorded() {
            assertThat(passedOn().refuses(voiding(99))).isEqualTo(new UnknownEvent(99));
        }

        @Test
        void an_event_of_another_stream() {
            assertThat(passedOn().refuses(voiding(1000)))
                    .isEqualTo(new EventOfAnotherStream(1000, "co_other", "co_acme"));
        }

        @Test
        void an_event_that_no_longer_stands_naming_what_stands_in_its_place() {
            Scenario scenario = passedOn();
            scenario.record(correct(5, undated(BEN, FUND, "30")));
            scenario.record(correct(6, undated(BEN, FUND, "20")));
            assertThat(scenario.refuses(correct(5, undated(BEN, FUND, "10"))))
                    .isEqualTo(new AlreadyCorrected(5, "co_acme", 6, false, day("2020-03-01")));
            scenario.record(voiding(4 + 3));
            scenario.record(voiding(6));
            scenario.record(voiding(5));
            assertThat(scenario.refuses(voiding(5)))
                    .isEqualTo(new AlreadyCorrected(5, "co_acme", 9, true, day("2020-03-01")));
        }

        @Test
        void a_replacement_of_another_kind_or_of_several_facts() {
            assertThat(passedOn().refuses(correct(5, new RenameCompany("A", null, null, null))))
                    .isEqualTo(new OtherKind(5, "SharesTransferred", List.of("CompanyRenamed")));
        }

        @Test
        void a_replacement_of_an_event_that_makes_another_void() {
            Scenario scenario = passedOn();
            scenario.record(voiding(5));
            assertThat(scenario.refuses(correct(6, undated(BEN, FUND, "30")))).isEqualTo(new VoidIsNotReplaced(6));
        }

        @Test
        void a_replacement_that_changes_nothing() {
            assertThat(passedOn().refuses(correct(5, undated(BEN, FUND, "40")))).isEqualTo(new NothingChanged(5));
        }

        @Test
        void a_company_that_nobody_registered() {
            assertThat(Scenario.given().refuses(voiding(1)).type()).isEqualTo("unknown-company");
        }

        @Test
        void what_is_no_correction() {
            assertThatThrownBy(() -> new CorrectFacts(" ", List.of(gone(1)))).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts(WHY, List.of())).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts.Correction(1, null, null)).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts.Correction(1, null, false))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts.Correction(1, undated(null, "1"), true))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts.Correction(1, new Batch(List.of()), null))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new CorrectFacts.Correction(0, null, true)).isInstanceOf(InvalidValue.class);
        }
    }

    /** One fact of every kind, by the commands with which each is tried through Axon. */
    @Nested
    class A_fact_of_every_kind {
        @TestFactory
        Stream<DynamicTest> can_be_void_and_stand_again() {
            return each((scenario, before, command) -> {
                long event = scenario.newest();
                scenario.record(voiding(event));
                assertThat(scenario.head()).isEqualTo(before);
                scenario.record(voiding(scenario.newest()));
                assertThat(scenario.timeline().facts()).hasSize((int) event);
                unchangedUntil(scenario, event);
            });
        }

        @TestFactory
        Stream<DynamicTest> can_be_corrected_to_another_date_and_back() {
            return each((scenario, before, command) -> {
                long event = scenario.newest();
                CompanyEvent was = scenario.history().getLast().fact();
                Company then = scenario.head();
                LocalDate later = day("2022-02-22");
                CompanyEvent is = scenario.record(correct(event, dated(command, StatedDate.of(later))))
                        .facts()
                        .getFirst();
                assertThat(is.when()).isEqualTo(EffectiveOn.day(later));
                assertThat(is).isEqualTo(dated(was, is.when()));
                scenario.record(voiding(scenario.newest()));
                assertThat(scenario.head()).isEqualTo(then);
                unchangedUntil(scenario, event);
            });
        }

        @Test
        void is_among_them() {
            List<Class<?>> kinds = pairs().stream()
                    .<Class<?>>map(pair -> {
                        Scenario scenario = again(pair);
                        scenario.record(pair.accepted());
                        return scenario.history().getLast().fact().getClass();
                    })
                    .toList();
            assertThat(kinds)
                    .containsAll(leaves(CompanyEvent.class)
                            .filter(kind -> kind != FactVoided.class && kind != CompanyRegistered.class)
                            // What was closed or reopened is not corrected.
                            .filter(kind -> !PeriodEvent.class.isAssignableFrom(kind))
                            .toList());
        }

        private Stream<Class<?>> leaves(Class<?> type) {
            return type.isSealed()
                    ? Arrays.stream(type.getPermittedSubclasses()).flatMap(this::leaves)
                    : Stream.of(type);
        }

        private interface Trial {
            void run(Scenario scenario, Company before, CompanyCommand command) throws Exception;
        }

        private Stream<DynamicTest> each(Trial trial) {
            return pairs().stream()
                    .filter(pair -> !(pair.accepted() instanceof RegisterCompany))
                    .map(pair -> dynamicTest(pair.accepted().getClass().getSimpleName(), () -> {
                        Scenario scenario = again(pair);
                        Company before = scenario.head();
                        scenario.record(pair.accepted());
                        trial.run(scenario, before, pair.accepted());
                    }));
        }

        /** A priced round is closed by several facts, which stand or fall together. */
        @Test
        void can_be_void_with_all_that_were_recorded_by_one_decision() {
            CompanyAggregateTest.Pair pair = CompanyAggregateTest.commands().stream()
                    .filter(one -> one.accepted() instanceof ClosePricedRound)
                    .findFirst()
                    .orElseThrow();
            Scenario scenario = again(pair);
            Company before = scenario.head();
            long first = scenario.newest() + 1;
            scenario.record(pair.accepted());
            assertThat(scenario.newest()).isGreaterThan(first);
            scenario.record(new CorrectFacts(
                    WHY,
                    LongStream.rangeClosed(first, scenario.newest())
                            .mapToObj(event -> gone(event))
                            .toList()));
            assertThat(scenario.head()).isEqualTo(before);
        }

        /** Of those that record one fact. */
        private List<CompanyAggregateTest.Pair> pairs() {
            return CompanyAggregateTest.commands().stream()
                    .filter(pair -> !(pair.accepted() instanceof Batch))
                    .filter(pair -> !(pair.accepted() instanceof ClosePricedRound))
                    .toList();
        }

        private Scenario again(CompanyAggregateTest.Pair pair) {
            return pair.history().again();
        }

        /** What was known at each event before is what a fold of the events up to there makes of them. */
        private void unchangedUntil(Scenario scenario, long event) {
            List<Recorded<CompanyEvent>> history = scenario.history();
            PointInTime then = PointInTime.of(day("2030-01-01"), event);
            assertThat(then.cut(history).certain())
                    .isEqualTo(Timeline.of(Company.FOLD, history.subList(0, (int) event))
                            .facts());
        }

        private CompanyCommand dated(CompanyCommand command, StatedDate date) throws ReflectiveOperationException {
            return (CompanyCommand) changed(command, "effectiveOn", date);
        }

        private CompanyEvent dated(CompanyEvent fact, EffectiveOn when) throws ReflectiveOperationException {
            return (CompanyEvent) changed(fact, "when", when);
        }

        private Object changed(Object record, String component, Object value) throws ReflectiveOperationException {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int index = 0; index < values.length; index++) {
                components[index].getAccessor().setAccessible(true);
                values[index] = components[index].getName().equals(component)
                        ? value
                        : components[index].getAccessor().invoke(record);
            }
            Constructor<?> constructor = record.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        }
    }

    @Nested
    class What_a_correction_reaches {
        @Test
        void credits_committed_in_a_closing_follow_it() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    preferred("Seed", "500", "2020-06-01"),
                    open("rd_seed", "2020-06-01"),
                    close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("60"), credits("40"))),
                    deliver("20", "2020-07-01"));
            CloseRound less = new CloseRound(
                    Deals.round("rd_seed"),
                    null,
                    List.of(shares(FUND, "Seed", "100", cash("90"), credits("10"))),
                    null,
                    null,
                    null);
            assertThat(scenario.refuses(correct(5, less)))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.rule()).isEqualTo("more-than-committed"));
            scenario.record(set(by(5, less), gone(6)));
            assertThat(scenario.head().credits().vendors(FUND)).containsExactly(CLOUD);
        }

        @Test
        void a_price_is_checked_against_the_corrected_count_of_shares() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    issue("se_a", "Common", AMY, "600", "2020-01-02"),
                    open("rd_b", "2020-06-01"),
                    price("rd_b", "1200", "2.00", "Common", "2020-06-02"));
            scenario.record(
                    set(by(5, price("rd_b", "1200", "4.00", "Common", "2020-06-02")), by(3, undated(null, "300"))));
            assertThat(scenario.refuses(correct(6, price("rd_b", "1200", "2.00", "Common", "2020-06-02")))
                            .type())
                    .isEqualTo("price-contradicts-valuation");
        }

        @Test
        void a_split_is_applied_to_the_corrected_quantity() {
            Scenario scenario = passedOn().and(split("2:1", "2020-04-01", "Common"));
            scenario.record(correct(3, undated(null, "700")));
            assertThat(held(scenario, AMY)).isEqualTo(Shares.of(1200));
        }
    }
}

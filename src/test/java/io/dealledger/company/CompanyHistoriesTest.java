package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds of every company, whatever was sent to it in whatever order. The seed is the name of the test. */
class CompanyHistoriesTest {
    private static final int HISTORIES = 25;
    private static final int COMMANDS = 160;

    private static Stream<DynamicTest> eachHistory(Property property) {
        return Seeds.of(LongStream.range(0, HISTORIES), 1)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> property.holds(Seeds.random(seed))));
    }

    private interface Property {
        void holds(Random random);
    }

    /** Records what is accepted of random commands, many of them back-dated. */
    private static Scenario history(Random random) {
        RandomDeals deals = new RandomDeals(random);
        Scenario scenario = Scenario.given(deals.beginning().toArray(CompanyCommand[]::new));
        for (int count = 0; count < COMMANDS; count++) {
            attempt(scenario, deals.next(scenario.head()));
        }
        return scenario;
    }

    private static boolean attempt(Scenario scenario, CompanyCommand command) {
        try {
            if (scenario.decide(command) instanceof Decision.Refused) {
                return false;
            }
        } catch (InvalidValue never) {
            return false;
        }
        scenario.record(command);
        return true;
    }

    @TestFactory
    Stream<DynamicTest> shares_are_conserved_and_within_the_authorised_number_on_every_day() {
        return eachHistory(random -> {
            Timeline<Company, CompanyEvent> timeline = history(random).timeline();
            Company company = Company.FOLD.initial();
            for (Recorded<CompanyEvent> fact : timeline.facts()) {
                company = Company.FOLD.evolve(company, fact);
                conserved(company);
            }
            assertThat(company).isEqualTo(timeline.head());
        });
    }

    /** What is granted is what the grants say, and no pool is overdrawn. */
    private static void pooled(Company company) {
        Map<String, Shares> granted = new TreeMap<>();
        for (Instrument instrument : company.instruments().outstanding().values()) {
            switch (instrument) {
                case Grant grant -> {
                    assertThat(grant.quantity().isZero()).isFalse();
                    if (grant.terms().plan() != null) {
                        granted.merge(grant.terms().plan(), grant.quantity(), Shares::plus);
                    }
                }
                case Warrant warrant ->
                    assertThat(warrant.quantity() == null || !warrant.quantity().isZero())
                            .isTrue();
                case Convertible convertible ->
                    assertThat(convertible.amount().isZero()).isFalse();
            }
            assertThat(company.isTaken(instrument.id())).isTrue();
            assertThat(company.isTaken(instrument.origin())).isTrue();
        }
        for (Plan plan : company.instruments().plans().values()) {
            assertThat(plan.granted()).isEqualTo(granted.getOrDefault(plan.name(), Shares.ZERO));
            assertThat(plan.used().isMoreThan(plan.reserved())).as("%s", plan).isFalse();
        }
    }

    static void conserved(Company company) {
        Map<String, Shares> bySecurity = new TreeMap<>();
        Map<String, Shares> byHolding = new TreeMap<>();
        Map<String, Shares> byClass = new TreeMap<>();
        for (Security security : company.securities().values()) {
            assertThat(security.quantity().isZero()).isFalse();
            bySecurity.merge(security.shareClass(), security.quantity(), Shares::plus);
        }
        company.shares()
                .holders()
                .forEach((party, classes) -> classes.forEach((shareClass, holding) -> {
                    byHolding.merge(shareClass, holding.quantity(), Shares::plus);
                    assertThat(company.shares().lots(party, shareClass))
                            .hasSize(holding.lots().size())
                            .allMatch(lot -> lot.holder().equals(party))
                            .isSortedAccordingTo(Comparator.comparing(Security::since));
                }));
        for (ShareClass shareClass : company.classes().values()) {
            if (!shareClass.outstanding().isZero()) {
                byClass.put(shareClass.name(), shareClass.outstanding());
            }
            assertThat(shareClass.issued()).isEqualTo(shareClass.outstanding());
            assertThat(shareClass.allows(shareClass.outstanding()))
                    .as("%s", shareClass)
                    .isTrue();
        }
        assertThat(bySecurity).isEqualTo(byClass);
        assertThat(byHolding).isEqualTo(byClass);
        pooled(company);
        company.credits()
                .pools()
                .values()
                .forEach(accounts -> accounts.values().forEach(pool -> {
                    assertThat(pool.undelivered()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
                    assertThat(pool.unused()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_recorded_fact_keeps_the_rules_at_its_place_however_late_it_was_recorded() {
        return eachHistory(random -> {
            Scenario scenario = history(random);
            Company company = Company.FOLD.initial();
            for (Recorded<CompanyEvent> fact : scenario.timeline().facts()) {
                assertThat(Company.FOLD.rules(company, fact)).as("%s", fact).isEmpty();
                company = Company.FOLD.evolve(company, fact);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_order_of_insertion_changes_nothing() {
        return eachHistory(random -> {
            Timeline<Company, CompanyEvent> whole = history(random).timeline();
            List<Recorded<CompanyEvent>> shuffled = new ArrayList<>(whole.facts());
            Collections.shuffle(shuffled, random);
            Timeline<Company, CompanyEvent> again = new Timeline<>(Company.FOLD);
            shuffled.forEach(again::insert);
            assertThat(again.facts()).isEqualTo(whole.facts());
            assertThat(again.head()).isEqualTo(whole.head());
            for (int count = 0; count < 10; count++) {
                LocalDate day = RandomDeals.day(random);
                assertThat(again.at(day)).isEqualTo(whole.at(day));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_history_that_is_read_in_two_parts_folds_to_the_whole() {
        return eachHistory(random -> {
            List<Recorded<CompanyEvent>> recorded = history(random).timeline().facts().stream()
                    .sorted(Comparator.comparingLong(Recorded::version))
                    .toList();
            Timeline<Company, CompanyEvent> whole = Timeline.of(Company.FOLD, recorded);
            for (int count = 0; count < 10; count++) {
                int split = random.nextInt(recorded.size() + 1);
                Timeline<Company, CompanyEvent> parts = Timeline.of(Company.FOLD, recorded.subList(0, split));
                Company halfway = parts.head();
                // What has been folded by now is what the later facts, many of them back-dated, come into.
                Timeline<Company, CompanyEvent> copy = parts.copy();
                recorded.subList(split, recorded.size()).forEach(copy::insert);
                assertThat(copy.head()).as("split at %d", split).isEqualTo(whole.head());
                assertThat(parts.head()).as("split at %d", split).isEqualTo(halfway);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_naive_recalculation_finds_the_same_holdings_on_every_day() {
        return eachHistory(random -> {
            Timeline<Company, CompanyEvent> timeline = history(random).timeline();
            for (int count = 0; count < 10; count++) {
                LocalDate day = RandomDeals.day(random);
                Map<SecurityId, Shares> folded = new HashMap<>();
                Map<SecurityId, PartyId> holders = new HashMap<>();
                timeline.at(day).securities().values().forEach(security -> {
                    folded.put(security.id(), security.quantity());
                    holders.put(security.id(), security.holder());
                });
                Naive naive = new Naive();
                timeline.facts().stream()
                        .filter(fact -> fact.when().holdsOn(day))
                        .forEach(fact -> naive.record(fact.fact()));
                assertThat(folded).as("as of %s", day).isEqualTo(naive.quantities());
                assertThat(holders).as("as of %s", day).isEqualTo(naive.holders());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> any_part_of_a_history_can_be_folded() {
        return eachHistory(random -> {
            List<Recorded<CompanyEvent>> some = history(random).timeline().facts().stream()
                    .filter(_ -> random.nextBoolean())
                    .toList();
            assertThatCode(() -> Timeline.of(Company.FOLD, some).head()).doesNotThrowAnyException();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_batch_is_its_commands_one_after_the_other() {
        return eachHistory(random -> {
            RandomDeals deals = new RandomDeals(random);
            Scenario one = Scenario.given(deals.beginning().toArray(CompanyCommand[]::new));
            List<CompanyCommand> accepted = new ArrayList<>();
            for (int count = 0; count < 30; count++) {
                CompanyCommand command = deals.next(one.head());
                // It names a security by an id that the ledger made, and may make another the second time.
                boolean names = command instanceof CancelShares
                        || command instanceof RetractIssuance
                        || command instanceof InstrumentCommand.ConvertShares
                        || command instanceof InstrumentCommand.ReissueShares;
                if (!names && attempt(one, command)) {
                    accepted.add(command);
                }
            }
            Scenario other = Scenario.given(deals.beginning().toArray(CompanyCommand[]::new));
            if (!accepted.isEmpty()) {
                other.and(new CompanyCommand.Batch(accepted));
            }
            assertThat(other.timeline().facts()).hasSameSizeAs(one.timeline().facts());
            assertThat(other.head().outstandingAsConverted())
                    .isEqualTo(one.head().outstandingAsConverted());
        });
    }

    @TestFactory
    Stream<DynamicTest> histories_are_worth_looking_at() {
        return Stream.of(dynamicTest("over all seeds", () -> {
            Map<Class<?>, Integer> kinds = new HashMap<>();
            int late = 0;
            int calculated = 0;
            for (long seed = 0; seed < HISTORIES; seed++) {
                List<Recorded<CompanyEvent>> facts =
                        history(Seeds.random(seed)).timeline().facts();
                long highest = -1;
                for (Recorded<CompanyEvent> fact : facts) {
                    kinds.merge(fact.fact().getClass(), 1, Integer::sum);
                    calculated += fact.fact() instanceof RoundPriced priced && priced.calculation() != null ? 1 : 0;
                    late += fact.version() < highest ? 1 : 0;
                    highest = Math.max(highest, fact.version());
                }
            }
            assertThat(calculated).as("rounds priced from the record").isPositive();
            assertThat(late).as("facts that come after one recorded later").isGreaterThan(200);
            assertThat(kinds)
                    .containsKeys(
                            SharesIssued.class,
                            SharesTransferred.class,
                            SharesSplit.class,
                            SharesRepurchased.class,
                            SharesCancelled.class,
                            IssuanceRetracted.class,
                            ShareClassAmended.class,
                            CommitmentAmended.class,
                            CommitmentWithdrawn.class,
                            RoundClosed.class,
                            CompanyListed.class,
                            CompanyAcquired.class,
                            CompanyDissolved.class,
                            CreditEvent.ComputeCreditsDelivered.class,
                            CreditEvent.ComputeCreditsConsumed.class,
                            ShareEvent.SharesConverted.class,
                            ShareEvent.SharesReissued.class,
                            GrantEvent.EquityCompensationGranted.class,
                            GrantEvent.EquityCompensationExercised.class,
                            GrantEvent.EquityCompensationReleased.class,
                            GrantEvent.ServiceEnded.class,
                            ConvertibleEvent.ConvertibleIssued.class,
                            ConvertibleEvent.ConvertibleConverted.class,
                            WarrantEvent.WarrantIssued.class,
                            WarrantEvent.WarrantExercised.class,
                            SecurityEvent.InstrumentTransferred.class,
                            SecurityEvent.InstrumentCancelled.class,
                            SecurityEvent.SecurityAccepted.class,
                            VestingEvent.VestingStarted.class);
        }));
    }

    /** Securities as anybody would add them up, fact by fact. */
    private static final class Naive {
        private final Map<SecurityId, Shares> quantities = new HashMap<>();
        private final Map<SecurityId, PartyId> holders = new HashMap<>();
        private final Map<SecurityId, String> classes = new HashMap<>();

        Map<SecurityId, Shares> quantities() {
            return quantities;
        }

        Map<SecurityId, PartyId> holders() {
            return holders;
        }

        void record(CompanyEvent event) {
            switch (event) {
                case SharesIssued issued -> add(issued.security(), issued.to(), issued.shareClass(), issued.quantity());
                case RoundClosed closed -> {
                    for (Subscription subscription : closed.subscriptions()) {
                        if (subscription.security() != null) {
                            add(
                                    subscription.security(),
                                    subscription.to(),
                                    subscription.shareClass(),
                                    subscription.quantity());
                        }
                    }
                }
                case SharesTransferred transferred -> {
                    for (TransferredLot lot : transferred.lots()) {
                        take(lot.security(), lot.quantity());
                        add(lot.newSecurity(), transferred.to(), transferred.shareClass(), lot.quantity());
                    }
                }
                case SharesRepurchased repurchased -> repurchased.lots().forEach(this::take);
                case SharesCancelled cancelled -> cancelled.lots().forEach(this::take);
                case IssuanceRetracted retracted -> set(retracted.security(), Shares.ZERO);
                case SharesSplit split -> {
                    for (SecurityId id : List.copyOf(quantities.keySet())) {
                        if (split.classes().contains(classes.get(id))) {
                            Fraction after = quantities
                                    .get(id)
                                    .fraction()
                                    .times(split.ratio().fraction());
                            set(
                                    id,
                                    new Shares(after.toDecimal(
                                            split.rounding().places(),
                                            split.rounding().mode())));
                        }
                    }
                }
                case CompanyAcquired acquired -> {
                    for (Acquired lot : acquired.acquired()) {
                        String shareClass = classes.get(lot.security());
                        take(lot.security(), lot.quantity());
                        add(lot.newSecurity(), acquired.acquirer(), shareClass, lot.quantity());
                    }
                }
                case CompanyListed listed -> {
                    for (Conversion conversion : listed.conversions()) {
                        PartyId holder = holders.get(conversion.security());
                        take(conversion.security(), conversion.quantity());
                        add(conversion.newSecurity(), holder, conversion.into(), conversion.newQuantity());
                    }
                }
                case GrantEvent.EquityCompensationExercised exercised -> {
                    if (exercised.newSecurity() != null) {
                        add(exercised.newSecurity(), exercised.holder(), "Common", exercised.issued());
                    }
                }
                case ShareEvent.SharesConverted converted -> {
                    take(converted.security(), converted.quantity());
                    add(converted.newSecurity(), converted.holder(), converted.into(), converted.newQuantity());
                }
                case ShareEvent.SharesReissued reissued -> {
                    String shareClass = classes.get(reissued.security());
                    for (ShareEvent.ReissuedLot lot : reissued.lots()) {
                        take(reissued.security(), lot.quantity());
                        add(lot.newSecurity(), reissued.holder(), shareClass, lot.quantity());
                    }
                }
                case GrantEvent.EquityCompensationReleased released ->
                    add(released.newSecurity(), released.holder(), "Common", released.issued());
                case ConvertibleEvent.ConvertibleConverted converted ->
                    add(converted.newSecurity(), converted.holder(), converted.shareClass(), converted.quantity());
                case WarrantEvent.WarrantExercised exercised ->
                    add(exercised.newSecurity(), exercised.holder(), exercised.shareClass(), exercised.issued());
                case CompanyDissolved _ -> {
                    quantities.clear();
                    holders.clear();
                }
                default -> {}
            }
        }

        private void add(SecurityId id, PartyId holder, String shareClass, Shares quantity) {
            classes.put(id, shareClass);
            holders.put(id, holder);
            set(id, quantity);
        }

        private void take(Lot lot) {
            take(lot.security(), lot.quantity());
        }

        private void take(SecurityId id, Shares quantity) {
            set(id, quantities.get(id).minus(quantity));
        }

        private void set(SecurityId id, Shares quantity) {
            if (quantity.isZero()) {
                quantities.remove(id);
                holders.remove(id);
            } else {
                quantities.put(id, quantity);
            }
        }
    }
}

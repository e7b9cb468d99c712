package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.captable.RandomCompany;
import io.dealledger.changes.Following.Place;
import io.dealledger.changes.PartyRollForward.Figure;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Lot;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.exposure.RunningPosition;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.ReportId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A position that is carried on from fact to fact, beside the one that is folded anew at each place. */
class FollowingTest {
    private static final PartyId TOP = RandomGroup.PARTIES.getFirst();

    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 6), 1);
    }

    /** How often a position was looked at, and how often it had figures without a fold of its own. */
    private static final class Count {
        int looked;
        int followed;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_the_figures_of_the_position_at_every_place_of_a_group_whose_members_come_and_go(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = RandomGroup.ledger(random, 140);
        if (random.nextBoolean()) {
            sprinkle(ledger, random, RandomGroup.FIRST, RandomGroup.DAYS, List.of("co_0", "co_1"));
        }
        Count count = new Count();
        compare("seed " + seed, ledger, random, RandomGroup.FIRST, RandomGroup.DAYS, count);
        assertThat(count.followed).as("seed " + seed).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_the_figures_of_the_position_at_every_place_of_a_company_with_rounds_classes_and_a_listing(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = new RecordedLedger();
        ledger.send(TOP.value(), new RegisterParty(null, "P", PartyKind.FUND, null, null, null, null, null));
        List<Recorded<CompanyEvent>> history = new ArrayList<>(RandomCompany.history(seed, 90));
        history.sort(Comparator.comparingLong(Recorded::position));
        history.forEach(fact -> ledger.add(RandomCompany.ID.value(), priced(fact.fact())));
        if (random.nextInt(4) == 0) {
            sprinkle(ledger, random, RandomCompany.FIRST, RandomCompany.DAYS, List.of(RandomCompany.ID.value()));
        }
        Count count = new Count();
        compare("seed " + seed, ledger, random, RandomCompany.FIRST, RandomCompany.DAYS, count);
        assertThat(count.looked).as("seed " + seed).isPositive();
    }

    private static CompanyEvent priced(CompanyEvent fact) {
        return fact instanceof SharesIssued issued
                ? new SharesIssued(
                        issued.security(),
                        issued.shareClass(),
                        issued.to(),
                        issued.quantity(),
                        Price.of("3", "USD"),
                        List.of(),
                        issued.when())
                : fact;
    }

    /** What keeps a position from being followed, from its day on. */
    private static void sprinkle(
            RecordedLedger ledger, Random random, LocalDate first, int days, List<String> companies) {
        for (String company : companies) {
            EffectiveOn when = EffectiveOn.day(first.plusDays(days / 2 + random.nextInt(days / 2)));
            Money amount = Money.of("7", "USD");
            ledger.add(
                    company,
                    switch (random.nextInt(4)) {
                        case 0 -> new DistributionPaid(DistributionKind.DIVIDEND, TOP, amount, when);
                        case 1 -> new InvestmentImpaired(TOP, amount, "it went badly", when);
                        case 2 -> new ComputeCreditsCommitted(TOP, TOP, amount, null, null, when);
                        default ->
                            new PositionReported(
                                    new ReportId("rp_1"),
                                    TOP,
                                    List.of(Stated.money(Op.EXACT, "900", "USD")),
                                    null,
                                    when,
                                    new Source("A paper", first, null, null, SourceClass.PRESS_NAMED));
                    });
        }
    }

    private static void compare(
            String seed, RecordedLedger ledger, Random random, LocalDate first, int days, Count count) {
        for (Basis basis : Basis.values()) {
            ExposureQuestion question = new ExposureQuestion(basis, true, null, null);
            PointInTime from =
                    PointInTime.of(first.plusDays(random.nextInt(days / 2)), 1L + random.nextInt((int) ledger.head()));
            PointInTime to = PointInTime.of(from.asOf().plusDays(random.nextInt(days)), ledger.head());
            HeldFacts held = new HeldFacts(ledger, to);
            held.gather(TOP, from, true, RandomChangesTest.ALONE);
            for (CompanyId company : held.companies()) {
                String where = seed + ", " + company + " from " + from + " to " + to + " by " + basis;
                Learning.RatesFirst learning =
                        Learning.ratesFirst(from, to.knownAt(), held.all(company), RandomChangesTest.ALONE);
                follow(
                        where + ", learning",
                        new Following(
                                TOP,
                                company,
                                question,
                                learning.steps(),
                                passed -> new Place(
                                        held.known(learning.known().get(passed)),
                                        learning.at(from.knownAt(to.knownAt()))),
                                held,
                                new Budget(Long.MAX_VALUE)),
                        company,
                        basis,
                        random,
                        count);
                Days happening = Days.between(from.asOf(), to.asOf(), held.standing(company), false);
                follow(
                        where + ", day by day",
                        new Following(
                                TOP,
                                company,
                                question,
                                happening.steps(),
                                passed -> new Place(
                                        held.at(happening.stations().get(passed)),
                                        held.on(happening.stations().get(passed).asOf())),
                                held,
                                new Budget(Long.MAX_VALUE)),
                        company,
                        basis,
                        random,
                        count);
            }
        }
    }

    private static void follow(
            String where, Following way, CompanyId company, Basis basis, Random random, Count count) {
        int passed = 0;
        while (passed <= way.steps().size()) {
            Optional<RunningPosition> running = way.at(passed);
            if (running.isPresent()) {
                count.looked++;
                count.followed += isSame(
                        where + " after " + passed,
                        running.get(),
                        position(way.place(passed), company, basis),
                        basis,
                        way.place(passed).point().asOf());
            }
            // Now and then back, as by halves.
            passed += random.nextInt(8) == 0 ? -random.nextInt(passed + 1) : 1 + random.nextInt(4);
        }
    }

    private static Optional<PortfolioPosition> position(Place place, CompanyId company, Basis basis) {
        Portfolios portfolios = new Portfolios(HeldFacts.only(company, place.facts()));
        Portfolio portfolio = portfolios.of(
                TOP,
                portfolios.group(TOP, place.point(), true),
                place.point(),
                basis,
                () -> new Translation(
                        null, null, Rates.of(List.of()), place.point().asOf()));
        return portfolio.positions().stream().findFirst();
    }

    private static int isSame(
            String where, RunningPosition running, Optional<PortfolioPosition> folded, Basis basis, LocalDate asOf) {
        assertThat(running.isConcerned()).as(where).isEqualTo(folded.isPresent());
        Optional<RunningPosition.Figures> figures = running.figures(basis, asOf);
        if (folded.isEmpty() || figures.isEmpty()) {
            return 0;
        }
        SortedMap<String, Fraction> shares = new TreeMap<>();
        for (Lot lot : folded.get().lots()) {
            if (lot.shareClass() != null) {
                shares.merge(lot.shareClass(), lot.quantity(), Fraction::plus);
            }
        }
        assertThat(figures.get().shares()).as(where).isEqualTo(shares);
        isSame(where + ": cost", figures.get().cost(), folded.get().cost());
        isSame(where + ": value", figures.get().value(), folded.get().value());
        return 1;
    }

    private static void isSame(String where, Claim running, Claim folded) {
        assertThat(Figure.of(running)).as(where).isEqualTo(Figure.of(folded));
        if (Figure.of(folded).unit() != null) {
            assertThat(Figure.of(running).words())
                    .as(where)
                    .isEqualTo(Figure.of(folded).words());
        }
    }
}

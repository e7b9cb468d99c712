package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.Leg;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random companies, reckoned a second time by somebody who knows no securities, no events and no claims. */
class NaiveRecalculationTest {
    private static final CompanyId COMPANY = new CompanyId("co_random");
    private static final int PARTIES = 5;
    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    /** A few seeds that stay, and others. */
    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 20), 1);
    }

    private enum Deed {
        ISSUE,
        SELL,
        GIVE,
        REPURCHASE,
        SPLIT
    }

    private record Act(Deed deed, LocalDate on, String shareClass, int from, int to, long quantity, long price) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_fold_agrees_with_the_naive_reckoning_for_every_party_and_group_on_every_day(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = new RecordedLedger();
        for (int party = 0; party < PARTIES; party++) {
            // Party 1 belongs to 0 and 2 to 1.
            PartyId parent = party == 1 || party == 2 ? party(party - 1) : null;
            ledger.send(
                    party(party).value(),
                    new RegisterParty(null, "P" + party, PartyKind.FUND, null, parent, null, null, null));
        }
        String stream = COMPANY.value();
        ledger.send(stream, new RegisterCompany(COMPANY, "Random", null, null, null, null, on(START), null));
        for (String shareClass : List.of("Common", "Preferred")) {
            ledger.send(
                    stream,
                    new AuthoriseShareClass(
                            shareClass,
                            shareClass.equals("Common") ? ShareClassType.COMMON : ShareClassType.PREFERRED,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            on(START),
                            null));
        }
        List<Act> acts = new ArrayList<>();
        LocalDate day = START;
        Exposure earlier = null;
        for (int step = 0; step < 40; step++) {
            if (step == 20) {
                earlier = ledger.exposure("p0", day.toString());
            }
            day = day.plusDays(random.nextInt(4));
            Act act = act(random, day, acts);
            if (act != null) {
                acts.add(act);
                ledger.send(stream, command(act));
            }
        }
        assertThat(earlier).as("seed %s", seed).isNotNull();
        assertThat(ledger.exposure(
                        "p0", earlier.at().asOf().toString(), earlier.at().knownAt()))
                .as("seed %s: what was known then never changes", seed)
                .usingRecursiveComparison()
                .isEqualTo(earlier);
        for (int check = 0; check < 6; check++) {
            LocalDate asOf = START.plusDays(random.nextInt((int) START.until(day, ChronoUnit.DAYS) + 2));
            for (int party = 0; party < PARTIES; party++) {
                boolean group = random.nextBoolean();
                compare(ledger, acts, asOf, party, group, "seed " + seed + ", party " + party + " on " + asOf);
            }
        }
    }

    private static void compare(
            RecordedLedger ledger, List<Act> acts, LocalDate asOf, int party, boolean group, String where) {
        Set<Integer> members = group && party < 3
                ? Set.of(0, 1, 2).stream().filter(member -> member >= party).collect(Collectors.toSet())
                : Set.of(party);
        Naive naive = new Naive(members);
        acts.stream().filter(act -> !act.on().isAfter(asOf)).forEach(naive::apply);
        Exposure exposure =
                ledger.exposure("p" + party, asOf.toString(), ledger.head(), new View(Basis.COST, group, null, null));
        assertThat(exposure.investments().isEmpty()).as(where).isEqualTo(!naive.touched);
        if (!naive.touched) {
            return;
        }
        Investment investment = exposure.investments().getFirst();
        is(investment.cost(), naive.cost(), where + ": cost");
        is(investment.carrying(), naive.cost(), where + ": carrying amount");
        is(investment.proceeds(), naive.proceeds, where + ": proceeds");
        is(investment.funding().invested(), naive.invested, where + ": invested");
        is(investment.funding().funded(), naive.invested, where + ": funded");
        is(investment.funding().unfunded(), Fraction.ZERO, where + ": unfunded");
        if (naive.outstanding().signum() > 0) {
            assertThat(investment.stakeFraction().orElseThrow())
                    .as(where + ": stake")
                    .isEqualTo(naive.held().over(naive.outstanding()));
        }
        assertThat(investment.holds())
                .as(where + ": holds")
                .isEqualTo(naive.held().signum() > 0);
    }

    private static void is(Claim claim, Fraction expected, String where) {
        assertThat(claim.exact()).as(where + " is " + Printed.words(claim)).contains(expected);
    }

    /** Adds by hand: each party's lots per class, the oldest first, as pairs of shares and cost. */
    private static final class Naive {
        private record Pile(Fraction shares, Fraction cost) {}

        private final Set<Integer> group;
        private final Map<String, Deque<Pile>> piles = new HashMap<>();
        private Fraction proceeds = Fraction.ZERO;
        private Fraction invested = Fraction.ZERO;
        private boolean touched;

        Naive(Set<Integer> group) {
            this.group = group;
        }

        void apply(Act act) {
            touched |= act.deed() != Deed.SPLIT && (group.contains(act.from()) || group.contains(act.to()));
            Fraction quantity = Fraction.of(act.quantity());
            Fraction money = Fraction.of(act.price()).times(quantity);
            switch (act.deed()) {
                case ISSUE -> {
                    pile(act.to(), act.shareClass()).addLast(new Pile(quantity, money));
                    if (group.contains(act.to())) {
                        invested = invested.plus(money);
                    }
                }
                case SELL, GIVE -> {
                    boolean inside = group.contains(act.from()) && group.contains(act.to());
                    List<Pile> taken = take(act.from(), act.shareClass(), quantity);
                    Fraction price = act.deed() == Deed.SELL ? Fraction.of(act.price()) : Fraction.ZERO;
                    for (Pile part : taken) {
                        pile(act.to(), act.shareClass())
                                .addLast(inside ? part : new Pile(part.shares(), price.times(part.shares())));
                    }
                    if (act.deed() == Deed.SELL && !inside && group.contains(act.from())) {
                        proceeds = proceeds.plus(money);
                    }
                }
                case REPURCHASE -> {
                    take(act.from(), act.shareClass(), quantity);
                    if (group.contains(act.from())) {
                        proceeds = proceeds.plus(money);
                    }
                }
                case SPLIT ->
                    piles.replaceAll((_, own) -> {
                        Deque<Pile> after = new ArrayDeque<>();
                        own.forEach(pile -> after.addLast(new Pile(pile.shares().times(quantity), pile.cost())));
                        return after;
                    });
            }
        }

        private Deque<Pile> pile(int party, String shareClass) {
            return piles.computeIfAbsent(party + shareClass, none -> new ArrayDeque<>());
        }

        private List<Pile> take(int party, String shareClass, Fraction shares) {
            List<Pile> taken = new ArrayList<>();
            Deque<Pile> own = pile(party, shareClass);
            Fraction left = shares;
            while (left.signum() > 0) {
                Pile oldest = own.removeFirst();
                Fraction now = left.min(oldest.shares());
                Fraction cost = oldest.cost().times(now).over(oldest.shares());
                taken.add(new Pile(now, cost));
                if (now.compareTo(oldest.shares()) < 0) {
                    own.addFirst(
                            new Pile(oldest.shares().minus(now), oldest.cost().minus(cost)));
                }
                left = left.minus(now);
            }
            return taken;
        }

        Fraction cost() {
            Fraction sum = Fraction.ZERO;
            for (Map.Entry<String, Deque<Pile>> entry : piles.entrySet()) {
                if (group.contains(entry.getKey().charAt(0) - '0')) {
                    for (Pile pile : entry.getValue()) {
                        sum = sum.plus(pile.cost());
                    }
                }
            }
            return sum;
        }

        Fraction held() {
            return shares(group);
        }

        Fraction outstanding() {
            return shares(Set.of(0, 1, 2, 3, 4));
        }

        private Fraction shares(Set<Integer> parties) {
            Fraction sum = Fraction.ZERO;
            for (Map.Entry<String, Deque<Pile>> entry : piles.entrySet()) {
                if (parties.contains(entry.getKey().charAt(0) - '0')) {
                    for (Pile pile : entry.getValue()) {
                        sum = sum.plus(pile.shares());
                    }
                }
            }
            return sum;
        }

        long heldBy(int party, String shareClass) {
            Fraction sum = pile(party, shareClass).stream().map(Pile::shares).reduce(Fraction.ZERO, Fraction::plus);
            return sum.numerator().longValueExact();
        }
    }

    /** Something that the law allows; nothing when the dice fall badly. */
    private static @Nullable Act act(Random random, LocalDate day, List<Act> before) {
        Naive now = new Naive(Set.of());
        before.forEach(now::apply);
        String shareClass = random.nextBoolean() ? "Common" : "Preferred";
        int from = random.nextInt(PARTIES);
        int to = (from + 1 + random.nextInt(PARTIES - 1)) % PARTIES;
        long price = 1L + random.nextInt(50);
        long held = now.heldBy(from, shareClass);
        Deed deed = random.nextInt(12) == 0 ? Deed.SPLIT : Deed.values()[random.nextInt(4)];
        return switch (deed) {
            case ISSUE -> new Act(deed, day, shareClass, -1, to, 1L + random.nextInt(10_000), price);
            case SELL, GIVE ->
                held == 0 ? null : new Act(deed, day, shareClass, from, to, 1 + random.nextLong(held), price);
            case REPURCHASE ->
                held == 0 ? null : new Act(deed, day, shareClass, from, -1, 1 + random.nextLong(held), price);
            case SPLIT -> new Act(deed, day, shareClass, -1, -1, 2L + random.nextInt(2), 0);
        };
    }

    private static Object command(Act act) {
        Shares quantity = Shares.of(act.quantity());
        Price price = Price.of(Long.toString(act.price()), "USD");
        StatedDate on = on(act.on());
        return switch (act.deed()) {
            case ISSUE ->
                new IssueShares(
                        null,
                        act.shareClass(),
                        party(act.to()),
                        quantity,
                        null,
                        List.of(Leg.cash(Money.of(Long.toString(act.price() * act.quantity()), "USD"))),
                        on,
                        null);
            case SELL, GIVE ->
                new TransferShares(
                        act.shareClass(),
                        party(act.from()),
                        party(act.to()),
                        quantity,
                        null,
                        null,
                        act.deed() == Deed.SELL ? price : null,
                        act.deed() == Deed.SELL,
                        on,
                        null);
            case REPURCHASE ->
                new RepurchaseShares(act.shareClass(), party(act.from()), quantity, null, null, price, on, null);
            case SPLIT ->
                new SplitShares(Ratio.of(act.quantity() + ":1"), List.of("Common", "Preferred"), null, null, on, null);
        };
    }

    private static PartyId party(int number) {
        return new PartyId("pa_p" + number);
    }

    private static StatedDate on(LocalDate day) {
        return StatedDate.of(day);
    }
}

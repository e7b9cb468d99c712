package io.dealledger.calculation.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.AntiDilution;
import io.dealledger.calculation.pricing.Convertible.Kind;
import io.dealledger.calculation.pricing.PricedRound.Controlling;
import io.dealledger.calculation.pricing.PricedRound.Conversion;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRound.Standing;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.NewInvestor;
import io.dealledger.calculation.pricing.PricingRefusal.CircularMfn;
import io.dealledger.calculation.pricing.PricingRefusal.NotPositive;
import io.dealledger.calculation.pricing.PricingRefusal.NothingLeft;
import io.dealledger.calculation.pricing.PricingRefusal.PriceRoundsToZero;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds of every round, found out with many random ones. */
class RoundPropertiesTest {
    private static final long SEED = Seeds.one();
    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 200);

    /** Every round that has a price; the seed of the one that fails is in the message. */
    private static void every(Function<RandomRounds, ARound> make, Consumer<Case> holds) {
        int priced = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            PricedRoundTerms terms = make.apply(new RandomRounds(seed)).terms();
            try {
                switch (RoundPricing.price(terms)) {
                    case PricedRound round -> {
                        priced++;
                        holds.accept(new Case(terms, round));
                    }
                    case PricingRefusal refusal ->
                        assertThat(refusal)
                                .isInstanceOfAny(
                                        NothingLeft.class,
                                        CircularMfn.class,
                                        NotPositive.class,
                                        PriceRoundsToZero.class);
                }
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dledger.seed=" + seed + ": " + terms, failure);
            }
        }
        assertThat(priced).isGreaterThan(ROUNDS / 2);
    }

    private record Case(PricedRoundTerms terms, PricedRound round) {
        Fraction sum(UnaryOperator<Fraction> none, Standing... standings) {
            return round.holders().stream()
                    .filter(row -> List.of(standings).contains(row.standing()))
                    .map(Row::shares)
                    .map(none)
                    .reduce(Fraction.ZERO, Fraction::plus);
        }
    }

    @Nested
    class Without_rounding {
        @Test
        void everything_adds_up() {
            every(RandomRounds::next, RoundPropertiesTest::addsUp);
        }

        @Test
        void price_times_shares_is_the_post_money_valuation() {
            every(RandomRounds::next, some -> {
                if (some.terms.capitalisation() == null) {
                    assertThat(some.round.price().times(some.round.totalShares()))
                            .isEqualTo(some.round.postMoney());
                    assertThat(some.round.postMoneyDifference()).isNull();
                    assertThat(some.round.price().times(some.round.preMoneyShares()))
                            .isEqualTo(some.round.preMoney());
                }
                assertThat(some.round.residue()).isNull();
            });
        }

        @Test
        void a_post_money_safe_at_its_cap_owns_exactly_amount_over_cap() {
            every(RandomRounds::next, some -> {
                for (int index = 0; index < some.round.conversions().size(); index++) {
                    Conversion conversion = some.round.conversions().get(index);
                    Convertible safe = some.terms.convertibles().get(index);
                    if (safe.kind() == Kind.SAFE_POST
                            && conversion.controlling() == Controlling.CAP
                            && conversion.elected() == null
                            && some.terms.capitalisation() == null) {
                        assertThat(conversion.percentBefore())
                                .isEqualTo(safe.amount().over(safe.cap()).times(Fraction.HUNDRED));
                    }
                }
            });
        }

        @Test
        void nobody_with_a_price_converts_for_more_than_the_price_of_the_round() {
            every(RandomRounds::next, RoundPropertiesTest::notWorseThanTheRound);
        }

        @Test
        void everybody_gets_the_best_of_what_the_terms_offer() {
            every(RandomRounds::next, some -> {
                for (int index = 0; index < some.round.conversions().size(); index++) {
                    assertThat(some.round.conversions().get(index).shares())
                            .as("%s", some.terms.convertibles().get(index))
                            .isEqualTo(most(some, index));
                }
            });
        }

        @Test
        void a_plain_iteration_with_long_decimals_comes_to_the_same() {
            every(RandomRounds::next, some -> {
                BigDecimal iterated = new Iteration(some.terms, some.round).total();
                BigDecimal solved = some.round.totalShares().toDecimal(30, RoundingMode.HALF_EVEN);
                assertThat(iterated.subtract(solved).abs())
                        .isLessThan(solved.movePointLeft(25).max(BigDecimal.ONE.movePointLeft(25)));
            });
        }

        @Test
        void protected_classes_come_out_as_the_function_for_several_classes_has_them() {
            every(RandomRounds::next, some -> {
                List<ExistingHolder> classes = some.terms.holders().stream()
                        .filter(holder -> holder.antiDilution() != null)
                        .toList();
                if (classes.isEmpty() || some.round.raised().isZero()) {
                    return;
                }
                Fraction preferred =
                        classes.stream().map(ExistingHolder::shares).reduce(Fraction.ZERO, Fraction::plus);
                Fraction before = some.terms.holders().stream()
                        .map(ExistingHolder::shares)
                        .reduce(Fraction.ZERO, Fraction::plus);
                List<AntiDilution.Adjusted> adjusted = AntiDilution.of(new AntiDilution.Terms(
                                some.round.price(),
                                some.round.newShares(),
                                null,
                                before.minus(preferred),
                                null,
                                null,
                                null,
                                null,
                                classes.stream()
                                        .map(holder -> new AntiDilution.Preferred(
                                                holder.name(),
                                                holder.shares(),
                                                holder.antiDilution().conversionPrice(),
                                                null,
                                                holder.antiDilution().method()))
                                        .toList(),
                                null))
                        .classes();
                for (int index = 0; index < classes.size(); index++) {
                    Row row = ARound.row(some.round, classes.get(index).name());
                    assertThat(row.conversionPrice())
                            .isEqualTo(adjusted.get(index).conversionPrice());
                    assertThat(row.shares()).isEqualTo(adjusted.get(index).asConverted());
                }
            });
        }

        @Test
        void the_order_of_convertibles_does_not_matter_unless_somebody_takes_later_terms() {
            every(RandomRounds::next, some -> {
                List<Convertible> shuffled = new ArrayList<>(some.terms.convertibles());
                if (shuffled.stream().noneMatch(Convertible::isMfn)) {
                    Collections.shuffle(shuffled, new Random(SEED));
                    PricedRound again = price(some.terms, shuffled);
                    assertThat(again.price()).isEqualTo(some.round.price());
                    assertThat(again.conversions()).containsExactlyInAnyOrderElementsOf(some.round.conversions());
                }
            });
        }

        @Test
        void ten_times_the_shares_are_worth_a_tenth_each() {
            every(RandomRounds::next, some -> {
                Fraction ten = Fraction.of(10);
                PricedRound again = scaled(some.terms, ten, Fraction.ONE);
                assertThat(again.price().times(ten)).isEqualTo(some.round.price());
                assertThat(again.totalShares())
                        .isEqualTo(some.round.totalShares().times(ten));
                assertThat(again.conversions())
                        .extracting(Conversion::percent)
                        .isEqualTo(some.round.conversions().stream()
                                .map(Conversion::percent)
                                .toList());
            });
        }

        @Test
        void another_currency_changes_the_price_and_nothing_else() {
            every(RandomRounds::next, some -> {
                Fraction rate = Fraction.of(717, 100);
                PricedRound again = scaled(some.terms, Fraction.ONE, rate);
                assertThat(again.price()).isEqualTo(some.round.price().times(rate));
                assertThat(again.holders())
                        .extracting(Row::shares)
                        .isEqualTo(
                                some.round.holders().stream().map(Row::shares).toList());
            });
        }
    }

    @Nested
    class With_rounding {
        @Test
        void everything_adds_up_to_the_share() {
            every(RandomRounds::nextRounded, RoundPropertiesTest::addsUp);
        }

        @Test
        void nobody_with_a_price_converts_for_more_than_the_price_of_the_round() {
            every(RandomRounds::nextRounded, RoundPropertiesTest::notWorseThanTheRound);
        }

        @Test
        void new_shares_are_whole_and_paid_for() {
            every(RandomRounds::nextRounded, some -> {
                boolean whole = some.round.rounding().shares() == ShareRounding.FLOOR;
                for (Row row : some.round.holders()) {
                    if (whole && row.standing() != Standing.HOLDER) {
                        assertThat(row.shares().denominator()).isOne();
                    }
                }
                for (Conversion conversion : some.round.conversions()) {
                    Fraction remainder = conversion.remainder() == null ? Fraction.ZERO : conversion.remainder();
                    if (conversion.price() != null && conversion.controlling() != Controlling.PERCENT) {
                        assertThat(conversion.shares().times(conversion.price()).plus(remainder))
                                .isEqualTo(conversion.amount());
                        assertThat(remainder).isBetween(Fraction.ZERO, whole ? conversion.price() : Fraction.ZERO);
                    }
                }
            });
        }

        @Test
        void prices_follow_from_the_very_shares_that_follow_from_them() {
            every(RandomRounds::nextRounded, some -> {
                if (some.round.residue() == null) {
                    Fraction exact = some.terms.capitalisation() == null
                            ? some.round.postMoney().over(some.round.totalShares())
                            : some.round.preMoney().over(some.terms.capitalisation());
                    assertThat(FigureRounding.round(exact, some.round.rounding().price()))
                            .isEqualTo(some.round.price());
                } else {
                    assertThat(some.round.residue().signum()).isNotZero();
                }
            });
        }

        /** Rounded down a price can fall from step to step, and at last to nothing. */
        @Test
        void there_is_always_a_count_that_agrees_with_itself_when_prices_are_rounded_up() {
            every(RandomRounds::nextRounded, some -> {
                FigureRounding.Mode mode = some.round.rounding().price().mode();
                if (mode == FigureRounding.Mode.CEILING || mode == FigureRounding.Mode.UP) {
                    assertThat(some.round.residue()).isNull();
                }
            });
        }
    }

    private static void addsUp(Case some) {
        PricedRound round = some.round;
        Fraction shares = round.holders().stream().map(Row::shares).reduce(Fraction.ZERO, Fraction::plus);
        assertThat(shares).isEqualTo(round.totalShares());
        assertThat(round.holders().stream().map(Row::percent).reduce(Fraction.ZERO, Fraction::plus))
                .isEqualTo(Fraction.HUNDRED);
        UnaryOperator<Fraction> as = UnaryOperator.identity();
        assertThat(some.sum(as, Standing.NEW_MONEY)).isEqualTo(round.newShares());
        assertThat(some.sum(as, Standing.POOL)).isEqualTo(round.pool());
        assertThat(round.totalShares().minus(round.newShares())).isEqualTo(round.preMoneyShares());
        assertThat(round.preMoneyShares().minus(round.poolIncrease())).isEqualTo(round.companyCapitalisation());
        assertThat(round.poolIncrease().signum()).isNotNegative();
        assertThat(round.raised().plus(round.preMoney())).isEqualTo(round.postMoney());
    }

    private static void notWorseThanTheRound(Case some) {
        for (Conversion conversion : some.round.conversions()) {
            if (conversion.controlling() == Controlling.PERCENT) {
                continue;
            }
            if (conversion.price() != null) {
                assertThat(conversion.price()).isLessThanOrEqualTo(some.round.price());
            }
            Fraction atRound = conversion.amount().over(some.round.price());
            assertThat(conversion.shares())
                    .isGreaterThanOrEqualTo(
                            some.round.rounding().shares() == ShareRounding.FLOOR
                                    ? Fraction.of(atRound.toDecimal(0, RoundingMode.FLOOR))
                                    : atRound);
        }
    }

    /** From the words of the terms, and the counts of the answer. */
    private static Fraction most(Case some, int index) {
        Convertible convertible = some.terms.convertibles().get(index);
        Fraction amount = some.round.conversions().get(index).amount();
        List<Convertible> takes = new ArrayList<>(List.of(convertible));
        if (convertible.isMfn()) {
            takes.addAll(some.terms
                    .convertibles()
                    .subList(index + 1, some.terms.convertibles().size()));
        }
        Fraction price = some.round.price();
        Fraction lowest = price;
        for (Convertible terms : takes) {
            if (terms.discount() != null) {
                lowest = lowest.min(price.minus(price.times(terms.discount())));
            }
            if (terms.cap() != null) {
                lowest = lowest.min(terms.cap().over(under(some, terms)));
            }
        }
        return convertible.percent() == null
                ? amount.over(lowest)
                : convertible.percent().part().times(some.round.companyCapitalisation());
    }

    private static Fraction under(Case some, Convertible terms) {
        if (some.terms.capitalisation() != null) {
            return some.terms.capitalisation();
        }
        return switch (terms.kind()) {
            case SAFE_POST, FIXED_PERCENT -> some.round.companyCapitalisation();
            case NOTE -> some.round.preMoneyShares();
            case SAFE_PRE -> some.sum(UnaryOperator.identity(), Standing.HOLDER, Standing.POOL);
        };
    }

    private static PricedRound price(PricedRoundTerms terms, List<Convertible> convertibles) {
        return (PricedRound) RoundPricing.price(new PricedRoundTerms(
                terms.preMoney(),
                terms.postMoney(),
                terms.raise(),
                terms.newInvestors(),
                terms.holders(),
                terms.poolPostMoney(),
                terms.poolBasis(),
                terms.poolIncrease(),
                convertibles,
                terms.capitalisation(),
                terms.rounding()));
    }

    private static @Nullable Fraction times(@Nullable Fraction figure, Fraction factor) {
        return figure == null ? null : figure.times(factor);
    }

    private static PricedRound scaled(PricedRoundTerms terms, Fraction shares, Fraction money) {
        return (PricedRound) RoundPricing.price(new PricedRoundTerms(
                times(terms.preMoney(), money),
                times(terms.postMoney(), money),
                times(terms.raise(), money),
                terms.newInvestors().stream()
                        .map(investor -> new NewInvestor(
                                investor.name(), investor.amount().times(money)))
                        .toList(),
                terms.holders().stream()
                        .map(holder -> new ExistingHolder(
                                holder.name(),
                                holder.shares().times(shares),
                                holder.unissuedPool(),
                                holder.options(),
                                holder.antiDilution() == null
                                        ? null
                                        : new PricedRoundTerms.AntiDilution(
                                                holder.antiDilution().method(),
                                                holder.antiDilution()
                                                        .conversionPrice()
                                                        .times(money)
                                                        .over(shares),
                                                null)))
                        .toList(),
                terms.poolPostMoney(),
                terms.poolBasis(),
                times(terms.poolIncrease(), shares),
                terms.convertibles().stream()
                        .map(convertible -> new Convertible(
                                convertible.name(),
                                convertible.kind(),
                                convertible.amount().times(money),
                                times(convertible.cap(), money),
                                convertible.discount(),
                                convertible.percent(),
                                convertible.mfn(),
                                convertible.interest(),
                                convertible.capBasis()))
                        .toList(),
                times(terms.capitalisation(), shares),
                terms.rounding()));
    }

    /** The same counts by walking up, with 60 digits: no choices, no equations. */
    private static final class Iteration {
        private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

        private final PricedRoundTerms terms;
        private final PricedRound round;

        Iteration(PricedRoundTerms terms, PricedRound round) {
            this.terms = terms;
            this.round = round;
        }

        private static BigDecimal d(Fraction figure) {
            return new BigDecimal(figure.numerator()).divide(new BigDecimal(figure.denominator()), DIGITS);
        }

        BigDecimal total() {
            BigDecimal before =
                    terms.holders().stream().map(holder -> d(holder.shares())).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal total = before;
            BigDecimal company = before;
            BigDecimal last = BigDecimal.ZERO;
            while (last.subtract(total).abs().compareTo(total.movePointLeft(50)) > 0) {
                last = total;
                BigDecimal price = terms.capitalisation() == null
                        ? d(round.postMoney()).divide(total, DIGITS)
                        : d(round.preMoney()).divide(d(terms.capitalisation()), DIGITS);
                BigDecimal bought = d(round.raised()).divide(price, DIGITS);
                BigDecimal pooled = BigDecimal.ZERO;
                BigDecimal issued = BigDecimal.ZERO;
                for (ExistingHolder holder : terms.holders()) {
                    boolean inPool = Boolean.TRUE.equals(holder.unissuedPool())
                            || (terms.poolBasis() == PricedRoundTerms.PoolBasis.TOTAL
                                    && Boolean.TRUE.equals(holder.options()));
                    if (inPool) {
                        pooled = pooled.add(d(holder.shares()));
                    } else {
                        issued = issued.add(asConverted(holder, before, price, bought));
                    }
                }
                BigDecimal pool = pooled.add(terms.poolIncrease() == null ? BigDecimal.ZERO : d(terms.poolIncrease()))
                        .max(
                                terms.poolPostMoney() == null
                                        ? BigDecimal.ZERO
                                        : d(terms.poolPostMoney()).multiply(total, DIGITS));
                BigDecimal conversions = BigDecimal.ZERO;
                for (int index = 0; index < terms.convertibles().size(); index++) {
                    conversions = conversions.add(shares(index, price, company, issued, pool, pooled));
                }
                company = issued.add(pooled).add(conversions);
                total = company.subtract(pooled).add(pool).add(bought);
            }
            return total;
        }

        private BigDecimal asConverted(ExistingHolder holder, BigDecimal before, BigDecimal price, BigDecimal bought) {
            BigDecimal shares = d(holder.shares());
            if (holder.antiDilution() == null) {
                return shares;
            }
            BigDecimal old = d(holder.antiDilution().conversionPrice());
            if (price.compareTo(old) >= 0 || round.raised().isZero()) {
                return shares;
            }
            BigDecimal adjusted = switch (holder.antiDilution().method()) {
                case NONE -> old;
                case FULL_RATCHET -> price;
                case BROAD_BASED -> weighted(old, before, bought);
                case NARROW_BASED ->
                    weighted(
                            old,
                            terms.holders().stream()
                                    .filter(preferred -> preferred.antiDilution() != null)
                                    .map(preferred -> d(preferred.shares()))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add),
                            bought);
            };
            return shares.multiply(old).divide(adjusted, DIGITS);
        }

        private BigDecimal weighted(BigDecimal old, BigDecimal base, BigDecimal bought) {
            return old.multiply(base.add(d(round.raised()).divide(old, DIGITS)), DIGITS)
                    .divide(base.add(bought), DIGITS);
        }

        private BigDecimal shares(
                int index,
                BigDecimal price,
                BigDecimal company,
                BigDecimal issued,
                BigDecimal pool,
                BigDecimal pooled) {
            Convertible convertible = terms.convertibles().get(index);
            BigDecimal lowest = price;
            int until = convertible.isMfn() ? terms.convertibles().size() : index + 1;
            for (Convertible offered : terms.convertibles().subList(index, until)) {
                if (offered.discount() != null) {
                    lowest = lowest.min(price.multiply(BigDecimal.ONE.subtract(d(offered.discount())), DIGITS));
                }
                if (offered.cap() != null) {
                    BigDecimal under = terms.capitalisation() != null
                            ? d(terms.capitalisation())
                            : switch (offered.kind()) {
                                case SAFE_POST, FIXED_PERCENT -> company;
                                case SAFE_PRE -> issued.add(pool);
                                case NOTE -> company.subtract(pooled).add(pool);
                            };
                    lowest = lowest.min(d(offered.cap()).divide(under, DIGITS));
                }
            }
            return convertible.percent() == null
                    ? d(round.conversions().get(index).amount()).divide(lowest, DIGITS)
                    : d(convertible.percent().part()).multiply(company, DIGITS);
        }
    }
}

package io.dealledger.calculation.pricing;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.pricing.Convertible.Kind;
import io.dealledger.calculation.pricing.PricedRoundTerms.AntiDilution;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.NewInvestor;
import io.dealledger.calculation.pricing.PricedRoundTerms.PoolBasis;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.calculation.pricing.PricingRefusal.AmbiguousPercent;
import io.dealledger.calculation.pricing.PricingRefusal.CircularMfn;
import io.dealledger.calculation.pricing.PricingRefusal.DatesReversed;
import io.dealledger.calculation.pricing.PricingRefusal.GivenTwice;
import io.dealledger.calculation.pricing.PricingRefusal.Missing;
import io.dealledger.calculation.pricing.PricingRefusal.Negative;
import io.dealledger.calculation.pricing.PricingRefusal.NotOfThisKind;
import io.dealledger.calculation.pricing.PricingRefusal.NotPositive;
import io.dealledger.calculation.pricing.PricingRefusal.NothingBefore;
import io.dealledger.calculation.pricing.PricingRefusal.OutOfRange;
import io.dealledger.calculation.pricing.PricingRefusal.TooLong;
import io.dealledger.calculation.pricing.PricingRefusal.TooManyDigits;
import io.dealledger.calculation.pricing.RoundFacts.AtRound;
import io.dealledger.calculation.pricing.RoundFacts.Cap;
import io.dealledger.calculation.pricing.RoundFacts.Converting;
import io.dealledger.calculation.pricing.RoundFacts.Discount;
import io.dealledger.calculation.pricing.RoundFacts.Offer;
import io.dealledger.calculation.pricing.RoundFacts.Protected;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses terms that cannot be, and brings the others into the form in which they are calculated with. */
final class RoundChecks {
    private static final long MOST_YEARS = 100;
    /** A round of 100 convertibles and 1000 holders has half as many. */
    private static final long MOST_BITS = 64_000;

    sealed interface Checked {}

    record Possible(RoundFacts facts) implements Checked {}

    record Refused(PricingRefusal why) implements Checked {}

    private final PricedRoundTerms terms;
    private @Nullable PricingRefusal first;

    private RoundChecks(PricedRoundTerms terms) {
        this.terms = terms;
    }

    static Checked check(PricedRoundTerms terms) {
        RoundChecks checks = new RoundChecks(terms);
        RoundFacts facts = checks.facts();
        return checks.first == null && facts != null
                ? new Possible(facts)
                : new Refused(Objects.requireNonNull(checks.first));
    }

    private void refuse(PricingRefusal refusal) {
        first = first == null ? refusal : first;
    }

    private void positive(String pointer, @Nullable Fraction figure) {
        if (figure != null && figure.signum() <= 0) {
            refuse(new NotPositive(pointer, figure));
        }
    }

    private void notNegative(String pointer, @Nullable Fraction figure) {
        if (figure != null && figure.signum() < 0) {
            refuse(new Negative(pointer, figure));
        }
    }

    private void belowOne(String pointer, @Nullable Fraction figure) {
        if (figure != null && (figure.signum() < 0 || figure.compareTo(Fraction.ONE) >= 0)) {
            refuse(new OutOfRange(pointer, figure, Fraction.ONE));
        }
    }

    private @Nullable RoundFacts facts() {
        Fraction preMoney = terms.preMoney();
        Fraction postMoney = terms.postMoney();
        Fraction raise = terms.raise();
        positive("/preMoney", preMoney);
        positive("/postMoney", postMoney);
        notNegative("/raise", raise);
        for (int index = 0; index < terms.newInvestors().size(); index++) {
            positive(
                    "/newInvestors/" + index + "/amount",
                    terms.newInvestors().get(index).amount());
        }
        Fraction invested =
                terms.newInvestors().stream().map(NewInvestor::amount).reduce(Fraction.ZERO, Fraction::plus);
        if (raise != null && !terms.newInvestors().isEmpty()) {
            refuse(new GivenTwice("/newInvestors", invested, "/raise", raise));
        }
        Fraction raised = raise == null ? invested : raise;
        if (preMoney != null && postMoney != null) {
            refuse(new GivenTwice("/postMoney", postMoney, "/preMoney", preMoney));
        } else if (preMoney == null && postMoney != null) {
            preMoney = postMoney.minus(raised);
            if (preMoney.signum() <= 0) {
                refuse(new NothingBefore("/postMoney", postMoney, raised));
            }
        } else if (preMoney == null) {
            refuse(new Missing("/preMoney", "preMoney or postMoney is needed"));
        }
        positive("/capitalisation", terms.capitalisation());
        pool();
        Fraction before = holders();
        if (first != null || preMoney == null) {
            return null;
        }
        List<Converting> convertibles = convertibles(preMoney);
        if (first == null) {
            digits(convertibles);
        }
        if (first != null) {
            return null;
        }
        PoolBasis basis = RoundPricing.basis(terms);
        Fraction pooled = Fraction.ZERO;
        Fraction plain = terms.holders().isEmpty() ? before : Fraction.ZERO;
        List<Protected> protectedHolders = new ArrayList<>();
        for (int index = 0; index < terms.holders().size(); index++) {
            ExistingHolder holder = terms.holders().get(index);
            AntiDilution antiDilution = holder.antiDilution();
            if (holder.isIn(basis)) {
                pooled = pooled.plus(holder.shares());
            } else if (antiDilution != null) {
                protectedHolders.add(new Protected(
                        index,
                        holder.shares(),
                        antiDilution.conversionPrice(),
                        base(antiDilution, before),
                        // Without new money nothing is issued that anybody could be protected from.
                        raised.isZero() ? Method.NONE : antiDilution.method()));
            } else {
                plain = plain.plus(holder.shares());
            }
        }
        List<NewInvestor> investors = !terms.newInvestors().isEmpty()
                ? terms.newInvestors()
                : raised.isZero() ? List.of() : List.of(new NewInvestor("New investors", raised));
        RoundRounding rounding = terms.rounding();
        return new RoundFacts(
                preMoney,
                preMoney.plus(raised),
                raised,
                investors,
                before,
                plain,
                pooled,
                protectedHolders,
                terms.poolPostMoney() == null ? Fraction.ZERO : terms.poolPostMoney(),
                terms.poolIncrease() == null ? Fraction.ZERO : terms.poolIncrease(),
                convertibles,
                terms.capitalisation(),
                rounding == null ? RoundRounding.NONE : rounding);
    }

    private Fraction base(AntiDilution antiDilution, Fraction before) {
        Fraction stated = antiDilution.base();
        if (stated != null) {
            return stated;
        }
        return switch (antiDilution.method()) {
            case BROAD_BASED, FULL_RATCHET, NONE -> before;
            case NARROW_BASED ->
                terms.holders().stream()
                        .filter(holder -> holder.antiDilution() != null)
                        .map(ExistingHolder::shares)
                        .reduce(Fraction.ZERO, Fraction::plus);
        };
    }

    private void digits(List<Converting> convertibles) {
        Stream<@Nullable Fraction> figures = Stream.of(
                        Stream.of(
                                terms.preMoney(),
                                terms.postMoney(),
                                terms.raise(),
                                terms.capitalisation(),
                                terms.poolPostMoney(),
                                terms.poolIncrease()),
                        terms.newInvestors().stream().map(NewInvestor::amount),
                        terms.holders().stream().map(ExistingHolder::shares),
                        terms.holders().stream()
                                .map(ExistingHolder::antiDilution)
                                .filter(Objects::nonNull)
                                .flatMap(protection -> Stream.of(protection.conversionPrice(), protection.base())),
                        convertibles.stream()
                                .flatMap(convertible -> Stream.of(
                                        convertible.amount(),
                                        convertible.part(),
                                        convertible.terms().cap(),
                                        convertible.terms().discount())))
                .flatMap(some -> some);
        long bits = figures.filter(Objects::nonNull)
                .mapToLong(figure ->
                        figure.numerator().bitLength() + figure.denominator().bitLength())
                .sum();
        if (bits > MOST_BITS) {
            refuse(new TooManyDigits("", bits, MOST_BITS));
        }
    }

    private void pool() {
        belowOne("/poolPostMoney", terms.poolPostMoney());
        notNegative("/poolIncrease", terms.poolIncrease());
        if (terms.poolPostMoney() != null && terms.poolIncrease() != null) {
            refuse(new GivenTwice("/poolIncrease", terms.poolIncrease(), "/poolPostMoney", terms.poolPostMoney()));
        }
    }

    /** @return all shares before the round; a stated capitalisation stands for holders that nobody lists */
    private Fraction holders() {
        Fraction before = Fraction.ZERO;
        for (int index = 0; index < terms.holders().size(); index++) {
            ExistingHolder holder = terms.holders().get(index);
            String at = "/holders/" + index;
            notNegative(at + "/shares", holder.shares());
            AntiDilution antiDilution = holder.antiDilution();
            if (antiDilution != null) {
                positive(at + "/antiDilution/conversionPrice", antiDilution.conversionPrice());
                positive(at + "/antiDilution/base", antiDilution.base());
                if (holder.isIn(PoolBasis.TOTAL)) {
                    refuse(new Missing(at + "/antiDilution", "The pool and its options are not protected"));
                }
            }
            before = before.plus(holder.shares());
        }
        if (before.isZero() && terms.holders().isEmpty() && terms.capitalisation() != null) {
            return terms.capitalisation();
        }
        if (before.isZero()) {
            refuse(new Missing("/holders", "Somebody holds shares before the round, or capitalisation says how many"));
        }
        return before;
    }

    private List<Converting> convertibles(Fraction preMoney) {
        List<Convertible> all = terms.convertibles();
        List<Converting> converting = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            Convertible convertible = all.get(index);
            String at = "/convertibles/" + index;
            positive(at + "/amount", convertible.amount());
            positive(at + "/cap", convertible.statedCap());
            belowOne(at + "/discount", convertible.discount());
            Fraction part = part(convertible, at, preMoney);
            Fraction interest = interest(convertible, at);
            if (first == null) {
                converting.add(new Converting(
                        convertible,
                        interest == null
                                ? convertible.amount()
                                : convertible.amount().plus(interest),
                        interest,
                        part,
                        offers(index)));
            }
        }
        circularMfn();
        return converting;
    }

    private @Nullable Fraction part(Convertible convertible, String at, Fraction preMoney) {
        Percent percent = convertible.percent();
        if (convertible.kind() != Kind.FIXED_PERCENT) {
            if (percent != null) {
                refuse(new NotOfThisKind(at + "/percent", convertible.kind()));
            }
            return null;
        }
        if (percent == null) {
            refuse(new Missing(at + "/percent", "A FIXED_PERCENT has a percent"));
            return null;
        }
        if (percent.figure().signum() <= 0) {
            refuse(new NotPositive(at + "/percent", percent.figure()));
        } else if (percent.figure().compareTo(Fraction.HUNDRED) >= 0) {
            refuse(new OutOfRange(at + "/percent", percent.figure(), Fraction.HUNDRED));
        } else if (percent.mayBeFraction()) {
            // As a percentage it would be worth less than was paid for it at any price that the round can have.
            if (convertible.amount().compareTo(percent.part().times(preMoney)) > 0) {
                return percent.figure();
            }
            refuse(new AmbiguousPercent(at + "/percent", percent));
        }
        return percent.part();
    }

    private @Nullable Fraction interest(Convertible convertible, String at) {
        Interest interest = convertible.interest();
        if (interest == null) {
            return null;
        }
        if (convertible.kind() != Kind.NOTE) {
            refuse(new NotOfThisKind(at + "/interest", convertible.kind()));
        }
        notNegative(at + "/interest/rate", interest.rate());
        if (interest.to().isBefore(interest.from())) {
            refuse(new DatesReversed(at + "/interest/to", interest.from(), interest.to()));
        } else if (interest.to().isAfter(interest.from().plusYears(MOST_YEARS))) {
            refuse(new TooLong(at + "/interest/to", interest.from(), interest.to(), MOST_YEARS));
        }
        return first == null ? interest.on(convertible.amount()) : null;
    }

    private List<Offer> offers(int index) {
        Convertible convertible = terms.convertibles().get(index);
        List<Offer> offers = new ArrayList<>();
        offer(convertible, null, offers);
        if (convertible.isMfn()) {
            for (Convertible later :
                    terms.convertibles().subList(index + 1, terms.convertibles().size())) {
                offer(later, later, offers);
            }
        }
        offers.add(new AtRound());
        return offers;
    }

    /** Of caps over the same shares only the lowest can ever be the best, and of discounts the greatest. */
    private static void offer(Convertible convertible, @Nullable Convertible of, List<Offer> offers) {
        Fraction valuation = convertible.statedCap();
        Fraction discount = convertible.discount();
        if (valuation != null) {
            Cap cap = new Cap(valuation, convertible.basis(), of);
            if (offers.stream().noneMatch(other -> other instanceof Cap another && another.isNeverWorseThan(cap))) {
                offers.removeIf(other -> other instanceof Cap another && cap.isNeverWorseThan(another));
                offers.add(cap);
            }
        }
        if (discount != null && !discount.isZero()) {
            Fraction kept = Fraction.ONE.minus(discount);
            if (offers.stream()
                    .noneMatch(other ->
                            other instanceof Discount another && another.kept().compareTo(kept) <= 0)) {
                offers.removeIf(Discount.class::isInstance);
                offers.add(new Discount(kept, of));
            }
        }
    }

    private void circularMfn() {
        List<Convertible> all = terms.convertibles();
        List<Convertible> takers = all.stream()
                .filter(convertible -> convertible.isMfn() && !convertible.offersTerms())
                .toList();
        if (takers.size() > 1 && all.stream().noneMatch(Convertible::offersTerms)) {
            refuse(new CircularMfn(
                    "/convertibles/" + all.indexOf(takers.getFirst()) + "/mfn",
                    takers.stream().map(Convertible::name).toList()));
        }
    }
}

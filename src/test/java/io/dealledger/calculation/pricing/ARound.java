package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.pricing.PricedRound.Conversion;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRoundTerms.AntiDilution;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.NewInvestor;
import io.dealledger.calculation.pricing.PricedRoundTerms.PoolBasis;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A round, term by term. */
final class ARound {
    private @Nullable Fraction preMoney;
    private @Nullable Fraction postMoney;
    private @Nullable Fraction raise;
    private @Nullable Fraction pool;
    private @Nullable PoolBasis basis;
    private @Nullable Fraction poolIncrease;
    private @Nullable Fraction capitalisation;
    private @Nullable RoundRounding rounding;
    private final List<NewInvestor> investors = new ArrayList<>();
    private final List<ExistingHolder> holders = new ArrayList<>();
    private final List<Convertible> convertibles = new ArrayList<>();

    static ARound preMoney(String amount) {
        ARound round = new ARound();
        round.preMoney = f(amount);
        return round;
    }

    static ARound postMoney(String amount) {
        return new ARound().orPostMoney(amount);
    }

    static Fraction f(String figure) {
        return Fraction.of(figure);
    }

    /** The figure to so many places, as outside sources print it. */
    static String shown(@Nullable Fraction figure, int places) {
        return figure == null
                ? ""
                : figure.toDecimal(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    ARound orPostMoney(String amount) {
        postMoney = f(amount);
        return this;
    }

    ARound raise(String amount) {
        raise = f(amount);
        return this;
    }

    ARound invests(String name, String amount) {
        investors.add(new NewInvestor(name, f(amount)));
        return this;
    }

    ARound holds(String name, String shares) {
        return holds(new ExistingHolder(name, f(shares)));
    }

    ARound holds(ExistingHolder holder) {
        holders.add(holder);
        return this;
    }

    ARound unissued(String name, String shares) {
        return holds(new ExistingHolder(name, f(shares), true, null, null));
    }

    ARound options(String name, String shares) {
        return holds(new ExistingHolder(name, f(shares), null, true, null));
    }

    ARound protectedHolder(String name, Fraction shares, Method method, Fraction conversionPrice) {
        return holds(new ExistingHolder(name, shares, null, null, new AntiDilution(method, conversionPrice, null)));
    }

    ARound pool(String fraction) {
        pool = f(fraction);
        return this;
    }

    ARound totalPool(String fraction) {
        basis = PoolBasis.TOTAL;
        return pool(fraction);
    }

    ARound poolIncrease(String shares) {
        poolIncrease = f(shares);
        return this;
    }

    ARound capitalisation(String shares) {
        capitalisation = f(shares);
        return this;
    }

    ARound converts(Convertible convertible) {
        convertibles.add(convertible);
        return this;
    }

    ARound safe(String name, String amount, String cap) {
        return converts(Convertible.of(name, Convertible.Kind.SAFE_POST, f(amount), f(cap), null));
    }

    ARound discounted(String name, String amount, String discount) {
        return converts(Convertible.of(name, Convertible.Kind.SAFE_POST, f(amount), null, f(discount)));
    }

    ARound preMoneySafe(String name, String amount, String cap) {
        return converts(Convertible.of(name, Convertible.Kind.SAFE_PRE, f(amount), f(cap), null));
    }

    ARound note(String name, String amount, @Nullable String cap, @Nullable String discount) {
        return converts(Convertible.of(
                name,
                Convertible.Kind.NOTE,
                f(amount),
                cap == null ? null : f(cap),
                discount == null ? null : f(discount)));
    }

    ARound accruing(String name, String amount, @Nullable String discount, Interest interest) {
        return converts(new Convertible(
                name,
                Convertible.Kind.NOTE,
                f(amount),
                null,
                discount == null ? null : f(discount),
                null,
                null,
                interest,
                null));
    }

    ARound mfn(String name, String amount) {
        return converts(
                new Convertible(name, Convertible.Kind.SAFE_POST, f(amount), null, null, null, true, null, null));
    }

    ARound fixedPercent(String name, String amount, String percent) {
        return converts(new Convertible(
                name, Convertible.Kind.FIXED_PERCENT, f(amount), null, null, Percent.of(percent), null, null, null));
    }

    ARound rounded(int places, FigureRounding.Mode mode, ShareRounding shares) {
        return rounded(new RoundRounding(new FigureRounding(places, mode), null, shares));
    }

    ARound rounded(RoundRounding how) {
        rounding = how;
        return this;
    }

    /** As the public calculators of lawyers do it: prices up at the fifth place, shares down. */
    ARound asLawyersDo() {
        return rounded(5, FigureRounding.Mode.CEILING, ShareRounding.FLOOR);
    }

    PricedRoundTerms terms() {
        return new PricedRoundTerms(
                preMoney,
                postMoney,
                raise,
                investors,
                holders,
                pool,
                basis,
                poolIncrease,
                convertibles,
                capitalisation,
                rounding);
    }

    PricedRound priced() {
        return switch (RoundPricing.price(terms())) {
            case PricedRound round -> round;
            case PricingRefusal refusal -> throw new AssertionError(refusal.pointer() + ": " + refusal.detail());
        };
    }

    PricingRefusal refused() {
        return switch (RoundPricing.price(terms())) {
            case PricedRound round -> throw new AssertionError("priced at " + round.price());
            case PricingRefusal refusal -> refusal;
        };
    }

    static Conversion conversion(PricedRound round, String name) {
        return round.conversions().stream()
                .filter(conversion -> conversion.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Row row(PricedRound round, String name) {
        return round.holders().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

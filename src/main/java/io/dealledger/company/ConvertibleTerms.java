package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.pricing.Convertible.CapBasis;
import io.dealledger.calculation.pricing.Convertible.Kind;
import io.dealledger.calculation.pricing.DayCount;
import io.dealledger.calculation.pricing.Interest;
import io.dealledger.calculation.pricing.Percent;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Compounding;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.Payout;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.ConversionTrigger.ValuationFormula;
import io.dealledger.company.PricedRoundRefusal.ConvertibleCannotBePriced;
import io.dealledger.ledger.Refusal;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the function that prices rounds has to know of one convertible, read from the recorded terms of the trigger by
 * which it converts. What the terms do not say is not assumed.
 */
final class ConvertibleTerms {
    /** How a convertible converts in a round. */
    sealed interface Read {}

    /** At a price that follows from the round's. @param accrued interest that {@code terms} count as part of the amount */
    record Priced(io.dealledger.calculation.pricing.Convertible terms, Fraction accrued) implements Read {}

    /** Into a number of shares that no price changes. */
    record Fixed(Shares quantity) implements Read {}

    record Unreadable(Refusal why) implements Read {}

    private final Convertible convertible;
    private final ConversionTrigger trigger;
    private final Mechanism mechanism;
    private final @Nullable CapBasis asked;
    private final LocalDate on;

    private ConvertibleTerms(
            Convertible convertible, ConversionTrigger trigger, @Nullable CapBasis asked, LocalDate on) {
        this.convertible = convertible;
        this.trigger = trigger;
        this.mechanism = trigger.right().mechanism();
        this.asked = asked;
        this.on = on;
    }

    /**
     * @param asked shares that its cap is divided by, where the round says so
     * @param on day of the conversion, on which interest does not run any more
     */
    static Read of(Convertible convertible, ConversionTrigger trigger, @Nullable CapBasis asked, LocalDate on) {
        return new ConvertibleTerms(convertible, trigger, asked, on).read();
    }

    private Read read() {
        return switch (mechanism.kind()) {
            case SAFE_CONVERSION -> safe();
            case CONVERTIBLE_NOTE_CONVERSION -> note();
            case FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION ->
                priced(
                        Kind.FIXED_PERCENT,
                        null,
                        null,
                        new Percent(Fraction.of(orZero(mechanism.percent())).times(Fraction.HUNDRED), true),
                        null,
                        Fraction.ZERO);
            case FIXED_AMOUNT_CONVERSION -> fixed(orZero(quantity(mechanism.quantity())));
            case RATIO_CONVERSION -> byRatio();
            case VALUATION_BASED_CONVERSION -> byValuation();
            case PPS_BASED_CONVERSION -> byPrice();
            case CUSTOM_CONVERSION -> unreadable("its terms are words: " + mechanism.words());
        };
    }

    private Read safe() {
        BigDecimal cap = cap();
        if (cap != null && cap.signum() > 0 && mechanism.timing() == null && basis() == null) {
            return unreadable("its terms do not say whether the cap is before or after the money");
        }
        return priced(
                mechanism.timing() == Timing.PRE_MONEY ? Kind.SAFE_PRE : Kind.SAFE_POST,
                cap,
                mechanism.discount(),
                null,
                null,
                Fraction.ZERO);
    }

    private Read note() {
        List<ConversionTrigger.Interest> rates = mechanism.interest().stream()
                .filter(interest ->
                        interest.rate().signum() > 0 && interest.from().isBefore(on))
                .sorted(Comparator.comparing(ConversionTrigger.Interest::from))
                .toList();
        if (rates.isEmpty() || mechanism.interestPayout() == Payout.CASH) {
            return priced(Kind.NOTE, cap(), mechanism.discount(), null, null, Fraction.ZERO);
        }
        if (mechanism.interestPayout() == null) {
            return unreadable("its terms do not say whether interest is paid in cash or converts");
        }
        if (mechanism.dayCount() == null) {
            return unreadable("its terms have interest and no day count");
        }
        if (mechanism.compounding() == null) {
            return unreadable("its terms do not say whether interest compounds");
        }
        if (rates.size() == 1) {
            return priced(
                    Kind.NOTE, cap(), mechanism.discount(), null, interest(rates.getFirst(), null), Fraction.ZERO);
        }
        Fraction principal = convertible.amount().fraction();
        Fraction accrued = Fraction.ZERO;
        for (int index = 0; index < rates.size(); index++) {
            LocalDate next = index + 1 < rates.size() ? rates.get(index + 1).from() : null;
            Fraction base = mechanism.compounding() == Compounding.COMPOUNDING ? principal.plus(accrued) : principal;
            accrued = accrued.plus(interest(rates.get(index), next).on(base));
        }
        return priced(Kind.NOTE, cap(), mechanism.discount(), null, null, accrued);
    }

    /** @param next day from which another rate runs */
    private Interest interest(ConversionTrigger.Interest rate, @Nullable LocalDate next) {
        LocalDate to = on;
        to = rate.until() != null && rate.until().isBefore(to) ? rate.until() : to;
        to = next != null && next.isBefore(to) ? next : to;
        return new Interest(
                Fraction.of(rate.rate()),
                rate.from(),
                to.isBefore(rate.from()) ? rate.from() : to,
                mechanism.dayCount() == ConversionTrigger.DayCount.DAYS_30_360 ? DayCount.THIRTY_360 : DayCount.ACT_365,
                mechanism.compounding() == Compounding.COMPOUNDING ? Interest.Kind.COMPOUNDING : Interest.Kind.SIMPLE,
                mechanism.compounding() == Compounding.COMPOUNDING ? period() : null);
    }

    private Interest.@Nullable Period period() {
        ConversionTrigger.Accrual accrual = mechanism.interestAccrual();
        return accrual == null
                ? null
                : switch (accrual) {
                    case DAILY -> Interest.Period.DAILY;
                    case MONTHLY -> Interest.Period.MONTHLY;
                    case QUARTERLY -> Interest.Period.QUARTERLY;
                    case SEMI_ANNUAL -> Interest.Period.SEMI_ANNUAL;
                    case ANNUAL -> Interest.Period.ANNUAL;
                };
    }

    private Read byRatio() {
        if (mechanism.conversionPrice() == null
                || mechanism.conversionPrice().amount().signum() == 0
                || mechanism.ratio() == null) {
            return unreadable("its terms have a ratio and no conversion price");
        }
        Fraction exact = convertible
                .amount()
                .fraction()
                .over(mechanism.conversionPrice().fraction())
                .times(mechanism.ratio().fraction());
        ConversionTrigger.SharesRounding rounding = mechanism.rounding();
        RoundingMode mode = rounding == null
                ? RoundingMode.FLOOR
                : switch (rounding) {
                    case CEILING -> RoundingMode.CEILING;
                    case FLOOR -> RoundingMode.FLOOR;
                    case NORMAL -> RoundingMode.HALF_UP;
                };
        return fixed(exact.toDecimal(0, mode));
    }

    private Read byValuation() {
        ValuationFormula formula = mechanism.valuationFormula();
        if (formula == ValuationFormula.ACTUAL) {
            return priced(Kind.NOTE, null, BigDecimal.ZERO, null, null, Fraction.ZERO);
        }
        if (formula == ValuationFormula.FIXED) {
            return unreadable("it converts at a fixed valuation, also where the round's is lower");
        }
        return mechanism.valuation() == null
                ? unreadable("its terms have a cap and do not say which")
                : priced(Kind.NOTE, mechanism.valuation().amount(), mechanism.discount(), null, null, Fraction.ZERO);
    }

    private Read byPrice() {
        if (mechanism.discountAmount() != null) {
            return unreadable("its discount is an amount, not a part of the price");
        }
        return priced(Kind.NOTE, null, mechanism.discount(), null, null, Fraction.ZERO);
    }

    private Read fixed(BigDecimal quantity) {
        BigDecimal whole = quantity.setScale(0, RoundingMode.FLOOR);
        return whole.signum() == 0
                ? unreadable("it becomes " + Given.plain(quantity) + " shares")
                : new Fixed(new Shares(whole));
    }

    private Read priced(
            Kind kind,
            @Nullable BigDecimal cap,
            @Nullable BigDecimal discount,
            @Nullable Percent percent,
            @Nullable Interest interest,
            Fraction accrued) {
        boolean favoured = Boolean.TRUE.equals(mechanism.mostFavoured());
        // Without any terms it buys at the price of the round.
        boolean none = cap == null && discount == null && !favoured && kind != Kind.FIXED_PERCENT;
        CapBasis basis = basis();
        if (basis == null
                && asked == null
                && mechanism.capitalisationRules() != null
                && cap != null
                && cap.signum() > 0
                && isStrange(mechanism.capitalisationRules())) {
            return unreadable("its cap is divided by shares that a price cannot be found with; say capBasis");
        }
        return new Priced(
                new io.dealledger.calculation.pricing.Convertible(
                        convertible.id().value(),
                        kind,
                        convertible.amount().fraction().plus(accrued),
                        cap == null ? null : Fraction.of(cap),
                        none ? Fraction.ZERO : discount == null ? null : Fraction.of(discount),
                        percent,
                        favoured ? true : null,
                        interest,
                        basis),
                accrued);
    }

    /** What the rules of OCF come to; absent where the kind of the convertible decides. */
    private @Nullable CapBasis basis() {
        CapitalisationRules rules = mechanism.capitalisationRules();
        if (asked != null || rules == null || isStrange(rules)) {
            return asked;
        }
        if (rules.otherConvertingSecurities()) {
            return rules.additionalPoolTopUp() ? CapBasis.PRE_MONEY : CapBasis.COMPANY;
        }
        return CapBasis.EXISTING;
    }

    /** Rules that count new money, leave out what is issued, or count neither conversions nor the filled-up pool. */
    private static boolean isStrange(CapitalisationRules rules) {
        return rules.newMoney()
                || !rules.outstandingShares()
                || !rules.outstandingOptions()
                || !rules.outstandingUnissuedOptions()
                || (rules.otherConvertingSecurities() && !rules.thisSecurity())
                || (!rules.otherConvertingSecurities() && (rules.thisSecurity() || !rules.additionalPoolTopUp()));
    }

    private @Nullable BigDecimal cap() {
        return mechanism.cap() == null ? null : mechanism.cap().amount();
    }

    private static BigDecimal orZero(@Nullable BigDecimal figure) {
        return figure == null ? BigDecimal.ZERO : figure;
    }

    private static @Nullable BigDecimal quantity(@Nullable Shares shares) {
        return shares == null ? null : shares.quantity();
    }

    private Unreadable unreadable(String reason) {
        return new Unreadable(new ConvertibleCannotBePriced(convertible.id(), trigger.id(), reason));
    }
}

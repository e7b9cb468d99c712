package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.ledger.Refusal;
import io.dealledger.money.Currency;
import io.dealledger.money.Decimals;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Arithmetic that several subjects of the law need. */
final class Figures {
    private Figures() {}

    static BigDecimal sum(List<Leg> legs) {
        return legs.stream().map(leg -> leg.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Optional<Refusal> inOneCurrency(Currency expected, List<Leg> legs) {
        return legs.stream()
                .map(leg -> leg.amount().currency())
                .filter(given -> !given.equals(expected))
                .findFirst()
                .map(given -> new WrongCurrency(expected, given));
    }

    static BigDecimal notNegative(String field, BigDecimal figure) {
        if (figure.signum() < 0) {
            throw InvalidValue.in(field, "negative", figure.toString(), field + " is negative");
        }
        if (figure.scale() > Shares.PLACES
                || (long) figure.precision() - figure.scale() > Decimals.MAX_INTEGER_DIGITS) {
            throw InvalidValue.in(
                    field, "over-precise", figure.toString(), field + " has at most 10 places and 38 digits");
        }
        return Decimals.canonical(figure);
    }

    /** A fraction for a sentence or a figure of a refusal, cut to ten places. */
    static BigDecimal decimal(Fraction value) {
        return Decimals.canonical(value.toDecimal(Shares.PLACES, RoundingMode.HALF_EVEN));
    }
}

package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a round has no price. */
public sealed interface PricingRefusal extends Pricing {
    /** The field of the terms that is at fault (RFC 6901). */
    String pointer();

    /** Stable, machine-readable. */
    String code();

    /** What it is about, by name. */
    Map<String, String> figures();

    /** One sentence with the figures in it. */
    String detail();

    /** Something is needed that the terms do not say. */
    record Missing(String pointer, String what) implements PricingRefusal {
        @Override
        public String code() {
            return "missing";
        }

        @Override
        public Map<String, String> figures() {
            return Map.of();
        }

        @Override
        public String detail() {
            return what;
        }
    }

    /** Two fields say the same thing, each in its way. */
    record GivenTwice(String pointer, Fraction figure, String other, Fraction otherFigure) implements PricingRefusal {
        @Override
        public String code() {
            return "given-twice";
        }

        @Override
        public Map<String, String> figures() {
            return of(last(pointer), Given.text(figure), last(other), Given.text(otherFigure));
        }

        @Override
        public String detail() {
            return "Either " + last(other) + " (" + Given.text(otherFigure) + ") or " + last(pointer) + " ("
                    + Given.text(figure) + "), not both";
        }
    }

    /** A figure is zero or less, and cannot be. */
    record NotPositive(String pointer, Fraction figure) implements PricingRefusal {
        @Override
        public String code() {
            return figure.signum() < 0 ? "negative" : "not-positive";
        }

        @Override
        public Map<String, String> figures() {
            return of(last(pointer), Given.text(figure));
        }

        @Override
        public String detail() {
            return last(pointer) + " has to be more than zero, and is " + Given.text(figure);
        }
    }

    /** New money is all of the post-money valuation, or more. */
    record NothingBefore(String pointer, Fraction postMoney, Fraction raised) implements PricingRefusal {
        @Override
        public String code() {
            return "nothing-left";
        }

        @Override
        public Map<String, String> figures() {
            return of("postMoney", Given.text(postMoney), "raised", Given.text(raised));
        }

        @Override
        public String detail() {
            return "postMoney (" + Given.text(postMoney) + ") has to be more than the new money in it ("
                    + Given.text(raised) + ")";
        }
    }

    /** A count is less than zero. */
    record Negative(String pointer, Fraction figure) implements PricingRefusal {
        @Override
        public String code() {
            return "negative";
        }

        @Override
        public Map<String, String> figures() {
            return of(last(pointer), Given.text(figure));
        }

        @Override
        public String detail() {
            return last(pointer) + " is negative: " + Given.text(figure);
        }
    }

    /** A fraction is 100 % or more, or less than nothing. */
    record OutOfRange(String pointer, Fraction figure, Fraction below) implements PricingRefusal {
        @Override
        public String code() {
            return "out-of-range";
        }

        @Override
        public Map<String, String> figures() {
            return of(last(pointer), Given.text(figure));
        }

        @Override
        public String detail() {
            return last(pointer) + " is from 0 and below " + Given.text(below) + ", and is " + Given.text(figure);
        }
    }

    /** A field that this kind of convertible does not have. */
    record NotOfThisKind(String pointer, Convertible.Kind kind) implements PricingRefusal {
        @Override
        public String code() {
            return "not-of-this-kind";
        }

        @Override
        public Map<String, String> figures() {
            return of("kind", kind.name());
        }

        @Override
        public String detail() {
            return "A " + kind + " has no " + last(pointer);
        }
    }

    /** Each would take the terms of another, and none has any. */
    record CircularMfn(String pointer, List<String> names) implements PricingRefusal {
        @Override
        public String code() {
            return "circular-mfn";
        }

        @Override
        public Map<String, String> figures() {
            return of("convertibles", String.join(", ", names));
        }

        @Override
        public String detail() {
            return String.join(" and ", names) + " would each take the other's terms, and there are no terms to take";
        }
    }

    /** Interest runs backwards. */
    record DatesReversed(String pointer, LocalDate from, LocalDate to) implements PricingRefusal {
        @Override
        public String code() {
            return "dates-reversed";
        }

        @Override
        public Map<String, String> figures() {
            return of("from", from.toString(), "to", to.toString());
        }

        @Override
        public String detail() {
            return "Interest from " + from + " to " + to + " runs backwards";
        }
    }

    /** Interest runs for longer than anything that converts. */
    record TooLong(String pointer, LocalDate from, LocalDate to, long mostYears) implements PricingRefusal {
        @Override
        public String code() {
            return "too-long";
        }

        @Override
        public Map<String, String> figures() {
            return of("from", from.toString(), "to", to.toString());
        }

        @Override
        public String detail() {
            return "Interest from " + from + " to " + to + " runs for more than " + mostYears + " years";
        }
    }

    /** Below 1 it can be a percentage or a fraction, and both would make sense. */
    record AmbiguousPercent(String pointer, Percent figure) implements PricingRefusal {
        @Override
        public String code() {
            return "ambiguous-percent";
        }

        @Override
        public Map<String, String> figures() {
            return of("percent", figure.toString());
        }

        @Override
        public String detail() {
            return "percent is 0 to 100; " + figure + " can mean " + figure + " % or "
                    + Given.text(figure.figure().times(Fraction.HUNDRED)) + " %: write \"" + figure + "%\" or \""
                    + Given.text(figure.figure().times(Fraction.HUNDRED)) + "\"";
        }
    }

    /**
     * New money, pool and convertibles take the whole company: no number of shares would be enough. Percentages are of
     * what each of them is measured by.
     *
     * @param newMoney new money, of the post-money valuation
     * @param pool of all shares after the round
     * @param convertibles what they take of the company before new money, by their post-money caps and fixed
     *     percentages
     * @param amounts what converts at a discount, at the price of the round, or at another cap, over the pre-money
     *     valuation
     */
    record NothingLeft(String pointer, Fraction newMoney, Fraction pool, Fraction convertibles, Fraction amounts)
            implements PricingRefusal {
        @Override
        public String code() {
            return "nothing-left";
        }

        @Override
        public Map<String, String> figures() {
            return of(
                    "newMoneyPercent", percent(newMoney),
                    "poolPercent", percent(pool),
                    "convertiblesPercent", percent(convertibles),
                    "amountsOverPreMoneyPercent", percent(amounts));
        }

        @Override
        public String detail() {
            return "Nothing is left for the holders of today: new money takes " + percent(newMoney) + " % and the pool "
                    + percent(pool) + " % of all shares; caps and fixed percentages take " + percent(convertibles)
                    + " % of what is before new money, and what else converts or is protected is worth "
                    + percent(amounts)
                    + " % of the pre-money valuation";
        }

        private static String percent(Fraction part) {
            return Given.plain(part.times(Fraction.HUNDRED).toDecimal(6, RoundingMode.HALF_EVEN));
        }
    }

    /** A price is lost in its rounding. */
    record PriceRoundsToZero(String pointer, Fraction price, FigureRounding rounding) implements PricingRefusal {
        @Override
        public String code() {
            return "price-rounds-to-zero";
        }

        @Override
        public Map<String, String> figures() {
            return of(
                    "price", Given.plain(price.toDecimal(10, RoundingMode.HALF_EVEN)),
                    "places", String.valueOf(rounding.places()));
        }

        @Override
        public String detail() {
            return "A price of " + figures().get("price") + " rounded to " + rounding.places() + " places, "
                    + rounding.mode() + ", is zero";
        }
    }

    /** Figures that are so long together that to calculate with them exactly would take for ever. */
    record TooManyDigits(String pointer, long bits, long most) implements PricingRefusal {
        @Override
        public String code() {
            return "too-many-digits";
        }

        @Override
        public Map<String, String> figures() {
            return of("bits", Long.toString(bits), "most", Long.toString(most));
        }

        @Override
        public String detail() {
            return "The figures have " + bits + " binary digits together; " + most + " are calculated with";
        }
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static Map<String, String> of(String... namesAndFigures) {
        Map<String, String> figures = new LinkedHashMap<>();
        for (int index = 0; index < namesAndFigures.length; index += 2) {
            figures.put(namesAndFigures[index], namesAndFigures[index + 1]);
        }
        return figures;
    }
}

package io.dealledger.calculation.waterfall;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.waterfall.Payee.Nature;
import io.dealledger.calculation.waterfall.Payee.Rank;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Distributes the proceeds of an exit: carve-outs off the top, then notes, then preferences by seniority and pari passu,
 * then the residue among common, converted and participating preferred, and options and warrants above their strike. Each
 * class elects what pays it more, and the elections are an equilibrium; what ties, converts.
 */
public final class Waterfall {
    public static final Formula FORMULA = new Formula("liquidation-waterfall", 1);

    private static final int MOST_PAYEES = 100;
    private static final int MOST_EXITS = 500;

    private Waterfall() {}

    /** Whether a class has a preference. */
    public enum Kind {
        COMMON,
        PREFERRED
    }

    /** What a class that may, or a note, has chosen. */
    public enum Election {
        PREFERENCE,
        CONVERT
    }

    /**
     * @param proceeds amount to be distributed, in money
     * @param warrants as options; a list of their own only because they are called so
     * @param notes debt that is paid before any stock
     * @param carveOuts what management or others get of the proceeds before everybody else
     * @param escrow what of the payouts to stock is held back
     * @param exits further proceeds, for each of which {@code table} has a row
     */
    public record Terms(
            Fraction proceeds,
            List<Stock> classes,
            List<Option> options,
            List<Option> warrants,
            List<Note> notes,
            List<CarveOut> carveOuts,
            @Nullable Escrow escrow,
            List<Fraction> exits,
            @Nullable Rounding rounding) {
        public Terms {
            Given.notNegative("proceeds", proceeds);
            classes = Given.atMost("classes", MOST_PAYEES, classes);
            options = Given.atMost("options", MOST_PAYEES, options);
            warrants = Given.atMost("warrants", MOST_PAYEES, warrants);
            notes = Given.atMost("notes", MOST_PAYEES, notes);
            carveOuts = Given.atMost("carveOuts", MOST_PAYEES, carveOuts);
            exits = Given.atMost("exits", MOST_EXITS, exits);
            if (classes.isEmpty()) {
                throw InvalidValue.in("classes", "empty", "0", "there is no class that could be paid");
            }
            Set<String> names = new HashSet<>();
            Given.unique("classes", classes, Stock::name, names);
            Given.unique("options", options, Option::name, names);
            Given.unique("warrants", warrants, Option::name, names);
            Given.unique("notes", notes, Note::name, names);
            Given.unique("carveOuts", carveOuts, CarveOut::name, names);
            for (int index = 0; index < exits.size(); index++) {
                Given.notNegative("exits/" + index, exits.get(index));
            }
            Fraction carved = carved(carveOuts);
            if (carved.compareTo(Fraction.ONE) >= 0) {
                throw InvalidValue.in(
                        "carveOuts",
                        "nothing-left",
                        Given.text(carved),
                        "carve-outs of " + Given.text(carved) + " of the proceeds leave nothing for anybody else");
            }
        }

        private static Fraction carved(List<CarveOut> carveOuts) {
            return carveOuts.stream()
                    .map(CarveOut::fraction)
                    .map(fraction -> fraction == null ? Fraction.ZERO : fraction)
                    .reduce(Fraction.ZERO, Fraction::plus);
        }
    }

    /**
     * A class of stock. A common class has a name, a kind and shares; what else is said of it must not be a preference.
     *
     * @param shares outstanding
     * @param invested amount that the preference is a multiple of; or {@code issuePrice} times the shares
     * @param multiple of the amount invested that is preferred; 1 when absent
     * @param participation {@code NONE} when absent
     * @param cap multiple of the amount invested that preference and participation reach together; with {@code CAPPED}
     * @param seniority higher is paid first, equal is pari passu; 0 when absent
     * @param ratio common shares that one share becomes; 1 when absent
     */
    public record Stock(
            String name,
            Kind kind,
            Fraction shares,
            @Nullable Fraction invested,
            @Nullable Fraction issuePrice,
            @Nullable Fraction multiple,
            @Nullable Participation participation,
            @Nullable Fraction cap,
            @Nullable Fraction seniority,
            @Nullable Fraction ratio) {
        public Stock {
            Given.notNegative("shares", shares);
            Given.notNegativeIfPresent("invested", invested);
            Given.notNegativeIfPresent("issuePrice", issuePrice);
            Given.notNegativeIfPresent("multiple", multiple);
            Given.positiveIfPresent("ratio", ratio);
            switch (kind) {
                case COMMON -> common(name, participation, cap);
                case PREFERRED -> preferred(name, shares, invested, issuePrice, multiple, participation, cap);
            }
        }

        private static void common(String name, @Nullable Participation participation, @Nullable Fraction cap) {
            if (participation != null && participation != Participation.NONE) {
                throw InvalidValue.in(
                        "participation",
                        "common",
                        participation.name(),
                        name + " is common, which has no preference to take part beside");
            }
            if (cap != null) {
                throw InvalidValue.in("cap", "common", Given.text(cap), name + " is common, which has no cap");
            }
        }

        private static void preferred(
                String name,
                Fraction shares,
                @Nullable Fraction invested,
                @Nullable Fraction issuePrice,
                @Nullable Fraction multiple,
                @Nullable Participation participation,
                @Nullable Fraction cap) {
            if (invested == null && issuePrice == null) {
                throw InvalidValue.in(
                        "invested", "missing", "", name + " is preferred: by how much, invested or issuePrice says");
            }
            if (invested != null && issuePrice != null) {
                Fraction paid = shares.times(issuePrice);
                Fraction apart = paid.minus(invested).max(invested.minus(paid));
                // What was invested may have been rounded to whole shares, and to no more.
                if (apart.compareTo(issuePrice) > 0) {
                    throw InvalidValue.in(
                            "invested",
                            "contradiction",
                            Given.text(invested),
                            name + ": invested is " + Given.text(invested) + ", and shares times issuePrice "
                                    + Given.text(paid));
                }
            }
            if ((participation == Participation.CAPPED) != (cap != null)) {
                throw cap == null
                        ? InvalidValue.in("cap", "missing", "", name + " takes part up to a cap, and none is given")
                        : InvalidValue.in(
                                "cap",
                                "not-capped",
                                Given.text(cap),
                                name + " has a cap of " + Given.text(cap) + " and its participation is not CAPPED");
            }
            Fraction least = multiple == null ? Fraction.ONE : multiple;
            if (cap != null && cap.compareTo(least) < 0) {
                throw InvalidValue.in(
                        "cap",
                        "below-multiple",
                        Given.text(cap),
                        name + ": a cap of " + Given.text(cap) + " times is below the preference of "
                                + Given.text(least) + " times");
            }
        }

        Payee payee() {
            Fraction converted = shares.times(or(ratio, Fraction.ONE));
            Rank rank = new Rank(false, or(seniority, Fraction.ZERO));
            if (kind == Kind.COMMON) {
                return new Payee(name, Nature.COMMON, rank, Fraction.ZERO, converted, Fraction.ZERO, Fraction.ZERO);
            }
            Fraction base = invested != null ? invested : shares.times(or(issuePrice, Fraction.ZERO));
            Nature nature = switch (participation == null ? Participation.NONE : participation) {
                case NONE -> Nature.CONVERTIBLE;
                case FULL -> Nature.PARTICIPATING;
                case CAPPED -> Nature.CAPPED;
            };
            return new Payee(
                    name,
                    nature,
                    rank,
                    base.times(or(multiple, Fraction.ONE)),
                    converted,
                    Fraction.ZERO,
                    base.times(or(cap, Fraction.ZERO)));
        }
    }

    /**
     * Options or warrants with one strike; they join above it and bring it.
     *
     * @param shares common shares that they are for
     * @param strike price of a share
     */
    public record Option(String name, Fraction shares, Fraction strike) {
        public Option {
            Given.notNegative("shares", shares);
            Given.notNegative("strike", strike);
        }

        Payee payee() {
            return new Payee(
                    name, Nature.OPTION, new Rank(false, Fraction.ZERO), Fraction.ZERO, shares, strike, Fraction.ZERO);
        }
    }

    /**
     * A note that is due at the exit.
     *
     * @param amount principal and interest
     * @param multiple of it that is due at an exit; 1 when absent
     * @param shares common shares that it may become instead; when absent it cannot convert
     * @param seniority among notes; 0 when absent
     */
    public record Note(
            String name,
            Fraction amount,
            @Nullable Fraction multiple,
            @Nullable Fraction shares,
            @Nullable Fraction seniority) {
        public Note {
            Given.notNegative("amount", amount);
            Given.notNegativeIfPresent("multiple", multiple);
            Given.notNegativeIfPresent("shares", shares);
        }

        Payee payee() {
            return new Payee(
                    name,
                    Nature.CONVERTIBLE,
                    new Rank(true, or(seniority, Fraction.ZERO)),
                    amount.times(or(multiple, Fraction.ONE)),
                    or(shares, Fraction.ZERO),
                    Fraction.ZERO,
                    Fraction.ZERO);
        }
    }

    /**
     * One of the two: a fraction of all proceeds ({@code 0.08} is 8 percent), or an amount, which comes after the
     * fractions and is cut pro rata when the proceeds do not reach to it.
     */
    public record CarveOut(
            String name,
            @Nullable Fraction fraction,
            @Nullable Fraction amount) {
        public CarveOut {
            Given.notNegativeIfPresent("fraction", fraction);
            Given.notNegativeIfPresent("amount", amount);
            if ((fraction == null) == (amount == null)) {
                throw InvalidValue.in(
                        "amount", "not-one-of", "", name + " is carved out by a fraction or by an amount: one of them");
            }
        }
    }

    /** One of the two: a fraction of all proceeds, or an amount; held back pro rata from what stock is paid. */
    public record Escrow(
            @Nullable Fraction fraction, @Nullable Fraction amount) {
        public Escrow {
            Given.notNegativeIfPresent("fraction", fraction);
            Given.notNegativeIfPresent("amount", amount);
            if ((fraction == null) == (amount == null)) {
                throw InvalidValue.in("amount", "not-one-of", "", "an escrow is a fraction or an amount: one of them");
            }
        }
    }

    /** @param money of payouts, each on its own; what they then do not add up to is the residue; exact when absent */
    public record Rounding(@Nullable FigureRounding money) {}

    /**
     * @param formula by which it was calculated
     * @param payouts by name, in the order in which they were given; options net of their strike. Together the proceeds
     * @param converts who elects common, by name in alphabetical order; a tie does where nobody then gets more by changing
     * @param elections of all preferred classes and notes, by name
     * @param exercised options and warrants above their strike, by name in alphabetical order
     * @param perShare what a common share gets, and a share as converted of who converts
     * @param breakpoints proceeds from which on the next unit is distributed otherwise than the one before; ascending
     * @param parts what each payout is made of
     * @param escrow absent when none was asked for
     * @param table a row for each of {@code exits}
     * @param residue what rounded payouts do not add up to; zero when nothing was rounded
     */
    public record Result(
            Formula formula,
            Map<String, Fraction> payouts,
            List<String> converts,
            Map<String, Election> elections,
            List<String> exercised,
            Fraction perShare,
            List<Fraction> breakpoints,
            List<Part> parts,
            @Nullable Held escrow,
            List<Row> table,
            Fraction residue) {}

    /** @param preference paid before the residue @param common from the residue @param strike paid in; all exact */
    public record Part(String name, Fraction preference, Fraction common, Fraction strike) {}

    /** @param held amount in escrow @param atClosing payouts without it, by name */
    public record Held(Fraction held, Map<String, Fraction> atClosing) {}

    /** The same figures for other proceeds. */
    public record Row(
            Fraction proceeds,
            Map<String, Fraction> payouts,
            List<String> converts,
            List<String> exercised,
            Fraction perShare) {}

    public static Result of(Terms terms) {
        return new Exit(terms).result();
    }

    /** The terms, made ready for any proceeds. */
    private static final class Exit {
        private final Terms terms;
        private final List<Payee> payees;
        private final Distribution distribution;
        /** Of all proceeds. */
        private final Fraction carvedFraction;

        private final Fraction carvedAmount;

        Exit(Terms terms) {
            this.terms = terms;
            this.payees = Stream.of(
                            terms.classes.stream().map(Stock::payee),
                            terms.options.stream().map(Option::payee),
                            terms.warrants.stream().map(Option::payee),
                            terms.notes.stream().map(Note::payee))
                    .flatMap(stream -> stream)
                    .toList();
            this.distribution = new Distribution(payees);
            this.carvedFraction = Terms.carved(terms.carveOuts);
            this.carvedAmount = terms.carveOuts.stream()
                    .map(one -> or(one.amount, Fraction.ZERO))
                    .reduce(Fraction.ZERO, Fraction::plus);
        }

        Result result() {
            Row row = row("proceeds", terms.proceeds);
            List<Row> table = new ArrayList<>();
            for (int index = 0; index < terms.exits.size(); index++) {
                table.add(row("exits/" + index, terms.exits.get(index)));
            }
            return new Result(
                    FORMULA,
                    row.payouts,
                    row.converts,
                    elections(row.converts),
                    row.exercised,
                    row.perShare,
                    breakpoints(),
                    parts(),
                    terms.escrow == null ? null : held(terms.escrow),
                    List.copyOf(table),
                    terms.proceeds.minus(sum(row.payouts)));
        }

        private Map<String, Election> elections(List<String> converts) {
            Map<String, Election> elections = new LinkedHashMap<>();
            Stream.concat(
                            terms.classes.stream()
                                    .filter(stock -> stock.kind == Kind.PREFERRED)
                                    .map(Stock::name),
                            terms.notes.stream().map(Note::name))
                    .forEach(name ->
                            elections.put(name, converts.contains(name) ? Election.CONVERT : Election.PREFERENCE));
            return Collections.unmodifiableMap(elections);
        }

        /** What carve-outs leave. */
        private Fraction net(Fraction proceeds) {
            return proceeds.times(Fraction.ONE.minus(carvedFraction))
                    .minus(carvedAmount)
                    .max(Fraction.ZERO);
        }

        private Row row(String field, Fraction proceeds) {
            Fraction net = net(proceeds);
            Distribution.Outcome outcome = distribution.of(net);
            if (outcome.left().signum() > 0) {
                throw InvalidValue.in(
                        field,
                        "nobody-takes-the-rest",
                        Given.text(proceeds),
                        "of " + Given.text(proceeds) + " nobody takes " + Given.text(outcome.left())
                                + ": preferences are " + Given.text(distribution.preferences())
                                + ", and no share takes part in what is left");
            }
            BitSet elections = distribution.elections(net, outcome);
            return new Row(
                    proceeds,
                    rounded(payouts(proceeds, outcome)),
                    names(elections::get),
                    names(index -> payees.get(index).nature() == Nature.OPTION
                            && outcome.value().compareTo(payees.get(index).strike()) > 0),
                    distribution.value(elections, net));
        }

        private Map<String, Fraction> payouts(Fraction proceeds, Distribution.Outcome outcome) {
            Map<String, Fraction> payouts = new LinkedHashMap<>();
            for (int index = 0; index < payees.size(); index++) {
                payouts.put(payees.get(index).name(), outcome.amounts().get(index));
            }
            Fraction afterFractions = proceeds.times(Fraction.ONE.minus(carvedFraction));
            for (CarveOut one : terms.carveOuts) {
                payouts.put(
                        one.name,
                        one.amount == null
                                ? proceeds.times(or(one.fraction, Fraction.ZERO))
                                : carvedAmount.isZero()
                                        ? Fraction.ZERO
                                        : one.amount
                                                .times(carvedAmount.min(afterFractions))
                                                .over(carvedAmount));
            }
            return payouts;
        }

        private Map<String, Fraction> rounded(Map<String, Fraction> payouts) {
            FigureRounding money = terms.rounding == null ? null : terms.rounding.money;
            Map<String, Fraction> rounded = new LinkedHashMap<>();
            payouts.forEach((name, amount) -> rounded.put(name, FigureRounding.round(amount, money)));
            return Collections.unmodifiableMap(rounded);
        }

        private List<String> names(java.util.function.IntPredicate which) {
            return IntStream.range(0, payees.size())
                    .filter(which)
                    .mapToObj(index -> payees.get(index).name())
                    .sorted()
                    .toList();
        }

        private List<Fraction> breakpoints() {
            Fraction left = Fraction.ONE.minus(carvedFraction);
            Stream<Fraction> carved = carvedAmount.isZero() ? Stream.empty() : Stream.of(carvedAmount.over(left));
            return Stream.concat(
                            carved,
                            distribution.breakpoints().stream()
                                    .map(net -> net.plus(carvedAmount).over(left)))
                    .toList();
        }

        private List<Part> parts() {
            Fraction net = net(terms.proceeds);
            Distribution.Outcome outcome = distribution.of(net);
            BitSet elections = distribution.elections(net, outcome);
            List<Part> parts = new ArrayList<>();
            for (int index = 0; index < payees.size(); index++) {
                Payee payee = payees.get(index);
                Fraction amount = outcome.amounts().get(index);
                Fraction preference = elections.get(index) ? Fraction.ZERO : amount.min(payee.preference());
                Fraction strike = payee.nature() == Nature.OPTION && amount.signum() > 0
                        ? payee.strike().times(payee.shares())
                        : Fraction.ZERO;
                parts.add(new Part(
                        payee.name(), preference, amount.minus(preference).plus(strike), strike));
            }
            return List.copyOf(parts);
        }

        private Held held(Escrow escrow) {
            Map<String, Fraction> payouts = payouts(terms.proceeds, distribution.of(net(terms.proceeds)));
            Fraction held =
                    escrow.amount != null ? escrow.amount : terms.proceeds.times(or(escrow.fraction, Fraction.ZERO));
            Set<String> before = new HashSet<>();
            terms.notes.forEach(note -> before.add(note.name));
            terms.carveOuts.forEach(one -> before.add(one.name));
            Fraction stock = payouts.entrySet().stream()
                    .filter(one -> !before.contains(one.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(Fraction.ZERO, Fraction::plus);
            if (held.compareTo(stock) > 0) {
                throw InvalidValue.in(
                        "escrow",
                        "more-than-paid",
                        Given.text(held),
                        "an escrow of " + Given.text(held) + " is more than stock is paid, " + Given.text(stock));
            }
            Map<String, Fraction> atClosing = new LinkedHashMap<>();
            payouts.forEach((name, amount) -> atClosing.put(
                    name,
                    before.contains(name) || amount.isZero()
                            ? amount
                            : amount.times(stock.minus(held)).over(stock)));
            return new Held(held, rounded(atClosing));
        }
    }

    private static Fraction sum(Map<String, Fraction> payouts) {
        return payouts.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction or(@Nullable Fraction given, Fraction otherwise) {
        return given == null ? otherwise : given;
    }
}

package io.dealledger.calculation.waterfall;

import io.dealledger.money.Fraction;
import java.util.List;
import java.util.stream.Stream;

/**
 * One that is paid, as a function of what a common share gets of the residue ({@code value}). All of these functions are
 * continuous, never fall, and are made of straight pieces; so is their sum, and that is what makes a waterfall a matter
 * of finding one number.
 *
 * @param nature which function
 * @param rank whose preferences are paid first
 * @param preference amount that comes before the residue; zero for those without
 * @param shares as converted to common
 * @param strike price of a share, for options and warrants; else zero
 * @param cap on preference and participation together, where there is one; else zero
 */
record Payee(
        String name, Nature nature, Rank rank, Fraction preference, Fraction shares, Fraction strike, Fraction cap) {
    enum Nature {
        COMMON,
        OPTION,
        /** Preference, or as converted, whichever is more. */
        CONVERTIBLE,
        /** Preference and as converted. */
        PARTICIPATING,
        /** Preference and as converted up to the cap, or as converted, whichever is more. */
        CAPPED,
        /** A convertible one that has elected its preference. */
        PREFERENCE,
        /** A capped one that has elected its preference. */
        PREFERENCE_TO_CAP
    }

    /** Debt before stock; among each, the higher number first. */
    record Rank(boolean debt, Fraction seniority) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return debt != other.debt ? Boolean.compare(other.debt, debt) : other.seniority.compareTo(seniority);
        }
    }

    boolean elects() {
        return (nature == Nature.CONVERTIBLE || nature == Nature.CAPPED) && shares.signum() > 0;
    }

    /** The same, bound to what it has elected; unchanged for those that elect nothing. */
    Payee electing(boolean converts) {
        if (!elects()) {
            return this;
        }
        return converts
                ? new Payee(name, Nature.COMMON, rank, Fraction.ZERO, shares, Fraction.ZERO, Fraction.ZERO)
                : new Payee(
                        name,
                        nature == Nature.CAPPED ? Nature.PREFERENCE_TO_CAP : Nature.PREFERENCE,
                        rank,
                        preference,
                        shares,
                        strike,
                        cap);
    }

    Fraction worth(Fraction value) {
        Fraction common = value.times(shares);
        return switch (nature) {
            case COMMON -> common;
            case OPTION -> value.minus(strike).max(Fraction.ZERO).times(shares);
            case PREFERENCE -> preference;
            case CONVERTIBLE -> preference.max(common);
            case PARTICIPATING -> preference.plus(common);
            case PREFERENCE_TO_CAP -> preference.plus(common).min(cap);
            case CAPPED -> preference.plus(common).min(cap).max(common);
        };
    }

    /** Whether it shares in what comes on top when a share gets {@code value}. */
    boolean shares(Fraction value) {
        Fraction common = value.times(shares);
        return switch (nature) {
            case COMMON, PARTICIPATING -> true;
            case OPTION -> value.compareTo(strike) >= 0;
            case PREFERENCE -> false;
            case CONVERTIBLE -> converts(value);
            case PREFERENCE_TO_CAP -> preference.plus(common).compareTo(cap) < 0;
            case CAPPED -> preference.plus(common).compareTo(cap) < 0 || converts(value);
        };
    }

    /** Whether it gets as much by converting when a share gets {@code value}: what ties, converts. */
    boolean converts(Fraction value) {
        return elects() && value.times(shares).compareTo(electing(false).worth(value)) >= 0;
    }

    /**
     * Where it begins or ceases to share.
     *
     * @param value of a share in the residue
     * @param shares that share from there on, beside those before; negative where they cease to
     */
    record Turn(Fraction value, Fraction shares) {}

    List<Turn> turns() {
        if (shares.isZero()) {
            return List.of();
        }
        return switch (nature) {
            case COMMON, PARTICIPATING -> List.of(new Turn(Fraction.ZERO, shares));
            case PREFERENCE -> List.of();
            case OPTION -> List.of(new Turn(strike, shares));
            case CONVERTIBLE -> List.of(new Turn(preference.over(shares), shares));
            case PREFERENCE_TO_CAP -> upToCap();
            case CAPPED ->
                Stream.concat(upToCap().stream(), Stream.of(new Turn(cap.over(shares), shares)))
                        .toList();
        };
    }

    private List<Turn> upToCap() {
        return List.of(
                new Turn(Fraction.ZERO, shares), new Turn(cap.minus(preference).over(shares), shares.negate()));
    }
}

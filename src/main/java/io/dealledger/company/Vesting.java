package io.dealledger.company;

import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * How a security vests. The schedule is that of the issuance and never changes; a security that comes of another
 * one, by transfer, early exercise or split, has a part of it.
 *
 * @param terms name of terms defined; absent when dates are stated one by one
 * @param dates stated one by one; empty with terms
 * @param basis quantity of the issuance, which the schedule is about
 * @param part of what vests that is this security's, after splits
 * @param taken of that part, what vests before this security's own
 * @param met conditions that are met, in order of effect
 * @param early what vests earlier than the schedule says, in shares of the basis
 */
public record Vesting(
        @Nullable String terms,
        List<VestingDate> dates,
        Shares basis,
        Fraction part,
        Fraction taken,
        PVector<Met> met,
        PVector<Early> early) {
    /** A condition that is met, by the start or by an event. */
    public record Met(String condition, LocalDate on) {}

    /** @param quantity in shares of the basis */
    public record Early(Fraction quantity, LocalDate on) {}

    static Vesting of(@Nullable String terms, List<VestingDate> dates, Shares quantity) {
        return new Vesting(
                terms, dates, quantity, Fraction.ONE, Fraction.ZERO, TreePVector.empty(), TreePVector.empty());
    }

    Vesting taking(Shares quantity) {
        return new Vesting(terms, dates, basis, part, taken.plus(quantity.fraction()), met, early);
    }

    /** That fraction of it. */
    Vesting times(Fraction fraction) {
        return new Vesting(terms, dates, basis, part.times(fraction), taken.times(fraction), met, early);
    }

    Vesting meeting(String condition, LocalDate on) {
        return new Vesting(terms, dates, basis, part, taken, met.plus(new Met(condition, on)), early);
    }

    Vesting accelerating(Shares quantity, LocalDate on) {
        Fraction ofBasis = part.isZero() ? Fraction.ZERO : quantity.fraction().over(part);
        return new Vesting(terms, dates, basis, part, taken, met, early.plus(new Early(ofBasis, on)));
    }

    boolean hasMet(String condition) {
        return met.stream().anyMatch(one -> one.condition().equals(condition));
    }
}

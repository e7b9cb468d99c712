package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was bought at one time, as far as it is still held, and what was paid for it.
 *
 * @param security absent, like the class, for consideration that no shares are known of
 * @param cost by currency, in-kind consideration at its nominal amount; absent when nobody said how much
 * @param carried part of the cost that no impairment has taken off, 0 to 1
 * @param acquiredOn day at whose rate the cost is translated; absent when it is held since always
 * @param events positions of the events that made the lot what it is
 */
public record Lot(
        @Nullable SecurityId security,
        PartyId party,
        @Nullable String shareClass,
        Fraction quantity,
        @Nullable SortedMap<Currency, Fraction> cost,
        Fraction carried,
        @Nullable LocalDate acquiredOn,
        List<Long> events) {

    static SortedMap<Currency, Fraction> amount(Currency currency, Fraction value) {
        SortedMap<Currency, Fraction> amount = new TreeMap<>();
        amount.put(currency, value);
        return amount;
    }

    static SortedMap<Currency, Fraction> amount(Price price, Fraction quantity) {
        return amount(price.currency(), price.fraction().times(quantity));
    }

    private Lot with(
            @Nullable SecurityId newSecurity,
            PartyId holder,
            @Nullable String inClass,
            Fraction newQuantity,
            @Nullable SortedMap<Currency, Fraction> newCost,
            Fraction stillCarried,
            long event) {
        List<Long> more = new ArrayList<>(events);
        more.add(event);
        return new Lot(newSecurity, holder, inClass, newQuantity, newCost, stillCarried, acquiredOn, more);
    }

    /** The part of the lot with that many of its shares, and of its cost as much. */
    Lot part(Fraction shares, long event) {
        return with(security, party, shareClass, shares, scaled(share(shares)), carried, event);
    }

    Lot without(Fraction shares, long event) {
        return part(quantity.minus(shares), event);
    }

    private Fraction share(Fraction shares) {
        return quantity.isZero() ? Fraction.ZERO : shares.over(quantity);
    }

    private @Nullable SortedMap<Currency, Fraction> scaled(Fraction share) {
        if (cost == null) {
            return null;
        }
        SortedMap<Currency, Fraction> part = new TreeMap<>();
        cost.forEach((currency, amount) -> part.put(currency, amount.times(share)));
        return part;
    }

    /** The same cost in other hands of the group. */
    Lot movedTo(PartyId holder, SecurityId newSecurity, long event) {
        return with(newSecurity, holder, shareClass, quantity, cost, carried, event);
    }

    Lot convertedInto(String inClass, SecurityId newSecurity, Fraction newQuantity, long event) {
        return with(newSecurity, party, inClass, newQuantity, cost, carried, event);
    }

    Lot split(Fraction newQuantity, long event) {
        return with(security, party, shareClass, newQuantity, cost, carried, event);
    }

    /** So much of what it cost, of a security that is not counted in shares. */
    Lot partOfCost(Fraction part, long event) {
        return with(security, party, shareClass, quantity, scaled(part), carried, event);
    }

    /** With what was paid on top; nobody knows the sum of what nobody knows. */
    Lot costingMore(@Nullable SortedMap<Currency, Fraction> more) {
        if (more != null && more.isEmpty()) {
            return this;
        }
        SortedMap<Currency, Fraction> sum = cost == null || more == null ? null : new TreeMap<>(cost);
        if (sum != null && more != null) {
            more.forEach((currency, amount) -> sum.merge(currency, amount, Fraction::plus));
        }
        return new Lot(security, party, shareClass, quantity, sum, carried, acquiredOn, events);
    }

    Lot impaired(Fraction remaining, long event) {
        return with(security, party, shareClass, quantity, cost, carried.times(remaining), event);
    }

    /** What it cost, one claim per currency. */
    public List<Claim> costs() {
        return costs(Fraction.ONE);
    }

    /** What is left of the cost after impairments. */
    public List<Claim> carryingAmounts() {
        return costs(carried);
    }

    private List<Claim> costs(Fraction part) {
        if (cost == null) {
            return List.of(part.isZero() ? Figures.recorded(Fraction.ZERO, null, events) : Figures.undisclosed(events));
        }
        List<Claim> claims = new ArrayList<>();
        cost.forEach((currency, amount) -> claims.add(Figures.recorded(amount.times(part), currency, events)));
        return claims.isEmpty() ? List.of(Figures.recorded(Fraction.ZERO, null, events)) : claims;
    }
}

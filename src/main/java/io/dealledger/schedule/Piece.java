package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lot, or what a source says was invested, as it is carried.
 *
 * @param unit share class; absent where none is known
 * @param invested what was paid for it, one claim per currency
 * @param basis the same less the capital that was returned on it
 * @param acquiredOn day at whose rate both are translated; absent when it is held since always
 * @param carried fair value: its part of the newest measurement, or its cost when it was bought later; absent
 *     before the first measurement
 * @param mark the newest measurement of what it is part of; absent with {@code carried}
 */
record Piece(
        PartyId holder,
        @Nullable String unit,
        Fraction quantity,
        List<Claim> invested,
        List<Claim> basis,
        @Nullable LocalDate acquiredOn,
        @Nullable Claim carried,
        @Nullable Mark mark,
        List<Long> events) {

    boolean isMeasured() {
        return carried != null;
    }

    Level level() {
        return mark == null ? Level.NOT_MEASURED : mark.level();
    }

    Piece part(Fraction part) {
        return new Piece(
                holder,
                unit,
                quantity.times(part),
                scaled(invested, part),
                scaled(basis, part),
                acquiredOn,
                carried == null ? null : Amounts.times(carried, part),
                mark,
                events);
    }

    Piece in(PartyId newHolder, @Nullable String newUnit, Fraction newQuantity) {
        return new Piece(newHolder, newUnit, newQuantity, invested, basis, acquiredOn, carried, mark, events);
    }

    Piece resized(Fraction newQuantity) {
        return in(holder, unit, newQuantity);
    }

    Piece carriedAt(@Nullable Claim value, @Nullable Mark by) {
        return new Piece(holder, unit, quantity, invested, basis, acquiredOn, value, by, events);
    }

    Piece withBasis(List<Claim> newBasis) {
        return new Piece(holder, unit, quantity, invested, newBasis, acquiredOn, carried, mark, events);
    }

    private static List<Claim> scaled(List<Claim> claims, Fraction part) {
        return claims.stream().map(claim -> Amounts.times(claim, part)).toList();
    }
}

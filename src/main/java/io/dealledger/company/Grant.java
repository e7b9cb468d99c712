package io.dealledger.company;

import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Equity compensation that is outstanding on a date.
 *
 * @param terms as it was granted
 * @param quantity that is left, after splits
 * @param factor shares on that date for one share of the day of the grant
 * @param until last day of exercise; absent when there is none
 */
public record Grant(
        SecurityId id,
        SecurityId origin,
        PartyId holder,
        EquityCompensationGranted terms,
        Shares quantity,
        Fraction factor,
        @Nullable LocalDate until,
        Security.Since since,
        boolean asIssued,
        PVector<Long> versions)
        implements Instrument {

    public String shareClass() {
        return terms.shareClass();
    }

    /** Exercise price, or base price, of one share after splits; empty when none is recorded. */
    public Optional<Fraction> strike() {
        return Optional.ofNullable(stated()).map(price -> price.fraction().over(factor));
    }

    public Optional<Currency> currency() {
        return Optional.ofNullable(stated()).map(Price::currency);
    }

    private @Nullable Price stated() {
        return terms.kind().isOption() ? terms.exercisePrice() : terms.basePrice();
    }

    Grant left(Shares quantityLeft, long version) {
        return new Grant(
                id,
                origin,
                holder,
                terms,
                quantityLeft,
                factor,
                until,
                since,
                false,
                ShareClass.shapedBy(versions, version));
    }

    Grant passed(SecurityId newId, PartyId to, Shares part, Security.Since when, PVector<Long> shaped) {
        return new Grant(newId, origin, to, terms, part, factor, until, when, false, shaped);
    }

    Grant split(Shares after, Ratio ratio, long version) {
        return new Grant(
                id,
                origin,
                holder,
                terms,
                after,
                factor.times(ratio.fraction()),
                until,
                since,
                asIssued,
                ShareClass.shapedBy(versions, version));
    }

    Grant until(@Nullable LocalDate lastDay, long version) {
        return new Grant(
                id,
                origin,
                holder,
                terms,
                quantity,
                factor,
                lastDay,
                since,
                asIssued,
                ShareClass.shapedBy(versions, version));
    }
}

package io.dealledger.company;

import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * A warrant that is outstanding on a date.
 *
 * @param terms as it was issued
 * @param quantity that is left, after splits; absent when it is not known
 * @param factor shares on that date for one share of the day of issue
 */
public record Warrant(
        SecurityId id,
        SecurityId origin,
        PartyId holder,
        WarrantIssued terms,
        @Nullable Shares quantity,
        Fraction factor,
        Security.Since since,
        boolean asIssued,
        PVector<Long> versions)
        implements Instrument {

    /** Exercise price of one share after splits; empty when none is recorded. */
    public Optional<Fraction> strike() {
        return Optional.ofNullable(terms.exercisePrice())
                .map(price -> price.fraction().over(factor));
    }

    Warrant left(@Nullable Shares quantityLeft, long version) {
        return new Warrant(
                id, origin, holder, terms, quantityLeft, factor, since, false, ShareClass.shapedBy(versions, version));
    }

    Warrant passed(SecurityId newId, PartyId to, @Nullable Shares part, Security.Since when, PVector<Long> shaped) {
        return new Warrant(newId, origin, to, terms, part, factor, when, false, shaped);
    }

    Warrant split(@Nullable Shares after, Ratio ratio, long version) {
        return new Warrant(
                id,
                origin,
                holder,
                terms,
                after,
                factor.times(ratio.fraction()),
                since,
                asIssued,
                ShareClass.shapedBy(versions, version));
    }
}

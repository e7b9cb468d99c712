package io.dealledger.company;

import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * A convertible that is outstanding on a date.
 *
 * @param issued as it was issued
 * @param amount that is left, without interest
 * @param triggers as they are after amendments and elections
 * @param termsOf the security whose terms the holder has elected; absent when it has its own
 */
public record Convertible(
        SecurityId id,
        SecurityId origin,
        PartyId holder,
        ConvertibleIssued issued,
        Money amount,
        List<ConversionTrigger> triggers,
        @Nullable BigDecimal proRata,
        int seniority,
        @Nullable LocalDate maturesOn,
        @Nullable SecurityId termsOf,
        Security.Since since,
        boolean asIssued,
        PVector<Long> versions)
        implements Instrument {

    Optional<ConversionTrigger> trigger(String named) {
        return triggers.stream().filter(trigger -> trigger.id().equals(named)).findFirst();
    }

    /** Whether its holder may elect the terms of others. */
    public boolean isMostFavoured() {
        return triggers.stream()
                .anyMatch(trigger ->
                        Boolean.TRUE.equals(trigger.right().mechanism().mostFavoured()));
    }

    /** Whether these are its terms already; of what is absent nothing is asked. */
    public boolean hasTerms(
            @Nullable List<ConversionTrigger> asked,
            @Nullable BigDecimal askedProRata,
            @Nullable Integer askedSeniority,
            @Nullable LocalDate askedDay) {
        return (asked == null || asked.isEmpty() || asked.equals(triggers))
                && (askedProRata == null || (proRata != null && proRata.compareTo(askedProRata) == 0))
                && (askedSeniority == null || askedSeniority == seniority)
                && (askedDay == null || askedDay.equals(maturesOn));
    }

    Convertible left(Money amountLeft, long version) {
        return new Convertible(
                id,
                origin,
                holder,
                issued,
                amountLeft,
                triggers,
                proRata,
                seniority,
                maturesOn,
                termsOf,
                since,
                false,
                ShareClass.shapedBy(versions, version));
    }

    Convertible passed(SecurityId newId, PartyId to, Money part, Security.Since when, PVector<Long> shaped) {
        return new Convertible(
                newId, origin, to, issued, part, triggers, proRata, seniority, maturesOn, termsOf, when, false, shaped);
    }

    Convertible amended(ConvertibleAmended by, long version) {
        return new Convertible(
                id,
                origin,
                holder,
                issued,
                amount,
                by.triggers().isEmpty() ? triggers : by.triggers(),
                by.proRata() == null ? proRata : by.proRata(),
                by.seniority() == null ? seniority : by.seniority(),
                by.maturesOn() == null ? maturesOn : by.maturesOn(),
                termsOf,
                since,
                asIssued,
                ShareClass.shapedBy(versions, version));
    }

    Convertible electing(SecurityId other, List<ConversionTrigger> theirs, long version) {
        return new Convertible(
                id,
                origin,
                holder,
                issued,
                amount,
                theirs,
                proRata,
                seniority,
                maturesOn,
                other,
                since,
                asIssued,
                ShareClass.shapedBy(versions, version));
    }
}

package io.dealledger.company;

import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warrants. */
public sealed interface WarrantEvent extends InstrumentEvent {
    /** Where the quantity comes from, in the words of OCF. */
    enum QuantitySource {
        HUMAN_ESTIMATED,
        MACHINE_ESTIMATED,
        UNSPECIFIED,
        INSTRUMENT_FIXED,
        INSTRUMENT_MAX,
        INSTRUMENT_MIN
    }

    /**
     * @param shareClass that it is exercised into; absent when that is left to a later round
     * @param quantity of shares; absent when it is not known
     * @param exercisePrice per share; absent when it is not known
     * @param purchasePrice in all, of the warrant itself
     * @param legs what it was paid with; empty when that is not recorded
     * @param triggers when it can be exercised; empty for at any time
     * @param expiresOn last day of exercise
     */
    record WarrantIssued(
            SecurityId security,
            PartyId to,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            @Nullable QuantitySource quantitySource,
            @Nullable Price exercisePrice,
            @Nullable Money purchasePrice,
            List<Leg> legs,
            List<ConversionTrigger> triggers,
            @Nullable LocalDate expiresOn,
            @Nullable String vestingTerms,
            List<VestingDate> vestings,
            EffectiveOn when)
            implements WarrantEvent {}

    /**
     * @param trigger by which it is exercised; absent when it can be at any time
     * @param quantity of the warrant that is used up
     * @param fairValue of a share that day, where the exercise is net
     * @param issued shares of the new security
     * @param paid exercise price in all, where it was paid
     */
    record WarrantExercised(
            SecurityId security,
            PartyId holder,
            @Nullable String trigger,
            Shares quantity,
            Payment payment,
            @Nullable Price fairValue,
            String shareClass,
            SecurityId newSecurity,
            Shares issued,
            @Nullable Money paid,
            List<Leg> legs,
            EffectiveOn when)
            implements WarrantEvent {}
}

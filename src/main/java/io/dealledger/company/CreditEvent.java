package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The life of compute credits after they were committed: by the investor, delivered by the vendor. */
public sealed interface CreditEvent extends CompanyEvent {
    /** The investor that committed the credits. */
    PartyId party();

    PartyId vendor();

    Money amount();

    /** Credits committed outside a closing. */
    record ComputeCreditsCommitted(
            PartyId party,
            PartyId vendor,
            Money amount,
            @Nullable String restrictedTo,
            @Nullable LocalDate expiresOn,
            EffectiveOn when)
            implements CreditEvent {}

    record ComputeCreditsDelivered(PartyId party, PartyId vendor, Money amount, EffectiveOn when)
            implements CreditEvent {}

    record ComputeCreditsConsumed(PartyId party, PartyId vendor, Money amount, EffectiveOn when)
            implements CreditEvent {}

    /** @param delivered whether the credits had been delivered, and expired unused */
    record ComputeCreditsExpired(PartyId party, PartyId vendor, Money amount, boolean delivered, EffectiveOn when)
            implements CreditEvent {}

    /** @param amount fair value of the credits that are neither consumed nor expired; nominal figures stay as they are */
    record ComputeCreditsRevalued(PartyId party, PartyId vendor, Money amount, EffectiveOn when)
            implements CreditEvent {}
}

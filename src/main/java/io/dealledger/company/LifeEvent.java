package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of the company itself. */
public sealed interface LifeEvent extends CompanyEvent {
    /** @param party the party that the company is, when it is also an investor, a parent or an acquirer */
    record CompanyRegistered(
            String name,
            @Nullable String localName,
            @Nullable String country,
            @Nullable String sector,
            @Nullable PartyId party,
            EffectiveOn when)
            implements LifeEvent {}

    record CompanyRenamed(String name, @Nullable String localName, EffectiveOn when) implements LifeEvent {}

    /** A security acquired at a price per share; absent when the price is not stated. */
    record Acquired(
            SecurityId security,
            Shares quantity,
            SecurityId newSecurity,
            @Nullable Price price) {}

    /**
     * @param stake share of the company that was acquired, in percent; UNDISCLOSED when the source does not say
     * @param acquired the securities that passed to the acquirer; empty when only the fact is known
     */
    record CompanyAcquired(
            PartyId acquirer,
            Stated stake,
            List<Acquired> acquired,
            EffectiveOn when,
            @Nullable Source source) implements LifeEvent {}

    /** A security that became shares of another class. */
    record Conversion(SecurityId security, Shares quantity, String into, SecurityId newSecurity, Shares newQuantity) {}

    /** @param conversions what the listing converted by the terms of its class */
    record CompanyListed(
            String exchange,
            String ticker,
            List<Conversion> conversions,
            EffectiveOn when,
            @Nullable Source source) implements LifeEvent {}

    /** The shares are no longer traded on that exchange. */
    record CompanyDelisted(
            String exchange, EffectiveOn when, @Nullable Source source) implements LifeEvent {}

    /** All shares of a dissolved company are void from that day. */
    record CompanyDissolved(EffectiveOn when, @Nullable Source source) implements LifeEvent {}
}

package io.dealledger.party;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been recorded of a party. */
public sealed interface PartyEvent extends Fact {
    enum PartyKind {
        INDIVIDUAL,
        FUND,
        CORPORATE,
        TRUST,
        POOL,
        OTHER
    }

    /** @param scheme LEI, or the name of a registry */
    record ExternalId(String scheme, Personal value) {}

    record PartyRegistered(
            Personal name, PartyKind kind, @Nullable Personal country, List<ExternalId> externalIds, EffectiveOn when)
            implements PartyEvent {}

    record PartyRenamed(Personal name, EffectiveOn when) implements PartyEvent {}

    /** @param parent absent: from that date the party has none */
    record ParentSet(@Nullable PartyId parent, EffectiveOn when) implements PartyEvent {}

    record MarkedDuplicate(PartyId of, EffectiveOn when) implements PartyEvent {}

    /** What a source says of a party and of no company, or of several that it may be. */
    enum PartyClaimKind {
        HOLDS_NONE,
        PAID_PARTLY_IN,
        POSSIBLY_LARGEST_HOLDER_IN
    }

    /** What an investor gives; the same words as the kinds of a leg. */
    enum Consideration {
        CASH,
        COMPUTE_CREDITS,
        DEBT_CANCELLATION,
        IP,
        SERVICES,
        SHARES
    }

    /**
     * @param scope what kind of company the claim is about, in words
     * @param candidates companies that the claim may be about
     * @param consideration what PAID_PARTLY_IN speaks of
     * @param count of how many of the candidates it is true
     */
    record PartyClaimed(
            PartyClaimKind claim,
            @Nullable String scope,
            List<CompanyId> candidates,
            @Nullable Consideration consideration,
            @Nullable Stated amount,
            @Nullable Stated count,
            @Nullable String phrase,
            EffectiveOn when,
            Source source)
            implements PartyEvent {}

    /**
     * The event that this one corrects is void.
     *
     * @param when dates of that event
     */
    record FactVoided(EffectiveOn when) implements PartyEvent {
        @Override
        public boolean voids() {
            return true;
        }
    }
}

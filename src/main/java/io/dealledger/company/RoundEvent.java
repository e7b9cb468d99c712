package io.dealledger.company;

import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rounds that the ledger itself records, step by step. */
public sealed interface RoundEvent extends CompanyEvent {
    RoundId round();

    enum Role {
        LEAD,
        INVESTOR,
        PARTICIPANT
    }

    record RoundOpened(
            RoundId round,
            String name,
            Currency currency,
            @Nullable PartyId lead,
            EffectiveOn when) implements RoundEvent {}

    /**
     * @param preMoney as agreed; absent when the post-money was agreed
     * @param postMoney as agreed; absent when the pre-money was agreed
     * @param rounding how the price was rounded from the valuation
     * @param calculation that gave the price, with the count that it rests on; absent for a price that was agreed
     */
    record RoundPriced(
            RoundId round,
            @Nullable Money preMoney,
            @Nullable Money postMoney,
            Price price,
            String shareClass,
            Rounding rounding,
            @Nullable Calculation calculation,
            EffectiveOn when)
            implements RoundEvent {
        /** A price that was agreed. */
        public RoundPriced(
                RoundId round,
                @Nullable Money preMoney,
                @Nullable Money postMoney,
                Price price,
                String shareClass,
                Rounding rounding,
                EffectiveOn when) {
            this(round, preMoney, postMoney, price, shareClass, rounding, null, when);
        }
    }

    /** @param amount the most that the party undertakes to pay @param legs how, where that was agreed */
    record CommitmentMade(RoundId round, PartyId party, Role role, Money amount, List<Leg> legs, EffectiveOn when)
            implements RoundEvent {}

    /**
     * What one investor receives and gives at a closing.
     *
     * @param security made by this closing; absent, like class and quantity, when no shares are known
     */
    record Subscription(
            PartyId to,
            @Nullable SecurityId security,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            List<Leg> legs) {}

    /** @param last whether the round is closed for good */
    record RoundClosed(
            RoundId round, ClosingId closing, List<Subscription> subscriptions, boolean last, EffectiveOn when)
            implements RoundEvent {}

    record RoundCancelled(RoundId round, String reason, EffectiveOn when) implements RoundEvent {}

    /** The reported round is this recorded one: its claims stay visible, the figures come from the closings. */
    record RoundFirmedUp(RoundId round, RoundId reported, EffectiveOn when) implements RoundEvent {}

    /** Another price than the one agreed first, before anything was sold at it. The components are RoundPriced's. */
    record RoundRepriced(
            RoundId round,
            @Nullable Money preMoney,
            @Nullable Money postMoney,
            Price price,
            String shareClass,
            Rounding rounding,
            EffectiveOn when)
            implements RoundEvent {
        /** The pricing that holds from then on. */
        public RoundPriced pricing() {
            return new RoundPriced(round, preMoney, postMoney, price, shareClass, rounding, when);
        }
    }

    /** @param amount the most that the party now undertakes to pay in all, with what it has paid */
    record CommitmentAmended(RoundId round, PartyId party, Money amount, List<Leg> legs, EffectiveOn when)
            implements RoundEvent {}

    /** What the party has not paid yet it no longer undertakes to pay. */
    record CommitmentWithdrawn(RoundId round, PartyId party, String reason, EffectiveOn when) implements RoundEvent {}
}

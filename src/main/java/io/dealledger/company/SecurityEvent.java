package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import org.jspecify.annotations.Nullable;

/** Acts that are the same for grants, warrants and convertibles; acceptance is the same for shares too. */
public sealed interface SecurityEvent extends InstrumentEvent {
    /**
     * What is on record of something and changes no figure: approvals, exemptions, legends, numbers of certificates.
     *
     * @param about a security, a class, a plan, vesting terms, or the company's own id
     * @param act that it is about, where it is not the thing itself, e.g. TRANSFER
     */
    record ParticularsRecorded(String about, @Nullable String act, Particulars particulars, EffectiveOn when)
            implements SecurityEvent {}

    /** The holder has accepted the security. It can no longer be retracted. */
    record SecurityAccepted(SecurityId security, EffectiveOn when) implements SecurityEvent {}

    /**
     * The whole of a security, or part of it, becomes one of another holder, on the same terms.
     *
     * @param quantity of a grant or a warrant; absent for one whose quantity is not known
     * @param amount of a convertible
     * @param price in all, where it was sold
     */
    record InstrumentTransferred(
            SecurityId security,
            PartyId from,
            PartyId to,
            @Nullable Shares quantity,
            @Nullable Money amount,
            SecurityId newSecurity,
            @Nullable Money price,
            EffectiveOn when)
            implements SecurityEvent {}

    /**
     * The whole of a security, or part of it, ends by agreement. Of a grant it is what would have vested last.
     *
     * @param quantity of a grant or a warrant; absent for one whose quantity is not known
     * @param amount of a convertible
     */
    record InstrumentCancelled(
            SecurityId security,
            @Nullable Shares quantity,
            @Nullable Money amount,
            String reason,
            EffectiveOn when) implements SecurityEvent {}

    /** What is left of a grant or a warrant lapses, because its last day of exercise has passed. */
    record InstrumentExpired(SecurityId security, @Nullable Shares quantity, EffectiveOn when)
            implements SecurityEvent {}
}

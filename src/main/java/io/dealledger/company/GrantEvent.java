package io.dealledger.company;

import io.dealledger.company.PlanEvent.CancellationRule;
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

/** Equity compensation: options, restricted stock units, stock appreciation rights. */
public sealed interface GrantEvent extends InstrumentEvent {
    /** Kinds of equity compensation, in the words of OCF. */
    enum Compensation {
        OPTION,
        OPTION_ISO,
        OPTION_NSO,
        RSU,
        /** Appreciation right that is paid in cash. */
        CSAR,
        /** Appreciation right that is paid in stock. */
        SSAR;

        boolean isOption() {
            return this == OPTION || this == OPTION_ISO || this == OPTION_NSO;
        }
    }

    /** Why somebody's service ended, in the words of OCF. */
    enum TerminationReason {
        VOLUNTARY_OTHER,
        VOLUNTARY_GOOD_CAUSE,
        VOLUNTARY_RETIREMENT,
        INVOLUNTARY_OTHER,
        INVOLUNTARY_DEATH,
        INVOLUNTARY_DISABILITY,
        INVOLUNTARY_WITH_CAUSE
    }

    enum PeriodUnit {
        DAYS,
        MONTHS,
        YEARS
    }

    /** How long after a termination what is vested can be exercised. A period of zero ends on the day itself. */
    record TerminationWindow(TerminationReason reason, int period, PeriodUnit unit) {
        LocalDate lastDay(LocalDate terminated) {
            return switch (unit) {
                case DAYS -> terminated.plusDays(period);
                case MONTHS -> terminated.plusMonths(period);
                case YEARS -> terminated.plusYears(period);
            };
        }
    }

    /** How an exercise is paid for. */
    enum Payment {
        /** The price is paid, whatever with. */
        CASH,
        /** Shares worth the price are kept back. */
        NET
    }

    /**
     * @param plan absent for a grant outside any plan
     * @param shareClass that the grant can become, or whose value it follows
     * @param exercisePrice per share, of options; absent when none is recorded
     * @param basePrice per share, of appreciation rights
     * @param vestingTerms name of terms defined; then the vesting starts with a fact of its own
     * @param vestings dates and quantities, where they are stated one by one; empty otherwise
     * @param earlyExercisable whether it can be exercised before it vests
     * @param expiresOn last day of exercise; absent when it does not expire
     * @param cancellationRule where the plan leaves it to each security
     */
    record EquityCompensationGranted(
            SecurityId security,
            PartyId to,
            Compensation kind,
            @Nullable String plan,
            String shareClass,
            Shares quantity,
            @Nullable Price exercisePrice,
            @Nullable Price basePrice,
            @Nullable String vestingTerms,
            List<VestingDate> vestings,
            boolean earlyExercisable,
            @Nullable LocalDate expiresOn,
            List<TerminationWindow> terminationWindows,
            @Nullable CancellationRule cancellationRule,
            EffectiveOn when)
            implements GrantEvent {}

    /**
     * @param quantity of the grant that is used up
     * @param payment how the exercise price was paid
     * @param fairValue of a share that day, for what is net or appreciates
     * @param newSecurity stock that came of it; absent when it was paid in cash, or was issued by a fact of its own
     * @param issued shares that came of it, by this fact or another; zero when it was paid in cash
     * @param paid price of the exercise in all, where it was paid
     * @param legs what it was paid with; empty when that is not recorded
     * @param cash what the company paid for a right that is settled in cash
     */
    record EquityCompensationExercised(
            SecurityId security,
            PartyId holder,
            Shares quantity,
            Payment payment,
            @Nullable Price fairValue,
            @Nullable SecurityId newSecurity,
            Shares issued,
            @Nullable Money paid,
            List<Leg> legs,
            @Nullable Money cash,
            EffectiveOn when)
            implements GrantEvent {}

    /**
     * Restricted stock units become shares.
     *
     * @param quantity of the grant that is used up
     * @param issued shares of it; fewer than the quantity when some are kept back for tax
     * @param settledOn when the shares are delivered
     * @param releasePrice value of a share on release
     */
    record EquityCompensationReleased(
            SecurityId security,
            PartyId holder,
            Shares quantity,
            SecurityId newSecurity,
            Shares issued,
            @Nullable LocalDate settledOn,
            @Nullable Price releasePrice,
            EffectiveOn when)
            implements GrantEvent {}

    /** What of a grant had not vested and ends with the service. */
    record Forfeit(SecurityId security, Shares quantity) {}

    /**
     * Somebody's service to the company ended: what has not vested is forfeited, and what has can be exercised until
     * the grant's window for the reason ends.
     *
     * @param forfeited of the grants that the party held
     */
    record ServiceEnded(PartyId party, TerminationReason reason, List<Forfeit> forfeited, EffectiveOn when)
            implements GrantEvent {}
}

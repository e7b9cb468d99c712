package io.dealledger.company;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Share classes and securities. */
public sealed interface ShareEvent extends CompanyEvent {
    enum ShareClassType {
        COMMON,
        PREFERRED
    }

    enum Participation {
        NONE,
        FULL,
        CAPPED
    }

    /** Which securities an act on "n shares of a class" takes. */
    enum LotRule {
        /** The oldest first. */
        FIFO,
        /** The securities that the command names. */
        SPECIFIC
    }

    /**
     * @param authorised number of shares that may be outstanding; absent for no limit
     * @param votes votes per share
     * @param issuePrice original issue price
     * @param liquidationMultiple preference as a multiple of the issue price
     * @param seniority higher is paid first; equal is pari passu
     * @param participationCap most that a CAPPED class receives in all, as a multiple of the issue price
     * @param conversionRatio shares of common for one share of this class
     * @param antiDilution how the conversion price (issue price over ratio) is adjusted by a cheaper round; absent where
     *     nothing is stated, and then it is not
     * @param adjustedForSplits whether a split of common alone, or of this class alone, adjusts the ratio by itself; it
     *     does not when absent
     */
    record ShareClassAuthorised(
            String shareClass,
            ShareClassType type,
            @Nullable Shares authorised,
            @Nullable BigDecimal votes,
            @Nullable Price issuePrice,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            Ratio conversionRatio,
            @Nullable Method antiDilution,
            @Nullable Boolean adjustedForSplits,
            EffectiveOn when)
            implements ShareEvent {
        /** Without a word of what adjusts its ratio. */
        public ShareClassAuthorised(
                String shareClass,
                ShareClassType type,
                @Nullable Shares authorised,
                @Nullable BigDecimal votes,
                @Nullable Price issuePrice,
                @Nullable BigDecimal liquidationMultiple,
                @Nullable Integer seniority,
                @Nullable Participation participation,
                @Nullable BigDecimal participationCap,
                Ratio conversionRatio,
                EffectiveOn when) {
            this(
                    shareClass,
                    type,
                    authorised,
                    votes,
                    issuePrice,
                    liquidationMultiple,
                    seniority,
                    participation,
                    participationCap,
                    conversionRatio,
                    null,
                    null,
                    when);
        }
    }

    record AuthorisedSharesAdjusted(String shareClass, Shares authorised, EffectiveOn when) implements ShareEvent {}

    /**
     * What restricts shares that are issued.
     *
     * @param plan whose pool they are issued from; absent for none
     * @param vestingTerms name of terms defined; then the vesting starts with a fact of its own
     * @param vestings dates and quantities, where they are stated one by one; empty otherwise
     */
    record Restriction(@Nullable String plan, @Nullable String vestingTerms, List<VestingDate> vestings) {}

    /**
     * @param price per share; absent when there was none
     * @param legs consideration; empty when none is recorded
     * @param restriction absent for shares that are free
     */
    record SharesIssued(
            SecurityId security,
            String shareClass,
            PartyId to,
            Shares quantity,
            @Nullable Price price,
            List<Leg> legs,
            @Nullable Restriction restriction,
            EffectiveOn when)
            implements ShareEvent {
        /** Shares that are free. */
        public SharesIssued(
                SecurityId security,
                String shareClass,
                PartyId to,
                Shares quantity,
                @Nullable Price price,
                List<Leg> legs,
                EffectiveOn when) {
            this(security, shareClass, to, quantity, price, legs, null, when);
        }
    }

    /** The part of a security that an act takes. */
    record Lot(SecurityId security, Shares quantity) {}

    /** The part of a security that passes to another holder, and the security that it becomes there. */
    record TransferredLot(SecurityId security, Shares quantity, SecurityId newSecurity) {}

    /** @param secondary whether it was a sale; then the price enters cost and proceeds */
    record SharesTransferred(
            String shareClass,
            PartyId from,
            PartyId to,
            Shares quantity,
            LotRule lotRule,
            List<TransferredLot> lots,
            @Nullable Price price,
            boolean secondary,
            EffectiveOn when)
            implements ShareEvent {}

    /** Repurchased shares are retired: they can be issued again within the authorised number. */
    record SharesRepurchased(
            String shareClass,
            PartyId from,
            Shares quantity,
            LotRule lotRule,
            List<Lot> lots,
            @Nullable Price price,
            EffectiveOn when)
            implements ShareEvent {}

    record SharesCancelled(
            String shareClass,
            PartyId from,
            Shares quantity,
            LotRule lotRule,
            List<Lot> lots,
            String reason,
            EffectiveOn when)
            implements ShareEvent {}

    /**
     * @param ratio {@code 2:1} makes two shares of one
     * @param newAuthorised authorised numbers from that day; a class without an entry keeps its number
     * @param rounding applied to each security's quantity after the split
     */
    record SharesSplit(
            Ratio ratio, List<String> classes, Map<String, Shares> newAuthorised, Rounding rounding, EffectiveOn when)
            implements ShareEvent {}

    /**
     * Terms of a class from a date on; what is absent stays as it was. The issue price is a fact of the past and stays.
     *
     * @param participationCap only where the class participates CAPPED
     * @param calculation that gave the ratio, where a cheaper round or a split adjusted it
     */
    record ShareClassAmended(
            String shareClass,
            @Nullable BigDecimal votes,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            @Nullable Ratio conversionRatio,
            @Nullable Method antiDilution,
            @Nullable Boolean adjustedForSplits,
            @Nullable Calculation calculation,
            EffectiveOn when)
            implements ShareEvent {
        /** Terms that were agreed, and none of what adjusts the ratio. */
        public ShareClassAmended(
                String shareClass,
                @Nullable BigDecimal votes,
                @Nullable BigDecimal liquidationMultiple,
                @Nullable Integer seniority,
                @Nullable Participation participation,
                @Nullable BigDecimal participationCap,
                @Nullable Ratio conversionRatio,
                EffectiveOn when) {
            this(
                    shareClass,
                    votes,
                    liquidationMultiple,
                    seniority,
                    participation,
                    participationCap,
                    conversionRatio,
                    null,
                    null,
                    null,
                    when);
        }

        static ShareClassAmended ratio(
                String shareClass, Ratio ratio, @Nullable Calculation calculation, EffectiveOn when) {
            return new ShareClassAmended(
                    shareClass, null, null, null, null, null, ratio, null, null, calculation, when);
        }
    }

    /** The security was issued but never accepted: it ends, whole, from that day on. */
    record IssuanceRetracted(SecurityId security, String reason, EffectiveOn when) implements ShareEvent {}

    /**
     * Shares of one class become shares of another.
     *
     * @param ratio shares of the new class for one of the old @param rounding of the new quantity
     * @param calculation that gave the quantity, where a pay-to-play provision forced it
     */
    record SharesConverted(
            SecurityId security,
            PartyId holder,
            Shares quantity,
            String into,
            SecurityId newSecurity,
            Shares newQuantity,
            Ratio ratio,
            Rounding rounding,
            @Nullable Calculation calculation,
            EffectiveOn when)
            implements ShareEvent {
        /** Converted because somebody decided so. */
        public SharesConverted(
                SecurityId security,
                PartyId holder,
                Shares quantity,
                String into,
                SecurityId newSecurity,
                Shares newQuantity,
                Ratio ratio,
                Rounding rounding,
                EffectiveOn when) {
            this(security, holder, quantity, into, newSecurity, newQuantity, ratio, rounding, null, when);
        }
    }

    /** A part of a security that is issued anew. */
    record ReissuedLot(SecurityId newSecurity, Shares quantity) {}

    /**
     * The whole of a security is issued anew to its holder, as one or as several: a certificate is replaced, or shares
     * are told apart that were held together.
     */
    record SharesReissued(
            SecurityId security,
            PartyId holder,
            List<ReissuedLot> lots,
            @Nullable String reason,
            EffectiveOn when) implements ShareEvent {}

    /** How many shares the company may issue in all its classes. @param authorised absent for no limit */
    record TotalAuthorisedAdjusted(@Nullable Shares authorised, EffectiveOn when) implements ShareEvent {}
}

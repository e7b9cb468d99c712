package io.dealledger.captable;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what of a company, as of a date and as known at a position.
 *
 * @param knownAt the position that ends what was known @param position the same
 * @param version of the newest event of the company's stream that was known
 * @param denominator what ownership is a fraction of
 * @param known how much the table says of the company's shares
 * @param holdings one per party and class, by party and then in the order of the classes; none of zero
 * @param byHolder the same by party, where it was asked for
 * @param byClass the same by class, where it was asked for
 * @param bySecurity the same by security, where it was asked for
 * @param perhaps what facts with a vague date change if they had taken effect by then
 * @param reported what is only reported; never part of a figure above
 * @param instruments what can become shares; absent for a company of which nothing of the kind is recorded
 * @param capitalisation by the definition that was asked for, or the usual one where ownership is fully diluted
 */
public record CapTable(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        long version,
        Denominator denominator,
        Known known,
        List<ClassRow> classes,
        List<Holding> holdings,
        Totals totals,
        @Nullable List<HolderRow> byHolder,
        @Nullable List<ClassShare> byClass,
        @Nullable List<SecurityRow> bySecurity,
        List<Perhaps> perhaps,
        Reported reported,
        @Nullable Instruments instruments,
        @Nullable Capitalisation capitalisation) {

    /** How much a table says of a company's shares. */
    public enum Known {
        /** Nobody is known to hold anything beyond what the table shows. */
        ALL_SHARES,
        /** Somebody else is known to have an interest, and not how many shares. Fractions are of the shares that are known. */
        SOME_SHARES,
        /** The ledger holds no share class of the company: nothing is known of its shares. */
        NO_SHARES
    }

    /**
     * @param authorised absent for no limit
     * @param issued shares in issue; retired ones are not
     * @param asConverted outstanding in shares of common, to 10 places
     */
    public record ClassRow(
            String name,
            ShareClassType type,
            @Nullable Shares authorised,
            Shares issued,
            Shares outstanding,
            String asConverted,
            Ratio conversionRatio,
            @Nullable BigDecimal votes,
            @Nullable Price issuePrice,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            @Nullable Method antiDilution,
            List<Long> events) {}

    /**
     * @param fraction exact, in lowest terms
     * @param percent to 4 places, rounded HALF_EVEN on its own
     * @param displayed to 4 places, so that the column adds up to 100.0000
     */
    public record Ownership(Fraction fraction, String percent, String displayed) {}

    public record Lot(SecurityId id, Shares quantity) {}

    /** @param securities what the holding consists of, oldest first */
    public record Holding(
            PartyId party,
            String shareClass,
            Shares quantity,
            List<Lot> securities,
            Ownership ownership,
            List<Long> events) {}

    /** @param asConverted in shares of common, to 10 places */
    public record HolderRow(PartyId party, String asConverted, Ownership ownership, List<Long> events) {}

    public record ClassShare(String shareClass, Shares quantity, Ownership ownership, List<Long> events) {}

    public record SecurityRow(
            SecurityId id, PartyId party, String shareClass, Shares quantity, Ownership ownership, List<Long> events) {}

    /**
     * All absent when nothing is known of the company's shares, which is not the same as zero.
     *
     * @param outstanding one for one, whatever the class
     * @param outstandingAsConverted in shares of common, to 10 places
     * @param fullyDiluted as converted, with everything that can become shares, to 10 places
     */
    public record Totals(
            @Nullable Shares outstanding,
            @Nullable String outstandingAsConverted,
            @Nullable String fullyDiluted) {}

    /** @param before zero when the party held none of the class @param after zero when none is left */
    public record Change(PartyId party, String shareClass, Shares before, Shares after) {}

    /**
     * A fact whose vague date leaves open whether it had taken effect.
     *
     * @param event its position
     * @param changes of holdings, on top of the facts listed before it
     * @param parties whom a report names, where it says nothing of shares
     */
    public record Perhaps(
            long event,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom,
            @Nullable Precision precision,
            List<Change> changes,
            List<PartyId> parties) {}

    /** How a party is said to have come by its interest. */
    public enum Role {
        LEAD,
        INVESTOR,
        PARTICIPANT,
        /** A position of it was reported, and not how it came about. */
        HOLDER,
        ACQUIRER
    }

    /**
     * What is said of one party's interest. Nothing is filled in: what nobody says is UNDISCLOSED.
     *
     * @param rounds reported rounds in which it took part
     * @param stake of the company, in percent
     * @param investedToDate as a position claims it; rounds and investments are the matter of the exposure
     * @param statedOn day of the position; absent when none was reported
     * @param beside the other claims that were heard of that stake and that investment
     */
    public record ReportedInterest(
            PartyId party,
            List<Role> roles,
            List<RoundId> rounds,
            Printed stake,
            Printed investedToDate,
            @Nullable LocalDate statedOn,
            List<Printed> beside,
            List<Long> events) {}

    public record Reported(List<ReportedInterest> parties, List<Conflict> conflicts) {}

    /**
     * What can become shares, and pools. Where ownership is fully diluted, those that are counted have theirs.
     *
     * @param plans in the order of adoption
     * @param grants by holder and age @param warrants by holder and age @param convertibles by holder and age
     * @param restricted stock that vests, or has vested under terms of its own
     * @param dilution what is counted on top of the shares outstanding, in shares of common, to 10 places
     * @param notCounted convertibles, and warrants whose class or quantity is not known
     */
    public record Instruments(
            List<PlanRow> plans,
            List<GrantRow> grants,
            List<WarrantRow> warrants,
            List<ConvertibleRow> convertibles,
            List<RestrictedRow> restricted,
            String dilution,
            List<SecurityId> notCounted) {}

    /**
     * @param granted shares of grants outstanding @param exercised shares issued from the pool, by exercise or at once
     * @param withheld what ended and stays out of the pool
     * @param available what can still be granted, which is what counts fully diluted
     */
    public record PlanRow(
            String name,
            List<String> classes,
            Shares reserved,
            Shares granted,
            Shares exercised,
            Shares withheld,
            Shares available,
            @Nullable Ownership ownership,
            List<Long> events) {}

    /**
     * @param origin security of the issuance that it goes back to
     * @param quantity that is left @param vested of it, on the date of the table
     * @param price of exercise, or base price, of one share after splits, to 10 places
     * @param until last day of exercise
     */
    public record GrantRow(
            SecurityId security,
            SecurityId origin,
            PartyId party,
            Compensation kind,
            @Nullable String plan,
            String shareClass,
            Shares quantity,
            Shares vested,
            Shares unvested,
            @Nullable Price price,
            @Nullable LocalDate until,
            @Nullable Ownership ownership,
            List<Long> events) {}

    /** @param quantity absent when it is not known */
    public record WarrantRow(
            SecurityId security,
            SecurityId origin,
            PartyId party,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            @Nullable Shares vested,
            @Nullable Price price,
            @Nullable LocalDate until,
            @Nullable Ownership ownership,
            List<Long> events) {}

    /** @param amount that is left, without interest @param termsOf the security whose terms its holder has elected */
    public record ConvertibleRow(
            SecurityId security,
            SecurityId origin,
            PartyId party,
            ConvertibleKind kind,
            Money amount,
            int seniority,
            @Nullable LocalDate maturesOn,
            @Nullable SecurityId termsOf,
            List<ConversionTrigger> triggers,
            List<Long> events) {}

    public record RestrictedRow(
            SecurityId security, PartyId party, String shareClass, Shares quantity, Shares vested, Shares unvested) {}
}

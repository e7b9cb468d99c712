package io.dealledger.securities;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.company.Particulars;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a company's securities at a point in time, those that have ended among them, in the order in which they came
 * into being.
 *
 * @param position the same as {@code knownAt}
 * @param version of the newest event of the company's stream that was known then
 * @param total how many there are, on all pages
 * @param perhaps acts of which a vague date leaves open whether they had taken effect; no figure counts them
 * @param next the security to go on behind; null when this was the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SecurityRegister(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        By by,
        long position,
        long version,
        int total,
        List<RegisteredSecurity> securities,
        List<PerhapsAct> perhaps,
        @Nullable SecurityId next) {
    /** What a security is, in the words of OCF. */
    public enum SecurityKind {
        STOCK,
        EQUITY_COMPENSATION,
        WARRANT,
        CONVERTIBLE
    }

    /** What can be done to a security, or make one. */
    public enum ActKind {
        ISSUANCE,
        ACCEPTANCE,
        TRANSFER,
        /** The transfer that an acquisition of the company is. */
        ACQUISITION,
        CONVERSION,
        EXERCISE,
        RELEASE,
        REPURCHASE,
        CANCELLATION,
        RETRACTION,
        REISSUANCE,
        SPLIT,
        FORFEITURE,
        EXPIRY,
        RETURN_TO_POOL,
        AMENDMENT,
        /** The terms of another security were elected. */
        ELECTION,
        VESTING_START,
        VESTING_EVENT,
        VESTING_ACCELERATION,
        DISSOLUTION
    }

    /**
     * @param origin the security of the issuance that it goes back to, through every transfer, conversion and exercise;
     *     its own id when it was issued itself
     * @param from the security that an act made it of; absent when it was issued
     * @param shareClass of stock its own, of others the one it can become; absent where that is not fixed
     * @param plan from whose pool it comes; absent for none
     * @param quantity of shares that are left; absent for convertibles, and where it is not known
     * @param amount that is left of a convertible, without interest
     * @param outstanding whether anything is left of it
     * @param acts in order of effect; the first made it
     * @param events positions of the events that say anything of it, ascending
     */
    public record RegisteredSecurity(
            SecurityId id,
            SecurityKind kind,
            SecurityId origin,
            @Nullable SecurityId from,
            PartyId holder,
            @Nullable String shareClass,
            @Nullable String plan,
            @Nullable Shares quantity,
            @Nullable Money amount,
            boolean outstanding,
            boolean accepted,
            List<SecurityAct> acts,
            List<OnRecord> particulars,
            List<Long> events) {}

    /**
     * @param event its position
     * @param quantity of shares that the act made or took; absent where it did neither, or where it is not known
     * @param amount likewise, of a convertible
     * @param into securities that came of it
     * @param left shares that were left of the security after it
     * @param amountLeft likewise, of a convertible
     */
    public record SecurityAct(
            ActKind kind,
            @Nullable LocalDate effectiveOn,
            long event,
            @Nullable Shares quantity,
            @Nullable Money amount,
            List<SecurityId> into,
            @Nullable Shares left,
            @Nullable Money amountLeft) {}

    /** @param about what the particulars are of @param act of it that they are about, where it is not the thing itself */
    public record OnRecord(
            String about, @Nullable String act, @Nullable LocalDate effectiveOn, long event, Particulars particulars) {}

    /** @param securities that the act is about @param into what would have come of it */
    public record PerhapsAct(
            ActKind kind,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom,
            @Nullable Precision precision,
            long event,
            List<SecurityId> securities,
            List<SecurityId> into) {}

    /** One security at a point in time. */
    public record SecurityAt(
            CompanyId company,
            LocalDate asOf,
            long knownAt,
            By by,
            long position,
            long version,
            RegisteredSecurity security) {}

    /**
     * What is on record of a company, its classes, plans and securities, and changes no figure, in order of effect.
     *
     * @param about what was asked for; absent for everything
     */
    public record ParticularsOnRecord(
            CompanyId company,
            LocalDate asOf,
            long knownAt,
            By by,
            long position,
            long version,
            @Nullable String about,
            List<OnRecord> particulars) {}
}

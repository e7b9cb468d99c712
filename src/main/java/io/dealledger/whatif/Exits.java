package io.dealledger.whatif;

import io.dealledger.calculation.Formula;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what at an exit, by the terms of the record. Amounts are in {@code currency}, to 10 places, HALF_EVEN;
 * {@code displayed} ones are in its minor unit and add up to the proceeds.
 *
 * @param currency absent where nothing that is recorded has a price
 * @param complete whether everything that is outstanding was counted; if not, payouts are what is paid when nothing is
 *     due to what is listed under {@code notCounted}
 * @param classes outstanding classes and their terms, as they were counted
 * @param instruments what else is paid, as it was counted
 * @param notCounted what the record does not say enough about
 * @param breakpoints proceeds from which on the next unit is distributed otherwise than the one before; ascending
 * @param exits one for each of the proceeds asked about; empty while a class of shares cannot be counted
 */
public record Exits(
        @Nullable Currency currency,
        Formula formula,
        boolean complete,
        List<ClassTerms> classes,
        List<InstrumentTerms> instruments,
        List<NotCounted> notCounted,
        List<String> breakpoints,
        List<Exit> exits) {

    /** Whether something is missing without which nothing can be distributed. */
    boolean isBlocked() {
        return notCounted.stream().anyMatch(NotCounted::blocks);
    }

    /**
     * @param issuePrice original issue price of one share after splits, to 10 places
     * @param preference issue price times multiple times shares
     * @param asConverted common shares that the class becomes, to 10 places
     */
    public record ClassTerms(
            String name,
            ShareClassType type,
            Shares shares,
            @Nullable String issuePrice,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable String preference,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            Ratio conversionRatio,
            String asConverted,
            List<Long> events) {}

    /** What is paid. */
    public enum Kind {
        SHARE_CLASS,
        /** Grants of one class with one price: options, stock units, appreciation rights. */
        OPTIONS,
        /** Warrants of one class with one price. */
        WARRANTS,
        NOTE,
        SAFE,
        CONVERTIBLE_SECURITY,
        CARVE_OUT,
        /** Not paid by itself: the company as a whole. */
        COMPANY
    }

    /**
     * @param name the security's id for a convertible; else in words
     * @param shares common shares that it becomes, to 10 places; absent for what cannot convert
     * @param price of exercise, of one common share, to 10 places
     * @param due before common, to 10 places; of a convertible
     * @param interest part of what is due
     * @param rule how what is due and what it converts into were found
     */
    public record InstrumentTerms(
            Kind kind,
            String name,
            @Nullable String shares,
            @Nullable String price,
            @Nullable String due,
            @Nullable String interest,
            @Nullable String rule,
            List<Long> events) {}

    /**
     * What was not counted, and why. An undisclosed term never becomes a number.
     *
     * @param party who holds it; absent when several do
     * @param missing terms that are not recorded, by name
     * @param blocks whether nothing can be distributed without it
     */
    public record NotCounted(
            Kind kind,
            String name,
            @Nullable PartyId party,
            List<String> missing,
            String reason,
            boolean blocks,
            List<Long> events) {}

    /**
     * @param perShare what a common share gets, to 10 places
     * @param converts classes and convertibles that elect common, by name
     * @param exercised options and warrants above their price, by name
     * @param payouts by what is paid; together the proceeds
     * @param holders by who is paid; with the carve-out, together the proceeds
     * @param escrow held back of the payouts to stock; absent when none was asked for
     */
    public record Exit(
            String proceeds,
            String perShare,
            List<String> converts,
            List<String> exercised,
            List<Payout> payouts,
            List<HolderPayout> holders,
            @Nullable Held escrow) {}

    /** @param preference paid before the residue @param common from the residue @param exercise price paid in, taken off */
    public record Payout(
            Kind kind,
            String name,
            String amount,
            String displayed,
            String preference,
            String common,
            String exercise,
            List<Long> events) {}

    public record HolderPayout(PartyId party, String amount, String displayed, List<Owned> parts, List<Long> events) {}

    /**
     * @param quantity of shares, of the class or under the grant; absent for a convertible
     * @param vested of them on the day; where they vest
     * @param amount that it is paid
     */
    public record Owned(
            Kind kind,
            String name,
            @Nullable Shares quantity,
            @Nullable Shares vested,
            String amount) {}

    /** @param held in all @param atClosing what is paid at once, in the order of the payouts */
    public record Held(String held, List<PaidAtClosing> atClosing) {}

    public record PaidAtClosing(Kind kind, String name, String amount) {}
}

package io.dealledger.whatif;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.Denominator;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be, had the commands been accepted on top of a point in time. Nothing of it is recorded: the events that the
 * commands would make have no positions, and rows that rest on them alone cite none.
 *
 * @param asOf date on top of which the commands were decided
 * @param after date of the figures after them: {@code asOf}, or the latest date of one of them
 * @param decided what each command would record, in order
 * @param capTable before and after
 * @param dilution per holder and pool, from before to after
 * @param fromToday the same from today's cap table, as known at the same position
 * @param waterfall absent when no exits were asked about
 * @param difference of the figures after from those before
 */
record WhatIf(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        Denominator denominator,
        LocalDate after,
        List<Decided> decided,
        Tables capTable,
        List<Diluted> dilution,
        FromToday fromToday,
        @Nullable Waterfalls waterfall,
        Difference difference) {

    /** @param index of the command @param events that it would record, by their kind */
    record Decided(int index, String id, List<String> events) {}

    record Tables(CapTable before, CapTable after) {}

    /**
     * What a holder, or a pool, has of the company. Fractions of one denominator add up to one, and changes to zero.
     *
     * @param party absent for what is available in a pool @param plan absent for a holder
     * @param change percentage points, to 4 places, rounded on its own
     * @param changeOfFraction exact
     */
    record Diluted(
            @Nullable PartyId party,
            @Nullable String plan,
            Stake before,
            Stake after,
            String change,
            String changeOfFraction) {}

    /**
     * @param quantity what the denominator counts of it, one for one: shares, and what can become them
     * @param fraction exact, in lowest terms @param percent to 4 places
     */
    record Stake(Shares quantity, String fraction, String percent) {}

    record FromToday(LocalDate asOf, List<Diluted> dilution) {}

    record Waterfalls(Exits before, Exits after) {}

    /**
     * @param holdings that are other ones after, by holder and class
     * @param totals of the cap table; empty when nothing is known of the company's shares
     * @param exits for each of the proceeds; empty when either waterfall has none
     */
    record Difference(List<HoldingChange> holdings, List<TotalChange> totals, List<ExitChange> exits) {}

    record HoldingChange(PartyId party, String shareClass, Shares before, Shares after, String change) {}

    /** @param total as the cap table names it */
    record TotalChange(String total, String before, String after, String change) {}

    record ExitChange(String proceeds, List<PayoutChange> holders) {}

    record PayoutChange(PartyId party, String before, String after, String change) {}
}

package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Fraction;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the group has put into one company, and has of it.
 *
 * @param holds whether there still is a position, as far as the ledger knows
 * @param dividends part of the proceeds
 * @param clouded whether the value rests on sources that disagree: then a gain stays out of totals
 * @param beside by measure, every claim that was heard, where there is more than the one that stands
 * @param book the shares that the figures come from
 * @param pieces what was given for them, piece by piece
 * @param noRate translations that failed; their figures stay in their own currency
 */
record Investment(
        CompanyId company,
        boolean holds,
        NavigableSet<HoldingRole> roles,
        NavigableSet<RoundId> rounds,
        NavigableSet<RoundId> ledRounds,
        Funding funding,
        Claim cashAtRisk,
        Stake stake,
        Claim cost,
        Claim carrying,
        List<Lot> lots,
        Claim proceeds,
        Claim dividends,
        Claim value,
        Claim unrealised,
        Optional<Claim> impliedPostMoney,
        CircularRevenue circular,
        List<Conflict> conflicts,
        boolean clouded,
        SortedMap<String, List<Claim>> beside,
        NavigableSet<String> noRate,
        List<Long> events,
        ShareBook book,
        List<Contribution> pieces) {
    Optional<Fraction> stakeFraction() {
        return stake.fraction();
    }
}

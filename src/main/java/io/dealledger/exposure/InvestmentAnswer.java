package io.dealledger.exposure;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.RoundId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the group has in one company, as it is sent.
 *
 * @param holds whether there still is a position, as far as the ledger knows
 * @param stakeFraction the stake exactly, where every share is recorded
 * @param carrying cost less impairments and write-offs
 * @param dividends part of the proceeds
 * @param beside by measure, every claim that was heard, where there are several
 * @param noRate translations for which there is no rate; their figures stay in their own currency
 */
public record InvestmentAnswer(
        CompanyId company,
        boolean holds,
        List<HoldingRole> roles,
        List<RoundId> rounds,
        List<RoundId> ledRounds,
        Printed invested,
        Printed committed,
        Printed funded,
        Printed unfunded,
        Printed cash,
        Printed cashAtRisk,
        CreditsAnswer computeCredits,
        Printed stake,
        @Nullable String stakeFraction,
        Printed cost,
        Printed carrying,
        List<LotAnswer> lots,
        Printed proceeds,
        Printed dividends,
        Printed value,
        Printed unrealised,
        @Nullable Printed impliedPostMoney,
        boolean circularRevenue,
        boolean circularRevenuePossible,
        List<Long> circularRevenueEvents,
        List<Conflict> conflicts,
        SortedMap<String, List<Printed>> beside,
        List<String> noRate,
        List<Long> events) {
    static InvestmentAnswer of(Investment investment) {
        Funding funding = investment.funding();
        SortedMap<String, List<Printed>> beside = new TreeMap<>();
        investment
                .beside()
                .forEach((measure, claims) ->
                        beside.put(measure, claims.stream().map(Printed::of).toList()));
        return new InvestmentAnswer(
                investment.company(),
                investment.holds(),
                List.copyOf(investment.roles()),
                List.copyOf(investment.rounds()),
                List.copyOf(investment.ledRounds()),
                Printed.of(funding.invested()),
                Printed.of(funding.committed()),
                Printed.of(funding.funded()),
                Printed.of(funding.unfunded()),
                Printed.of(funding.cash()),
                Printed.of(investment.cashAtRisk()),
                CreditsAnswer.of(funding.credits()),
                Printed.of(investment.stake().claim()),
                investment.stakeFraction().map(Object::toString).orElse(null),
                Printed.of(investment.cost()),
                Printed.of(investment.carrying()),
                investment.lots().stream().map(LotAnswer::of).toList(),
                Printed.of(investment.proceeds()),
                Printed.of(investment.dividends()),
                Printed.of(investment.value()),
                Printed.of(investment.unrealised()),
                investment.impliedPostMoney().map(Printed::of).orElse(null),
                investment.circular().certain(),
                investment.circular().possible(),
                List.copyOf(investment.circular().events()),
                investment.conflicts(),
                beside,
                List.copyOf(investment.noRate()),
                investment.events());
    }
}

package io.dealledger.sample;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.FxCommand;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.RateSeries;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.party.PartyCommand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample deals decided in memory, in the order in which they are loaded: the streams that an empty ledger
 * would then hold. Positions of parties' events are counted as one each.
 */
public final class DecidedSample {
    private static final Dating DATING = new Dating(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

    private final Map<String, Timeline<Company, CompanyEvent>> companies = new HashMap<>();
    private final Map<String, Timeline<RateSeries, FxEvent>> pairs = new HashMap<>();
    private final Map<Integer, Long> endOfBatch = new HashMap<>();
    private final Map<Integer, Long> endOfFact = new HashMap<>();
    private long head;
    private int ids;

    private DecidedSample() {}

    public static DecidedSample load() {
        DecidedSample sample = new DecidedSample();
        List<List<SampleCommand>> batches = PressDeals.batches();
        for (int batch = 0; batch < batches.size(); batch++) {
            batches.get(batch).forEach(sample::decide);
            sample.endOfBatch.put(batch + 1, sample.head);
        }
        for (Exemplar.NumberedFact fact : Exemplar.facts()) {
            fact.commands().forEach(sample::decide);
            sample.endOfFact.put(fact.number(), sample.head);
        }
        return sample;
    }

    /** Position that ends a batch of the press deals. */
    public long endOfBatch(int batch) {
        return endOfBatch.get(batch);
    }

    /** Position that ends a fact of the company that is known to the last share. */
    public long endOfFact(int number) {
        return endOfFact.get(number);
    }

    public List<Recorded<CompanyEvent>> company(String id) {
        return companies.get(id).facts();
    }

    public List<Recorded<FxEvent>> rates() {
        List<Recorded<FxEvent>> all = new ArrayList<>();
        pairs.values().forEach(pair -> all.addAll(pair.facts()));
        return all;
    }

    private void decide(SampleCommand sample) {
        switch (sample.command()) {
            case CompanyCommand command -> {
                Timeline<Company, CompanyEvent> timeline =
                        companies.computeIfAbsent(sample.stream(), none -> new Timeline<>(Company.FOLD));
                CompanyContext context = new CompanyContext(
                        new CompanyId(sample.stream()), DATING, () -> "made-" + ++ids, party -> true);
                record(sample, timeline, Company.decide(timeline, command, context));
            }
            case FxCommand command -> {
                Timeline<RateSeries, FxEvent> timeline =
                        pairs.computeIfAbsent(sample.stream(), none -> new Timeline<>(RateSeries.FOLD));
                record(sample, timeline, RateSeries.decide(timeline, command, DATING));
            }
            case PartyCommand party -> head++;
            default -> throw new IllegalStateException("no such command: " + sample);
        }
    }

    private <S, E extends Fact> void record(SampleCommand sample, Timeline<S, E> timeline, Decision<E> decision) {
        switch (decision) {
            case Decision.Accepted<E> accepted -> {
                for (E fact : accepted.facts()) {
                    timeline.insert(new Recorded<>(
                            ++head, sample.stream(), timeline.version() + 1, Instant.EPOCH.plusSeconds(head), fact));
                }
            }
            case Decision.Refused<E> refused -> throw new IllegalStateException(sample + ": " + refused.refusal());
        }
    }
}

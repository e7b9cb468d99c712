package io.dealledger.sample;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells where the sample stands in the ledger, so that its history can be asked for. */
@RestController
final class SampleController {
    private final SampleDeals deals;

    SampleController(SampleDeals deals) {
        this.deals = deals;
    }

    /** @param batch number of the batch, from 1 @param position of its last event; a {@code knownAt} */
    record BatchEnd(int batch, long position) {}

    /** @param fact number of the fact in the order of recording, from 1 @param position of its last event */
    record FactEnd(int fact, long position) {}

    record ExemplarHistory(String company, List<FactEnd> facts) {}

    /** @param batches loaded so far; none in a ledger without the sample */
    record Sample(List<BatchEnd> batches, ExemplarHistory exemplar) {}

    @GetMapping("/api/sample")
    Sample sample() {
        List<BatchEnd> batches = new ArrayList<>();
        for (long position : deals.batchEnds()) {
            batches.add(new BatchEnd(batches.size() + 1, position));
        }
        List<FactEnd> facts = new ArrayList<>();
        for (long position : deals.exemplarEnds()) {
            facts.add(new FactEnd(facts.size() + 1, position));
        }
        return new Sample(batches, new ExemplarHistory(Exemplar.COMPANY.value(), facts));
    }
}

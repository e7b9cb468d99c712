package io.dealledger.ocf.export;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.ledger.Recorded;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/**
 * In the ledger a higher seniority is paid first, of convertibles as of classes; OCF counts those of convertibles from 1, the
 * highest, down.
 */
record Seniorities(int lowest, int highest) {
    static Seniorities of(List<Recorded<CompanyEvent>> facts) {
        IntSummaryStatistics all = facts.stream()
                .flatMap(fact -> switch (fact.fact()) {
                    case ConvertibleIssued issued -> Stream.of(issued.seniority());
                    case ConvertibleAmended amended -> Stream.ofNullable(amended.seniority());
                    default -> Stream.<Integer>empty();
                })
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return all.getCount() == 0 ? new Seniorities(1, 1) : new Seniorities(all.getMin(), all.getMax());
    }

    /** 1 for what is paid first. */
    int rank(int seniority) {
        return highest + 1 - seniority;
    }

    /** Whether a reader who turns the ranks round again has the same numbers, rather than only the same order. */
    boolean comeBack() {
        return lowest == 1;
    }
}

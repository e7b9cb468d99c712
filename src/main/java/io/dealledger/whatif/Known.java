package io.dealledger.whatif;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A company as it is known on a day.
 *
 * @param positions of the events that made it up, by version; without those that are only supposed
 */
record Known(Company company, LocalDate day, Map<Long, Long> positions) {
    /** @param facts in order of effect */
    static Known of(List<Recorded<CompanyEvent>> facts, LocalDate day) {
        Map<Long, Long> positions = new HashMap<>();
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : facts) {
            if (fact.position() != Recorded.PENDING) {
                positions.put(fact.version(), fact.position());
            }
            company = Company.FOLD.evolve(company, fact);
        }
        return new Known(company, day, Map.copyOf(positions));
    }

    List<Long> events(Collection<Long> versions) {
        return versions.stream()
                .map(positions::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}

package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The last fold of each company, for somebody who asks about many points in time one after the other: from one to the
 * next only a company of which something else is known, or in effect, is folded again.
 */
public final class RememberedFolds {
    /** All that a fold depends on; what is translated depends on rates and the day besides, and is never remembered. */
    private record From(
            List<Recorded<CompanyEvent>> facts,
            NavigableSet<PartyId> group,
            List<Recorded<PartyEvent>> claims,
            Relations relations,
            Basis basis) {}

    private record Fold(From from, Optional<Investment> investment) {}

    private final Map<CompanyId, Fold> last = new HashMap<>();
    private long folded;

    /** How many facts were folded so far. */
    public long folded() {
        return folded;
    }

    Optional<Investment> of(
            CompanyId company,
            List<Recorded<CompanyEvent>> facts,
            NavigableSet<PartyId> group,
            List<Recorded<PartyEvent>> claims,
            Relations relations,
            Basis basis,
            Translation translation) {
        From from = new From(facts, group, claims, relations, basis);
        Fold before = last.get(company);
        if (translation.currency() == null && before != null && before.from().equals(from)) {
            return before.investment();
        }
        Optional<Investment> investment = Investments.of(company, facts, group, claims, relations, basis, translation);
        folded += facts.size();
        last.put(company, new Fold(from, investment));
        return investment;
    }
}

package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A position that a vague date leaves open: it may have been there on the day that was asked about, and may not.
 *
 * @param parties of the group, whose position it is
 * @param effectiveFrom first day on which it can have taken effect; absent when unknown
 * @param effectiveOn last such day
 */
public record Perhaps(
        CompanyId company,
        List<PartyId> parties,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveOn,
        @Nullable Precision precision,
        List<Long> events) {
    private record Key(CompanyId company, EffectiveOn when) {}

    /** @param open facts whose vague date leaves it open, in order of effect */
    static List<Perhaps> of(CompanyId company, List<Recorded<CompanyEvent>> open, NavigableSet<PartyId> group) {
        Map<Key, NavigableSet<PartyId>> parties = new LinkedHashMap<>();
        Map<Key, List<Long>> events = new LinkedHashMap<>();
        for (Recorded<CompanyEvent> recorded : open) {
            NavigableSet<PartyId> own = new TreeSet<>(Holders.of(recorded.fact()));
            own.retainAll(group);
            if (!own.isEmpty()) {
                Key key = new Key(company, recorded.when());
                parties.computeIfAbsent(key, none -> new TreeSet<>()).addAll(own);
                events.computeIfAbsent(key, none -> new ArrayList<>()).add(recorded.position());
            }
        }
        List<Perhaps> found = new ArrayList<>();
        parties.forEach((key, own) -> found.add(new Perhaps(
                company,
                List.copyOf(own),
                key.when().effectiveFrom(),
                key.when().effectiveOn(),
                key.when().precision(),
                events.getOrDefault(key, List.of()).stream().sorted().toList())));
        return found;
    }
}

package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.Interests.Right;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether an investor sells to what it owns: the vendor of its compute credits, of a covenant on its cash, or
 * the company's exclusive vendor, is the investor or of its family.
 *
 * @param possible some credits are spoken of, and nobody says whose or for which of several companies
 */
record CircularRevenue(boolean certain, boolean possible, NavigableSet<Long> events) {
    static CircularRevenue of(
            CompanyId company,
            List<Contribution> pieces,
            Set<PartyId> investors,
            List<Recorded<CompanyEvent>> facts,
            List<Recorded<PartyEvent>> claims,
            Relations relations) {
        NavigableSet<Long> events = new TreeSet<>();
        for (var piece : pieces) {
            if (piece.vendors().stream().anyMatch(vendor -> relations.sameFamily(piece.party(), vendor))) {
                events.addAll(piece.events());
            }
        }
        exclusive(facts).forEach((right, granted) -> {
            if (investors.stream().anyMatch(investor -> relations.sameFamily(investor, right.party()))) {
                events.addAll(granted);
            }
        });
        if (!events.isEmpty()) {
            return new CircularRevenue(true, false, events);
        }
        for (var piece : pieces) {
            if (piece.creditsWithoutVendor()) {
                events.addAll(piece.events());
            }
        }
        for (Recorded<PartyEvent> recorded : claims) {
            if (recorded.fact() instanceof PartyClaimed claim
                    && claim.claim() == PartyClaimKind.PAID_PARTLY_IN
                    && claim.consideration() == Consideration.COMPUTE_CREDITS
                    && claim.candidates().contains(company)) {
                events.add(recorded.position());
            }
        }
        return new CircularRevenue(false, !events.isEmpty(), events);
    }

    /** Rights to be the only vendor that have not ended, and the events that granted them. */
    private static Map<Right, NavigableSet<Long>> exclusive(List<Recorded<CompanyEvent>> facts) {
        Map<Right, NavigableSet<Long>> rights = new HashMap<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            if (recorded.fact() instanceof RightGranted right && right.kind() == RightKind.EXCLUSIVE_VENDOR) {
                rights.computeIfAbsent(new Right(right.kind(), right.party(), right.scope()), none -> new TreeSet<>())
                        .add(recorded.position());
            } else if (recorded.fact() instanceof RightEnded ended) {
                rights.remove(new Right(ended.kind(), ended.party(), ended.scope()));
            }
        }
        return rights;
    }

    /** Those who may turn out to be of an investor's family. */
    static NavigableSet<PartyId> vendors(List<Recorded<CompanyEvent>> facts) {
        NavigableSet<PartyId> vendors = new TreeSet<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            vendors.addAll(Vendors.of(recorded.fact()));
        }
        return vendors;
    }
}

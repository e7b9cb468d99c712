package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of a party and of no single company.
 *
 * @param scope what kind of company it is about, in words
 * @param candidates companies that it may be about; it is forced onto none of them
 * @param count of how many of the candidates it is true
 */
public record ClaimAnswer(
        PartyId party,
        PartyClaimKind claim,
        @Nullable String scope,
        List<CompanyId> candidates,
        @Nullable Consideration consideration,
        @Nullable Printed amount,
        @Nullable Printed count,
        @Nullable String phrase,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveOn,
        @Nullable Precision precision,
        Source source,
        List<Long> events) {

    static ClaimAnswer of(Recorded<PartyEvent> recorded) {
        return switch (recorded.fact()) {
            case PartyClaimed claimed -> of(recorded, claimed);
            case PartyRegistered _, PartyRenamed _, ParentSet _, MarkedDuplicate _, PartyEvent.FactVoided _ ->
                throw new IllegalArgumentException("no claim: " + recorded);
        };
    }

    private static ClaimAnswer of(Recorded<PartyEvent> recorded, PartyClaimed claimed) {
        return new ClaimAnswer(
                new PartyId(recorded.stream()),
                claimed.claim(),
                claimed.scope(),
                claimed.candidates(),
                claimed.consideration(),
                printed(claimed.amount(), claimed, recorded.position()),
                printed(claimed.count(), claimed, recorded.position()),
                claimed.phrase(),
                claimed.when().effectiveFrom(),
                claimed.when().effectiveOn(),
                claimed.when().precision(),
                claimed.source(),
                List.of(recorded.position()));
    }

    private static @Nullable Printed printed(@Nullable Stated stated, PartyClaimed claimed, long event) {
        return stated == null
                ? null
                : Printed.of(Claim.stated(stated, claimed.source().sourceClass(), claimed.source(), List.of(event)));
    }
}

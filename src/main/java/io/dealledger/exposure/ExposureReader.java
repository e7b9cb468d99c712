package io.dealledger.exposure;

import io.dealledger.http.Asked;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers what a party holds, at the position that the index has reached. */
@Component
public class ExposureReader {
    private final Exposures exposures;
    private final ReachedPosition reached;

    ExposureReader(ExposureFacts facts, ReachedPosition reached) {
        this.exposures = new Exposures(facts);
        this.reached = reached;
    }

    /** Empty when the party was not known at that point. */
    public Optional<ExposureAnswer> at(PartyId party, Asked asked, ExposureQuestion question) {
        PointInTime point = reached.of(asked);
        return exposures.of(party, point, question.view()).map(ExposureAnswer::of);
    }
}

package io.dealledger.exposure;

import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import io.dealledger.replay.Projections;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Fixes the position that an answer from the index cites. What was asked for by position, or by having written,
 * is waited for. A question about now waits for the newest event, which takes milliseconds when nothing lags, and is
 * otherwise answered at the position that the index has reached.
 */
@Component
public class ReachedPosition {
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Projections projections;
    private final Positions positions;
    private final Duration patience;

    ReachedPosition(
            Projections projections,
            Positions positions,
            @Value("${ledger.exposure.patience:PT2S}") Duration patience) {
        this.projections = projections;
        this.positions = positions;
        this.patience = patience;
    }

    public PointInTime of(Asked asked) {
        PointInTime at = asked.at();
        if (!asked.now()) {
            demand(Math.max(at.knownAt(), asked.waitFor()));
            return at;
        }
        if (awaits(at.knownAt())) {
            return at;
        }
        // A command's events are seen together or not at all.
        long reached = positions.endOfCommand(position());
        if (reached < asked.waitFor()) {
            throw lagging(asked.waitFor());
        }
        return at.knownAt(reached);
    }

    private void demand(long position) {
        if (!awaits(position)) {
            throw lagging(position);
        }
    }

    private boolean awaits(long position) {
        try {
            return projections.await(ExposureIndex.NAME, position, patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw lagging(position);
        }
    }

    private long position() {
        return projections.progress().stream()
                .filter(progress -> progress.name().equals(ExposureIndex.NAME))
                .findFirst()
                .orElseThrow()
                .position();
    }

    private HttpProblem lagging(long position) {
        return HttpProblem.of(
                        ProblemType.BUSY,
                        "Exposure has not reached position " + position + " yet; it is at " + position())
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}

package io.dealledger.changes;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way from one point in time to another.
 *
 * @param facts that are passed; on a day that begins, those whose vague date begins or ends on it
 */
record Step(Kind kind, List<Recorded<? extends Fact>> facts) {
    enum Kind {
        /** The ledger learns what one command recorded. */
        LEARNING,
        /** A day begins, and none of its facts has taken effect yet. */
        DAY_BEGINS,
        /** One fact takes effect. */
        HAPPENING
    }

    Step {
        facts = List.copyOf(facts);
    }

    /** Facts that a change of that cell in this step comes from. */
    List<Recorded<? extends Fact>> behind(String path) {
        return kind == Kind.DAY_BEGINS && !path.startsWith("/perhaps") ? List.of() : facts;
    }

    /** Whether a fact came after its period was closed, whatever kind it has; of a correction that is said already. */
    boolean learnsLate(Recorded<? extends Fact> fact) {
        return kind == Kind.LEARNING
                && fact.marks().accountingOn() != null
                && fact.marks().corrects() == null;
    }

    /** @param zone in which the day of recording begins and ends */
    Cause cause(Recorded<? extends Fact> fact, @Nullable String before, ZoneId zone) {
        return switch (kind) {
            case LEARNING -> Cause.ofLearning(fact, before, zone);
            case DAY_BEGINS -> Cause.VAGUE_DATE_PASSED;
            case HAPPENING -> Cause.ofHappening(fact, before);
        };
    }
}

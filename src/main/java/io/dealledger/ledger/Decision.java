package io.dealledger.ledger;

import java.util.Collections;
import java.util.List;

/** The outcome of a command: facts to record, or the reason for recording none. */
public sealed interface Decision<E extends Fact> {
    /**
     * @param id the id that the command made or addressed
     * @param facts in the order in which they are recorded
     * @param marks what is noted of each of them
     */
    record Accepted<E extends Fact>(String id, List<E> facts, List<Marks> marks) implements Decision<E> {
        public Accepted {
            facts = List.copyOf(facts);
            marks = List.copyOf(marks);
            if (facts.size() != marks.size()) {
                throw new IllegalArgumentException(marks.size() + " marks of " + facts.size() + " facts");
            }
        }

        public Accepted(String id, List<E> facts) {
            this(id, facts, Collections.nCopies(facts.size(), Marks.NONE));
        }
    }

    record Refused<E extends Fact>(Refusal refusal) implements Decision<E> {}

    static <E extends Fact> Decision<E> accepted(String id, List<? extends E> facts) {
        return new Accepted<>(id, List.copyOf(facts));
    }

    static <E extends Fact> Decision<E> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}

package io.dealledger.ledger;

import java.util.Collections;
import java.util.List;

/** The outcome of a command: facts to record, or the reason for recording none. */
public sealed interface Decision<E extends Fact> {
    /**
     * @param id the id that the command made or addressed
     * @param facts in the order in which they are recorded
     * @param marks what is noted of each of them
     * @param origins which part of the command each of them comes from; empty when the command is one whole
     */
    record Accepted<E extends Fact>(String id, List<E> facts, List<Marks> marks, List<Origin> origins)
            implements Decision<E> {
        public Accepted {
            facts = List.copyOf(facts);
            marks = List.copyOf(marks);
            origins = List.copyOf(origins);
            if (facts.size() != marks.size()) {
                throw new IllegalArgumentException(marks.size() + " marks of " + facts.size() + " facts");
            }
            if (!origins.isEmpty() && facts.size() != origins.size()) {
                throw new IllegalArgumentException(origins.size() + " origins of " + facts.size() + " facts");
            }
        }

        public Accepted(String id, List<E> facts, List<Marks> marks) {
            this(id, facts, marks, List.of());
        }

        public Accepted(String id, List<E> facts) {
            this(id, facts, Collections.nCopies(facts.size(), Marks.NONE));
        }

        /** The same facts with other marks. */
        public Accepted<E> marked(List<Marks> other) {
            return new Accepted<>(id, facts, other, origins);
        }

        /** The refusal of one of the facts, which names the part of the command that it comes from. */
        public Refusal refused(int fact, Refusal refusal) {
            return origins.isEmpty() ? refusal : origins.get(fact).refused(refusal);
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

package io.dealledger.ledger;

import java.util.Optional;

/**
 * How the facts of a stream become a state, and which facts a state does not allow.
 *
 * @param <S> immutable state
 */
public interface Fold<S, E extends Fact> {
    S initial();

    /** The state after the fact. Total: a fact that {@link #rules} let pass always evolves. */
    S evolve(S state, Recorded<E> fact);

    /** Why the state does not allow the fact; empty when it does. Run on a new fact at its place and on every later one. */
    Optional<Refusal> rules(S state, Recorded<E> fact);
}

package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one stream in order of effect, with the states between them. A fact may come in at any place; states
 * are folded when they are asked for, from the nearest checkpoint, so that a stream read in any order is folded
 * once. Checkpoints are states, which are immutable and share their structure.
 *
 * <p>Not safe for use by several threads at once; an aggregate owns its timeline.
 */
public final class Timeline<S, E extends Fact> {
    private static final int EVERY = 64;

    private final Fold<S, E> fold;
    private final List<Recorded<E>> facts;
    /** State before the fact with index {@code EVERY * i}, as far as the fold has come. */
    private final List<S> checkpoints;

    /** How many facts are folded. */
    private int folded;
    /** State after that many facts. */
    private S reached;

    private long version;

    public Timeline(Fold<S, E> fold) {
        this(fold, new ArrayList<>(), new ArrayList<>(), 0, fold.initial(), -1);
    }

    private Timeline(
            Fold<S, E> fold, List<Recorded<E>> facts, List<S> checkpoints, int folded, S reached, long version) {
        this.fold = fold;
        this.facts = facts;
        this.checkpoints = checkpoints;
        this.folded = folded;
        this.reached = reached;
        this.version = version;
    }

    public static <S, E extends Fact> Timeline<S, E> of(Fold<S, E> fold, List<Recorded<E>> history) {
        Timeline<S, E> timeline = new Timeline<>(fold);
        history.forEach(timeline::insert);
        return timeline;
    }

    /** A timeline of its own with the same facts, for trying commands one after the other. */
    public Timeline<S, E> copy() {
        return new Timeline<>(fold, new ArrayList<>(facts), new ArrayList<>(checkpoints), folded, reached, version);
    }

    public void insert(Recorded<E> fact) {
        version = Math.max(version, fact.version());
        int place = endOf(fact.when().effectiveOn());
        while (place > 0 && comesAfter(facts.get(place - 1), fact)) {
            place--;
        }
        facts.add(place, fact);
        if (place < folded) {
            int checkpoint = place / EVERY;
            folded = checkpoint * EVERY;
            reached = checkpoints.get(checkpoint);
            checkpoints.subList(checkpoint, checkpoints.size()).clear();
        }
    }

    private void foldTo(int end) {
        while (folded < end) {
            if (folded % EVERY == 0) {
                checkpoints.add(reached);
            }
            reached = fold.evolve(reached, facts.get(folded));
            folded++;
        }
    }

    private static <E extends Fact> boolean comesAfter(Recorded<E> one, Recorded<E> other) {
        return one.when().compareTo(other.when()) == 0 && one.version() > other.version();
    }

    /** Version of the newest fact; -1 when there is none. */
    public long version() {
        return version;
    }

    public boolean isEmpty() {
        return facts.isEmpty();
    }

    public List<Recorded<E>> facts() {
        return List.copyOf(facts);
    }

    /** The state after all facts, those with a future effective date included. */
    public S head() {
        foldTo(facts.size());
        return reached;
    }

    /** The state after all facts effective on or before that day; absent stands for since always. */
    public S at(@Nullable LocalDate effectiveOn) {
        int end = endOf(effectiveOn);
        foldTo(end);
        if (end == folded) {
            return reached;
        }
        int checkpoint = end / EVERY;
        S state = checkpoints.get(checkpoint);
        for (int index = checkpoint * EVERY; index < end; index++) {
            state = fold.evolve(state, facts.get(index));
        }
        return state;
    }

    /**
     * Tries new facts, all of one day, at their place: why the state there does not allow one of them, or
     * which later fact would no longer be allowed.
     */
    public Optional<Refusal> refuses(List<E> added) {
        if (added.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = added.getFirst().when().effectiveOn();
        String stream = facts.isEmpty() ? "" : facts.getFirst().stream();
        S state = at(day);
        long next = version + 1;
        for (E fact : added) {
            Recorded<E> pending = Recorded.pending(stream, next++, fact);
            Optional<Refusal> broken = fold.rules(state, pending);
            if (broken.isPresent()) {
                return Optional.of(vagueness(day, pending, broken.get()));
            }
            state = fold.evolve(state, pending);
        }
        for (Recorded<E> later : facts.subList(endOf(day), facts.size())) {
            Optional<Refusal> broken = fold.rules(state, later);
            if (broken.isPresent()) {
                return Optional.of(new BreaksLaterEvent(
                        later.stream(),
                        later.version(),
                        broken.get().type(),
                        later.when().effectiveOn(),
                        broken.get().detail()));
            }
            state = fold.evolve(state, later);
        }
        return Optional.empty();
    }

    private Refusal vagueness(@Nullable LocalDate day, Recorded<E> pending, Refusal broken) {
        return unlessVague(day, broken, state -> fold.rules(state, pending).isEmpty());
    }

    /**
     * A refusal by the state of one day, unless a vague fact that may have come first would have changed it;
     * then that one is named instead.
     *
     * @param allows whether a state would not have led to the refusal
     */
    public Refusal unlessVague(@Nullable LocalDate day, Refusal broken, Predicate<S> allows) {
        if (day == null) {
            return broken;
        }
        S state = at(day);
        for (Recorded<E> later : facts.subList(endOf(day), facts.size())) {
            if (later.when().mayHoldOn(day)) {
                state = fold.evolve(state, later);
                if (allows.test(state)) {
                    return new DateTooVague(
                            later.stream(),
                            later.version(),
                            later.when().effectiveFrom(),
                            later.when().effectiveOn(),
                            broken.detail());
                }
            }
        }
        return broken;
    }

    /** Index behind the last fact effective on or before that day. */
    private int endOf(@Nullable LocalDate effectiveOn) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            LocalDate on = facts.get(middle).when().effectiveOn();
            boolean within = on == null || (effectiveOn != null && !on.isAfter(effectiveOn));
            if (within) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Corrections<E> corrections;
    /** Events that a correction has, or had, taken the place of, by version. */
    private final Map<Long, Recorded<E>> corrected;

    /** Versions of facts about the books, which have no place here. */
    private final Set<Long> aboutTheBooks;

    /** How many facts are folded. */
    private int folded;
    /** State after that many facts. */
    private S reached;

    private long version;

    public Timeline(Fold<S, E> fold) {
        this(
                fold,
                new ArrayList<>(),
                new ArrayList<>(),
                new Corrections<>(),
                new HashMap<>(),
                new HashSet<>(),
                0,
                fold.initial(),
                -1);
    }

    private Timeline(
            Fold<S, E> fold,
            List<Recorded<E>> facts,
            List<S> checkpoints,
            Corrections<E> corrections,
            Map<Long, Recorded<E>> corrected,
            Set<Long> aboutTheBooks,
            int folded,
            S reached,
            long version) {
        this.fold = fold;
        this.facts = facts;
        this.checkpoints = checkpoints;
        this.corrections = corrections;
        this.corrected = corrected;
        this.aboutTheBooks = aboutTheBooks;
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
        return new Timeline<>(
                fold,
                new ArrayList<>(facts),
                new ArrayList<>(checkpoints),
                corrections.copy(),
                new HashMap<>(corrected),
                new HashSet<>(aboutTheBooks),
                folded,
                reached,
                version);
    }

    /**
     * Facts come in the order of recording. A correction takes the place of what it corrects. Facts about the books have
     * a version and no place in the order of effect.
     */
    public void insert(Recorded<E> fact) {
        version = Math.max(version, fact.version());
        if (fact.fact() instanceof PeriodFact) {
            aboutTheBooks.add(fact.version());
            return;
        }
        if (fact.marks().corrects() == null) {
            put(fact);
        } else {
            correct(fact);
        }
    }

    /** @return index of the first fact that is another one than before */
    private int put(Recorded<E> fact) {
        int place = endOf(fact.when().effectiveOn());
        while (place > 0 && comesAfter(facts.get(place - 1), fact)) {
            place--;
        }
        facts.add(place, fact);
        foldAgainFrom(place);
        return place;
    }

    /** @return index of the first fact that is another one than before */
    private int correct(Recorded<E> correction) {
        corrections.add(correction);
        long first = corrections.first(correction.version());
        int changed = facts.size();
        for (int index = 0; index < facts.size(); index++) {
            if (facts.get(index).place() == first) {
                Recorded<E> taken = facts.remove(index);
                if (taken.version() == first) {
                    corrected.put(first, taken);
                }
                foldAgainFrom(index);
                changed = index;
                break;
            }
        }
        Optional<Recorded<E>> stands = corrections.standing(first, corrected.get(first));
        return stands.isPresent() ? Math.min(changed, put(stands.get())) : changed;
    }

    private void foldAgainFrom(int index) {
        if (index < folded) {
            int checkpoint = index / EVERY;
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
        return one.when().compareTo(other.when()) == 0 && one.place() > other.place();
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
        return after(endOf(effectiveOn));
    }

    /** The state after that many facts. */
    private S after(int end) {
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
                return Optional.of(breaks(later, broken.get()));
            }
            state = fold.evolve(state, later);
        }
        return Optional.empty();
    }

    private static BreaksLaterEvent breaks(Recorded<?> later, Refusal broken) {
        return new BreaksLaterEvent(
                later.stream(), later.version(), broken.type(), later.when().effectiveOn(), broken.detail());
    }

    /**
     * Tries corrections that are decided together: why the state at its place does not allow one of them, or which
     * other fact would no longer be allowed.
     *
     * @param added corrections, each with the version that it would have
     */
    public Optional<Refusal> refusesCorrections(List<Recorded<E>> added) {
        Timeline<S, E> tried = copy();
        Set<Long> own = new HashSet<>();
        int changed = facts.size();
        for (Recorded<E> correction : added) {
            tried.version = Math.max(tried.version, correction.version());
            changed = Math.min(changed, tried.correct(correction));
            own.add(correction.version());
        }
        S state = tried.after(Math.min(changed, tried.facts.size()));
        for (Recorded<E> fact : tried.facts.subList(Math.min(changed, tried.facts.size()), tried.facts.size())) {
            Optional<Refusal> broken = fold.rules(state, fact);
            if (broken.isPresent()) {
                return Optional.of(
                        own.contains(fact.version())
                                ? tried.vagueness(fact.when().effectiveOn(), fact, broken.get())
                                : breaks(fact, broken.get()));
            }
            state = fold.evolve(state, fact);
        }
        return Optional.empty();
    }

    /**
     * The timeline as it stands before a place, for deciding what is to come there: without the facts in those places
     * that are to be corrected, and without what rested on them.
     *
     * @param place version of the first event in the chain of corrections
     * @param without places that are left out
     */
    public Timeline<S, E> before(EffectiveOn when, long place, Set<Long> without) {
        int end = 0;
        int undisturbed = -1;
        while (end < facts.size() && comesBefore(facts.get(end), when, place)) {
            if (undisturbed < 0 && without.contains(facts.get(end).place())) {
                undisturbed = end;
            }
            end++;
        }
        Timeline<S, E> earlier = firstFacts(undisturbed < 0 ? end : undisturbed);
        for (Recorded<E> fact : facts.subList(earlier.facts.size(), end)) {
            if (!without.contains(fact.place())
                    && fold.rules(earlier.head(), fact).isEmpty()) {
                earlier.put(fact);
            }
        }
        return earlier;
    }

    private static boolean comesBefore(Recorded<?> fact, EffectiveOn when, long place) {
        int order = fact.when().compareTo(when);
        return order < 0 || (order == 0 && fact.place() < place);
    }

    /** A timeline of so many facts, folded as far as this one is. */
    private Timeline<S, E> firstFacts(int end) {
        Timeline<S, E> first = new Timeline<>(
                fold,
                new ArrayList<>(facts.subList(0, end)),
                new ArrayList<>(checkpoints),
                new Corrections<>(),
                new HashMap<>(),
                new HashSet<>(),
                folded,
                reached,
                version);
        first.foldAgainFrom(end);
        return first;
    }

    /** Whether the event with that version closed a period, or had to do with opening it again. */
    public boolean isAboutTheBooks(long wanted) {
        return aboutTheBooks.contains(wanted);
    }

    /** The event with that version, whether it stands or not; empty when the stream has none. */
    public Optional<Recorded<E>> event(long wanted) {
        return corrections
                .at(wanted)
                .or(() -> Optional.ofNullable(corrected.get(wanted)))
                .or(() ->
                        facts.stream().filter(fact -> fact.version() == wanted).findFirst());
    }

    /**
     * What stands in that place; empty when nothing does.
     *
     * @param place version of the first event in the chain of corrections
     */
    public Optional<Recorded<E>> standing(long place) {
        return facts.stream().filter(fact -> fact.place() == place).findFirst();
    }

    /** What has come in the place of that event or has made it void; empty while it stands itself. */
    public Optional<Recorded<E>> correctionOf(long wanted) {
        return corrections.of(wanted);
    }

    /** Version of the first event in the chain of corrections that this one ends; its own when it corrects none. */
    public long firstOf(long wanted) {
        return corrections.first(wanted);
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

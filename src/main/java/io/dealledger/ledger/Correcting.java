package io.dealledger.ledger;

import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Decides a set of corrections of one stream together: each may rest on another one, and each alone might break what
 * another one mends. Every replacement is decided like any back-dated command, on what stood before its place.
 */
public final class Correcting {
    /** What the rooms have to say about it. */
    public interface Law<S, E extends Fact, C> {
        /** Whether the fact is the one that everything else in its stream rests on. */
        boolean isRegistration(E fact);

        E voided(EffectiveOn when);

        /** The date that the command states, else the one of the fact that it corrects. */
        EffectiveOn when(C command, E corrected);

        /** Why a fact of that date cannot be recorded now. */
        Optional<Refusal> refuses(C command, EffectiveOn when);

        /**
         * Decides the replacement. What the corrected fact named for the first time keeps its id, unless the command
         * chooses another one.
         *
         * @param before what stands before the place of the correction
         * @param whole everything that stands, with the corrections of the set that come earlier
         */
        Decision<E> draft(Timeline<S, E> before, Timeline<S, E> whole, C command, EffectiveOn when, E corrected);
    }

    /** A correction and the event that it is about. */
    private record Asked<E extends Fact, C>(int index, Correction<C> correction, Recorded<E> target, long place) {
        long event() {
            return correction.event();
        }
    }

    /** A replacement and the date that it will have. */
    private record Dated<E extends Fact, C>(Asked<E, C> asked, C command, EffectiveOn when) {}

    private Correcting() {}

    /**
     * @param stream to which the command is sent
     * @param events finds the event of a position
     */
    public static <S, E extends Fact, C> Decision<E> decide(
            Timeline<S, E> timeline,
            String stream,
            String reason,
            List<? extends Correction<C>> corrections,
            LongFunction<Optional<EventId>> events,
            Law<S, E, C> law) {
        return new Attempt<>(timeline, stream, reason, law).decide(corrections, events);
    }

    private static final class Attempt<S, E extends Fact, C> {
        private final Timeline<S, E> timeline;
        private final String stream;
        private final String reason;
        private final Law<S, E, C> law;
        /** The timeline with what has been decided so far. */
        private final Timeline<S, E> tried;

        private final List<Recorded<E>> decided = new ArrayList<>();

        Attempt(Timeline<S, E> timeline, String stream, String reason, Law<S, E, C> law) {
            this.timeline = timeline;
            this.stream = stream;
            this.reason = reason;
            this.law = law;
            this.tried = timeline.copy();
        }

        Decision<E> decide(List<? extends Correction<C>> corrections, LongFunction<Optional<EventId>> events) {
            List<Asked<E, C>> all = new ArrayList<>();
            Set<Long> named = new HashSet<>();
            for (Correction<C> correction : corrections) {
                long event = correction.event();
                Optional<EventId> id = events.apply(event);
                if (id.isEmpty()) {
                    return Decision.refused(new UnknownEvent(event));
                }
                if (!id.get().stream().equals(stream)) {
                    return Decision.refused(new EventOfAnotherStream(event, id.get().stream(), stream));
                }
                if (timeline.isAboutTheBooks(id.get().version())) {
                    return Decision.refused(new PeriodRefusal.NoCorrectionOfPeriods(event));
                }
                Optional<Recorded<E>> target = timeline.event(id.get().version());
                if (target.isEmpty()) {
                    return Decision.refused(new UnknownEvent(event));
                }
                if (!named.add(event)) {
                    return Decision.refused(new EventNamedTwice(event));
                }
                all.add(new Asked<>(
                        all.size(),
                        correction,
                        target.get(),
                        timeline.firstOf(target.get().version())));
            }
            // What is void makes room first: then what it restores can be corrected by the same command.
            Optional<Refusal> refused = voids(all).or(() -> replacements(all));
            if (refused.isPresent()) {
                return Decision.refused(refused.get());
            }
            decided.sort(Comparator.comparingLong(Recorded::version));
            // One fact for each correction, in the order in which they are asked for.
            List<Origin> origins = all.stream()
                    .<Origin>map(asked -> new Origin.OfCorrection(asked.event()))
                    .toList();
            return timeline.refusesCorrections(decided)
                    .<Decision<E>>map(Decision::refused)
                    .orElseGet(() -> new Accepted<>(
                            stream,
                            decided.stream().map(Recorded::fact).toList(),
                            decided.stream().map(Recorded::marks).toList(),
                            origins));
        }

        private Optional<Refusal> voids(List<Asked<E, C>> all) {
            for (Asked<E, C> asked : all) {
                if (asked.correction().replacement() == null) {
                    Recorded<E> target = asked.target();
                    Optional<Refusal> corrected = corrected(asked);
                    if (corrected.isPresent()) {
                        return corrected;
                    }
                    if (target.marks().corrects() == null && law.isRegistration(target.fact())) {
                        return Optional.of(new RegistrationStands(asked.event(), stream));
                    }
                    record(asked, law.voided(target.when()));
                }
            }
            return Optional.empty();
        }

        private Optional<Refusal> replacements(List<Asked<E, C>> all) {
            List<Dated<E, C>> dated = new ArrayList<>();
            Set<Long> open = new HashSet<>();
            for (Asked<E, C> asked : all) {
                C command = asked.correction().replacement();
                if (command != null) {
                    if (asked.target().fact().voids()) {
                        return Optional.of(new VoidIsNotReplaced(asked.event()));
                    }
                    Optional<Refusal> corrected = corrected(asked);
                    if (corrected.isPresent()) {
                        return corrected;
                    }
                    EffectiveOn when = law.when(command, asked.target().fact());
                    Optional<Refusal> undated = law.refuses(command, when);
                    if (undated.isPresent()) {
                        return Optional.of(new RefusedCorrection(asked.event(), undated.get()));
                    }
                    dated.add(new Dated<>(asked, command, when));
                    open.add(asked.place());
                }
            }
            dated.sort(Comparator.<Dated<E, C>, EffectiveOn>comparing(Dated::when)
                    .thenComparingLong(one -> one.asked().place()));
            for (Dated<E, C> next : dated) {
                Optional<Refusal> refused = replace(next, open);
                if (refused.isPresent()) {
                    return refused;
                }
                open.remove(next.asked().place());
            }
            return Optional.empty();
        }

        private Optional<Refusal> replace(Dated<E, C> next, Set<Long> open) {
            Asked<E, C> asked = next.asked();
            E corrected = asked.target().fact();
            Timeline<S, E> before = tried.before(next.when(), asked.place(), Set.copyOf(open));
            Decision<E> drafted = law.draft(before, tried, next.command(), next.when(), corrected);
            return switch (drafted) {
                case Refused<E>(Refusal refusal) -> Optional.of(new RefusedCorrection(asked.event(), refusal));
                case Accepted<E> accepted -> {
                    List<E> facts = accepted.facts();
                    if (facts.size() != 1 || facts.getFirst().getClass() != corrected.getClass()) {
                        yield Optional.of(new OtherKind(
                                asked.event(),
                                corrected.getClass().getSimpleName(),
                                facts.stream()
                                        .map(fact -> fact.getClass().getSimpleName())
                                        .toList()));
                    }
                    if (facts.getFirst().equals(corrected)) {
                        yield Optional.of(new NothingChanged(asked.event()));
                    }
                    record(asked, facts.getFirst());
                    yield Optional.empty();
                }
            };
        }

        /** A client that has not seen what came in the event's place must not undo it unawares. */
        private Optional<Refusal> corrected(Asked<E, C> asked) {
            return tried.correctionOf(asked.target().version()).map(first -> {
                Recorded<E> stands = first;
                for (Optional<Recorded<E>> next = Optional.of(first);
                        next.isPresent();
                        next = tried.correctionOf(stands.version())) {
                    stands = next.get();
                }
                return new AlreadyCorrected(
                        asked.event(),
                        stream,
                        stands.version(),
                        stands.fact().voids(),
                        stands.when().effectiveOn());
            });
        }

        /** Corrections are recorded in the order in which they are asked for, whatever order they are decided in. */
        private void record(Asked<E, C> asked, E fact) {
            Recorded<E> correction = Recorded.pending(
                    stream,
                    timeline.version() + 1 + asked.index(),
                    fact,
                    Marks.correcting(asked.target().version(), reason));
            tried.insert(correction);
            decided.add(correction);
        }
    }
}

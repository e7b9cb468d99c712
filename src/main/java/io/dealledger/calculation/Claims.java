package io.dealledger.calculation;

import io.dealledger.money.Currency;
import io.dealledger.money.Interval;
import io.dealledger.money.SourceClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which claim holds, among all that are about the same fact. A claim that says nothing never beats one that
 * says something; the best class that says anything wins; within it overlapping claims intersect, and of
 * disjoint ones the later wins and the conflict is named. Claims in different currencies are never
 * intersected: the first stated stands, or the one in the currency that was asked for.
 */
public final class Claims {
    /**
     * The outcome.
     *
     * @param winning absent when there was no claim at all
     * @param beside every claim that was heard, as it was stated, in the order of recording
     */
    public record Resolved(Optional<Claim> winning, List<Claim> beside, List<Conflict> conflicts) {}

    private Claims() {}

    /**
     * @param claims about one fact, in the order in which they were recorded
     * @param measure what they measure, in words, for the sentence of a conflict
     * @param preferred currency that was asked for; absent for the first stated
     */
    public static Resolved resolve(List<Claim> claims, String measure, @Nullable Currency preferred) {
        List<Claim> saying = claims.stream().filter(Claim::says).toList();
        if (saying.isEmpty()) {
            return new Resolved(claims.stream().findFirst(), List.copyOf(claims), List.of());
        }
        SourceClass best = saying.stream()
                .map(Claim::sourceClass)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Claim> ofBest =
                saying.stream().filter(claim -> claim.sourceClass() == best).toList();
        Currency currency = ofBest.stream()
                .map(Claim::currency)
                .filter(Objects::nonNull)
                .filter(unit -> unit.equals(preferred))
                .findFirst()
                .orElse(ofBest.getFirst().currency());
        Claim winning = null;
        List<Conflict> conflicts = new ArrayList<>();
        for (Claim claim : ofBest) {
            if (!Objects.equals(claim.currency(), currency)) {
                continue;
            }
            if (winning == null) {
                winning = claim;
            } else if (winning.interval().overlaps(claim.interval())) {
                winning = narrowed(winning, claim);
            } else if (winning.conflictInterval().overlaps(claim.conflictInterval())) {
                winning = narrower(winning, claim);
            } else {
                conflicts.add(disagreement(measure, winning, claim));
                winning = claim;
            }
        }
        Claim held = Objects.requireNonNull(winning);
        for (Claim other : saying) {
            if (other.sourceClass() != best
                    && Objects.equals(other.currency(), held.currency())
                    && !held.conflictInterval().overlaps(other.conflictInterval())) {
                conflicts.add(disagreement(measure, held, other));
            }
        }
        return new Resolved(Optional.of(held), List.copyOf(claims), List.copyOf(conflicts));
    }

    /** What both say: the claim that alone says it, else a figure derived from the two. */
    private static Claim narrowed(Claim one, Claim other) {
        Interval both = one.interval().intersect(other.interval());
        if (both.equals(one.interval())) {
            return one;
        }
        if (both.equals(other.interval())) {
            return other;
        }
        List<Long> events = new ArrayList<>(one.events());
        events.addAll(other.events());
        return new Claim(
                Claim.opOf(both),
                one.unit(),
                one.currency(),
                both,
                one.conflictInterval().intersect(other.conflictInterval()),
                null,
                one.sourceClass(),
                one.source(),
                "intersection of the claims of the best class",
                null,
                events,
                List.of(one, other));
    }

    /** Figures that agree only within their rounding: the later one stands, as it was stated. */
    private static Claim narrower(Claim one, Claim other) {
        boolean oneIsExact = one.interval().exact().isPresent();
        boolean otherIsExact = other.interval().exact().isPresent();
        return oneIsExact && !otherIsExact ? one : other;
    }

    private static Conflict disagreement(String measure, Claim one, Claim other) {
        List<Long> events = new ArrayList<>(one.events());
        events.addAll(other.events());
        return new Conflict(
                Conflict.Kind.SOURCES_DISAGREE,
                events,
                measure + ": " + Printed.words(one) + " (" + one.sourceClass() + ") against " + Printed.words(other)
                        + " (" + other.sourceClass() + ")");
    }
}

package io.dealledger.calculation;

import java.util.List;
import java.util.TreeSet;

/**
 * Statements that cannot all be true. Shown, never averaged.
 *
 * @param events positions of the events that disagree, ascending
 * @param reason one sentence with the figures
 */
public record Conflict(Kind kind, List<Long> events, String reason) {
    /** What the disagreement rests on. */
    public enum Kind {
        /** Two sources state figures that exclude each other. */
        SOURCES_DISAGREE,
        /** A derived figure excludes a stated one, if its assumption holds. */
        RESTS_ON_ASSUMPTION,
        /** The rate or the source's own translation excludes the other. */
        TRANSLATION_DISAGREES,
        /** A figure was calculated when it was recorded, from others that have been corrected since. */
        STALE_BASIS
    }

    public Conflict {
        events = List.copyOf(new TreeSet<>(events));
    }
}

package io.dealledger.audit;

/**
 * Something that is not as it was sealed, or not as the ledger writes it.
 *
 * @param position where it begins: the position of the event that should stand there; 0 when it is about no event
 * @param what what was done, or what else is wrong
 * @param detail in words, with figures
 */
public record Finding(long position, Kind what, String detail) implements Comparable<Finding> {
    /** The kinds, those that say most about one event first. */
    public enum Kind {
        /** Its dates do, and nothing else. */
        BACK_DATED,
        /** It changed places with another one. */
        SWAPPED,
        /** Something stands here that was never sealed here; what was follows behind it. */
        INSERTED,
        /** Nothing stands here, or the event behind it does. */
        DELETED,
        /** The ledger ends here, and once went on. */
        CUT_OFF,
        /** From here on there is another history than the one that a kept checkpoint was signed over. */
        REWRITTEN,
        /** The event at this position says something else than what was sealed. */
        EDITED,
        /** Between this position and the end that is named something is not as it was signed; its hashes are gone too. */
        UNPROVEN,
        /** It cannot be read as an event. */
        UNREADABLE,
        /** Its version does not follow on the one before in its stream. */
        MISNUMBERED,
        /** It was recorded before the event before it. */
        OUT_OF_ORDER,
        /** Its place among the events of its command is wrong. */
        MISPLACED_PART,
        /** A column says something else than the payload or the metadata that it is derived from. */
        DERIVED,
        /** The stored seal was changed here: a hash or a checkpoint. */
        SEAL_ALTERED,
        /** The stored seal lacks what was sealed here. */
        SEAL_REMOVED,
        /** A file of the package is not the one that was signed for. */
        FILE_ALTERED
    }

    @Override
    public int compareTo(Finding other) {
        int byPosition = Long.compare(position, other.position);
        return byPosition != 0 ? byPosition : what.compareTo(other.what);
    }

    @Override
    public String toString() {
        return (position == 0 ? "" : "position " + position + ": ") + what + ": " + detail;
    }
}

package io.dealledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param events how many were looked at
 * @param size of the tree that they were compared with: the last position under a signed checkpoint
 * @param findings in order of position, the first of them what matters: what follows may follow from it
 * @param further how many more there are
 */
public record Verdict(long events, long size, List<Finding> findings, long further) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean isIntact() {
        return findings.isEmpty();
    }

    /** The first event that is wrong; empty when none is, or when what is wrong is about no event. */
    public Optional<Finding> first() {
        return findings.stream().filter(finding -> finding.position() > 0).findFirst();
    }

    /** Collects; keeps the first ones by position. */
    static final class Findings {
        private static final int MOST = 100;
        /** Sorted and cut when this many have come together. */
        private static final int AT_ONCE = 10 * MOST;

        private final List<Finding> found = new ArrayList<>();
        private long dropped;

        void add(long position, Finding.Kind what, String detail) {
            found.add(new Finding(position, what, detail));
            if (found.size() >= AT_ONCE) {
                cut();
            }
        }

        private void cut() {
            found.sort(null);
            // Told more exactly from a later position.
            for (int index = found.size() - 1; index > 0; index--) {
                if (found.get(index).what() == Finding.Kind.EDITED
                        && found.get(index - 1).position() == found.get(index).position()) {
                    found.remove(index);
                }
            }
            if (found.size() > MOST) {
                dropped += found.size() - MOST;
                found.subList(MOST, found.size()).clear();
            }
        }

        /** Whether something is wrong at or before that position. */
        boolean isWrongUpTo(long position) {
            return found.stream().anyMatch(finding -> finding.position() > 0 && finding.position() <= position);
        }

        Verdict verdict(long events, long size) {
            cut();
            return new Verdict(events, size, found, dropped);
        }
    }
}

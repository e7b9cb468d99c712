package io.dealledger.audit;

import io.dealledger.audit.Finding.Kind;
import io.dealledger.seal.EventRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds of every ledger's events, whoever sealed them: looked at one by one in order of position. */
final class Sequence {
    private record End(String streamType, long version) {}

    private final Verdict.Findings findings;
    private final Map<String, End> streams = new HashMap<>();
    private @Nullable EventRow before;
    private Instant recorded = Instant.MIN;

    Sequence(Verdict.Findings findings) {
        this.findings = findings;
    }

    void next(EventRow event) {
        version(event);
        instant(event);
        part(event);
        Derived.of(event.payload(), event.metadata())
                .ifPresentOrElse(
                        derived -> derived.contradiction(event)
                                .ifPresent(what -> findings.add(event.position(), Kind.DERIVED, what)),
                        () -> findings.add(
                                event.position(),
                                Kind.UNREADABLE,
                                "payload or metadata is no JSON object in one form"));
        before = event;
    }

    private void version(EventRow event) {
        End end = streams.put(event.stream(), new End(event.streamType(), event.version()));
        long expected = end == null ? 0 : end.version() + 1;
        if (event.version() != expected) {
            findings.add(
                    event.position(),
                    Kind.MISNUMBERED,
                    "version " + event.version() + " of " + event.stream() + ", where " + expected + " follows");
        } else if (end != null && !end.streamType().equals(event.streamType())) {
            findings.add(
                    event.position(),
                    Kind.MISNUMBERED,
                    event.stream() + " was a " + end.streamType() + " and is now a " + event.streamType());
        }
    }

    private void instant(EventRow event) {
        Instant at;
        try {
            at = Instant.parse(event.recordedAt());
        } catch (DateTimeException none) {
            findings.add(event.position(), Kind.UNREADABLE, "recorded_at is no instant: " + event.recordedAt());
            return;
        }
        if (at.isBefore(recorded)) {
            findings.add(
                    event.position(),
                    Kind.OUT_OF_ORDER,
                    "recorded at " + at + ", before the one before it (" + recorded + ")");
        }
        recorded = at;
    }

    private void part(EventRow event) {
        EventRow earlier = before;
        boolean fits = (earlier != null && earlier.part() < earlier.parts())
                ? event.part() == earlier.part() + 1
                        && event.parts() == earlier.parts()
                        && event.position() == earlier.position() + 1
                        && event.stream().equals(earlier.stream())
                        && event.recordedAt().equals(earlier.recordedAt())
                : event.part() == 1 && event.parts() >= 1;
        if (!fits) {
            findings.add(
                    event.position(),
                    Kind.MISPLACED_PART,
                    "part " + event.part() + " of " + event.parts() + " behind "
                            + (earlier == null ? "nothing" : "part " + earlier.part() + " of " + earlier.parts())
                            + (earlier != null && earlier.part() < earlier.parts()
                                    ? "; the events of a command share stream and instant"
                                    : ""));
        }
    }

    /** How the events end: a command's last one has to be there. */
    void end() {
        EventRow last = before;
        if (last != null && last.part() < last.parts()) {
            findings.add(
                    last.position() + 1,
                    Kind.MISPLACED_PART,
                    "the events end with part " + last.part() + " of " + last.parts());
        }
    }

    /** Version of the stream's last event; -1 when it has none. */
    long lastVersion(String stream) {
        End end = streams.get(stream);
        return end == null ? -1 : Objects.requireNonNull(end).version();
    }

    Map<String, Long> lastVersions() {
        Map<String, Long> versions = new HashMap<>();
        streams.forEach((stream, end) -> versions.put(stream, end.version()));
        return versions;
    }
}

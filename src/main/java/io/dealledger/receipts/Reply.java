package io.dealledger.receipts;

import io.dealledger.json.Component;
import io.dealledger.ledger.AlreadyCorrected;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.DateTooVague;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedCorrection;
import io.dealledger.ledger.RefusedInBatch;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command, as it is kept: without positions, which are known only once it is recorded. The
 * answer is rendered from this the first time and every time it is repeated.
 */
public sealed interface Reply {
    /**
     * @param id what the command made or addressed
     * @param version of the stream after the command
     * @param events names of the recorded events, in order
     */
    record Accepted(String id, long version, List<String> events) implements Reply {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * @param type stable name of the refusal
     * @param title the same for people
     * @param detail one sentence with the figures in it
     * @param figures what explains it, by name, as text
     * @param breaks the recorded events that stand in the way
     */
    record Refused(
            String type,
            String title,
            Refusal.Kind kind,
            String detail,
            Map<String, String> figures,
            List<Break> breaks)
            implements Reply {
        public Refused {
            breaks = List.copyOf(breaks);
        }
    }

    /** @param rule type of the rule that the event would break @param on its effective date */
    record Break(
            String stream,
            long version,
            String rule,
            @Nullable LocalDate on) {}

    static Refused refused(Refusal refusal) {
        return new Refused(
                refusal.type(), refusal.title(), refusal.kind(), refusal.detail(), figures(refusal), breaks(refusal));
    }

    private static List<Break> breaks(Refusal refusal) {
        return switch (refusal) {
            case BreaksLaterEvent later ->
                List.of(new Break(later.stream(), later.version(), later.rule(), later.on()));
            case DateTooVague vague ->
                List.of(new Break(vague.stream(), vague.version(), vague.type(), vague.effectiveOn()));
            case AlreadyCorrected corrected ->
                List.of(new Break(corrected.stream(), corrected.version(), corrected.type(), corrected.on()));
            case RefusedInBatch batch -> breaks(batch.refusal());
            case RefusedCorrection correction -> breaks(correction.refusal());
            default -> List.of();
        };
    }

    private static Map<String, String> figures(Refusal refusal) {
        Map<String, String> figures = new LinkedHashMap<>();
        RecordComponent[] components = refusal.getClass().getRecordComponents();
        if (components == null) {
            return figures;
        }
        for (RecordComponent component : components) {
            Object figure = read(refusal, component);
            if (figure instanceof Refusal inner) {
                figures.putAll(figures(inner));
            } else if (figure instanceof Map<?, ?> byName) {
                byName.forEach((name, one) -> figures.put(name.toString(), text(one)));
            } else if (figure != null) {
                figures.put(Component.nameOf(component.getName()), text(figure));
            }
        }
        return figures;
    }

    private static @Nullable Object read(Refusal refusal, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(refusal);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("a refusal's figures are the components of its record", broken);
        }
    }

    private static String text(Object figure) {
        return figure instanceof BigDecimal decimal ? decimal.toPlainString() : figure.toString();
    }
}

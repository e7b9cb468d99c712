package io.dealledger.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The leaf, to the byte: it may never change, because checkpoints rest on it for ever. */
class LeafTest {
    private static EventRow event(
            long position,
            String payload,
            String effectiveOn,
            @Nullable String effectiveFrom,
            @Nullable Long corrects,
            @Nullable String accountingOn) {
        return new EventRow(
                position,
                "co_a",
                "company",
                3,
                "shares-issued",
                1,
                payload,
                "{}",
                effectiveOn,
                effectiveFrom,
                "DAY",
                "2026-01-31T12:00:00.000001Z",
                corrects,
                accountingOn,
                1,
                2);
    }

    private static String field(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return String.format("%08x", bytes.length) + HexFormat.of().formatHex(bytes);
    }

    @Test
    void is_seventeen_fields_each_behind_its_length() {
        EventRow event = event(12, "{\"é\":1}", "2026-01-01", null, null, "2026-02-01");
        String absent = "ffffffff";
        assertThat(HexFormat.of().formatHex(Leaf.bytes(event)))
                .isEqualTo(field("deal-ledger/event/1")
                        + field("12")
                        + field("co_a")
                        + field("company")
                        + field("3")
                        + field("shares-issued")
                        + field("1")
                        + "00000008" + "7b22c3a9223a317d"
                        + field("{}")
                        + field("2026-01-01")
                        + absent
                        + field("DAY")
                        + field("2026-01-31T12:00:00.000001Z")
                        + absent
                        + field("2026-02-01")
                        + field("1")
                        + field("2"));
    }

    /** Calculated with another program, from the definition in the decision record. */
    @Test
    void has_a_hash_that_another_program_gives_too() {
        EventRow event = event(12, "{\"é\":1}", "2026-01-01", null, null, "2026-02-01");
        assertThat(HexFormat.of().formatHex(Leaf.hash(event).bytes()))
                .isEqualTo("f780bdffe9af473f54e262ec560e3215edc4536a86be1eb5b3bc0b41f439a619");
    }

    @Test
    void is_another_one_wherever_the_event_differs() {
        List<EventRow> events = List.of(
                event(12, "{}", "2026-01-01", null, null, null),
                event(13, "{}", "2026-01-01", null, null, null),
                event(12, "{ }", "2026-01-01", null, null, null),
                event(12, "{}", "2026-01-02", null, null, null),
                event(12, "{}", "2026-01-01", "2026-01-01", null, null),
                event(12, "{}", "2026-01-01", "", null, null),
                event(12, "{}", "2026-01-01", null, 2L, null),
                event(12, "{}", "2026-01-01", null, null, "2"));
        Set<Hash> hashes = new HashSet<>();
        events.forEach(event -> hashes.add(Leaf.hash(event)));
        assertThat(hashes).hasSameSizeAs(events);
    }
}

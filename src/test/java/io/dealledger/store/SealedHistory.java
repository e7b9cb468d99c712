package io.dealledger.store;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Evidence;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.Precision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random ledger written by the real writer: commands of several events, corrections, late facts, vague dates. */
final class SealedHistory {
    private final Random random;
    private final Map<String, Long> versions = new HashMap<>();
    private int commands;

    SealedHistory(long seed) {
        this.random = new Random(seed);
    }

    /** Records commands until at least so many events have been added. */
    void record(OrderedWriter writer, int events) {
        int recorded = 0;
        while (recorded < events) {
            Append command = command();
            recorded += command.events().size();
            for (Appended answer : writer.append(List.of(command))) {
                if (!(answer instanceof Appended.Written)) {
                    throw new IllegalStateException("not written: " + answer);
                }
            }
        }
    }

    private Append command() {
        commands++;
        int kind = random.nextInt(4);
        String type = List.of("company", "party", "fx", "ledger").get(kind);
        String stream = List.of("co_", "pa_", "fx_usd-", "ledger").get(kind) + (kind == 3 ? "" : random.nextInt(4));
        long version = versions.getOrDefault(stream, -1L);
        List<NewEvent> events = new ArrayList<>();
        int parts = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        for (int part = 0; part < parts; part++) {
            events.add(event(type, version + 1 + part));
        }
        versions.put(stream, version + parts);
        return new Append(
                stream,
                version,
                null,
                "cl_tests",
                "key-" + commands,
                "fp",
                "cm_" + commands,
                "{}",
                List.copyOf(events));
    }

    private NewEvent event(String type, long version) {
        EffectiveOn when = when();
        Marks marks = marks(version);
        String says = "\"when\":{"
                + String.join(
                        ",",
                        entries(
                                "effectiveOn", when.effectiveOn(),
                                "effectiveFrom", when.effectiveFrom(),
                                "precision", when.precision()))
                + "}";
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(CommandMetadata.ACTOR, "ac_" + random.nextInt(5));
        metadata.put(CommandMetadata.COMMAND_ID, "cm_" + commands);
        metadata.put(
                CommandMetadata.EVIDENCE,
                random.nextBoolean() ? List.of() : List.of(new Evidence("0".repeat(64), "deed", null)));
        metadata.putAll(marks.asMap());
        return new NewEvent(
                type,
                List.of("shares-issued", "party-renamed", "rate-recorded").get(random.nextInt(3)),
                1,
                "{\"quantity\":\"" + random.nextInt(1_000_000) + "\",\"name\":\"Ärger & Söhne " + random.nextInt(99)
                        + "\"," + says + "}",
                new EventCodec(new PersonalData(new NoKeys(), () -> new byte[12])).metadata(metadata),
                when,
                marks);
    }

    private static final class NoKeys implements PersonKeys {
        @Override
        public java.util.Optional<byte[]> find(String person) {
            return java.util.Optional.empty();
        }

        @Override
        public byte[] findOrMake(String person) {
            throw new IllegalStateException("nobody is named here");
        }
    }

    private static List<String> entries(Object... namesAndValues) {
        List<String> entries = new ArrayList<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            if (namesAndValues[index + 1] != null) {
                entries.add("\"" + namesAndValues[index] + "\":\"" + namesAndValues[index + 1] + "\"");
            }
        }
        return entries;
    }

    private EffectiveOn when() {
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000));
        return switch (random.nextInt(4)) {
            case 0 -> EffectiveOn.SINCE_ALWAYS;
            case 1 -> EffectiveOn.noLaterThan(day);
            case 2 -> new EffectiveOn(day.plusDays(27), day, Precision.MONTH);
            default -> EffectiveOn.day(day);
        };
    }

    private Marks marks(long version) {
        Marks marks = version > 0 && random.nextInt(5) == 0
                ? Marks.correcting(random.nextLong(version), "a slip of the pen")
                : Marks.NONE;
        return random.nextInt(6) == 0 ? marks.late(LocalDate.of(2026, 1, 1 + random.nextInt(28))) : marks;
    }
}

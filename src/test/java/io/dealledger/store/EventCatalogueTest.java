package io.dealledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.json.Component;
import io.dealledger.ledger.Id;
import io.dealledger.store.EventNames.EventName;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The catalogue of events is written from the events themselves. It is made anew by a run with
 * {@code -Dledger.docs=write}; a stale one fails the build.
 */
class EventCatalogueTest {
    private static final Path CATALOGUE = Path.of("src", "docs", "events.md");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "events");

    @Test
    void the_catalogue_in_the_docs_is_what_the_events_are() throws IOException {
        String catalogue = catalogue();
        if ("write".equals(System.getProperty("ledger.docs"))) {
            Files.writeString(CATALOGUE, catalogue, UTF_8);
        }
        assertThat(CATALOGUE).as("refresh it with -Dledger.docs=write").exists().hasContent(catalogue);
    }

    private static String catalogue() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Events

                Made from the source by `EventCatalogueTest`; refreshed with `mvn test -Dtest=EventCatalogueTest -Dledger.docs=write`.

                Every event is stored as exact JSON text under a name and a revision that never change. Amounts, quantities, percents, ratios and rates are strings. `?` marks a field that may be absent. The examples are the stored form.

                """);
        Set<Class<?>> parts = new TreeSet<>(Comparator.comparing(Class::getName));
        for (EventName event : EventNames.all()) {
            text.append("## ")
                    .append(event.name())
                    .append(" (revision ")
                    .append(event.revision())
                    .append(", stream ");
            text.append(event.streamType())
                    .append(")\n\n")
                    .append(fields(event.kind(), parts))
                    .append('\n');
            Path example = GOLDEN.resolve(event.name() + "." + event.revision() + ".json");
            text.append("```json\n")
                    .append(Files.readString(example, UTF_8).strip())
                    .append("\n```\n\n");
        }
        text.append("# Parts of events\n\n");
        Map<Class<?>, String> described = new HashMap<>();
        while (described.size() < parts.size()) {
            for (Class<?> part : Set.copyOf(parts)) {
                described.computeIfAbsent(part, _ -> describe(part, parts));
            }
        }
        assertThat(parts).extracting(EventCatalogueTest::label).doesNotHaveDuplicates();
        parts.stream()
                .sorted(Comparator.comparing(EventCatalogueTest::label))
                .map(described::get)
                .forEach(text::append);
        return text.toString().strip() + "\n";
    }

    private static String describe(Class<?> part, Set<Class<?>> parts) {
        if (part.isEnum()) {
            return "**" + label(part) + "**: "
                    + Arrays.stream(part.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + "\n\n";
        }
        return "**" + label(part) + "**\n\n" + fields(part, parts) + "\n";
    }

    private static String fields(Class<?> record, Set<Class<?>> parts) {
        StringBuilder table = new StringBuilder("| field | type |\n|---|---|\n");
        for (Component component : Component.of(record)) {
            table.append("| `").append(component.name()).append(component.optional() ? "`? | " : "` | ");
            table.append(name(component.type(), parts)).append(" |\n");
        }
        return table.toString();
    }

    /** What a reader of the JSON calls the type; records and enums of our own are described once, below. */
    private static String name(Type type, Set<Class<?>> parts) {
        if (type instanceof ParameterizedType generic) {
            return ((Class<?>) generic.getRawType()).getSimpleName() + " of "
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(argument -> name(argument, parts))
                            .collect(Collectors.joining(" to "));
        }
        Class<?> plain = (Class<?>) type;
        boolean id = Id.class.isAssignableFrom(plain);
        boolean writtenAsText =
                id || Set.of("Shares", "Ratio", "Currency", "Personal").contains(plain.getSimpleName());
        if (plain.getPackageName().startsWith("io.dealledger") && !writtenAsText) {
            parts.add(plain);
        }
        return parts.contains(plain) ? label(plain) : plain.getSimpleName();
    }

    /** Two parts may share a name when they belong to different records. */
    private static String label(Class<?> part) {
        Class<?> owner = part.getEnclosingClass();
        return owner == null || owner.isInterface()
                ? part.getSimpleName()
                : owner.getSimpleName() + "." + part.getSimpleName();
    }
}

package io.dealledger.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The drawing of the rooms is made from the compiled classes. It is made anew by a run with
 * {@code -Dledger.docs=write}; a stale one fails the build.
 */
class RoomsTest {
    private static final Path DRAWING = Path.of("src", "docs", "rooms.md");
    private static final String ROOT = "io.dealledger.";

    @Test
    void the_drawing_in_the_docs_shows_the_rooms_as_they_are() throws IOException {
        JavaClasses ledger = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dealledger");
        SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
        for (JavaClass type : ledger) {
            String from = room(type);
            if (from.isEmpty()) {
                continue;
            }
            SortedSet<String> seen = arrows.computeIfAbsent(from, none -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass().getBaseComponentType());
                if (!to.isEmpty() && !to.equals(from)) {
                    seen.add(to);
                }
            }
        }
        String drawing = drawing(arrows);
        if ("write".equals(System.getProperty("ledger.docs"))) {
            Files.writeString(DRAWING, drawing, UTF_8);
        }
        assertThat(DRAWING).as("refresh it with -Dledger.docs=write").exists().hasContent(drawing);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).replaceAll("\\..*", "") : "";
    }

    private static String drawing(SortedMap<String, SortedSet<String>> arrows) {
        StringBuilder text = new StringBuilder("""
                # Rooms

                Made from the compiled classes by `RoomsTest`; refreshed with `mvn test -Dtest=RoomsTest -Dledger.docs=write`. An arrow means "knows". Arrows that go the long way round as well (from `company` to `money` by `ledger`) are left out.

                ```mermaid
                flowchart TD
                """);
        arrows.forEach((from, seen) -> seen.stream()
                .filter(to -> seen.stream().noneMatch(via -> !via.equals(to) && reaches(arrows, via, to)))
                .forEach(to -> text.append("    ")
                        .append(from)
                        .append(" --> ")
                        .append(to)
                        .append('\n')));
        return text.append("```\n").toString();
    }

    private static boolean reaches(SortedMap<String, SortedSet<String>> arrows, String from, String to) {
        return arrows.getOrDefault(from, new TreeSet<>()).stream()
                .anyMatch(next -> next.equals(to) || reaches(arrows, next, to));
    }
}

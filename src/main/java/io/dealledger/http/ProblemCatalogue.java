package io.dealledger.http;

import io.dealledger.ledger.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the types of problems mean, at the addresses that are their names. */
@RestController
@RequestMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
class ProblemCatalogue {
    /** @param status the status it comes with; absent for refusals, whose kind decides: 404, 409 or 422 @param meaning what to do about it */
    record Entry(String type, String title, @Nullable Integer status, String meaning) {}

    record Listing(List<Entry> problems) {}

    private final Map<String, Entry> entries = new TreeMap<>();

    ProblemCatalogue() {
        for (ProblemType type : ProblemType.values()) {
            entries.put(
                    type.slug(),
                    new Entry(
                            Problem.typeOf(type.slug()),
                            type.title(),
                            type.status().value(),
                            type.meaning()));
        }
        for (String slug : refusals()) {
            String title = slug.substring(0, 1).toUpperCase(Locale.ROOT)
                    + slug.substring(1).replace('-', ' ');
            entries.put(
                    slug,
                    new Entry(
                            Problem.typeOf(slug),
                            title,
                            null,
                            "The ledger refuses the command: 404 when an id in the path is unknown, 409 when the state of"
                                    + " the ledger does not allow it, 422 when no ledger could. The figures explain it."));
        }
    }

    /** Names of all refusals that the program knows: the records that are one. */
    static List<String> refusals() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isConcrete();
            }
        };
        scanner.addIncludeFilter(new AssignableTypeFilter(Refusal.class));
        List<String> names = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("io.dealledger")) {
            names.add(named(String.valueOf(found.getBeanClassName())));
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private static String named(String className) {
        try {
            return Refusal.typeOf(Class.forName(className).asSubclass(Refusal.class));
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @GetMapping
    Listing all() {
        return new Listing(List.copyOf(entries.values()));
    }

    @GetMapping("/{type}")
    Entry one(@PathVariable String type) {
        Entry entry = entries.get(type);
        if (entry == null) {
            throw HttpProblem.of(ProblemType.NOT_FOUND, "No problem is called " + type);
        }
        return entry;
    }
}

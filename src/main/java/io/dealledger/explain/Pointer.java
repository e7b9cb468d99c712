package io.dealledger.explain;

import io.dealledger.http.HttpProblem;
import io.dealledger.json.Component;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON pointer (RFC 6901) into an answer, which is a tree of records before it is written. */
record Pointer(List<String> tokens) {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    Pointer {
        tokens = List.copyOf(tokens);
    }

    static Pointer of(String text) {
        if (!text.startsWith("/")) {
            throw HttpProblem.parameter("at", "not-a-pointer", "'" + text + "' is not a JSON pointer like /holdings/0");
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(tokens);
    }

    Pointer child(String token) {
        List<String> more = new ArrayList<>(tokens);
        more.add(token);
        return new Pointer(more);
    }

    Pointer child(int index) {
        return child(Integer.toString(index));
    }

    /** What it points to, and everything on the way there: the answer itself first. */
    List<Object> walk(Object answer) {
        List<Object> way = new ArrayList<>();
        Object here = answer;
        way.add(here);
        for (String token : tokens) {
            here = step(here, token)
                    .orElseThrow(() -> HttpProblem.parameter("at", "points-nowhere", this + " is not in the answer"));
            way.add(here);
        }
        return way;
    }

    private static Optional<Object> step(Object here, String token) {
        return switch (here) {
            case List<?> list ->
                INDEX.matcher(token).matches() && Integer.parseInt(token) < list.size()
                        ? Optional.ofNullable(list.get(Integer.parseInt(token)))
                        : Optional.empty();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .filter(entry -> String.valueOf(entry.getKey()).equals(token))
                        .findFirst()
                        .map(Map.Entry::getValue);
            case Record record -> component(record, token);
            case Object _ -> Optional.empty();
        };
    }

    /** The component that is written under that name. */
    static Optional<Object> component(Record record, String name) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (Component.nameOf(component.getName()).equals(name)) {
                return Optional.ofNullable(read(record, component));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component + " cannot be read", impossible);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}

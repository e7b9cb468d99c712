package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import io.dealledger.json.Component;
import io.dealledger.json.Text;
import io.dealledger.money.Decimals;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One body on its way into records; collects what is wrong with it. */
final class Reading {
    private static final int MOST_ERRORS = 50;
    private static final int MAX_TEXT = 2000;
    /** Votes, multiples and rates; quantities and amounts have bounds of their own. */
    private static final int MAX_PLACES = 18;

    /** Of a JSON number; 1E999 written out would be a long text. */
    private static final int MAX_SCALE = 60;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern POWER = Pattern.compile("-?[0-9]{1,60}([.][0-9]{1,60})?[eE][+-]?[0-9]{1,9}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** What a statement counts when it does not say so: by the field it stands in, else money. */
    private static final Map<String, Unit> UNITS =
            Map.of("stake", Unit.PERCENT, "factor", Unit.TIMES, "count", Unit.TIMES);

    private final boolean takesNumbers;
    private final List<Wrong> errors = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();
    private @Nullable String first;

    /** @param takesNumbers whether figures may be JSON numbers, and are named when they are wrong */
    Reading(boolean takesNumbers) {
        this.takesNumbers = takesNumbers;
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    HttpProblem problem() {
        String detail = String.valueOf(first);
        HttpProblem problem = HttpProblem.of(
                ProblemType.INVALID_BODY,
                errors.size() > 1 ? detail + " (and " + (errors.size() - 1) + " more)" : detail,
                errors);
        figures.forEach(problem::withFigure);
        return problem;
    }

    private @Nullable Object wrong(String pointer, String code, String detail) {
        if (first == null) {
            first = (pointer.isEmpty() ? "The body" : pointer) + ": " + detail;
        }
        if (errors.size() < MOST_ERRORS) {
            errors.add(new Wrong(pointer, code));
        }
        return null;
    }

    private @Nullable Object wrong(String pointer, InvalidValue invalid) {
        if (takesNumbers && !invalid.figure().isEmpty() && errors.size() < MOST_ERRORS) {
            figures.putIfAbsent(pointer.substring(pointer.lastIndexOf('/') + 1), invalid.figure());
        }
        return wrong(pointer, invalid.code(), String.valueOf(invalid.getMessage()));
    }

    <T> @Nullable T command(JsonNode node, Class<T> type) {
        Class<?> kinds = kinds(type);
        if (kinds != null) {
            List<Object> commands = commands(node, kinds);
            return commands == null || failed()
                    ? null
                    : type.cast(made(type, Component.of(type), new Object[] {commands}, node, ""));
        }
        return type.cast(record(node, type, "", "", takesNumbers, Set.of()));
    }

    /** The sealed type that the record is a list of; absent for every other record. */
    static @Nullable Class<?> kinds(Class<?> type) {
        List<Component> components = Component.of(type);
        return components.size() == 1
                        && components.getFirst().type() instanceof ParameterizedType generic
                        && generic.getRawType() == List.class
                        && generic.getActualTypeArguments()[0] instanceof Class<?> element
                        && element.isSealed()
                ? element
                : null;
    }

    /** By the name that a command of a list calls itself. A list is no part of a list. */
    static Map<String, Class<?>> named(Class<?> kinds) {
        return leaves(kinds)
                .filter(type -> kinds(type) == null)
                .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Reading::leaves)
                : Stream.of(type);
    }

    private @Nullable List<Object> commands(JsonNode node, Class<?> kinds) {
        if (!node.isArray()) {
            wrong("", "not-an-array", "it is an array of commands");
            return null;
        }
        if (node.isEmpty()) {
            wrong("", "empty", "it holds no command");
            return null;
        }
        Map<String, Class<?>> known = named(kinds);
        List<Object> commands = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            Object command = named(node.get(index), known, "/" + index);
            if (command != null) {
                commands.add(command);
            }
        }
        return commands;
    }

    /** An object that says in {@code command} which record it is. */
    private @Nullable Object named(JsonNode node, Map<String, Class<?>> known, String pointer) {
        if (!node.isObject()) {
            return wrong(pointer, "not-an-object", "a command is an object");
        }
        JsonNode name = node.get("command");
        if (name == null || !name.isString()) {
            return wrong(
                    pointer + "/command",
                    "missing",
                    "it says which command it is, e.g. " + new TreeSet<>(known.keySet()).first());
        }
        Class<?> type = known.get(name.stringValue());
        return type == null
                ? wrong(
                        pointer + "/command",
                        "not-one-of",
                        "'" + name.stringValue() + "' is no command that can stand here")
                : record(node, type, pointer, "", false, Set.of("command"));
    }

    private @Nullable Object value(JsonNode node, Type type, String pointer, String field) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return list(node, arguments[0], pointer, field);
            }
            if (generic.getRawType() == Map.class) {
                return map(node, arguments[1], pointer, field);
            }
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("no body holds a " + type);
        }
        if (plain == JsonNode.class) {
            return node;
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return node.isBoolean() ? node.booleanValue() : wrong(pointer, "not-a-boolean", "it is true or false");
        }
        if (takesNumbers
                && (plain == int.class || plain == Integer.class)
                && node.isString()
                && INTEGER.matcher(node.stringValue()).matches()) {
            return Integer.parseInt(node.stringValue());
        }
        if (plain == int.class || plain == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? node.intValue()
                    : wrong(pointer, "not-an-integer", "it is an integer, without quotation marks");
        }
        if (plain == long.class || plain == Long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? node.longValue()
                    : wrong(pointer, "not-an-integer", "it is an integer, without quotation marks");
        }
        if (plain.isSealed()) {
            return named(node, named(plain), pointer);
        }
        if (plain.isRecord() && !Text.is(plain)) {
            return record(node, plain, pointer, field, true, Set.of());
        }
        if (takesNumbers && (plain == BigDecimal.class || Text.is(plain))) {
            if (node.isNumber()) {
                return number(node.decimalValue(), plain, pointer);
            }
            // What printed a number as 1E+7 prints it so between quotation marks, too.
            if (node.isString() && POWER.matcher(node.stringValue()).matches()) {
                return number(new BigDecimal(node.stringValue()), plain, pointer);
            }
        }
        if (!node.isString()) {
            return wrong(
                    pointer,
                    "not-a-string",
                    node.isNumber() ? "figures are strings here: \"" + printed(node) + "\"" : "it is a string");
        }
        return scalar(node.stringValue(), plain, pointer);
    }

    /** As it is written: the reader never makes a binary floating point number of it. */
    private @Nullable Object number(BigDecimal figure, Class<?> type, String pointer) {
        if (Math.abs((long) figure.scale()) > MAX_SCALE) {
            return wrong(pointer, InvalidValue.of("too-large", figure.toString(), figure + " is no figure of a round"));
        }
        return scalar(figure.toPlainString(), type, pointer);
    }

    private static String printed(JsonNode number) {
        String text = number.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private @Nullable Object scalar(String text, Class<?> type, String pointer) {
        if (text.length() > MAX_TEXT) {
            return wrong(pointer, "too-long", "it has " + text.length() + " characters; " + MAX_TEXT + " are allowed");
        }
        try {
            if (type == String.class) {
                return words(text, pointer);
            }
            if (type.isEnum()) {
                return constant(text, type, pointer);
            }
            if (type == BigDecimal.class) {
                BigDecimal figure = Decimals.parse(text, MAX_PLACES);
                return figure.signum() < 0 ? wrong(pointer, "negative", text + " is negative") : figure;
            }
            if (type == LocalDate.class) {
                return day(text, pointer);
            }
            return Text.reader(type)
                    .orElseThrow(() -> new IllegalStateException("no body holds a " + type.getName()))
                    .apply(text);
        } catch (InvalidValue invalid) {
            return wrong(pointer, invalid);
        }
    }

    private @Nullable Object words(String text, String pointer) {
        if (text.isBlank()) {
            return wrong(pointer, "blank", "it is blank");
        }
        boolean broken = text.codePoints()
                .anyMatch(point -> (point < ' ' && point != '\n' && point != '\t')
                        || point == 0x7f
                        || Character.getType(point) == Character.SURROGATE);
        return broken ? wrong(pointer, "control-character", "it holds a character that is no text") : text;
    }

    private @Nullable Object constant(String text, Class<?> type, String pointer) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        return wrong(pointer, "not-one-of", "'" + text + "' is not one of " + List.of(type.getEnumConstants()));
    }

    private @Nullable Object day(String text, String pointer) {
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException impossible) {
                // 2023-02-30 is as little a date as any other text.
            }
        }
        return wrong(pointer, "not-a-date", "'" + text + "' is not a date like 2024-03-31");
    }

    private @Nullable Object list(JsonNode node, Type element, String pointer, String field) {
        if (!node.isArray()) {
            return wrong(pointer, "not-an-array", "it is an array");
        }
        List<Object> values = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            JsonNode item = node.get(index);
            String at = pointer + "/" + index;
            Object value = item.isNull() ? wrong(at, "missing", "it is null") : value(item, element, at, field);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == node.size() ? List.copyOf(values) : null;
    }

    private @Nullable Object map(JsonNode node, Type element, String pointer, String field) {
        if (!node.isObject()) {
            return wrong(pointer, "not-an-object", "it is an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String at = pointer + "/" + escaped(entry.getKey());
            Object value = entry.getValue().isNull()
                    ? wrong(at, "missing", "it is null")
                    : value(entry.getValue(), element, at, field);
            if (value != null && words(entry.getKey(), at) != null) {
                values.put(entry.getKey(), value);
            }
        }
        return values.size() == node.size() ? Map.copyOf(values) : null;
    }

    /**
     * @param field name of the field that the record stands in
     * @param within whether it is part of another record: there an absent list is an empty one
     * @param besides fields that are there and not the record's
     */
    private @Nullable Object record(
            JsonNode node, Class<?> type, String pointer, String field, boolean within, Set<String> besides) {
        if (!node.isObject()) {
            return wrong(pointer, "not-an-object", "it is an object");
        }
        int before = errors.size();
        List<Component> components = Component.of(type);
        for (String name : node.propertyNames()) {
            if (!besides.contains(name)
                    && components.stream().noneMatch(known -> known.name().equals(name))) {
                wrong(
                        pointer + "/" + escaped(name),
                        "unknown-field",
                        "there is no such field; there are "
                                + components.stream().map(Component::name).collect(Collectors.joining(", ")));
            }
        }
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int index = 0; index < values.length; index++) {
            Component component = components.get(index);
            JsonNode value = node.get(component.name());
            String at = pointer + "/" + component.name();
            if (value != null && !value.isNull()) {
                values[index] = value(value, component.type(), at, component.name());
            } else if (type == Stated.class && component.type() == Unit.class) {
                values[index] = UNITS.getOrDefault(field, Unit.MONEY);
            } else if (!component.optional()) {
                values[index] = within && isList(component.type()) ? List.of() : wrong(at, "missing", "it is missing");
            }
        }
        return errors.size() > before ? null : made(type, components, values, node, pointer);
    }

    private @Nullable Object made(
            Class<?> type, List<Component> components, @Nullable Object[] values, JsonNode node, String pointer) {
        try {
            return canonical(type).newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof InvalidValue invalid) {
                return wrong(pointer + culprit(invalid, components, node), invalid);
            }
            throw new IllegalStateException("a " + type.getSimpleName() + " could not be made", thrown.getCause());
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot be made", hidden);
        }
    }

    /** The field that the value itself names, or the one that holds the figure it complains of. */
    private static String culprit(InvalidValue invalid, List<Component> components, JsonNode node) {
        if (!invalid.field().isEmpty()) {
            return "/" + Component.nameOf(invalid.field());
        }
        for (Component component : components) {
            JsonNode value = node.get(component.name());
            if (value != null && value.isString() && value.stringValue().equals(invalid.figure())) {
                return "/" + component.name();
            }
        }
        return "";
    }

    private static Constructor<?> canonical(Class<?> type) throws NoSuchMethodException {
        return type.getConstructor(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    }

    private static boolean isList(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
    }

    /** A name within a JSON pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

package io.dealledger.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.calculation.Printed;
import io.dealledger.json.Component;
import io.dealledger.json.Text;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/**
 * Describes records as JSON Schema, by the same rules by which they are read and written: figures as strings, what is
 * declared {@code @Nullable} as optional.
 */
public final class Schemas {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String DECIMAL = "^(0|[1-9][0-9]*)(\\.[0-9]+)?$";

    /** What the texts look like, by their type's name. */
    private record Form(String description, @Nullable String pattern, String example) {}

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("Currency", new Form("Currency code of ISO 4217", "^[A-Z]{3}$", "USD")),
            Map.entry("CurrencyPair", new Form("How many of the second one of the first buys", null, "USD/HKD")),
            Map.entry("Shares", new Form("Number of shares, up to 10 decimal places", DECIMAL, "1500000")),
            Map.entry("Ratio", new Form("New to old: 2:1 makes two of one", null, "2:1")),
            Map.entry(
                    "Fraction",
                    new Form(
                            "Exact figure. Given: a decimal, or a fraction like 1/3. Answered: a decimal, rounded to 10"
                                    + " places (HALF_EVEN) where it is longer, without trailing zeros",
                            null,
                            "0.125")),
            Map.entry("ConversionRate", new Form("Preferred to common: 10:1 makes one common of ten", null, "10:1")),
            Map.entry(
                    "Percent",
                    new Form(
                            "Percentage, 0 to 100. Below 1 it is refused where it could as well be a fraction; the sign"
                                    + " makes it clear",
                            null,
                            "7")),
            Map.entry("DayCount", new Form("How days of interest are counted", "^(ACT_365|30_360)$", "30_360")),
            Map.entry("StatedDate", new Form("Day, month, quarter or year, as it was stated", null, "2023-09-30")));

    private final Map<String, Schema<?>> defined = new TreeMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    /** All records described so far, by the names under which they are referred to. */
    public Map<String, Schema<?>> defined() {
        return defined;
    }

    /** Whether {@link #of} knows what the type looks like. */
    static boolean knows(Class<?> type) {
        boolean ours = type.getName().startsWith("io.dealledger.") && (type.isRecord() || type.isEnum());
        return ours || type == RawValue.class || type == BigDecimal.class;
    }

    public Schema<?> of(Type type) {
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return typed("array").items(of(arguments[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return typed("object").additionalProperties(of(arguments[1]));
            }
            if (raw == Optional.class) {
                return of(arguments[0]);
            }
            return of(raw);
        }
        return type instanceof Class<?> plain ? plain(plain) : typed("object");
    }

    private Schema<?> plain(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return typed("integer").format("int32");
        }
        if (type == long.class || type == Long.class) {
            return typed("integer").format("int64");
        }
        if (type == BigDecimal.class || type == BigInteger.class) {
            return typed("string")
                    .pattern(DECIMAL)
                    .description("Plain decimal number")
                    .example("7.5");
        }
        if (type == LocalDate.class) {
            return typed("string").format("date");
        }
        if (type == Instant.class) {
            return typed("string").format("date-time");
        }
        if (type.isEnum()) {
            Schema<Object> schema = typed("string");
            Arrays.stream(type.getEnumConstants()).forEach(value -> schema.addEnumItemObject(value.toString()));
            return schema;
        }
        if (type == JsonNode.class) {
            return new JsonSchema().description("JSON of others, in their own schema");
        }
        if (type == RawValue.class || JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return typed("object");
        }
        if (Text.is(type)) {
            return text(type);
        }
        if (type.isSealed()) {
            return oneOf(type);
        }
        return type.isRecord() ? reference(type) : typed("string");
    }

    private static Schema<?> text(Class<?> type) {
        String prefix = prefix(type);
        if (prefix != null) {
            return typed("string").pattern("^" + prefix + "[a-z0-9-]{1,64}$").example(prefix + "a");
        }
        Form form = FORMS.get(type.getSimpleName());
        if (form == null) {
            return typed("string");
        }
        return typed("string")
                .description(form.description())
                .pattern(form.pattern())
                .example(form.example());
    }

    /** Ids say which prefix they have; a pair's is that of its stream. */
    private static @Nullable String prefix(Class<?> type) {
        try {
            return type.getRecordComponents().length == 1
                    ? (String) type.getField("PREFIX").get(null)
                    : null;
        } catch (NoSuchFieldException | IllegalAccessException none) {
            return null;
        }
    }

    private Schema<?> reference(Class<?> type) {
        Class<?> kinds = Reading.kinds(type);
        if (kinds != null) {
            return typed("array").items(oneOf(kinds)).minItems(1);
        }
        String name = name(type);
        if (!defined.containsKey(name)) {
            // First, so that a record that holds itself comes to an end.
            Schema<Object> schema = typed("object");
            defined.put(name, schema);
            describe(schema, type, Set.of());
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    /** The record's own schema, without fields that come from elsewhere. */
    public Schema<?> without(Class<?> type, Set<String> fields) {
        if (fields.isEmpty() || Reading.kinds(type) != null) {
            return of(type);
        }
        Schema<Object> schema = typed("object");
        describe(schema, type, fields);
        return schema;
    }

    private void describe(Schema<Object> schema, Class<?> type, Set<String> without) {
        boolean always = always(type.getAnnotation(JsonInclude.class));
        RecordComponent[] declared = type.getRecordComponents();
        List<Component> components = Component.of(type);
        for (int index = 0; index < declared.length; index++) {
            Component component = components.get(index);
            if (without.contains(component.name()) || hidden(type, declared[index])) {
                continue;
            }
            boolean shown = always || shown(type, declared[index]);
            Schema<?> described = of(component.type());
            schema.addProperty(component.name(), shown && component.optional() ? orNull(described) : described);
            if (shown || (!component.optional() && !maybeLeftOut(type, component))) {
                schema.addRequiredItem(component.name());
            }
        }
        schema.additionalProperties(false);
    }

    /** Some records are described from beside them, because they know no JSON. */
    private static boolean shown(Class<?> type, RecordComponent component) {
        if (type == Printed.class) {
            return beside(component).anyMatch(method -> always(method.getAnnotation(JsonInclude.class)));
        }
        return always(component.getAnnotation(JsonInclude.class));
    }

    /** What an answer carries for those who explain it is no part of its JSON. */
    private static boolean hidden(Class<?> type, RecordComponent component) {
        return type == Printed.class
                && beside(component).anyMatch(method -> method.isAnnotationPresent(JsonIgnore.class));
    }

    private static Stream<Method> beside(RecordComponent component) {
        return Arrays.stream(PrintedAnswer.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(component.getName()));
    }

    private static Schema<?> orNull(Schema<?> described) {
        if (described.get$ref() == null) {
            described.addType("null");
            return described;
        }
        Schema<?> either = new JsonSchema();
        either.addOneOfItem(described);
        either.addOneOfItem(typed("null"));
        return either;
    }

    private static boolean always(@Nullable JsonInclude include) {
        return include != null && include.value() == JsonInclude.Include.ALWAYS;
    }

    /** A list within a record may be left out when it is empty, and a statement's unit follows from where it stands. */
    private static boolean maybeLeftOut(Class<?> type, Component component) {
        boolean command = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
        boolean list = component.type() instanceof ParameterizedType generic && generic.getRawType() == List.class;
        return (list && !command) || (type == Stated.class && component.type() == Unit.class);
    }

    private Schema<?> oneOf(Class<?> kinds) {
        Schema<?> any = new JsonSchema();
        new TreeMap<>(Reading.named(kinds)).forEach((name, type) -> {
            Schema<Object> schema = typed("object");
            Schema<Object> command = typed("string");
            command.setConst(name);
            schema.addProperty("command", command);
            schema.addRequiredItem("command");
            describe(schema, type, Set.of());
            any.addOneOfItem(schema);
        });
        return any;
    }

    /** Nested records have their owner's name before theirs, unless the owner is only there to seal them. */
    private String name(Class<?> type) {
        Class<?> owner = type.getEnclosingClass();
        String name = owner == null || owner.isInterface()
                ? type.getSimpleName()
                : owner.getSimpleName().replace("Controller", "") + type.getSimpleName();
        Class<?> first = owners.putIfAbsent(name, type);
        if (first == null || first == type) {
            return name;
        }
        String room = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return Character.toUpperCase(room.charAt(0)) + room.substring(1) + name;
    }

    private static Schema<Object> typed(String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}

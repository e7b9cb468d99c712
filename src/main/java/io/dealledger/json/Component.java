package io.dealledger.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record, as JSON knows it.
 *
 * @param name the field's name in JSON
 * @param type the declared type, with its type arguments
 * @param optional whether the declaration says that it may be absent
 */
public record Component(String name, Type type, boolean optional) {
    /** The components of a record, in the order of declaration. */
    public static List<Component> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
    }

    private static Component of(RecordComponent component) {
        AnnotatedType declared = component.getAnnotatedType();
        return new Component(
                nameOf(component.getName()), component.getGenericType(), declared.isAnnotationPresent(Nullable.class));
    }

    /** {@code class} and {@code void} are no names for a Java component, and the words for it everywhere else. */
    public static String nameOf(String javaName) {
        return switch (javaName) {
            case "shareClass", "sourceClass" -> "class";
            case "voided" -> "void";
            default -> javaName;
        };
    }
}

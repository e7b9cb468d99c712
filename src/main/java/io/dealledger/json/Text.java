package io.dealledger.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records that are one text in JSON: those that can be made {@code of} a string ({@code "2:1"},
 * {@code "USD/HKD"}, {@code "2023-Q3"}) and those whose only component is a string named {@code value} (ids).
 * They are written as {@code toString} says.
 */
public final class Text {
    private static final ClassValue<Optional<Function<String, Object>>> READERS = new ClassValue<>() {
        @Override
        protected Optional<Function<String, Object>> computeValue(Class<?> type) {
            return Optional.ofNullable(find(type));
        }
    };

    private Text() {}

    public static boolean is(Class<?> type) {
        return READERS.get(type).isPresent();
    }

    /** Makes a value of its text; empty when the type is not a text in JSON. Throws what the type itself throws. */
    public static Optional<Function<String, Object>> reader(Class<?> type) {
        return READERS.get(type);
    }

    private static @Nullable Function<String, Object> find(Class<?> type) {
        if (!type.isRecord()) {
            return null;
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            for (var method : type.getDeclaredMethods()) {
                if (method.getName().equals("of")
                        && Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getModifiers())
                        && method.getReturnType() == type
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == String.class) {
                    return calling(lookup.unreflect(method));
                }
            }
            RecordComponent[] components = type.getRecordComponents();
            if (components.length == 1
                    && components[0].getType() == String.class
                    && components[0].getName().equals("value")) {
                return calling(lookup.findConstructor(type, MethodType.methodType(void.class, String.class)));
            }
            return null;
        } catch (ReflectiveOperationException hidden) {
            return null;
        }
    }

    private static Function<String, Object> calling(MethodHandle made) {
        MethodHandle general = made.asType(MethodType.methodType(Object.class, String.class));
        return text -> {
            try {
                return general.invokeExact(text);
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable checked) {
                throw new IllegalStateException(checked);
            }
        };
    }
}

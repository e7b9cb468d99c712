package io.dealledger.ocf;

import io.dealledger.ledger.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why an object cannot be taken. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Code of an object that needs another one, which cannot be taken itself. */
    static final String DEPENDS = "depends-on";

    private final transient String code;
    private final transient String pointer;
    private final transient Map<String, String> figures;
    private final transient @Nullable String because;

    private Unusable(
            String code, String pointer, String detail, Map<String, String> figures, @Nullable String because) {
        // Part of every day's work, told in full: the stack would tell nothing.
        super(detail, null, false, false);
        this.code = code;
        this.pointer = pointer;
        this.figures = figures;
        this.because = because;
    }

    /** @param pointer within the object, empty for the whole of it @param figures names and figures in turn */
    static Unusable of(String code, String pointer, String detail, Object... figures) {
        return new Unusable(code, pointer, detail, named(figures), null);
    }

    /** @param figures names and figures in turn */
    static Map<String, String> named(Object... figures) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int index = 0; index + 1 < figures.length; index += 2) {
            named.put(String.valueOf(figures[index]), String.valueOf(figures[index + 1]));
        }
        return named;
    }

    /** @param object that it needs and that cannot be taken */
    static Unusable dependsOn(String pointer, String object) {
        return new Unusable(
                DEPENDS, pointer, "It needs " + object + ", which cannot be taken", Map.of("object", object), object);
    }

    /** The ledger's own law refuses it. */
    static Unusable refused(Refusal refusal, Map<String, String> figures) {
        return new Unusable(refusal.type(), "", refusal.detail(), figures, null);
    }

    String code() {
        return code;
    }

    String pointer() {
        return pointer;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, String> figures() {
        return figures;
    }

    /** The object that it needs; absent when the reason is its own. */
    @Nullable
    String because() {
        return because;
    }
}

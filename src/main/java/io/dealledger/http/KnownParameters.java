package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the address does not have, that are given twice (where it takes no list) or that are no text: a misspelt
 * {@code asof} must not be answered with today's figures, nor one date out of two chosen. Integers and booleans are
 * taken as JSON writes them; the framework would read {@code 1 0}, {@code 0x10} and {@code yes} as well.
 */
final class KnownParameters implements HandlerInterceptor {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final int REPLACEMENT = 0xFFFD;
    private static final Set<Class<?>> INTEGERS = Set.of(int.class, long.class, Integer.class, Long.class);

    private final Map<HandlerMethod, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.dealledger.")) {
            Map<String, Class<?>> names = known.computeIfAbsent(method.createWithResolvedBean(), KnownParameters::of);
            Map<String, List<String>> asked = asked(request.getQueryString());
            List<String> strange = asked.keySet().stream()
                    .filter(name -> !names.containsKey(name))
                    .sorted()
                    .toList();
            if (!strange.isEmpty()) {
                throw HttpProblem.of(
                        ProblemType.INVALID_PARAMETER,
                        "This address has no parameter " + String.join(", ", strange)
                                + (names.isEmpty() ? "" : "; it has " + String.join(", ", names.keySet())),
                        strange.stream()
                                .map(name -> new Wrong("/" + name, "unknown-parameter"))
                                .toList());
            }
            asked.forEach((name, values) -> check(name, values, Objects.requireNonNull(names.get(name))));
        }
        return true;
    }

    private static void check(String name, List<String> values, Class<?> type) {
        if (values.size() > 1 && !Collection.class.isAssignableFrom(type)) {
            throw HttpProblem.parameter(name, "repeated", "it is given " + values.size() + " times");
        }
        values.forEach(value -> text(name, value));
        String text = text(name, values.getFirst());
        if (INTEGERS.contains(type) && !INTEGER.matcher(text).matches()) {
            throw HttpProblem.parameter(name, "not-an-integer", "'" + text + "' is not an integer");
        }
        if (type == boolean.class && !text.equals("true") && !text.equals("false")) {
            throw HttpProblem.parameter(name, "not-a-boolean", "it is true or false");
        }
    }

    /** What the database could not even compare with what it holds is no value of any parameter. */
    private static String text(String name, String encoded) {
        String text;
        try {
            text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.parameter(name, "malformed", "its percent-encoding is broken");
        }
        // Bytes that are not UTF-8 are decoded to the replacement character.
        if (text.codePoints().anyMatch(point -> Character.isISOControl(point) || point == REPLACEMENT)) {
            throw HttpProblem.parameter(name, "control-character", "it holds a character that is no text");
        }
        return text;
    }

    /** From the query alone: asking the request for its parameters would read a form's body. */
    private static Map<String, List<String>> asked(@Nullable String query) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                if (!part.isEmpty()) {
                    asked.computeIfAbsent(name, none -> new ArrayList<>())
                            .add(equals < 0 ? "" : part.substring(equals + 1));
                }
            }
        }
        return asked;
    }

    private static Map<String, Class<?>> of(HandlerMethod method) {
        Map<String, Class<?>> names = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.put(
                        named.name().isEmpty()
                                ? String.valueOf(parameter.getParameter().getName())
                                : named.name(),
                        parameter.getParameterType());
            }
            Parameters takes =
                    AnnotatedElementUtils.findMergedAnnotation(parameter.getParameterType(), Parameters.class);
            if (takes != null) {
                List.of(takes.value()).forEach(name -> names.put(name, String.class));
            }
        }
        return names;
    }
}

package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses query parameters that the address does not have: a misspelt {@code asof} must not be answered with today's
 * figures.
 */
final class KnownParameters implements HandlerInterceptor {
    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.dealledger.")) {
            Set<String> names = known.computeIfAbsent(method.createWithResolvedBean(), KnownParameters::of);
            List<String> strange = asked(request.getQueryString()).stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .toList();
            if (!strange.isEmpty()) {
                throw HttpProblem.of(
                        ProblemType.INVALID_PARAMETER,
                        "This address has no parameter " + String.join(", ", strange)
                                + (names.isEmpty() ? "" : "; it has " + String.join(", ", names)),
                        strange.stream()
                                .map(name -> new Wrong("/" + name, "unknown-parameter"))
                                .toList());
            }
        }
        return true;
    }

    /** From the query alone: asking the request for its parameters would read a form's body. */
    private static Set<String> asked(@Nullable String query) {
        return query == null
                ? Set.of()
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .keySet();
    }

    private static Set<String> of(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.add(
                        named.name().isEmpty()
                                ? String.valueOf(parameter.getParameter().getName())
                                : named.name());
            }
            Parameters takes =
                    AnnotatedElementUtils.findMergedAnnotation(parameter.getParameterType(), Parameters.class);
            if (takes != null) {
                names.addAll(List.of(takes.value()));
            }
        }
        return names;
    }
}

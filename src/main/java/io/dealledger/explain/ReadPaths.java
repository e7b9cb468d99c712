package io.dealledger.explain;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.PointInTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import org.springframework.web.util.ServletRequestPathUtils;

/** Asks a question of this service by its address, as a client would, and gives the answer before it is written. */
@Component
final class ReadPaths {
    private final RequestMappingHandlerMapping addresses;
    private final RequestMappingHandlerAdapter adapter;

    ReadPaths(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
            RequestMappingHandlerAdapter adapter) {
        this.addresses = addresses;
        this.adapter = adapter;
    }

    /**
     * @param point for which the answer was given
     * @param position up to which the ledger was read for it
     */
    record Answered(Object body, PointInTime point, long position) {}

    Answered ask(String path, HttpServletRequest request, HttpServletResponse response) throws Exception {
        Inner inner = new Inner(request, path);
        ServletRequestPathUtils.parseAndCache(inner);
        HandlerExecutionChain chain = handler(inner);
        if (chain == null || !(chain.getHandler() instanceof HandlerMethod method) || !isReader(method)) {
            throw noReport(path);
        }
        for (HandlerInterceptor interceptor : chain.getInterceptorList()) {
            interceptor.preHandle(inner, response, method);
        }
        ServletInvocableHandlerMethod invocable = new ServletInvocableHandlerMethod(method.createWithResolvedBean());
        HandlerMethodArgumentResolverComposite resolvers = new HandlerMethodArgumentResolverComposite();
        resolvers.addResolvers(adapter.getArgumentResolvers());
        invocable.setHandlerMethodArgumentResolvers(resolvers);
        invocable.setDataBinderFactory(
                new ServletRequestDataBinderFactory(List.of(), adapter.getWebBindingInitializer()));
        invocable.setParameterNameDiscoverer(new DefaultParameterNameDiscoverer());
        Object answer = invocable.invokeForRequest(new ServletWebRequest(inner, response), new ModelAndViewContainer());
        if (answer instanceof ResponseEntity<?> entity
                && entity.getBody() instanceof Record body
                && inner.getAttribute(Asked.ATTRIBUTE) instanceof Asked asked) {
            String position = entity.getHeaders().getFirst(Answers.LEDGER_POSITION);
            long read = position == null ? asked.at().knownAt() : Long.parseLong(position);
            return new Answered(body, asked.at().knownAt(read), read);
        }
        throw noReport(path);
    }

    private @Nullable HandlerExecutionChain handler(Inner inner) throws Exception {
        try {
            return addresses.getHandler(inner);
        } catch (HttpRequestMethodNotSupportedException onlyWrites) {
            return null;
        }
    }

    private static HttpProblem noReport(String path) {
        return HttpProblem.parameter("of", "not-a-read-path", "'" + path + "' is no address of a report");
    }

    private static boolean isReader(HandlerMethod method) {
        String room = method.getBeanType().getPackageName();
        return room.startsWith("io.dealledger.") && !room.equals(ReadPaths.class.getPackageName());
    }

    /** The question inside the question: another address, the same caller. */
    private static final class Inner extends HttpServletRequestWrapper {
        private final String path;
        private final @Nullable String query;
        private final Map<String, List<String>> parameters = new LinkedHashMap<>();
        private final Map<String, Object> attributes = new HashMap<>();

        Inner(HttpServletRequest request, String address) {
            super(request);
            URI uri = uri(address);
            this.path = uri.getRawPath();
            this.query = uri.getRawQuery();
            if (query != null) {
                for (String part : query.split("&", -1)) {
                    int equals = part.indexOf('=');
                    String name = equals < 0 ? part : part.substring(0, equals);
                    parameters
                            .computeIfAbsent(decoded(name), none -> new ArrayList<>())
                            .add(decoded(equals < 0 ? "" : part.substring(equals + 1)));
                }
            }
        }

        private static URI uri(String address) {
            try {
                URI uri = new URI(address);
                if (uri.getScheme() == null && uri.getRawAuthority() == null && address.startsWith("/api/")) {
                    return uri;
                }
            } catch (URISyntaxException malformed) {
                // Falls through: it is as little an address of a report as any other text.
            }
            throw HttpProblem.parameter(
                    "of", "not-a-read-path", "it is like /api/companies/co_x/cap-table?asOf=2024-03-31");
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                throw HttpProblem.parameter("of", "malformed", "its percent-encoding is broken");
            }
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public @Nullable String getQueryString() {
            return query;
        }

        @Override
        public @Nullable String getParameter(String name) {
            List<String> values = parameters.get(name);
            return values == null ? null : values.getFirst();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            List<String> values = parameters.get(name);
            return values == null ? null : values.toArray(String[]::new);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> map = new LinkedHashMap<>();
            parameters.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
            return map;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            attributes.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            attributes.put(name, null);
        }
    }
}

package io.dealledger.explain;

import io.dealledger.http.HttpProblem;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
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

/** A request that nobody sent: an address of this service, and nothing else. */
final class Question extends HttpServletRequestWrapper {
    /** Has no header, no body and no caller: what is answered depends on the address alone. */
    private static final HttpServletRequest NOBODYS = nobodys(HttpServletRequest.class);

    private final String path;
    private final @Nullable String query;
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    /** @throws HttpProblem when it is no address of this service */
    Question(String address) {
        super(NOBODYS);
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
    public HttpServletMapping getHttpServletMapping() {
        return nobodys(HttpServletMapping.class);
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
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    /** One that says of everything that there is nothing. */
    static <T> T nobodys(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> nothing(method.getReturnType())));
    }

    private static @Nullable Object nothing(Class<?> type) {
        return switch (type.getName()) {
            case "boolean" -> false;
            case "int" -> 0;
            case "long" -> -1L;
            case "java.lang.String" -> "";
            case "java.util.Enumeration" -> Collections.emptyEnumeration();
            default -> null;
        };
    }
}

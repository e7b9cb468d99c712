package io.dealledger.receipts;

import io.dealledger.http.AskedResolver;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.json.Component;
import io.dealledger.ledger.CommandMetadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a {@link Write} from a request: media type, size, key, version, evidence. The body is read later, if at all. */
@org.springframework.stereotype.Component
final class WriteResolver implements HandlerMethodArgumentResolver {
    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    /** The path's variable that names the stream, which is no field of a command. */
    private static final String STREAM = "id";

    private final ObjectProvider<Desk> desk;
    private final BodyReader bodies;
    private final int mostBytes;

    WriteResolver(
            ObjectProvider<Desk> desk, BodyReader bodies, @Value("${ledger.http.max-body:1MB}") DataSize mostBytes) {
        this.desk = desk;
        this.bodies = bodies;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Write.class;
    }

    @Override
    public Write<?> resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binder)
            throws IOException, HttpMediaTypeNotSupportedException {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        checkMediaType(request.getContentType());
        byte[] body = body(request);
        Envelope envelope = Envelope.of(request, body, dryRun(request), accountingOn(request));
        Class<?> command = commandOf(parameter);
        return new Write<>(
                desk.getObject(),
                creates(Objects.requireNonNull(parameter.getMethod())),
                new Submission<>(
                        request.getRequestURI(),
                        variables(request),
                        envelope.caller(),
                        envelope.idempotencyKey(),
                        envelope.fingerprint(),
                        version(request),
                        envelope.dryRun(),
                        envelope.correlationId(),
                        envelope.evidence(),
                        envelope.accountingOn(),
                        () -> command(command, body, variables(request))));
    }

    /** Whether the method says that it makes something. */
    static boolean creates(Method method) {
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
        return status != null && status.code() == HttpStatus.CREATED;
    }

    /** {@code Write<OpenRound>} takes an OpenRound. */
    static Class<?> commandOf(MethodParameter parameter) {
        if (parameter.getGenericParameterType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> command) {
            return command;
        }
        throw new IllegalStateException(parameter + " does not say which command it takes");
    }

    private static void checkMediaType(@Nullable String given) throws HttpMediaTypeNotSupportedException {
        List<MediaType> supported = List.of(MediaType.APPLICATION_JSON);
        if (given == null) {
            throw new HttpMediaTypeNotSupportedException((MediaType) null, supported);
        }
        try {
            MediaType type = MediaType.parseMediaType(given);
            boolean json = type.isCompatibleWith(MediaType.APPLICATION_JSON) && !type.isWildcardType();
            boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
            if (!json || !utf8) {
                throw new HttpMediaTypeNotSupportedException(type, supported);
            }
        } catch (IllegalArgumentException malformed) {
            throw new HttpMediaTypeNotSupportedException((MediaType) null, supported);
        }
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= mostBytes) {
            byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
            if (body.length <= mostBytes) {
                return body;
            }
        }
        throw HttpProblem.of(
                ProblemType.BODY_TOO_LARGE, "A body has at most " + mostBytes + " bytes; split a batch into several");
    }

    private static boolean dryRun(HttpServletRequest request) {
        String[] given = request.getParameterValues("dryRun");
        if (given == null) {
            return false;
        }
        if (given.length == 1 && (given[0].equals("true") || given[0].equals("false"))) {
            return given[0].equals("true");
        }
        throw HttpProblem.parameter("dryRun", "not-a-boolean", "it is true or false");
    }

    private static @Nullable LocalDate accountingOn(HttpServletRequest request) {
        String given = request.getParameter(CommandMetadata.ACCOUNTING_ON);
        return given == null ? null : AskedResolver.day(CommandMetadata.ACCOUNTING_ON, given);
    }

    private static @Nullable Long version(HttpServletRequest request) {
        List<String> tags = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        if (tags.isEmpty()) {
            return null;
        }
        Matcher version = VERSION.matcher(tags.getFirst().strip());
        if (tags.size() > 1 || !version.matches()) {
            throw HttpProblem.parameter(
                    HttpHeaders.IF_MATCH,
                    "not-a-version",
                    "it is one version in quotation marks, as writes and GET of the company or party answer it in ETag;"
                            + " the tags of other answers name no version");
        }
        return Long.valueOf(version.group(1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    private Object command(Class<?> type, byte[] body, Map<String, String> variables) {
        JsonNode tree = bodies.tree(body);
        if (tree instanceof ObjectNode object) {
            List<String> fields =
                    Component.of(type).stream().map(Component::name).toList();
            variables.forEach((name, value) -> {
                if (!name.equals(STREAM) && fields.contains(name)) {
                    add(object, name, value);
                }
            });
        }
        return bodies.read(tree, type);
    }

    private static void add(ObjectNode object, String name, String value) {
        JsonNode given = object.get(name);
        if (given != null && !(given.isString() && given.stringValue().equals(value))) {
            throw HttpProblem.of(
                    ProblemType.INVALID_BODY,
                    "/" + name + ": the path says '" + value + "'",
                    List.of(new Wrong("/" + name, "contradicts")));
        }
        object.put(name, value);
    }
}

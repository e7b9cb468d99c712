package io.dealledger.http;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** The description of the service that it serves itself, as OpenAPI 3.1. */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {
    private static final String PROBLEM = "Problem";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private static final String ABOUT = """
            Funding rounds as immutable events. From the events alone: cap tables, investor exposure and valuation \
            history at any point in time.

            **Figures** are strings: amounts, prices, quantities, percents (0 to 100), factors and rates. Positions, \
            versions and limits are integers.

            **Two clocks.** `asOf` is an effective date; `knownAt` is a position in the ledger's one order, or an \
            instant. An answer cites the position that it was read at, in `Ledger-Position`.

            **Writes** carry an `Idempotency-Key`. The same request with the same key gets the stored answer, for \
            ever, with `Idempotency-Replayed: true`; another request with it is refused.

            **Problems** are `application/problem+json` with a stable `type`; `/problems` lists them.""";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Asked.class, AskedPeriod.class, AskedBetween.class);
    }

    @Bean
    Schemas schemas() {
        return new Schemas();
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Deal ledger")
                        .version("1")
                        .description(ABOUT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .addSecurityItem(new SecurityRequirement().addList("basic"))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .components(new Components()
                        .addSecuritySchemes(
                                "basic",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description(
                                                "In the embedded mode: backoffice, auditor, controller or operator"))
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("Everywhere else: an access token of the configured issuer")));
    }

    /** Records of the ledger look as the ledger writes them, which springdoc's own mapper does not know. */
    @Bean
    ModelConverter records(Schemas schemas) {
        return new ModelConverter() {
            @Override
            public @Nullable Schema<?> resolve(
                    AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
                Type described = type.getType() instanceof com.fasterxml.jackson.databind.JavaType java
                        ? java.getRawClass()
                        : type.getType();
                Type raw = described instanceof ParameterizedType generic ? generic.getRawType() : described;
                if (raw instanceof Class<?> plain && Schemas.knows(plain)) {
                    Schema<?> schema = schemas.of(described);
                    schemas.defined().forEach(context::defineModel);
                    return schema;
                }
                return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            }

            @Override
            public boolean isOpenapi31() {
                return true;
            }
        };
    }

    /** What all operations have, and those that ask about a point in time. */
    @Bean
    GlobalOperationCustomizer operations() {
        return (operation, method) -> {
            String room = method.getBeanType().getSimpleName().replace("Controller", "");
            String name = method.getMethod().getName();
            operation.setOperationId(Character.toLowerCase(room.charAt(0))
                    + room.substring(1)
                    + Character.toUpperCase(name.charAt(0))
                    + name.substring(1));
            if (operation.getSummary() == null) {
                operation.setSummary(words(name));
            }
            if (AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Tag.class) == null) {
                operation.setTags(List.of(words(room)));
            }
            if (takes(method, Asked.class)) {
                asked(operation);
            }
            if (takes(method, AskedPeriod.class)) {
                askedPeriod(operation);
            }
            if (takes(method, AskedBetween.class)) {
                askedBetween(operation);
            }
            if (operation.getResponses() != null && operation.getRequestBody() == null) {
                operation
                        .getResponses()
                        .computeIfPresent(
                                "200",
                                (status, answer) -> answer.description("The answer")
                                        .addHeaderObject(
                                                "Ledger-Position",
                                                header("Position that the answer was read at", "integer"))
                                        .addHeaderObject(
                                                Answers.LEDGER_PROGRAM,
                                                header("Program that gave the answer, and its version", "string"))
                                        .addHeaderObject("ETag", header("Send back as If-None-Match", "string")));
                problems(operation, List.of("400", "401", "403", "404", "503"));
            }
            // A body that is no command: what is compared with the ledger, and not recorded in it.
            if (Arrays.stream(method.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
                problems(operation, List.of("400", "401", "403", "503"));
            }
            return operation;
        };
    }

    /** {@code capTable} is "Cap table". */
    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    public static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    /** Adds the problems that an operation may end with. */
    public static void problems(Operation operation, List<String> statuses) {
        for (String status : statuses) {
            operation
                    .getResponses()
                    .addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        }
    }

    public static Header header(String description, String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        return new Header().description(description).schema(schema);
    }

    public static QueryParameter query(String name, String description, String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        QueryParameter parameter = new QueryParameter();
        parameter.name(name).description(description).schema(schema).required(false);
        return parameter;
    }

    private static final String POSITION_OR_INSTANT =
            "A position (0, 1, 2, …) or an instant with its zone (2024-03-31T12:00:00Z); ";

    private static void asked(Operation operation) {
        operation.addParametersItem(date("asOf", "Effective date, e.g. 2024-03-31; today when left out"));
        operation.addParametersItem(query("knownAt", POSITION_OR_INSTANT + "now when left out", "string"));
        if (operation.getParameters().stream().noneMatch(parameter -> "by".equals(parameter.getName()))) {
            operation.addParametersItem(query(
                    "by",
                    "EFFECTIVE (the default): facts count from the day on which they took effect; ACCOUNTING: those that"
                            + " came after their period was closed count from their accounting date on",
                    "string"));
        }
        filters(operation);
    }

    private static void askedPeriod(Operation operation) {
        QueryParameter opening = date("fromAsOf", "Effective date of the opening, e.g. 2024-12-31");
        opening.required(true);
        operation.addParametersItem(opening);
        operation.addParametersItem(query(
                "fromKnownAt", POSITION_OR_INSTANT + "as the opening was known then; knownAt when left out", "string"));
        operation.addParametersItem(date("toAsOf", "Effective date of the closing; today when left out"));
        operation.addParametersItem(query("knownAt", POSITION_OR_INSTANT + "now when left out", "string"));
        operation.addParametersItem(query(
                "by",
                "EFFECTIVE (the default), or ACCOUNTING: the opening is as the books had it, and what was booked in the"
                        + " period for a day before it is a correction of the opening",
                "string"));
        filters(operation);
    }

    private static void askedBetween(Operation operation) {
        operation.addParametersItem(date("fromAsOf", "Effective date of the first point; toAsOf when left out"));
        operation.addParametersItem(
                query("fromKnownAt", POSITION_OR_INSTANT + "of the first point; toKnownAt when left out", "string"));
        operation.addParametersItem(date("toAsOf", "Effective date of the second point; today when left out"));
        operation.addParametersItem(
                query("toKnownAt", POSITION_OR_INSTANT + "of the second point; now when left out", "string"));
        operation.addParametersItem(query(
                "by",
                "EFFECTIVE (the default), or ACCOUNTING: either point is as the books had it, and what was booked between"
                        + " them for a day before the first is a restatement",
                "string"));
        filters(operation);
    }

    private static void filters(Operation operation) {
        operation.addParametersItem(date("publishedBy", "Leaves out facts whose source was published after that date"));
        operation.addParametersItem(query(
                "atLeast",
                "Waits until the answer rests on at least this position: reads one's own writes",
                "integer"));
    }

    private static QueryParameter date(String name, String description) {
        QueryParameter parameter = query(name, description, "string");
        parameter.getSchema().setFormat("date");
        return parameter;
    }

    @Bean
    GlobalOpenApiCustomizer wholeApi(Schemas schemas) {
        return api -> {
            Schema<?> problem = schemas.of(Problem.class);
            schemas.defined().forEach(api.getComponents()::addSchemas);
            api.getComponents()
                    .addResponses(
                            PROBLEM,
                            new ApiResponse()
                                    .description("Why there is no answer (RFC 9457)")
                                    .content(new Content()
                                            .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(problem))));
            api.getPaths().forEach((path, item) -> {
                for (Operation operation : item.readOperations()) {
                    variables(path, operation);
                }
            });
        };
    }

    /** Every variable of a path is a parameter, also where it only becomes a field of the command. */
    private static void variables(String path, Operation operation) {
        Matcher variable = VARIABLE.matcher(path);
        while (variable.find()) {
            String name = variable.group(1);
            boolean known = operation.getParameters() != null
                    && operation.getParameters().stream().anyMatch(one -> name.equals(one.getName()));
            if (!known) {
                Schema<Object> schema = new JsonSchema();
                schema.addType("string");
                PathParameter parameter = new PathParameter();
                parameter.name(name).schema(schema);
                operation.addParametersItem(parameter);
            }
        }
    }
}

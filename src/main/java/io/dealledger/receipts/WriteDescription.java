package io.dealledger.receipts;

import io.dealledger.http.Answers;
import io.dealledger.http.ApiDescription;
import io.dealledger.http.Schemas;
import io.dealledger.ledger.CommandMetadata;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes every write: its body, its headers, its answers. */
@Configuration(proxyBeanMethods = false)
class WriteDescription {
    private static final String JSON = "application/json";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Write.class);
    }

    @Bean
    GlobalOperationCustomizer writes(Schemas schemas) {
        return (operation, method) -> {
            if (!ApiDescription.takes(method, Write.class)) {
                return operation;
            }
            Class<?> command = Arrays.stream(method.getMethodParameters())
                    .filter(parameter -> parameter.getParameterType() == Write.class)
                    .map((MethodParameter parameter) -> WriteResolver.commandOf(parameter))
                    .findFirst()
                    .orElseThrow();
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType(JSON, new MediaType().schema(schemas.without(command, variables(method))))));
            operation.addParametersItem(header(
                    "Idempotency-Key",
                    "1 to 255 visible ASCII characters of the client's choice; mandatory unless dryRun=true"));
            operation.addParametersItem(header("If-Match", "The version that the stream must have: \"7\""));
            operation.addParametersItem(header("Correlation-Id", "Joins the commands of one piece of work"));
            operation.addParametersItem(header(
                    "Evidence",
                    "A document that the command rests on: sha256=<64 hex digits>; kind=\"term sheet\"; page=3. May be"
                            + " repeated."));
            operation.addParametersItem(
                    ApiDescription.query("dryRun", "Decides, answers, and records nothing", "boolean"));
            QueryParameter accountingOn = ApiDescription.query(
                    CommandMetadata.ACCOUNTING_ON,
                    "Marks the command late: a day in the open period, from which on the books take account of those of"
                            + " its facts that are effective in a closed one",
                    "string");
            accountingOn.getSchema().setFormat("date");
            operation.addParametersItem(accountingOn);
            ApiResponses answers = new ApiResponses();
            if (WriteResolver.creates(method.getMethod())) {
                answers.addApiResponse("201", accepted(schemas, "Accepted: it is made"));
                answers.addApiResponse("200", accepted(schemas, "What a dry run would record"));
            } else {
                answers.addApiResponse("200", accepted(schemas, "Accepted, or what a dry run would record"));
            }
            operation.setResponses(answers);
            ApiDescription.problems(
                    operation, List.of("400", "401", "403", "404", "409", "412", "413", "415", "422", "503"));
            return operation;
        };
    }

    private static ApiResponse accepted(Schemas schemas, String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(JSON, new MediaType().schema(schemas.of(Rendering.Accepted.class))))
                .addHeaderObject("ETag", ApiDescription.header("Version of the stream after the command", "string"))
                .addHeaderObject(
                        Answers.LEDGER_POSITION,
                        ApiDescription.header("Position of the command's last event", "integer"))
                .addHeaderObject(
                        Rendering.REPLAYED, ApiDescription.header("true when the answer was stored before", "boolean"));
    }

    private static HeaderParameter header(String name, String description) {
        Schema<Object> schema = new JsonSchema();
        schema.addType("string");
        HeaderParameter header = new HeaderParameter();
        header.name(name).description(description).schema(schema).required(false);
        return header;
    }

    private static Set<String> variables(HandlerMethod method) {
        Set<String> names = new HashSet<>();
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        if (mapping != null) {
            for (String path : mapping.path()) {
                Matcher variable = VARIABLE.matcher(path);
                while (variable.find()) {
                    names.add(variable.group(1));
                }
            }
        }
        names.remove("id");
        return names;
    }
}

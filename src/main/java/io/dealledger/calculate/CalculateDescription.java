package io.dealledger.calculate;

import io.dealledger.http.ApiDescription;
import io.dealledger.http.Schemas;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes every kind at an address of its own, with the fields that it takes and answers. */
@Configuration(proxyBeanMethods = false)
class CalculateDescription {
    private static final String JSON = "application/json";

    @Bean
    GlobalOpenApiCustomizer calculations(Schemas schemas) {
        return api -> {
            api.getPaths().remove(CalculateController.PATH + CalculateController.ONE);
            for (Kind kind : Kind.values()) {
                Calculation<?, ?> calculation = kind.calculation();
                Operation operation = new Operation()
                        .tags(List.of(CalculateController.TAG))
                        .operationId("calculate-" + kind.word())
                        .summary(calculation.summary())
                        .description("Figures are strings or JSON numbers, taken exactly. Nothing is recorded: no"
                                + " Idempotency-Key. At the command line: `calculate " + kind.word()
                                + " <input.json>`.")
                        .requestBody(new RequestBody().required(true).content(content(schemas.of(calculation.terms()))))
                        .responses(new ApiResponses()
                                .addApiResponse(
                                        "200",
                                        new ApiResponse()
                                                .description("The answer")
                                                .content(content(schemas.of(calculation.result())))));
                ApiDescription.problems(operation, List.of("400", "401", "403", "413", "415", "422"));
                api.getPaths()
                        .addPathItem(CalculateController.PATH + "/" + kind.word(), new PathItem().post(operation));
            }
            schemas.defined().forEach(api.getComponents()::addSchemas);
        };
    }

    private static Content content(Schema<?> schema) {
        return new Content().addMediaType(JSON, new MediaType().schema(schema));
    }
}

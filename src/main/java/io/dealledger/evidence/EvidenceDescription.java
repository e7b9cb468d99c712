package io.dealledger.evidence;

import io.dealledger.http.ApiDescription;
import io.dealledger.http.Schemas;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the bodies that are read as they come, and the answer that is a document. */
@Configuration(proxyBeanMethods = false)
class EvidenceDescription {
    @Bean
    GlobalOperationCustomizer evidenceBodies(Schemas schemas) {
        return (operation, method) -> {
            if (method.getBeanType() != EvidenceController.class) {
                return operation;
            }
            switch (method.getMethod().getName()) {
                case "hold" -> written(operation, "*/*", bytes(), schemas);
                case "point" -> written(operation, "application/json", schemas.of(PointTo.class), schemas);
                case "document" -> {
                    ApiResponses answers = new ApiResponses();
                    answers.addApiResponse(
                            "200",
                            new ApiResponse()
                                    .description("The document, with the Content-Type that it was uploaded with")
                                    .content(new Content().addMediaType("*/*", new MediaType().schema(bytes()))));
                    operation.setResponses(answers);
                    ApiDescription.problems(operation, List.of("400", "401", "403", "404", "500", "503"));
                }
                default -> {}
            }
            return operation;
        };
    }

    private static Schema<?> bytes() {
        Schema<Object> schema = new JsonSchema();
        schema.addType("string");
        return schema.format("binary");
    }

    private static void written(Operation operation, String mediaType, Schema<?> body, Schemas schemas) {
        operation.setRequestBody(new RequestBody()
                .required(true)
                .content(new Content().addMediaType(mediaType, new MediaType().schema(body))));
        ApiResponses answers = new ApiResponses();
        for (String status : List.of("200", "201")) {
            answers.addApiResponse(
                    status,
                    new ApiResponse()
                            .description(status.equals("201") ? "It is new" : "It was there before")
                            .content(new Content()
                                    .addMediaType(
                                            "application/json",
                                            new MediaType().schema(schemas.of(EvidenceController.Uses.class)))));
        }
        operation.setResponses(answers);
        ApiDescription.problems(operation, List.of("400", "401", "403", "413", "415", "422", "503"));
    }
}

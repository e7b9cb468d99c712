package io.dealledger.whatif;

import io.dealledger.http.ApiDescription;
import io.dealledger.http.Schemas;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the body of a what-if. Its commands are those of a batch, which are described there. */
@Configuration(proxyBeanMethods = false)
class WhatIfDescription {
    @Bean
    GlobalOperationCustomizer whatIfBodies(Schemas schemas) {
        return (operation, method) -> {
            if (method.getBeanType() == WaterfallController.class
                    || method.getBeanType() == AntiDilutionController.class) {
                ApiDescription.problems(operation, List.of("400", "401", "403", "404", "409", "503"));
            }
            if (method.getBeanType() != WhatIfController.class) {
                return operation;
            }
            operation.setSummary("What would be, had these commands been accepted; nothing is recorded");
            operation.setDescription(
                    "Each command is decided as it would be for real, on top of the point in time and of what those before"
                            + " it did. Answers the cap table before and after, the dilution of every holder, and for each of"
                            + " `exits` the waterfall before and after; with the differences, also from today. A refusal names"
                            + " the command by its `index`. It is a question: it needs no Idempotency-Key, everybody who reads"
                            + " may ask it, and it leaves no event and no receipt. Closed periods bind what is recorded, and"
                            + " nothing here.");
            Schema<?> body = schemas.without(Hypothesis.class, Set.of("commands"));
            Schema<Object> command = typed("object");
            command.description("As in the array that `POST /api/companies/{id}/batch` takes");
            command.addProperty("command", typed("string").example("IssueShares"));
            command.addRequiredItem("command");
            body.addProperty("commands", typed("array").items(command).minItems(1));
            body.addRequiredItem("commands");
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .content(new Content().addMediaType("application/json", new MediaType().schema(body))));
            ApiDescription.problems(operation, List.of("400", "401", "403", "404", "409", "413", "415", "422", "503"));
            return operation;
        };
    }

    private static Schema<Object> typed(String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}

package io.dealledger.replay;

import io.dealledger.http.ApiDescription;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;

/** Describes that a rebuild or a replay may go on behind its answer, and that it is refused while one runs. */
@Configuration(proxyBeanMethods = false)
class RunDescription {
    private static final List<Class<?>> ROOM = List.of(RebuildController.class, ReplayController.class);

    @Bean
    GlobalOperationCustomizer runOperations() {
        return (operation, method) -> {
            if (!ROOM.contains(method.getBeanType())) {
                return operation;
            }
            boolean begins = method.hasMethodAnnotation(PostMapping.class)
                    && method.getReturnType().getParameterType() == ResponseEntity.class;
            if (begins) {
                ApiResponse ended = operation.getResponses().get("200");
                operation
                        .getResponses()
                        .addApiResponse(
                                "202",
                                new ApiResponse()
                                        .description("It goes on")
                                        .content(ended == null ? null : ended.getContent())
                                        .addHeaderObject(
                                                "Location", ApiDescription.header("Where its progress is", "string")));
            }
            ApiDescription.problems(
                    operation,
                    begins
                            ? List.of("400", "401", "403", "404", "409", "503")
                            : List.of("400", "401", "403", "404", "503"));
            return operation;
        };
    }
}

package io.dealledger.journal;

import io.dealledger.http.ApiDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link JournalFilter}. */
@Component
final class JournalFilterResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JournalFilter.class;
    }

    @Override
    public JournalFilter resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        return JournalFilter.of(request::getParameter);
    }

    /** The parameters that stand for one argument, for the description of the API. */
    @Configuration(proxyBeanMethods = false)
    static class Described {
        static {
            SpringDocUtils.getConfig().addRequestWrapperToIgnore(JournalFilter.class);
        }

        @Bean
        GlobalOperationCustomizer journalFilters() {
            return (operation, method) -> {
                if (ApiDescription.takes(method, JournalFilter.class)) {
                    operation.addParametersItem(
                            ApiDescription.query("stream", "Id of a stream, e.g. co_exemplar", "string"));
                    operation.addParametersItem(
                            ApiDescription.query("streamType", "company, party, fx or ledger", "string"));
                    operation.addParametersItem(ApiDescription.query(
                            "name", "What happened: shares-issued, or several with commas between", "string"));
                    operation.addParametersItem(ApiDescription.query("actor", "Who recorded it", "string"));
                    operation.addParametersItem(
                            ApiDescription.query("client", "Program on whose behalf it was recorded", "string"));
                    for (String clock : List.of("effectiveOn", "accountingOn")) {
                        operation.addParametersItem(ApiDescription.query(
                                clock + "From", "First day that is shown, e.g. 2024-03-31", "string"));
                        operation.addParametersItem(
                                ApiDescription.query(clock + "To", "Last day that is shown", "string"));
                    }
                    operation.addParametersItem(ApiDescription.query(
                            "recordedAtFrom",
                            "First instant that is shown, with its zone (2024-03-31T12:00:00Z)",
                            "string"));
                    operation.addParametersItem(
                            ApiDescription.query("recordedAtTo", "Last instant that is shown", "string"));
                    operation.addParametersItem(ApiDescription.query(
                            "correlation", "Id that joins the commands of one piece of work", "string"));
                    operation.addParametersItem(ApiDescription.query("command", "Id of one command", "string"));
                    operation.addParametersItem(ApiDescription.query(
                            "corrected", "true: only events that a later one corrects", "boolean"));
                    operation.addParametersItem(ApiDescription.query(
                            "correcting", "true: only events that correct an earlier one", "boolean"));
                }
                return operation;
            };
        }
    }
}

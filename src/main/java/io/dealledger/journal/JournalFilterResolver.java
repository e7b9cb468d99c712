package io.dealledger.journal;

import io.dealledger.http.ApiDescription;
import io.dealledger.http.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

/** Resolves {@link JournalFilter}; what could match nothing by its form is refused rather than answered with nothing. */
@Component
final class JournalFilterResolver implements HandlerMethodArgumentResolver {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Set<String> STREAM_TYPES = Set.of("company", "party", "fx", "ledger");
    private static final int MOST_NAMES = 20;

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
        LocalDate effectiveFrom = day(request, "effectiveOnFrom");
        LocalDate effectiveTo = day(request, "effectiveOnTo");
        LocalDate accountingFrom = day(request, "accountingOnFrom");
        LocalDate accountingTo = day(request, "accountingOnTo");
        Instant recordedFrom = instant(request, "recordedAtFrom");
        Instant recordedTo = instant(request, "recordedAtTo");
        inOrder("effectiveOnTo", effectiveFrom, effectiveTo);
        inOrder("accountingOnTo", accountingFrom, accountingTo);
        inOrder("recordedAtTo", recordedFrom, recordedTo);
        return new JournalFilter(
                request.getParameter("stream"),
                streamType(request),
                names(request),
                request.getParameter("actor"),
                effectiveFrom,
                effectiveTo,
                recordedFrom,
                recordedTo,
                accountingFrom,
                accountingTo,
                request.getParameter("correlation"),
                request.getParameter("command"),
                flag(request, "corrected"),
                flag(request, "correcting"));
    }

    private static @Nullable String streamType(NativeWebRequest request) {
        String type = request.getParameter("streamType");
        if (type != null && !STREAM_TYPES.contains(type)) {
            throw HttpProblem.parameter(
                    "streamType", "unknown-value", "'" + type + "' is none of company, fx, ledger, party");
        }
        return type;
    }

    private static List<String> names(NativeWebRequest request) {
        String text = request.getParameter("name");
        if (text == null) {
            return List.of();
        }
        List<String> names = List.of(text.split(",", -1));
        if (names.size() > MOST_NAMES || !names.stream().allMatch(NAME.asMatchPredicate())) {
            throw HttpProblem.parameter(
                    "name",
                    "not-a-name",
                    "'" + text + "' is not the name of an event like shares-issued, nor up to " + MOST_NAMES
                            + " of them with commas between");
        }
        return names;
    }

    private static boolean flag(NativeWebRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw HttpProblem.parameter(name, "not-a-boolean", "it is true or false");
    }

    private static @Nullable LocalDate day(NativeWebRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null) {
            return null;
        }
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException impossible) {
                // Falls through: 2023-02-30 is as little a date as any other text.
            }
        }
        throw HttpProblem.parameter(name, "not-a-date", "'" + text + "' is not a date like 2024-03-31");
    }

    private static @Nullable Instant instant(NativeWebRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null) {
            return null;
        }
        try {
            // An unescaped + arrives as a blank, and no form of ISO 8601 has one there.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException wrong) {
            throw HttpProblem.parameter(
                    name, "not-an-instant", "'" + text + "' is not an instant with its zone like 2024-03-31T12:00:00Z");
        }
    }

    private static <T extends Comparable<? super T>> void inOrder(String name, @Nullable T from, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw HttpProblem.parameter(name, "before-the-first", to + " is before " + from);
        }
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

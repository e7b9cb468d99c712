package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.money.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Makes a problem of everything that ends a request early. Whatever it was, the answer names no class and shows no stack. */
@RestControllerAdvice
@Component
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<Problem> problem(HttpProblem problem, HttpServletRequest request) {
        return answer(problem, request);
    }

    /** A value that no ledger could take, found by the domain rather than when the body was read. */
    @ExceptionHandler
    ResponseEntity<Problem> invalid(InvalidValue invalid, HttpServletRequest request) {
        String pointer = invalid.field().isEmpty() ? "" : "/" + invalid.field();
        return answer(
                HttpProblem.of(
                        ProblemType.INVALID_BODY,
                        String.valueOf(invalid.getMessage()),
                        List.of(new Wrong(pointer, invalid.code()))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> busy(LedgerBusy busy, HttpServletRequest request) {
        LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), busy.getMessage());
        return answer(
                HttpProblem.of(ProblemType.BUSY, "The ledger cannot answer just now")
                        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
                request);
    }

    /** The database is away or overloaded, for whoever reads it without the store. */
    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class})
    ResponseEntity<Problem> away(DataAccessException away, HttpServletRequest request) {
        return busy(new LedgerBusy("the database does not answer", away), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> parameter(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return answer(of(wrong), request);
    }

    /** A part of the address, or a parameter, that is not of its type. */
    public static HttpProblem of(MethodArgumentTypeMismatchException wrong) {
        String name = wrong.getName();
        if (wrong.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return HttpProblem.of(ProblemType.NOT_FOUND, "'" + wrong.getValue() + "' names nothing in this ledger");
        }
        return invalidValue(wrong)
                .map(value -> HttpProblem.parameter(name, value.code(), String.valueOf(value.getMessage())))
                .orElseGet(() -> HttpProblem.parameter(
                        name, "not-valid", "'" + wrong.getValue() + "' is not " + expected(wrong.getRequiredType())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return answer(of(missing), request);
    }

    public static HttpProblem of(MissingServletRequestParameterException missing) {
        return HttpProblem.parameter(missing.getParameterName(), "missing", "the parameter is missing");
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        HttpProblem problem =
                HttpProblem.of(ProblemType.METHOD_NOT_ALLOWED, wrong.getMethod() + " is not offered at this address");
        problem.headers().setAllow(Objects.requireNonNullElse(wrong.getSupportedHttpMethods(), Set.<HttpMethod>of()));
        return answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        List<MediaType> supported = wrong.getSupportedMediaTypes();
        String wanted = supported.isEmpty() || supported.equals(List.of(MediaType.APPLICATION_JSON))
                ? MediaType.APPLICATION_JSON_VALUE
                : "one of " + supported.stream().map(MediaType::toString).collect(Collectors.joining(", "));
        return answer(
                HttpProblem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        wrong.getContentType() == null
                                ? "The body's Content-Type is missing; it is " + wanted
                                : "The body is " + wanted + " in UTF-8, not " + wrong.getContentType()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> acceptable(HttpMediaTypeNotAcceptableException wrong, HttpServletRequest request) {
        return answer(
                HttpProblem.of(ProblemType.NOT_ACCEPTABLE, "Answers are application/json; Accept excludes it"),
                request);
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Problem> nothing(HttpServletRequest request) {
        return answer(HttpProblem.of(ProblemType.NOT_FOUND, "There is nothing at " + request.getRequestURI()), request);
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("A client went away before it was answered", gone);
    }

    @ExceptionHandler
    ResponseEntity<Problem> rest(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            return answer(ofStatus(response.getStatusCode()), request);
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof LedgerBusy busy) {
                return busy(busy, request);
            }
            if (cause instanceof InvalidValue invalid) {
                return invalid(invalid, request);
            }
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: {} {}", incident, request.getMethod(), request.getRequestURI(), failure);
        return answer(
                HttpProblem.of(ProblemType.INTERNAL, "The ledger failed; incident " + incident)
                        .withFigure("incident", incident),
                request);
    }

    /** For whoever answers outside of a controller. */
    public void write(HttpProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = json.writeValueAsBytes(problem.problem(request.getRequestURI()));
        response.setStatus(problem.status().value());
        problem.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static HttpProblem ofStatus(HttpStatusCode status) {
        for (ProblemType type : ProblemType.values()) {
            if (type.status().value() == status.value()
                    && type != ProblemType.UNREADABLE_BODY
                    && type != ProblemType.INVALID_PARAMETER
                    && type != ProblemType.IDEMPOTENCY_KEY_MISSING) {
                return HttpProblem.of(type, type.title());
            }
        }
        return HttpProblem.of(
                status.is4xxClientError() ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL,
                status.is4xxClientError() ? ProblemType.BAD_REQUEST.title() : ProblemType.INTERNAL.title());
    }

    private static ResponseEntity<Problem> answer(HttpProblem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(problem.problem(request.getRequestURI()));
    }

    private static Optional<InvalidValue> invalidValue(Throwable wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue value) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "what is expected here";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
            return "an integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == LocalDate.class) {
            return "a date like 2024-03-31";
        }
        return "what is expected here";
    }
}

package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import io.dealledger.ledger.Id;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem. */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpStatus status;
    private final transient String slug;
    private final transient String title;
    private final transient boolean refused;
    private final transient Map<String, String> figures;
    private final transient List<Problem.Break> breaks;
    private final transient List<Wrong> errors;
    private final transient HttpHeaders headers = new HttpHeaders();

    private HttpProblem(
            HttpStatus status,
            String slug,
            String title,
            String detail,
            boolean refused,
            Map<String, String> figures,
            List<Problem.Break> breaks,
            List<Wrong> errors) {
        // Part of every day's work, answered in full: the stack would tell nothing.
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.refused = refused;
        this.figures = new LinkedHashMap<>(figures);
        this.breaks = breaks;
        this.errors = errors;
    }

    public static HttpProblem of(ProblemType type, String detail, List<Wrong> errors) {
        return new HttpProblem(type.status(), type.slug(), type.title(), detail, false, Map.of(), List.of(), errors);
    }

    public static HttpProblem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    /** A query parameter, or a header, with a value that it cannot have. */
    public static HttpProblem parameter(String name, String code, String detail) {
        return of(ProblemType.INVALID_PARAMETER, name + ": " + detail, List.of(new Wrong("/" + name, code)));
    }

    /** The stream in the path is not known, or was not at the point in time that was asked about: {@code unknown-company}. */
    public static HttpProblem unknown(String kind, Id id) {
        return unknown(kind, id.value());
    }

    public static HttpProblem unknown(String kind, String id) {
        return unknown(kind, id, "There is no " + kind + " " + id + " at this point in time");
    }

    /** What the path names is not known; {@code detail} says what is. */
    public static HttpProblem unknown(String kind, String id, String detail) {
        return new HttpProblem(
                HttpStatus.NOT_FOUND,
                "unknown-" + kind,
                "Unknown " + kind,
                detail,
                false,
                Map.of(kind, id),
                List.of(),
                List.of());
    }

    /** The ledger was asked and has refused. */
    public static HttpProblem refused(
            HttpStatus status,
            String type,
            String title,
            String detail,
            Map<String, String> figures,
            List<Problem.Break> breaks) {
        return new HttpProblem(status, type, title, detail, true, figures, breaks, List.of());
    }

    public HttpProblem withFigure(String name, String figure) {
        figures.put(name, figure);
        return this;
    }

    public HttpProblem withHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public Problem problem(String instance) {
        return new Problem(
                Problem.typeOf(slug),
                title,
                status.value(),
                String.valueOf(getMessage()),
                instance,
                refused ? slug : null,
                figures,
                breaks,
                errors);
    }
}

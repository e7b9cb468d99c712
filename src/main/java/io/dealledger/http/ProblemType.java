package io.dealledger.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request before the ledger decides about it. Refusals of the ledger have types of their own. */
public enum ProblemType {
    UNREADABLE_BODY(
            HttpStatus.BAD_REQUEST,
            "The body cannot be read",
            "It is not what its Content-Type says it is, one JSON document in UTF-8 for most addresses."),
    INVALID_BODY(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The body is not valid",
            "Each entry of errors points at a field and says by a code what is wrong with it."),
    INVALID_PARAMETER(
            HttpStatus.BAD_REQUEST,
            "A parameter or header is not valid",
            "The pointer of an error is the name of the query parameter or header."),
    IDEMPOTENCY_KEY_MISSING(
            HttpStatus.BAD_REQUEST,
            "Idempotency-Key is missing",
            "Every write names a key of its own, so that it can be sent again safely."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Idempotency-Key was used for another request",
            "A new request needs a new key; the same request may be repeated with the same key for ever."),
    IDEMPOTENCY_KEY_IN_USE(
            HttpStatus.CONFLICT,
            "The first request with this key is still under way",
            "Send the same request again after the time that Retry-After names."),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Not signed in", "The request carries no valid credentials."),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed", "The role that is signed in may not do this."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "Allow names the methods that are."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "Answers are application/json."),
    STALE_VERSION(
            HttpStatus.PRECONDITION_FAILED,
            "The version is stale",
            "If-Match names a version that the stream no longer has; nothing was decided."),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large", "Split the request."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "Bodies are application/json."),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid", "It does not keep to HTTP or to this API."),
    TOO_MUCH_WORK(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The question costs too much",
            "The figures say how much it would cost and what is allowed. Ask for less at a time."),
    BUSY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The ledger is busy",
            "Nothing was recorded, or the receipt tells. Send the same request with the same key again."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The ledger failed",
            "The incident in detail names the entry in the service's log. The same key may be sent again."),
    EVIDENCE_MISMATCH(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The document has another hash",
            "The figures name the hash in the address and the one of the bytes that came. Nothing was kept."),
    EVIDENCE_DAMAGED(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "A held document no longer has its hash",
            "Somebody changed the stored bytes. They are not given out; the hash in the journal still stands.");

    private final HttpStatus status;
    private final String title;
    private final String meaning;

    ProblemType(HttpStatus status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** The last part of the type's URI. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}

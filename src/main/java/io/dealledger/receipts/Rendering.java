package io.dealledger.receipts;

import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Refusal;
import io.dealledger.receipts.Write.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes the answer of what is kept of it: the same the first time and every time it is asked for again. */
final class Rendering {
    static final String REPLAYED = "Idempotency-Replayed";

    /**
     * @param id what the command made or addressed
     * @param version of the stream after the command
     * @param position of the command's last event; absent on a dry run
     */
    record Accepted(String id, long version, @Nullable Long position, List<Event> events) {}

    /** @param position absent on a dry run */
    record Event(@Nullable Long position, String name) {}

    private final Positions positions;

    Rendering(Positions positions) {
        this.positions = positions;
    }

    ResponseEntity<?> kept(Receipt receipt, boolean replayed, Answered answered, Submission<?> request) {
        return switch (receipt.reply()) {
            case Reply.Accepted accepted -> accepted(receipt, accepted, replayed, answered);
            case Reply.Refused refused -> refused(refused, replayed, request);
        };
    }

    ResponseEntity<?> tried(Reply reply, Submission<?> request) {
        return switch (reply) {
            case Reply.Accepted accepted ->
                ResponseEntity.ok(new Accepted(
                        accepted.id(),
                        accepted.version(),
                        null,
                        accepted.events().stream()
                                .map(name -> new Event(null, name))
                                .toList()));
            case Reply.Refused refused -> refused(refused, false, request);
        };
    }

    private static ResponseEntity<?> accepted(
            Receipt receipt, Reply.Accepted accepted, boolean replayed, Answered answered) {
        List<Event> events = new ArrayList<>();
        long position = receipt.firstPosition();
        for (String name : accepted.events()) {
            events.add(new Event(position++, name));
        }
        Long last = events.isEmpty() ? null : events.getLast().position();
        ResponseEntity.BodyBuilder response = ResponseEntity.status(
                        answered.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Answers.versionTag(accepted.version()));
        if (last != null) {
            response.header(Answers.LEDGER_POSITION, last.toString());
        }
        if (answered.created() && !answered.address().isEmpty()) {
            response.header(HttpHeaders.LOCATION, answered.address() + accepted.id());
        }
        if (replayed) {
            response.header(REPLAYED, "true");
        }
        return response.body(new Accepted(accepted.id(), accepted.version(), last, events));
    }

    private ResponseEntity<?> refused(Reply.Refused refused, boolean replayed, Submission<?> request) {
        HttpProblem problem = problem(
                refused, namesThePath(refused, request) ? HttpStatus.NOT_FOUND : status(refused.kind()), positions);
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        if (replayed) {
            response.header(REPLAYED, "true");
        }
        return response.body(problem.problem(request.instance()));
    }

    static HttpProblem problem(Reply.Refused refused, HttpStatus status, Positions positions) {
        return HttpProblem.refused(
                status,
                refused.type(),
                refused.title(),
                refused.detail(),
                refused.figures(),
                refused.breaks().stream()
                        .flatMap(one -> broken(one, positions).stream())
                        .toList());
    }

    private static List<Problem.Break> broken(Reply.Break broken, Positions positions) {
        OptionalLong position = positions.of(broken.stream(), broken.version());
        return position.isEmpty()
                ? List.of()
                : List.of(new Problem.Break(position.getAsLong(), broken.rule(), broken.on()));
    }

    /** Whether what is unknown stands in the path: a round there is an address, a round in a body is a figure. */
    private static boolean namesThePath(Reply.Refused refused, Submission<?> request) {
        return refused.type().startsWith("unknown-")
                && request.path().entrySet().stream()
                        .anyMatch(variable ->
                                variable.getValue().equals(refused.figures().get(variable.getKey())));
    }

    static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NEVER_VALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}

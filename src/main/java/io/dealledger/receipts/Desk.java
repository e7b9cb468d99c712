package io.dealledger.receipts;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Positions;
import io.dealledger.receipts.Write.Answered;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Where every write is handed in. A known key gets the answer that was kept for it, before anything else is looked at; a
 * new one is decided once, however often it comes at the same time.
 */
@Component
final class Desk {
    private final Receipts receipts;
    private final CommandGateway commands;
    private final Rendering rendering;
    private final UnderWay underWay;

    Desk(
            Receipts receipts,
            CommandGateway commands,
            Positions positions,
            @Value("${ledger.http.same-key-patience:5s}") Duration patience) {
        this.receipts = receipts;
        this.commands = commands;
        this.rendering = new Rendering(positions);
        this.underWay = new UnderWay(patience);
    }

    <C> ResponseEntity<?> answer(Submission<C> submission, Function<C, String> stream, Answered answered) {
        String key = submission.idempotencyKey();
        if (key == null) {
            return decided(submission, stream, answered);
        }
        return underWay.alone(
                submission.caller().client(),
                key,
                () -> kept(submission, key, answered).orElseGet(() -> decided(submission, stream, answered)));
    }

    private Optional<ResponseEntity<?>> kept(Submission<?> submission, String key, Answered answered) {
        return receipts.find(submission.caller().client(), key).map(receipt -> again(receipt, submission, answered));
    }

    private ResponseEntity<?> again(Receipt receipt, Submission<?> submission, Answered answered) {
        if (!receipt.fingerprint().equals(submission.fingerprint())) {
            throw HttpProblem.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for another request (another method, path, query or body)");
        }
        return rendering.kept(receipt, true, answered, submission);
    }

    private <C> ResponseEntity<?> decided(Submission<C> submission, Function<C, String> stream, Answered answered) {
        C command = submission.command().get();
        CommandMetadata metadata = new CommandMetadata(
                stream.apply(command),
                submission.expectedVersion(),
                submission.dryRun(),
                submission.caller().actor(),
                submission.caller().client(),
                UUID.randomUUID().toString(),
                submission.idempotencyKey(),
                submission.fingerprint(),
                submission.evidence(),
                submission.correlationId(),
                submission.accountingOn());
        Outcome outcome = commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(metadata.asMap()));
        return switch (outcome) {
            case Outcome.Decided decided ->
                decided.replayed()
                        ? again(decided.receipt(), submission, answered)
                        : rendering.kept(decided.receipt(), false, answered, submission);
            case Outcome.Tried tried -> rendering.tried(tried.reply(), submission);
            // Another process may have answered the same key meanwhile, and so have made the version stale.
            case Outcome.Stale stale ->
                Optional.ofNullable(submission.idempotencyKey())
                        .flatMap(key -> kept(submission, key, answered))
                        .orElseThrow(() -> stale(stale, submission.expectedVersion()));
        };
    }

    private static HttpProblem stale(Outcome.Stale stale, @Nullable Long expected) {
        return HttpProblem.of(
                        ProblemType.STALE_VERSION,
                        stale.version() < 0
                                ? "There is no such stream yet, so no version " + expected
                                : "The version is " + stale.version() + ", not " + expected)
                .withFigure("version", Long.toString(stale.version()))
                .withFigure("expected", String.valueOf(expected));
    }
}

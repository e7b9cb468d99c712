package io.dealledger.receipts;

import io.dealledger.http.Parameters;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * One request to write, as a controller's method takes it: the body as a command, with everything that comes around it.
 *
 * @param <C> the command; a record is read from a JSON object, to which the variables of the path are added, and a record
 *     that is a list of commands from an array
 */
@Parameters({"dryRun", "accountingOn"})
public final class Write<C> {
    private final Desk desk;
    private final boolean creates;
    private final Submission<C> submission;

    Write(Desk desk, boolean creates, Submission<C> submission) {
        this.desk = desk;
        this.creates = creates;
        this.submission = submission;
    }

    /**
     * Sends the command to a stream. What is accepted is answered with 200, or with 201 by a method that is annotated
     * {@code @ResponseStatus(CREATED)}.
     */
    public ResponseEntity<?> to(String stream) {
        return desk.answer(submission, _ -> stream, new Answered(creates, ""));
    }

    /**
     * Sends the command to the stream that it makes, or that it names itself.
     *
     * @param address of what is made, up to its id; empty when it has none
     * @param stream finds the stream in the command; called only when the command is to be decided
     */
    public ResponseEntity<?> to(String address, Function<C, String> stream) {
        return desk.answer(submission, stream, new Answered(creates, address));
    }

    /** @param created whether the answer is 201 @param address of what was made, up to its id; empty for none */
    record Answered(boolean created, String address) {}
}

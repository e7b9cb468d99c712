package io.dealledger.sample;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Positions;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Receipt;
import io.dealledger.receipts.Receipts;
import io.dealledger.receipts.Reply;
import io.dealledger.sample.Exemplar.NumberedFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Loads the sample through the same commands that everybody uses, under keys that never change: what a crash cut
 * short is finished by the next start, and nothing is loaded twice.
 */
@Component
final class SampleDeals {
    static final String CLIENT = "sample";

    private final CommandGateway gateway;
    private final Receipts receipts;
    private final Positions positions;
    private final List<List<SampleCommand>> batches = PressDeals.batches();
    private final List<NumberedFact> exemplar = Exemplar.facts();

    SampleDeals(CommandGateway gateway, Receipts receipts, Positions positions) {
        this.gateway = gateway;
        this.receipts = receipts;
        this.positions = positions;
    }

    /** Loads into an empty ledger, or goes on where an earlier load stopped. A ledger with other events stays as it is. */
    void load() {
        boolean begun = receiptOf(batches.getFirst().getFirst()).isPresent();
        if (begun || positions.head().position() == 0) {
            commands().filter(command -> receiptOf(command).isEmpty()).forEach(this::send);
        }
    }

    private Stream<SampleCommand> commands() {
        return Stream.concat(
                batches.stream().flatMap(List::stream), exemplar.stream().flatMap(fact -> fact.commands().stream()));
    }

    private void send(SampleCommand command) {
        CommandMetadata metadata = CommandMetadata.of(
                command.stream(), CLIENT, CLIENT, UUID.randomUUID().toString(), command.key(), command.key());
        Outcome outcome = gateway.sendAndWait(
                GenericCommandMessage.asCommandMessage(command.command()).withMetaData(metadata.asMap()));
        if (outcome instanceof Outcome.Decided decided && decided.receipt().reply() instanceof Reply.Accepted) {
            return;
        }
        throw new IllegalStateException("The sample command " + command.key() + " was not accepted: " + outcome);
    }

    /** Last position of each batch that is loaded, in order. */
    List<Long> batchEnds() {
        return loaded(batches.stream().map(List::getLast));
    }

    /** Last position of each loaded fact of the exact company, fact 1 first. */
    List<Long> exemplarEnds() {
        return loaded(exemplar.stream()
                .filter(fact -> fact.number() > 0)
                .map(fact -> fact.commands().getLast()));
    }

    private List<Long> loaded(Stream<SampleCommand> lastCommands) {
        List<Long> ends = new ArrayList<>();
        for (SampleCommand last : lastCommands.toList()) {
            OptionalLong end = endOf(last);
            if (end.isEmpty()) {
                break;
            }
            ends.add(end.getAsLong());
        }
        return ends;
    }

    private OptionalLong endOf(SampleCommand command) {
        Optional<Receipt> receipt = receiptOf(command);
        return receipt.isPresent() && receipt.get().reply() instanceof Reply.Accepted accepted
                ? OptionalLong.of(
                        receipt.get().firstPosition() + accepted.events().size() - 1)
                : OptionalLong.empty();
    }

    private Optional<Receipt> receiptOf(SampleCommand command) {
        return receipts.find(CLIENT, command.key());
    }
}

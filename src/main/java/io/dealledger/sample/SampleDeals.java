package io.dealledger.sample;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.PeriodRefusal;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Refusal;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Loads the sample through the same commands that everybody uses, under keys that never change: what a crash cut
 * short is finished by the next start, and nothing is loaded twice.
 */
@Component
final class SampleDeals {
    static final String CLIENT = "sample";

    private static final Logger LOG = LoggerFactory.getLogger(SampleDeals.class);
    private static final String PERIOD_CLOSED = Refusal.typeOf(PeriodRefusal.PeriodClosed.class);

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

    /**
     * Loads into an empty ledger, or goes on where an earlier load stopped. A ledger with other events stays as it is, and
     * so do books that somebody has closed meanwhile: a sample is no reason to refuse to start.
     */
    void load() {
        boolean begun = receiptOf(batches.getFirst().getFirst()).isPresent();
        if (begun || positions.head().position() == 0) {
            for (SampleCommand command : commands().toList()) {
                boolean recorded = receiptOf(command)
                        .map(receipt -> receipt.reply() instanceof Reply.Accepted)
                        .orElseGet(() -> send(command));
                if (!recorded) {
                    LOG.warn("The sample is not loaded any further than to {}: that period is closed", command.key());
                    return;
                }
            }
        }
    }

    private Stream<SampleCommand> commands() {
        return Stream.concat(
                batches.stream().flatMap(List::stream), exemplar.stream().flatMap(fact -> fact.commands().stream()));
    }

    /** @return whether it is recorded; false in closed books */
    private boolean send(SampleCommand command) {
        CommandMetadata metadata = CommandMetadata.of(
                command.stream(), CLIENT, CLIENT, UUID.randomUUID().toString(), command.key(), command.key());
        Outcome outcome = gateway.sendAndWait(
                GenericCommandMessage.asCommandMessage(command.command()).withMetaData(metadata.asMap()));
        if (outcome instanceof Outcome.Decided decided) {
            if (decided.receipt().reply() instanceof Reply.Accepted) {
                return true;
            }
            if (decided.receipt().reply() instanceof Reply.Refused refused
                    && refused.type().equals(PERIOD_CLOSED)) {
                return false;
            }
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

package io.dealledger.fx;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.ledger.Decision;
import io.dealledger.shell.Registered;
import io.dealledger.shell.Shell;
import io.dealledger.shell.StreamTarget;
import io.dealledger.shell.Today;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Takes commands to {@link RateSeries#decide}. */
@Aggregate(type = "fx", commandTargetResolver = StreamTarget.NAME, cache = Shell.CACHE)
class FxAggregate extends Shell<RateSeries, FxEvent> {
    FxAggregate() {
        super(FxEvent.class, RateSeries.FOLD);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<FxEvent> on(RecordExchangeRate command, CommandMessage<?> message, Today today) {
        return decide(message, today.dating(), timeline -> RateSeries.decide(timeline, command, today.dating()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<FxEvent> on(CorrectFacts command, CommandMessage<?> message, Today today, Registered registered) {
        String stream = StreamTarget.of(message);
        return decide(
                message,
                today.dating(),
                timeline -> RateSeries.correct(timeline, command, stream, today.dating(), registered::event));
    }
}

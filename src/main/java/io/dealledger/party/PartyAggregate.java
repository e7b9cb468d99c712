package io.dealledger.party;

import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.shell.Registered;
import io.dealledger.shell.Shell;
import io.dealledger.shell.StreamTarget;
import io.dealledger.shell.Today;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Takes commands to {@link Party#decide}: one line each, because Axon finds a handler by the command's class. */
@Aggregate(type = "party", commandTargetResolver = StreamTarget.NAME, cache = Shell.CACHE)
class PartyAggregate extends Shell<Party, PartyEvent> {
    PartyAggregate() {
        super(PartyEvent.class, Party.FOLD);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(RegisterParty command, CommandMessage<?> message, Today today, Registered registered) {
        return decide(command, message, today, registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(RenameParty command, CommandMessage<?> message, Today today, Registered registered) {
        return decide(command, message, today, registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(SetParent command, CommandMessage<?> message, Today today, Registered registered) {
        return decide(command, message, today, registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(MarkDuplicate command, CommandMessage<?> message, Today today, Registered registered) {
        return decide(command, message, today, registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(ClaimOfParty command, CommandMessage<?> message, Today today, Registered registered) {
        return decide(command, message, today, registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<PartyEvent> on(CorrectFacts command, CommandMessage<?> message, Today today, Registered registered) {
        PartyContext context = context(message, today, registered);
        return decide(
                message, today.dating(), timeline -> Party.correct(timeline, command, context, registered::event));
    }

    private Decision<PartyEvent> decide(
            PartyCommand command, CommandMessage<?> message, Today today, Registered registered) {
        PartyContext context = context(message, today, registered);
        return decide(message, today.dating(), timeline -> Party.decide(timeline, command, context));
    }

    private static PartyContext context(CommandMessage<?> message, Today today, Registered registered) {
        return new PartyContext(
                new PartyId(StreamTarget.of(message)), today.dating(), registered::test, registered::test);
    }
}

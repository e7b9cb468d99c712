package io.dealledger.shell;

import io.dealledger.ledger.CommandMetadata;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;

/** Commands are plain records: the stream they are sent to stands in their metadata. */
@Component("streamTargetResolver")
public final class StreamTarget implements CommandTargetResolver {
    public static final String NAME = "streamTargetResolver";

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier((Object) of(command), null);
    }

    public static String of(CommandMessage<?> command) {
        if (command.getMetaData().get(CommandMetadata.STREAM) instanceof String stream) {
            return stream;
        }
        throw new IllegalArgumentException(
                "the metadata of " + command.getCommandName() + " does not say to which stream it is sent");
    }
}

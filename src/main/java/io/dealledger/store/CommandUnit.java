package io.dealledger.store;

import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/**
 * The unit of work of one command within the root of its batch. The batch is committed although the writer may
 * drop single commands of it: those are rolled back by themselves.
 */
final class CommandUnit extends DefaultUnitOfWork<CommandMessage<?>> {
    private int published;
    private boolean dropped;

    CommandUnit(CommandMessage<?> command) {
        super(command);
    }

    void published(int events) {
        published += events;
    }

    int published() {
        return published;
    }

    /** Tells all who took part that this command did not happen; its root goes on. */
    void drop(Throwable cause) {
        setRollbackCause(cause);
        dropped = true;
        super.changePhase(Phase.ROLLBACK);
    }

    @Override
    protected void changePhase(Phase... phases) {
        super.changePhase(
                dropped
                        ? Arrays.stream(phases)
                                .filter(phase -> phase != Phase.AFTER_COMMIT && phase != Phase.ROLLBACK)
                                .toArray(Phase[]::new)
                        : phases);
    }
}

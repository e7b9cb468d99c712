package io.dealledger.ocf;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.Decision;
import io.dealledger.shell.Shell;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * A refused package leaves what every refused command leaves: a receipt, and nothing else. It was worked out before; that it
 * still holds, because the company has not moved on, is for the writer to see.
 */
@Component
class Refusing {
    @CommandHandler
    Decision<CompanyEvent> on(RefusePackage command) {
        CurrentUnitOfWork.get().resources().put(Shell.DECIDED_ON, command.version());
        return Decision.refused(command.refusal());
    }
}

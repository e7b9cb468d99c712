package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand;
import java.util.List;

/**
 * What an object asks of the ledger.
 *
 * @param commands all of them or none
 * @param records particulars, recorded beside them
 * @param settled what is known once they are accepted
 */
record Act(List<CompanyCommand> commands, List<CompanyCommand> records, Runnable settled) {
    static Act of(CompanyCommand command, List<CompanyCommand> records) {
        return new Act(List.of(command), records, () -> {});
    }

    /** What changes nothing in the ledger. */
    static Act nothing() {
        return new Act(List.of(), List.of(), () -> {});
    }
}

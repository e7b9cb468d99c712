package io.dealledger;

import io.dealledger.cli.Start;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ledger, or answers one command. */
@SpringBootApplication
public class DealLedger {

    public static void main(String[] arguments) {
        Start.with(DealLedger.class, arguments);
    }
}

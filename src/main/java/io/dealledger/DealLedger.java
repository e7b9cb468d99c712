package io.dealledger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ledger. */
@SpringBootApplication
public class DealLedger {

    public static void main(String[] arguments) {
        SpringApplication.run(DealLedger.class, arguments);
    }
}

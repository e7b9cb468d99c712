package io.dealledger.cli;

import java.io.OutputStream;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out the standard output: where data goes, as bytes
 * @param environment variables of the process
 */
record Surroundings(OutputStream out, Map<String, String> environment) {
    Surroundings {
        environment = Map.copyOf(environment);
    }
}

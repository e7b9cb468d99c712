package io.dealledger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of how money is translated. */
final class Translated {
    @Option(names = "--currency", paramLabel = "CODE", description = "Translates money into it, e.g. USD.")
    private @Nullable String currency;

    @Option(
            names = "--rate",
            paramLabel = "KIND",
            description = "Kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND.")
    private @Nullable String rate;

    @Nullable
    String currency() {
        return currency;
    }

    @Nullable
    String rate() {
        return rate;
    }
}

package io.dealledger.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a command ends with, for scripts. */
final class Exit {
    /** Done; what was checked is as it should be. */
    static final int OK = 0;
    /** Not done: the ledger could not be read, or does not know what was asked for. */
    static final int FAILED = 1;
    /** Done, and something was found that should not be: an altered event, tables that differ. */
    static final int FOUND_WRONG = 2;
    /** Not tried: the command was not understood ({@code EX_USAGE} of sysexits). */
    static final int USAGE = 64;

    /** What the help says where a command has no words of its own. */
    private static final Map<String, String> MEANINGS = meanings();

    private Exit() {}

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(" " + OK, "done");
        meanings.put(
                " " + FAILED, "not done: the ledger could not be read, does not know what was asked for, or refused");
        meanings.put(" " + FOUND_WRONG, "done, and something is wrong: an altered event, or tables that differ");
        meanings.put(Integer.toString(USAGE), "not tried: the command was not understood");
        return meanings;
    }

    /** The same codes for every command. */
    static void of(CommandSpec command, boolean checks) {
        command.exitCodeOnInvalidInput(USAGE).exitCodeOnExecutionException(FAILED);
        UsageMessageSpec usage = command.usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            Map<String, String> possible = new LinkedHashMap<>(MEANINGS);
            if (!checks) {
                possible.remove(" " + FOUND_WRONG);
            }
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(possible);
        }
    }
}

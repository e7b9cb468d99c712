package io.dealledger.cli;

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

    private Exit() {}
}

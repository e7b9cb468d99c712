package io.dealledger.cli;

import io.dealledger.http.Program;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Program.NAME + " " + Program.version()};
    }
}

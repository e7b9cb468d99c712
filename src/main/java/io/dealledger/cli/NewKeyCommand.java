package io.dealledger.cli;

import io.dealledger.seal.SealingKey;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A key to seal a ledger with. */
@Command(
        name = "new-key",
        description = "Make a key that seals a ledger: the secret goes to the output, its public half to the errors.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class NewKeyCommand implements Callable<Integer> {
    private static final int SEED_BYTES = 32;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Name of the ledger, for ever, e.g. ledger.example.com. Default: one that nobody else has.")
    private @Nullable String name;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        SecureRandom random = new SecureRandom();
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        SealingKey key = SealingKey.of(name == null ? SealingKey.unusedName(random) : name, seed);
        spec.commandLine().getOut().println(key.secret());
        spec.commandLine().getErr().println("Public key, for auditors: " + key.verifier());
        return Exit.OK;
    }
}

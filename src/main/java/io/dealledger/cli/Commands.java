package io.dealledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** All commands, in the order in which the help lists them. A command that is not here does not exist. */
final class Commands {
    private Commands() {}

    /** @param application what {@code serve} starts */
    static List<Supplier<? extends Callable<Integer>>> all(Class<?> application, Surroundings around) {
        return List.of(
                () -> new ServeCommand(application),
                () -> new CapTableCommand(around),
                () -> new ExposureCommand(around),
                () -> new ValuationsCommand(around),
                () -> new JournalCommand(around),
                () -> new StepsCommand(around),
                () -> new DiffCommand(around),
                () -> new ExplainCommand(around),
                () -> new VerifyCommand(around),
                () -> new ProofCommand(around),
                () -> new ExportCommand(around),
                () -> new ExportOcfCommand(around),
                () -> new ImportOcfCommand(around),
                () -> new RebuildCommand(around),
                () -> new ReplayCommand(around),
                () -> new CalculateCommand(around, System.in),
                NewKeyCommand::new);
    }
}

package io.dealledger.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine;

/** Tells a start of the server from a command. */
public final class Start {
    private static final List<String> ABOUT = List.of("-h", "--help", "-V", "--version");

    private Start() {}

    /**
     * The server starts when the first argument is no command: none at all, or a setting such as
     * {@code --server.port=0}. A command ends the process with its {@link Exit} code.
     */
    public static void with(Class<?> application, String... arguments) {
        if (isServer(arguments)) {
            SpringApplication.run(application, arguments);
        } else {
            PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            int exit = commandLine(application, out, err).execute(arguments);
            out.flush();
            if (exit != ServeCommand.RUNNING) {
                System.exit(exit);
            }
        }
    }

    static boolean isServer(String... arguments) {
        return arguments.length == 0 || (arguments[0].startsWith("-") && !ABOUT.contains(arguments[0]));
    }

    static CommandLine commandLine(Class<?> application, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new RootCommand());
        for (Supplier<? extends Callable<Integer>> command : Commands.all(application)) {
            line.addSubcommand(command.get());
        }
        return line.setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new Failures());
    }
}

package io.dealledger.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a start of the server from a command. */
public final class Start {
    private static final List<String> ABOUT = List.of("--help", "--version");

    private Start() {}

    /**
     * The server starts when there is no argument but settings such as {@code --server.port=0}. A command ends the process
     * with its {@link Exit} code.
     */
    public static void with(Class<?> application, String... arguments) {
        if (isServer(arguments)) {
            SpringApplication.run(application, arguments);
        } else {
            Surroundings around = new Surroundings(System.out, System.getenv());
            int exit = run(application, around, System.err, arguments);
            if (exit == Exit.OK && System.out.checkError()) {
                System.err.println("The answer could not be written");
                exit = Exit.FAILED;
            }
            if (exit != ServeCommand.RUNNING) {
                System.exit(exit);
            }
        }
    }

    static boolean isServer(String... arguments) {
        return Stream.of(arguments).allMatch(argument -> argument.startsWith("--") && !ABOUT.contains(argument));
    }

    /** Answers one command. @return an {@link Exit} code, or {@link ServeCommand#RUNNING} */
    static int run(Class<?> application, Surroundings around, OutputStream messages, String... arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(around.out(), StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(messages, StandardCharsets.UTF_8), true);
        int exit = commandLine(application, around).setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        return exit;
    }

    /** In two lines, or three: the help is long, and a script's log is for what went wrong. */
    private static int said(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(misuse.getMessage());
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    }

    static CommandLine commandLine(Class<?> application, Surroundings around) {
        CommandLine line = new CommandLine(new RootCommand());
        for (Supplier<? extends Callable<Integer>> command : Commands.all(application, around)) {
            line.addSubcommand(command.get());
        }
        Exit.of(line.getCommandSpec(), true);
        line.getSubcommands().values().forEach(command -> Exit.of(command.getCommandSpec(), false));
        return line.setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((misuse, _) -> Start.said(misuse))
                .setExecutionExceptionHandler(new Failures());
    }
}

package io.dealledger.cli;

import io.dealledger.http.HttpProblem;
import io.dealledger.money.InvalidValue;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a line or two why there is no answer. */
final class Failures implements IExecutionExceptionHandler {
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+): ");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        if (failed instanceof HttpProblem problem) {
            command.getErr().println(naming(String.valueOf(problem.getMessage()), command));
            return problem.status() == HttpStatus.BAD_REQUEST ? Exit.USAGE : Exit.FAILED;
        }
        if (failed instanceof InvalidValue invalid) {
            command.getErr().println(invalid.getMessage());
            return Exit.USAGE;
        }
        command.getErr().println(because(failed));
        return Exit.FAILED;
    }

    /** A parameter of an address is an option here: {@code knownAt} is {@code --known-at}. */
    private static String naming(String detail, CommandLine command) {
        Matcher parameter = PARAMETER.matcher(detail);
        if (!parameter.lookingAt()) {
            return detail;
        }
        String option = "--"
                + CAPITAL.matcher(parameter.group(1))
                        .replaceAll(capital -> "-" + capital.group().toLowerCase(Locale.ROOT));
        return command.getCommandSpec().findOption(option) == null
                ? detail
                : option + detail.substring(parameter.end(1));
    }

    /** The innermost cause: what is around it names beans and classes. */
    private static String because(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            return "There is no file or folder " + message;
        }
        return message == null ? cause.toString() : message;
    }
}

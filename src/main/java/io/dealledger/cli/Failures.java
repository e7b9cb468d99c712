package io.dealledger.cli;

import io.dealledger.http.HttpProblem;
import io.dealledger.money.InvalidValue;
import org.springframework.http.HttpStatus;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a line or two why there is no answer. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        if (failed instanceof HttpProblem problem) {
            command.getErr().println(problem.getMessage());
            return problem.status() == HttpStatus.BAD_REQUEST ? Exit.USAGE : Exit.FAILED;
        }
        if (failed instanceof InvalidValue invalid) {
            command.getErr().println(invalid.getMessage());
            return Exit.USAGE;
        }
        command.getErr().println(because(failed));
        return Exit.FAILED;
    }

    /** The innermost cause: what is around it names beans and classes. */
    private static String because(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}

package io.dealledger.cli;

import io.dealledger.calculate.Kind;
import io.dealledger.http.AnswerJson;
import io.dealledger.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The mathematics of a round, with nothing but the terms: no ledger is opened. */
@Command(
        name = "calculate",
        description = "Calculate the mathematics of a round from terms in JSON. No ledger is needed, none is read.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:calculated; the answer is one JSON document on the output",
            " 1:the file cannot be read, or its terms cannot be: the problem is JSON on the errors, as over HTTP",
            "64:the command was not understood: no such kind, or no JSON"
        })
final class CalculateCommand implements Callable<Integer> {
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Kind.words().iterator();
        }
    }

    private final Surroundings around;
    private final InputStream in;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The terms, one JSON document; - for the input.")
    private String file = "";

    CalculateCommand(Surroundings around, InputStream in) {
        this.around = around;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        try {
            Kind asked = Kind.of(kind);
            byte[] answer = asked.answer(terms());
            around.out().write(answer);
            around.out().write('\n');
            around.out().flush();
            return Exit.OK;
        } catch (HttpProblem problem) {
            spec.commandLine()
                    .getErr()
                    .println(AnswerJson.mapper().writeValueAsString(problem.problem("/api/calculate/" + kind)));
            return problem.status() == HttpStatus.BAD_REQUEST || problem.status() == HttpStatus.NOT_FOUND
                    ? Exit.USAGE
                    : Exit.FAILED;
        }
    }

    private byte[] terms() throws IOException {
        return "-".equals(file) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    }
}

package io.dealledger.cli;

import io.dealledger.http.AnswerJson;
import io.dealledger.report.Csv;
import io.dealledger.report.Lines;
import io.dealledger.report.Report;
import io.dealledger.report.Reports.Answered;
import io.dealledger.report.Workbooks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of how an answer is shown, and where. */
final class Shown {
    /** One at most. */
    static final class Form {
        @Option(names = "--json", description = "The answer as it is sent over HTTP, byte for byte.")
        private boolean json;

        @Option(names = "--csv", description = "The report as CSV.")
        private boolean csv;

        @Option(names = "--xlsx", description = "The report as a workbook.")
        private boolean xlsx;
    }

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write into that file, once all is there. Default: the standard output.")
    private @Nullable Path file;

    /** @param out the standard output, as bytes */
    void show(Answered answered, OutputStream out) throws IOException {
        if (file == null) {
            OutputStream buffered = new BufferedOutputStream(out);
            write(answered, buffered);
            buffered.flush();
            return;
        }
        Path target = file.toAbsolutePath();
        // A file that is there is whole: it takes its name when it is written.
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream written = new BufferedOutputStream(Files.newOutputStream(beside))) {
                write(answered, written);
            }
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void write(Answered answered, OutputStream out) throws IOException {
        Report report = answered.report();
        if (form.json) {
            out.write(AnswerJson.mapper().writeValueAsBytes(answered.json()));
        } else if (form.csv) {
            Csv.write(report, out);
        } else if (form.xlsx) {
            Workbooks.write(report, out);
        } else {
            PrintWriter lines = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            Lines.write(report, lines);
            lines.flush();
        }
    }
}

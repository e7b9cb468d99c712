package io.dealledger.cli;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ocf.OcfImport.Mode;
import io.dealledger.report.Lines;
import io.dealledger.report.Report;
import io.dealledger.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A package of OCF, sent to a server by {@code POST /api/ocf/imports}. */
@Command(
        name = "import-ocf",
        description = "Import a package of the Open Cap Table Format 1.2.0 into a ledger whose server runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:taken whole",
            " 1:not done: the package or the server could not be read, or the request was refused without a report",
            " 2:taken with exceptions, or not taken: the report says why, object by object",
            "64:the command was not understood"
        })
final class ImportOcfCommand implements Callable<Integer> {
    private static final String IMPORTS = "/api/ocf/imports";
    private static final int GLANCE_SECONDS = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PACKAGE", description = "The package: a folder with its files, or a ZIP of them.")
    private Path file = Path.of("");

    @Option(
            names = "--company",
            paramLabel = "COMPANY",
            description = "Into this company, which may be there already. Default: an id made of the issuer's.")
    private @Nullable String company;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "ALL_OR_NOTHING",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.ALL_OR_NOTHING;

    @Option(names = "--dry-run", description = "Work it out, report, and record nothing.")
    private boolean dryRun;

    @Option(
            names = "--accounting-on",
            paramLabel = "DATE",
            description = "Marks late what is effective in a closed period.")
    private @Nullable LocalDate accountingOn;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The Idempotency-Key. The same command with the same key has one effect and the same answer."
                    + " Default: a new one, which is told.")
    private @Nullable String key;

    @Option(names = "--json", description = "The answer as it is sent over HTTP, byte for byte.")
    private boolean json;

    @Mixin
    private final ServedLedger server;

    ImportOcfCommand(Surroundings around) {
        this.server = new ServedLedger(around.environment());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> answer = answer(server.send(request(bytes(err), err)), err);
        JsonNode body = tree(answer.body());
        JsonNode report = answer.statusCode() < 300 ? body : body.path("report");
        if (!report.isObject()) {
            err.println(answer.statusCode() + " "
                    + body.path("detail").asString("The server at this address gives no answer of a ledger"));
            return Exit.FAILED;
        }
        if (json) {
            out.println(answer.body());
        } else {
            Lines.write(shown(report), out);
        }
        if (answer.statusCode() >= 300) {
            err.println(body.path("detail").asString(""));
            return Exit.FOUND_WRONG;
        }
        return report.path("exceptions").isEmpty() ? Exit.OK : Exit.FOUND_WRONG;
    }

    private byte[] bytes(PrintWriter err) throws IOException {
        if (!Files.isDirectory(file)) {
            return Files.readAllBytes(file);
        }
        PackedFolder packed = PackedFolder.of(file);
        packed.passedOver().forEach(name -> err.println("Not sent, because it does not end in .json: " + name));
        return packed.zip();
    }

    private HttpRequest request(byte[] zip, PrintWriter err) {
        List<String> query = new ArrayList<>(List.of("mode=" + mode));
        if (company != null) {
            query.add("company=" + URLEncoder.encode(new CompanyId(company).value(), StandardCharsets.UTF_8));
        }
        if (accountingOn != null) {
            query.add("accountingOn=" + accountingOn);
        }
        if (dryRun) {
            query.add("dryRun=true");
        }
        HttpRequest.Builder request = server.request(IMPORTS + "?" + String.join("&", query))
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip));
        if (!dryRun) {
            String used = key == null ? UUID.randomUUID().toString() : key;
            request.header("Idempotency-Key", used);
            if (key == null) {
                err.println("Sent with --key " + used + ", by which the same command may be repeated");
            }
        }
        return request.build();
    }

    /** What the server says of imports that are under way goes to the errors meanwhile. */
    private HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> asked, PrintWriter err)
            throws IOException, InterruptedException {
        String told = "";
        while (true) {
            try {
                return asked.get(GLANCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException underWay) {
                String now = progress();
                if (!now.isEmpty() && !now.equals(told)) {
                    err.println(now);
                    told = now;
                }
            } catch (ExecutionException failed) {
                // Told in a line, for which its causes say too little: a channel was closed.
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                throw new IOException("The server does not answer: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
            }
        }
    }

    private String progress() throws InterruptedException {
        try {
            HttpResponse<String> running =
                    server.send(server.request(IMPORTS).GET().build()).get(GLANCE_SECONDS, TimeUnit.SECONDS);
            if (running.statusCode() != 200) {
                return "";
            }
            List<JsonNode> imports = tree(running.body())
                    .valueStream()
                    .filter(one -> company == null
                            || company.equals(one.path("company").asString("")))
                    .toList();
            // Whose import it is cannot be told when nobody named its company and there are several.
            return imports.size() != 1
                    ? ""
                    : imports.getFirst().path("done").asString("") + " of "
                            + imports.getFirst().path("objects").asString("") + " objects are worked out";
        } catch (TimeoutException | ExecutionException unknown) {
            // It is told again, or the answer comes.
            return "";
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Report shown(JsonNode report) {
        List<Report.Line> header = new ArrayList<>();
        for (String name : List.of("company", "mode", "recorded", "version", "position", "sha256", "ocfVersion")) {
            header.add(new Report.Line(name, report.path(name).asString("")));
        }
        report.path("counts")
                .properties()
                .forEach(count -> header.add(
                        new Report.Line(count.getKey(), count.getValue().asString(""))));
        return new Report(
                "ocf-import",
                header,
                List.of(
                        table(report, "exceptions", "object", "type", "code", "because", "follows", "detail"),
                        table(report, "assumptions", "object", "code", "detail"),
                        table(report, "notKept", "object", "fields")));
    }

    private static Table table(JsonNode report, String name, String... columns) {
        List<Table.Heading> headings = new ArrayList<>();
        for (String column : columns) {
            headings.add(new Table.Heading(column, false, null, true));
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode one : report.path(name)) {
            List<String> row = new ArrayList<>();
            for (String column : columns) {
                JsonNode cell = one.path(column);
                row.add(
                        cell.isArray()
                                ? String.join(
                                        ", ",
                                        cell.valueStream()
                                                .map(item -> item.asString(""))
                                                .toList())
                                : cell.asString(""));
            }
            rows.add(row);
        }
        return new Table(name, headings, rows);
    }
}

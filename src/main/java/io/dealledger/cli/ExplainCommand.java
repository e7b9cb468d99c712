package io.dealledger.cli;

import io.dealledger.explain.Explanation;
import io.dealledger.explain.Explanations;
import io.dealledger.http.AnswerJson;
import io.dealledger.http.HttpProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which events, formulas and roundings a figure comes from. */
@Command(
        name = "explain",
        description = "The derivation of one figure of a report: formula, inputs and rounding, down to the events.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "deal-ledger explain --of '/api/companies/co_exemplar/cap-table?asOf=2022-05-01'"
                    + " --at /holdings/0/ownership/percent"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--of",
            required = true,
            paramLabel = "ADDRESS",
            description = "The report, as it is asked for over HTTP, with its parameters:"
                    + " /api/companies/co_exemplar/cap-table?asOf=2024-03-31. Reports: cap-table, valuations, rounds,"
                    + " changes and roll-forward of a company; exposure, overlap, claims, changes, roll-forward,"
                    + " schedule-of-investments and level-3-roll-forward of a party.")
    private String of = "";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "POINTER",
            description = "Where the figure stands in the report's JSON: a JSON pointer like /holdings/0/quantity.")
    private String at = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The report's asOf, where --of has none.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "POSITION|INSTANT",
            description = "The report's knownAt, where --of has none.")
    private @Nullable String knownAt;

    @Option(names = "--json", description = "The answer as it is sent over HTTP, byte for byte.")
    private boolean json;

    @Mixin
    private final Source source;

    ExplainCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        Map<String, String> own = new LinkedHashMap<>();
        String address = with("asOf", asOf, with("knownAt", knownAt, of, own), own);
        try (OpenLedger ledger = source.open(Readers.class, ExplainableRooms.class)) {
            Explanation explanation = explained(ledger.get(Explanations.class), address, own);
            if (json) {
                around.out().write(AnswerJson.mapper().writeValueAsBytes(explanation));
                around.out().flush();
            } else {
                PrintWriter out = spec.commandLine().getOut();
                Tree.print(explanation, out);
            }
        }
        return Exit.OK;
    }

    /** A point in time that stands in an option of its own becomes a parameter of the report. */
    private static String with(String name, @Nullable String value, String address, Map<String, String> own) {
        if (value == null) {
            return address;
        }
        if (Pattern.compile("[?&]" + name + "=").matcher(address).find()) {
            throw HttpProblem.parameter(name, "repeated", "the report that --of names has one already");
        }
        own.put(name, value);
        return address + (address.contains("?") ? "&" : "?") + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What is wrong with a parameter of the report is wrong with {@code --of}, unless it has an option here. */
    private Explanation explained(Explanations explanations, String address, Map<String, String> own) {
        try {
            return explanations.of(address, at);
        } catch (HttpProblem wrong) {
            String detail = String.valueOf(wrong.getMessage());
            String parameter = detail.substring(0, Math.max(0, detail.indexOf(": ")));
            if (wrong.status() != HttpStatus.BAD_REQUEST
                    || parameter.equals("of")
                    || parameter.equals("at")
                    || own.containsKey(parameter)) {
                throw wrong;
            }
            throw HttpProblem.parameter("of", "not-a-read-path", detail);
        }
    }
}

package io.dealledger.cli;

import io.dealledger.changes.Changes;
import io.dealledger.changes.RollForward;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.AskedBetweenResolver;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.report.Reports;
import io.dealledger.report.Reports.Answered;
import io.dealledger.valuation.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What changed between two points in time, and why. */
@Command(
        name = "diff",
        description =
                "What changed between two points in time, for a company or a party with its group, with the events"
                        + " that changed it. What the first point leaves out it has in common with the second.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:not done: the ledger could not be read, does not know what was asked for, or refused",
            " 2:done with --exit-code, and something differs",
            "64:not tried: the command was not understood"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DiffCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "COMPANY|PARTY", description = "Id, e.g. co_moonshot or pa_alibaba.")
    private String subject = "";

    @Option(names = "--from-as-of", paramLabel = "DATE", description = "Effective date of the first point.")
    private @Nullable String fromAsOf;

    @Option(
            names = "--from-known-at",
            paramLabel = "POSITION|INSTANT",
            description = "What was known at the first point.")
    private @Nullable String fromKnownAt;

    @Option(
            names = "--to-as-of",
            paramLabel = "DATE",
            description = "Effective date of the second point. Default: today.")
    private @Nullable String toAsOf;

    @Option(
            names = "--to-known-at",
            paramLabel = "POSITION|INSTANT",
            description = "What was known at the second point. Default: all that is recorded.")
    private @Nullable String toKnownAt;

    @Option(
            names = "--published-by",
            paramLabel = "DATE",
            description = "Leaves out facts whose source was published later.")
    private @Nullable String publishedBy;

    @Option(
            names = "--by",
            paramLabel = "CLOCK",
            description = "EFFECTIVE (the default), or ACCOUNTING: both points as the books had them, where a fact that"
                    + " came after its period was closed counts from its accounting date on.")
    private @Nullable String by;

    @Mixin
    private Translated translated = new Translated();

    @Option(
            names = "--basis",
            paramLabel = "WHICH",
            description = "Of a party: LATEST_ROUND (the default), FAIR_VALUE, MARKET, COST or EQUITY_METHOD.")
    private @Nullable String basis;

    @Option(names = "--no-group", description = "Of a party: without what belongs to it.")
    private boolean alone;

    @Option(
            names = "--roll-forward",
            description = "Opening, movements by kind and closing: of a company its shares, of a party shares, cost and"
                    + " value.")
    private boolean rollForward;

    @Option(names = "--exit-code", description = "Ends with 2 when there are differences.")
    private boolean tellingByExitCode;

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    DiffCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        boolean party = subject.startsWith(PartyId.PREFIX);
        if (!party && (basis != null || alone)) {
            throw misused("--basis and --no-group are of a party");
        }
        if (!party && rollForward && (translated.currency() != null || translated.rate() != null)) {
            throw misused("a company's roll-forward counts shares: --currency and --rate are of a party");
        }
        try (OpenLedger ledger = source.open(Readers.class)) {
            AskedBetween asked = ledger.get(AskedBetweenResolver.class)
                    .resolve(fromAsOf, fromKnownAt, toAsOf, toKnownAt, publishedBy, by, null);
            Answered answer = answer(ledger.get(Reports.class), party, asked);
            shown.show(answer, around.out());
            return tellingByExitCode && differs(answer.json()) ? Exit.FOUND_WRONG : Exit.OK;
        }
    }

    private Answered answer(Reports reports, boolean party, AskedBetween asked) {
        if (party) {
            PartyId id = new PartyId(subject);
            ExposureQuestion question = ExposureQuestion.of(translated.currency(), translated.rate(), basis, !alone);
            return rollForward ? reports.rollForward(id, asked, question) : reports.changes(id, asked, question);
        }
        CompanyId id = new CompanyId(subject);
        return rollForward
                ? reports.rollForward(id, asked)
                : reports.changes(id, asked, Question.of(translated.currency(), translated.rate()));
    }

    private ParameterException misused(String why) {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        return new ParameterException(spec.commandLine(), why);
    }

    private static boolean differs(Object answer) {
        return switch (answer) {
            case Changes changes ->
                !changes.restatement().isEmpty() || !changes.movement().isEmpty();
            case RollForward rolled -> rolled.rows().stream().anyMatch(DiffCommand::moves);
            default -> throw new IllegalArgumentException("no comparison: " + answer.getClass());
        };
    }

    /** What went up and down again moved as well. */
    private static boolean moves(Row row) {
        return !row.opening().equals(row.closing())
                || (row.restatement() != null && !row.restatement().isEmpty())
                || (row.movements() != null && !row.movements().isEmpty())
                || !row.replaced().isEmpty();
    }
}

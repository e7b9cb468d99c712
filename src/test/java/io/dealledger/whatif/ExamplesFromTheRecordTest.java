package io.dealledger.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.whatif.Exits.Exit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the calculators, recorded as companies: the record is distributed as the terms are. */
class ExamplesFromTheRecordTest {
    private static final Path EXAMPLES = Path.of("src", "docs", "calculations");
    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);
    private static final StatedDate ON = StatedDate.of(DAY);
    private static final PartyId HOLDER = new PartyId("pa_holder");

    private static List<Path> examples(String kind) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(kind))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> waterfalls() throws IOException {
        return examples("waterfall");
    }

    /** Of those whose capitalisation is counted and not given. */
    static List<Path> issues() throws IOException {
        return examples("anti-dilution").stream()
                .filter(file -> !read(file).get("terms").has("outstanding"))
                .filter(file -> read(file).get("terms").has("newShares"))
                .toList();
    }

    private static JsonNode read(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    /** A ledger of one company. */
    private static final class Book {
        private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        private int made;

        Book() {
            record(new RegisterCompany(null, "Example", null, null, null, null, ON, null));
        }

        void record(CompanyCommand command) {
            CompanyContext context = new CompanyContext(
                    new CompanyId("co_example"), new Dating(DAY, DAY), () -> "made-" + ++made, _ -> true);
            if (!(Company.decide(timeline, command, context) instanceof Accepted<CompanyEvent> accepted)) {
                throw new AssertionError(command + " was refused");
            }
            for (CompanyEvent fact : accepted.facts()) {
                timeline.insert(Recorded.pending("co_example", timeline.version() + 1, fact));
            }
        }

        void shareClass(JsonNode terms, @Nullable Method method) {
            boolean preferred = terms.path("kind").asString("PREFERRED").equals("PREFERRED");
            // Some have more places than a register of shares.
            BigDecimal given = new BigDecimal(terms.get("shares").asString());
            BigDecimal shares = given.setScale(Math.min(given.scale(), Shares.PLACES), RoundingMode.HALF_EVEN);
            String participation = terms.path("participation").asString("NONE");
            record(new AuthoriseShareClass(
                    terms.get("name").asString(),
                    preferred ? ShareClassType.PREFERRED : ShareClassType.COMMON,
                    null,
                    null,
                    preferred ? price(terms, shares) : null,
                    preferred ? decimal(terms, "multiple", "1") : null,
                    preferred ? Integer.valueOf(terms.path("seniority").asString("0")) : null,
                    preferred ? Participation.valueOf(participation) : null,
                    participation.equals("CAPPED") ? decimal(terms, "cap", "") : null,
                    terms.has("ratio") ? ratio(terms.get("ratio").asString()) : null,
                    method,
                    ON,
                    null));
            record(new IssueShares(
                    null, terms.get("name").asString(), HOLDER, new Shares(shares), null, null, ON, null));
        }

        private static Ratio ratio(String text) {
            BigDecimal given = new BigDecimal(text);
            return new Ratio(
                    given.setScale(Math.min(given.scale(), Shares.PLACES), RoundingMode.HALF_EVEN), BigDecimal.ONE);
        }

        private static Price price(JsonNode terms, BigDecimal shares) {
            return new Price(
                    terms.has("issuePrice")
                            ? new BigDecimal(terms.get("issuePrice").asString())
                            : new BigDecimal(terms.get("invested").asString())
                                    .divide(shares, Price.PLACES, RoundingMode.HALF_EVEN),
                    Currency.of("USD"));
        }

        private static BigDecimal decimal(JsonNode terms, String field, String otherwise) {
            return new BigDecimal(terms.path(field).asString(otherwise));
        }

        void common(String name, String quantity) {
            record(new AuthoriseShareClass(
                    name, ShareClassType.COMMON, null, null, null, null, null, null, null, null, ON, null));
            record(new IssueShares(null, name, HOLDER, Shares.of(quantity), null, null, ON, null));
        }

        void options(String shareClass, String quantity, String strike) {
            record(new GrantEquityCompensation(
                    null,
                    HOLDER,
                    Compensation.OPTION_NSO,
                    null,
                    shareClass,
                    Shares.of(quantity),
                    Price.of(strike, "USD"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    ON,
                    null));
        }

        Known known() {
            return Known.of(timeline.facts(), DAY);
        }
    }

    private static void assertFigure(String found, JsonNode expected, String where) {
        BigDecimal is = new BigDecimal(expected.get("is").asString());
        if (expected.has("within")) {
            assertThat(new BigDecimal(found).subtract(is).abs())
                    .as(where)
                    .isLessThanOrEqualTo(new BigDecimal(expected.get("within").asString()));
        } else {
            assertThat(new BigDecimal(found).setScale(is.scale(), RoundingMode.HALF_EVEN))
                    .as(where)
                    .isEqualByComparingTo(is);
        }
    }

    @ParameterizedTest
    @MethodSource("waterfalls")
    void a_waterfall_of_the_record_is_that_of_its_terms(Path example) {
        JsonNode terms = read(example).get("terms");
        Book book = new Book();
        terms.get("classes").forEach(shares -> book.shareClass(shares, null));
        for (JsonNode option : terms.path("options")) {
            book.options(
                    terms.at("/classes/0/name").asString(),
                    option.get("shares").asString(),
                    option.get("strike").asString());
        }
        Exits exits = Distribution.of(
                book.known(),
                new ExitQuestion(
                        List.of(Fraction.of(terms.get("proceeds").asString())),
                        null,
                        ExitQuestion.Options.OUTSTANDING,
                        null,
                        null));
        Exit exit = exits.exits().getFirst();
        for (JsonNode expected : read(example).get("expected")) {
            JsonNode several = expected.get("at");
            List<String> pointers = several.isArray()
                    ? StreamSupport.stream(several.spliterator(), false)
                            .map(JsonNode::asString)
                            .toList()
                    : List.of(several.asString());
            String at = pointers.getFirst();
            if (at.startsWith("/payouts/")) {
                BigDecimal paid = pointers.stream()
                        .map(pointer -> paid(exit, pointer.substring("/payouts/".length())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertFigure(paid.toPlainString(), expected, example + at);
            } else if (at.equals("/converts")) {
                assertThat(exit.converts())
                        .as(example + at)
                        .containsExactlyInAnyOrderElementsOf(
                                StreamSupport.stream(expected.get("is").spliterator(), false)
                                        .map(JsonNode::asString)
                                        .toList());
            } else if (at.equals("/perShare")) {
                assertFigure(exit.perShare(), expected, example + at);
            }
        }
    }

    private static BigDecimal paid(Exit exit, String name) {
        return new BigDecimal(exit.payouts().stream()
                .filter(payout -> payout.name().equals(name)
                        || (payout.kind() == Exits.Kind.OPTIONS && name.startsWith("options")))
                .findFirst()
                .orElseThrow()
                .amount());
    }

    @ParameterizedTest
    @MethodSource("issues")
    void conversion_prices_of_the_record_are_those_of_its_terms(Path example) {
        JsonNode terms = read(example).get("terms");
        Book book = new Book();
        book.common("Common", terms.get("common").asString());
        book.options("Common", terms.get("options").asString(), "1");
        for (JsonNode shares : terms.get("classes")) {
            book.shareClass(shares, Method.valueOf(shares.get("method").asString()));
        }
        ConversionPrices prices = ConversionPrices.after(
                new Issue(
                        Fraction.of(terms.get("newPrice").asString()),
                        Fraction.of(terms.get("newShares").asString()),
                        null,
                        false,
                        null),
                book.known());
        int compared = 0;
        for (JsonNode expected : read(example).get("expected")) {
            String[] at = expected.get("at").asString().split("/", -1);
            var found = prices.result().classes().get(Integer.parseInt(at[2]));
            Fraction figure = switch (at[3]) {
                case "conversionPrice" -> found.conversionPrice();
                case "ratio" -> found.ratio();
                case "asConverted" -> found.asConverted();
                default -> throw new AssertionError(example + " expects " + at[3]);
            };
            assertFigure(
                    Figures.plain(figure),
                    expected,
                    example + expected.get("at").asString());
            compared++;
        }
        assertThat(compared).isPositive();
    }
}

package io.dealledger.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.http.AnswerJson;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Price;
import io.dealledger.testing.Seeds;
import io.dealledger.whatif.Supposition.RefusedCommand;
import io.dealledger.whatif.WhatIf.Diluted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is supposed on top of a random history is what the same commands would have recorded. */
class SupposedIsWhatIsRecordedTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final LocalDate TODAY = LocalDate.of(2025, 6, 30);
    private static final Dating DATING = new Dating(TODAY, TODAY.plusDays(30));
    private static final Currency USD = Currency.of("USD");
    private static final JsonMapper JSON = AnswerJson.mapper();
    private static final int COMMANDS = 110;
    private static final int SUPPOSED = 25;

    private static LongStream seeds() {
        return Seeds.of(LongStream.range(0, 25), 1);
    }

    /** A ledger of one company. */
    private static final class Book {
        private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        private final List<Recorded<CompanyEvent>> history = new ArrayList<>();
        private int made;

        boolean record(CompanyCommand command, String prefix) {
            Supplier<String> ids = () -> prefix + ++made;
            Decision<CompanyEvent> decision;
            try {
                decision = Company.decide(
                        timeline,
                        command,
                        new CompanyContext(COMPANY, DATING, ids, SupposedIsWhatIsRecordedTest::isThere));
            } catch (InvalidValue never) {
                return false;
            }
            if (!(decision instanceof Accepted<CompanyEvent> accepted)) {
                return false;
            }
            for (CompanyEvent fact : accepted.facts()) {
                long version = timeline.version() + 1;
                Recorded<CompanyEvent> recorded =
                        new Recorded<>(version + 1, COMPANY.value(), version, Instant.EPOCH.plusSeconds(version), fact);
                timeline.insert(recorded);
                history.add(recorded);
            }
            return true;
        }
    }

    private static boolean isThere(io.dealledger.ledger.PartyId party) {
        return !party.value().startsWith("pa_nobody");
    }

    /** The same commands, with terms for the preferred classes, so that there is something to distribute by. */
    private static List<CompanyCommand> commands(long seed) {
        Random random = new Random(seed);
        return RandomHistories.commands(seed, COMMANDS).stream()
                .map(command ->
                        command instanceof AuthoriseShareClass shares && shares.type() == ShareClassType.PREFERRED
                                ? terms(shares, random)
                                : command)
                .toList();
    }

    private static CompanyCommand terms(AuthoriseShareClass shares, Random random) {
        Participation participation = List.of(Participation.values()).get(random.nextInt(3));
        return new AuthoriseShareClass(
                shares.shareClass(),
                shares.type(),
                shares.authorised(),
                shares.votes(),
                Price.of("1." + random.nextInt(10), "USD"),
                BigDecimal.valueOf(1L + random.nextInt(2)),
                random.nextInt(3),
                participation,
                participation == Participation.CAPPED ? BigDecimal.valueOf(3) : null,
                shares.conversionRatio(),
                List.of(Method.values()).get(random.nextInt(4)),
                shares.effectiveOn(),
                shares.precision());
    }

    /** Without what only a record has: positions and versions. */
    private static JsonNode figures(CapTable table) {
        JsonNode tree = JSON.valueToTree(table);
        strip(tree);
        return tree;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("events", "version", "knownAt", "position", "perhaps"));
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(SupposedIsWhatIsRecordedTest::strip);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_cap_table_of_supposed_commands_is_that_of_recorded_ones(long seed) {
        List<CompanyCommand> commands = commands(seed);
        Book recorded = new Book();
        commands.subList(0, COMMANDS - SUPPOSED).forEach(command -> recorded.record(command, "made-"));
        List<Recorded<CompanyEvent>> facts = List.copyOf(recorded.history);
        LocalDate asOf = DATING.latest();
        PointInTime point = PointInTime.of(asOf, facts.size());
        List<Recorded<CompanyEvent>> standing =
                Supposition.standing(Company.cut(point, facts).certain());
        recorded.made = 0;

        List<CompanyCommand> accepted = new ArrayList<>();
        for (CompanyCommand command : commands.subList(COMMANDS - SUPPOSED, COMMANDS)) {
            List<CompanyCommand> more = new ArrayList<>(accepted);
            more.add(command);
            Optional<Supposition> supposed = supposed(standing, more);
            int before = recorded.made;
            boolean isRecorded = recorded.record(command, "supposed-");
            assertThat(supposed.isPresent()).as("seed %d: %s", seed, command).isEqualTo(isRecorded);
            if (isRecorded) {
                accepted.add(command);
            } else {
                recorded.made = before;
            }
        }
        assertThat(facts).as("seed %d", seed).hasSize((int) point.knownAt());
        if (accepted.isEmpty()) {
            return;
        }
        Supposition supposition = supposed(standing, accepted).orElseThrow();
        assertThat(supposition.decided()).as("seed %d", seed).hasSameSizeAs(accepted);
        for (Denominator denominator : Denominator.values()) {
            CapTable was = CapTables.of(COMPANY, facts, point, denominator, null);
            CapTable is = CapTables.of(COMPANY, supposition.facts(), point, denominator, null);
            CapTable real = CapTables.of(
                    COMPANY, recorded.history, PointInTime.of(asOf, recorded.history.size()), denominator, null);
            assertThat(figures(is)).as("seed %d, %s", seed, denominator).isEqualTo(figures(real));
            assertThat(is.version()).as("seed %d", seed).isLessThanOrEqualTo(was.version());
            assertAddsUp(Comparisons.dilution(was, is), was, is, "seed " + seed + ", " + denominator);
        }
        assertThat(distributed(supposition.facts(), asOf, seed))
                .as("seed %d: nothing but the events tells them apart", seed)
                .isEqualTo(distributed(
                        Company.cut(PointInTime.of(asOf, recorded.history.size()), recorded.history)
                                .certain(),
                        asOf,
                        seed));
    }

    private static Optional<Supposition> supposed(
            List<Recorded<CompanyEvent>> standing, List<CompanyCommand> commands) {
        try {
            return Optional.of(Supposition.of(
                    COMPANY, standing, commands, TODAY, DATING.latest(), SupposedIsWhatIsRecordedTest::isThere));
        } catch (RefusedCommand | InvalidValue refused) {
            return Optional.empty();
        }
    }

    private static void assertAddsUp(List<Diluted> rows, CapTable was, CapTable is, String where) {
        Fraction before =
                rows.stream().map(row -> Fraction.of(row.before().fraction())).reduce(Fraction.ZERO, Fraction::plus);
        Fraction after =
                rows.stream().map(row -> Fraction.of(row.after().fraction())).reduce(Fraction.ZERO, Fraction::plus);
        Fraction change =
                rows.stream().map(row -> Fraction.of(row.changeOfFraction())).reduce(Fraction.ZERO, Fraction::plus);
        assertThat(before)
                .as(where)
                .isEqualTo(was.holdings().isEmpty() && before.isZero() ? Fraction.ZERO : Fraction.ONE);
        assertThat(after).as(where).isEqualTo(is.holdings().isEmpty() && after.isZero() ? Fraction.ZERO : Fraction.ONE);
        assertThat(change).as(where).isEqualTo(after.minus(before));
    }

    private static JsonNode distributed(List<Recorded<CompanyEvent>> facts, LocalDate day, long seed) {
        Exits exits = Distribution.of(Known.of(facts, day), question(new Random(seed)));
        JsonNode tree = JSON.valueToTree(exits);
        strip(tree);
        return tree;
    }

    private static ExitQuestion question(Random random) {
        List<Fraction> exits = new ArrayList<>();
        exits.add(Fraction.ZERO);
        for (int count = 0; count < 6; count++) {
            exits.add(Fraction.of(new BigDecimal(random.nextInt(1 << (10 + 3 * count))).movePointLeft(2)));
        }
        return new ExitQuestion(
                exits,
                USD,
                List.of(ExitQuestion.Options.values()).get(random.nextInt(2)),
                random.nextBoolean() ? null : new ExitQuestion.Part(Fraction.of("0.07"), null),
                null);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void payouts_add_up_to_the_proceeds(long seed) {
        Book book = new Book();
        commands(seed).forEach(command -> book.record(command, "made-"));
        List<Recorded<CompanyEvent>> facts = Company.cut(
                        PointInTime.of(DATING.latest(), book.history.size()), book.history)
                .certain();
        Random random = new Random(seed);
        for (int days = 0; days < 3000; days += 500) {
            LocalDate day = DATING.latest().minusDays(days);
            Exits exits;
            try {
                exits = Distribution.of(
                        Known.of(
                                facts.stream()
                                        .filter(fact -> fact.when().holdsOn(day))
                                        .toList(),
                                day),
                        question(random));
            } catch (InvalidValue nobodys) {
                assertThat(nobodys.code()).as("seed %d", seed).isEqualTo("nobody-takes-the-rest");
                continue;
            }
            assertThat(exits.exits().isEmpty()).as("seed %d", seed).isEqualTo(exits.isBlocked());
            assertThat(exits.notCounted().stream()
                            .filter(Exits.NotCounted::blocks)
                            .map(Exits.NotCounted::kind))
                    .as("seed %d: all classes have their terms", seed)
                    .isSubsetOf(Exits.Kind.COMPANY);
            for (Exits.Exit exit : exits.exits()) {
                String where = "seed " + seed + ", " + day + ", " + exit.proceeds();
                BigDecimal carved = BigDecimal.ZERO;
                BigDecimal paid = BigDecimal.ZERO;
                for (Exits.Payout payout : exit.payouts()) {
                    BigDecimal displayed = new BigDecimal(payout.displayed());
                    assertThat(displayed).as(where).isNotNegative();
                    paid = paid.add(displayed);
                    carved = payout.kind() == Exits.Kind.CARVE_OUT ? carved.add(displayed) : carved;
                }
                BigDecimal held = exit.holders().stream()
                        .map(holder -> new BigDecimal(holder.displayed()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(paid).as(where).isEqualByComparingTo(exit.proceeds());
                assertThat(held.add(carved)
                                .subtract(new BigDecimal(exit.proceeds()))
                                .abs())
                        .as("%s: each rounded in its own column", where)
                        .isLessThanOrEqualTo(new BigDecimal("0.01"));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_issue_never_raises_a_conversion_price_nor_adjusts_what_is_not_protected(long seed) {
        Book book = new Book();
        commands(seed).forEach(command -> book.record(command, "made-"));
        Known known = Known.of(book.timeline.facts(), DATING.latest());
        Random random = new Random(seed);
        ConversionPrices prices = ConversionPrices.after(
                new Issue(
                        Fraction.of(1 + random.nextInt(30), 10),
                        Fraction.of(1 + random.nextInt(100_000)),
                        null,
                        random.nextBoolean(),
                        null),
                known);
        if (prices.classes().isEmpty()) {
            fail("seed " + seed + " has no preferred class");
        }
        prices.result().classes().forEach(after -> {
            assertThat(after.conversionPrice())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(after.previousConversionPrice());
            Method recorded =
                    known.company().classes().get(after.name()).terms().antiDilution();
            assertThat(after.adjusted() && recorded == Method.NONE)
                    .as("seed %d", seed)
                    .isFalse();
            if (recorded == Method.FULL_RATCHET && after.adjusted()) {
                assertThat(after.conversionPrice())
                        .as("seed %d", seed)
                        .isEqualTo(prices.issue().price());
            }
        });
    }
}

package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CorrectFacts;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.fx.CurrencyPair;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exposure reads some facts of a company and all of its corrections; it must find what one who reads all finds. */
class CorrectedExposuresTest {
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 400;
    private static final int PARTIES = 5;
    private static final String WHY = "typing error";

    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 12), 1);
    }

    /** Commands and corrections by chance; most are accepted. */
    private static final class Run {
        final RecordedLedger ledger = new RecordedLedger();
        final Random random;
        /** What led to an event that can be corrected. */
        final Map<Long, CompanyCommand> commands = new HashMap<>();

        final List<Exposure> answers = new ArrayList<>();
        int corrections;

        Run(long seed) {
            random = new Random(seed);
            for (int party = 0; party < PARTIES; party++) {
                ledger.send(party(party).value(), registration("P" + party));
            }
            for (String company : List.of("co_x", "co_y")) {
                ledger.send(
                        company,
                        new RegisterCompany(new CompanyId(company), company, null, null, null, null, on(START), null));
                ledger.send(company, shareClass());
            }
            ledger.send("fx_eur-usd", rate("1.1", 0));
            for (int step = 0; step < 70; step++) {
                step();
                if (step % 10 == 9) {
                    answers.add(exposure(random.nextInt(PARTIES), day(), ledger.head(), random.nextBoolean(), false));
                }
            }
        }

        private void step() {
            String company = random.nextBoolean() ? "co_x" : "co_y";
            switch (random.nextInt(10)) {
                case 0 -> {
                    int child = random.nextInt(PARTIES);
                    int parent = random.nextInt(PARTIES);
                    ledger.tries(
                            party(child).value(),
                            new SetParent(
                                    parent == child ? null : party(parent),
                                    random.nextBoolean() ? null : on(day()),
                                    null));
                }
                case 1 -> correctParent();
                case 2 -> correctRate();
                case 3, 4, 5 -> correct();
                default -> {
                    CompanyCommand command = command(company);
                    if (ledger.tries(company, command)) {
                        commands.put(ledger.head(), command);
                    }
                }
            }
        }

        private void correct() {
            if (commands.isEmpty()) {
                return;
            }
            List<Long> events = commands.keySet().stream().sorted().toList();
            long event = events.get(random.nextInt(events.size()));
            String company = ledger.all().get((int) event - 1).stream();
            CompanyCommand other = null;
            for (int tries = 0; random.nextInt(4) > 0 && tries < 30 && other == null; tries++) {
                CompanyCommand next = command(company);
                other = next.getClass() == commands.get(event).getClass() ? next : null;
            }
            CorrectFacts correction = new CorrectFacts(
                    WHY, List.of(new CorrectFacts.Correction(event, other, other == null ? true : null)));
            if (ledger.tries(company, correction)) {
                corrections++;
                if (other != null) {
                    commands.put(ledger.head(), other);
                }
            }
        }

        private void correctParent() {
            List<Recorded<?>> parents = new ArrayList<>();
            ledger.all().stream()
                    .filter(recorded -> recorded.fact() instanceof io.dealledger.party.PartyEvent.ParentSet
                            || recorded.fact() instanceof io.dealledger.party.PartyEvent.FactVoided)
                    .forEach(parents::add);
            if (parents.isEmpty()) {
                return;
            }
            Recorded<?> chosen = parents.get(random.nextInt(parents.size()));
            int parent = random.nextInt(PARTIES);
            boolean voided = random.nextBoolean();
            corrections += ledger.tries(
                            chosen.stream(),
                            new io.dealledger.party.CorrectFacts(
                                    WHY,
                                    List.of(new io.dealledger.party.CorrectFacts.Correction(
                                            chosen.position(),
                                            voided ? null : new SetParent(party(parent), null, null),
                                            voided ? true : null))))
                    ? 1
                    : 0;
        }

        private void correctRate() {
            List<Recorded<?>> rates = new ArrayList<>();
            ledger.all().stream()
                    .filter(recorded -> recorded.stream().startsWith("fx_"))
                    .forEach(rates::add);
            Recorded<?> chosen = rates.get(random.nextInt(rates.size()));
            boolean voided = random.nextInt(3) == 0;
            ledger.tries(
                    "fx_eur-usd",
                    new io.dealledger.fx.CorrectFacts(
                            WHY,
                            List.of(new io.dealledger.fx.CorrectFacts.Correction(
                                    chosen.position(),
                                    voided ? null : rate("1." + (1 + random.nextInt(99)), random.nextInt(100)),
                                    voided ? true : null))));
        }

        private CompanyCommand command(String company) {
            int from = random.nextInt(PARTIES);
            PartyId to = party((from + 1 + random.nextInt(PARTIES - 1)) % PARTIES);
            StatedDate on = on(day());
            Price price = Price.of(Integer.toString(1 + random.nextInt(9)), random.nextBoolean() ? "USD" : "EUR");
            return switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4, 5 -> new IssueShares(null, "Common", to, quantity(2000), price, null, on, null);
                case 6, 7, 8, 9 ->
                    new TransferShares(
                            "Common",
                            party(from),
                            to,
                            quantity(300),
                            null,
                            null,
                            price,
                            random.nextBoolean(),
                            on,
                            null);
                case 10 -> new RepurchaseShares("Common", party(from), quantity(200), null, null, price, on, null);
                case 11 -> new SplitShares(Ratio.of("2:1"), List.of("Common"), null, null, on, null);
                case 12 -> new CommitComputeCredits(to, party(from), Money.of("100", "USD"), null, null, on, null);
                case 13 -> new PayDistribution(DistributionKind.DIVIDEND, to, Money.of("7", "EUR"), on, null);
                case 14 -> new GrantRight(RightKind.EXCLUSIVE_VENDOR, to, null, on, null, null);
                default -> new RetractIssuance(issued(company), "never accepted", on, null);
            };
        }

        private SecurityId issued(String company) {
            return ledger.all().stream()
                    .filter(recorded -> recorded.stream().equals(company))
                    .flatMap(recorded -> recorded.fact() instanceof SharesIssued issued
                            ? java.util.stream.Stream.of(issued.security())
                            : java.util.stream.Stream.empty())
                    .skip(random.nextInt(4))
                    .findFirst()
                    .orElse(new SecurityId("se_none"));
        }

        private Shares quantity(int most) {
            return Shares.of(1 + random.nextInt(most));
        }

        LocalDate day() {
            return START.plusDays(random.nextInt(DAYS));
        }

        Exposure exposure(int party, LocalDate asOf, long knownAt, boolean group, boolean everything) {
            return new Exposures(everything ? ledger.everything() : ledger)
                    .of(
                            party(party),
                            PointInTime.of(asOf, knownAt),
                            new View(Basis.COST, group, Currency.of("USD"), null))
                    .orElseThrow();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void who_reads_a_part_of_the_facts_finds_what_one_who_reads_them_all_finds(long seed) {
        Run run = new Run(seed);
        assertThat(run.corrections).as("seed %s: corrections", seed).isGreaterThan(3);
        for (int check = 0; check < 12; check++) {
            int party = run.random.nextInt(PARTIES);
            LocalDate asOf = run.day();
            long knownAt = 20 + run.random.nextLong(run.ledger.head() - 20);
            boolean group = run.random.nextBoolean();
            assertThat(run.exposure(party, asOf, knownAt, group, false))
                    .as("seed %s: party %s on %s known at %s", seed, party, asOf, knownAt)
                    .usingRecursiveComparison()
                    // What strangers did is in the books of one who reads it all, and in no answer.
                    .ignoringFieldsMatchingRegexes(".*\\.book")
                    .isEqualTo(run.exposure(party, asOf, knownAt, group, true));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_answered_before_a_correction_never_changes(long seed) {
        Run run = new Run(seed);
        for (Exposure answer : run.answers) {
            assertThat(new Exposures(run.ledger)
                            .of(
                                    answer.party(),
                                    answer.at(),
                                    new View(
                                            Basis.COST,
                                            answer.group().size() > 1
                                                    || answer.group().isEmpty(),
                                            Currency.of("USD"),
                                            null))
                            .orElseThrow())
                    .as("seed %s: %s", seed, answer.at())
                    .usingRecursiveComparison()
                    // What strangers did is in the books of one who reads it all, and in no answer.
                    .ignoringFieldsMatchingRegexes(".*\\.book")
                    .ignoringFields("group", "groupEvents", "cycles")
                    .isEqualTo(answer);
        }
    }

    @Nested
    class A_correction_of {
        private final RecordedLedger ledger = new RecordedLedger()
                .send("pa_p0", registration("A"))
                .send("pa_p1", registration("B"))
                .send("pa_p2", registration("C"))
                .send("co_x", new RegisterCompany(null, "X", null, null, null, null, on(START), null))
                .send("co_x", shareClass())
                .send("co_x", issue(0, "100", "2020-02-01"));
        private final long issuance = ledger.head();

        private IssueShares issue(int to, String quantity, String date) {
            return new IssueShares(
                    null,
                    "Common",
                    party(to),
                    Shares.of(quantity),
                    Price.of("2", "USD"),
                    null,
                    StatedDate.of(date),
                    null);
        }

        private void correct(long event, @Nullable CompanyCommand by) {
            ledger.send(
                    "co_x",
                    new CorrectFacts(WHY, List.of(new CorrectFacts.Correction(event, by, by == null ? true : null))));
        }

        @Test
        void the_investor_moves_the_holding_from_one_party_to_the_other_from_its_known_at_on() {
            correct(issuance, issue(1, "100", "2020-02-01"));
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-06-01")))
                    .isEmpty();
            assertThat(RecordedLedger.companies(ledger.exposure("p1", "2020-06-01")))
                    .containsExactly("co_x");
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-06-01", issuance)))
                    .containsExactly("co_x");
            assertThat(RecordedLedger.companies(ledger.exposure("p1", "2020-06-01", issuance)))
                    .isEmpty();
            correct(issuance + 1, null);
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-06-01")))
                    .containsExactly("co_x");
            assertThat(RecordedLedger.companies(ledger.exposure("p1", "2020-06-01")))
                    .isEmpty();
        }

        @Test
        void the_date_moves_it_in_time() {
            correct(issuance, issue(0, "100", "2020-05-01"));
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-04-01")))
                    .isEmpty();
            correct(issuance + 1, issue(0, "100", "2020-01-15"));
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-01-20")))
                    .containsExactly("co_x");
            assertThat(RecordedLedger.companies(ledger.exposure("p0", "2020-01-20", issuance + 1)))
                    .isEmpty();
        }

        @Test
        void a_parent_changes_the_group_from_its_known_at_on() {
            ledger.send("pa_p0", new SetParent(party(1), null, null));
            long parent = ledger.head();
            ledger.send(
                    "pa_p0",
                    new io.dealledger.party.CorrectFacts(
                            WHY,
                            List.of(new io.dealledger.party.CorrectFacts.Correction(
                                    parent, new SetParent(party(2), null, null), null))));
            assertThat(RecordedLedger.companies(ledger.exposure("p1", "2020-06-01")))
                    .isEmpty();
            assertThat(RecordedLedger.companies(ledger.exposure("p2", "2020-06-01")))
                    .containsExactly("co_x");
            assertThat(RecordedLedger.companies(ledger.exposure("p1", "2020-06-01", parent)))
                    .containsExactly("co_x");
        }

        @Test
        void a_rate_changes_the_translation_from_its_known_at_on() {
            ledger.send("fx_eur-usd", rate("1.10", 0));
            long recorded = ledger.head();
            ledger.send(
                    "fx_eur-usd",
                    new io.dealledger.fx.CorrectFacts(
                            WHY,
                            List.of(new io.dealledger.fx.CorrectFacts.Correction(recorded, rate("1.25", 0), null))));
            View euros = new View(Basis.COST, true, Currency.of("EUR"), null);
            assertThat(cost(recorded, euros)).isNotEqualTo(cost(ledger.head(), euros));
            assertThat(cost(ledger.head(), euros)).isEqualTo("160");
            ledger.send(
                    "fx_eur-usd",
                    new io.dealledger.fx.CorrectFacts(
                            WHY, List.of(new io.dealledger.fx.CorrectFacts.Correction(recorded + 1, null, true))));
            assertThat(cost(ledger.head(), euros)).isEqualTo(cost(recorded, euros));
        }

        private String cost(long knownAt, View view) {
            return RecordedLedger.of(ledger.exposure("p0", "2020-02-01", knownAt, view), "x")
                    .cost()
                    .exact()
                    .orElseThrow()
                    .toDecimal(10, java.math.RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        @Test
        void nothing_is_left_of_shares_whose_issuance_was_retracted_and_nothing_was_received_for_them() {
            SecurityId security = ((SharesIssued) ledger.all().getLast().fact()).security();
            ledger.send("co_x", new RetractIssuance(security, "never accepted", StatedDate.of("2020-03-01"), null));
            assertThat(RecordedLedger.of(ledger.exposure("p0", "2020-02-28"), "x")
                            .holds())
                    .isTrue();
            Investment after = RecordedLedger.of(ledger.exposure("p0", "2020-03-01"), "x");
            assertThat(after.holds()).isFalse();
            assertThat(after.cost().exact().orElseThrow().signum()).isZero();
            assertThat(after.proceeds().exact().orElseThrow().signum()).isZero();
        }
    }

    private static RegisterParty registration(String name) {
        return new RegisterParty(null, name, PartyKind.FUND, null, null, null, null, null);
    }

    private static AuthoriseShareClass shareClass() {
        return new AuthoriseShareClass(
                "Common", ShareClassType.COMMON, null, null, null, null, null, null, null, null, on(START), null);
    }

    private static RecordExchangeRate rate(String rate, int days) {
        LocalDate day = LocalDate.of(2020, 2, 1).plusDays(days);
        return new RecordExchangeRate(
                CurrencyPair.of("EUR/USD"),
                new BigDecimal(rate),
                null,
                null,
                RateKind.CONVENIENCE,
                on(day),
                null,
                null);
    }

    private static PartyId party(int number) {
        return new PartyId("pa_p" + number);
    }

    private static StatedDate on(LocalDate day) {
        return StatedDate.of(day);
    }
}

package io.dealledger.company;

import static io.dealledger.company.CorrectCompanyFactsTest.by;
import static io.dealledger.company.CorrectCompanyFactsTest.gone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.CompanyEvent.FactVoided;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.InvalidValue;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds of every company, however much of what was recorded of it was corrected. The seed names the test. */
class CorrectedHistoriesTest {
    private static final int HISTORIES = 20;
    private static final int STEPS = 150;
    private static final LocalDate LAST = LocalDate.of(2030, 1, 1);

    /** What was answered when so many events were known. */
    private record Answered(long knownAt, LocalDate asOf, Company company) {}

    /** Random commands and corrections, with what was answered in between. */
    private static final class Run {
        private final Random random;
        private final RandomDeals deals;
        final Scenario scenario;
        final List<Answered> answers = new ArrayList<>();
        final Map<Long, CompanyCommand> commands = new HashMap<>();
        int corrected;
        int voided;
        int sets;

        Run(Random random) {
            this.random = random;
            this.deals = new RandomDeals(random);
            this.scenario = Scenario.given();
            deals.beginning().forEach(this::attempt);
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    correct();
                } else {
                    attempt(deals.next(scenario.head()));
                }
                LocalDate day = RandomDeals.day(random);
                answers.add(
                        new Answered(scenario.newest(), day, scenario.timeline().at(day)));
            }
        }

        private void attempt(CompanyCommand command) {
            try {
                if (scenario.decide(command) instanceof Decision.Accepted) {
                    scenario.record(command);
                    commands.put(scenario.newest(), command);
                }
            } catch (InvalidValue never) {
                // Random figures may be impossible together; another command follows.
            }
        }

        private void correct() {
            List<CorrectFacts.Correction> corrections = new ArrayList<>();
            for (int count = 1 + random.nextInt(3) / 2; count > 0; count--) {
                long event = 1 + random.nextLong(scenario.newest());
                CompanyCommand command = commands.get(event);
                CompanyCommand other = command == null || random.nextInt(4) == 0 ? null : another(command);
                corrections.add(other == null ? gone(event) : by(event, other));
            }
            CorrectFacts command = new CorrectFacts("typing error", corrections);
            try {
                if (scenario.decide(command) instanceof Decision.Accepted) {
                    long before = scenario.newest();
                    for (CompanyEvent fact : scenario.record(command).facts()) {
                        corrected += fact instanceof FactVoided ? 0 : 1;
                        voided += fact instanceof FactVoided ? 1 : 0;
                    }
                    sets += corrections.size() - 1;
                    for (int index = 0; index < corrections.size(); index++) {
                        CompanyCommand replacement = corrections.get(index).replacement();
                        if (replacement != null) {
                            commands.put(before + 1 + index, replacement);
                        }
                    }
                }
            } catch (InvalidValue never) {
                // As above.
            }
        }

        private CompanyCommand another(CompanyCommand command) {
            for (int tries = 0; tries < 40; tries++) {
                CompanyCommand next = deals.next(scenario.head());
                if (next.getClass() == command.getClass()) {
                    return next;
                }
            }
            return null;
        }
    }

    private interface Property {
        void holds(Run run);
    }

    private static Stream<DynamicTest> each(Property property) {
        return Seeds.of(LongStream.range(0, HISTORIES), 1)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> property.holds(new Run(Seeds.random(seed)))));
    }

    @TestFactory
    Stream<DynamicTest> everything_that_stands_keeps_the_rules_and_conserves_the_shares() {
        return each(run -> {
            Company company = Company.FOLD.initial();
            for (Recorded<CompanyEvent> fact : run.scenario.timeline().facts()) {
                assertThat(Company.FOLD.rules(company, fact)).as("%s", fact).isEmpty();
                company = Company.FOLD.evolve(company, fact);
                CompanyHistoriesTest.conserved(company);
            }
            assertThat(company).isEqualTo(run.scenario.head());
        });
    }

    @TestFactory
    Stream<DynamicTest> the_live_state_is_the_fold_of_what_stands() {
        return each(run -> {
            List<Recorded<CompanyEvent>> history = run.scenario.history();
            List<Recorded<CompanyEvent>> stands =
                    PointInTime.of(LAST, history.size()).cut(history).certain();
            assertThat(run.scenario.timeline().facts()).isEqualTo(stands);
            assertThat(Timeline.of(Company.FOLD, history).head()).isEqualTo(run.scenario.head());
            assertThat(fold(stands)).isEqualTo(run.scenario.head());
        });
    }

    @TestFactory
    Stream<DynamicTest> what_was_answered_once_is_answered_for_ever() {
        return each(run -> {
            List<Recorded<CompanyEvent>> history = run.scenario.history();
            for (Answered answered : run.answers) {
                assertThat(fold(PointInTime.of(answered.asOf(), answered.knownAt())
                                .cut(history)
                                .certain()))
                        .as("as of %s, known at %d", answered.asOf(), answered.knownAt())
                        .isEqualTo(answered.company());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> histories_are_worth_looking_at() {
        return Stream.of(dynamicTest("over all seeds", () -> {
            int corrected = 0;
            int voided = 0;
            int sets = 0;
            for (long seed = 0; seed < HISTORIES; seed++) {
                Run run = new Run(Seeds.random(seed));
                corrected += run.corrected;
                voided += run.voided;
                sets += run.sets;
            }
            assertThat(corrected).as("corrected").isGreaterThan(60);
            assertThat(voided).as("voided").isGreaterThan(60);
            assertThat(sets).as("of sets").isGreaterThan(10);
        }));
    }

    private static Company fold(List<Recorded<CompanyEvent>> facts) {
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : facts) {
            company = Company.FOLD.evolve(company, fact);
        }
        return company;
    }
}

package io.dealledger.company;

import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.InvalidValue;
import io.dealledger.testing.Seeds;
import java.util.ArrayList;
import java.util.List;

/** What random commands led to, for tests of other rooms. */
public final class RandomHistories {
    private static final int COMMANDS = 80;

    private RandomHistories() {}

    /** Commands in the order in which they were tried, those that register the company first; some are refused. */
    public static List<CompanyCommand> commands(long seed, int count) {
        RandomDeals deals = new RandomDeals(Seeds.random(seed));
        List<CompanyCommand> commands = new ArrayList<>(deals.beginning());
        Scenario scenario = Scenario.given(commands.toArray(CompanyCommand[]::new));
        while (commands.size() < count) {
            CompanyCommand command = deals.next(scenario.head());
            commands.add(command);
            try {
                if (scenario.decide(command) instanceof Decision.Accepted) {
                    scenario.record(command);
                }
            } catch (InvalidValue never) {
                // Random figures may be impossible together; another command follows.
            }
        }
        return List.copyOf(commands);
    }

    public static List<CompanyEvent> facts(long seed) {
        return scenario(seed, COMMANDS).timeline().facts().stream()
                .<CompanyEvent>map(Recorded::fact)
                .toList();
    }

    /** All events, in the order of recording. */
    public static List<Recorded<CompanyEvent>> history(long seed, int commands) {
        return scenario(seed, commands).history();
    }

    private static Scenario scenario(long seed, int commands) {
        RandomDeals deals = new RandomDeals(Seeds.random(seed));
        Scenario scenario = Scenario.given(deals.beginning().toArray(CompanyCommand[]::new));
        for (int count = 0; count < commands; count++) {
            CompanyCommand command = deals.next(scenario.head());
            try {
                if (scenario.decide(command) instanceof Decision.Accepted) {
                    scenario.record(command);
                }
            } catch (InvalidValue never) {
                // Random figures may be impossible together; another command follows.
            }
        }
        return scenario;
    }
}

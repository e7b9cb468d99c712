package io.dealledger.sample;

import java.util.ArrayList;
import java.util.List;

/** Opens the sample's commands to the tests of other rooms. */
public final class SampleScript {
    /** @param command a command of the room that the stream belongs to */
    public record Sent(String stream, Object command) {}

    /** The press deals, batch by batch. */
    public static List<List<Sent>> press() {
        return PressDeals.batches().stream().map(SampleScript::sent).toList();
    }

    /** The exact company; entry n is what records fact n, entry 0 the parties. */
    public static List<List<Sent>> exemplar() {
        List<List<Sent>> facts = new ArrayList<>();
        for (Exemplar.NumberedFact fact : Exemplar.facts()) {
            while (facts.size() <= fact.number()) {
                facts.add(List.of());
            }
            facts.set(fact.number(), sent(fact.commands()));
        }
        return facts;
    }

    private static List<Sent> sent(List<SampleCommand> commands) {
        return commands.stream()
                .map(command -> new Sent(command.stream(), command.command()))
                .toList();
    }

    private SampleScript() {}
}

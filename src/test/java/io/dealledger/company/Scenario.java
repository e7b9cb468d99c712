package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Given these commands, when that one is sent, then it is accepted with these facts, or refused because. */
final class Scenario {
    static final CompanyId COMPANY = new CompanyId("co_acme");
    static final LocalDate TODAY = LocalDate.of(2025, 6, 30);

    private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
    private final List<Recorded<CompanyEvent>> history = new ArrayList<>();
    private final CompanyContext context;
    private final AtomicInteger made = new AtomicInteger();

    private Scenario(CompanyId company) {
        context = new CompanyContext(
                company,
                new Dating(TODAY, TODAY.plusDays(30)),
                () -> "made-" + made.incrementAndGet(),
                party -> !party.value().startsWith(PartyId.PREFIX + "nobody"));
    }

    static Scenario of(CompanyId company) {
        return new Scenario(company);
    }

    static Scenario given(CompanyCommand... commands) {
        return new Scenario(COMPANY).and(commands);
    }

    Scenario and(CompanyCommand... commands) {
        for (CompanyCommand command : commands) {
            record(command);
        }
        return this;
    }

    /** Records what the command decides; it must be accepted. */
    Accepted<CompanyEvent> record(CompanyCommand command) {
        return recorded(accepts(command));
    }

    /** Another one with the same events. */
    Scenario again() {
        Scenario again = new Scenario(context.company());
        again.made.set(made.get());
        history.forEach(recorded -> {
            again.timeline.insert(recorded);
            again.history.add(recorded);
        });
        return again;
    }

    private Accepted<CompanyEvent> recorded(Accepted<CompanyEvent> accepted) {
        // All events of one command share one instant.
        Instant now = Instant.EPOCH.plusSeconds(history.size());
        for (int index = 0; index < accepted.facts().size(); index++) {
            long version = timeline.version() + 1;
            Recorded<CompanyEvent> recorded = new Recorded<>(
                    version + 1,
                    context.company().value(),
                    version,
                    now,
                    accepted.facts().get(index),
                    accepted.marks().get(index));
            timeline.insert(recorded);
            history.add(recorded);
        }
        return accepted;
    }

    /** The company is the only one in this ledger, so that version 0 has position 1. */
    Decision<CompanyEvent> decide(CorrectFacts command) {
        return Company.correct(
                timeline,
                command,
                context,
                position -> position >= 1 && position <= history.size()
                        ? Optional.of(new EventId(context.company().value(), position - 1))
                        : position == 1000 ? Optional.of(new EventId("co_other", 0)) : Optional.empty());
    }

    /** Records what corrections decide; they must be accepted. */
    Accepted<CompanyEvent> record(CorrectFacts command) {
        Decision<CompanyEvent> decision = decide(command);
        if (decision instanceof Refused<CompanyEvent>(Refusal refusal)) {
            throw new AssertionError(command + " was refused: " + refusal + ": " + refusal.detail());
        }
        return recorded((Accepted<CompanyEvent>) decision);
    }

    Refusal refuses(CorrectFacts command) {
        Timeline<Company, CompanyEvent> before = timeline.copy();
        Decision<CompanyEvent> decision = decide(command);
        assertThat(decision).as("%s", command).isInstanceOf(Refused.class);
        assertThat(timeline.facts()).as("a refusal changes nothing").isEqualTo(before.facts());
        Refusal refusal = ((Refused<CompanyEvent>) decision).refusal();
        assertThat(refusal.detail()).isNotBlank();
        return refusal;
    }

    /** All events in the order of recording, with those that no longer stand. */
    List<Recorded<CompanyEvent>> history() {
        return List.copyOf(history);
    }

    /** Position of the newest event. */
    long newest() {
        return history.size();
    }

    Decision<CompanyEvent> decide(CompanyCommand command) {
        return Company.decide(timeline, command, context);
    }

    Accepted<CompanyEvent> accepts(CompanyCommand command) {
        Decision<CompanyEvent> decision = decide(command);
        if (decision instanceof Refused<CompanyEvent>(Refusal refusal)) {
            throw new AssertionError(command + " was refused: " + refusal + ": " + refusal.detail());
        }
        return (Accepted<CompanyEvent>) decision;
    }

    <F extends CompanyEvent> F fact(Class<F> kind, CompanyCommand command) {
        List<CompanyEvent> facts = accepts(command).facts();
        assertThat(facts).singleElement().isInstanceOf(kind);
        return kind.cast(facts.getFirst());
    }

    Refusal refuses(CompanyCommand command) {
        Timeline<Company, CompanyEvent> before = timeline.copy();
        Decision<CompanyEvent> decision = decide(command);
        assertThat(decision).as("%s", command).isInstanceOf(Refused.class);
        assertThat(timeline.facts()).as("a refusal changes nothing").isEqualTo(before.facts());
        Refusal refusal = ((Refused<CompanyEvent>) decision).refusal();
        assertThat(refusal.detail()).isNotBlank();
        return refusal;
    }

    Timeline<Company, CompanyEvent> timeline() {
        return timeline;
    }

    Company at(String day) {
        return timeline.at(LocalDate.parse(day));
    }

    Company head() {
        return timeline.head();
    }
}

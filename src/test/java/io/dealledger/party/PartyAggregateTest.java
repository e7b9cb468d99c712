package io.dealledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.StaleVersion;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.PartyRefusal.AlreadyDuplicate;
import io.dealledger.party.PartyRefusal.ClaimIncomplete;
import io.dealledger.party.PartyRefusal.OwnParent;
import io.dealledger.party.PartyRefusal.UnknownParty;
import io.dealledger.shell.Everybody;
import io.dealledger.shell.StreamTarget;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every command through Axon: accepted it applies what was decided, refused it applies nothing and says why. */
class PartyAggregateTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);
    private static final PartyId SELF = new PartyId("pa_self");
    private static final PartyId OTHER = new PartyId("pa_other");
    private static final EffectiveOn NOW = new EffectiveOn(TODAY, TODAY, Precision.DAY);
    private static final Source PRESS = new Source("A newspaper", TODAY, null, null, SourceClass.PRESS_NAMED);
    private static final PartyRegistered REGISTERED =
            new PartyRegistered(Personal.open("Self"), PartyKind.FUND, null, List.of(), EffectiveOn.SINCE_ALWAYS);

    private static FixtureConfiguration<PartyAggregate> party() {
        return new AggregateTestFixture<>(PartyAggregate.class)
                .registerCommandTargetResolver(new StreamTarget())
                // Only facts are state; how far a timeline has folded them is not.
                .registerFieldFilter(field -> !field.getDeclaringClass().equals(Timeline.class)
                        || field.getName().equals("facts"))
                .registerInjectableResource(Everybody.on(TODAY))
                .registerInjectableResource(Everybody.but("pa_nobody"));
    }

    private static Map<String, Object> sent() {
        return Map.of(CommandMetadata.STREAM, SELF.value());
    }

    private record Accepted(List<PartyEvent> before, PartyCommand command, PartyEvent event) {}

    private record Refused(List<PartyEvent> before, PartyCommand command, Refusal refusal) {}

    private static RegisterParty register() {
        return new RegisterParty(SELF, "Self", PartyKind.FUND, null, null, null, null, null);
    }

    private static MarkDuplicate duplicate() {
        return new MarkDuplicate(OTHER, null, null);
    }

    private static ClaimOfParty holdsNone(String scope) {
        return new ClaimOfParty(
                PartyClaimKind.HOLDS_NONE, scope, null, null, null, null, null, StatedDate.of(TODAY), null, PRESS);
    }

    private static List<Accepted> accepted() {
        return List.of(
                new Accepted(List.of(), register(), REGISTERED),
                new Accepted(
                        List.of(REGISTERED),
                        new RenameParty("Selfish", null, null),
                        new PartyRenamed(Personal.open("Selfish"), NOW)),
                new Accepted(
                        List.of(REGISTERED),
                        new SetParent(OTHER, null, null),
                        new ParentSet(OTHER, EffectiveOn.SINCE_ALWAYS)),
                new Accepted(List.of(REGISTERED), duplicate(), new MarkedDuplicate(OTHER, NOW)),
                new Accepted(
                        List.of(REGISTERED),
                        holdsNone("start-ups"),
                        new PartyClaimed(
                                PartyClaimKind.HOLDS_NONE,
                                "start-ups",
                                List.<CompanyId>of(),
                                null,
                                null,
                                null,
                                null,
                                NOW,
                                PRESS)));
    }

    private static List<Refused> refused() {
        return List.of(
                new Refused(List.of(REGISTERED), register(), new IdTaken(SELF.value())),
                new Refused(List.of(), new RenameParty("Selfish", null, null), new UnknownParty(SELF)),
                new Refused(List.of(REGISTERED), new SetParent(SELF, null, null), new OwnParent(SELF)),
                new Refused(
                        List.of(REGISTERED, new MarkedDuplicate(OTHER, EffectiveOn.SINCE_ALWAYS)),
                        duplicate(),
                        new AlreadyDuplicate(SELF, OTHER)),
                new Refused(
                        List.of(REGISTERED),
                        holdsNone(null),
                        new ClaimIncomplete(PartyClaimKind.HOLDS_NONE, "a scope or candidates")));
    }

    @TestFactory
    Stream<DynamicTest> an_accepted_command_applies_what_was_decided() {
        return accepted().stream()
                .map(expected -> dynamicTest(
                        expected.command().getClass().getSimpleName(),
                        () -> party().given(expected.before())
                                .when(expected.command(), sent())
                                .expectEvents(expected.event())
                                .expectResultMessagePayload(
                                        new Decision.Accepted<>(SELF.value(), List.of(expected.event())))));
    }

    @TestFactory
    Stream<DynamicTest> a_refused_command_applies_nothing_and_says_why() {
        return refused().stream()
                .map(expected -> dynamicTest(
                        expected.command().getClass().getSimpleName(),
                        () -> party().given(expected.before())
                                .when(expected.command(), sent())
                                .expectNoEvents()
                                .expectResultMessagePayload(new Decision.Refused<PartyEvent>(expected.refusal()))));
    }

    @Test
    void every_command_is_tried() {
        assertThat(accepted().stream().<Class<?>>map(pair -> pair.command().getClass()))
                .containsExactlyInAnyOrder(PartyCommand.class.getPermittedSubclasses());
        assertThat(refused().stream().<Class<?>>map(pair -> pair.command().getClass()))
                .containsExactlyInAnyOrder(PartyCommand.class.getPermittedSubclasses());
    }

    @Test
    void a_stale_version_is_never_decided() {
        party().given(REGISTERED)
                .when(
                        new RenameParty("Selfish", null, null),
                        Map.of(CommandMetadata.STREAM, SELF.value(), CommandMetadata.EXPECTED_VERSION, 3L))
                .expectNoEvents()
                .expectException(StaleVersion.class);
    }
}

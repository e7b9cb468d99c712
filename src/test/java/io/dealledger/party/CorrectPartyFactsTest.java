package io.dealledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.OtherKind;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedCorrection;
import io.dealledger.ledger.RegistrationStands;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.FactVoided;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.PartyRefusal.OwnParent;
import io.dealledger.party.PartyRefusal.UnknownOtherParty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts of a party that were recorded wrongly, and what comes in their place. */
class CorrectPartyFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);
    private static final PartyId SELF = new PartyId("pa_self");
    private static final PartyId ONE = new PartyId("pa_one");
    private static final PartyId TWO = new PartyId("pa_two");
    private static final PartyId NOBODY = new PartyId("pa_nobody");
    private static final Source PRESS =
            new Source("A newspaper", LocalDate.of(2024, 3, 11), null, null, SourceClass.PRESS_NAMED);

    private final PartyContext context =
            new PartyContext(SELF, new Dating(TODAY, TODAY.plusDays(366)), id -> !id.equals(NOBODY), _ -> true);
    private final Timeline<Party, PartyEvent> timeline = new Timeline<>(Party.FOLD);
    private final List<Recorded<PartyEvent>> history = new ArrayList<>();

    private List<PartyEvent> record(Decision<PartyEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        Decision.Accepted<PartyEvent> accepted = (Decision.Accepted<PartyEvent>) decision;
        for (int index = 0; index < accepted.facts().size(); index++) {
            long version = timeline.version() + 1;
            Recorded<PartyEvent> recorded = new Recorded<>(
                    version + 1,
                    SELF.value(),
                    version,
                    Instant.EPOCH,
                    accepted.facts().get(index),
                    accepted.marks().get(index));
            timeline.insert(recorded);
            history.add(recorded);
        }
        return accepted.facts();
    }

    private List<PartyEvent> send(PartyCommand command) {
        return record(Party.decide(timeline, command, context));
    }

    private Decision<PartyEvent> decide(long event, @Nullable PartyCommand replacement) {
        CorrectFacts.Correction correction =
                new CorrectFacts.Correction(event, replacement, replacement == null ? true : null);
        return Party.correct(
                timeline,
                new CorrectFacts("typing error", List.of(correction)),
                context,
                position -> position <= history.size()
                        ? Optional.of(new EventId(SELF.value(), position - 1))
                        : Optional.empty());
    }

    private PartyEvent correct(long event, @Nullable PartyCommand replacement) {
        return record(decide(event, replacement)).getFirst();
    }

    private Refusal refuses(long event, @Nullable PartyCommand replacement) {
        return ((Decision.Refused<PartyEvent>) decide(event, replacement)).refusal();
    }

    private static RegisterParty register(String name, PartyKind kind) {
        return new RegisterParty(null, name, kind, null, null, null, null, null);
    }

    private static ClaimOfParty claim(String scope) {
        return new ClaimOfParty(
                PartyClaimKind.HOLDS_NONE,
                scope,
                List.of(new CompanyId("co_a")),
                null,
                null,
                null,
                null,
                null,
                null,
                PRESS);
    }

    /** @param wrong what was recorded @param right what should have been */
    private record Pair(PartyCommand wrong, PartyCommand right) {}

    @TestFactory
    Stream<DynamicTest> a_fact_of_every_kind_can_be_corrected_and_void_and_stand_again() {
        StatedDate date = StatedDate.of("2023-05-05");
        return Stream.of(
                        new Pair(new RenameParty("Wrong", date, null), new RenameParty("Right", null, null)),
                        new Pair(new SetParent(ONE, date, null), new SetParent(TWO, null, null)),
                        new Pair(new SetParent(ONE, null, null), new SetParent(null, null, null)),
                        new Pair(new MarkDuplicate(ONE, date, null), new MarkDuplicate(TWO, null, null)),
                        new Pair(claim("models"), claim("chips")))
                .map(pair -> dynamicTest(pair.wrong().toString(), () -> new CorrectPartyFactsTest().tries(pair)));
    }

    private void tries(Pair pair) {
        send(register("Self", PartyKind.FUND));
        Party before = timeline.head();
        EffectiveOn when = send(pair.wrong()).getFirst().when();
        Party wrong = timeline.head();
        assertThat(correct(2, pair.right()).when()).isEqualTo(when);
        Party right = timeline.head();
        assertThat(timeline.facts()).hasSize(2);
        correct(3, null);
        assertThat(timeline.head()).isEqualTo(wrong);
        assertThat(correct(2, null)).isEqualTo(new FactVoided(when));
        assertThat(timeline.head()).isEqualTo(before);
        correct(5, null);
        assertThat(timeline.head()).isEqualTo(wrong);
        assertThat(known(3)).isEqualTo(right);
        assertThat(known(2)).isEqualTo(wrong);
        assertThat(known(5)).isEqualTo(before);
    }

    private Party known(long knownAt) {
        Party party = Party.FOLD.initial();
        for (Recorded<PartyEvent> fact :
                PointInTime.of(TODAY, knownAt).cut(history).certain()) {
            party = Party.FOLD.evolve(party, fact);
        }
        return party;
    }

    @Test
    void the_registration_can_be_corrected_and_not_be_void() {
        send(register("Slef", PartyKind.FUND));
        send(new RenameParty("Other", StatedDate.of("2023-05-05"), null));
        PartyRegistered corrected = (PartyRegistered) correct(1, register("Self", PartyKind.CORPORATE));
        assertThat(corrected.name().text()).isEqualTo("Self");
        assertThat(timeline.head().kind()).isEqualTo(PartyKind.CORPORATE);
        assertThat(refuses(1, null).type()).isEqualTo("already-corrected");
        correct(3, null);
        assertThat(refuses(1, null)).isEqualTo(new RegistrationStands(1, "pa_self"));
        assertThat(history.get(2).marks()).isEqualTo(Marks.correcting(0, "typing error"));
    }

    @Test
    void the_words_of_a_natural_person_stay_sealed_when_they_are_corrected() {
        send(register("Ada Byron", PartyKind.INDIVIDUAL));
        send(new RenameParty("Ada Lovelac", StatedDate.of("2023-05-05"), null));
        PartyRenamed renamed = (PartyRenamed) correct(2, new RenameParty("Ada Lovelace", null, null));
        assertThat(renamed.name()).isEqualTo(Personal.of(SELF, "Ada Lovelace"));
        PartyRegistered registered = (PartyRegistered) correct(1, register("Augusta Ada Byron", PartyKind.INDIVIDUAL));
        assertThat(registered.name().person()).isEqualTo(SELF);
    }

    @Test
    void what_turns_out_to_be_a_natural_person_has_its_words_sealed_from_then_on() {
        send(register("Ada", PartyKind.FUND));
        send(new RenameParty("Ada L", StatedDate.of("2023-05-05"), null));
        correct(1, register("Ada", PartyKind.INDIVIDUAL));
        PartyRenamed renamed = (PartyRenamed) correct(2, new RenameParty("Ada Lovelace", null, null));
        assertThat(renamed.name().person()).isEqualTo(SELF);
    }

    @Test
    void a_replacement_meets_the_checks_that_the_command_meets() {
        send(register("Self", PartyKind.FUND));
        send(new SetParent(ONE, null, null));
        assertThat(refuses(2, new SetParent(SELF, null, null)))
                .isEqualTo(new RefusedCorrection(2, new OwnParent(SELF)));
        assertThat(refuses(2, new SetParent(NOBODY, null, null)))
                .isEqualTo(new RefusedCorrection(2, new UnknownOtherParty(NOBODY)));
        assertThat(refuses(2, new RenameParty("Other", null, null)))
                .isEqualTo(new OtherKind(2, "ParentSet", List.of("PartyRenamed")));
        assertThat(refuses(1, new RegisterParty(null, "Self", PartyKind.TRUST, null, ONE, null, null, null)))
                .isEqualTo(new OtherKind(1, "PartyRegistered", List.of("PartyRegistered", "ParentSet")));
    }

    @Test
    void a_party_that_nobody_registered_has_nothing_to_correct() {
        assertThat(refuses(1, null).type()).isEqualTo("unknown-party");
    }
}

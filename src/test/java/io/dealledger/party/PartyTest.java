package io.dealledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveInFuture;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.PartyRefusal.AlreadyDuplicate;
import io.dealledger.party.PartyRefusal.ClaimIncomplete;
import io.dealledger.party.PartyRefusal.DuplicateOfItself;
import io.dealledger.party.PartyRefusal.OwnParent;
import io.dealledger.party.PartyRefusal.UnknownCandidate;
import io.dealledger.party.PartyRefusal.UnknownOtherParty;
import io.dealledger.party.PartyRefusal.UnknownParty;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartyTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);
    private static final PartyId SELF = new PartyId("pa_self");
    private static final PartyId OTHER = new PartyId("pa_other");
    private static final PartyId NOBODY = new PartyId("pa_nobody");
    private static final CompanyId COMPANY = new CompanyId("co_known");
    private static final Source PRESS =
            new Source("A newspaper", LocalDate.of(2024, 3, 11), null, null, SourceClass.PRESS_NAMED);

    private final PartyContext context =
            new PartyContext(SELF, new Dating(TODAY, TODAY.plusDays(366)), id -> !id.equals(NOBODY), COMPANY::equals);

    private Decision<PartyEvent> decide(PartyCommand command, PartyEvent... before) {
        Timeline<Party, PartyEvent> timeline = new Timeline<>(Party.FOLD);
        for (PartyEvent event : before) {
            timeline.insert(Recorded.pending(SELF.value(), timeline.version() + 1, event));
        }
        return Party.decide(timeline, command, context);
    }

    private static void accepted(Decision<PartyEvent> decision, PartyEvent... events) {
        assertThat(decision).isEqualTo(new Decision.Accepted<>(SELF.value(), List.of(events)));
    }

    private static void refused(Decision<PartyEvent> decision, Refusal refusal) {
        assertThat(decision).isEqualTo(new Decision.Refused<PartyEvent>(refusal));
    }

    private static PartyRegistered registered() {
        return new PartyRegistered(
                Personal.open("Self"), PartyKind.CORPORATE, null, List.of(), EffectiveOn.SINCE_ALWAYS);
    }

    private static RegisterParty register(String name, PartyKind kind, PartyId parent) {
        return new RegisterParty(SELF, name, kind, null, parent, null, null, null);
    }

    @Nested
    class Registering {
        @Test
        void without_a_date_it_holds_since_always() {
            accepted(decide(register("Self", PartyKind.CORPORATE, null)), registered());
        }

        @Test
        void with_a_parent_it_records_the_parent_from_the_same_date() {
            accepted(
                    decide(register("Self", PartyKind.CORPORATE, OTHER)),
                    registered(),
                    new ParentSet(OTHER, EffectiveOn.SINCE_ALWAYS));
        }

        @Test
        void a_natural_person_is_personal_data() {
            accepted(
                    decide(register("Ada", PartyKind.INDIVIDUAL, null)),
                    new PartyRegistered(
                            Personal.of(SELF, "Ada"), PartyKind.INDIVIDUAL, null, List.of(), EffectiveOn.SINCE_ALWAYS));
        }

        @Test
        void a_registered_id_is_taken() {
            refused(decide(register("Self", PartyKind.FUND, null), registered()), new IdTaken("pa_self"));
        }

        @Test
        void a_parent_has_to_be_registered() {
            refused(decide(register("Self", PartyKind.FUND, NOBODY)), new UnknownOtherParty(NOBODY));
        }

        @Test
        void a_party_is_not_its_own_parent() {
            refused(decide(register("Self", PartyKind.FUND, SELF)), new OwnParent(SELF));
        }

        @Test
        void a_date_too_far_ahead_is_refused() {
            refused(
                    decide(new RegisterParty(
                            SELF, "Self", PartyKind.FUND, null, null, null, StatedDate.of("2030-01-01"), null)),
                    new EffectiveInFuture(LocalDate.of(2030, 1, 1), TODAY.plusDays(366)));
        }

        @Test
        void a_precision_without_a_date_is_never_valid() {
            assertThatThrownBy(() -> decide(
                            new RegisterParty(SELF, "Self", PartyKind.FUND, null, null, null, null, Precision.MONTH)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> decide(new SetParent(OTHER, null, Precision.DAY), registered()))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void a_blank_name_and_an_unknown_country_are_never_valid() {
            assertThatThrownBy(() -> register("  ", PartyKind.FUND, null)).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new RegisterParty(SELF, "Self", PartyKind.FUND, "XX", null, null, null, null))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining("XX");
        }
    }

    @Nested
    class Renaming {
        @Test
        void takes_effect_today_unless_a_date_is_given() {
            accepted(
                    decide(new RenameParty("New", null, null), registered()),
                    new PartyRenamed(Personal.open("New"), EffectiveOn.day(TODAY)));
        }

        @Test
        void a_natural_persons_new_name_is_personal_data_too() {
            PartyRegistered person = new PartyRegistered(
                    Personal.of(SELF, "Ada"), PartyKind.INDIVIDUAL, null, List.of(), EffectiveOn.SINCE_ALWAYS);
            accepted(
                    decide(new RenameParty("Ada L.", null, null), person),
                    new PartyRenamed(Personal.of(SELF, "Ada L."), EffectiveOn.day(TODAY)));
        }

        @Test
        void an_unknown_party_cannot_be_renamed() {
            refused(decide(new RenameParty("New", null, null)), new UnknownParty(SELF));
        }
    }

    @Nested
    class Setting_a_parent {
        @Test
        void without_a_date_it_holds_since_always() {
            accepted(
                    decide(new SetParent(OTHER, null, null), registered()),
                    new ParentSet(OTHER, EffectiveOn.SINCE_ALWAYS));
        }

        @Test
        void an_absent_parent_ends_the_relation() {
            accepted(
                    decide(new SetParent(null, StatedDate.of("2024-05-31"), null), registered()),
                    new ParentSet(null, EffectiveOn.day(LocalDate.of(2024, 5, 31))));
        }

        @Test
        void an_unknown_parent_and_itself_are_refused() {
            refused(decide(new SetParent(NOBODY, null, null), registered()), new UnknownOtherParty(NOBODY));
            refused(decide(new SetParent(SELF, null, null), registered()), new OwnParent(SELF));
        }
    }

    @Nested
    class Marking_a_duplicate {
        @Test
        void names_the_party_that_it_is() {
            accepted(
                    decide(new MarkDuplicate(OTHER, null, null), registered()),
                    new MarkedDuplicate(OTHER, EffectiveOn.day(TODAY)));
        }

        @Test
        void of_itself_of_nobody_or_twice_is_refused() {
            refused(decide(new MarkDuplicate(SELF, null, null), registered()), new DuplicateOfItself(SELF));
            refused(decide(new MarkDuplicate(NOBODY, null, null), registered()), new UnknownOtherParty(NOBODY));
            refused(
                    decide(
                            new MarkDuplicate(OTHER, null, null),
                            registered(),
                            new MarkedDuplicate(OTHER, EffectiveOn.day(TODAY))),
                    new AlreadyDuplicate(SELF, OTHER));
        }
    }

    @Nested
    class Claims_of_a_party {
        private ClaimOfParty claim(PartyClaimKind kind, String scope, Consideration in, CompanyId... candidates) {
            return new ClaimOfParty(
                    kind, scope, List.of(candidates), in, null, null, null, StatedDate.of("2024-03"), null, PRESS);
        }

        @Test
        void a_vague_date_ends_at_the_latest_when_it_was_published() {
            accepted(
                    decide(claim(PartyClaimKind.HOLDS_NONE, "start-ups", null), registered()),
                    new PartyClaimed(
                            PartyClaimKind.HOLDS_NONE,
                            "start-ups",
                            List.of(),
                            null,
                            null,
                            null,
                            null,
                            new EffectiveOn(LocalDate.of(2024, 3, 11), LocalDate.of(2024, 3, 1), Precision.MONTH),
                            PRESS));
        }

        @Test
        void a_claim_without_what_its_kind_needs_is_refused() {
            refused(
                    decide(claim(PartyClaimKind.HOLDS_NONE, null, null), registered()),
                    new ClaimIncomplete(PartyClaimKind.HOLDS_NONE, "a scope or candidates"));
            refused(
                    decide(claim(PartyClaimKind.PAID_PARTLY_IN, null, null, COMPANY), registered()),
                    new ClaimIncomplete(PartyClaimKind.PAID_PARTLY_IN, "a consideration"));
            refused(
                    decide(claim(PartyClaimKind.POSSIBLY_LARGEST_HOLDER_IN, null, null), registered()),
                    new ClaimIncomplete(PartyClaimKind.POSSIBLY_LARGEST_HOLDER_IN, "candidates"));
        }

        @Test
        void a_candidate_has_to_be_registered() {
            CompanyId unknown = new CompanyId("co_unknown");
            refused(
                    decide(
                            claim(PartyClaimKind.PAID_PARTLY_IN, null, Consideration.COMPUTE_CREDITS, unknown),
                            registered()),
                    new UnknownCandidate(unknown));
        }
    }
}

package io.dealledger.party;

import io.dealledger.ledger.Correcting;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Source;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyCommand.StatedExternalId;
import io.dealledger.party.PartyEvent.ExternalId;
import io.dealledger.party.PartyEvent.FactVoided;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A party, as its facts make it.
 *
 * @param name absent until the party is registered
 * @param duplicateOf the party that this one turned out to be
 */
public record Party(
        @Nullable Personal name,
        @Nullable PartyKind kind,
        @Nullable Personal country,
        @Nullable PartyId parent,
        @Nullable PartyId duplicateOf) {
    private static final Party UNREGISTERED = new Party(null, null, null, null, null);

    public static final Fold<Party, PartyEvent> FOLD = new Fold<>() {
        @Override
        public Party initial() {
            return UNREGISTERED;
        }

        @Override
        public Party evolve(Party party, Recorded<PartyEvent> fact) {
            return party.evolve(fact.fact());
        }

        @Override
        public Optional<Refusal> rules(Party party, Recorded<PartyEvent> fact) {
            return party.rules(fact.fact());
        }
    };

    /** Decides a command that was sent to the party of the context. */
    public static Decision<PartyEvent> decide(
            Timeline<Party, PartyEvent> timeline, PartyCommand command, PartyContext context) {
        PartyId self = context.party();
        if (command instanceof RegisterParty register) {
            return timeline.isEmpty()
                    ? register(timeline, register, context)
                    : Decision.refused(new IdTaken(self.value()));
        }
        Party party = timeline.head();
        PartyKind kind = party.kind();
        if (timeline.isEmpty() || kind == null) {
            return Decision.refused(new PartyRefusal.UnknownParty(self));
        }
        EffectiveOn when = command instanceof SetParent && command.effectiveOn() == null && command.precision() == null
                ? EffectiveOn.SINCE_ALWAYS
                : context.dating().fix(command.effectiveOn(), command.precision(), sourceOf(command));
        Optional<? extends Refusal> reason = context.dating()
                .refuse(when, command.effectiveOn(), sourceOf(command))
                .or(() -> refusedBefore(command, party, context));
        if (reason.isPresent()) {
            return Decision.refused(reason.get());
        }
        return recorded(timeline, self, drafted(command, kind, context, when));
    }

    /** Decides corrections that were sent to the party of the context; see {@link Correcting}. */
    public static Decision<PartyEvent> correct(
            Timeline<Party, PartyEvent> timeline,
            CorrectFacts command,
            PartyContext context,
            LongFunction<Optional<EventId>> events) {
        return timeline.isEmpty()
                ? Decision.refused(new PartyRefusal.UnknownParty(context.party()))
                : Correcting.decide(
                        timeline,
                        context.party().value(),
                        command.reason(),
                        command.corrections(),
                        events,
                        new CorrectionLaw(context));
    }

    /** What the law makes of a command in the place of an earlier one. */
    private record CorrectionLaw(PartyContext context) implements Correcting.Law<Party, PartyEvent, PartyCommand> {
        @Override
        public boolean isRegistration(PartyEvent fact) {
            return fact instanceof PartyRegistered;
        }

        @Override
        public PartyEvent voided(EffectiveOn when) {
            return new FactVoided(when);
        }

        @Override
        public EffectiveOn when(PartyCommand command, PartyEvent corrected) {
            return command.effectiveOn() == null && command.precision() == null
                    ? corrected.when()
                    : context.dating().fix(command.effectiveOn(), command.precision(), sourceOf(command));
        }

        @Override
        public Optional<Refusal> refuses(PartyCommand command, EffectiveOn when) {
            return context.dating().refuse(when, command.effectiveOn(), sourceOf(command));
        }

        /** Whether words are personal data follows from what the party is, and not from what it was known to be. */
        @Override
        public Decision<PartyEvent> draft(
                Timeline<Party, PartyEvent> before,
                Timeline<Party, PartyEvent> whole,
                PartyCommand command,
                EffectiveOn when,
                PartyEvent corrected) {
            PartyKind kind = whole.head().kind();
            if (kind == null) {
                return Decision.refused(new PartyRefusal.UnknownParty(context.party()));
            }
            return refusedBefore(command, before.head(), context)
                    .<Decision<PartyEvent>>map(Decision::refused)
                    .orElseGet(() -> Decision.accepted(context.party().value(), drafted(command, kind, context, when)));
        }
    }

    private static List<PartyEvent> drafted(
            PartyCommand command, PartyKind kind, PartyContext context, EffectiveOn when) {
        PartyId self = context.party();
        return switch (command) {
            case RegisterParty register -> registered(register, self, when);
            case RenameParty rename -> List.of(new PartyRenamed(personal(self, kind, rename.name()), when));
            case SetParent set -> List.of(new ParentSet(set.parent(), when));
            case MarkDuplicate mark -> List.of(new MarkedDuplicate(mark.of(), when));
            case ClaimOfParty claim ->
                List.of(new PartyClaimed(
                        claim.claim(),
                        claim.scope(),
                        orNone(claim.candidates()),
                        claim.consideration(),
                        claim.amount(),
                        claim.count(),
                        claim.phrase(),
                        when,
                        claim.source()));
        };
    }

    private static Decision<PartyEvent> register(
            Timeline<Party, PartyEvent> timeline, RegisterParty register, PartyContext context) {
        PartyId self = context.party();
        EffectiveOn when = register.effectiveOn() == null && register.precision() == null
                ? EffectiveOn.SINCE_ALWAYS
                : context.dating().fix(register.effectiveOn(), register.precision(), null);
        Optional<? extends Refusal> reason = context.dating()
                .refuse(when, register.effectiveOn(), null)
                .or(() -> refusedParent(register.parent(), context));
        if (reason.isPresent()) {
            return Decision.refused(reason.get());
        }
        return recorded(timeline, self, registered(register, self, when));
    }

    private static List<PartyEvent> registered(RegisterParty register, PartyId self, EffectiveOn when) {
        List<PartyEvent> events = new ArrayList<>();
        String country = register.country();
        events.add(new PartyRegistered(
                personal(self, register.kind(), register.name()),
                register.kind(),
                country == null ? null : personal(self, register.kind(), country),
                orNone(register.externalIds()).stream()
                        .map(id -> externalId(self, register.kind(), id))
                        .toList(),
                when));
        if (register.parent() != null) {
            events.add(new ParentSet(register.parent(), when));
        }
        return events;
    }

    private static Decision<PartyEvent> recorded(
            Timeline<Party, PartyEvent> timeline, PartyId self, List<PartyEvent> events) {
        return timeline.refuses(events)
                .<Decision<PartyEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(self.value(), events));
    }

    private static Optional<Refusal> refusedBefore(PartyCommand command, Party party, PartyContext context) {
        return switch (command) {
            case RegisterParty register -> refusedParent(register.parent(), context);
            case RenameParty _ -> Optional.empty();
            case SetParent set -> refusedParent(set.parent(), context);
            case MarkDuplicate mark -> refusedDuplicate(mark.of(), party, context);
            case ClaimOfParty claim -> refusedClaim(claim, context);
        };
    }

    private static Optional<Refusal> refusedParent(@Nullable PartyId parent, PartyContext context) {
        if (parent == null) {
            return Optional.empty();
        }
        if (parent.equals(context.party())) {
            return Optional.of(new PartyRefusal.OwnParent(parent));
        }
        return unknown(parent, context);
    }

    private static Optional<Refusal> refusedDuplicate(PartyId of, Party party, PartyContext context) {
        if (of.equals(context.party())) {
            return Optional.of(new PartyRefusal.DuplicateOfItself(of));
        }
        if (party.duplicateOf != null) {
            return Optional.of(new PartyRefusal.AlreadyDuplicate(context.party(), party.duplicateOf));
        }
        return unknown(of, context);
    }

    private static Optional<Refusal> refusedClaim(ClaimOfParty claim, PartyContext context) {
        boolean nobody = orNone(claim.candidates()).isEmpty();
        Optional<String> missing = switch (claim.claim()) {
            case HOLDS_NONE ->
                claim.scope() == null && nobody ? Optional.of("a scope or candidates") : Optional.empty();
            case PAID_PARTLY_IN ->
                claim.consideration() == null
                        ? Optional.of("a consideration")
                        : nobody ? Optional.of("candidates") : Optional.empty();
            case POSSIBLY_LARGEST_HOLDER_IN -> nobody ? Optional.of("candidates") : Optional.empty();
        };
        if (missing.isPresent()) {
            return Optional.of(new PartyRefusal.ClaimIncomplete(claim.claim(), missing.get()));
        }
        return orNone(claim.candidates()).stream()
                .filter(company -> !context.companyExists().test(company))
                .findFirst()
                .map(PartyRefusal.UnknownCandidate::new);
    }

    private static Optional<Refusal> unknown(PartyId party, PartyContext context) {
        return context.partyExists().test(party)
                ? Optional.empty()
                : Optional.of(new PartyRefusal.UnknownOtherParty(party));
    }

    private Party evolve(PartyEvent event) {
        return switch (event) {
            case PartyRegistered registered ->
                new Party(registered.name(), registered.kind(), registered.country(), parent, duplicateOf);
            case PartyRenamed renamed -> new Party(renamed.name(), kind, country, parent, duplicateOf);
            case ParentSet set -> new Party(name, kind, country, set.parent(), duplicateOf);
            case MarkedDuplicate marked -> new Party(name, kind, country, parent, marked.of());
            case PartyClaimed _, FactVoided _ -> this;
        };
    }

    /** A party's facts do not need one another: a parent or a claim may be dated before the registration. */
    private Optional<Refusal> rules(PartyEvent event) {
        return switch (event) {
            case PartyRegistered _, PartyRenamed _, ParentSet _, MarkedDuplicate _, PartyClaimed _, FactVoided _ ->
                Optional.empty();
        };
    }

    private static @Nullable Source sourceOf(PartyCommand command) {
        return command instanceof ClaimOfParty claim ? claim.source() : null;
    }

    private static ExternalId externalId(PartyId self, PartyKind kind, StatedExternalId id) {
        return new ExternalId(id.scheme(), personal(self, kind, id.value()));
    }

    /** Words about a natural person are personal data; about anybody else they are not. */
    private static Personal personal(PartyId self, PartyKind kind, String words) {
        return kind == PartyKind.INDIVIDUAL ? Personal.of(self, words) : Personal.open(words);
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}

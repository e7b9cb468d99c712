package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.PartyNotRegistered;
import io.dealledger.company.CompanyRefusal.ZeroAmount;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Id;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Timeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One command before the law: what it is about, and when.
 *
 * @param when date of the facts to record
 * @param then the company on that date
 */
record Case(Timeline<Company, CompanyEvent> timeline, CompanyContext context, EffectiveOn when, Company then) {
    static Case of(Timeline<Company, CompanyEvent> timeline, CompanyContext context, EffectiveOn when) {
        return new Case(timeline, context, when, timeline.at(when.effectiveOn()));
    }

    /** The company with all that is recorded of it, later facts included: an id is taken once and for all. */
    Company head() {
        return timeline.head();
    }

    @Nullable
    LocalDate day() {
        return when.effectiveOn();
    }

    /** The facts, unless there is an objection; the first one counts. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the objections are only read
    final Decision<CompanyEvent> decide(String id, CompanyEvent fact, Optional<? extends Refusal>... objections) {
        return decide(id, fact, List.of(objections));
    }

    Decision<CompanyEvent> decide(String id, CompanyEvent fact, List<Optional<? extends Refusal>> objections) {
        return objections.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .<Decision<CompanyEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(id, List.of(fact)));
    }

    /** For facts that name nothing of their own: the company is what the command addressed. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the objections are only read
    final Decision<CompanyEvent> decide(CompanyEvent fact, Optional<? extends Refusal>... objections) {
        return decide(context.company().value(), fact, List.of(objections));
    }

    /** A refusal by the state of the day, unless a fact whose date is vague may have come first and changes it. */
    Decision<CompanyEvent> refuse(Refusal refusal, Predicate<Company> otherwise) {
        return Decision.refused(timeline.unlessVague(day(), refusal, otherwise));
    }

    Optional<Refusal> unregistered(@Nullable PartyId party) {
        return party == null || context.partyExists().test(party)
                ? Optional.empty()
                : Optional.of(new PartyNotRegistered(party));
    }

    Optional<Refusal> anyUnregistered(Collection<PartyId> parties) {
        return parties.stream().flatMap(party -> unregistered(party).stream()).findFirst();
    }

    Optional<Refusal> unregisteredVendor(Collection<Leg> legs) {
        return legs.stream().flatMap(leg -> unregistered(leg.vendor()).stream()).findFirst();
    }

    Optional<Refusal> taken(@Nullable Id id) {
        return id != null && head().isTaken(id) ? Optional.of(new IdTaken(id.value())) : Optional.empty();
    }

    static Optional<Refusal> zero(String field, BigDecimal figure) {
        return figure.signum() == 0 ? Optional.of(new ZeroAmount(field)) : Optional.empty();
    }

    static Optional<Refusal> zeroLeg(List<Leg> legs) {
        return legs.stream()
                .flatMap(leg -> zero("legs.amount", leg.amount().amount()).stream())
                .findFirst();
    }

    SecurityId securityOr(@Nullable SecurityId given) {
        return given == null
                ? new SecurityId(SecurityId.PREFIX + context.newId().get())
                : given;
    }

    ClosingId closingOr(@Nullable ClosingId given) {
        return given == null ? new ClosingId(ClosingId.PREFIX + context.newId().get()) : given;
    }

    /** The first thing that is there twice. */
    static <T> Optional<T> twice(Collection<T> things) {
        Set<T> seen = new HashSet<>();
        return things.stream().filter(thing -> !seen.add(thing)).findFirst();
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}

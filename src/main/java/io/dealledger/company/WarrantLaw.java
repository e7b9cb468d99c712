package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentRefusal.IntoAnotherClass;
import io.dealledger.company.InstrumentRefusal.IntoNoClass;
import io.dealledger.company.InstrumentRefusal.MoreThanVested;
import io.dealledger.company.InstrumentRefusal.NoLongerExercisable;
import io.dealledger.company.InstrumentRefusal.NotOfThatKind;
import io.dealledger.company.InstrumentRefusal.QuantityNotKnown;
import io.dealledger.company.InstrumentRefusal.UnknownInstrument;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Warrants: issued, and exercised as far as they go. */
final class WarrantLaw {
    private WarrantLaw() {}

    static Decision<CompanyEvent> issue(Case asked, IssueWarrant command) {
        List<Leg> legs = Case.orNone(command.legs());
        SecurityId security = asked.securityOr(command.id());
        WarrantIssued issued = new WarrantIssued(
                security,
                command.to(),
                command.shareClass(),
                command.quantity(),
                command.quantitySource(),
                command.exercisePrice(),
                command.purchasePrice(),
                legs,
                ConvertibleLaw.sound(command.triggers()),
                command.expiresOn(),
                command.vestingTerms(),
                Case.orNone(command.vestings()),
                asked.when());
        return asked.decide(
                security.value(),
                issued,
                command.quantity() == null
                        ? Optional.empty()
                        : Case.zero("quantity", command.quantity().quantity()),
                Case.zeroLeg(legs),
                ConvertibleLaw.paid(command.to(), command.purchasePrice(), legs),
                ConvertibleLaw.twice(issued.triggers()),
                VestingLaw.sound(issued.vestingTerms(), issued.vestings(), issued.quantity()),
                asked.unregistered(command.to()),
                asked.unregisteredVendor(legs),
                asked.taken(command.id()));
    }

    static Decision<CompanyEvent> exercise(Case asked, ExerciseWarrant command) {
        Optional<Warrant> found = warrant(asked.then(), command.security());
        if (found.isEmpty()) {
            return asked.refuse(
                    missing(asked.then(), command.security()),
                    then -> warrant(then, command.security()).isPresent());
        }
        Warrant warrant = found.get();
        Shares quantity = command.quantity() == null ? warrant.quantity() : command.quantity();
        if (quantity == null) {
            return Decision.refused(new QuantityNotKnown(warrant.id()));
        }
        String shareClass = command.shareClass() == null ? warrant.terms().shareClass() : command.shareClass();
        if (shareClass == null) {
            return Decision.refused(new IntoNoClass(warrant.id()));
        }
        Payment payment = command.payment() == null ? Payment.CASH : command.payment();
        Price price = warrant.terms().exercisePrice();
        List<Leg> legs = Case.orNone(command.legs());
        GrantLaw.Settlement settlement = GrantLaw.Settlement.of(
                warrant.id(),
                quantity,
                payment,
                warrant.strike().orElse(null),
                price == null ? null : price.currency(),
                command.fairValue(),
                false);
        if (settlement.refused() != null) {
            return Decision.refused(settlement.refused());
        }
        SecurityId newSecurity = asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity.value(),
                new WarrantExercised(
                        warrant.id(),
                        warrant.holder(),
                        command.trigger(),
                        quantity,
                        payment,
                        command.fairValue(),
                        shareClass,
                        newSecurity,
                        settlement.issued(),
                        settlement.paid(),
                        legs,
                        asked.when()),
                Case.zero("quantity", quantity.quantity()),
                Case.zero("issued", settlement.issued().quantity()),
                Case.zeroLeg(legs),
                settlement.consideration(warrant.holder(), quantity, legs),
                asked.unregisteredVendor(legs),
                asked.taken(command.newSecurity()));
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, WarrantEvent event) {
        long version = fact.version();
        Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), 0);
        Instruments instruments = company.instruments();
        return switch (event) {
            case WarrantIssued issued ->
                CreditLaw.committed(
                        company.with(VestingLaw.vesting(
                                        instruments.with(new Warrant(
                                                issued.security(),
                                                issued.security(),
                                                issued.to(),
                                                issued,
                                                issued.quantity(),
                                                Fraction.ONE,
                                                since,
                                                true,
                                                TreePVector.singleton(version))),
                                        issued.security(),
                                        issued.vestingTerms(),
                                        issued.vestings(),
                                        issued.quantity()))
                                .with(company.interests().acquiringWithoutShares(issued.to()))
                                .using(issued.security()),
                        version,
                        issued.to(),
                        issued.legs());
            case WarrantExercised exercised -> {
                Optional<Warrant> found = warrant(company, exercised.security());
                if (found.isEmpty()) {
                    yield company.using(exercised.newSecurity());
                }
                Warrant warrant = found.get();
                Company after = company.with(
                                SecurityLaw.ending(instruments, warrant.id(), exercised.quantity(), version)
                                        .vestingOf(warrant.id(), vesting -> vesting.taking(exercised.quantity())))
                        .with(company.shares()
                                .issue(
                                        exercised.newSecurity(),
                                        warrant.holder(),
                                        exercised.shareClass(),
                                        exercised.issued(),
                                        since,
                                        version))
                        .with(company.interests().acquiring(warrant.holder()))
                        .using(exercised.newSecurity());
                yield CreditLaw.committed(after, version, warrant.holder(), exercised.legs());
            }
        };
    }

    static Optional<Refusal> rules(Company company, WarrantEvent event) {
        return switch (event) {
            case WarrantIssued issued -> {
                if (company.isTaken(issued.security())) {
                    yield Optional.of(new IdTaken(issued.security().value()));
                }
                String shareClass = issued.shareClass();
                yield shareClass != null && !company.classes().containsKey(shareClass)
                        ? Optional.of(new UnknownShareClass(shareClass))
                        : VestingLaw.known(company, issued.vestingTerms());
            }
            case WarrantExercised exercised -> exercisable(company, exercised);
        };
    }

    private static Optional<Refusal> exercisable(Company company, WarrantExercised event) {
        Optional<Warrant> found = warrant(company, event.security());
        if (found.isEmpty()) {
            return Optional.of(missing(company, event.security()));
        }
        Warrant warrant = found.get();
        LocalDate on = event.when().effectiveOn();
        LocalDate until = warrant.terms().expiresOn();
        if (until != null && GrantLaw.dayOf(on).isAfter(until)) {
            return Optional.of(new NoLongerExercisable(warrant.id(), until, on));
        }
        Shares left = warrant.quantity();
        Optional<Refusal> missing = left == null
                ? Optional.empty()
                : SecurityLaw.takeable(company.instruments(), warrant.id(), event.quantity(), null, on)
                        .or(() -> unvested(company, warrant.id(), left, event.quantity(), on));
        Optional<Refusal> another = SecurityLaw.heldBy(company.instruments(), warrant.id(), event.holder());
        if (missing.isPresent() || another.isPresent()) {
            return missing.or(() -> another);
        }
        String shareClass = warrant.terms().shareClass();
        if (shareClass != null && !shareClass.equals(event.shareClass())) {
            return Optional.of(new IntoAnotherClass(warrant.id(), shareClass, event.shareClass()));
        }
        return ConvertibleLaw.triggered(
                        warrant.id(), warrant.terms().triggers(), event.trigger(), event.shareClass(), on)
                .or(() -> company.isTaken(event.newSecurity())
                        ? Optional.of(new IdTaken(event.newSecurity().value()))
                        : ShareLaw.addable(company, Map.of(event.shareClass(), event.issued())));
    }

    private static Optional<Refusal> unvested(
            Company company, SecurityId security, Shares left, Shares quantity, @Nullable LocalDate on) {
        Shares vested = company.instruments().vested(security, left, GrantLaw.dayOf(on));
        return quantity.isMoreThan(vested)
                ? Optional.of(new MoreThanVested(security, vested, left, quantity, on))
                : Optional.empty();
    }

    private static Optional<Warrant> warrant(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .filter(Warrant.class::isInstance)
                .map(Warrant.class::cast);
    }

    private static Refusal missing(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .<Refusal>map(other -> new NotOfThatKind(security, SecurityLaw.kindOf(other), "exercise"))
                .orElseGet(() -> new UnknownInstrument(security));
    }
}

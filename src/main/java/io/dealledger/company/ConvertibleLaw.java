package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.AmendsNothing;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentRefusal.CircularElection;
import io.dealledger.company.InstrumentRefusal.DuplicateTrigger;
import io.dealledger.company.InstrumentRefusal.IntoAnotherClass;
import io.dealledger.company.InstrumentRefusal.IntoNoClass;
import io.dealledger.company.InstrumentRefusal.NotMostFavoured;
import io.dealledger.company.InstrumentRefusal.NotOfThatKind;
import io.dealledger.company.InstrumentRefusal.QuantityContradictsPrice;
import io.dealledger.company.InstrumentRefusal.TermsOfEarlier;
import io.dealledger.company.InstrumentRefusal.TriggerNotOpen;
import io.dealledger.company.InstrumentRefusal.UnknownInstrument;
import io.dealledger.company.InstrumentRefusal.UnknownTrigger;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Convertibles: issued for an amount, and converted by a trigger, never beyond the amount. */
final class ConvertibleLaw {
    private ConvertibleLaw() {}

    static Decision<CompanyEvent> issue(Case asked, IssueConvertible command) {
        List<Leg> legs = Case.orNone(command.legs());
        List<ConversionTrigger> triggers = sound(command.triggers());
        if (triggers.isEmpty()) {
            throw InvalidValue.in("triggers", "missing", "", "a convertible says when it converts");
        }
        SecurityId security = asked.securityOr(command.id());
        return asked.decide(
                security.value(),
                new ConvertibleIssued(
                        security,
                        command.to(),
                        command.kind(),
                        command.amount(),
                        legs,
                        triggers,
                        proRata(command.proRata()),
                        command.seniority() == null ? 1 : command.seniority(),
                        command.maturesOn(),
                        asked.when()),
                Case.zero("amount", command.amount().amount()),
                Case.zeroLeg(legs),
                paid(command.to(), command.amount(), legs),
                twice(triggers),
                asked.unregistered(command.to()),
                asked.unregisteredVendor(legs),
                asked.taken(command.id()));
    }

    private static @Nullable BigDecimal proRata(@Nullable BigDecimal fraction) {
        return fraction == null ? null : Figures.notNegative("proRata", fraction);
    }

    /** The legs, where they are recorded, pay the amount to the last unit. */
    static Optional<Refusal> paid(PartyId party, @Nullable Money amount, List<Leg> legs) {
        return legs.isEmpty() || amount == null
                ? Optional.empty()
                : Figures.inOneCurrency(amount.currency(), legs)
                        .or(() -> ShareLaw.consideration(
                                party, legs, Shares.of(1), amount.fraction(), amount.currency()));
    }

    static List<ConversionTrigger> sound(@Nullable List<ConversionTrigger> triggers) {
        List<ConversionTrigger> given = Case.orNone(triggers);
        for (ConversionTrigger trigger : given) {
            Words.check("triggers.id", trigger.id(), Words.NAME);
        }
        return given;
    }

    static Optional<Refusal> twice(List<ConversionTrigger> triggers) {
        return Case.twice(triggers.stream().map(ConversionTrigger::id).toList()).map(DuplicateTrigger::new);
    }

    static Decision<CompanyEvent> amend(Case asked, AmendConvertible command) {
        ConvertibleAmended amended = new ConvertibleAmended(
                command.security(),
                sound(command.triggers()),
                proRata(command.proRata()),
                command.seniority(),
                command.maturesOn(),
                asked.when());
        return asked.decide(
                command.security().value(),
                amended,
                twice(amended.triggers()),
                convertible(asked.then(), command.security())
                        .filter(before -> before.hasTerms(
                                amended.triggers(), amended.proRata(), amended.seniority(), amended.maturesOn()))
                        .map(before -> new AmendsNothing(before.id().value())));
    }

    static Decision<CompanyEvent> elect(Case asked, ElectMostFavouredTerms command) {
        Optional<Convertible> other = convertible(asked.then(), command.termsOf());
        return other.isEmpty()
                ? asked.refuse(
                        missing(asked.then(), command.termsOf()),
                        then -> convertible(then, command.termsOf()).isPresent())
                : asked.decide(
                        command.security().value(),
                        new MostFavouredTermsElected(
                                command.security(),
                                command.termsOf(),
                                other.get().triggers(),
                                asked.when()));
    }

    static Decision<CompanyEvent> convert(Case asked, ConvertConvertible command) {
        Optional<Convertible> found = convertible(asked.then(), command.security());
        if (found.isEmpty()) {
            return asked.refuse(
                    missing(asked.then(), command.security()),
                    then -> convertible(then, command.security()).isPresent());
        }
        Convertible convertible = found.get();
        String shareClass = command.shareClass() != null
                ? command.shareClass()
                : convertible
                        .trigger(command.trigger())
                        .map(trigger -> trigger.right().shareClass())
                        .orElse(null);
        if (shareClass == null) {
            return convertible.trigger(command.trigger()).isEmpty()
                    ? Decision.refused(unknownTrigger(convertible.id(), convertible.triggers(), command.trigger()))
                    : Decision.refused(new IntoNoClass(convertible.id()));
        }
        Money amount = command.amount() == null ? convertible.amount() : command.amount();
        Money interest = command.interest();
        SecurityId newSecurity = asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity.value(),
                new ConvertibleConverted(
                        convertible.id(),
                        convertible.holder(),
                        command.trigger(),
                        amount,
                        interest,
                        shareClass,
                        newSecurity,
                        command.quantity(),
                        command.calculation(),
                        Words.checkIfPresent("reason", command.reason(), Words.REASON),
                        asked.when()),
                Case.zero("amount", amount.amount()),
                Case.zero("quantity", command.quantity().quantity()),
                interest == null || interest.currency().equals(amount.currency())
                        ? Optional.empty()
                        : Optional.of(new CompanyRefusal.WrongCurrency(amount.currency(), interest.currency())),
                atThatPrice(convertible.id(), amount, interest, command.quantity(), command.calculation()),
                asked.taken(command.newSecurity()));
    }

    /** Where a price is recorded, the quantity is what the amount buys at it, to less than one share. */
    private static Optional<Refusal> atThatPrice(
            SecurityId security,
            Money amount,
            @Nullable Money interest,
            Shares quantity,
            @Nullable Calculation calculation) {
        if (calculation == null || calculation.price() == null) {
            return Optional.empty();
        }
        Price price = calculation.price();
        if (!price.currency().equals(amount.currency())) {
            return Optional.of(new CompanyRefusal.WrongCurrency(amount.currency(), price.currency()));
        }
        if (interest != null && !interest.currency().equals(amount.currency())) {
            return Optional.empty();
        }
        Money whole = interest == null ? amount : amount.plus(interest);
        if (price.amount().signum() == 0) {
            throw InvalidValue.in("calculation.price", "zero", "0", "no amount buys a share at a price of zero");
        }
        Fraction exact = whole.fraction().over(price.fraction());
        Fraction difference = exact.minus(quantity.fraction());
        Rounding rounding = Objects.requireNonNullElse(calculation.rounding(), GrantLaw.WHOLE_SHARES);
        return difference.max(difference.negate()).compareTo(Fraction.ONE) < 0
                ? Optional.empty()
                : Optional.of(new QuantityContradictsPrice(
                        security,
                        whole,
                        price,
                        new Shares(exact.toDecimal(rounding.places(), rounding.mode())),
                        quantity));
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, ConvertibleEvent event) {
        long version = fact.version();
        Instruments instruments = company.instruments();
        Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), 0);
        return switch (event) {
            case ConvertibleIssued issued ->
                CreditLaw.committed(
                        company.with(instruments.with(new Convertible(
                                        issued.security(),
                                        issued.security(),
                                        issued.to(),
                                        issued,
                                        issued.amount(),
                                        issued.triggers(),
                                        issued.proRata(),
                                        issued.seniority(),
                                        issued.maturesOn(),
                                        null,
                                        since,
                                        true,
                                        TreePVector.singleton(version))))
                                .with(company.interests().acquiringWithoutShares(issued.to()))
                                .using(issued.security()),
                        version,
                        issued.to(),
                        issued.legs());
            case ConvertibleAmended amended ->
                convertible(company, amended.security())
                        .map(before -> company.with(instruments.with(before.amended(amended, version))))
                        .orElse(company);
            case MostFavouredTermsElected elected ->
                convertible(company, elected.security())
                        .map(before -> company.with(
                                instruments.with(before.electing(elected.termsOf(), elected.triggers(), version))))
                        .orElse(company);
            case ConvertibleConverted converted -> {
                Optional<Convertible> found = convertible(company, converted.security());
                if (found.isEmpty()) {
                    yield company.using(converted.newSecurity());
                }
                PartyId holder = found.get().holder();
                yield company.with(SecurityLaw.owing(instruments, converted.security(), converted.amount(), version))
                        .with(company.shares()
                                .issue(
                                        converted.newSecurity(),
                                        holder,
                                        converted.shareClass(),
                                        converted.quantity(),
                                        since,
                                        version))
                        .with(company.interests().acquiring(holder))
                        .using(converted.newSecurity());
            }
        };
    }

    static Optional<Refusal> rules(Company company, ConvertibleEvent event) {
        return switch (event) {
            case ConvertibleIssued issued ->
                company.isTaken(issued.security())
                        ? Optional.of(new IdTaken(issued.security().value()))
                        : Optional.empty();
            case ConvertibleAmended amended ->
                convertible(company, amended.security()).isPresent()
                        ? Optional.empty()
                        : Optional.of(missing(company, amended.security()));
            case MostFavouredTermsElected elected -> electable(company, elected);
            case ConvertibleConverted converted -> convertible(company, converted);
        };
    }

    private static Optional<Refusal> electable(Company company, MostFavouredTermsElected event) {
        Optional<Convertible> found = convertible(company, event.security());
        Optional<Convertible> other = convertible(company, event.termsOf());
        if (found.isEmpty() || other.isEmpty()) {
            return Optional.of(missing(company, found.isEmpty() ? event.security() : event.termsOf()));
        }
        List<SecurityId> chain = new ArrayList<>();
        for (SecurityId at = event.termsOf(); at != null && !chain.contains(at); ) {
            chain.add(at);
            if (at.equals(event.security())) {
                return Optional.of(new CircularElection(event.security(), event.termsOf(), chain));
            }
            at = convertible(company, at).map(Convertible::termsOf).orElse(null);
        }
        if (!found.get().isMostFavoured()) {
            return Optional.of(new NotMostFavoured(event.security()));
        }
        LocalDate issuedOn = other.get().issued().when().effectiveOn();
        return GrantLaw.dayOf(issuedOn)
                        .isBefore(GrantLaw.dayOf(found.get().issued().when().effectiveOn()))
                ? Optional.of(new TermsOfEarlier(event.security(), event.termsOf(), issuedOn))
                : Optional.empty();
    }

    private static Optional<Refusal> convertible(Company company, ConvertibleConverted event) {
        Optional<Convertible> found = convertible(company, event.security());
        if (found.isEmpty()) {
            return Optional.of(missing(company, event.security()));
        }
        LocalDate on = event.when().effectiveOn();
        return SecurityLaw.owed(found.get(), event.amount(), on)
                .or(() -> SecurityLaw.heldBy(company.instruments(), event.security(), event.holder()))
                .or(() -> triggered(event.security(), found.get().triggers(), event.trigger(), event.shareClass(), on))
                .or(() -> company.isTaken(event.newSecurity())
                        ? Optional.of(new IdTaken(event.newSecurity().value()))
                        : ShareLaw.addable(company, Map.of(event.shareClass(), event.quantity())));
    }

    /** The trigger is one of the security's, its date has come and not gone, and it leads into the class. */
    static Optional<Refusal> triggered(
            SecurityId security,
            List<ConversionTrigger> triggers,
            @Nullable String named,
            String shareClass,
            @Nullable LocalDate on) {
        if (named == null) {
            return triggers.isEmpty() ? Optional.empty() : Optional.of(unknownTrigger(security, triggers, null));
        }
        Optional<ConversionTrigger> found =
                triggers.stream().filter(trigger -> trigger.id().equals(named)).findFirst();
        if (found.isEmpty()) {
            return Optional.of(unknownTrigger(security, triggers, named));
        }
        ConversionTrigger trigger = found.get();
        if (!trigger.isOpen(GrantLaw.dayOf(on))) {
            return Optional.of(new TriggerNotOpen(
                    security, named, trigger.date() == null ? trigger.from() : trigger.date(), trigger.until(), on));
        }
        String into = trigger.right().shareClass();
        return into == null || into.equals(shareClass)
                ? Optional.empty()
                : Optional.of(new IntoAnotherClass(security, into, shareClass));
    }

    static Refusal unknownTrigger(SecurityId security, List<ConversionTrigger> triggers, @Nullable String named) {
        return new UnknownTrigger(
                security, named, triggers.stream().map(ConversionTrigger::id).toList());
    }

    private static Optional<Convertible> convertible(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .filter(Convertible.class::isInstance)
                .map(Convertible.class::cast);
    }

    static Refusal missing(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .<Refusal>map(other -> new NotOfThatKind(security, SecurityLaw.kindOf(other), "conversion"))
                .orElseGet(() -> new UnknownInstrument(security));
    }
}

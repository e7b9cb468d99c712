package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.NotAsIssued;
import io.dealledger.company.CompanyRefusal.TransferToSelf;
import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.company.InstrumentRefusal.AcceptedAlready;
import io.dealledger.company.InstrumentRefusal.MoreThanLeft;
import io.dealledger.company.InstrumentRefusal.MoreThanOwed;
import io.dealledger.company.InstrumentRefusal.NotExpired;
import io.dealledger.company.InstrumentRefusal.NotOfThatKind;
import io.dealledger.company.InstrumentRefusal.QuantityNotKnown;
import io.dealledger.company.InstrumentRefusal.UnknownInstrument;
import io.dealledger.company.InstrumentRefusal.UnknownSubject;
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.ledger.CompanyId;
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
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with any security that is not stock: accepted, transferred, cancelled, retracted, expired. */
final class SecurityLaw {
    private SecurityLaw() {}

    /** How much of a security an act takes: a quantity, an amount, or all of one whose quantity is not known. */
    private record Part(@Nullable Shares quantity, @Nullable Money amount) {
        static Part asked(Instrument of, @Nullable Shares quantity, @Nullable Money amount) {
            return switch (of) {
                case Grant grant -> {
                    no("amount", amount);
                    yield new Part(quantity == null ? grant.quantity() : quantity, null);
                }
                case Warrant warrant -> {
                    no("amount", amount);
                    yield new Part(quantity == null ? warrant.quantity() : quantity, null);
                }
                case Convertible convertible -> {
                    no("quantity", quantity);
                    yield new Part(null, amount == null ? convertible.amount() : amount);
                }
            };
        }

        private static void no(String field, @Nullable Object given) {
            if (given != null) {
                throw InvalidValue.in(
                        field, "not-allowed", given.toString(), "a convertible has an amount, the others a quantity");
            }
        }

        Optional<Refusal> nothing() {
            return quantity != null
                    ? Case.zero("quantity", quantity.quantity())
                    : amount != null ? Case.zero("amount", amount.amount()) : Optional.empty();
        }
    }

    static Decision<CompanyEvent> accept(Case asked, AcceptSecurity command) {
        return asked.decide(command.security().value(), new SecurityAccepted(command.security(), asked.when()));
    }

    static Decision<CompanyEvent> particulars(Case asked, RecordParticulars command) {
        String about = Words.check("about", command.about(), Words.NAME);
        return asked.decide(
                new ParticularsRecorded(
                        about,
                        Words.checkIfPresent("act", command.act(), Words.NAME),
                        command.particulars(),
                        asked.when()),
                about.equals(asked.context().company().value())
                        ? Optional.empty()
                        : unknownSubject(asked.then(), about));
    }

    private static Optional<Refusal> unknownSubject(Company company, String about) {
        Instruments instruments = company.instruments();
        boolean known = about.startsWith(CompanyId.PREFIX)
                || company.ids().contains(about)
                || company.classes().containsKey(about)
                || instruments.plans().containsKey(about)
                || instruments.terms().containsKey(about);
        return known ? Optional.empty() : Optional.of(new UnknownSubject(about));
    }

    static Decision<CompanyEvent> transfer(Case asked, TransferInstrument command) {
        Instrument found = asked.then().instruments().outstanding().get(command.security());
        if (found == null) {
            return unknown(asked, command.security());
        }
        Part part = Part.asked(found, command.quantity(), command.amount());
        SecurityId newSecurity = asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity.value(),
                new InstrumentTransferred(
                        command.security(),
                        found.holder(),
                        command.to(),
                        part.quantity(),
                        part.amount(),
                        newSecurity,
                        command.price(),
                        asked.when()),
                part.nothing(),
                found.holder().equals(command.to()) ? Optional.of(new TransferToSelf(command.to())) : Optional.empty(),
                asked.unregistered(command.to()),
                asked.taken(command.newSecurity()));
    }

    static Decision<CompanyEvent> cancel(Case asked, CancelInstrument command) {
        Instrument found = asked.then().instruments().outstanding().get(command.security());
        if (found == null) {
            return unknown(asked, command.security());
        }
        Part part = Part.asked(found, command.quantity(), command.amount());
        return asked.decide(
                command.security().value(),
                new InstrumentCancelled(
                        command.security(),
                        part.quantity(),
                        part.amount(),
                        Words.check("reason", command.reason(), Words.REASON),
                        asked.when()),
                part.nothing());
    }

    static Decision<CompanyEvent> expire(Case asked, ExpireInstrument command) {
        Instrument found = asked.then().instruments().outstanding().get(command.security());
        return switch (found) {
            case null -> unknown(asked, command.security());
            case Grant grant -> expired(asked, grant.id(), grant.quantity());
            case Warrant warrant -> expired(asked, warrant.id(), warrant.quantity());
            case Convertible convertible ->
                Decision.refused(new NotOfThatKind(convertible.id(), kindOf(convertible), "expiry"));
        };
    }

    private static Decision<CompanyEvent> expired(Case asked, SecurityId id, @Nullable Shares quantity) {
        return asked.decide(id.value(), new InstrumentExpired(id, quantity, asked.when()));
    }

    private static Decision<CompanyEvent> unknown(Case asked, SecurityId security) {
        return asked.refuse(
                new UnknownInstrument(security),
                then -> then.instruments().outstanding().containsKey(security));
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, SecurityEvent event) {
        long version = fact.version();
        Instruments instruments = company.instruments();
        return switch (event) {
            case ParticularsRecorded _ -> company;
            case SecurityAccepted accepted -> company.with(instruments.accepting(accepted.security()));
            case InstrumentTransferred transferred ->
                company.with(passed(instruments, fact, transferred))
                        .with(
                                transferred.amount() == null
                                        ? company.interests().acquiring(transferred.to())
                                        : company.interests().acquiringWithoutShares(transferred.to()))
                        .using(transferred.newSecurity());
            case InstrumentCancelled cancelled ->
                company.with(
                        cancelled.amount() == null
                                ? ending(instruments, cancelled.security(), cancelled.quantity(), version)
                                : owing(instruments, cancelled.security(), cancelled.amount(), version));
            case InstrumentExpired expired ->
                company.with(ending(instruments, expired.security(), expired.quantity(), version));
        };
    }

    /** A grant or a warrant ends, whole when the quantity is not known, and its shares go the way of its plan. */
    static Instruments ending(Instruments instruments, SecurityId security, @Nullable Shares quantity, long version) {
        return switch (instruments.outstanding().get(security)) {
            case Grant grant -> {
                Shares taken = quantity == null ? grant.quantity() : quantity.min(grant.quantity());
                Shares left = grant.quantity().minus(taken);
                Instruments after =
                        left.isZero() ? instruments.without(security) : instruments.with(grant.left(left, version));
                yield after.inPlan(
                        grant.terms().plan(),
                        plan -> plan.ending(
                                security,
                                taken,
                                false,
                                plan.ruleFor(grant.terms().cancellationRule()),
                                version));
            }
            case Warrant warrant -> {
                Shares before = warrant.quantity();
                Shares left = before == null || quantity == null ? null : Plan.less(before, quantity);
                yield left == null || left.isZero()
                        ? instruments.without(security)
                        : instruments.with(warrant.left(left, version));
            }
            case Convertible _ -> instruments.without(security);
            case null -> instruments;
        };
    }

    /** So much less is owed on a convertible. */
    static Instruments owing(Instruments instruments, SecurityId security, Money amount, long version) {
        if (!(instruments.outstanding().get(security) instanceof Convertible convertible)
                || !convertible.amount().currency().equals(amount.currency())) {
            return instruments;
        }
        return amount.isMoreThan(convertible.amount()) || amount.equals(convertible.amount())
                ? instruments.without(security)
                : instruments.with(convertible.left(convertible.amount().minus(amount), version));
    }

    private static Instruments passed(
            Instruments instruments, Recorded<CompanyEvent> fact, InstrumentTransferred event) {
        long version = fact.version();
        Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), 0);
        SecurityId id = event.security();
        SecurityId newId = event.newSecurity();
        return switch (instruments.outstanding().get(id)) {
            case Grant grant -> {
                Shares before = grant.quantity();
                Shares taken =
                        event.quantity() == null ? before : event.quantity().min(before);
                Shares left = before.minus(taken);
                Instruments after = instruments.with(
                        grant.passed(newId, event.to(), taken, since, ShareClass.shapedBy(grant.versions(), version)));
                after = part(after, id, newId, taken, before);
                yield left.isZero() ? after.without(id) : after.with(grant.left(left, version));
            }
            case Warrant warrant -> {
                Shares before = warrant.quantity();
                Shares taken = before == null || event.quantity() == null
                        ? before
                        : event.quantity().min(before);
                Shares left = before == null || taken == null ? Shares.ZERO : before.minus(taken);
                Instruments after = instruments.with(warrant.passed(
                        newId, event.to(), taken, since, ShareClass.shapedBy(warrant.versions(), version)));
                after = before == null || taken == null ? after : part(after, id, newId, taken, before);
                yield left.isZero() ? after.without(id) : after.with(warrant.left(left, version));
            }
            case Convertible convertible -> {
                Money taken = event.amount() == null ? convertible.amount() : event.amount();
                yield owing(
                        instruments.with(convertible.passed(
                                newId, event.to(), taken, since, ShareClass.shapedBy(convertible.versions(), version))),
                        id,
                        taken,
                        version);
            }
            case null -> instruments;
        };
    }

    /** Of what has vested, and of what will, the new security has its part. */
    private static Instruments part(
            Instruments instruments, SecurityId id, SecurityId newId, Shares taken, Shares before) {
        Vesting vesting = instruments.vesting().get(id);
        if (vesting == null) {
            return instruments;
        }
        Fraction fraction = taken.fraction().over(before.fraction());
        return instruments
                .vesting(newId, vesting.times(fraction))
                .vesting(id, vesting.times(Fraction.ONE.minus(fraction)));
    }

    static Optional<Refusal> rules(Company company, SecurityEvent event) {
        Instruments instruments = company.instruments();
        LocalDate on = event.when().effectiveOn();
        return switch (event) {
            case ParticularsRecorded recorded -> unknownSubject(company, recorded.about());
            case SecurityAccepted accepted -> acceptable(company, accepted.security());
            case InstrumentTransferred transferred ->
                takeable(instruments, transferred.security(), transferred.quantity(), transferred.amount(), on)
                        .or(() -> heldBy(instruments, transferred.security(), transferred.from()))
                        .or(() -> company.isTaken(transferred.newSecurity())
                                ? Optional.of(
                                        new IdTaken(transferred.newSecurity().value()))
                                : Optional.empty());
            case InstrumentCancelled cancelled ->
                takeable(instruments, cancelled.security(), cancelled.quantity(), cancelled.amount(), on);
            case InstrumentExpired expired -> expirable(instruments, expired.security(), on);
        };
    }

    private static Optional<Refusal> acceptable(Company company, SecurityId security) {
        boolean there = company.securities().containsKey(security)
                || company.instruments().outstanding().containsKey(security);
        if (!there) {
            return Optional.of(new UnknownSecurity(security));
        }
        return company.instruments().accepted().contains(security)
                ? Optional.of(new AcceptedAlready(security))
                : Optional.empty();
    }

    static Optional<Refusal> heldBy(Instruments instruments, SecurityId security, PartyId from) {
        return instruments
                .instrument(security)
                .filter(instrument -> !instrument.holder().equals(from))
                .map(instrument -> new CompanyRefusal.LotOfAnother(security, instrument.holder(), kindOf(instrument)));
    }

    static Optional<Refusal> takeable(
            Instruments instruments,
            SecurityId security,
            @Nullable Shares quantity,
            @Nullable Money amount,
            @Nullable LocalDate on) {
        return switch (instruments.outstanding().get(security)) {
            case null -> Optional.of(new UnknownInstrument(security));
            case Grant grant -> within(security, grant.quantity(), quantity, on);
            case Warrant warrant -> within(security, warrant.quantity(), quantity, on);
            case Convertible convertible -> owed(convertible, amount, on);
        };
    }

    private static Optional<Refusal> within(
            SecurityId security, @Nullable Shares left, @Nullable Shares quantity, @Nullable LocalDate on) {
        if (left == null) {
            return quantity == null ? Optional.empty() : Optional.of(new QuantityNotKnown(security));
        }
        return quantity != null && quantity.isMoreThan(left)
                ? Optional.of(new MoreThanLeft(security, left, quantity, on))
                : Optional.empty();
    }

    static Optional<Refusal> owed(Convertible convertible, @Nullable Money amount, @Nullable LocalDate on) {
        if (amount == null) {
            return Optional.of(new NotOfThatKind(convertible.id(), kindOf(convertible), "quantity"));
        }
        Money left = convertible.amount();
        if (!left.currency().equals(amount.currency())) {
            return Optional.of(new CompanyRefusal.WrongCurrency(left.currency(), amount.currency()));
        }
        return amount.isMoreThan(left)
                ? Optional.of(new MoreThanOwed(convertible.id(), left, amount, on))
                : Optional.empty();
    }

    private static Optional<Refusal> expirable(Instruments instruments, SecurityId security, @Nullable LocalDate on) {
        return switch (instruments.outstanding().get(security)) {
            case null -> Optional.of(new UnknownInstrument(security));
            case Grant grant -> past(security, grant.until(), on);
            case Warrant warrant -> past(security, warrant.terms().expiresOn(), on);
            case Convertible convertible -> Optional.of(new NotOfThatKind(security, kindOf(convertible), "expiry"));
        };
    }

    private static Optional<Refusal> past(SecurityId security, @Nullable LocalDate until, @Nullable LocalDate on) {
        return until != null && GrantLaw.dayOf(on).isAfter(until)
                ? Optional.empty()
                : Optional.of(new NotExpired(security, until, on));
    }

    /** What was accepted cannot be retracted, nor what something has been taken of. */
    static Optional<Refusal> retractable(Company company, SecurityId security) {
        if (company.instruments().accepted().contains(security)) {
            return Optional.of(new AcceptedAlready(security));
        }
        Security stock = company.securities().get(security);
        if (stock != null) {
            return stock.asIssued() ? Optional.empty() : Optional.of(new NotAsIssued(security, stock.quantity()));
        }
        Instrument instrument = company.instruments().outstanding().get(security);
        if (instrument == null) {
            return Optional.of(new UnknownSecurity(security));
        }
        return instrument.asIssued()
                ? Optional.empty()
                : Optional.of(new NotAsIssued(security, VestingLaw.left(company, security)));
    }

    static String kindOf(Instrument instrument) {
        return switch (instrument) {
            case Grant grant -> grant.terms().kind().name();
            case Warrant _ -> "WARRANT";
            case Convertible convertible -> convertible.issued().kind().name();
        };
    }

    /** Retracts what is no stock; absent when there is no such security. */
    static Company retracted(Company company, SecurityId security, long version) {
        Instrument instrument = company.instruments().outstanding().get(security);
        return instrument == null
                ? company
                : company.with(ending(
                        company.instruments(),
                        Objects.requireNonNull(instrument).id(),
                        null,
                        version));
    }
}

package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyRefusal.AcquiredAlready;
import io.dealledger.company.CompanyRefusal.AlreadyListed;
import io.dealledger.company.CompanyRefusal.CompanyDissolvedAlready;
import io.dealledger.company.CompanyRefusal.ConvertsIntoPreferred;
import io.dealledger.company.CompanyRefusal.NotListedThere;
import io.dealledger.company.CompanyRefusal.NotYetRegistered;
import io.dealledger.company.CompanyRefusal.NothingToAcquire;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Words;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The company's own life: registered, renamed, acquired, listed, dissolved. */
final class LifeLaw {
    private static final Rounding WHOLE_SHARES = new Rounding(0, RoundingMode.DOWN);

    private LifeLaw() {}

    /**
     * Nothing happens to a company before it is registered. Once it is dissolved there is only what its holders
     * still receive and book, and what sources say afterwards of what was reported before.
     */
    static Optional<Refusal> alive(Company company, CompanyEvent event) {
        if (event instanceof CompanyRegistered) {
            return Optional.empty();
        }
        LocalDate on = event.when().effectiveOn();
        if (!company.registered()) {
            return Optional.of(new NotYetRegistered(on));
        }
        LocalDate dissolvedOn = company.life().dissolvedOn();
        boolean aftermath = event instanceof DistributionPaid
                || event instanceof InvestmentImpaired
                || event instanceof InvestmentWrittenOff
                || event instanceof ClaimsAdded;
        return dissolvedOn == null || aftermath
                ? Optional.empty()
                : Optional.of(new CompanyDissolvedAlready(dissolvedOn, on));
    }

    static Decision<CompanyEvent> register(Case asked, RegisterCompany command) {
        if (!asked.timeline().isEmpty()) {
            return Decision.refused(new IdTaken(asked.context().company().value()));
        }
        if (command.id() != null && !command.id().equals(asked.context().company())) {
            throw InvalidValue.in("id", "contradicts", command.id().value(), "the command is sent to another company");
        }
        return asked.decide(
                new CompanyRegistered(
                        Words.check("name", command.name(), Words.NAME),
                        Words.checkIfPresent("localName", command.localName(), Words.NAME),
                        Words.country("country", command.country()),
                        Words.checkIfPresent("sector", command.sector(), Words.NAME),
                        command.party(),
                        asked.when()),
                asked.unregistered(command.party()));
    }

    static Decision<CompanyEvent> rename(Case asked, RenameCompany command) {
        return asked.decide(new CompanyRenamed(
                Words.check("name", command.name(), Words.NAME),
                Words.checkIfPresent("localName", command.localName(), Words.NAME),
                asked.when()));
    }

    static Decision<CompanyEvent> acquire(Case asked, AcquireCompany command) {
        Stated stake = command.stake() == null
                ? new Stated(Op.UNDISCLOSED, Unit.PERCENT, null, null, null, null, null, null, null, null, null)
                : command.stake();
        Map<String, Price> prices = command.prices() == null ? Map.of() : command.prices();
        List<String> classes = prices.keySet().stream().sorted().toList();
        List<Acquired> acquired = new ArrayList<>();
        for (String shareClass : classes) {
            if (asked.then().shares().classNamed(shareClass).isEmpty()) {
                return asked.refuse(
                        new UnknownShareClass(shareClass),
                        then -> then.classes().containsKey(shareClass));
            }
            for (Security security : asked.then().shares().ofClass(shareClass)) {
                if (!security.holder().equals(command.acquirer())) {
                    acquired.add(new Acquired(
                            security.id(), security.quantity(), asked.securityOr(null), prices.get(shareClass)));
                }
            }
        }
        if (!classes.isEmpty() && acquired.isEmpty()) {
            return Decision.refused(new NothingToAcquire(command.acquirer(), classes));
        }
        return asked.decide(
                new CompanyAcquired(command.acquirer(), stake, acquired, asked.when(), command.source()),
                ReportLaw.share("stake", stake),
                asked.unregistered(command.acquirer()));
    }

    static Decision<CompanyEvent> list(Case asked, ListCompany command) {
        String into = command.convertInto();
        List<Conversion> conversions = List.of();
        if (into != null) {
            Optional<ShareClass> common = asked.then().shares().classNamed(into);
            if (common.isEmpty()) {
                return asked.refuse(
                        new UnknownShareClass(into), then -> then.classes().containsKey(into));
            }
            if (common.get().terms().type() == ShareClassType.PREFERRED) {
                return Decision.refused(new ConvertsIntoPreferred(into));
            }
            conversions = conversions(asked, into, command.rounding() == null ? WHOLE_SHARES : command.rounding());
        }
        return asked.decide(new CompanyListed(
                Words.check("exchange", command.exchange(), Words.NAME),
                Words.check("ticker", command.ticker(), Words.NAME),
                conversions,
                asked.when(),
                command.source()));
    }

    private static List<Conversion> conversions(Case asked, String into, Rounding rounding) {
        List<Conversion> conversions = new ArrayList<>();
        asked.then().classes().values().stream()
                .filter(shareClass -> shareClass.terms().type() == ShareClassType.PREFERRED)
                .sorted((one, other) -> Integer.compare(one.ordinal(), other.ordinal()))
                .forEach(preferred -> {
                    for (Security security : asked.then().shares().ofClass(preferred.name())) {
                        conversions.add(new Conversion(
                                security.id(),
                                security.quantity(),
                                into,
                                asked.securityOr(null),
                                ShareRegister.afterSplit(security.quantity(), preferred.conversionRatio(), rounding)));
                    }
                });
        return conversions;
    }

    static Decision<CompanyEvent> delist(Case asked, DelistCompany command) {
        return asked.decide(new CompanyDelisted(
                Words.check("exchange", command.exchange(), Words.NAME), asked.when(), command.source()));
    }

    static Decision<CompanyEvent> dissolve(Case asked, DissolveCompany command) {
        return asked.decide(new CompanyDissolved(asked.when(), command.source()));
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, LifeEvent event) {
        return switch (event) {
            case CompanyRegistered registered ->
                company.with(company.life().named(registered.name(), registered.localName(), registered.party()));
            case CompanyRenamed renamed ->
                company.with(company.life()
                        .named(
                                renamed.name(),
                                renamed.localName(),
                                company.life().party()));
            case CompanyAcquired acquired -> acquired(company, fact, acquired);
            case CompanyListed listed -> listed(company, fact, listed);
            case CompanyDelisted delisted -> company.with(company.life().delisted(delisted.exchange()));
            case CompanyDissolved dissolved ->
                company.with(company.life()
                                .dissolved(Objects.requireNonNullElse(
                                        dissolved.when().effectiveOn(), LocalDate.MIN)))
                        .with(company.shares().voided(fact.version()))
                        .with(company.instruments().voided(fact.version()));
        };
    }

    private static Company acquired(Company company, Recorded<CompanyEvent> fact, CompanyAcquired event) {
        Company after = company.with(company.life().acquiredBy(event.acquirer(), event.stake()));
        int index = 0;
        for (Acquired lot : event.acquired()) {
            Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), index++);
            after = ShareLaw.pass(
                    after, lot.security(), lot.quantity(), lot.newSecurity(), event.acquirer(), since, fact.version());
        }
        Interests interests = company.interests();
        return after.with(
                event.acquired().isEmpty()
                        ? interests.acquiringWithoutShares(event.acquirer())
                        : interests.acquiring(event.acquirer()));
    }

    private static Company listed(Company company, Recorded<CompanyEvent> fact, CompanyListed event) {
        Company after = company.with(company.life().listed(event.exchange(), event.ticker()));
        int index = 0;
        for (Conversion conversion : event.conversions()) {
            after = ExchangeLaw.become(
                    after,
                    conversion.security(),
                    conversion.quantity(),
                    conversion.into(),
                    conversion.newSecurity(),
                    conversion.newQuantity(),
                    new Security.Since(event.when().effectiveOn(), fact.place(), index++),
                    fact.version());
        }
        return after;
    }

    static Optional<Refusal> rules(Company company, LifeEvent event) {
        return switch (event) {
            case CompanyRegistered _, CompanyRenamed _, CompanyDissolved _ -> Optional.empty();
            case CompanyAcquired acquired -> acquisition(company, acquired);
            case CompanyListed listed -> listing(company, listed);
            case CompanyDelisted delisted ->
                company.life().listings().containsKey(delisted.exchange())
                        ? Optional.empty()
                        : Optional.of(new NotListedThere(delisted.exchange()));
        };
    }

    private static Optional<Refusal> acquisition(Company company, CompanyAcquired event) {
        PartyId before = company.life().acquirer();
        if (event.acquired().isEmpty() && event.acquirer().equals(before) && !leavesSome(company.life())) {
            return Optional.of(new AcquiredAlready(event.acquirer()));
        }
        for (Acquired lot : event.acquired()) {
            Optional<Refusal> refusal = ShareLaw.lot(
                    company, lot.security(), lot.quantity(), event.when().effectiveOn());
            if (refusal.isPresent()) {
                return refusal;
            }
            if (company.isTaken(lot.newSecurity())) {
                return Optional.of(new IdTaken(lot.newSecurity().value()));
            }
        }
        return Optional.empty();
    }

    /** Whether the last acquisition is known to have left a part of the company to others. */
    private static boolean leavesSome(Life life) {
        Stated stake = life.acquiredStake();
        var most = stake == null ? null : stake.interval().upper();
        return most != null && most.at().compareTo(Fraction.HUNDRED) < 0;
    }

    private static Optional<Refusal> listing(Company company, CompanyListed event) {
        String ticker = company.life().listings().get(event.exchange());
        if (ticker != null) {
            return Optional.of(new AlreadyListed(event.exchange(), ticker));
        }
        Map<String, Shares> converted = new HashMap<>();
        for (Conversion conversion : event.conversions()) {
            Optional<Refusal> refusal = ShareLaw.lot(
                    company,
                    conversion.security(),
                    conversion.quantity(),
                    event.when().effectiveOn());
            if (refusal.isPresent()) {
                return refusal;
            }
            if (company.isTaken(conversion.newSecurity())) {
                return Optional.of(new IdTaken(conversion.newSecurity().value()));
            }
            converted.merge(conversion.into(), conversion.newQuantity(), Shares::plus);
        }
        Shares retired = event.conversions().stream().map(Conversion::quantity).reduce(Shares.ZERO, Shares::plus);
        return ShareLaw.addable(company, converted, retired);
    }
}

package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentRefusal.ConvertsIntoItself;
import io.dealledger.company.InstrumentRefusal.LotsContradictSecurity;
import io.dealledger.company.InstrumentRefusal.TotalBelowOutstanding;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Shares that become other shares of the same holder: converted into another class, or issued anew. */
final class ExchangeLaw {
    private ExchangeLaw() {}

    static Decision<CompanyEvent> convert(Case asked, ConvertShares command) {
        Security security = asked.then().securities().get(command.security());
        if (security == null) {
            return unknown(asked, command.security());
        }
        Shares quantity = command.quantity() == null ? security.quantity() : command.quantity();
        Ratio ratio = command.ratio() == null
                ? asked.then()
                        .shares()
                        .classNamed(security.shareClass())
                        .map(ShareClass::conversionRatio)
                        .orElse(Ratio.ONE)
                : command.ratio();
        Rounding rounding = Objects.requireNonNullElse(command.rounding(), GrantLaw.WHOLE_SHARES);
        Shares newQuantity = ShareRegister.afterSplit(quantity, ratio, rounding);
        SecurityId newSecurity = asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity.value(),
                new SharesConverted(
                        security.id(),
                        security.holder(),
                        quantity,
                        command.into(),
                        newSecurity,
                        newQuantity,
                        ratio,
                        rounding,
                        asked.when()),
                Case.zero("quantity", quantity.quantity()),
                Case.zero("newQuantity", newQuantity.quantity()),
                asked.taken(command.newSecurity()));
    }

    static Decision<CompanyEvent> reissue(Case asked, ReissueShares command) {
        Security security = asked.then().securities().get(command.security());
        if (security == null) {
            return unknown(asked, command.security());
        }
        if (command.lots().isEmpty()) {
            throw InvalidValue.in("lots", "missing", "", "a reissue names the securities that it makes");
        }
        return asked.decide(
                command.security().value(),
                new SharesReissued(
                        security.id(),
                        security.holder(),
                        command.lots(),
                        Words.checkIfPresent("reason", command.reason(), Words.REASON),
                        asked.when()),
                Case.twice(command.lots().stream().map(ReissuedLot::newSecurity).toList())
                        .map(CompanyRefusal.DuplicateLot::new),
                command.lots().stream()
                        .flatMap(
                                lot -> Case.zero("lots.quantity", lot.quantity().quantity()).stream())
                        .findFirst(),
                command.lots().stream()
                        .flatMap(lot -> asked.taken(lot.newSecurity()).stream())
                        .findFirst());
    }

    static Decision<CompanyEvent> adjust(Case asked, AdjustTotalAuthorised command) {
        return asked.decide(new TotalAuthorisedAdjusted(command.authorised(), asked.when()));
    }

    private static Decision<CompanyEvent> unknown(Case asked, SecurityId security) {
        return asked.refuse(
                new UnknownSecurity(security), then -> then.securities().containsKey(security));
    }

    static Company converted(Company company, Recorded<CompanyEvent> fact, SharesConverted event) {
        return become(
                company,
                event.security(),
                event.quantity(),
                event.into(),
                event.newSecurity(),
                event.newQuantity(),
                new Security.Since(event.when().effectiveOn(), fact.place(), 0),
                fact.version());
    }

    /** Shares become those of another class. Restricted ones stay restricted: they vest as what they have become. */
    static Company become(
            Company company,
            SecurityId security,
            Shares quantity,
            String into,
            SecurityId newSecurity,
            Shares newQuantity,
            Security.Since since,
            long version) {
        Security before = company.securities().get(security);
        Company after = company.with(
                        company.shares().convert(security, quantity, into, newSecurity, newQuantity, since, version))
                .using(newSecurity);
        return before == null || quantity.isZero()
                ? after
                : after.with(after.instruments()
                        .stockPassing(security, quantity, before.quantity(), newSecurity)
                        .vestingOf(
                                newSecurity,
                                vesting -> vesting.times(newQuantity.fraction().over(quantity.fraction()))));
    }

    static Company reissued(Company company, Recorded<CompanyEvent> fact, SharesReissued event) {
        Company after = company;
        int index = 0;
        for (ReissuedLot lot : event.lots()) {
            Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), index++);
            after = ShareLaw.pass(
                    after, event.security(), lot.quantity(), lot.newSecurity(), event.holder(), since, fact.version());
        }
        return after;
    }

    static Optional<Refusal> convertible(Company company, SharesConverted event) {
        Optional<Refusal> missing = ShareLaw.lot(
                        company,
                        event.security(),
                        event.quantity(),
                        event.when().effectiveOn())
                .or(() -> heldBy(company, event.security(), event.holder()));
        if (missing.isPresent()) {
            return missing;
        }
        String from = Objects.requireNonNull(company.securities().get(event.security()))
                .shareClass();
        if (from.equals(event.into())) {
            return Optional.of(new ConvertsIntoItself(event.security(), from));
        }
        if (!company.classes().containsKey(event.into())) {
            return Optional.of(new UnknownShareClass(event.into()));
        }
        return taken(company, event.newSecurity())
                .or(() -> ShareLaw.addable(company, Map.of(event.into(), event.newQuantity()), event.quantity()));
    }

    static Optional<Refusal> reissuable(Company company, SharesReissued event) {
        Security security = company.securities().get(event.security());
        if (security == null) {
            return Optional.of(new UnknownSecurity(event.security()));
        }
        Shares sum = event.lots().stream().map(ReissuedLot::quantity).reduce(Shares.ZERO, Shares::plus);
        return heldBy(company, event.security(), event.holder())
                .or(() -> sum.equals(security.quantity())
                        ? Optional.empty()
                        : Optional.of(new LotsContradictSecurity(security.id(), security.quantity(), sum)))
                .or(() -> event.lots().stream()
                        .flatMap(lot -> taken(company, lot.newSecurity()).stream())
                        .findFirst());
    }

    static Optional<Refusal> adjustable(Company company, TotalAuthorisedAdjusted event) {
        Shares outstanding =
                company.classes().values().stream().map(ShareClass::outstanding).reduce(Shares.ZERO, Shares::plus);
        Shares authorised = event.authorised();
        return authorised != null && outstanding.isMoreThan(authorised)
                ? Optional.of(new TotalBelowOutstanding(authorised, outstanding))
                : Optional.empty();
    }

    private static Optional<Refusal> taken(Company company, SecurityId security) {
        return company.isTaken(security) ? Optional.of(new IdTaken(security.value())) : Optional.empty();
    }

    private static Optional<Refusal> heldBy(Company company, SecurityId id, PartyId holder) {
        Security security = Objects.requireNonNull(company.securities().get(id));
        return security.holder().equals(holder)
                ? Optional.empty()
                : Optional.of(new CompanyRefusal.LotOfAnother(id, security.holder(), security.shareClass()));
    }
}

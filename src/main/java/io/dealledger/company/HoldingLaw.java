package io.dealledger.company;

import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.CompanyRefusal.ClaimSaysNothing;
import io.dealledger.company.CompanyRefusal.HoldsNothing;
import io.dealledger.company.CompanyRefusal.NoSuchRight;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrittenOffAlready;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.Interests.Right;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Valuations, rights, and what a holding returns or loses. */
final class HoldingLaw {
    private HoldingLaw() {}

    static Decision<CompanyEvent> value(Case asked, RecordValuation command) {
        boolean fairValue = command.kind() == ValuationKind.FAIR_VALUE;
        boolean stepUp = command.kind() == ValuationKind.STEP_UP;
        onlyWith("holder", command.holder(), fairValue, command.kind());
        onlyWith("basis", command.basis(), stepUp, command.kind());
        boolean measured = fairValue || command.kind() == ValuationKind.VALUATION_409A;
        if (!measured) {
            notWith("shareClass", command.shareClass(), command.kind());
            notWith("method", command.method(), command.kind());
        }
        if (!fairValue) {
            notWith("level", command.level(), command.kind());
            notWith("framework", command.framework(), command.kind());
        }
        Stated translated = command.sourceTranslation();
        if (translated != null
                && (stepUp
                        || Objects.equals(translated.currency(), command.value().currency()))) {
            throw InvalidValue.in(
                    "sourceTranslation",
                    "not-allowed",
                    String.valueOf(translated.currency()),
                    "a source translates an amount of money into another currency");
        }
        return asked.decide(
                new ValuationRecorded(
                        command.kind(),
                        command.value(),
                        command.holder(),
                        command.shareClass(),
                        command.method(),
                        command.level(),
                        command.framework(),
                        command.basis(),
                        translated,
                        asked.when(),
                        command.source()),
                command.value().says()
                        ? Optional.empty()
                        : Optional.of(
                                new ClaimSaysNothing(asked.context().company().value())),
                ReportLaw.unit("value", command.value(), stepUp ? Unit.TIMES : Unit.MONEY),
                ReportLaw.money("sourceTranslation", translated),
                asked.unregistered(command.holder()));
    }

    private static void onlyWith(String field, @Nullable Object given, boolean belongs, ValuationKind kind) {
        if (belongs && given == null) {
            throw InvalidValue.in(field, "missing", "", kind + " needs its " + field);
        }
        if (!belongs) {
            notWith(field, given, kind);
        }
    }

    private static void notWith(String field, @Nullable Object given, ValuationKind kind) {
        if (given != null) {
            throw InvalidValue.in(field, "not-allowed", given.toString(), kind + " has no " + field);
        }
    }

    static Decision<CompanyEvent> grant(Case asked, GrantRight command) {
        return asked.decide(
                new RightGranted(
                        command.kind(),
                        command.party(),
                        Words.checkIfPresent("scope", command.scope(), Words.REASON),
                        asked.when(),
                        command.source()),
                asked.unregistered(command.party()));
    }

    static Decision<CompanyEvent> end(Case asked, EndRight command) {
        return asked.decide(new RightEnded(
                command.kind(),
                command.party(),
                Words.checkIfPresent("scope", command.scope(), Words.REASON),
                asked.when(),
                command.source()));
    }

    static Decision<CompanyEvent> distribute(Case asked, PayDistribution command) {
        return asked.decide(
                new DistributionPaid(command.kind(), command.party(), command.amount(), asked.when()),
                Case.zero("amount", command.amount().amount()),
                asked.unregistered(command.party()));
    }

    static Decision<CompanyEvent> impair(Case asked, ImpairInvestment command) {
        return asked.decide(
                new InvestmentImpaired(
                        command.party(),
                        command.amount(),
                        Words.check("reason", command.reason(), Words.REASON),
                        asked.when()),
                Case.zero("amount", command.amount().amount()),
                asked.unregistered(command.party()));
    }

    static Decision<CompanyEvent> writeOff(Case asked, WriteOffInvestment command) {
        return asked.decide(
                new InvestmentWrittenOff(
                        command.party(), Words.check("reason", command.reason(), Words.REASON), asked.when()),
                asked.unregistered(command.party()));
    }

    static Company evolve(Company company, HoldingEvent event) {
        return switch (event) {
            case ValuationRecorded _, DistributionPaid _, InvestmentImpaired _ -> company;
            case RightGranted granted ->
                company.with(company.interests().granting(new Right(granted.kind(), granted.party(), granted.scope())));
            case RightEnded ended ->
                company.with(company.interests().ending(new Right(ended.kind(), ended.party(), ended.scope())));
            case InvestmentWrittenOff writtenOff ->
                company.with(company.interests().writingOff(writtenOff.party()));
        };
    }

    static Optional<Refusal> rules(Company company, HoldingEvent event) {
        return switch (event) {
            case ValuationRecorded valued -> valuable(company, valued);
            case RightGranted _ -> Optional.empty();
            case RightEnded ended ->
                company.interests().rights().contains(new Right(ended.kind(), ended.party(), ended.scope()))
                        ? Optional.empty()
                        : Optional.of(new NoSuchRight(ended.kind(), ended.party(), ended.scope()));
            // Proceeds of an exit and escrow money reach those who no longer hold anything.
            case DistributionPaid paid -> everHeld(company, paid.party(), event);
            case InvestmentImpaired impaired ->
                losable(company, impaired.party(), event).or(() -> writtenOff(company, impaired.party()));
            case InvestmentWrittenOff writtenOff ->
                losable(company, writtenOff.party(), event).or(() -> writtenOff(company, writtenOff.party()));
        };
    }

    private static Optional<Refusal> valuable(Company company, ValuationRecorded event) {
        String shareClass = event.shareClass();
        if (shareClass != null && !company.classes().containsKey(shareClass)) {
            return Optional.of(new UnknownShareClass(shareClass));
        }
        PartyId holder = event.holder();
        return holder == null || company.hasInterest(holder) ? Optional.empty() : nothing(holder, event);
    }

    private static Optional<Refusal> everHeld(Company company, PartyId party, HoldingEvent event) {
        return company.interests().ever().contains(party) ? Optional.empty() : nothing(party, event);
    }

    /** The shares of a dissolved company are void, and what was paid for them can still be written off. */
    private static Optional<Refusal> losable(Company company, PartyId party, HoldingEvent event) {
        return company.life().dissolvedOn() != null
                ? everHeld(company, party, event)
                : company.hasInterest(party) ? Optional.empty() : nothing(party, event);
    }

    private static Optional<Refusal> nothing(PartyId party, HoldingEvent event) {
        return Optional.of(new HoldsNothing(party, event.when().effectiveOn()));
    }

    private static Optional<Refusal> writtenOff(Company company, PartyId party) {
        return company.interests().writtenOff().contains(party)
                ? Optional.of(new WrittenOffAlready(party))
                : Optional.empty();
    }
}

package io.dealledger.company;

import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyRefusal.AmbiguousVendor;
import io.dealledger.company.CompanyRefusal.CreditsLapsed;
import io.dealledger.company.CompanyRefusal.MoreThanCommitted;
import io.dealledger.company.CompanyRefusal.MoreThanDelivered;
import io.dealledger.company.CompanyRefusal.NoCredits;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.CreditEvent.ComputeCreditsConsumed;
import io.dealledger.company.CreditEvent.ComputeCreditsDelivered;
import io.dealledger.company.CreditEvent.ComputeCreditsExpired;
import io.dealledger.company.CreditEvent.ComputeCreditsRevalued;
import io.dealledger.company.Credits.Account;
import io.dealledger.company.Credits.Pool;
import io.dealledger.company.Credits.ReportedCredits;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Words;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The life of compute credits: never more delivered than committed, used than delivered, expired than left. */
final class CreditLaw {
    private CreditLaw() {}

    static Decision<CompanyEvent> commit(Case asked, CommitComputeCredits command) {
        return asked.decide(
                new ComputeCreditsCommitted(
                        command.party(),
                        command.vendor(),
                        command.amount(),
                        Words.checkIfPresent("restrictedTo", command.restrictedTo(), Words.NAME),
                        command.expiresOn(),
                        asked.when()),
                Case.zero("amount", command.amount().amount()),
                asked.unregistered(command.party()),
                asked.unregistered(command.vendor()));
    }

    static Decision<CompanyEvent> deliver(Case asked, DeliverComputeCredits command) {
        return act(
                asked,
                command.party(),
                command.vendor(),
                command.amount(),
                vendor -> new ComputeCreditsDelivered(command.party(), vendor, command.amount(), asked.when()));
    }

    static Decision<CompanyEvent> consume(Case asked, ConsumeComputeCredits command) {
        return act(
                asked,
                command.party(),
                command.vendor(),
                command.amount(),
                vendor -> new ComputeCreditsConsumed(command.party(), vendor, command.amount(), asked.when()));
    }

    static Decision<CompanyEvent> expire(Case asked, ExpireComputeCredits command) {
        return act(
                asked,
                command.party(),
                command.vendor(),
                command.amount(),
                vendor -> new ComputeCreditsExpired(
                        command.party(), vendor, command.amount(), command.delivered(), asked.when()));
    }

    /** Credits may turn out to be worth nothing. */
    static Decision<CompanyEvent> revalue(Case asked, RevalueComputeCredits command) {
        return ofVendor(
                asked,
                command.party(),
                command.vendor(),
                vendor -> asked.decide(
                        new ComputeCreditsRevalued(command.party(), vendor, command.amount(), asked.when())));
    }

    private static Decision<CompanyEvent> act(
            Case asked, PartyId party, @Nullable PartyId given, Money amount, Function<PartyId, CompanyEvent> fact) {
        return ofVendor(
                asked, party, given, vendor -> asked.decide(fact.apply(vendor), Case.zero("amount", amount.amount())));
    }

    /** The vendor that the command names, else the only one of whom the party has credits. */
    private static Decision<CompanyEvent> ofVendor(
            Case asked, PartyId party, @Nullable PartyId given, Function<PartyId, Decision<CompanyEvent>> decision) {
        if (given != null) {
            return asked.unregistered(given)
                    .<Decision<CompanyEvent>>map(Decision::refused)
                    .orElseGet(() -> decision.apply(given));
        }
        List<PartyId> vendors = asked.then().credits().vendors(party);
        if (vendors.size() == 1) {
            return decision.apply(vendors.getFirst());
        }
        boolean none = vendors.isEmpty()
                && asked.then().credits().reportedOf(party, null, null).isEmpty();
        return none
                ? asked.refuse(
                        new NoCredits(party, null, asked.day()),
                        then -> then.credits().vendors(party).size() == 1)
                : Decision.refused(new AmbiguousVendor(party, vendors));
    }

    static Company evolve(Company company, long version, CreditEvent event) {
        return company.with(company.credits()
                .acting(event.party(), event.vendor(), event.amount().currency(), pool -> after(pool, version, event)));
    }

    private static Pool after(Pool pool, long version, CreditEvent event) {
        BigDecimal amount = event.amount().amount();
        return switch (event) {
            case ComputeCreditsCommitted committed -> pool.committing(amount, committed.expiresOn(), version);
            case ComputeCreditsDelivered _ -> pool.delivering(amount, version);
            case ComputeCreditsConsumed _ -> pool.consuming(amount, version);
            case ComputeCreditsExpired expired -> pool.expiring(amount, expired.delivered(), version);
            case ComputeCreditsRevalued _ -> pool.delivering(BigDecimal.ZERO, version);
        };
    }

    /** The credits among the legs of an investment. */
    static Company committed(Company company, long version, PartyId party, List<Leg> legs) {
        Credits credits = company.credits();
        for (Leg leg : legs) {
            if (leg.kind() == Leg.Kind.COMPUTE_CREDITS && leg.vendor() != null) {
                credits = credits.acting(
                        party,
                        leg.vendor(),
                        leg.amount().currency(),
                        pool -> pool.committing(leg.amount().amount(), leg.expiresOn(), version));
            }
        }
        return company.with(credits);
    }

    static Optional<Refusal> rules(Company company, CreditEvent event) {
        return switch (event) {
            case ComputeCreditsCommitted _ -> Optional.empty();
            case ComputeCreditsDelivered delivered ->
                there(company, delivered)
                        .or(() -> lapsed(company, delivered))
                        .or(() -> undelivered(company, delivered));
            case ComputeCreditsConsumed consumed ->
                there(company, consumed).or(() -> lapsed(company, consumed)).or(() -> unused(company, consumed));
            case ComputeCreditsExpired expired ->
                there(company, expired)
                        .or(() -> expired.delivered() ? unused(company, expired) : undelivered(company, expired));
            case ComputeCreditsRevalued revalued -> there(company, revalued);
        };
    }

    private static Optional<Refusal> there(Company company, CreditEvent event) {
        Credits credits = company.credits();
        Currency currency = event.amount().currency();
        if (credits.pool(event.party(), event.vendor(), currency).committed().signum() > 0
                || !credits.reportedOf(event.party(), event.vendor(), currency).isEmpty()) {
            return Optional.empty();
        }
        return credits.accounts(event.party()).stream()
                .filter(account -> account.vendor().equals(event.vendor()))
                .map(Account::currency)
                .filter(other -> !other.equals(currency))
                .sorted()
                .findFirst()
                .<Refusal>map(other -> new WrongCurrency(other, currency))
                .or(() -> Optional.of(new NoCredits(
                        event.party(), event.vendor(), event.when().effectiveOn())));
    }

    private static Optional<Refusal> lapsed(Company company, CreditEvent event) {
        Currency currency = event.amount().currency();
        LocalDate expiresOn =
                company.credits().pool(event.party(), event.vendor(), currency).expiresOn();
        LocalDate on = event.when().effectiveOn();
        return expiresOn != null
                        && on != null
                        && on.isAfter(expiresOn)
                        && company.credits()
                                .reportedOf(event.party(), event.vendor(), currency)
                                .isEmpty()
                ? Optional.of(new CreditsLapsed(event.party(), event.vendor(), expiresOn, on))
                : Optional.empty();
    }

    private static Optional<Refusal> undelivered(Company company, CreditEvent event) {
        return company.credits()
                .undeliveredWhenLessThan(event.amount(), event.party(), event.vendor())
                .map(left -> new MoreThanCommitted(event.party(), event.vendor(), left, event.amount()));
    }

    private static Optional<Refusal> unused(Company company, CreditEvent event) {
        return company.credits()
                .unusedWhenLessThan(event.amount(), event.party(), event.vendor())
                .map(left -> new MoreThanDelivered(event.party(), event.vendor(), left, event.amount()));
    }

    /** Whether what was delivered and used was also recorded, once a report no longer counts. */
    static Optional<Refusal> stillCovered(Company company, String report) {
        Credits after = company.credits().without(report);
        for (PartyId party : company.credits().reported().keySet()) {
            boolean concerned = company.credits().reportedOf(party, null, null).stream()
                    .map(ReportedCredits::report)
                    .anyMatch(report::equals);
            for (Account account : concerned ? after.accounts(party) : List.<Account>of()) {
                Money nothing = Money.zero(account.currency());
                Optional<Refusal> refusal = after.undeliveredWhenLessThan(nothing, party, account.vendor())
                        .<Refusal>map(left -> new MoreThanCommitted(party, account.vendor(), left, nothing))
                        .or(() -> after.unusedWhenLessThan(nothing, party, account.vendor())
                                .map(left -> new MoreThanDelivered(party, account.vendor(), left, nothing)));
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }
}

package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.Leg;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.schedule.Schedules.View;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what an investor's books need, in few words, and asks for what they show. */
final class Books {
    final RecordedLedger ledger;

    Books() {
        this(new RecordedLedger());
    }

    Books(RecordedLedger ledger) {
        this.ledger = ledger;
    }

    Books party(String name, @Nullable String parent) {
        ledger.send(
                "pa_" + name,
                new RegisterParty(
                        null, name, PartyKind.FUND, null, parent == null ? null : party(parent), null, null, null));
        return this;
    }

    Books company(String name, String... classes) {
        CompanyId id = new CompanyId("co_" + name);
        to(name, new RegisterCompany(id, name, null, "US", "Software", null, on("2020-01-01"), null));
        for (String shareClass : classes) {
            to(
                    name,
                    new AuthoriseShareClass(
                            shareClass,
                            shareClass.equals("Common") ? ShareClassType.COMMON : ShareClassType.PREFERRED,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2020-01-01"),
                            null));
        }
        return this;
    }

    Books to(String company, CompanyCommand command) {
        ledger.send("co_" + company, command);
        return this;
    }

    Books issue(String company, String day, String shareClass, String holder, long shares, String usd) {
        return issue(company, day, shareClass, holder, shares, Money.of(usd, "USD"));
    }

    Books issue(String company, String day, String shareClass, String holder, long shares, Money cost) {
        return to(
                company,
                new IssueShares(
                        null,
                        shareClass,
                        party(holder),
                        Shares.of(shares),
                        null,
                        List.of(Leg.cash(cost)),
                        on(day),
                        null));
    }

    /** @param price per share in USD; absent for a gift */
    Books transfer(
            String company,
            String day,
            String shareClass,
            String from,
            String buyer,
            long shares,
            @Nullable String price) {
        return to(
                company,
                new TransferShares(
                        shareClass,
                        party(from),
                        party(buyer),
                        Shares.of(shares),
                        null,
                        null,
                        price == null ? null : Price.of(price, "USD"),
                        price != null,
                        on(day),
                        null));
    }

    Books repurchase(String company, String day, String shareClass, String from, long shares, String price) {
        return to(
                company,
                new RepurchaseShares(
                        shareClass, party(from), Shares.of(shares), null, null, Price.of(price, "USD"), on(day), null));
    }

    Books split(String company, String day, String ratio, String... classes) {
        return to(company, new SplitShares(Ratio.of(ratio), List.of(classes), null, null, on(day), null));
    }

    Books pay(String company, String day, DistributionKind kind, String holder, String usd) {
        return to(company, new PayDistribution(kind, party(holder), Money.of(usd, "USD"), on(day), null));
    }

    /** @param shareClass absent for the whole position */
    Books mark(String company, String day, String holder, @Nullable String shareClass, int level, String usd) {
        return mark(company, day, holder, shareClass, level, Stated.exactly(Money.of(usd, "USD")));
    }

    Books mark(String company, String day, String holder, @Nullable String shareClass, int level, Stated value) {
        return to(
                company,
                new RecordValuation(
                        ValuationKind.FAIR_VALUE,
                        value,
                        party(holder),
                        shareClass,
                        level == 3 ? FairValueMethod.OPTION_PRICING_MODEL : FairValueMethod.MARKET_APPROACH,
                        FairValueLevel.valueOf("LEVEL_" + level),
                        Framework.ASC_820,
                        null,
                        null,
                        on(day),
                        null,
                        null));
    }

    static PartyId party(String name) {
        return new PartyId("pa_" + name);
    }

    static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    PointInTime at(String asOf) {
        return at(asOf, ledger.head());
    }

    static PointInTime at(String asOf, long knownAt) {
        return PointInTime.of(LocalDate.parse(asOf), knownAt);
    }

    Schedule schedule(String party, String asOf) {
        return schedule(party, asOf, View.USUAL);
    }

    Schedule schedule(String party, String asOf, View view) {
        return new Schedules(ledger).of(party(party), at(asOf), view).orElseThrow();
    }

    RollForward roll(String party, String from, String to) {
        return roll(party, at(from), at(to), View.USUAL);
    }

    RollForward roll(String party, PointInTime from, PointInTime to, View view) {
        return new Schedules(ledger).level3(party(party), from, to, view).orElseThrow();
    }

    static String words(Claim claim) {
        return Printed.words(claim);
    }
}

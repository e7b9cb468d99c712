package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words in which tests of the company speak: commands with what matters to a test, the rest left out. */
final class Deals {
    static final PartyId AMY = new PartyId("pa_amy");
    static final PartyId BEN = new PartyId("pa_ben");
    static final PartyId FUND = new PartyId("pa_fund");
    static final PartyId CLOUD = new PartyId("pa_cloud");
    static final PartyId NOBODY = new PartyId("pa_nobody");

    private Deals() {}

    static StatedDate on(String date) {
        return StatedDate.of(date);
    }

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    static RoundId round(String id) {
        return new RoundId(id);
    }

    static SecurityId se(String id) {
        return new SecurityId(id);
    }

    static Leg cash(String amount) {
        return Leg.cash(usd(amount));
    }

    static Leg credits(String amount) {
        return Leg.credits(usd(amount), CLOUD);
    }

    static List<Leg> legs(Leg... legs) {
        return List.of(legs);
    }

    static Source press() {
        return new Source("A newspaper", LocalDate.of(2024, 3, 11), null, null, SourceClass.PRESS_NAMED);
    }

    static RegisterCompany register(String date) {
        return new RegisterCompany(null, "Acme", null, null, null, null, on(date), null);
    }

    static AuthoriseShareClass common(String name, @Nullable String authorised, String date) {
        return shareClass(name, ShareClassType.COMMON, authorised, date);
    }

    static AuthoriseShareClass preferred(String name, @Nullable String authorised, String date) {
        return shareClass(name, ShareClassType.PREFERRED, authorised, date);
    }

    private static AuthoriseShareClass shareClass(
            String name, ShareClassType type, @Nullable String authorised, String date) {
        return new AuthoriseShareClass(
                name,
                type,
                authorised == null ? null : Shares.of(authorised),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                on(date),
                null);
    }

    static IssueShares issue(@Nullable String id, String shareClass, PartyId to, String quantity, String date) {
        return new IssueShares(
                id == null ? null : se(id), shareClass, to, Shares.of(quantity), null, null, on(date), null);
    }

    static TransferShares transfer(PartyId from, PartyId to, String quantity, String date) {
        return new TransferShares("Common", from, to, Shares.of(quantity), null, null, null, null, on(date), null);
    }

    static RepurchaseShares repurchase(String shareClass, PartyId from, String quantity, String date) {
        return new RepurchaseShares(
                shareClass, from, Shares.of(quantity), null, null, Price.of("0.50", "USD"), on(date), null);
    }

    static SplitShares split(String ratio, String date, String... classes) {
        return new SplitShares(
                Ratio.of(ratio),
                List.of(classes),
                ratio.startsWith("1:") || ratio.startsWith("3:3") ? null : authorisingMore(classes),
                null,
                on(date),
                null);
    }

    private static Map<String, Shares> authorisingMore(String... classes) {
        return Stream.of(classes).distinct().collect(Collectors.toMap(name -> name, _ -> Shares.of(1_000_000)));
    }

    static OpenRound open(String id, String date) {
        return new OpenRound(round(id), "Seed", Currency.of("USD"), null, on(date), null);
    }

    static PriceRound price(String id, String preMoney, String price, String shareClass, String date) {
        return new PriceRound(round(id), usd(preMoney), null, Price.of(price, "USD"), shareClass, null, on(date), null);
    }

    static CommitToRound commit(String id, PartyId party, String amount, String date) {
        return new CommitToRound(round(id), party, null, usd(amount), null, on(date), null);
    }

    static Subscribe shares(PartyId to, @Nullable String shareClass, String quantity, Leg... legs) {
        return new Subscribe(to, null, shareClass, Shares.of(quantity), List.of(legs));
    }

    static CloseRound close(String id, String date, Subscribe... subscriptions) {
        return new CloseRound(round(id), null, List.of(subscriptions), null, on(date), null);
    }

    static DeliverComputeCredits deliver(String amount, String date) {
        return new DeliverComputeCredits(FUND, null, usd(amount), on(date), null);
    }

    static Participant participant(PartyId party) {
        return new Participant(party, null, Stated.undisclosed(), null, List.of());
    }

    static Participant withCredits(PartyId party, Stated committed, @Nullable PartyId vendor) {
        return new Participant(
                party,
                null,
                Stated.undisclosed(),
                null,
                List.of(new ReportedLeg(Leg.Kind.COMPUTE_CREDITS, committed, vendor, null, null)));
    }

    static ReportRound reportRound(
            @Nullable String id, String date, @Nullable Stated raised, Participant... participants) {
        return new ReportRound(
                id == null ? null : round(id),
                null,
                null,
                raised,
                null,
                null,
                null,
                List.of(participants),
                on(date),
                null,
                press());
    }

    static RecordValuation valuation(ValuationKind kind, String amount) {
        return new RecordValuation(
                kind,
                Stated.money(Op.EXACT, amount, "USD"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                on("2021-01-01"),
                null,
                press());
    }
}

package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.Leg;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What amendments and endings make of an exposure: nothing before their own date. */
class AmendedExposuresTest {
    private static final PartyId FUND = new PartyId("pa_fund");
    private static final PartyId FOUNDER = new PartyId("pa_founder");
    private static final RoundId ROUND = new RoundId("rd_a");

    private final RecordedLedger ledger = new RecordedLedger()
            .send("pa_fund", new RegisterParty(null, "Fund", PartyKind.FUND, null, null, null, null, null))
            .send("pa_founder", new RegisterParty(null, "Founder", PartyKind.INDIVIDUAL, null, null, null, null, null))
            .send("co_x", new RegisterCompany(null, "X", null, null, null, null, on("2020-01-01"), null))
            .send(
                    "co_x",
                    new AuthoriseShareClass(
                            "A",
                            ShareClassType.PREFERRED,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2020-01-01"),
                            null))
            .send(
                    "co_x",
                    new IssueShares(
                            null, "A", FUND, Shares.of(100), Price.of("1", "USD"), null, on("2020-01-02"), null))
            .send("co_x", new OpenRound(ROUND, "A", Currency.of("USD"), null, on("2020-02-01"), null));

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private Investment at(String day) {
        return RecordedLedger.of(ledger.exposure("fund", day), "x");
    }

    private static Fraction exact(io.dealledger.calculation.Claim claim) {
        return claim.exact().orElseThrow();
    }

    @Test
    void a_commitment_counts_as_amended_and_as_far_as_it_was_paid_once_it_is_withdrawn() {
        ledger.send("co_x", new CommitToRound(ROUND, FUND, null, usd("100"), null, on("2020-02-02"), null));
        ledger.send(
                "co_x",
                new CloseRound(
                        ROUND,
                        null,
                        List.of(new Subscribe(FUND, null, null, null, List.of(Leg.cash(usd("40"))))),
                        null,
                        on("2020-03-01"),
                        null));
        ledger.send("co_x", new AmendCommitment(ROUND, FUND, usd("70"), null, on("2020-04-01"), null));
        ledger.send("co_x", new WithdrawCommitment(ROUND, FUND, "no approval", on("2020-05-01"), null));
        // 100 were paid for the shares of January.
        assertThat(exact(at("2020-02-15").funding().committed())).isEqualTo(Fraction.of(200));
        assertThat(exact(at("2020-03-15").funding().committed())).isEqualTo(Fraction.of(200));
        assertThat(exact(at("2020-04-15").funding().committed())).isEqualTo(Fraction.of(170));
        assertThat(exact(at("2020-05-15").funding().committed())).isEqualTo(Fraction.of(140));
    }

    @Test
    void a_right_that_has_ended_makes_no_revenue_circular() {
        ledger.send("co_x", new GrantRight(RightKind.EXCLUSIVE_VENDOR, FUND, "cloud", on("2020-03-01"), null, null));
        ledger.send("co_x", new EndRight(RightKind.EXCLUSIVE_VENDOR, FUND, "cloud", on("2020-06-01"), null, null));
        assertThat(at("2020-05-31").circular().certain()).isTrue();
        assertThat(at("2020-06-01").circular().certain()).isFalse();
    }

    @Test
    void shares_are_valued_at_the_amended_price_whatever_they_convert_into() {
        ledger.send(
                "co_x",
                new PriceRound(ROUND, usd("200"), null, Price.of("2", "USD"), "A", null, on("2020-02-02"), null));
        ledger.send(
                "co_x",
                new AmendRoundPrice(ROUND, usd("300"), null, Price.of("3", "USD"), "A", null, on("2020-03-01"), null));
        ledger.send(
                "co_x",
                new CloseRound(
                        ROUND,
                        null,
                        List.of(new Subscribe(FUND, null, null, Shares.of(10), List.of(Leg.cash(usd("30"))))),
                        null,
                        on("2020-03-10"),
                        null));
        assertThat(exact(at("2020-03-15").value())).isEqualTo(Fraction.of(330));
        ledger.send(
                "co_x",
                new AmendShareClass("A", null, null, null, null, null, Ratio.of("3:2"), on("2020-04-01"), null));
        assertThat(exact(at("2020-04-15").value())).isEqualTo(Fraction.of(330));
    }

    private void priceAtTen() {
        ledger.send(
                        "co_x",
                        new AuthoriseShareClass(
                                "Common",
                                ShareClassType.COMMON,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                on("2020-01-01"),
                                null))
                .send(
                        "co_x",
                        new IssueShares(
                                null,
                                "Common",
                                FOUNDER,
                                Shares.of(100),
                                Price.of("1", "USD"),
                                null,
                                on("2020-01-02"),
                                null))
                .send(
                        "co_x",
                        new PriceRound(
                                ROUND, usd("2000"), null, Price.of("10", "USD"), "A", null, on("2020-02-02"), null))
                .send(
                        "co_x",
                        new CloseRound(
                                ROUND,
                                null,
                                List.of(new Subscribe(
                                        FUND, null, null, Shares.of(100), List.of(Leg.cash(usd("1000"))))),
                                null,
                                on("2020-03-01"),
                                null));
    }

    private void amend(String ratio, String day) {
        ledger.send("co_x", new AmendShareClass("A", null, null, null, null, null, Ratio.of(ratio), on(day), null));
    }

    private void split(String day, String... classes) {
        ledger.send("co_x", new SplitShares(Ratio.of("2:1"), List.of(classes), null, null, on(day), null));
    }

    private List<Fraction> values(String day) {
        return List.of(
                exact(at(day).value()),
                exact(RecordedLedger.of(ledger.exposure("founder", day), "x").value()));
    }

    private static List<Fraction> worth(long fund, long founder) {
        return List.of(Fraction.of(fund), Fraction.of(founder));
    }

    @Test
    void a_ratio_that_follows_a_split_of_common_gives_each_share_what_it_was_worth() {
        priceAtTen();
        assertThat(values("2020-03-15")).isEqualTo(worth(2000, 1000));
        split("2020-04-01", "Common");
        amend("2:1", "2020-05-01");
        assertThat(values("2020-05-15")).isEqualTo(worth(2000, 1000));
        split("2020-06-01", "Common", "A");
        assertThat(values("2020-06-15")).isEqualTo(worth(2000, 1000));
    }

    @Test
    void classes_split_one_after_the_other_are_worth_what_they_are_worth_split_together() {
        priceAtTen();
        split("2020-04-01", "Common");
        split("2020-04-01", "A");
        assertThat(values("2020-04-15")).isEqualTo(worth(2000, 1000));
    }

    @Test
    void a_price_that_comes_after_the_amendment_is_of_a_share_that_converts_as_amended() {
        priceAtTen();
        amend("3:2", "2020-04-01");
        // What others own is worth less by it, and who holds the class has more of the company.
        assertThat(exact(at("2020-03-15").stake().claim())).isEqualTo(Fraction.of(200, 3));
        assertThat(exact(at("2020-04-15").stake().claim())).isEqualTo(Fraction.of(75));
        assertThat(values("2020-04-15").getFirst()).isEqualTo(Fraction.of(2000));
        assertThat(values("2020-04-15").getLast()).isEqualTo(Fraction.of(2000, 3));
        long amendment = ledger.head();
        assertThat(at("2020-04-15").stake().claim().events()).contains(amendment);
        assertThat(at("2020-04-15").value().events()).contains(amendment);
        assertThat(at("2020-03-15").value().events()).doesNotContain(amendment);
        RoundId next = new RoundId("rd_b");
        ledger.send("co_x", new OpenRound(next, "B", Currency.of("USD"), null, on("2020-05-01"), null))
                .send(
                        "co_x",
                        new PriceRound(
                                next, usd("4000"), null, Price.of("15", "USD"), "A", null, on("2020-05-02"), null))
                .send(
                        "co_x",
                        new CloseRound(
                                next,
                                null,
                                List.of(new Subscribe(FUND, null, null, Shares.of(2), List.of(Leg.cash(usd("30"))))),
                                null,
                                on("2020-05-03"),
                                null));
        // 202 at 15, and 100 at 10 for what a share of the class converts into one and a half of.
        assertThat(values("2020-05-15")).isEqualTo(worth(3030, 1000));
    }
}

package io.dealledger.sample;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.Leg;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.PartyKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exemplar Robotics, an invented company that is known to the last share: founders, three priced rounds, an
 * investor that pays partly in compute credits of its own subsidiary, a secondary sale, a split, a repurchase,
 * and at the end a transfer that becomes known long after it took effect.
 */
final class Exemplar {
    static final CompanyId COMPANY = new CompanyId("co_exemplar");

    private static final String USD = "USD";

    private final List<SampleCommand> commands = new ArrayList<>();
    private final List<Integer> facts = new ArrayList<>();

    private Exemplar() {}

    /**
     * One fact of the company's history.
     *
     * @param number place in the order of recording, from 1; 0 for the parties, which come before
     * @param commands what records it
     */
    record NumberedFact(int number, List<SampleCommand> commands) {}

    static List<NumberedFact> facts() {
        Exemplar exemplar = new Exemplar();
        exemplar.parties();
        exemplar.history();
        List<NumberedFact> numbered = new ArrayList<>();
        for (int number : exemplar.facts.stream().distinct().toList()) {
            List<SampleCommand> ofFact = new ArrayList<>();
            for (int index = 0; index < exemplar.commands.size(); index++) {
                if (exemplar.facts.get(index) == number) {
                    ofFact.add(exemplar.commands.get(index));
                }
            }
            numbered.add(new NumberedFact(number, ofFact));
        }
        return numbered;
    }

    private void parties() {
        party("founder-a", "Founder A", PartyKind.INDIVIDUAL, null);
        party("founder-b", "Founder B", PartyKind.INDIVIDUAL, null);
        party("founder-c", "Founder C", PartyKind.INDIVIDUAL, null);
        party("angel", "Angel", PartyKind.INDIVIDUAL, null);
        party("fund-one", "Fund One", PartyKind.FUND, null);
        party("fund-two", "Fund Two", PartyKind.FUND, null);
        party("fund-three", "Fund Three", PartyKind.FUND, null);
        party("corp", "Corp", PartyKind.CORPORATE, null);
        party("corp-cloud", "Corp Cloud", PartyKind.CORPORATE, "corp");
        party("trust", "Trust", PartyKind.TRUST, null);
    }

    private void history() {
        add(1, new RegisterCompany(COMPANY, "Exemplar Robotics", null, "US", null, null, on("2019-01-07"), null));
        add(
                2,
                new AuthoriseShareClass(
                        "Common",
                        ShareClassType.COMMON,
                        Shares.of(20_000_000),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        on("2019-01-07"),
                        null));
        issueCommon(3, "founder-a", 4_000_000);
        issueCommon(4, "founder-b", 3_000_000);
        issueCommon(5, "founder-c", 1_000_000);
        preferred(6, "2020-03-02", "Seed", 5_000_000, "0.50", 1);
        round(7, "2020-03-02", "seed", "Seed", "4000000", "0.50", "Seed", "fund-one");
        close(
                8,
                "2020-03-02",
                "seed",
                shares("fund-one", "Seed", 1_500_000, cash("750000")),
                shares("angel", "Seed", 500_000, cash("250000")));
        preferred(9, "2021-09-30", "Series A", 6_000_000, "2.00", 2);
        round(10, "2021-09-30", "a", "Series A", "20000000", "2.00", "Series A", "fund-two");
        close(11, "2021-09-30", "a", shares("fund-two", "Series A", 1_500_000, cash("3000000")));
        close(
                12,
                "2021-12-15",
                "a",
                shares(
                        "corp",
                        "Series A",
                        1_000_000,
                        cash("1200000"),
                        new Leg(
                                Leg.Kind.COMPUTE_CREDITS,
                                usd("800000"),
                                pa("corp-cloud"),
                                "compute",
                                LocalDate.of(2023, 12, 31),
                                null)));
        add(13, new DeliverComputeCredits(pa("corp"), null, usd("500000"), on("2022-01-31"), null));
        add(14, transferCommon("2022-02-10", "founder-c", "fund-one", 250_000, "1.60", true));
        add(
                15,
                new SplitShares(
                        Ratio.of("2:1"),
                        List.of("Common", "Seed", "Series A"),
                        Map.of(
                                "Common", Shares.of(40_000_000),
                                "Seed", Shares.of(10_000_000),
                                "Series A", Shares.of(12_000_000)),
                        null,
                        on("2022-05-01"),
                        null));
        add(16, new ConsumeComputeCredits(pa("corp"), null, usd("300000"), on("2022-06-30"), null));
        add(
                17,
                new RepurchaseShares(
                        "Common",
                        pa("founder-c"),
                        Shares.of(100_000),
                        null,
                        null,
                        Price.of("0.50", USD),
                        on("2022-08-20"),
                        null));
        add(18, new ConsumeComputeCredits(pa("corp"), null, usd("150000"), on("2022-12-31"), null));
        preferred(19, "2023-04-03", "Series B", 9_000_000, "3.00", 3);
        round(20, "2023-04-03", "b", "Series B", "74700000", "3.00", "Series B", "fund-three");
        close(
                21,
                "2023-04-03",
                "b",
                shares("fund-three", "Series B", 6_000_000, cash("18000000")),
                shares("corp", "Series B", 1_000_000, cash("3000000")));
        add(22, new ExpireComputeCredits(pa("corp"), null, usd("100000"), false, on("2023-06-30"), null));
        add(23, transferCommon("2022-01-20", "founder-b", "trust", 50_000, "0", false));
    }

    private void party(String id, String name, PartyKind kind, @Nullable String parent) {
        PartyCommand register =
                new RegisterParty(pa(id), name, kind, null, parent == null ? null : pa(parent), null, null, null);
        facts.add(0);
        commands.add(SampleCommand.of("sample-party-" + id, pa(id).value(), register));
    }

    private void add(int fact, CompanyCommand command) {
        long ofFact = facts.stream().filter(number -> number == fact).count();
        facts.add(fact);
        commands.add(SampleCommand.of(
                "sample-exemplar-" + fact + (ofFact == 0 ? "" : "-" + (ofFact + 1)), COMPANY.value(), command));
    }

    private void issueCommon(int fact, String to, long quantity) {
        add(
                fact,
                new IssueShares(
                        null,
                        "Common",
                        pa(to),
                        Shares.of(quantity),
                        Price.of("0.0001", USD),
                        null,
                        on("2019-01-07"),
                        null));
    }

    private void preferred(int fact, String on, String name, long authorised, String issuePrice, int seniority) {
        add(
                fact,
                new AuthoriseShareClass(
                        name,
                        ShareClassType.PREFERRED,
                        Shares.of(authorised),
                        null,
                        Price.of(issuePrice, USD),
                        BigDecimal.ONE,
                        seniority,
                        Participation.NONE,
                        null,
                        Ratio.ONE,
                        on(on),
                        null));
    }

    private void round(
            int fact,
            String on,
            String id,
            String name,
            String preMoney,
            String price,
            String shareClass,
            String lead) {
        add(fact, new OpenRound(rd(id), name, Currency.of(USD), pa(lead), on(on), null));
        add(fact, new PriceRound(rd(id), usd(preMoney), null, Price.of(price, USD), shareClass, null, on(on), null));
    }

    private void close(int fact, String on, String round, Subscribe... subscriptions) {
        add(fact, new CloseRound(rd(round), null, List.of(subscriptions), null, on(on), null));
    }

    private static Subscribe shares(String to, String shareClass, long quantity, Leg... legs) {
        return new Subscribe(pa(to), null, shareClass, Shares.of(quantity), List.of(legs));
    }

    private static CompanyCommand transferCommon(
            String on, String from, String to, long quantity, String price, boolean secondary) {
        return new TransferShares(
                "Common",
                pa(from),
                pa(to),
                Shares.of(quantity),
                null,
                null,
                Price.of(price, USD),
                secondary,
                on(on),
                null);
    }

    private static Leg cash(String amount) {
        return Leg.cash(usd(amount));
    }

    private static Money usd(String amount) {
        return Money.of(amount, USD);
    }

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    private static PartyId pa(String id) {
        return new PartyId(PartyId.PREFIX + id);
    }

    private static RoundId rd(String id) {
        return new RoundId(RoundId.PREFIX + id);
    }
}

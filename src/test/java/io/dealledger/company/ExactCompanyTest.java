package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import io.dealledger.company.CompanyRefusal.MoreThanDelivered;
import io.dealledger.company.CompanyRefusal.MoreThanHeld;
import io.dealledger.company.CompanyRefusal.OverAuthorised;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The acceptance case of a company known to the last share, fact by fact, through commands. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExactCompanyTest {
    private static final Path CASE = Path.of("..", "shared", "seed", "exact.json");
    private static final int LATE = 23;

    private final Map<Integer, Long> versions = new HashMap<>();
    private final Scenario company = Scenario.of(new CompanyId("co_exemplar"));

    private final Map<String, String> shareClassOfRound = new HashMap<>();
    private JsonNode expected = JsonMapper.shared().nullNode();
    private List<JsonNode> facts = List.of();

    @BeforeEach
    void read_the_case() throws IOException {
        assumeThat(CASE).as("the acceptance cases stand beside the checkout").exists();
        JsonNode exact = JsonMapper.shared().readTree(Files.readString(CASE));
        facts = List.copyOf(exact.get("facts").values());
        expected = exact.get("expected");
        for (JsonNode fact : facts) {
            for (JsonNode subscription : list(fact, "shares")) {
                shareClassOfRound.put(text(fact, "round"), text(subscription, "class"));
            }
        }
    }

    @Test
    void every_expected_table_is_what_the_fold_holds() {
        recordUntil(LATE - 1);
        compareTablesKnownAfter(LATE - 1);
        record(facts.get(LATE - 1));
        compareTablesKnownAfter(LATE);
    }

    @Test
    void a_back_dated_transfer_that_a_later_sale_does_not_survive_names_that_sale() {
        recordUntil(LATE - 1);

        var refusal = company.refuses(transfer("founder-c", "angel", "800000", null, "2021-01-01"));

        assertThat(refusal)
                .isEqualTo(new BreaksLaterEvent(
                        "co_exemplar",
                        versions.get(14),
                        "more-than-held",
                        LocalDate.of(2022, 2, 10),
                        "pa_founder-c holds 200000 shares of Common on 2022-02-10, not 250000"));
    }

    @Test
    void more_than_is_authorised_is_refused_with_both_figures() {
        recordUntil(LATE);

        var refusal = company.refuses(new IssueShares(
                null, "Common", pa("angel"), Shares.of("24200000"), null, null, on("2023-12-31"), null));

        assertThat(refusal)
                .isEqualTo(new OverAuthorised(
                        "Common", Shares.of("40000000"), Shares.of("15900000"), Shares.of("24200000")));
    }

    @Test
    void more_than_is_held_is_refused_with_what_is_held() {
        recordUntil(LATE);

        var refusal = company.refuses(transfer("founder-c", "angel", "1500000", null, "2023-12-31"));

        assertThat(refusal)
                .isEqualTo(new MoreThanHeld(
                        pa("founder-c"),
                        "Common",
                        Shares.of("1400000"),
                        Shares.of("1500000"),
                        LocalDate.of(2023, 12, 31)));
    }

    @Test
    void more_credits_than_are_delivered_and_unused_cannot_be_consumed() {
        recordUntil(LATE);

        var refusal =
                company.refuses(new ConsumeComputeCredits(pa("corp"), null, usd("100000"), on("2023-01-15"), null));

        assertThat(refusal)
                .isEqualTo(new MoreThanDelivered(pa("corp"), pa("corp-cloud"), new BigDecimal("50000"), usd("100000")));
    }

    private void compareTablesKnownAfter(int fact) {
        for (JsonNode table : list(expected, "capTables")) {
            if (table.get("knownAfterFact").intValue() != fact) {
                continue;
            }
            Company then = company.at(text(table, "asOf"));
            Map<String, Shares> holdings = new TreeMap<>();
            then.securities()
                    .values()
                    .forEach(security -> holdings.merge(
                            security.holder() + " " + security.shareClass(), security.quantity(), Shares::plus));
            Map<String, Shares> wanted = new TreeMap<>();
            for (JsonNode holding : list(table, "holdings")) {
                wanted.put(
                        PartyId.PREFIX + text(holding, "party") + " " + text(holding, "class"),
                        Shares.of(text(holding, "quantity")));
            }
            assertThat(holdings)
                    .as("as of %s known after %s", text(table, "asOf"), fact)
                    .isEqualTo(wanted);
            assertThat(then.outstandingAsConverted())
                    .isEqualTo(Shares.of(text(table, "outstanding")).fraction());
        }
    }

    private void recordUntil(int last) {
        facts.stream().filter(fact -> fact.get("n").intValue() <= last).forEach(this::record);
    }

    private void record(JsonNode fact) {
        for (CompanyCommand command : commands(fact)) {
            company.record(command);
            versions.put(fact.get("n").intValue(), company.timeline().version());
        }
    }

    private List<CompanyCommand> commands(JsonNode fact) {
        StatedDate on = on(text(fact, "effectiveOn"));
        return switch (text(fact, "kind")) {
            case "register" ->
                List.of(new RegisterCompany(
                        null, text(fact, "name"), null, text(fact, "country"), null, null, on, null));
            case "authorise-class" -> List.of(shareClass(fact, on));
            case "issue" ->
                List.of(new IssueShares(
                        null, text(fact, "class"), pa(text(fact, "to")), shares(fact), price(fact), null, on, null));
            case "round" -> {
                RoundId id = new RoundId("rd_" + text(fact, "round"));
                yield List.of(
                        new OpenRound(id, text(fact, "name"), Currency.of("USD"), pa(text(fact, "lead")), on, null),
                        new PriceRound(
                                id,
                                usd(text(fact, "preMoney")),
                                null,
                                Price.of(text(fact, "price"), "USD"),
                                shareClassOfRound.get(text(fact, "round")),
                                null,
                                on,
                                null));
            }
            case "closing" -> List.of(closing(fact, on));
            case "credits-delivered" ->
                List.of(new DeliverComputeCredits(pa(text(fact, "party")), null, usd(text(fact, "amount")), on, null));
            case "credits-consumed" ->
                List.of(new ConsumeComputeCredits(pa(text(fact, "party")), null, usd(text(fact, "amount")), on, null));
            case "credits-expired-undelivered" ->
                List.of(new ExpireComputeCredits(
                        pa(text(fact, "party")), null, usd(text(fact, "amount")), false, on, null));
            case "transfer" ->
                List.of(transfer(
                        text(fact, "from"),
                        text(fact, "to"),
                        text(fact, "quantity"),
                        price(fact),
                        text(fact, "effectiveOn")));
            case "repurchase" ->
                List.of(new RepurchaseShares(
                        text(fact, "class"), pa(text(fact, "from")), shares(fact), null, null, price(fact), on, null));
            case "split" -> List.of(split(fact, on));
            case String other -> throw new AssertionError("no command for " + other);
        };
    }

    private static AuthoriseShareClass shareClass(JsonNode fact, StatedDate on) {
        boolean preferred = text(fact, "type").equals("PREFERRED");
        return new AuthoriseShareClass(
                text(fact, "class"),
                ShareClassType.valueOf(text(fact, "type")),
                Shares.of(text(fact, "authorised")),
                null,
                preferred ? Price.of(text(fact, "issuePrice"), "USD") : null,
                preferred ? new BigDecimal(text(fact, "liquidationMultiple")) : null,
                preferred ? fact.get("seniority").intValue() : null,
                preferred ? Participation.valueOf(text(fact, "participation")) : null,
                null,
                preferred ? Ratio.of(text(fact, "conversionRatio")) : null,
                on,
                null);
    }

    private static CloseRound closing(JsonNode fact, StatedDate on) {
        List<Subscribe> subscriptions = new ArrayList<>();
        for (JsonNode subscription : list(fact, "shares")) {
            List<Leg> legs = new ArrayList<>();
            for (JsonNode leg : list(subscription, "legs")) {
                boolean credits = text(leg, "kind").equals("COMPUTE_CREDITS");
                legs.add(new Leg(
                        Leg.Kind.valueOf(text(leg, "kind")),
                        usd(text(leg, "amount")),
                        credits ? pa(text(leg, "vendor")) : null,
                        credits ? text(leg, "restrictedTo") : null,
                        credits ? LocalDate.parse(text(leg, "expiresOn")) : null,
                        null));
            }
            subscriptions.add(new Subscribe(
                    pa(text(subscription, "to")), null, text(subscription, "class"), shares(subscription), legs));
        }
        return new CloseRound(new RoundId("rd_" + text(fact, "round")), null, subscriptions, null, on, null);
    }

    private static SplitShares split(JsonNode fact, StatedDate on) {
        Map<String, Shares> newAuthorised = new HashMap<>();
        fact.get("newAuthorised")
                .properties()
                .forEach(entry -> newAuthorised.put(
                        entry.getKey(), Shares.of(entry.getValue().stringValue())));
        List<String> classes =
                list(fact, "classes").stream().map(JsonNode::stringValue).toList();
        return new SplitShares(Ratio.of(text(fact, "ratio")), classes, newAuthorised, null, on, null);
    }

    private static TransferShares transfer(String from, String to, String quantity, @Nullable Price price, String on) {
        return new TransferShares(
                "Common", pa(from), pa(to), Shares.of(quantity), null, null, price, null, on(on), null);
    }

    private static List<JsonNode> list(JsonNode node, String field) {
        return node.has(field) ? List.copyOf(node.get(field).values()) : List.of();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static Shares shares(JsonNode node) {
        return Shares.of(text(node, "quantity"));
    }

    private static Price price(JsonNode node) {
        return Price.of(text(node, "price"), text(node, "currency"));
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static PartyId pa(String id) {
        return new PartyId(PartyId.PREFIX + id);
    }

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }
}

package io.dealledger.changes;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CorrectFacts;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A ledger drawn from a seed, in which members come and go, shares are bought in several currencies and sold again, and
 * much is recorded late or made void. Companies act on even days and parents change on odd ones, one a day, so that
 * somebody who looks at whole days can tell what each of them moved.
 */
final class RandomGroup {
    static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
    static final int DAYS = 200;
    static final List<PartyId> PARTIES =
            List.of(new PartyId("pa_0"), new PartyId("pa_1"), new PartyId("pa_2"), new PartyId("pa_3"));
    private static final List<CompanyId> COMPANIES =
            List.of(new CompanyId("co_0"), new CompanyId("co_1"), new CompanyId("co_2"));
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP");

    private final Random random;
    private final RecordedLedger ledger = new RecordedLedger();
    private final List<Integer> oddDays = new ArrayList<>();
    private int ids;

    private RandomGroup(Random random) {
        this.random = random;
    }

    static RecordedLedger ledger(Random random, int commands) {
        RandomGroup group = new RandomGroup(random);
        group.found();
        for (int number = 0; number < commands; number++) {
            group.act();
        }
        return group.ledger;
    }

    private void found() {
        for (PartyId party : PARTIES) {
            ledger.send(
                    party.value(),
                    new RegisterParty(null, party.value(), PartyKind.FUND, null, null, null, null, null));
        }
        StatedDate first = StatedDate.of(FIRST);
        for (CompanyId company : COMPANIES) {
            ledger.send(
                            company.value(),
                            new RegisterCompany(company, company.value(), null, null, null, null, first, null))
                    .send(
                            company.value(),
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
                                    first,
                                    null));
        }
        for (int day = 1; day < DAYS; day += 2) {
            oddDays.add(day);
        }
    }

    private void act() {
        switch (random.nextInt(12)) {
            case 0, 1 -> relate();
            case 2, 3 -> quote();
            case 4 -> makeVoid();
            default -> {
                ledger.tries(company().value(), command());
            }
        }
    }

    private CompanyId company() {
        return COMPANIES.get(random.nextInt(COMPANIES.size()));
    }

    private PartyId party() {
        return PARTIES.get(random.nextInt(PARTIES.size()));
    }

    private StatedDate evenDay() {
        return StatedDate.of(FIRST.plusDays(2L + 2L * random.nextInt(DAYS / 2 - 2)));
    }

    private CompanyCommand command() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                new IssueShares(
                        new SecurityId("se_" + ++ids),
                        "Common",
                        party(),
                        Shares.of(10L + random.nextInt(90)),
                        Price.of(
                                Integer.toString(1 + random.nextInt(9)),
                                CURRENCIES.get(random.nextInt(CURRENCIES.size()))),
                        null,
                        evenDay(),
                        null);
            case 4, 5, 6 ->
                new TransferShares(
                        "Common",
                        party(),
                        party(),
                        Shares.of(1L + random.nextInt(50)),
                        null,
                        null,
                        null,
                        null,
                        evenDay(),
                        null);
            case 7 ->
                new RepurchaseShares(
                        "Common", party(), Shares.of(1L + random.nextInt(30)), null, null, null, evenDay(), null);
            case 8 ->
                new SplitShares(
                        Ratio.of("2:1"),
                        List.of("Common"),
                        Map.of(),
                        new Rounding(0, RoundingMode.DOWN),
                        evenDay(),
                        null);
            default ->
                new RecordValuation(
                        ValuationKind.FAIR_VALUE,
                        Stated.money(
                                random.nextInt(4) == 0 ? Op.APPROX : Op.EXACT,
                                Integer.toString(100 + random.nextInt(900)),
                                CURRENCIES.get(random.nextInt(CURRENCIES.size()))),
                        party(),
                        null,
                        FairValueMethod.MARKET_APPROACH,
                        FairValueLevel.LEVEL_3,
                        Framework.ASC_820,
                        null,
                        null,
                        evenDay(),
                        null,
                        null);
        };
    }

    /** Only downwards, so that nobody is above itself. */
    private void relate() {
        int child = 1 + random.nextInt(PARTIES.size() - 1);
        if (!oddDays.isEmpty()) {
            LocalDate day = FIRST.plusDays(oddDays.remove(/* index */ random.nextInt(oddDays.size())));
            PartyId parent = random.nextInt(3) == 0 ? null : PARTIES.get(random.nextInt(child));
            ledger.add(PARTIES.get(child).value(), new ParentSet(parent, EffectiveOn.day(day)));
        }
    }

    private void quote() {
        String base = random.nextBoolean() ? "USD" : "GBP";
        BigDecimal rate = new BigDecimal("0." + (1 + random.nextInt(9)));
        ledger.add(
                "fx_" + (base.equals("USD") ? "usd-eur" : "gbp-eur"),
                new ExchangeRateRecorded(
                        Currency.of(base),
                        Currency.of("EUR"),
                        rate,
                        rate,
                        RateKind.CONVENIENCE,
                        EffectiveOn.day(FIRST.plusDays(random.nextInt(DAYS))),
                        null));
    }

    private void makeVoid() {
        long position = 1L + random.nextInt((int) ledger.head());
        if (ledger.at(position).fact() instanceof CompanyEvent) {
            ledger.tries(
                    ledger.at(position).stream(),
                    new CorrectFacts("it was wrong", List.of(new CorrectFacts.Correction(position, null, true))));
        }
    }
}

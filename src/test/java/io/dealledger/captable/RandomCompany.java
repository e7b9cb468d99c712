package io.dealledger.captable;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A history of commands drawn from a seed, many of them back-dated; what the law refuses is not in it. */
public final class RandomCompany {
    public static final CompanyId ID = new CompanyId("co_random");
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    public static final int DAYS = 900;

    private static final List<String> CLASSES = List.of("Common", "Series A", "Series B");

    private final Random random;
    private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
    private final CompanyContext context;
    private long head;
    private int ids;
    private int rounds;

    private RandomCompany(long seed) {
        random = new Random(seed);
        context = new CompanyContext(
                ID, new Dating(FIRST.plusDays(DAYS), FIRST.plusDays(DAYS)), () -> "made-" + ++ids, party -> true);
    }

    public static List<Recorded<CompanyEvent>> history(long seed, int commands) {
        RandomCompany company = new RandomCompany(seed);
        company.found();
        for (int number = 0; number < commands; number++) {
            company.record(company.command());
        }
        return company.timeline.facts();
    }

    private void found() {
        StatedDate first = StatedDate.of(FIRST);
        record(new RegisterCompany(ID, "Random", null, null, null, null, first, null));
        List<String> ratios = List.of("1", "3:2", "7:3");
        for (int index = 0; index < CLASSES.size(); index++) {
            record(new AuthoriseShareClass(
                    CLASSES.get(index),
                    index == 0 ? ShareClassType.COMMON : ShareClassType.PREFERRED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    index == 0 ? null : Ratio.of(ratios.get(index)),
                    first,
                    null));
        }
    }

    private CompanyCommand command() {
        int what = random.nextInt(100);
        if (what < 35) {
            return new IssueShares(null, shareClass(), party(), shares(), null, null, day(), null);
        }
        if (what < 65) {
            return new TransferShares(shareClass(), party(), party(), shares(), null, null, null, null, day(), null);
        }
        if (what < 78) {
            return new RepurchaseShares(shareClass(), party(), shares(), null, null, null, day(), null);
        }
        if (what < 88) {
            return new CancelShares(shareClass(), party(), shares(), null, null, "clerical", day(), null);
        }
        if (what < 92) {
            return new SplitShares(
                    Ratio.of(random.nextBoolean() ? "2:1" : "2:3"),
                    random.nextBoolean() ? CLASSES : List.of(shareClass()),
                    Map.of(),
                    new Rounding(random.nextInt(3), RoundingMode.HALF_EVEN),
                    day(),
                    null);
        }
        if (what < 99) {
            return round();
        }
        return new ListCompany("XNYS", "RND", "Common", null, day(), null, null);
    }

    private CompanyCommand round() {
        RoundId id = new RoundId("rd_" + ++rounds);
        StatedDate day = day();
        String name = CLASSES.get(1 + random.nextInt(2));
        record(new OpenRound(id, "Round " + rounds, Currency.of("USD"), null, day, null));
        boolean byPreMoney = random.nextBoolean();
        record(new PriceRound(
                id,
                byPreMoney ? preMoney(day, name) : null,
                byPreMoney ? null : Money.of("100000000", "USD"),
                Price.of("2", "USD"),
                name,
                null,
                day,
                null));
        long quantity = 1L + random.nextInt(1000);
        return new CloseRound(
                id,
                null,
                List.of(new Subscribe(
                        party(),
                        null,
                        name,
                        Shares.of(quantity),
                        List.of(Leg.cash(new Money(BigDecimal.valueOf(2 * quantity), Currency.of("USD")))))),
                null,
                day,
                null);
    }

    /** What the shares of that day are worth at 2.00, to the cent; the law refuses it where cents do not do. */
    private Money preMoney(StatedDate day, String shareClass) {
        Company company = timeline.at(day.last());
        return new Money(
                company.outstandingAsConverted()
                        .times(Fraction.of(2))
                        .over(company.classes()
                                .get(shareClass)
                                .conversionRatio()
                                .fraction())
                        .toDecimal(2, RoundingMode.HALF_EVEN),
                Currency.of("USD"));
    }

    private String shareClass() {
        return CLASSES.get(random.nextInt(CLASSES.size()));
    }

    private PartyId party() {
        return new PartyId("pa_" + random.nextInt(6));
    }

    private Shares shares() {
        return random.nextInt(10) == 0
                ? new Shares(BigDecimal.valueOf(1 + random.nextInt(100_000), random.nextInt(4)))
                : Shares.of(1 + random.nextInt(1_000));
    }

    private StatedDate day() {
        return StatedDate.of(FIRST.plusDays(random.nextInt(DAYS)));
    }

    private void record(CompanyCommand command) {
        if (Company.decide(timeline, command, context) instanceof Decision.Accepted<CompanyEvent> accepted) {
            List<Recorded<CompanyEvent>> added = new ArrayList<>();
            for (CompanyEvent fact : accepted.facts()) {
                added.add(new Recorded<>(
                        ++head,
                        ID.value(),
                        timeline.version() + 1 + added.size(),
                        Instant.EPOCH.plusSeconds(head),
                        fact));
            }
            added.forEach(timeline::insert);
        }
    }
}

package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random companies of which some facts came late: whoever asks by accounting date is told one thing by all reports. */
class LateFactsTest {
    private static final CompanyId COMPANY = new CompanyId("co_random");
    private static final int PARTIES = 4;
    private static final int DAYS = 120;
    private static final int KEPT = 8;
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final View OWN = new View(Basis.LATEST_ROUND, false, null, null);

    /** A few seeds that stay, and others. */
    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, KEPT), 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void exposure_by_accounting_date_holds_what_the_cap_table_holds(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = history(random).late(recorded -> {
            boolean ground = recorded.fact() instanceof PartyEvent
                    || recorded.fact() instanceof LifeEvent
                    || recorded.fact() instanceof ShareClassAuthorised;
            return ground || random.nextInt(3) > 0
                    ? null
                    : Objects.requireNonNull(recorded.when().effectiveOn()).plusDays(1 + random.nextInt(60));
        });
        boolean waited = false;
        for (int check = 0; check < 15; check++) {
            LocalDate asOf = START.plusDays(random.nextInt(DAYS + 60));
            PointInTime point = new PointInTime(asOf, ledger.head(), null, By.ACCOUNTING);
            CapTable table =
                    CapTables.of(COMPANY, ledger.whole(COMPANY, ledger.head()), point, Denominator.OUTSTANDING, null);
            for (int party = 0; party < PARTIES; party++) {
                String where = "seed " + seed + ", party " + party + " on " + asOf;
                PartyId id = party(party);
                Fraction held = table.holdings().stream()
                        .filter(holding -> holding.party().equals(id))
                        .map(holding -> holding.ownership().fraction())
                        .reduce(Fraction.ZERO, Fraction::plus);
                Optional<Investment> investment = new Exposures(ledger)
                        .of(id, point, OWN).orElseThrow().investments().stream().findFirst();
                assertThat(investment.flatMap(Investment::stakeFraction).orElse(Fraction.ZERO))
                        .as(where)
                        .isEqualTo(held);
            }
            PointInTime effective = new PointInTime(asOf, ledger.head(), null, By.EFFECTIVE);
            waited |= !CapTables.of(
                            COMPANY, ledger.whole(COMPANY, ledger.head()), effective, Denominator.OUTSTANDING, null)
                    .holdings()
                    .equals(table.holdings());
        }
        if (seed >= 1 && seed <= KEPT) {
            assertThat(waited)
                    .as("seed %s: something waits for its accounting date", seed)
                    .isTrue();
        }
    }

    private static RecordedLedger history(Random random) {
        RecordedLedger ledger = new RecordedLedger();
        for (int party = 0; party < PARTIES; party++) {
            ledger.send(
                    party(party).value(),
                    new RegisterParty(null, "P" + party, PartyKind.FUND, null, null, null, null, null));
        }
        String stream = COMPANY.value();
        ledger.send(stream, new RegisterCompany(COMPANY, "Random", null, null, null, null, on(START), null));
        ledger.send(
                stream,
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
                        on(START),
                        null));
        for (int step = 0; step < 60; step++) {
            LocalDate day = START.plusDays((long) step * DAYS / 60);
            try {
                ledger.send(stream, command(random, on(day)));
            } catch (RecordedLedger.RefusedHere none) {
                // Commands are made by chance; the law takes those that can be.
                assertThat(none).isNotNull();
            }
        }
        return ledger;
    }

    private static Object command(Random random, StatedDate on) {
        PartyId from = party(random.nextInt(PARTIES));
        PartyId to = party(random.nextInt(PARTIES));
        Shares quantity = Shares.of(1 + random.nextInt(50));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new IssueShares(null, "Common", to, quantity, null, List.of(), on, null);
            case 3, 4, 5 -> new TransferShares("Common", from, to, quantity, null, null, null, false, on, null);
            case 6 -> new RepurchaseShares("Common", from, quantity, null, null, null, on, null);
            default -> new SplitShares(Ratio.of("2:1"), List.of("Common"), null, null, on, null);
        };
    }

    private static PartyId party(int number) {
        return new PartyId("pa_p" + number);
    }

    private static StatedDate on(LocalDate day) {
        return StatedDate.of(day);
    }
}

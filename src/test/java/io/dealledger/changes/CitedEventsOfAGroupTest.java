package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CorrectFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a comparison and a roll-forward of a group see, by which events, and under which name. */
class CitedEventsOfAGroupTest {
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final CompanyId OTHER = new CompanyId("co_other");
    private static final PartyId TOP = new PartyId("pa_top");
    private static final PartyId SUB = new PartyId("pa_sub");
    private static final PartyId STRANGER = new PartyId("pa_stranger");

    private final RecordedLedger ledger = new RecordedLedger();

    @BeforeEach
    void found() {
        ledger.registering(TOP, SUB, STRANGER).founding(ACME, OTHER);
    }

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    private PointInTime at(String asOf, long knownAt) {
        return PointInTime.of(LocalDate.parse(asOf), knownAt);
    }

    private long buy(CompanyId company, PartyId to, long quantity, String price, String currency, String day) {
        ledger.send(
                company.value(),
                new IssueShares(
                        null, "Common", to, Shares.of(quantity), Price.of(price, currency), null, on(day), null));
        return ledger.head();
    }

    private long parent(PartyId child, PartyId parent, String day) {
        ledger.add(child.value(), new ParentSet(parent, EffectiveOn.day(LocalDate.parse(day))));
        return ledger.head();
    }

    private Compared compared(PointInTime from, PointInTime to, ExposureQuestion view) {
        return new PartyComparison(TOP, ledger, to, view, RandomChangesTest.ALONE, new Budget(Budget.FACTS)).from(from);
    }

    private static Source press() {
        return new Source("Paper", LocalDate.parse("2023-06-01"), null, null, SourceClass.PRESS_NAMED);
    }

    private static List<Long> events(List<Cell> cells, String path) {
        return cells.stream()
                .filter(cell -> cell.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + cells))
                .events();
    }

    @Nested
    class What_may_be_there {
        @Test
        void cites_no_event_of_another_company_or_of_somebody_else_whose_vague_date_is_the_same() {
            long acme = buy(ACME, TOP, 100, "2", "USD", "2023-09");
            buy(ACME, STRANGER, 50, "2", "USD", "2023-09");
            long other = buy(OTHER, TOP, 7, "2", "USD", "2023-09");
            List<Cell> begins = compared(ledger.now("2023-08-15"), ledger.now("2023-09-15"), ExposureQuestion.PLAIN)
                    .movement();
            List<Cell> ends = compared(ledger.now("2023-09-15"), ledger.now("2023-10-15"), ExposureQuestion.PLAIN)
                    .movement();
            for (List<Cell> cells : List.of(begins, ends)) {
                for (String term : List.of("", "/precision", "/events")) {
                    assertThat(events(cells, "/perhaps/co_acme/2023-09-01/2023-09-30" + term))
                            .as(term)
                            .containsExactly(acme);
                    assertThat(events(cells, "/perhaps/co_other/2023-09-01/2023-09-30" + term))
                            .as(term)
                            .containsExactly(other);
                }
            }
        }

        @Test
        void cites_who_joined_the_group_where_that_is_why_it_may_be_the_groups() {
            buy(ACME, SUB, 100, "2", "USD", "2023-09");
            long joined = parent(SUB, TOP, "2023-09-10");
            assertThat(events(
                            compared(ledger.now("2023-09-05"), ledger.now("2023-09-15"), ExposureQuestion.PLAIN)
                                    .movement(),
                            "/perhaps/co_acme/2023-09-01/2023-09-30"))
                    .containsExactly(joined);
        }

        @Test
        void cites_of_claims_of_parties_those_of_its_own_party() {
            buy(ACME, TOP, 100, "2", "USD", "2023-09");
            ledger.send(
                    TOP.value(),
                    new ClaimOfParty(
                            PartyClaimKind.HOLDS_NONE,
                            "chips",
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2023-09"),
                            null,
                            new Source("Paper", LocalDate.parse("2023-10-02"), null, null, SourceClass.PRESS_NAMED)));
            assertThat(events(
                            compared(ledger.now("2023-08-15"), ledger.now("2023-09-15"), ExposureQuestion.PLAIN)
                                    .movement(),
                            "/perhapsClaims/pa_top/HOLDS_NONE"))
                    .containsExactly(ledger.head());
        }
    }

    @Nested
    class A_comparison {
        @Test
        void sees_a_second_purchase_that_may_have_taken_effect_in_the_same_month() {
            buy(ACME, TOP, 100, "2", "USD", "2023-09");
            long known = ledger.head();
            buy(ACME, TOP, 900, "2", "USD", "2023-09");
            Compared compared = compared(at("2023-09-15", known), ledger.now("2023-09-15"), ExposureQuestion.PLAIN);
            assertThat(compared.restatement()).isNotEmpty();
        }

        @Test
        void sees_that_a_purchase_with_a_vague_date_was_corrected() {
            long vague = buy(ACME, TOP, 100, "2", "USD", "2023-09");
            long known = ledger.head();
            ledger.send(
                    ACME.value(),
                    new CorrectFacts(
                            "typing error",
                            List.of(new CorrectFacts.Correction(
                                    vague,
                                    new IssueShares(
                                            null,
                                            "Common",
                                            TOP,
                                            Shares.of(900),
                                            Price.of("2", "USD"),
                                            null,
                                            null,
                                            null),
                                    null))));
            Compared compared = compared(at("2023-09-15", known), ledger.now("2023-09-15"), ExposureQuestion.PLAIN);
            assertThat(compared.restatement()).isNotEmpty();
        }

        @Test
        void sees_what_else_a_claim_of_a_party_says() {
            ledger.send(
                    TOP.value(),
                    new ClaimOfParty(
                            PartyClaimKind.HOLDS_NONE,
                            "chips",
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2023-06-01"),
                            null,
                            press()));
            long known = ledger.head();
            ledger.send(
                    TOP.value(),
                    new io.dealledger.party.CorrectFacts(
                            "another scope",
                            List.of(new io.dealledger.party.CorrectFacts.Correction(
                                    known,
                                    new ClaimOfParty(
                                            PartyClaimKind.HOLDS_NONE,
                                            "clouds",
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            press()),
                                    null))));
            Compared compared = compared(at("2023-12-31", known), ledger.now("2023-12-31"), ExposureQuestion.PLAIN);
            assertThat(compared.restatement()).isNotEmpty();
        }

        @Test
        void sees_that_another_member_of_the_group_holds_a_lot() {
            parent(SUB, TOP, "2023-01-01");
            long bought = buy(ACME, TOP, 100, "2", "USD", "2023-02-01");
            ledger.send(
                    ACME.value(),
                    new CorrectFacts(
                            "the subsidiary bought",
                            List.of(new CorrectFacts.Correction(
                                    bought,
                                    new IssueShares(
                                            null,
                                            "Common",
                                            SUB,
                                            Shares.of(100),
                                            Price.of("2", "USD"),
                                            null,
                                            null,
                                            null),
                                    null))));
            Compared compared = compared(at("2023-12-31", bought), ledger.now("2023-12-31"), ExposureQuestion.PLAIN);
            assertThat(compared.restatement()).isNotEmpty();
        }
    }

    @Test
    void a_total_replaces_no_claim_by_the_first_report_of_a_company() {
        buy(OTHER, TOP, 100, "2", "USD", "2023-02-01");
        ledger.send(
                ACME.value(),
                new ReportPosition(
                        null,
                        TOP,
                        List.of(Stated.money(Op.EXACT, "500", "USD")),
                        null,
                        on("2023-06-01"),
                        null,
                        press()));
        Cell total =
                compared(ledger.now("2023-05-31"), ledger.now("2023-12-31"), ExposureQuestion.PLAIN).movement().stream()
                        .filter(cell -> cell.path().equals("/totals/invested"))
                        .findFirst()
                        .orElseThrow();
        assertThat(total.before()).isEqualTo("200 USD");
        assertThat(total.after()).isEqualTo("700 USD");
        assertThat(total.cause()).containsExactly(Cause.CLAIM_ADDED);
    }
}

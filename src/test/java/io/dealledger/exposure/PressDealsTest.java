package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.sample.SampleScript;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The press deals of the sample: real, and incomplete. */
class PressDealsTest {
    private final RecordedLedger ledger = new RecordedLedger();
    /** Positions that end the batches; index 0 stands for none. */
    private final List<Long> ends = new ArrayList<>(List.of(0L));

    PressDealsTest() {
        SampleScript.press().forEach(batch -> {
            ledger.send(batch);
            ends.add(ledger.head());
        });
    }

    private Investment moonshot(String asOf, int batch) {
        return ledger.investment("alibaba", "moonshot", asOf, ends.get(batch));
    }

    private Exposure alibaba(String asOf) {
        return ledger.exposure("alibaba", asOf, ends.get(1));
    }

    private static List<String> ids(Stream<Investment> investments) {
        return investments
                .map(investment -> investment.company().value().substring(3))
                .toList();
    }

    private static List<String> companies(Exposure exposure) {
        return ids(exposure.investments().stream());
    }

    private static List<String> perhaps(Exposure exposure) {
        return exposure.perhaps().stream()
                .map(open -> open.company().value().substring(3))
                .toList();
    }

    @Nested
    class In_which_companies_does_the_group_hold_a_position {
        @Test
        void two_when_only_two_rounds_had_certainly_taken_place() {
            assertThat(companies(alibaba("2023-10-31"))).containsExactlyInAnyOrder("zhipu", "baichuan");
            assertThat(perhaps(alibaba("2023-10-31"))).isEmpty();
        }

        @Test
        void five_when_all_had() {
            assertThat(companies(alibaba("2024-03-11")))
                    .containsExactlyInAnyOrder("zhipu", "baichuan", "01ai", "moonshot", "minimax");
        }

        @Test
        void three_and_perhaps_two_while_their_month_is_not_over() {
            assertThat(companies(alibaba("2024-02-15"))).containsExactlyInAnyOrder("zhipu", "baichuan", "01ai");
            assertThat(perhaps(alibaba("2024-02-15"))).containsExactlyInAnyOrder("moonshot", "minimax");
            assertThat(alibaba("2024-02-15").perhaps()).allSatisfy(open -> {
                assertThat(open.effectiveFrom()).isEqualTo(LocalDate.parse("2024-02-01"));
                assertThat(open.effectiveOn()).isEqualTo(LocalDate.parse("2024-02-29"));
            });
        }

        @Test
        void without_subsidiaries_not_what_the_subsidiary_holds() {
            Exposure alone = ledger.exposure(
                    "alibaba", "2024-03-11", ends.get(1), new View(Basis.LATEST_ROUND, false, null, null));
            assertThat(companies(alone)).containsExactlyInAnyOrder("zhipu", "baichuan", "moonshot", "minimax");
            assertThat(alone.group()).containsExactly(new PartyId("pa_alibaba"));
        }

        @Test
        void the_group_names_its_members() {
            assertThat(alibaba("2024-03-11").group())
                    .containsExactlyInAnyOrder(new PartyId("pa_alibaba"), new PartyId("pa_alibaba-cloud"));
        }

        @Test
        void an_acquirer_holds_one_of_which_nothing_is_known() {
            Investment lightYear = ledger.investment("meituan", "light-year", "2024-03-11", ends.get(1));
            assertThat(lightYear.roles()).containsExactly(HoldingRole.ACQUIRER);
            assertThat(lightYear.funding().invested().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(lightYear.cost().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(lightYear.stake().claim().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void nothing_is_published_before_its_source() {
            Exposure early = new Exposures(ledger)
                    .of(
                            new PartyId("pa_alibaba"),
                            new PointInTime(
                                    LocalDate.parse("2024-03-31"), ledger.head(), LocalDate.parse("2024-03-11")),
                            View.USUAL)
                    .orElseThrow();
            assertThat(Printed.words(
                            RecordedLedger.of(early, "moonshot").funding().invested()))
                    .isEqualTo("at least 300000000 USD");
        }
    }

    @Nested
    class Which_rounds_did_it_lead {
        @Test
        void those_of_three_companies() {
            assertThat(ids(alibaba("2024-03-11").investments().stream()
                            .filter(investment -> !investment.ledRounds().isEmpty())))
                    .containsExactlyInAnyOrder("01ai", "moonshot", "minimax");
        }

        @Test
        void a_participant_leads_nothing() {
            Investment baichuan = RecordedLedger.of(alibaba("2024-03-11"), "baichuan");
            assertThat(baichuan.roles()).containsExactly(HoldingRole.PARTICIPANT);
            assertThat(baichuan.rounds()).extracting("value").containsExactly("rd_baichuan-a");
            assertThat(baichuan.ledRounds()).isEmpty();
        }
    }

    @Nested
    class What_did_it_invest_in_moonshot {
        @Test
        void at_least_its_compute_credits_as_known_after_the_first_report() {
            Funding funding = moonshot("2024-03-11", 1).funding();
            Claim invested = funding.invested();
            assertThat(Printed.words(invested)).isEqualTo("at least 300000000 USD");
            assertThat(invested.op()).isEqualTo(Op.AT_LEAST);
            assertThat(invested.sourceClass()).isEqualTo(SourceClass.PRESS_ANONYMOUS);
            assertThat(invested.rule()).isEqualTo(Contributions.COMPONENT);
            assertThat(Printed.words(funding.credits().committed())).isEqualTo("300000000 USD");
            assertThat(funding.credits().committed().sourceClass()).isEqualTo(SourceClass.PRESS_ANONYMOUS);
            assertThat(Printed.words(funding.credits().delivered())).isEqualTo("between 0 and 300000000 USD");
            assertThat(funding.credits().delivered().op()).isEqualTo(Op.RANGE);
            assertThat(funding.cash().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(Printed.of(funding.cash()).lower()).isNull();
            assertThat(Printed.of(funding.cash()).upper()).isNull();
        }

        @Test
        void never_what_the_whole_round_raised() {
            Investment moonshot = moonshot("2024-03-11", 1);
            for (Totals.Measure measure : Totals.Measure.values()) {
                Printed printed = Printed.of(measure.of(moonshot));
                assertThat(Stream.of(
                                Optional.ofNullable(printed.stated()),
                                Optional.ofNullable(printed.lower()),
                                Optional.ofNullable(printed.upper())))
                        .as("%s", measure)
                        .doesNotContain(Optional.of("1000000000"));
            }
        }

        @Test
        void the_newspapers_figure_as_known_after_the_second() {
            Funding funding = moonshot("2024-03-11", 2).funding();
            assertThat(Printed.words(funding.invested())).isEqualTo("800000000 USD");
            assertThat(funding.invested().op()).isEqualTo(Op.EXACT);
            assertThat(funding.invested().sourceClass()).isEqualTo(SourceClass.PRESS_ANONYMOUS);
            assertThat(Printed.words(funding.credits().committed())).isEqualTo("300000000 USD");
            assertThat(funding.credits().committed().op()).isEqualTo(Op.EXACT);
            assertThat(Printed.words(funding.cash())).isEqualTo("500000000 USD");
            assertThat(funding.cash().op()).isEqualTo(Op.EXACT);
            assertThat(Printed.words(funding.funded())).isEqualTo("between 500000000 and 800000000 USD");
            assertThat(Printed.words(funding.unfunded())).isEqualTo("between 0 and 300000000 USD");
        }

        @Test
        void the_filing_in_place_of_the_sum_as_known_after_the_third() {
            Investment moonshot = moonshot("2024-03-31", 3);
            Printed invested = Printed.of(moonshot.funding().invested());
            assertThat(invested.op()).isEqualTo(Op.APPROX);
            assertThat(invested.stated()).isEqualTo("800000000");
            assertThat(invested.lower()).isEqualTo("750000000");
            assertThat(invested.lowerInclusive()).isTrue();
            assertThat(invested.upper()).isEqualTo("850000000");
            assertThat(invested.upperInclusive()).isFalse();
            assertThat(invested.currency()).isEqualTo("USD");
            assertThat(invested.sourceClass()).isEqualTo(SourceClass.PRIMARY_FILING);
            Printed cash = Printed.of(moonshot.funding().cash());
            assertThat(cash.lower()).isEqualTo("450000000");
            assertThat(cash.lowerInclusive()).isTrue();
            assertThat(cash.upper()).isEqualTo("550000000");
            assertThat(cash.upperInclusive()).isFalse();
            Printed stake = Printed.of(moonshot.stake().claim());
            assertThat(stake.op()).isEqualTo(Op.APPROX);
            assertThat(stake.stated()).isEqualTo("36");
            assertThat(stake.lower()).isEqualTo("35.5");
            assertThat(stake.upper()).isEqualTo("36.5");
            assertThat(moonshot.roles()).contains(HoldingRole.LEAD, HoldingRole.HOLDER);
        }

        @Test
        void before_the_filings_date_still_the_newspapers_figure() {
            assertThat(Printed.words(moonshot("2024-03-30", 3).funding().invested()))
                    .isEqualTo("800000000 USD");
            assertThat(moonshot("2024-03-30", 3).funding().invested().op()).isEqualTo(Op.EXACT);
        }

        @Test
        void the_other_currencys_claim_is_shown_beside_and_stands_when_it_is_asked_for() {
            assertThat(moonshot("2024-03-31", 3).beside().get("invested"))
                    .extracting(claim -> Printed.words(claim))
                    .contains("about 5900000000 CNY", "about 800000000 USD");
            Exposure inYuan = ledger.exposure(
                    "alibaba", "2024-03-31", ends.get(3), new View(Basis.LATEST_ROUND, true, Currency.of("CNY"), null));
            assertThat(Printed.words(
                            RecordedLedger.of(inYuan, "moonshot").funding().invested()))
                    .isEqualTo("about 5900000000 CNY");
        }

        @Test
        void what_it_implies_clashes_with_the_reported_post_money() {
            Investment moonshot = moonshot("2024-03-31", 3);
            Printed implied = Printed.of(moonshot.impliedPostMoney().orElseThrow());
            assertThat(implied.lower()).isEqualTo("2054794520.54");
            assertThat(implied.lowerInclusive()).isFalse();
            assertThat(implied.upper()).isEqualTo("2394366197.19");
            assertThat(implied.upperInclusive()).isFalse();
            assertThat(implied.assumption()).contains("latest round");
            assertThat(moonshot.conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.RESTS_ON_ASSUMPTION));
            assertThat(moonshot("2024-03-31", 1).conflicts()).isEmpty();
            assertThat(moonshot("2024-03-31", 2).conflicts()).isEmpty();
        }

        @Test
        void the_clash_and_what_rests_on_it_do_not_depend_on_the_currency_of_the_answer() {
            for (String currency : List.of("USD", "CNY", "HKD", "JPY")) {
                Exposure exposure = ledger.exposure(
                        "alibaba",
                        "2024-03-31",
                        ends.get(3),
                        new View(Basis.LATEST_ROUND, true, Currency.of(currency), null));
                assertThat(RecordedLedger.of(exposure, "moonshot").conflicts())
                        .as(currency)
                        .isEqualTo(moonshot("2024-03-31", 3).conflicts());
                assertThat(exposure.totals().leftOut()).extracting("value").containsExactly("co_moonshot");
            }
        }

        @Test
        void a_gain_that_rests_on_that_clash_stays_out_of_totals() {
            Exposure exposure = ledger.exposure("alibaba", "2024-03-31", ends.get(3));
            assertThat(RecordedLedger.of(exposure, "moonshot").unrealised().says())
                    .isTrue();
            assertThat(exposure.totals().sums().get(Totals.Measure.UNREALISED).says())
                    .isFalse();
            assertThat(exposure.totals().leftOut()).extracting("value").containsExactly("co_moonshot");
        }

        @Test
        void every_figure_names_its_events() {
            Investment moonshot = moonshot("2024-03-31", 3);
            assertThat(moonshot.funding().invested().events()).contains(ends.get(3));
            assertThat(moonshot.funding().cash().events()).contains(ends.get(3)).hasSizeGreaterThan(1);
            assertThat(moonshot.events()).contains(ends.get(2), ends.get(3));
            alibaba("2024-03-11").investments().forEach(investment -> {
                for (Totals.Measure measure : Totals.Measure.values()) {
                    assertThat(measure.of(investment).events())
                            .as("%s of %s", measure, investment.company())
                            .isNotEmpty();
                }
                assertThat(investment.stake().claim().events()).isNotEmpty();
            });
        }

        @Test
        void nothing_is_said_of_what_came_back() {
            assertThat(moonshot("2024-03-31", 3).proceeds().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(moonshot("2024-03-31", 3).dividends().op()).isEqualTo(Op.UNDISCLOSED);
        }
    }

    @Nested
    class What_do_all_its_investments_add_up_to {
        @Test
        void to_a_lower_bound_and_a_count_of_the_undisclosed() {
            Totals totals = alibaba("2024-03-11").totals();
            assertThat(Printed.words(totals.sums().get(Totals.Measure.INVESTED)))
                    .isEqualTo("at least 300000000 USD");
            assertThat(totals.companies()).isEqualTo(5);
            assertThat(totals.undisclosed()).isEqualTo(4);
        }

        @Test
        void a_missing_rate_is_stated_and_its_figure_stays_as_it_is() {
            Exposure inEuro = ledger.exposure(
                    "alibaba", "2024-03-11", ends.get(1), new View(Basis.LATEST_ROUND, true, Currency.of("EUR"), null));
            Investment moonshot = RecordedLedger.of(inEuro, "moonshot");
            assertThat(moonshot.noRate()).isNotEmpty();
            assertThat(Printed.words(moonshot.funding().invested())).isEqualTo("at least 300000000 USD");
        }
    }

    @Nested
    class Where_do_two_groups_meet {
        private List<String> overlap(String other) {
            return new Exposures(ledger)
                            .overlap(
                                    new PartyId("pa_alibaba"),
                                    new PartyId("pa_" + other),
                                    PointInTime.of(LocalDate.parse("2024-03-11"), ends.get(1)),
                                    true)
                            .orElseThrow()
                            .companies()
                            .stream()
                            .map(company -> company.value().substring(3))
                            .toList();
        }

        @Test
        void in_the_companies_in_which_both_have_a_position() {
            assertThat(overlap("tencent")).containsExactlyInAnyOrder("zhipu", "baichuan", "minimax");
            assertThat(overlap("meituan")).containsExactlyInAnyOrder("zhipu", "moonshot");
            assertThat(overlap("xiaomi")).containsExactly("baichuan");
        }
    }

    @Nested
    class Who_sells_to_what_it_owns {
        private List<String> flagged(boolean possible) {
            return Stream.of("alibaba", "tencent", "meituan", "xiaomi", "microsoft", "amazon", "bytedance", "baidu")
                    .flatMap(party -> ledger.exposure(party, "2024-03-11", ends.get(1)).investments().stream())
                    .filter(investment -> possible
                            ? investment.circular().possible()
                            : investment.circular().certain())
                    .map(investment -> investment.company().value().substring(3))
                    .distinct()
                    .toList();
        }

        @Test
        void the_vendors_of_credits_and_the_exclusive_vendors() {
            assertThat(flagged(false)).containsExactlyInAnyOrder("moonshot", "openai", "anthropic");
        }

        @Test
        void possibly_a_candidate_of_a_party_claim() {
            assertThat(flagged(true)).containsExactly("minimax");
        }

        @Test
        void also_when_the_investor_is_asked_for_alone() {
            Exposure alone = ledger.exposure(
                    "microsoft", "2024-03-11", ends.get(1), new View(Basis.LATEST_ROUND, false, null, null));
            assertThat(RecordedLedger.of(alone, "openai").circular().certain()).isTrue();
        }
    }

    @Nested
    class What_has_microsoft_in_openai {
        @Test
        void more_than_a_bound_partly_in_credits_of_unknown_amount() {
            Funding funding = ledger.investment("microsoft", "openai", "2024-03-11", ends.get(1))
                    .funding();
            assertThat(Printed.words(funding.invested())).isEqualTo("more than 13000000000 USD");
            assertThat(funding.cash().op()).isEqualTo(Op.UNDISCLOSED);
            Printed credits = Printed.of(funding.credits().committed());
            assertThat(credits.op()).isEqualTo(Op.MORE_THAN);
            assertThat(credits.lower()).isEqualTo("0");
            assertThat(credits.lowerInclusive()).isFalse();
            assertThat(credits.upper()).isNull();
        }

        @Test
        void amazons_amount_stays_undisclosed_though_part_of_it_are_credits() {
            Investment anthropic = ledger.investment("amazon", "anthropic", "2024-03-11", ends.get(1));
            assertThat(anthropic.funding().invested().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(anthropic.funding().credits().committed().op()).isEqualTo(Op.MORE_THAN);
            assertThat(anthropic.funding().cash().op()).isEqualTo(Op.UNDISCLOSED);
        }
    }

    @Nested
    class What_is_said_of_a_party_alone {
        @Test
        void that_it_holds_none_which_is_not_the_same_as_nothing_recorded() {
            Exposure baidu = ledger.exposure("baidu", "2024-03-11", ends.get(1));
            assertThat(baidu.investments()).isEmpty();
            assertThat(baidu.claims())
                    .singleElement()
                    .satisfies(claim ->
                            assertThat(((PartyClaimed) claim.fact()).claim()).isEqualTo(PartyClaimKind.HOLDS_NONE));
            assertThat(ledger.exposure("xiaomi", "2024-03-11", ends.get(1)).claims())
                    .isEmpty();
        }

        @Test
        void what_is_not_certain_yet_stands_apart() {
            Exposure baidu = ledger.exposure("baidu", "2024-03-01", ends.get(1));
            assertThat(baidu.claims()).isEmpty();
            assertThat(baidu.perhapsClaims()).hasSize(1);
        }

        @Test
        void a_claim_about_candidates_is_forced_onto_none_of_them() {
            assertThat(RecordedLedger.of(alibaba("2024-03-11"), "minimax")
                            .funding()
                            .credits()
                            .committed()
                            .op())
                    .isEqualTo(Op.UNDISCLOSED);
            assertThat(alibaba("2024-03-11").claims()).hasSize(2);
        }
    }

    @Nested
    class A_party_that_nobody_registered {
        @Test
        void has_no_answer() {
            assertThat(new Exposures(ledger)
                            .of(
                                    new PartyId("pa_nobody"),
                                    PointInTime.of(LocalDate.parse("2024-03-11"), ledger.head()),
                                    View.USUAL))
                    .isEmpty();
        }
    }
}

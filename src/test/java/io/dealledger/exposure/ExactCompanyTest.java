package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.money.Op;
import io.dealledger.sample.SampleScript;
import io.dealledger.sample.SampleScript.Sent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The company of the sample that is known to the last share. */
class ExactCompanyTest {
    private final RecordedLedger ledger = new RecordedLedger();
    private final List<Long> afterFact = new ArrayList<>();

    ExactCompanyTest() {
        for (List<Sent> fact : SampleScript.exemplar()) {
            ledger.send(fact);
            afterFact.add(ledger.head());
        }
    }

    private Investment of(String party, String asOf, int knownAfterFact) {
        return ledger.investment(party, "exemplar", asOf, afterFact.get(knownAfterFact));
    }

    private Investment of(String party, String asOf) {
        return of(party, asOf, 22);
    }

    private static void is(Claim claim, String amount) {
        assertThat(claim.op()).as(Printed.words(claim)).isEqualTo(Op.EXACT);
        assertThat(Printed.words(claim)).isEqualTo(amount + " USD");
        assertThat(claim.events()).isNotEmpty();
    }

    @Nested
    class A_fund {
        @Test
        void has_committed_funded_and_paid_what_it_closed() {
            Investment fund = of("fund-one", "2021-12-31");
            is(fund.funding().committed(), "750000");
            is(fund.funding().funded(), "750000");
            is(fund.cost(), "750000");
            assertThat(Printed.words(fund.funding().unfunded())).isEqualTo("0 USD");
            assertThat(fund.roles()).containsExactly(HoldingRole.LEAD, HoldingRole.HOLDER);
        }

        @Test
        void has_what_it_bought_from_another_holder_in_its_cost_and_not_in_what_it_invested() {
            Investment fund = of("fund-one", "2022-12-31");
            is(fund.cost(), "1150000");
            is(fund.funding().invested(), "750000");
            assertThat(fund.lots())
                    .extracting(lot -> Printed.words(lot.costs().getFirst()))
                    .containsExactlyInAnyOrder("750000 USD", "400000 USD");
        }

        @Test
        void is_valued_at_the_latest_price_adjusted_for_the_split() {
            is(of("fund-one", "2022-12-31").value(), "3500000");
            is(of("fund-one", "2023-12-31").value(), "10500000");
            is(of("fund-one", "2023-12-31").cost(), "1150000");
            is(of("fund-one", "2023-12-31").unrealised(), "9350000");
        }

        @Test
        void has_its_exact_share_of_the_company() {
            Stake stake = of("fund-one", "2022-12-31").stake();
            assertThat(stake.fraction().orElseThrow()).hasToString("35/249");
            assertThat(Printed.of(stake.claim()).stated()).isEqualTo("14.0562");
        }
    }

    @Nested
    class An_investor_that_pays_partly_in_credits {
        @Test
        void has_funded_what_it_paid_and_delivered() {
            Funding funding = of("corp", "2022-12-31").funding();
            is(funding.committed(), "2000000");
            is(funding.cash(), "1200000");
            is(funding.credits().committed(), "800000");
            is(funding.credits().delivered(), "500000");
            is(funding.credits().consumed(), "450000");
            is(funding.credits().unused(), "50000");
            is(funding.credits().undelivered(), "300000");
            is(funding.funded(), "1700000");
            is(funding.unfunded(), "300000");
        }

        @Test
        void owes_no_longer_what_expired_undelivered() {
            Funding funding = of("corp", "2023-12-30").funding();
            is(funding.committed(), "5000000");
            is(funding.cash(), "4200000");
            is(funding.credits().committed(), "800000");
            is(funding.credits().delivered(), "500000");
            is(funding.credits().consumed(), "450000");
            is(funding.credits().unused(), "50000");
            is(funding.credits().undelivered(), "200000");
            is(funding.credits().expiredUndelivered(), "100000");
            is(funding.funded(), "4700000");
            is(funding.unfunded(), "200000");
        }

        @Test
        void sells_to_what_it_owns() {
            assertThat(of("corp", "2022-12-31").circular().certain()).isTrue();
            assertThat(of("fund-two", "2022-12-31").circular().certain()).isFalse();
        }
    }

    @Nested
    class A_founder {
        @Test
        void has_the_proceeds_of_a_sale_and_a_repurchase() {
            Investment founder = of("founder-c", "2022-12-31");
            is(founder.proceeds(), "450000");
            is(founder.cost(), "70");
        }

        @Test
        void is_not_touched_by_what_is_recorded_later_with_an_earlier_date() {
            assertThat(of("founder-b", "2022-12-31", 22).stake().fraction().orElseThrow())
                    .hasToString("20/83");
            assertThat(of("founder-b", "2022-12-31", 23).stake().fraction().orElseThrow())
                    .hasToString("59/249");
            Investment trust = of("trust", "2022-12-31", 23);
            assertThat(Printed.words(trust.cost())).isEqualTo("0 USD");
            assertThat(trust.stake().fraction().orElseThrow()).hasToString("1/249");
        }
    }

    @Nested
    class Other_bases {
        private Investment by(Basis basis) {
            return RecordedLedger.of(
                    ledger.exposure("fund-one", "2022-12-31", afterFact.get(22), new View(basis, true, null, null)),
                    "exemplar");
        }

        @Test
        void cost_is_what_was_paid() {
            is(by(Basis.COST).value(), "1150000");
            assertThat(Printed.words(by(Basis.COST).unrealised())).isEqualTo("0 USD");
        }

        @Test
        void are_undisclosed_where_nobody_recorded_them() {
            for (Basis basis : List.of(Basis.FAIR_VALUE, Basis.MARKET, Basis.EQUITY_METHOD)) {
                assertThat(by(basis).value().op()).as("%s", basis).isEqualTo(Op.UNDISCLOSED);
                assertThat(by(basis).unrealised().op()).as("%s", basis).isEqualTo(Op.UNDISCLOSED);
            }
        }
    }
}

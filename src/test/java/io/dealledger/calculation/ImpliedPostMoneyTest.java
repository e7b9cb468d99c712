package io.dealledger.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpliedPostMoneyTest {
    private static Claim filed(Stated stated, long event) {
        return Claim.stated(stated, SourceClass.PRIMARY_FILING, null, List.of(event));
    }

    private static final Claim INVESTED = filed(Stated.money(Op.APPROX, "800000000", "USD"), 7);
    private static final Claim STAKE = filed(Stated.percent(Op.APPROX, "36"), 7);

    @Test
    void itIsInvestedOverStakeWithTheBoundsOfBothRoundedOutward() {
        Printed implied = Printed.of(ImpliedPostMoney.of(INVESTED, STAKE).orElseThrow());
        assertThat(implied.op()).isEqualTo(Op.RANGE);
        assertThat(implied.lower()).isEqualTo("2054794520.54");
        assertThat(implied.lowerInclusive()).isFalse();
        assertThat(implied.upper()).isEqualTo("2394366197.19");
        assertThat(implied.upperInclusive()).isFalse();
        assertThat(implied.sourceClass()).isEqualTo(SourceClass.DERIVED);
        assertThat(implied.assumption()).isEqualTo(ImpliedPostMoney.ASSUMPTION);
        assertThat(implied.events()).containsExactly(7L);
    }

    @Test
    void anExactStakeGivesAnExactValue() {
        assertThat(ImpliedPostMoney.of(
                                filed(Stated.money(Op.EXACT, "10", "USD"), 1), filed(Stated.percent(Op.EXACT, "25"), 2))
                        .map(Printed::words))
                .contains("40 USD");
    }

    @Test
    void withoutAStakeOrAnAmountThereIsNone() {
        assertThat(ImpliedPostMoney.of(INVESTED, Claim.undisclosed(Unit.PERCENT, List.of())))
                .isEmpty();
        assertThat(ImpliedPostMoney.of(Claim.undisclosed(Unit.MONEY, List.of()), STAKE))
                .isEmpty();
        assertThat(ImpliedPostMoney.of(
                        filed(Stated.money(Op.LESS_THAN, "1", "USD"), 1), filed(Stated.percent(Op.LESS_THAN, "1"), 1)))
                .as("neither bound is known")
                .isEmpty();
    }

    @Test
    void aClashWithThePostMoneyRestsOnTheAssumption() {
        Claim implied = ImpliedPostMoney.of(INVESTED, STAKE).orElseThrow();
        Conflict clash = ImpliedPostMoney.clash(implied, filed(Stated.money(Op.MORE_THAN, "2500000000", "USD"), 3))
                .orElseThrow();
        assertThat(clash.kind()).isEqualTo(Conflict.Kind.RESTS_ON_ASSUMPTION);
        assertThat(clash.events()).containsExactly(3L, 7L);
        assertThat(clash.reason()).contains("2054794520.54", "2394366197.19", "more than 2500000000 USD");
    }

    @Test
    void thereIsNoClashWithinTheRoundingInAnotherCurrencyOrWithNothingSaid() {
        Claim implied = ImpliedPostMoney.of(INVESTED, STAKE).orElseThrow();
        assertThat(ImpliedPostMoney.clash(implied, filed(Stated.money(Op.APPROX, "2400000000", "USD"), 3)))
                .isEmpty();
        assertThat(ImpliedPostMoney.clash(implied, filed(Stated.money(Op.EXACT, "99", "CNY"), 3)))
                .isEmpty();
        assertThat(ImpliedPostMoney.clash(implied, Claim.undisclosed(Unit.MONEY, List.of())))
                .isEmpty();
    }
}

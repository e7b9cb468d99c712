package io.dealledger.calculation.pricing;

import static io.dealledger.calculation.pricing.ARound.f;
import static io.dealledger.calculation.pricing.ARound.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.pricing.ProRata.ProRataResult;
import io.dealledger.calculation.pricing.ProRata.ProRataTerms;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import org.junit.jupiter.api.Test;

class ProRataTest {
    @Test
    void keeps_what_the_holder_has_of_the_company() {
        ProRataResult right =
                ProRata.of(new ProRataTerms(f("1000000"), f("12500000"), f("2500000"), f("2"), ShareRounding.FLOOR));
        assertThat(right.entitlement()).isEqualTo(f("200000"));
        assertThat(right.amount()).isEqualTo(f("400000"));
        assertThat(right.percentBefore()).isEqualTo(f("8"));
        assertThat(right.percentAfterIfExercised()).isEqualTo(f("8"));
        assertThat(shown(right.percentAfterIfNot(), 6)).isEqualTo("6.666667");
    }

    @Test
    void is_a_little_less_in_whole_shares() {
        ProRataTerms exact = new ProRataTerms(f("1"), f("3"), f("100"), null, null);
        ProRataTerms whole = new ProRataTerms(f("1"), f("3"), f("100"), null, ShareRounding.FLOOR);
        assertThat(ProRata.of(exact).entitlement()).isEqualTo(Fraction.of(100, 3));
        assertThat(ProRata.of(exact).percentAfterIfExercised())
                .isEqualTo(ProRata.of(exact).percentBefore());
        assertThat(ProRata.of(whole).entitlement()).isEqualTo(f("33"));
        assertThat(ProRata.of(whole).percentAfterIfExercised())
                .isLessThan(ProRata.of(whole).percentBefore());
        assertThat(ProRata.of(whole).amount()).isNull();
    }

    @Test
    void is_refused_to_who_holds_more_than_there_is() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new ProRataTerms(f("4"), f("3"), f("100"), null, null))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("holder"));
    }
}

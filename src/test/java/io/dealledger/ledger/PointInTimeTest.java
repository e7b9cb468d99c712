package io.dealledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointInTimeTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 15);

    private record Said(
            String what, EffectiveOn when, @Nullable Source source) implements Fact {}

    private static Recorded<Said> said(long position, String what, EffectiveOn when, @Nullable LocalDate publishedOn) {
        Source source =
                publishedOn == null ? null : new Source("A paper", publishedOn, null, null, SourceClass.PRESS_NAMED);
        return new Recorded<>(position, "co_x", position - 1, Instant.EPOCH, new Said(what, when, source));
    }

    private static List<String> names(List<Recorded<Said>> facts) {
        return facts.stream().map(fact -> fact.fact().what()).toList();
    }

    private static final List<Recorded<Said>> HISTORY = List.of(
            said(1, "late", EffectiveOn.day(DAY), null),
            said(2, "early", EffectiveOn.day(DAY.minusDays(1)), DAY),
            said(
                    3,
                    "february",
                    new EffectiveOn(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 2, 1), Precision.MONTH),
                    DAY.plusDays(30)),
            said(4, "tomorrow", EffectiveOn.day(DAY.plusDays(1)), null),
            said(5, "always", EffectiveOn.SINCE_ALWAYS, null),
            said(6, "late too", EffectiveOn.day(DAY), null));

    @Test
    void what_is_in_force_stands_in_order_of_effect_and_then_as_recorded() {
        assertThat(names(PointInTime.of(DAY, 6).cut(HISTORY).certain()))
                .containsExactly("always", "early", "late", "late too");
    }

    @Test
    void what_a_vague_date_leaves_open_stands_apart() {
        assertThat(names(PointInTime.of(DAY, 6).cut(HISTORY).perhaps())).containsExactly("february");
        assertThat(names(PointInTime.of(LocalDate.of(2024, 1, 31), 6)
                        .cut(HISTORY)
                        .perhaps()))
                .isEmpty();
    }

    @Test
    void what_was_recorded_later_was_not_known() {
        assertThat(names(PointInTime.of(DAY, 2).cut(HISTORY).certain())).containsExactly("early", "late");
        assertThat(names(PointInTime.of(DAY, 0).cut(HISTORY).certain())).isEmpty();
    }

    @Test
    void what_was_published_later_is_left_out_and_what_nobody_published_is_not() {
        PointInTime point = new PointInTime(DAY.plusDays(60), 6, DAY.minusDays(1));
        assertThat(names(point.cut(HISTORY).certain())).containsExactly("always", "late", "late too", "tomorrow");
    }
}

package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.ReportId;
import io.dealledger.money.Currency;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent.ParentSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CauseTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
    private static final Instant THAT_DAY = Instant.parse("2024-03-31T12:00:00Z");
    private static final Instant LATER = Instant.parse("2024-05-02T12:00:00Z");
    private static final Fact RENAMED = new CompanyRenamed("New", null, EffectiveOn.day(DAY));
    private static final Source PAPER = new Source("A paper", DAY, null, null, SourceClass.PRESS_NAMED);

    private static Recorded<Fact> recorded(Fact fact, Instant at, Marks marks) {
        return new Recorded<>(9, "co_x", 8, at, fact, marks);
    }

    @Nested
    class Learning {
        private static Cause cause(Fact fact, Instant at, Marks marks, String before) {
            return Cause.ofLearning(recorded(fact, at, marks), before, ZoneOffset.UTC);
        }

        @Test
        void of_a_fact_on_its_day_is_a_new_fact_and_afterwards_a_back_dated_one() {
            assertThat(cause(RENAMED, THAT_DAY, Marks.NONE, "1")).isEqualTo(Cause.NEW_FACT);
            assertThat(cause(RENAMED, LATER, Marks.NONE, "1")).isEqualTo(Cause.BACK_DATED_FACT);
            assertThat(cause(new CompanyRenamed("New", null, EffectiveOn.SINCE_ALWAYS), LATER, Marks.NONE, "1"))
                    .isEqualTo(Cause.BACK_DATED_FACT);
        }

        @Test
        void of_a_fact_of_a_closed_period_is_a_late_fact() {
            assertThat(cause(RENAMED, LATER, Marks.NONE.late(DAY.plusDays(20)), "1"))
                    .isEqualTo(Cause.LATE_FACT);
        }

        @Test
        void tells_the_day_of_recording_in_the_zone_of_the_ledger() {
            Recorded<Fact> inTheEvening = recorded(RENAMED, Instant.parse("2024-04-01T02:00:00Z"), Marks.NONE);
            assertThat(Cause.ofLearning(inTheEvening, "1", ZoneOffset.UTC)).isEqualTo(Cause.BACK_DATED_FACT);
            assertThat(Cause.ofLearning(inTheEvening, "1", ZoneId.of("America/New_York")))
                    .isEqualTo(Cause.NEW_FACT);
        }

        @Test
        void that_another_event_was_wrong_is_a_correction_whatever_kind_it_has() {
            Marks marks = Marks.correcting(3, "a slip of the pen");
            assertThat(cause(RENAMED, LATER, marks, "1")).isEqualTo(Cause.CORRECTION);
            assertThat(cause(rate(), LATER, marks, "1")).isEqualTo(Cause.CORRECTION);
            assertThat(cause(RENAMED, LATER, marks.late(DAY.plusDays(20)), "1")).isEqualTo(Cause.CORRECTION);
            assertThat(cause(new CompanyEvent.FactVoided(EffectiveOn.day(DAY)), LATER, marks, "1"))
                    .isEqualTo(Cause.VOIDED);
        }

        @Test
        void what_a_source_says_adds_a_claim_or_replaces_one() {
            Fact total =
                    new TotalRaisedReported(new ReportId("rp_1"), Stated.undisclosed(), EffectiveOn.day(DAY), PAPER);
            assertThat(cause(total, LATER, Marks.NONE, "at least 1 USD")).isEqualTo(Cause.CLAIM_REPLACED);
            assertThat(cause(total, LATER, Marks.NONE, "undisclosed")).isEqualTo(Cause.CLAIM_ADDED);
            assertThat(cause(total, LATER, Marks.NONE, null)).isEqualTo(Cause.CLAIM_ADDED);
        }

        @Test
        void of_another_investment_adds_a_claim_beside_those_that_are_there() {
            Fact report = new InvestmentReported(new ReportId("rp_1"), List.of(), EffectiveOn.day(DAY), PAPER);
            assertThat(cause(report, LATER, Marks.NONE, "at least 1 USD")).isEqualTo(Cause.CLAIM_ADDED);
        }

        @Test
        void of_rates_and_parents_is_a_cause_of_its_own() {
            assertThat(cause(rate(), LATER, Marks.NONE, "1")).isEqualTo(Cause.RATE);
            assertThat(cause(new ParentSet(new PartyId("pa_x"), EffectiveOn.day(DAY)), LATER, Marks.NONE, "1"))
                    .isEqualTo(Cause.PARENT);
        }
    }

    @Nested
    class Happening {
        @Test
        void makes_a_new_fact_of_whatever_was_recorded_late_or_in_the_place_of_something_else() {
            assertThat(Cause.ofHappening(recorded(RENAMED, LATER, Marks.NONE), "1"))
                    .isEqualTo(Cause.NEW_FACT);
            assertThat(Cause.ofHappening(recorded(RENAMED, LATER, Marks.correcting(3, "wrong")), "1"))
                    .isEqualTo(Cause.NEW_FACT);
        }

        @Test
        void on_the_last_day_of_a_vague_date_is_that_the_date_has_passed() {
            Fact vague = new CompanyRenamed("New", null, new EffectiveOn(DAY, DAY.withDayOfMonth(1), Precision.MONTH));
            assertThat(Cause.ofHappening(recorded(vague, LATER, Marks.NONE), "1"))
                    .isEqualTo(Cause.VAGUE_DATE_PASSED);
        }
    }

    private static Fact rate() {
        return new ExchangeRateRecorded(
                Currency.of("EUR"),
                Currency.of("USD"),
                BigDecimal.ONE,
                BigDecimal.ONE,
                RateKind.CLOSING,
                EffectiveOn.day(DAY),
                null);
    }
}

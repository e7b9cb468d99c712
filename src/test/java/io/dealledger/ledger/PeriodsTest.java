package io.dealledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.ledger.PeriodAct.Approve;
import io.dealledger.ledger.PeriodAct.Close;
import io.dealledger.ledger.PeriodAct.Request;
import io.dealledger.ledger.PeriodAct.Withdraw;
import io.dealledger.ledger.PeriodRefusal.AccountingInClosedPeriod;
import io.dealledger.ledger.PeriodRefusal.AccountingInFuture;
import io.dealledger.ledger.PeriodRefusal.ClosedAlready;
import io.dealledger.ledger.PeriodRefusal.ClosedBy;
import io.dealledger.ledger.PeriodRefusal.NeedsAnotherPerson;
import io.dealledger.ledger.PeriodRefusal.NoReopeningRequested;
import io.dealledger.ledger.PeriodRefusal.NotClosed;
import io.dealledger.ledger.PeriodRefusal.NotLate;
import io.dealledger.ledger.PeriodRefusal.OtherReopeningRequested;
import io.dealledger.ledger.PeriodRefusal.PeriodClosed;
import io.dealledger.ledger.PeriodRefusal.PeriodNotOver;
import io.dealledger.ledger.PeriodRefusal.ReopeningPending;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be closed and opened again, and what gets into closed books. */
class PeriodsTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 15);
    private static final LocalDate LATEST = TODAY.plusDays(30);
    private static final LocalDate MARCH = LocalDate.of(2024, 3, 31);
    private static final LocalDate MAY = LocalDate.of(2024, 5, 31);
    private static final LocalDate IN_JUNE = LocalDate.of(2024, 6, 10);

    private static Periods after(PeriodAct... acts) {
        Periods periods = Periods.OPEN;
        for (PeriodAct act : acts) {
            assertThat(periods.refuses(act, TODAY)).as("%s", act).isEmpty();
            periods = periods.after(act);
        }
        return periods;
    }

    private static Request asked(LocalDate from) {
        return new Request(from, "an invoice was found", "ann");
    }

    @Nested
    class A_close {
        @Test
        void closes_through_its_day() {
            assertThat(after(new Close(MARCH, "ann"), new Close(MAY, "ben")).closedThrough())
                    .isEqualTo(MAY);
        }

        @Test
        void of_the_same_or_an_earlier_day_is_refused_with_the_day_that_is_closed() {
            Periods closed = after(new Close(MARCH, "ann"));

            assertThat(closed.refuses(new Close(MARCH, "ann"), TODAY)).contains(new ClosedAlready(MARCH, MARCH));
            assertThat(closed.refuses(new Close(MARCH.minusDays(1), "ann"), TODAY))
                    .contains(new ClosedAlready(MARCH.minusDays(1), MARCH));
        }

        @Test
        void of_a_day_that_is_not_over_is_refused() {
            assertThat(after().refuses(new Close(TODAY, "ann"), TODAY)).contains(new PeriodNotOver(TODAY, TODAY));
            assertThat(after().refuses(new Close(TODAY.minusDays(1), "ann"), TODAY))
                    .isEmpty();
        }

        @Test
        void waits_for_what_somebody_asked_to_reopen() {
            Periods asked = after(new Close(MARCH, "ann"), asked(MARCH));

            assertThat(asked.refuses(new Close(MAY, "ben"), TODAY)).contains(new ReopeningPending(MARCH, "ann"));
        }
    }

    @Nested
    class A_reopening {
        @Test
        void takes_two_people() {
            Periods asked = after(new Close(MAY, "ann"), asked(MARCH));

            assertThat(asked.closedThrough()).as("asking opens nothing").isEqualTo(MAY);
            assertThat(asked.refuses(new Approve(MARCH, "ann"), TODAY)).contains(new NeedsAnotherPerson("ann"));
            assertThat(asked.refuses(new Approve(MARCH, "ben"), TODAY)).isEmpty();
        }

        @Test
        void opens_its_day_and_every_later_one() {
            Periods reopened = after(new Close(MAY, "ann"), asked(MARCH), new Approve(MARCH, "ben"));

            assertThat(reopened).isEqualTo(new Periods(MARCH.minusDays(1), null));
            assertThat(reopened.refuses(new Close(MAY, "ann"), TODAY))
                    .as("closed once more")
                    .isEmpty();
        }

        @Test
        void of_what_is_open_is_refused() {
            assertThat(after().refuses(asked(MARCH), TODAY)).contains(new NotClosed(MARCH, null));
            assertThat(after(new Close(MARCH, "ann")).refuses(asked(MARCH.plusDays(1)), TODAY))
                    .contains(new NotClosed(MARCH.plusDays(1), MARCH));
        }

        @Test
        void is_not_approved_without_having_been_asked_for() {
            assertThat(after(new Close(MAY, "ann")).refuses(new Approve(MARCH, "ben"), TODAY))
                    .contains(new NoReopeningRequested());
            assertThat(after(new Close(MAY, "ann"), asked(MARCH), new Approve(MARCH, "ben"))
                            .refuses(new Approve(MARCH, "ben"), TODAY))
                    .as("a second time")
                    .contains(new NoReopeningRequested());
        }

        @Test
        void is_approved_as_it_was_asked_for() {
            assertThat(after(new Close(MAY, "ann"), asked(MAY)).refuses(new Approve(MARCH, "ben"), TODAY))
                    .contains(new OtherReopeningRequested(MARCH, MAY));
        }

        @Test
        void is_asked_for_once_and_can_be_withdrawn() {
            Periods asked = after(new Close(MAY, "ann"), asked(MARCH));

            assertThat(asked.refuses(asked(MAY), TODAY)).contains(new ReopeningPending(MARCH, "ann"));
            assertThat(after(new Close(MAY, "ann"), asked(MARCH), new Withdraw(MARCH, "ann")))
                    .isEqualTo(after(new Close(MAY, "ann")));
            assertThat(after(new Close(MAY, "ann")).refuses(new Withdraw(MARCH, "ann"), TODAY))
                    .contains(new NoReopeningRequested());
        }
    }

    private sealed interface Step extends Fact {}

    private record Moved(long amount, EffectiveOn when) implements Step {}

    private record Voided(EffectiveOn when) implements Step {
        @Override
        public boolean voids() {
            return true;
        }
    }

    private record Closed(EffectiveOn when) implements Step, PeriodFact {
        @Override
        public PeriodAct act() {
            return new Close(MARCH, "ann");
        }
    }

    private static final Fold<Long, Step> SUM = new Fold<>() {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Long evolve(Long sum, Recorded<Step> fact) {
            return sum + (fact.fact() instanceof Moved moved ? moved.amount() : 0);
        }

        @Override
        public Optional<Refusal> rules(Long sum, Recorded<Step> fact) {
            return Optional.empty();
        }
    };

    private static Recorded<Step> recorded(long version, Step fact, Marks marks) {
        return new Recorded<>(version + 1, "co_x", version, Instant.EPOCH.plusSeconds(version), fact, marks);
    }

    private static Step moved(@Nullable LocalDate on) {
        return new Moved(1, on == null ? EffectiveOn.SINCE_ALWAYS : EffectiveOn.day(on));
    }

    private static Timeline<Long, Step> timeline(List<Recorded<Step>> facts) {
        return Timeline.of(SUM, facts);
    }

    private static final Timeline<Long, Step> BEGUN = timeline(List.of(recorded(0, moved(null), Marks.NONE)));
    private static final Periods THROUGH_MARCH = new Periods(MARCH, null);
    private static final Periods THROUGH_MAY = new Periods(MAY, null);

    private static Decision<Step> judged(
            Timeline<Long, Step> timeline,
            Periods own,
            Periods books,
            @Nullable LocalDate accountingOn,
            Marks marks,
            Step... facts) {
        return new ClosedPeriods(own, books)
                .judge(
                        timeline,
                        new Decision.Accepted<>("co_x", List.of(facts), Collections.nCopies(facts.length, marks)),
                        accountingOn,
                        LATEST);
    }

    private static Decision<Step> judged(Periods own, @Nullable LocalDate accountingOn, Step... facts) {
        return judged(BEGUN, own, Periods.OPEN, accountingOn, Marks.NONE, facts);
    }

    private static Decision<Step> refused(Refusal refusal) {
        return Decision.refused(refusal);
    }

    private static List<@Nullable LocalDate> bookedOn(Decision<Step> decision) {
        return ((Decision.Accepted<Step>) decision)
                .marks().stream().map(Marks::accountingOn).toList();
    }

    @Nested
    class A_fact_of_a_closed_period {
        @Test
        void is_refused_with_both_dates_and_whose_books_are_closed() {
            assertThat(judged(THROUGH_MARCH, null, moved(MARCH)))
                    .isEqualTo(refused(new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY)));
            assertThat(judged(THROUGH_MARCH, null, moved(MARCH.plusDays(1)))).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void is_bound_by_the_later_of_the_two_closes() {
            assertThat(judged(BEGUN, THROUGH_MARCH, THROUGH_MAY, null, Marks.NONE, moved(MAY)))
                    .isEqualTo(refused(new PeriodClosed(MAY, MAY, ClosedBy.LEDGER)));
            assertThat(judged(BEGUN, THROUGH_MAY, THROUGH_MARCH, null, Marks.NONE, moved(MAY)))
                    .isEqualTo(refused(new PeriodClosed(MAY, MAY, ClosedBy.COMPANY)));
        }

        @Test
        void is_named_among_the_commands_of_a_batch() {
            Decision<Step> decision = new ClosedPeriods(THROUGH_MARCH, Periods.OPEN)
                    .judge(
                            BEGUN,
                            new Decision.Accepted<>(
                                    "co_x",
                                    List.of(moved(MAY), moved(MAY), moved(MARCH)),
                                    Collections.nCopies(3, Marks.NONE),
                                    List.of(new Origin.OfBatch(0), new Origin.OfBatch(0), new Origin.OfBatch(1))),
                            null,
                            LATEST);

            assertThat(decision)
                    .isEqualTo(refused(new RefusedInBatch(1, new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY))));
        }

        @Test
        void gets_in_late_and_is_marked_with_its_day_in_the_open_period() {
            assertThat(bookedOn(judged(THROUGH_MARCH, IN_JUNE, moved(MARCH)))).containsExactly(IN_JUNE);
        }

        @Test
        void is_alone_marked_among_others_of_one_command() {
            assertThat(bookedOn(judged(THROUGH_MARCH, IN_JUNE, moved(MAY), moved(MARCH), moved(IN_JUNE))))
                    .containsExactly(null, IN_JUNE, null);
        }

        @Test
        void is_not_accounted_for_in_a_closed_period_nor_in_a_far_future() {
            assertThat(judged(THROUGH_MAY, MAY, moved(MARCH)))
                    .isEqualTo(refused(new AccountingInClosedPeriod(MAY, MAY, ClosedBy.COMPANY)));
            assertThat(judged(THROUGH_MAY, LATEST.plusDays(1), moved(MARCH)))
                    .isEqualTo(refused(new AccountingInFuture(LATEST.plusDays(1), LATEST)));
            assertThat(bookedOn(judged(THROUGH_MAY, MAY.plusDays(1), moved(MARCH))))
                    .containsExactly(MAY.plusDays(1));
        }

        @Test
        void that_holds_since_always_begins_a_stream_freely_and_is_bound_later() {
            assertThat(judged(
                            timeline(List.of()), Periods.OPEN, THROUGH_MAY, null, Marks.NONE, moved(null), moved(null)))
                    .isInstanceOf(Decision.Accepted.class);
            assertThat(judged(timeline(List.of()), Periods.OPEN, THROUGH_MAY, null, Marks.NONE, moved(MARCH)))
                    .as("a new stream that begins in a closed period")
                    .isEqualTo(refused(new PeriodClosed(MARCH, MAY, ClosedBy.LEDGER)));
            assertThat(judged(THROUGH_MAY, null, moved(null)))
                    .isEqualTo(refused(new PeriodClosed(null, MAY, ClosedBy.COMPANY)));
        }
    }

    @Nested
    class A_command_marked_late {
        @Test
        void without_anything_late_in_it_is_refused() {
            assertThat(judged(Periods.OPEN, IN_JUNE, moved(MARCH))).isEqualTo(refused(new NotLate(IN_JUNE, null)));
            assertThat(judged(THROUGH_MARCH, IN_JUNE, moved(MAY))).isEqualTo(refused(new NotLate(IN_JUNE, MARCH)));
            assertThat(judged(THROUGH_MARCH, IN_JUNE, new Closed(EffectiveOn.day(TODAY))))
                    .isEqualTo(refused(new NotLate(IN_JUNE, MARCH)));
        }
    }

    @Nested
    class A_correction {
        private final Timeline<Long, Step> timeline = timeline(List.of(
                recorded(0, moved(null), Marks.NONE),
                recorded(1, moved(MARCH), Marks.NONE),
                recorded(2, moved(MAY), Marks.NONE),
                // The second turned out to be of May.
                recorded(3, moved(MAY), Marks.correcting(1, "wrong month"))));

        private Decision<Step> correcting(long version, @Nullable LocalDate accountingOn, Step fact) {
            return judged(
                    timeline, THROUGH_MARCH, Periods.OPEN, accountingOn, Marks.correcting(version, "wrong"), fact);
        }

        @Test
        void is_judged_by_its_own_date() {
            assertThat(correcting(2, null, moved(MARCH)))
                    .isEqualTo(refused(new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY)));
            assertThat(correcting(2, null, moved(MAY))).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void is_judged_by_the_date_of_what_it_corrects() {
            Timeline<Long, Step> uncorrected = timeline(List.of(recorded(0, moved(MARCH), Marks.NONE)));

            assertThat(judged(uncorrected, THROUGH_MARCH, Periods.OPEN, null, Marks.correcting(0, "wrong"), moved(MAY)))
                    .isEqualTo(refused(new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY)));
        }

        @Test
        void that_voids_another_is_judged_by_the_date_of_what_it_restores() {
            Step voided = new Voided(EffectiveOn.day(MAY));

            assertThat(correcting(3, null, voided))
                    .isEqualTo(refused(new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY)));
            assertThat(correcting(2, null, voided)).isInstanceOf(Decision.Accepted.class);
        }

        /** One fact of a set makes room for the other. */
        @Test
        void of_what_another_one_of_its_set_restores_is_judged_by_the_date_of_that() {
            Decision<Step> decision = new ClosedPeriods(THROUGH_MARCH, Periods.OPEN)
                    .judge(
                            timeline,
                            new Decision.Accepted<>(
                                    "co_x",
                                    List.of(new Voided(EffectiveOn.day(MAY)), moved(IN_JUNE)),
                                    List.of(Marks.correcting(3, "wrong"), Marks.correcting(1, "wrong")),
                                    List.of(new Origin.OfCorrection(4), new Origin.OfCorrection(2))),
                            null,
                            LATEST);

            assertThat(decision)
                    .isEqualTo(refused(new RefusedCorrection(2, new PeriodClosed(MARCH, MARCH, ClosedBy.COMPANY))));
        }

        @Test
        void that_comes_late_keeps_what_it_corrects_and_why() {
            Decision.Accepted<Step> late = (Decision.Accepted<Step>) correcting(3, IN_JUNE, moved(MARCH));

            assertThat(late.marks()).containsExactly(new Marks(3L, "wrong", IN_JUNE));
        }
    }

    @Nested
    class A_fact_about_the_books {
        private final Timeline<Long, Step> timeline = timeline(List.of(
                recorded(0, moved(MARCH), Marks.NONE),
                recorded(1, new Closed(EffectiveOn.day(TODAY)), Marks.NONE),
                recorded(2, moved(MAY), Marks.NONE)));

        @Test
        void has_a_version_and_no_place_in_the_order_of_effect() {
            assertThat(timeline.version()).isEqualTo(2);
            assertThat(timeline.facts()).extracting(Recorded::version).containsExactly(0L, 2L);
            assertThat(timeline.event(1)).as("nothing there to correct").isEmpty();
        }

        @Test
        void is_in_no_answer() {
            List<Recorded<Step>> history = List.of(
                    recorded(0, moved(MARCH), Marks.NONE), recorded(1, new Closed(EffectiveOn.day(MARCH)), Marks.NONE));

            assertThat(PointInTime.of(TODAY, 2).cut(history).certain())
                    .extracting(Recorded::version)
                    .containsExactly(0L);
            assertThat(PointInTime.of(MARCH.minusDays(1), 2).cut(history).perhaps())
                    .isEmpty();
        }

        @Test
        void is_never_itself_bound() {
            assertThat(judged(
                            timeline,
                            THROUGH_MARCH,
                            new Periods(LATEST, null),
                            null,
                            Marks.NONE,
                            new Closed(EffectiveOn.day(TODAY))))
                    .isInstanceOf(Decision.Accepted.class);
        }
    }
}

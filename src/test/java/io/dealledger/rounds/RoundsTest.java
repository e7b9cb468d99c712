package io.dealledger.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.rounds.RoundHistory.Kind;
import io.dealledger.rounds.RoundHistory.Round;
import io.dealledger.rounds.RoundHistory.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final CompanyId COMPANY = new CompanyId("co_one");
    private static final RoundId HELD = new RoundId("rd_held");
    private static final RoundId REPORTED = new RoundId("rd_reported");
    private static final PartyId LEAD = new PartyId("pa_lead");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

    private final List<Recorded<CompanyEvent>> facts = new ArrayList<>();

    private void add(CompanyEvent fact) {
        int version = facts.size();
        facts.add(new Recorded<>(version + 1L, COMPANY.value(), version, Instant.EPOCH.plusSeconds(version), fact));
    }

    private Round only(PointInTime point) {
        RoundHistory history = Rounds.of(COMPANY, facts, point);
        assertThat(history.rounds()).hasSize(1);
        return history.rounds().getFirst();
    }

    private static PointInTime now(long position) {
        return PointInTime.of(LocalDate.of(2024, 12, 31), position);
    }

    private static EffectiveOn on(int plus) {
        return EffectiveOn.day(DAY.plusDays(plus));
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static Source source(SourceClass sourceClass) {
        return new Source("A paper", DAY.plusDays(5), null, null, sourceClass);
    }

    private void held() {
        add(new RoundOpened(HELD, "Series A", Currency.of("USD"), LEAD, on(0)));
        add(new CommitmentMade(HELD, LEAD, Role.INVESTOR, usd("300"), List.of(), on(1)));
        add(closing("cl_1", "100", false, on(2)));
        add(closing("cl_2", "50.25", true, on(9)));
    }

    private static RoundClosed closing(String id, String cash, boolean last, EffectiveOn when) {
        return new RoundClosed(
                HELD,
                new ClosingId(id),
                List.of(new Subscription(LEAD, null, null, null, List.of(Leg.cash(usd(cash))))),
                last,
                when);
    }

    private void reported(SourceClass sourceClass, Stated raised) {
        add(new RoundReported(
                REPORTED,
                "B",
                ReportedStatus.ANNOUNCED,
                raised,
                null,
                null,
                null,
                List.of(new Participant(LEAD, Role.LEAD, Stated.undisclosed(), null, List.of())),
                on(0),
                source(sourceClass)));
    }

    @Test
    void a_recorded_round_adds_up_its_closings_and_keeps_its_commitments() {
        held();
        Round round = only(now(4));
        assertThat(round.kind()).isEqualTo(Kind.RECORDED);
        assertThat(round.status()).isEqualTo(Status.CLOSED);
        assertThat(round.raised()).isNotNull().satisfies(raised -> {
            assertThat(raised.stated()).isEqualTo("150.25");
            assertThat(raised.events()).containsExactly(3L, 4L);
        });
        assertThat(round.participants()).singleElement().satisfies(one -> {
            assertThat(one.roles()).containsExactlyInAnyOrder(Role.LEAD, Role.INVESTOR);
            assertThat(one.committed())
                    .isNotNull()
                    .satisfies(sum -> assertThat(sum.stated()).isEqualTo("300"));
            assertThat(one.events()).containsExactly(1L, 2L, 3L, 4L);
        });
        assertThat(round.events()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void on_an_earlier_date_or_as_known_earlier_it_is_less_far() {
        held();
        assertThat(only(PointInTime.of(DAY, 4)).status()).isEqualTo(Status.OPEN);
        assertThat(only(PointInTime.of(DAY.plusDays(5), 4)).status()).isEqualTo(Status.PARTLY_CLOSED);
        assertThat(only(now(3)).status()).isEqualTo(Status.PARTLY_CLOSED);
        assertThat(Rounds.of(COMPANY, facts, PointInTime.of(DAY.minusDays(1), 4))
                        .rounds())
                .isEmpty();
    }

    @Test
    void a_cancelled_round_says_so() {
        add(new RoundOpened(HELD, "Series A", Currency.of("USD"), null, on(0)));
        add(new RoundCancelled(HELD, "no terms agreed", on(3)));
        assertThat(only(now(2)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_reported_round_follows_the_best_source_and_names_disagreement() {
        reported(SourceClass.PRESS_NAMED, Stated.money(Op.EXACT, "100", "USD"));
        add(new ClaimsAdded(
                REPORTED.value(),
                Stated.money(Op.EXACT, "250", "USD"),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                on(0),
                source(SourceClass.PRIMARY_FILING)));
        Round round = only(now(2));
        assertThat(round.kind()).isEqualTo(Kind.REPORTED);
        assertThat(round.status()).isEqualTo(Status.ANNOUNCED);
        assertThat(round.raised())
                .isNotNull()
                .satisfies(raised -> assertThat(raised.stated()).isEqualTo("250"));
        assertThat(round.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.events()).containsExactly(1L, 2L));
    }

    @Test
    void a_reported_round_names_the_recorded_one_that_it_turned_out_to_be() {
        reported(SourceClass.PRESS_NAMED, Stated.undisclosed());
        add(new RoundOpened(HELD, "Series B", Currency.of("USD"), null, on(0)));
        add(new RoundFirmedUp(HELD, REPORTED, on(0)));
        assertThat(Rounds.of(COMPANY, facts, now(3)).rounds())
                .extracting(Round::id, Round::firmedUpBy)
                .containsExactly(tuple(REPORTED, HELD), tuple(HELD, null));
    }
}

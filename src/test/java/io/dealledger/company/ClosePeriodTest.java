package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.PeriodCommand.ApproveReopening;
import io.dealledger.company.PeriodCommand.ClosePeriod;
import io.dealledger.company.PeriodCommand.RequestReopening;
import io.dealledger.company.PeriodCommand.WithdrawReopening;
import io.dealledger.company.PeriodEvent.PeriodClosed;
import io.dealledger.company.PeriodEvent.PeriodReopened;
import io.dealledger.company.PeriodEvent.ReopeningRequested;
import io.dealledger.company.PeriodEvent.ReopeningWithdrawn;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PeriodRefusal;
import io.dealledger.ledger.PeriodRefusal.ClosedAlready;
import io.dealledger.ledger.PeriodRefusal.ClosedBy;
import io.dealledger.ledger.PeriodRefusal.NeedsAnotherPerson;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import io.dealledger.shell.Edge;
import io.dealledger.shell.Everybody;
import io.dealledger.shell.Shell;
import io.dealledger.shell.StreamTarget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A company's books through Axon: closed, reopened by two people, and binding for every command between. */
class ClosePeriodTest {
    private static final LocalDate YEAR_END = LocalDate.of(2023, 12, 31);
    private static final LocalDate JANUARY = LocalDate.of(2024, 1, 31);
    private static final EffectiveOn NOW = EffectiveOn.day(Scenario.TODAY);
    private static final PeriodClosed CLOSED = new PeriodClosed(YEAR_END, "ann", NOW);
    private static final ReopeningRequested REQUESTED =
            new ReopeningRequested(YEAR_END, "an invoice was found", "ann", NOW);

    private static FixtureConfiguration<CompanyAggregate> company() {
        return new AggregateTestFixture<>(CompanyAggregate.class)
                .registerCommandTargetResolver(new StreamTarget())
                .registerFieldFilter(field -> !field.getDeclaringClass().equals(Timeline.class)
                        || field.getName().equals("facts"))
                .registerInjectableResource(
                        new Edge(Everybody.on(Scenario.TODAY), Everybody.but("pa_nobody"), () -> "made"));
    }

    private static FixtureConfiguration<CompanyAggregate> withLedgerClosed(LocalDate through) {
        return company().registerCommandHandlerInterceptor((unit, chain) -> {
            unit.resources().put(Shell.BOOKS, new Periods(through, null));
            return chain.proceed();
        });
    }

    private static List<Object> given(PeriodEvent... more) {
        List<Object> events = new ArrayList<>(Scenario.given(
                        register("2020-01-01"),
                        common("Common", "1000", "2020-01-01"),
                        issue("se_a", "Common", AMY, "600", "2020-01-02"))
                .timeline()
                .facts()
                .stream()
                .map(recorded -> (Object) recorded.fact())
                .toList());
        events.addAll(List.of(more));
        return events;
    }

    private static Map<String, Object> by(String actor, @Nullable LocalDate accountingOn) {
        Map<String, Object> metadata =
                new HashMap<>(Map.of(CommandMetadata.STREAM, Scenario.COMPANY.value(), CommandMetadata.ACTOR, actor));
        if (accountingOn != null) {
            metadata.put(CommandMetadata.ACCOUNTING_ON, accountingOn);
        }
        return metadata;
    }

    private static Decision<CompanyEvent> refused(Refusal refusal) {
        return Decision.refused(refusal);
    }

    @Test
    void a_close_and_a_reopening_are_recorded_with_who_did_it() {
        company()
                .given(given())
                .when(new ClosePeriod(YEAR_END), by("ann", null))
                .expectEvents(CLOSED);
        company()
                .given(given(CLOSED))
                .when(new RequestReopening(YEAR_END, " an invoice was found "), by("ann", null))
                .expectEvents(REQUESTED);
        company()
                .given(given(CLOSED, REQUESTED))
                .when(new ApproveReopening(YEAR_END), by("ben", null))
                .expectEvents(new PeriodReopened(YEAR_END, "ann", "ben", NOW));
        company()
                .given(given(CLOSED, REQUESTED))
                .when(new WithdrawReopening(null), by("ben", null))
                .expectEvents(new ReopeningWithdrawn(YEAR_END, "ben", NOW));
    }

    @Test
    void one_person_does_not_reopen_and_nobody_closes_twice() {
        company()
                .given(given(CLOSED, REQUESTED))
                .when(new ApproveReopening(YEAR_END), by("ann", null))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new NeedsAnotherPerson("ann")));
        company()
                .given(given(CLOSED))
                .when(new ClosePeriod(YEAR_END), by("ben", null))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new ClosedAlready(YEAR_END, YEAR_END)));
    }

    @Test
    void a_company_that_nobody_knows_has_no_books() {
        company()
                .givenNoPriorActivity()
                .when(new ClosePeriod(YEAR_END), by("ann", null))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new CompanyRefusal.UnknownCompany(Scenario.COMPANY)));
    }

    @Test
    void a_fact_of_the_closed_period_is_refused_and_one_of_the_open_period_is_not() {
        company()
                .given(given(CLOSED))
                .when(issue("se_b", "Common", AMY, "1", "2023-12-31"), by("ann", null))
                .expectNoEvents()
                .expectResultMessagePayload(
                        refused(new PeriodRefusal.PeriodClosed(YEAR_END, YEAR_END, ClosedBy.COMPANY)));
        company()
                .given(given(CLOSED))
                .when(issue("se_b", "Common", AMY, "1", "2024-01-01"), by("ann", null))
                .expectResultMessagePayloadMatching(
                        matches((Object decision) -> decision instanceof Decision.Accepted<?>));
    }

    @Test
    void the_whole_ledgers_close_binds_it_too() {
        withLedgerClosed(YEAR_END)
                .given(given())
                .when(issue("se_b", "Common", AMY, "1", "2023-12-31"), by("ann", null))
                .expectNoEvents()
                .expectResultMessagePayload(
                        refused(new PeriodRefusal.PeriodClosed(YEAR_END, YEAR_END, ClosedBy.LEDGER)));
    }

    @Test
    void in_a_batch_that_is_marked_late_only_the_facts_of_the_closed_period_are() {
        company()
                .given(given(CLOSED))
                .when(
                        new Batch(List.of(
                                issue("se_b", "Common", AMY, "1", "2023-12-31"),
                                transfer(AMY, Deals.BEN, "2", "2024-02-01"))),
                        by("ann", JANUARY))
                .expectResultMessagePayloadMatching(matches((Object decision) ->
                        decision instanceof Decision.Accepted<?> accepted
                                && accepted.marks().equals(List.of(new Marks(null, null, JANUARY), Marks.NONE))));
    }

    @Test
    void what_is_closed_changes_no_state() {
        Company before = Scenario.given(register("2020-01-01")).head();

        assertThat(Company.FOLD.evolve(before, Recorded.pending("co_acme", 1, (CompanyEvent) CLOSED)))
                .isEqualTo(before);
    }
}

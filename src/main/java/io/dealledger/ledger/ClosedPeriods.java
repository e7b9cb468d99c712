package io.dealledger.ledger;

import io.dealledger.ledger.PeriodRefusal.ClosedBy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is closed for the facts of one stream, and what that means for them: the same for every command of every room.
 *
 * @param own what the stream itself has closed
 * @param books what is closed for the whole ledger
 */
public record ClosedPeriods(Periods own, Periods books) {
    /** @param through last closed day @param by whose close it is */
    public record Closing(LocalDate through, ClosedBy by) {
        boolean binds(EffectiveOn when) {
            LocalDate on = when.effectiveOn();
            return on == null || !on.isAfter(through);
        }
    }

    /** The close that binds the facts of the stream, which is the later of the two; empty when nothing is closed. */
    public Optional<Closing> last() {
        return Optional.ofNullable(closing());
    }

    private @Nullable Closing closing() {
        LocalDate mine = own.closedThrough();
        LocalDate everybodys = books.closedThrough();
        if (mine != null && (everybodys == null || mine.isAfter(everybodys))) {
            return new Closing(mine, ClosedBy.COMPANY);
        }
        return everybodys == null ? null : new Closing(everybodys, ClosedBy.LEDGER);
    }

    /**
     * What was decided, with the facts of a closed period marked as late, or the reason why they do not get in.
     *
     * @param timeline of the stream, before the facts
     * @param accountingOn day in the open period on which late facts are accounted for; absent when none is to be late
     * @param latest the last day that is accepted
     */
    public <S, E extends Fact> Decision<E> judge(
            Timeline<S, E> timeline, Decision.Accepted<E> decided, @Nullable LocalDate accountingOn, LocalDate latest) {
        Closing closing = closing();
        if (closing == null) {
            return accountingOn == null ? decided : Decision.refused(new PeriodRefusal.NotLate(accountingOn, null));
        }
        boolean first = timeline.version() < 0;
        Timeline<S, E> afterwards = decided.marks().stream().anyMatch(each -> each.corrects() != null)
                ? afterwards(timeline, decided)
                : null;
        List<Marks> marks = new ArrayList<>();
        boolean late = false;
        for (int index = 0; index < decided.facts().size(); index++) {
            E fact = decided.facts().get(index);
            Marks noted = decided.marks().get(index);
            Optional<EffectiveOn> bound = fact instanceof PeriodFact || (first && changesNothing(fact))
                    ? Optional.empty()
                    : touched(fact, noted, afterwards).filter(closing::binds).min(Comparator.naturalOrder());
            if (bound.isEmpty()) {
                marks.add(noted);
                continue;
            }
            if (accountingOn == null) {
                return Decision.refused(decided.refused(
                        index,
                        new PeriodRefusal.PeriodClosed(bound.get().effectiveOn(), closing.through(), closing.by())));
            }
            marks.add(noted.late(accountingOn));
            late = true;
        }
        if (accountingOn == null) {
            return decided;
        }
        return late
                ? outside(closing, accountingOn, latest)
                        .<Decision<E>>map(Decision::refused)
                        .orElseGet(() -> decided.marked(marks))
                : Decision.refused(new PeriodRefusal.NotLate(accountingOn, closing.through()));
    }

    /** No closed figure can rest on what nobody had heard of: a stream may begin with what holds since always. */
    private static boolean changesNothing(Fact fact) {
        return fact.when().effectiveOn() == null;
    }

    /** Why nothing can be accounted for on that day. */
    private static Optional<Refusal> outside(Closing closing, LocalDate accountingOn, LocalDate latest) {
        if (!accountingOn.isAfter(closing.through())) {
            return Optional.of(
                    new PeriodRefusal.AccountingInClosedPeriod(accountingOn, closing.through(), closing.by()));
        }
        return accountingOn.isAfter(latest)
                ? Optional.of(new PeriodRefusal.AccountingInFuture(accountingOn, latest))
                : Optional.empty();
    }

    private static <S, E extends Fact> Timeline<S, E> afterwards(
            Timeline<S, E> timeline, Decision.Accepted<E> decided) {
        Timeline<S, E> afterwards = timeline.copy();
        for (int index = 0; index < decided.facts().size(); index++) {
            afterwards.insert(Recorded.pending(
                    "",
                    afterwards.version() + 1,
                    decided.facts().get(index),
                    decided.marks().get(index)));
        }
        return afterwards;
    }

    /**
     * The dates whose figures the fact changes: its own, and for a correction also those of what it corrects and of what
     * stands in that place afterwards: to make a correction void brings back what is written nowhere in the command.
     */
    private static <S, E extends Fact> Stream<EffectiveOn> touched(
            E fact, Marks noted, @Nullable Timeline<S, E> afterwards) {
        Stream<EffectiveOn> own = Stream.of(fact.when());
        Long corrects = noted.corrects();
        if (corrects == null || afterwards == null) {
            return own;
        }
        Stream<EffectiveOn> others = Stream.of(
                        afterwards.event(corrects), afterwards.standing(afterwards.firstOf(corrects)))
                .flatMap(Optional::stream)
                .map(Recorded::when);
        return Stream.concat(own, others);
    }
}

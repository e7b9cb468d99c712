package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Interval.Bound;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was promised has been given. Cash and every other kind are given when a round closes,
 * compute credits when they are delivered. The figures are added up by what is certain of each, not subtracted
 * from each other's bounds, so that what is known exactly stays exact.
 *
 * @param invested committed to the issuer, in cash and in kind, at closings or by report
 * @param committed that and what open commitments add
 * @param unfunded committed, and neither given nor expired
 */
record Funding(
        Claim invested, Claim committed, Claim funded, Claim unfunded, Claim cash, Claim cashPaid, Credits credits) {
    static final String GIVEN = "funded = cash paid + credits delivered + other consideration given";
    static final String LEFT = "unfunded = committed - funded - credits expired undelivered";
    static final String ANNOUNCED = "announced and not closed: what has been paid lies between nothing and all";

    static Funding of(
            List<Contribution> pieces,
            List<Recorded<CompanyEvent>> facts,
            Set<PartyId> group,
            Translation translation) {
        @Nullable Currency preferred = translation.currency();
        List<Claim> open = OpenCommitments.of(facts, group, translation);
        Claim invested = Figures.sum(pieces.stream().map(Contribution::amount).toList(), preferred);
        Claim committed = open.isEmpty() ? invested : Figures.sum(concat(List.of(invested), open), preferred);
        Set<PartyId> parties = new LinkedHashSet<>();
        pieces.forEach(piece -> parties.add(piece.party()));
        List<Claim> funded = new ArrayList<>();
        List<Claim> unfunded = new ArrayList<>(open);
        List<Claim> paid = new ArrayList<>();
        List<Credits> credits = new ArrayList<>();
        for (PartyId party : parties) {
            List<Contribution> own =
                    pieces.stream().filter(piece -> piece.party().equals(party)).toList();
            Credits life = Credits.of(party, own, facts, translation);
            Claim promised = Figures.sum(own.stream().map(Contribution::amount).toList(), preferred);
            List<Claim> cash = own.stream()
                    .map(piece -> asFarAsPaid(piece.cash(), piece.closed()))
                    .toList();
            List<Claim> other = own.stream()
                    .map(piece -> asFarAsPaid(piece.other(), piece.closed()))
                    .toList();
            boolean recorded = own.stream().allMatch(Contribution::recorded);
            Claim given = Figures.sum(concat(concat(cash, other), List.of(life.delivered())), preferred);
            Claim givenOfIt = recorded ? given : within(given, promised);
            credits.add(life);
            paid.addAll(cash);
            funded.add(givenOfIt);
            unfunded.add(recorded ? life.undelivered() : left(promised, givenOfIt, life, own));
        }
        if (credits.isEmpty()) {
            credits.add(Credits.of(group.iterator().next(), List.of(), facts, translation));
        }
        return new Funding(
                invested,
                committed,
                Figures.sum(funded, preferred),
                Figures.sum(unfunded, preferred),
                Figures.sum(pieces.stream().map(Contribution::cash).toList(), preferred),
                Figures.sum(paid, preferred),
                Credits.sum(credits, preferred));
    }

    /** The same with each figure finished. */
    Funding each(UnaryOperator<Claim> finish) {
        return new Funding(
                finish.apply(invested),
                finish.apply(committed),
                finish.apply(funded),
                finish.apply(unfunded),
                finish.apply(cash),
                finish.apply(cashPaid),
                credits.each(finish));
    }

    private static Claim asFarAsPaid(Claim figure, boolean closed) {
        if (closed || Figures.isZero(figure)) {
            return figure;
        }
        Bound upper = figure.says() ? figure.interval().upper() : null;
        return Figures.from(
                new Interval(new Bound(Fraction.ZERO, true), upper),
                Unit.MONEY,
                figure.currency(),
                ANNOUNCED,
                List.of(figure));
    }

    /** Nobody gives more than was promised. */
    private static Claim within(Claim given, Claim promised) {
        Bound most = promised.says() ? promised.interval().upper() : null;
        if (most == null || !Figures.sameCurrency(given, promised)) {
            return given;
        }
        Interval both = given.interval().intersect(new Interval(null, most));
        return both.isEmpty() || both.equals(given.interval())
                ? given
                : Figures.from(
                        both, Unit.MONEY, Figures.commonCurrency(given, promised), GIVEN, List.of(given, promised));
    }

    private static Claim left(Claim promised, Claim given, Credits life, List<Contribution> own) {
        List<Claim> inputs = List.of(promised, given, life.undelivered());
        boolean comparable =
                Figures.sameCurrency(promised, given) && Figures.sameCurrency(promised, life.undelivered());
        if (!comparable) {
            return Figures.undisclosed(Figures.eventsOf(inputs));
        }
        Interval most = Interval.NOT_NEGATIVE;
        Bound all = promised.says() ? promised.interval().upper() : null;
        Bound least = given.says() ? given.interval().lower() : null;
        if (all != null) {
            Fraction rest = least == null ? all.at() : all.at().minus(least.at());
            most = most.intersect(Interval.atMost(rest.max(Fraction.ZERO)));
        }
        boolean allClosed = own.stream().allMatch(Contribution::closed);
        if (allClosed && life.undelivered().says()) {
            most = most.intersect(
                    new Interval(null, life.undelivered().interval().upper()));
        }
        return Figures.from(
                most.isEmpty() ? Interval.ZERO : most,
                Unit.MONEY,
                Figures.commonCurrency(promised, life.undelivered()),
                LEFT,
                inputs);
    }

    private static List<Claim> concat(List<Claim> one, List<Claim> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}

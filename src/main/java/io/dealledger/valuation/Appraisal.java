package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.ImpliedPostMoney;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import io.dealledger.valuation.Heard.OfPosition;
import io.dealledger.valuation.Heard.OfRound;
import io.dealledger.valuation.Heard.ValueOf;
import io.dealledger.valuation.Heard.ValueSaid;
import io.dealledger.valuation.RecordedRounds.Closing;
import io.dealledger.valuation.RecordedRounds.Previous;
import io.dealledger.valuation.RecordedRounds.Priced;
import io.dealledger.valuation.Valued.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All points of a valuation history, each with the claim that holds, and the conflicts among the claims. Figures
 * are in their own currencies here; of equally good claims in several currencies the one that was asked for holds.
 */
final class Appraisal {
    private static final String PRE_PLUS_RAISED = "post-money = pre-money + raised";
    private static final String POST_LESS_RAISED = "pre-money = post-money - raised";

    /** What the whole company was worth at a round, in the order of rounds. */
    private record Worth(
            RoundId round,
            EffectiveOn when,
            long position,
            @Nullable Claim postMoney) {}

    private final Heard heard;
    private final Rates rates;
    private final LocalDate asOf;
    private final @Nullable Currency preferred;
    private final List<Valued> points = new ArrayList<>();
    private final Set<Conflict> conflicts = new LinkedHashSet<>();
    private final List<Worth> worths = new ArrayList<>();
    /** Values of a day that were taken as said of a round of that day. */
    private final Set<ValueOf> taken = new LinkedHashSet<>();

    private Appraisal(Heard heard, Rates rates, LocalDate asOf, @Nullable Currency preferred) {
        this.heard = heard;
        this.rates = rates;
        this.asOf = asOf;
        this.preferred = preferred;
    }

    /**
     * @param facts in order of effect
     * @param complete whether nothing was left out between them
     */
    static Appraisal of(
            List<Recorded<CompanyEvent>> facts, boolean complete, Rates rates, LocalDate asOf, Question question) {
        Appraisal appraisal = new Appraisal(Heard.in(facts), rates, asOf, question.currency());
        appraisal.rounds(RecordedRounds.in(facts, complete));
        appraisal.heard.positions().forEach(appraisal::position);
        appraisal.heard.values().forEach(appraisal::value);
        Drawdown.of(
                        appraisal.points,
                        (point, currency) -> rates.translate(
                                point.value(),
                                currency,
                                appraisal.rateDay(point.kind(), point.when()),
                                question.rate()))
                .ifPresent(appraisal.points::add);
        appraisal.points.sort(Valued.ORDER);
        return appraisal;
    }

    List<Valued> points() {
        return List.copyOf(points);
    }

    List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /**
     * The day whose rate translates a point: what was paid in a round is translated at the rate of its day, a
     * value that stands until the next at the rate of the day that is asked about.
     */
    LocalDate rateDay(PointKind kind, EffectiveOn when) {
        LocalDate on = when.effectiveOn();
        return kind.isStandingValue() || on == null ? asOf : on;
    }

    private void rounds(List<Priced> recorded) {
        record Turn(EffectiveOn when, long position, Runnable appraise) {}
        List<Turn> turns = new ArrayList<>();
        for (Priced round : recorded) {
            turns.add(new Turn(round.when, round.position, () -> recorded(round)));
        }
        Set<RoundId> priced =
                new LinkedHashSet<>(recorded.stream().map(round -> round.id).toList());
        for (OfRound said : heard.rounds(priced)) {
            turns.add(new Turn(said.when, said.position, () -> reported(said)));
        }
        turns.stream()
                .sorted(Comparator.comparing(Turn::when).thenComparingLong(Turn::position))
                .forEachOrdered(turn -> turn.appraise().run());
        worths.sort(Comparator.comparing(Worth::when).thenComparingLong(Worth::position));
    }

    private void recorded(Priced round) {
        OfRound said = heard.of(round.id, round.when, round.position);
        Subject subject = Subject.round(round.id, round.vain());
        Claim preMoney = stand(
                        PointKind.PRE_MONEY,
                        round.when,
                        round.position,
                        subject,
                        round.preMoney,
                        with(said.preMoney, PointKind.PRE_MONEY, round.when))
                .orElse(null);
        add(PointKind.PRICE_PER_SHARE, round.when, round.position, subject, round.price);
        if (round.agreedPostMoney != null) {
            add(PointKind.POST_MONEY, round.when, round.position, subject, round.agreedPostMoney);
        }
        for (Closing closing : round.closings) {
            boolean last = closing.equals(round.closings.getLast());
            stand(
                    PointKind.POST_MONEY,
                    closing.when(),
                    closing.position(),
                    subject,
                    closing.postMoney(),
                    with(last ? said.postMoney : List.of(), PointKind.POST_MONEY, closing.when()));
            worths.add(new Worth(round.id, closing.when(), closing.position(), closing.postMoney()));
        }
        Claim postMoney = round.latestPostMoney().orElse(null);
        if (round.closings.isEmpty()) {
            postMoney = stand(
                            PointKind.POST_MONEY,
                            round.when,
                            round.position,
                            subject,
                            null,
                            with(said.postMoney, PointKind.POST_MONEY, round.when))
                    .orElse(round.agreedPostMoney);
        }
        stepUps(round, said, subject, preMoney, postMoney);
    }

    private void stepUps(
            Priced round, OfRound said, Subject subject, @Nullable Claim preMoney, @Nullable Claim postMoney) {
        Previous previous = round.vain() ? null : round.previous;
        Map<StepUpBasis, Claim> derived = new EnumMap<>(StepUpBasis.class);
        if (previous != null) {
            ratio(preMoney, previous.postMoney(), "new pre-money / previous post-money")
                    .ifPresent(claim -> derived.put(StepUpBasis.PRE_TO_POST, claim));
            round.latestPostMoney()
                    .flatMap(latest -> ratio(latest, previous.postMoney(), "new post-money / previous post-money"))
                    .ifPresent(claim -> derived.put(StepUpBasis.POST_TO_POST, claim));
            ratio(
                            round.perConverted,
                            previous.perConverted(),
                            "new price per share / previous price per share, as converted and adjusted for splits")
                    .ifPresent(claim -> derived.put(StepUpBasis.PRICE, claim));
        }
        for (StepUpBasis basis : StepUpBasis.values()) {
            boolean afterClosing = basis == StepUpBasis.POST_TO_POST && !round.closings.isEmpty();
            Closing last = afterClosing ? round.closings.getLast() : null;
            stepUp(
                    basis,
                    last == null ? round.when : last.when(),
                    last == null ? round.position : last.position(),
                    subject.by(basis, previous == null ? null : previous.id()),
                    derived.get(basis),
                    said.stepUps.getOrDefault(basis, List.of()),
                    basis == StepUpBasis.PRE_TO_POST ? preMoney : postMoney);
        }
    }

    private static Optional<Claim> ratio(@Nullable Claim above, @Nullable Claim below, String rule) {
        if (above == null
                || below == null
                || !above.says()
                || !below.says()
                || !Objects.equals(above.currency(), below.currency())) {
            return Optional.empty();
        }
        return Optional.of(Claim.derived(
                                above.interval().over(below.interval()), Unit.TIMES, null, rule, null, above.events())
                        .because(below.events())
                        .calculatedFrom(List.of(above, below)))
                .filter(Claim::says);
    }

    private void reported(OfRound said) {
        Subject subject = Subject.round(said.round, false);
        String of = " of " + said.round;
        List<Claim> preHeard = with(said.preMoney, PointKind.PRE_MONEY, said.when);
        List<Claim> postHeard = with(said.postMoney, PointKind.POST_MONEY, said.when);
        Optional<Claim> preStated = saying(preHeard, PointKind.PRE_MONEY, of);
        Optional<Claim> postStated = saying(postHeard, PointKind.POST_MONEY, of);
        Claim raised = resolved(said.raised, "raised" + of, said.when).orElse(Claim.undisclosed(Unit.MONEY, List.of()));
        Claim preDerived = preStated.isEmpty() && postStated.isPresent() ? sum(postStated.get(), raised, false) : null;
        Claim postDerived = postStated.isEmpty() && preStated.isPresent() ? sum(preStated.get(), raised, true) : null;
        Claim preMoney = stand(PointKind.PRE_MONEY, said.when, said.position, subject, preDerived, preHeard)
                .orElse(null);
        Claim postMoney = stand(PointKind.POST_MONEY, said.when, said.position, subject, postDerived, postHeard)
                .orElse(null);
        for (StepUpBasis basis : StepUpBasis.values()) {
            stepUp(
                    basis,
                    said.when,
                    said.position,
                    subject.by(basis, null),
                    null,
                    said.stepUps.getOrDefault(basis, List.of()),
                    basis == StepUpBasis.PRE_TO_POST ? preMoney : postMoney);
        }
        worths.add(new Worth(said.round, said.when, said.position, postMoney));
    }

    /** A sum or difference of what is known; a bound of one that the other leaves open is unknown. */
    private static Claim sum(Claim one, Claim raised, boolean plus) {
        Interval other = !raised.says() || Objects.equals(one.currency(), raised.currency())
                ? raised.interval()
                : Interval.NOT_NEGATIVE;
        Interval result = plus ? one.interval().plus(other) : one.interval().minus(other);
        // That a value is not negative is no knowledge of it.
        if (result.lower() != null && result.lower().at().signum() < 0) {
            result = new Interval(null, result.upper());
        }
        return Claim.derived(
                        result,
                        Unit.MONEY,
                        one.currency(),
                        plus ? PRE_PLUS_RAISED : POST_LESS_RAISED,
                        null,
                        one.events())
                .because(raised.events())
                .calculatedFrom(List.of(one, raised));
    }

    private void stepUp(
            StepUpBasis basis,
            EffectiveOn when,
            long position,
            Subject subject,
            @Nullable Claim derived,
            List<Claim> said,
            @Nullable Claim dividend) {
        Optional<Claim> factor = stand(PointKind.STEP_UP, when, position, subject, derived, said);
        if (derived == null && dividend != null && basis != StepUpBasis.PRICE) {
            factor.filter(claim -> claim.says() && dividend.says())
                    .ifPresent(claim -> previousPostMoney(basis, when, position, subject, claim, dividend));
        }
    }

    /** The round before is only known to have been by then, so its point stands at the day of this one. */
    private void previousPostMoney(
            StepUpBasis basis, EffectiveOn when, long position, Subject subject, Claim factor, Claim dividend) {
        String rule = "previous post-money = " + (basis == StepUpBasis.PRE_TO_POST ? "pre-money" : "post-money")
                + " / step-up";
        Claim implied = quotient(dividend, factor.interval(), factor, rule, null);
        Stated statement = factor.statement();
        Claim alternative = statement == null
                ? null
                : statement
                        .alternativeInterval()
                        .map(interval -> quotient(
                                dividend,
                                interval,
                                factor,
                                rule,
                                "the step-up is read as " + statement.alternative() + " times"))
                        .orElse(null);
        if (!implied.says()) {
            return;
        }
        LocalDate on = when.effectiveOn();
        points.add(new Valued(
                on == null ? when : EffectiveOn.noLaterThan(on),
                position,
                PointKind.PREVIOUS_POST_MONEY,
                implied,
                subject,
                List.of(),
                alternative));
        Worth before = worths.isEmpty() ? null : worths.getLast();
        if (before != null && before.postMoney() != null && !agrees(before.postMoney(), implied, alternative)) {
            conflicts.add(new Conflict(
                    Conflict.Kind.RESTS_ON_ASSUMPTION,
                    implied.because(before.postMoney().events()).events(),
                    "post-money before " + subject.round() + ": " + Printed.words(implied)
                            + ", if the round before it is "
                            + before.round() + ", against " + Printed.words(before.postMoney()) + " ("
                            + before.postMoney().sourceClass() + ")"));
        }
    }

    private static boolean agrees(Claim held, Claim implied, @Nullable Claim alternative) {
        return !held.says()
                || !Objects.equals(held.currency(), implied.currency())
                || held.conflictInterval().overlaps(implied.conflictInterval())
                || (alternative != null && held.conflictInterval().overlaps(alternative.conflictInterval()));
    }

    private static Claim quotient(
            Claim dividend, Interval divisor, Claim factor, String rule, @Nullable String assumption) {
        return Claim.derived(
                        dividend.interval().over(divisor),
                        Unit.MONEY,
                        dividend.currency(),
                        rule,
                        assumption,
                        dividend.events())
                .because(factor.events())
                .calculatedFrom(List.of(dividend, factor));
    }

    private void position(OfPosition said) {
        String of = " of " + said.party + " on " + said.when.effectiveOn();
        Optional<Claim> stake = resolved(said.stake, "stake" + of, said.when);
        Optional<Claim> invested = resolved(said.invested, "invested to date" + of, said.when);
        if (stake.isEmpty() || invested.isEmpty()) {
            return;
        }
        ImpliedPostMoney.of(invested.get(), stake.get())
                .ifPresent(implied -> add(
                        PointKind.IMPLIED_POST_MONEY, said.when, said.position, Subject.holder(said.party), implied));
        Claim postMoney = latestWorth(said.when);
        if (postMoney != null) {
            // A figure in the round's own currency can be compared without any rate.
            Claims.resolve(said.invested, "invested to date" + of, postMoney.currency())
                    .winning()
                    .flatMap(comparable -> ImpliedPostMoney.of(comparable, stake.get()))
                    .flatMap(comparable -> ImpliedPostMoney.clash(comparable, postMoney))
                    .ifPresent(conflicts::add);
        }
    }

    /** Post-money of the latest round on or before that day, of whatever round that is. */
    private @Nullable Claim latestWorth(EffectiveOn when) {
        Worth latest = null;
        for (Worth worth : worths) {
            if (worth.when().compareTo(when) <= 0) {
                latest = worth;
            }
        }
        return latest == null ? null : latest.postMoney();
    }

    private void value(ValueOf of, List<ValueSaid> said) {
        if (taken.contains(of)) {
            return;
        }
        ValueSaid first = said.getFirst();
        List<Claim> claims = said.stream().map(ValueSaid::claim).toList();
        String measure = words(of.kind()) + " on " + of.on() + (of.holder() == null ? "" : " of " + of.holder())
                + (of.shareClass() == null ? "" : " in " + of.shareClass());
        Claim winning = resolved(claims, measure, first.recorded().when()).orElse(first.claim());
        ValuationRecorded told = said.stream()
                .filter(one -> one.claim().events().equals(winning.events()))
                .findFirst()
                .orElse(said.getLast())
                .fact();
        List<Claim> beside = new ArrayList<>(besides(claims, winning));
        for (ValueSaid one : said) {
            Claim translated = one.translated();
            if (translated != null) {
                beside.add(translated);
                rates.disagreement(
                                translated,
                                one.claim(),
                                measure,
                                day(one.recorded().when()))
                        .ifPresent(conflicts::add);
            }
        }
        points.add(new Valued(
                first.recorded().when(),
                first.recorded().position(),
                of.kind(),
                winning,
                new Subject(
                        null,
                        null,
                        of.basis(),
                        of.holder(),
                        of.shareClass(),
                        told.method(),
                        told.level(),
                        told.framework(),
                        false),
                beside,
                otherReading(winning)));
    }

    /** What is said of a round, and what is said to be the same value on its day. */
    private List<Claim> with(List<Claim> said, PointKind kind, EffectiveOn when) {
        ValueOf of = new ValueOf(kind, when.effectiveOn(), null, null, null);
        List<ValueSaid> ofTheDay = taken.contains(of) ? null : heard.values().get(of);
        if (ofTheDay == null) {
            return said;
        }
        taken.add(of);
        return Stream.concat(said.stream(), ofTheDay.stream().map(ValueSaid::claim))
                .sorted(Comparator.comparing(claim -> claim.events().getFirst()))
                .toList();
    }

    private void add(PointKind kind, EffectiveOn when, long position, Subject subject, Claim value) {
        points.add(new Valued(when, position, kind, value, subject, List.of(), null));
    }

    /**
     * Adds a point for one measure, if anything is known of it.
     *
     * @param own the ledger's own figure, recorded or derived, which holds; what is said then stands beside it
     * @return the claim that holds
     */
    private Optional<Claim> stand(
            PointKind kind, EffectiveOn when, long position, Subject subject, @Nullable Claim own, List<Claim> said) {
        String measure = words(kind) + (subject.round() == null ? "" : " of " + subject.round());
        Optional<Claim> winning;
        if (own == null) {
            winning = resolved(said, measure, when);
        } else {
            winning = Optional.of(own);
            said.forEach(claim -> against(own, claim, measure, when));
        }
        winning.ifPresent(claim -> points.add(
                new Valued(when, position, kind, claim, subject, besides(said, claim), otherReading(claim))));
        return winning;
    }

    private Optional<Claim> resolved(List<Claim> said, String measure, EffectiveOn when) {
        Claims.Resolved resolved = Claims.resolve(said, measure, preferred);
        conflicts.addAll(resolved.conflicts());
        resolved.winning()
                .ifPresent(winning -> said.forEach(claim ->
                        rates.disagreement(winning, claim, measure, day(when)).ifPresent(conflicts::add)));
        return resolved.winning();
    }

    private static Optional<Claim> saying(List<Claim> said, PointKind kind, String of) {
        return Claims.resolve(said, words(kind) + of, null).winning().filter(Claim::says);
    }

    private void against(Claim own, Claim claim, String measure, EffectiveOn when) {
        if (!own.says() || !claim.says()) {
            return;
        }
        if (Objects.equals(own.currency(), claim.currency())) {
            if (!own.conflictInterval().overlaps(claim.conflictInterval())) {
                conflicts.add(new Conflict(
                        Conflict.Kind.SOURCES_DISAGREE,
                        own.because(claim.events()).events(),
                        measure + ": " + Printed.words(own) + " (" + own.sourceClass() + ") against "
                                + Printed.words(claim) + " (" + claim.sourceClass() + ")"));
            }
        } else {
            rates.disagreement(own, claim, measure, day(when)).ifPresent(conflicts::add);
        }
    }

    private LocalDate day(EffectiveOn when) {
        LocalDate on = when.effectiveOn();
        return on == null ? asOf : on;
    }

    private static List<Claim> besides(List<Claim> said, Claim winning) {
        return said.stream().filter(claim -> !claim.equals(winning)).toList();
    }

    /** The claim as it would be if the other reading of its words held. */
    private static @Nullable Claim otherReading(Claim claim) {
        Stated statement = claim.statement();
        if (statement == null || statement.alternative() == null) {
            return null;
        }
        Op op = statement.stated() == null ? Op.EXACT : statement.op();
        return Claim.stated(
                new Stated(
                        op,
                        statement.unit(),
                        statement.currency(),
                        statement.alternative(),
                        null,
                        null,
                        null,
                        null,
                        statement.significantDigits(),
                        statement.phrase(),
                        statement.stated()),
                claim.sourceClass(),
                claim.source(),
                claim.events());
    }

    private static String words(PointKind kind) {
        return switch (kind) {
            case PRE_MONEY -> "pre-money";
            case POST_MONEY -> "post-money";
            case VALUATION_409A -> "409A valuation";
            case PRICE_PER_SHARE,
                    STEP_UP,
                    PREVIOUS_POST_MONEY,
                    IMPLIED_POST_MONEY,
                    REPORTED,
                    LAST_PRIVATE_ROUND,
                    MARKET_CAP,
                    FAIR_VALUE,
                    DRAWDOWN -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}

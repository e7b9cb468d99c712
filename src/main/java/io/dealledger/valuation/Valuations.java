package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.PriceBasis;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Unit;
import io.dealledger.valuation.Point.Translation;
import io.dealledger.valuation.Valued.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds a company's facts into its valuation history. Pure. */
public final class Valuations {
    private final Appraisal appraisal;
    private final Rates rates;
    private final Question question;

    private Valuations(Appraisal appraisal, Rates rates, Question question) {
        this.appraisal = appraisal;
        this.rates = rates;
        this.question = question;
    }

    /**
     * @param history the company's stream; may hold more than is known at that point
     * @param rates as known at the same point
     */
    public static ValuationHistory of(
            CompanyId company,
            List<Recorded<CompanyEvent>> history,
            PointInTime point,
            Rates rates,
            Question question) {
        PointInTime.Cut<CompanyEvent> cut = Company.cut(point, history);
        Appraisal certain = Appraisal.of(cut.certain(), point.isComplete(), rates, point.asOf(), question);
        List<Valued> perhaps = List.of();
        if (!cut.perhaps().isEmpty()) {
            List<Recorded<CompanyEvent>> all = new ArrayList<>(cut.certain());
            all.addAll(cut.perhaps());
            Set<Valued> known = new HashSet<>(certain.points());
            // Between facts with a vague date there may be others that have certainly not happened yet.
            perhaps = Appraisal.of(all, false, rates, point.asOf(), question).points().stream()
                    .filter(valued -> !known.contains(valued))
                    .toList();
        }
        Valuations answer = new Valuations(certain, rates, question);
        return new ValuationHistory(
                company,
                point.asOf(),
                point.knownAt(),
                point.knownAt(),
                point.publishedBy(),
                point.by(),
                question.currency(),
                certain.points().stream().map(answer::printed).toList(),
                Stream.concat(certain.conflicts().stream(), PriceBasis.stale(history, point).values().stream())
                        .toList(),
                perhaps.stream().map(answer::printed).toList());
    }

    private Point printed(Valued valued) {
        Claim value = valued.value();
        Currency asked = question.currency();
        Translation translation = null;
        Printed original = null;
        if (asked != null && needsTranslation(value, asked)) {
            Optional<Claim> translated = translated(valued, value, asked);
            translation = translated.isPresent() ? Translation.TRANSLATED : Translation.NO_RATE;
            original = translated.isPresent() ? Printed.of(value) : null;
            value = translated.orElse(value);
        }
        Subject subject = valued.subject();
        EffectiveOn when = valued.when();
        return new Point(
                when.effectiveOn(),
                when.effectiveFrom(),
                when.precision(),
                valued.kind(),
                Printed.of(value),
                value.rule() != null,
                valued.beside().stream().map(Printed::of).toList(),
                alternative(valued, asked),
                subject.round(),
                subject.against(),
                subject.basis(),
                subject.holder(),
                subject.shareClass(),
                subject.method(),
                subject.level(),
                subject.framework(),
                subject.cancelled() ? true : null,
                original,
                translation,
                value.events());
    }

    private @Nullable Printed alternative(Valued valued, @Nullable Currency asked) {
        Claim other = valued.alternative();
        if (other == null) {
            return null;
        }
        return Printed.of(
                asked == null ? other : translated(valued, other, asked).orElse(other));
    }

    private Optional<Claim> translated(Valued valued, Claim claim, Currency to) {
        return rates.translate(claim, to, appraisal.rateDay(valued.kind(), valued.when()), question.rate());
    }

    private static boolean needsTranslation(Claim value, Currency asked) {
        return value.unit() == Unit.MONEY
                && value.says()
                && value.currency() != null
                && !value.currency().equals(asked);
    }
}

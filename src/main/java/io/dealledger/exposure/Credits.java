package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.CreditEvent.ComputeCreditsConsumed;
import io.dealledger.company.CreditEvent.ComputeCreditsDelivered;
import io.dealledger.company.CreditEvent.ComputeCreditsExpired;
import io.dealledger.company.CreditEvent.ComputeCreditsRevalued;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Interval.Bound;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life of a party's compute credits in one company. What is committed in recorded closings is known to the
 * cent, and what was not recorded of it did not happen; of what is only reported nobody knows how much was
 * delivered, so that everything after the commitment lies between its bounds.
 *
 * @param committed nominal amount
 * @param unused delivered, and neither consumed nor expired
 * @param undelivered neither delivered nor expired
 * @param fairValue of what is neither consumed nor expired, where a revaluation was recorded
 */
record Credits(
        Claim committed,
        Claim delivered,
        Claim consumed,
        Claim unused,
        Claim undelivered,
        Claim expiredDelivered,
        Claim expiredUndelivered,
        Optional<Claim> fairValue) {
    static final String BETWEEN = "between what is recorded and what was committed: nobody reports how much";

    private enum Act {
        DELIVERED,
        CONSUMED,
        EXPIRED_DELIVERED,
        EXPIRED_UNDELIVERED
    }

    /** What happened to credits of one currency. */
    private static final class Acts {
        private final Map<Act, Fraction> sums = new EnumMap<>(Act.class);
        private final NavigableSet<Long> events = new TreeSet<>();

        private void add(Act act, Fraction amount, long event) {
            sums.merge(act, amount, Fraction::plus);
            events.add(event);
        }

        private Fraction of(Act act) {
            return sums.getOrDefault(act, Fraction.ZERO);
        }
    }

    /** @param pieces what the party gave; @param facts in force, in order of effect */
    static Credits of(
            PartyId party, List<Contribution> pieces, List<Recorded<CompanyEvent>> facts, Translation translation) {
        SortedMap<Currency, Acts> acts = new TreeMap<>();
        SortedMap<Currency, Claim> revalued = new TreeMap<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            if (recorded.fact() instanceof CreditEvent act && act.party().equals(party)) {
                Currency currency = act.amount().currency();
                Fraction amount = act.amount().fraction();
                long event = recorded.position();
                Acts own = acts.computeIfAbsent(currency, none -> new Acts());
                switch (act) {
                    case ComputeCreditsCommitted _ -> {}
                    case ComputeCreditsDelivered _ -> own.add(Act.DELIVERED, amount, event);
                    case ComputeCreditsConsumed _ -> own.add(Act.CONSUMED, amount, event);
                    case ComputeCreditsExpired expired ->
                        own.add(expired.delivered() ? Act.EXPIRED_DELIVERED : Act.EXPIRED_UNDELIVERED, amount, event);
                    case ComputeCreditsRevalued _ ->
                        revalued.put(
                                currency, translation.atClosing(Figures.recorded(amount, currency, List.of(event))));
                }
            }
        }
        Optional<Claim> fairValue = revalued.isEmpty()
                ? Optional.empty()
                : Optional.of(Figures.sum(List.copyOf(revalued.values()), translation.currency()));

        List<Currency> currencies = new ArrayList<>(pieces.stream()
                .map(Contribution::creditCurrency)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        acts.keySet().stream().filter(key -> !currencies.contains(key)).forEach(currencies::add);
        List<Credits> all = new ArrayList<>();
        if (currencies.isEmpty()) {
            all.add(of(null, pieces, new Acts(), translation));
        }
        for (Currency currency : currencies) {
            // Credits that nobody counts have no currency; they stand with the first.
            boolean first = currency.equals(currencies.getFirst());
            List<Contribution> own = pieces.stream()
                    .filter(piece -> piece.creditCurrency() == null
                            ? first
                            : piece.creditCurrency().equals(currency))
                    .toList();
            all.add(of(currency, own, acts.getOrDefault(currency, new Acts()), translation));
        }
        Credits sum = sum(all, translation.currency());
        return new Credits(
                sum.committed,
                sum.delivered,
                sum.consumed,
                sum.unused,
                sum.undelivered,
                sum.expiredDelivered,
                sum.expiredUndelivered,
                fairValue);
    }

    /** The same with each figure finished. */
    Credits each(UnaryOperator<Claim> finish) {
        return new Credits(
                finish.apply(committed),
                finish.apply(delivered),
                finish.apply(consumed),
                finish.apply(unused),
                finish.apply(undelivered),
                finish.apply(expiredDelivered),
                finish.apply(expiredUndelivered),
                fairValue.map(finish));
    }

    private static Credits of(
            @Nullable Currency currency, List<Contribution> pieces, Acts acts, Translation translation) {
        boolean complete = pieces.stream().allMatch(Contribution::recorded);
        Claim committed = Figures.sum(pieces.stream().map(Contribution::credits).toList(), currency);
        @Nullable
        LocalDate on = pieces.stream()
                .map(Contribution::on)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Fraction delivered = acts.of(Act.DELIVERED);
        Fraction consumed = acts.of(Act.CONSUMED);
        Fraction expiredDelivered = acts.of(Act.EXPIRED_DELIVERED);
        Fraction expiredUndelivered = acts.of(Act.EXPIRED_UNDELIVERED);
        Life life = new Life(currency, committed, complete, acts.events, on, translation);
        return new Credits(
                translation.at(committed, on),
                life.figure(delivered, delivered, expiredUndelivered),
                life.figure(consumed, consumed, expiredUndelivered.plus(expiredDelivered)),
                life.rest(
                        delivered.minus(consumed).minus(expiredDelivered),
                        consumed.plus(expiredDelivered).plus(expiredUndelivered)),
                life.rest(
                        committed.exact().orElse(Fraction.ZERO).minus(delivered).minus(expiredUndelivered),
                        delivered.plus(expiredUndelivered)),
                life.figure(expiredDelivered, expiredDelivered, expiredUndelivered.plus(consumed)),
                life.figure(expiredUndelivered, expiredUndelivered, delivered),
                Optional.empty());
    }

    private record Life(
            @Nullable Currency currency,
            Claim committed,
            boolean complete,
            NavigableSet<Long> acts,
            @Nullable LocalDate on,
            Translation translation) {
        /** Something that is at least what was recorded, and at most what the other acts leave of the whole. */
        Claim figure(Fraction exactly, Fraction atLeast, Fraction elsewhere) {
            if (complete) {
                List<Long> events = new ArrayList<>(committed.events());
                events.addAll(acts);
                return translation.at(Figures.recorded(exactly, currency, events), on);
            }
            Bound whole = committed.says() ? committed.interval().upper() : null;
            Bound upper =
                    whole == null ? null : new Bound(whole.at().minus(elsewhere).max(atLeast), whole.inclusive());
            Claim bounded = Figures.from(
                            new Interval(new Bound(atLeast, true), upper),
                            Unit.MONEY,
                            currency,
                            BETWEEN,
                            List.of(committed))
                    .because(List.copyOf(acts));
            return translation.at(bounded, on);
        }

        Claim rest(Fraction exactly, Fraction elsewhere) {
            return figure(exactly, Fraction.ZERO, elsewhere);
        }
    }

    static Credits sum(List<Credits> parts, @Nullable Currency preferred) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Claim> fairValues =
                parts.stream().flatMap(part -> part.fairValue.stream()).toList();
        return new Credits(
                Figures.sum(parts.stream().map(Credits::committed).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::delivered).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::consumed).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::unused).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::undelivered).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::expiredDelivered).toList(), preferred),
                Figures.sum(parts.stream().map(Credits::expiredUndelivered).toList(), preferred),
                fairValues.isEmpty() ? Optional.empty() : Optional.of(Figures.sum(fairValues, preferred)));
    }
}

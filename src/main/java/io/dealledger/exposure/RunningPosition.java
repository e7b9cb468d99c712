package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.ShareEvent;
import io.dealledger.exposure.ShareBook.LatestPrice;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PeriodFact;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group has in one company, carried on from one fact to the next, as long as all of it is recorded share by
 * share. Its figures are those of a {@link PortfolioPosition} whose facts have all been added; where sources, credits or
 * impairments come in, it has none, and the position has to be folded.
 */
public final class RunningPosition {
    /**
     * @param shares of the group by class
     * @param cost exact
     * @param value exact, or undisclosed where no round says what a share is worth
     */
    public record Figures(SortedMap<String, Fraction> shares, Claim cost, Claim value) {}

    private final NavigableSet<PartyId> group;
    private final ShareBook book;
    private final Set<PartyId> holders = new HashSet<>();
    private final List<Recorded<CompanyEvent>> valuations = new ArrayList<>();
    private final Map<Basis, Carried> carried = new EnumMap<>(Basis.class);
    private final Map<Basis, Claim> fairValues = new EnumMap<>(Basis.class);
    /** Whether transfers between strangers are among the facts. */
    private final boolean withTransfers;

    private boolean plain = true;
    private boolean priced;
    private boolean concerned;
    private @Nullable Recorded<CompanyEvent> last;

    /** @param facts in force, in order of effect */
    RunningPosition(NavigableSet<PartyId> group, List<Recorded<CompanyEvent>> facts) {
        this.group = group;
        this.book = ShareBook.of(List.of(), group);
        for (Basis basis : List.of(Basis.FAIR_VALUE, Basis.EQUITY_METHOD)) {
            carried.put(basis, new Carried(group, basis));
        }
        this.withTransfers = ShareBook.needsTransfers(facts);
        facts.forEach(this::add);
    }

    /**
     * Adds a fact that is in force.
     *
     * @return whether it was added; not when it takes effect before another one that was, and not when something is
     *     missing of what was before it: all of a company in which the group had nothing, or others' transfers
     */
    public boolean takes(Recorded<CompanyEvent> fact) {
        boolean comes = last == null || Recorded.<CompanyEvent>inOrderOfEffect().compare(last, fact) <= 0;
        if (!comes || !concerned || (!withTransfers && ShareBook.needsTransfers(List.of(fact)))) {
            return false;
        }
        if (!(fact.fact() instanceof PeriodFact)) {
            add(fact);
        }
        return true;
    }

    private void add(Recorded<CompanyEvent> fact) {
        last = fact;
        NavigableSet<PartyId> own = Holders.of(fact.fact());
        own.retainAll(group);
        concerned |= !own.isEmpty();
        plain &= isPlain(fact.fact(), own);
        if (fact.fact() instanceof ShareEvent
                || fact.fact() instanceof RoundEvent
                || fact.fact() instanceof InstrumentEvent) {
            holders.addAll(own);
        }
        if (fact.fact() instanceof ValuationRecorded) {
            valuations.add(fact);
        }
        priced |= fact.fact() instanceof RoundPriced || fact.fact() instanceof RoundRepriced;
        int moved = book.movementCount();
        book.add(fact);
        List<Movement> movements = book.movementsFrom(moved);
        if (!movements.isEmpty() || fact.fact() instanceof ValuationRecorded) {
            carried.values().forEach(one -> one.add(fact, movements));
            fairValues.clear();
        }
    }

    /** Whether the group's shares and their cost follow from it alone; a kind of event that is new is decided here. */
    private boolean isPlain(CompanyEvent fact, Set<PartyId> own) {
        return switch (fact) {
            case RoundClosed closing ->
                closing.subscriptions().stream()
                        .allMatch(subscription -> subscription.security() != null
                                && subscription.shareClass() != null
                                && subscription.quantity() != null);
            case RoundFirmedUp _ -> false;
            case ValuationRecorded valuation ->
                valuation.kind() != ValuationKind.POST_MONEY
                        && valuation.kind() != ValuationKind.LAST_PRIVATE_ROUND
                        && holders.containsAll(own);
            case DistributionPaid _ -> holders.containsAll(own);
            case InvestmentImpaired _, InvestmentWrittenOff _, CompanyDissolved _ -> false;
            case CompanyAcquired acquired -> !acquired.acquired().isEmpty() && holders.containsAll(own);
            case ReportEvent _, CreditEvent _ -> false;
            case ShareEvent _,
                    RoundEvent _,
                    InstrumentEvent _,
                    RightGranted _,
                    RightEnded _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    CompanyListed _,
                    CompanyDelisted _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> true;
        };
    }

    /** Whether the group ever had anything here. */
    public boolean isConcerned() {
        return concerned;
    }

    /** In no other currency than its own; empty where the position has to be folded. */
    public Optional<Figures> figures(Basis basis, LocalDate asOf) {
        if (!plain || !book.held().areAllPriced()) {
            return Optional.empty();
        }
        SortedMap<Currency, Fraction> costs = new TreeMap<>(book.held().costs());
        costs.values().removeIf(Fraction::isZero);
        if (costs.size() > 1) {
            return Optional.empty();
        }
        Claim cost = costs.isEmpty()
                ? amount(Fraction.ZERO, null)
                : amount(costs.firstEntry().getValue(), costs.firstKey());
        return value(basis, cost, asOf).map(value -> new Figures(book.held().shares(), cost, value));
    }

    private static Claim amount(Fraction value, @Nullable Currency currency) {
        return Claim.recorded(value, Unit.MONEY, currency, List.of());
    }

    private Optional<Claim> value(Basis basis, Claim cost, LocalDate asOf) {
        return switch (basis) {
            case COST -> Optional.of(cost);
            case LATEST_ROUND -> latestRound();
            case FAIR_VALUE, EQUITY_METHOD -> Optional.of(fairValue(basis, asOf));
            // A stake in what the whole is worth, which everybody else's shares are part of.
            case MARKET -> Optional.empty();
        };
    }

    private Claim fairValue(Basis basis, LocalDate asOf) {
        return fairValues.computeIfAbsent(basis, by -> {
            Translation none = new Translation(null, null, Rates.of(List.of()), asOf);
            return Values.fairValue(valuations, group, by, none, Objects.requireNonNull(carried.get(by)), Set.of())
                    .value();
        });
    }

    private Optional<Claim> latestRound() {
        Optional<LatestPrice> price = book.latestPrice();
        if (book.outstandingAsConverted().signum() <= 0) {
            return Optional.empty();
        }
        return price.isPresent()
                ? price.map(last -> amount(book.heldAsConverted().times(last.asConverted()), last.currency()))
                : priced ? Optional.empty() : Optional.of(Claim.undisclosed(Unit.MONEY, List.of()));
    }
}

package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.exposure.ShareBook.Impairment;
import io.dealledger.exposure.ShareBook.LatestPrice;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the group's position in one company is worth, by each basis. */
final class Values {
    static final String AT_LATEST_PRICE = "shares as converted x latest price per share, adjusted for splits";
    static final String OF_POST_MONEY = "stake x post-money of the latest round";
    static final String OF_MARKET = "stake x market capitalisation";
    static final String LESS_IMPAIRMENTS = "cost less impairments and write-offs";
    static final String DISSOLVED = "all shares of a dissolved company are void";
    static final String NOTHING_LEFT = "nothing is left of what was measured";

    /** @param beside claims that were heard about it */
    record Valued(Claim value, List<Claim> beside, List<Conflict> conflicts) {
        static Valued undisclosed() {
            return new Valued(Figures.undisclosed(List.of()), List.of(), List.of());
        }
    }

    private final List<Recorded<CompanyEvent>> facts;
    private final Set<PartyId> group;
    private final ShareBook book;
    private final Stake stake;
    private final Optional<PostMoney> postMoney;
    private final Claim cost;
    private final Claim carrying;
    private final Translation translation;
    private final Set<PartyId> reporting;

    /** @param reporting those who have more than the shares that are recorded */
    Values(
            List<Recorded<CompanyEvent>> facts,
            Set<PartyId> group,
            ShareBook book,
            Stake stake,
            Optional<PostMoney> postMoney,
            Claim cost,
            Claim carrying,
            Translation translation,
            Set<PartyId> reporting) {
        this.facts = facts;
        this.group = group;
        this.book = book;
        this.stake = stake;
        this.postMoney = postMoney;
        this.cost = cost;
        this.carrying = carrying;
        this.translation = translation;
        this.reporting = reporting;
    }

    Valued by(Basis basis) {
        if (book.dissolved().isPresent() && basis != Basis.COST) {
            Claim nothing = Figures.from(
                    Interval.ZERO,
                    Unit.MONEY,
                    cost.currency(),
                    DISSOLVED,
                    List.of(Figures.recorded(
                            Fraction.ZERO, null, List.of(book.dissolved().get()))));
            return new Valued(nothing, List.of(), List.of());
        }
        return switch (basis) {
            case LATEST_ROUND -> latestRound();
            case FAIR_VALUE, EQUITY_METHOD ->
                fairValue(
                        facts, group, basis, translation, Carried.of(facts, book.movements(), group, basis), reporting);
            case MARKET -> market();
            case COST -> new Valued(carrying, List.of(), List.of());
        };
    }

    private Valued latestRound() {
        Optional<LatestPrice> price = book.latestPrice();
        boolean reportedLater = postMoney
                .filter(post -> !post.recorded())
                .filter(post ->
                        price.isEmpty() || post.when().compareTo(price.get().when()) > 0)
                .isPresent();
        if (!stake.reported() && price.isPresent() && !reportedLater) {
            LatestPrice last = price.get();
            Claim exact = Figures.from(
                    Interval.exactly(book.heldAsConverted().times(last.asConverted())),
                    Unit.MONEY,
                    last.currency(),
                    AT_LATEST_PRICE,
                    List.of(
                            Claim.recorded(book.heldAsConverted(), Unit.SHARES, null, book.lotEvents()),
                            Figures.recorded(last.asConverted(), last.currency(), last.events())));
            boolean more = stake.claim().exact().isEmpty();
            Claim value = more
                    ? Figures.sum(
                            List.of(exact, Figures.undisclosed(stake.claim().events())), last.currency())
                    : exact;
            return new Valued(translation.atClosing(value), List.of(), List.of());
        }
        return postMoney
                .map(post -> new Valued(
                        translation.atClosing(share(post.claim(), OF_POST_MONEY)), post.beside(), post.conflicts()))
                .orElseGet(Valued::undisclosed);
    }

    /** Stake times the worth of the whole. */
    private Claim share(Claim whole, String rule) {
        List<Claim> inputs = List.of(stake.claim(), whole);
        if (!stake.claim().says() || !whole.says()) {
            return Figures.undisclosed(Figures.eventsOf(inputs));
        }
        Interval interval = stake.claim().interval().times(whole.interval()).times(Fraction.of(1, 100));
        return Figures.from(interval, Unit.MONEY, whole.currency(), rule, inputs);
    }

    private Valued market() {
        Optional<EffectiveOn> newest =
                valuations(facts, valuation -> valuation.kind() == ValuationKind.MARKET_CAP).stream()
                        .map(Recorded::when)
                        .max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            return Valued.undisclosed();
        }
        List<Claim> claims = valuations(facts, valuation -> valuation.kind() == ValuationKind.MARKET_CAP).stream()
                .filter(recorded -> recorded.when().compareTo(newest.get()) == 0)
                .map(Values::claim)
                .toList();
        Resolved resolved = Claims.resolve(claims, "market capitalisation", translation.currency());
        return new Valued(
                translation.atClosing(share(resolved.winning().orElseThrow(), OF_MARKET)),
                resolved.beside(),
                resolved.conflicts());
    }

    /**
     * The newest fair value of each holder: of its whole position, or of its instruments together. It is zero once
     * nothing is left of what was measured, and no longer says anything once something else is held in its place.
     *
     * @param reporting those who have more than the shares that are recorded, so that nobody knows what is left
     */
    static Valued fairValue(
            List<Recorded<CompanyEvent>> facts,
            Set<PartyId> group,
            Basis basis,
            Translation translation,
            Carried carried,
            Set<PartyId> reporting) {
        List<Claim> parts = new ArrayList<>();
        List<Claim> beside = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        for (PartyId holder : group) {
            SortedMap<String, List<Recorded<ValuationRecorded>>> byInstrument = new TreeMap<>();
            valuations(facts, valuation -> Carried.of(basis).test(valuation) && holder.equals(valuation.holder()))
                    .forEach(recorded -> byInstrument
                            .computeIfAbsent(
                                    Objects.requireNonNullElse(recorded.fact().shareClass(), WHOLE),
                                    none -> new ArrayList<>())
                            .add(recorded));
            List<Recorded<ValuationRecorded>> whole = byInstrument.getOrDefault(WHOLE, List.of());
            Optional<EffectiveOn> wholeOn = whole.stream().map(Recorded::when).max(Comparator.naturalOrder());
            Map<String, List<Recorded<ValuationRecorded>>> newest = new LinkedHashMap<>();
            byInstrument.forEach((instrument, all) -> {
                EffectiveOn last = all.stream()
                        .map(Recorded::when)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                boolean superseded = !instrument.equals(WHOLE)
                        && wholeOn.isPresent()
                        && wholeOn.get().compareTo(last) >= 0;
                if (!superseded) {
                    newest.put(
                            instrument,
                            all.stream()
                                    .filter(recorded -> recorded.when().compareTo(last) == 0)
                                    .toList());
                }
            });
            if (newest.size() > 1) {
                newest.remove(WHOLE);
            }
            newest.forEach((instrument, recorded) -> {
                Resolved resolved = Claims.resolve(
                        recorded.stream().map(Values::claim).toList(), "fair value", translation.currency());
                Claim value = resolved.winning().orElseThrow();
                if (!reporting.contains(holder)
                        && recorded.stream().allMatch(measurement -> carried.isGone(measurement.position()))) {
                    if (!carried.holds(holder, instrument.equals(WHOLE) ? null : instrument)) {
                        parts.add(nothingLeft(value, recorded, carried));
                    }
                    return;
                }
                parts.add(translation.atClosing(value));
                beside.addAll(resolved.beside());
                conflicts.addAll(resolved.conflicts());
            });
        }
        return parts.isEmpty()
                ? Valued.undisclosed()
                : new Valued(Figures.sum(parts, translation.currency()), beside, conflicts);
    }

    private static Claim nothingLeft(Claim measured, List<Recorded<ValuationRecorded>> measurements, Carried carried) {
        List<Long> left = measurements.stream()
                .flatMap(measurement -> carried.left(measurement.position()).stream())
                .distinct()
                .sorted()
                .toList();
        return Figures.from(
                Interval.ZERO,
                Unit.MONEY,
                measured.currency(),
                NOTHING_LEFT,
                List.of(measured, Figures.recorded(Fraction.ZERO, null, left)));
    }

    /** Stands for the whole position where no instrument is named; no class has an empty name. */
    private static final String WHOLE = "";

    private static List<Recorded<ValuationRecorded>> valuations(
            List<Recorded<CompanyEvent>> facts, Predicate<ValuationRecorded> wanted) {
        List<Recorded<ValuationRecorded>> found = new ArrayList<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            if (recorded.fact() instanceof ValuationRecorded valuation && wanted.test(valuation)) {
                found.add(new Recorded<>(
                        recorded.position(),
                        recorded.stream(),
                        recorded.version(),
                        recorded.recordedAt(),
                        valuation,
                        recorded.marks(),
                        recorded.place()));
            }
        }
        return found;
    }

    private static Claim claim(Recorded<ValuationRecorded> recorded) {
        return claim(recorded, recorded.fact());
    }

    static Claim claim(Recorded<?> recorded, ValuationRecorded valuation) {
        return Claim.stated(
                valuation.value(),
                valuation.source() == null
                        ? SourceClass.SIGNED_DOCUMENT
                        : valuation.source().sourceClass(),
                valuation.source(),
                List.of(recorded.position()));
    }

    /** Value less cost; impairments alone where the value is the cost that they leave. */
    Claim unrealised(Basis basis, Claim value) {
        if (basis == Basis.COST && cost.says() && value.says() && cost.exact().isEmpty()) {
            return Figures.undisclosed(Figures.eventsOf(List.of(cost, value)));
        }
        return Figures.combined(value, cost, "unrealised = value - cost", Interval::minus);
    }

    /** What is left of reported amounts after the impairments that no recorded lot took. */
    static Claim lessImpairments(Claim reported, List<Impairment> impairments, Translation translation) {
        Claim left = reported;
        for (Impairment impairment : impairments) {
            List<Long> because = List.of(impairment.event());
            if (impairment.amount() == null) {
                left = Figures.from(
                        Interval.ZERO,
                        Unit.MONEY,
                        left.currency(),
                        LESS_IMPAIRMENTS,
                        List.of(left, Figures.recorded(Fraction.ZERO, null, because)));
                continue;
            }
            @Nullable Currency currency = impairment.amount().currency();
            Claim taken = translation.at(
                    Figures.recorded(impairment.amount().fraction(), currency, because), impairment.on());
            left = left.says() && Figures.sameCurrency(left, taken)
                    ? Figures.from(
                            left.interval().minus(taken.interval()).intersect(Interval.NOT_NEGATIVE),
                            Unit.MONEY,
                            left.currency(),
                            LESS_IMPAIRMENTS,
                            List.of(left, taken))
                    : left.because(because);
        }
        return left;
    }
}

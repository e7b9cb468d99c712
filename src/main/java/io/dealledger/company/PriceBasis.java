package io.dealledger.company;

import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyEvent.FactVoided;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the price of a round was calculated from: its valuation over the shares outstanding before it, and what a share
 * of its class converts into. The price is a fact and stays as it is; when count or ratio have turned out to be other
 * ones it is flagged, until it is corrected itself.
 */
public final class PriceBasis {
    /**
     * A pricing that stands, and the company that it was decided on.
     *
     * @param version of the last event that was decided together with it
     */
    private record Decided(Recorded<CompanyEvent> pricing, RoundPriced terms, Company then, long version) {}

    private final List<Recorded<CompanyEvent>> known;
    private final Map<Long, Recorded<CompanyEvent>> byVersion = new HashMap<>();

    private PriceBasis(List<Recorded<CompanyEvent>> known) {
        this.known = known;
        known.forEach(recorded -> byVersion.put(recorded.version(), recorded));
    }

    /**
     * The rounds whose price no longer rests on what it was calculated from.
     *
     * @param history the company's stream, in order of recording
     * @return one conflict a round, with the pricing and what has come before it since
     */
    public static SortedMap<RoundId, Conflict> stale(List<Recorded<CompanyEvent>> history, PointInTime point) {
        SortedMap<RoundId, Conflict> stale = new TreeMap<>();
        if (!point.isComplete()) {
            // What is left out on purpose has not been corrected.
            return stale;
        }
        List<Recorded<CompanyEvent>> known = history.stream()
                .filter(recorded -> recorded.position() <= point.knownAt())
                .toList();
        List<Recorded<CompanyEvent>> late = late(known);
        if (late.isEmpty()) {
            return stale;
        }
        Map<RoundId, Recorded<CompanyEvent>> pricings = new TreeMap<>();
        for (Recorded<CompanyEvent> recorded : point.cut(known).certain()) {
            RoundPriced terms = terms(recorded);
            if (terms != null) {
                pricings.put(terms.round(), recorded);
            }
        }
        pricings.values().removeIf(pricing -> late.stream().noneMatch(recorded -> isLate(recorded, pricing)));
        if (!pricings.isEmpty()) {
            new PriceBasis(known).flag(pricings.values(), stale);
        }
        return stale;
    }

    private static @Nullable RoundPriced terms(Recorded<CompanyEvent> recorded) {
        return terms(recorded.fact());
    }

    private static @Nullable RoundPriced terms(CompanyEvent fact) {
        return switch (fact) {
            case RoundPriced priced -> priced;
            case RoundRepriced repriced -> repriced.pricing();
            case CompanyEvent _ -> null;
        };
    }

    /**
     * What may have come before a price after it was recorded. Most companies are recorded in the order in which
     * things happened: then there is nothing, and nothing to fold again.
     */
    private static List<Recorded<CompanyEvent>> late(List<Recorded<CompanyEvent>> known) {
        List<Recorded<CompanyEvent>> late = new ArrayList<>();
        EffectiveOn lastPrice = null;
        for (Recorded<CompanyEvent> recorded : known) {
            if (lastPrice != null
                    && (recorded.marks().corrects() != null || recorded.when().compareTo(lastPrice) < 0)) {
                late.add(recorded);
            }
            if (terms(recorded) != null && (lastPrice == null || recorded.when().compareTo(lastPrice) > 0)) {
                lastPrice = recorded.when();
            }
        }
        return late;
    }

    private static boolean isLate(Recorded<CompanyEvent> recorded, Recorded<CompanyEvent> pricing) {
        return recorded.version() > pricing.version()
                && (recorded.marks().corrects() != null || recorded.when().compareTo(pricing.when()) < 0);
    }

    private void flag(Collection<Recorded<CompanyEvent>> pricings, SortedMap<RoundId, Conflict> stale) {
        Map<Long, List<Recorded<CompanyEvent>>> askedAt = new HashMap<>();
        for (Recorded<CompanyEvent> pricing : pricings) {
            askedAt.computeIfAbsent(pricing.version(), none -> new ArrayList<>())
                    .add(pricing);
            long together = lastOfSet(pricing);
            if (together != pricing.version()) {
                askedAt.computeIfAbsent(together, none -> new ArrayList<>()).add(pricing);
            }
        }
        // The stream is read once: what was known when a price was decided is what has been read by then.
        Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        Map<RoundId, Decided> decided = new HashMap<>();
        for (Recorded<CompanyEvent> recorded : known) {
            timeline.insert(recorded);
            for (Recorded<CompanyEvent> pricing : askedAt.getOrDefault(recorded.version(), List.of())) {
                RoundPriced terms = Objects.requireNonNull(terms(pricing));
                Company then = before(timeline, pricing);
                // Another command of the same commit may have given the same reason, and was decided on its own.
                if (recorded.version() == pricing.version()
                        || RoundLaw.contradiction(then, terms).isEmpty()) {
                    decided.put(terms.round(), new Decided(pricing, terms, then, recorded.version()));
                }
            }
        }
        decided.forEach((round, price) -> {
            Conflict conflict = conflict(price, before(timeline, price.pricing()));
            if (conflict != null) {
                stale.put(round, conflict);
            }
        });
    }

    private static Company before(Timeline<Company, CompanyEvent> timeline, Recorded<CompanyEvent> pricing) {
        return timeline.before(pricing.when(), pricing.place(), Set.of()).head();
    }

    private @Nullable Conflict conflict(Decided price, Company since) {
        RoundPriced terms = price.terms();
        String shareClass = terms.shareClass();
        Fraction before = price.then().outstandingAsConverted();
        Fraction after = since.outstandingAsConverted();
        Fraction ratioBefore = ratio(price.then(), shareClass);
        Fraction ratioAfter = ratio(since, shareClass);
        boolean calculated = terms.calculation() != null;
        List<String> moved =
                calculated ? new ArrayList<>(PricedRoundBasis.moved(price.then(), since, terms)) : new ArrayList<>();
        if (!calculated && !before.equals(after)) {
            moved.add("calculated from " + Figures.decimal(before).toPlainString()
                    + " shares outstanding before it, as converted; by what was recorded since there were "
                    + Figures.decimal(after).toPlainString());
        }
        if (!calculated && !ratioBefore.equals(ratioAfter)) {
            moved.add("calculated at " + words(price.then(), shareClass) + " of common for a share of " + shareClass
                    + "; by what was recorded since it was " + words(since, shareClass));
        }
        if (moved.isEmpty() || (!calculated && !RoundLaw.isCalculated(price.then(), terms))) {
            return null;
        }
        List<Long> events = new ArrayList<>();
        events.add(price.pricing().position());
        known.stream()
                .filter(recorded -> recorded.version() > price.version() && counts(recorded, price.pricing()))
                .map(Recorded::position)
                .forEach(events::add);
        return new Conflict(
                Conflict.Kind.STALE_BASIS, events, "price of " + terms.round() + ": " + String.join("; ", moved));
    }

    private static Fraction ratio(Company company, String shareClass) {
        ShareClass found = company.classes().get(shareClass);
        return found == null ? Fraction.ZERO : found.conversionRatio().fraction();
    }

    private static String words(Company company, String shareClass) {
        ShareClass found = company.classes().get(shareClass);
        return found == null ? "nothing" : found.conversionRatio().toString();
    }

    /** Version of the last event that looks as if decided together with the pricing: the others of a set of corrections. */
    private long lastOfSet(Recorded<CompanyEvent> pricing) {
        long last = pricing.version();
        if (pricing.marks().corrects() != null) {
            for (Recorded<CompanyEvent> next = byVersion.get(last + 1);
                    next != null
                            && next.recordedAt().equals(pricing.recordedAt())
                            && pricing.marks().reason() != null
                            && pricing.marks().reason().equals(next.marks().reason());
                    next = byVersion.get(last + 1)) {
                last++;
            }
        }
        return last;
    }

    /** Whether the event moved count or ratio before the pricing, where it stands or where it took something away. */
    private boolean counts(Recorded<CompanyEvent> recorded, Recorded<CompanyEvent> pricing) {
        List<Recorded<CompanyEvent>> chain = new ArrayList<>();
        for (Recorded<CompanyEvent> next = recorded; next != null; ) {
            chain.add(next);
            Long corrects = next.marks().corrects();
            next = corrects == null ? null : byVersion.get(corrects);
        }
        // All of them have the place of the first among the facts of their day.
        long place = chain.getLast().version();
        boolean early = chain.stream().anyMatch(event -> comesBefore(event.when(), place, pricing));
        RoundPriced terms = terms(pricing.fact());
        boolean diluted = terms != null && terms.calculation() != null;
        return early
                && chain.stream()
                        .map(Recorded::fact)
                        .anyMatch(fact -> changesCount(fact) || (diluted && changesDilution(fact)));
    }

    /** What a price counts that was calculated with everything that can become shares. */
    private static boolean changesDilution(CompanyEvent fact) {
        return switch (fact) {
            case ShareClassAmended amended -> amended.antiDilution() != null;
            case PlanEvent _,
                    GrantEvent _,
                    ConvertibleEvent _,
                    WarrantEvent _,
                    SecurityEvent.InstrumentCancelled _,
                    SecurityEvent.InstrumentExpired _ -> true;
            case CompanyEvent _ -> false;
        };
    }

    private static boolean comesBefore(EffectiveOn when, long place, Recorded<CompanyEvent> pricing) {
        int order = when.compareTo(pricing.when());
        return order < 0 || (order == 0 && place < pricing.place());
    }

    private static boolean changesCount(CompanyEvent fact) {
        return switch (fact) {
            case ShareClassAmended amended -> amended.conversionRatio() != null;
            case ShareClassAuthorised _,
                    SharesIssued _,
                    SharesRepurchased _,
                    SharesCancelled _,
                    IssuanceRetracted _,
                    SharesSplit _,
                    RoundClosed _,
                    CompanyListed _,
                    ShareEvent.SharesConverted _,
                    ConvertibleEvent.ConvertibleConverted _,
                    WarrantEvent.WarrantExercised _,
                    GrantEvent.EquityCompensationExercised _,
                    GrantEvent.EquityCompensationReleased _,
                    CompanyDissolved _ -> true;
            case AuthorisedSharesAdjusted _,
                    ShareEvent.SharesReissued _,
                    ShareEvent.TotalAuthorisedAdjusted _,
                    SharesTransferred _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    CompanyAcquired _,
                    CompanyDelisted _,
                    RoundEvent _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    InstrumentEvent _,
                    PeriodEvent _,
                    FactVoided _ -> false;
        };
    }
}

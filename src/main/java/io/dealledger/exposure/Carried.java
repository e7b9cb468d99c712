package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.exposure.Movement.Bought;
import io.dealledger.exposure.Movement.Distributed;
import io.dealledger.exposure.Movement.GivenUp;
import io.dealledger.exposure.Movement.Moved;
import io.dealledger.exposure.Movement.Resized;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows what was measured at fair value through what happens to its lots until the next measurement: what of it is
 * left, what was bought since, and what has gone.
 */
public final class Carried {
    /**
     * What one event did to a holding between two measurements.
     *
     * @param part of the cost, or of what was measured before; negative for what left
     * @param cost one claim for each currency; absent for a part of what was measured before
     * @param on day at whose rate a cost is translated; absent when it is held since always
     */
    public record Change(
            long event,
            Fraction part,
            @Nullable List<Claim> cost,
            @Nullable LocalDate on) {}

    /**
     * What lies between a measurement and the one before it.
     *
     * @param before what the measurement before said; empty for the first one
     * @param told whether each change is known by its part; not where several classes were measured as one, or where
     *     something passed between what is measured apart
     */
    public record Since(PartyId holder, Optional<Claim> before, List<Change> changes, boolean told) {}

    /** A measurement, by all who made it at the same time. */
    private static final class Measure {
        final PartyId holder;
        final @Nullable String shareClass;
        final EffectiveOn when;
        final List<Claim> claims = new ArrayList<>();
        boolean any;
        boolean told = true;
        final NavigableSet<Long> left = new TreeSet<>();
        boolean gone;

        Measure(PartyId holder, @Nullable String shareClass, EffectiveOn when) {
            this.holder = holder;
            this.shareClass = shareClass;
            this.when = when;
        }

        boolean isOf(PartyId party, @Nullable String of) {
            return holder.equals(party) && Objects.equals(shareClass, of);
        }
    }

    /**
     * @param mark absent where it was never measured
     * @param share of what was measured; absent where nobody says it
     */
    private record Piece(
            PartyId holder,
            @Nullable String shareClass,
            Fraction quantity,
            List<Claim> cost,
            @Nullable LocalDate acquiredOn,
            @Nullable Measure mark,
            @Nullable Fraction share) {
        boolean isOf(PartyId party, @Nullable String of) {
            return holder.equals(party) && (of == null || of.equals(shareClass));
        }

        Piece part(Fraction part) {
            return new Piece(
                    holder,
                    shareClass,
                    quantity.times(part),
                    cost.stream().map(claim -> times(claim, part)).toList(),
                    acquiredOn,
                    mark,
                    share == null ? null : share.times(part));
        }
    }

    /** A change and whose it was. */
    private record Noted(PartyId holder, @Nullable String shareClass, Change change, boolean told) {
        boolean isOf(PartyId party, @Nullable String of) {
            return holder.equals(party) && (of == null || of.equals(shareClass));
        }
    }

    private final Set<PartyId> group;
    private final Predicate<ValuationRecorded> wanted;
    private final Map<SecurityId, Piece> pieces = new LinkedHashMap<>();
    /** What no security tells apart leaves only with the company. */
    private final List<Piece> shareless = new ArrayList<>();

    private final List<Measure> latest = new ArrayList<>();
    private final Map<Long, Measure> measures = new HashMap<>();
    private final Map<Long, Since> since = new HashMap<>();
    private List<Noted> noted = new ArrayList<>();

    Carried(Set<PartyId> group, Basis basis) {
        this.group = group;
        this.wanted = of(basis);
    }

    /** Which measurements a basis takes. */
    static Predicate<ValuationRecorded> of(Basis basis) {
        return valuation -> valuation.kind() == ValuationKind.FAIR_VALUE
                && (basis != Basis.EQUITY_METHOD || valuation.framework() == Framework.ASC_323);
    }

    /** @param facts in force, in order of effect @param movements in the book of the same facts */
    static Carried of(List<Recorded<CompanyEvent>> facts, List<Movement> movements, Set<PartyId> group, Basis basis) {
        Carried carried = new Carried(group, basis);
        Map<Long, List<Movement>> byEvent = new HashMap<>();
        movements.forEach(movement -> byEvent.computeIfAbsent(movement.event(), none -> new ArrayList<>())
                .add(movement));
        facts.forEach(fact -> carried.add(fact, byEvent.getOrDefault(fact.position(), List.of())));
        return carried;
    }

    /** @param movements that the fact brought about */
    void add(Recorded<CompanyEvent> fact, Collection<Movement> movements) {
        movements.forEach(this::evolve);
        if (fact.fact() instanceof ValuationRecorded valuation
                && wanted.test(valuation)
                && valuation.holder() != null
                && group.contains(valuation.holder())) {
            measure(valuation.holder(), valuation, fact);
        }
    }

    private void evolve(Movement movement) {
        switch (movement) {
            case Bought bought -> buy(bought);
            case Moved moved -> move(moved);
            case GivenUp given -> giveUp(given);
            case Resized resized -> {
                SecurityId security = resized.lot().security();
                if (security != null) {
                    pieces.computeIfPresent(
                            security,
                            (_, piece) -> new Piece(
                                    piece.holder(),
                                    piece.shareClass(),
                                    resized.lot().quantity(),
                                    piece.cost(),
                                    piece.acquiredOn(),
                                    piece.mark(),
                                    piece.share()));
                }
            }
            case Distributed _ -> {}
        }
    }

    private void buy(Bought bought) {
        Lot lot = bought.lot();
        if (!group.contains(lot.party())) {
            return;
        }
        Piece piece =
                new Piece(lot.party(), lot.shareClass(), lot.quantity(), lot.costs(), lot.acquiredOn(), null, null);
        if (lot.security() == null) {
            shareless.add(piece);
        } else {
            pieces.put(lot.security(), piece);
        }
        note(bought.event(), piece, Fraction.ONE);
    }

    private void note(long event, Piece piece, Fraction part) {
        boolean measured = piece.mark() != null;
        Fraction share = measured ? piece.share() : Fraction.ONE;
        noted.add(new Noted(
                piece.holder(),
                piece.shareClass(),
                new Change(
                        event,
                        share == null ? part : share.times(part),
                        measured ? null : piece.cost(),
                        piece.acquiredOn()),
                share != null));
    }

    /** What passes between what is measured apart takes a value along that the next measurement does not tell. */
    private void move(Moved moved) {
        SecurityId from = moved.from().security();
        Lot to = moved.to();
        Piece before = from == null ? null : pieces.get(from);
        if (from == null || before == null || to.security() == null) {
            return;
        }
        less(from, before, moved.part());
        Piece part = before.part(moved.part());
        Piece after = new Piece(
                to.party(), to.shareClass(), to.quantity(), to.costs(), to.acquiredOn(), part.mark(), part.share());
        pieces.put(to.security(), after);
        boolean sameHolder = before.holder().equals(after.holder());
        boolean sameClass = Objects.equals(before.shareClass(), after.shareClass());
        if (!sameHolder || !sameClass) {
            Change change = new Change(moved.event(), moved.part(), null, moved.on());
            noted.add(new Noted(before.holder(), before.shareClass(), change, false));
            noted.add(new Noted(after.holder(), after.shareClass(), change, false));
        }
        look(before.holder(), moved.event());
    }

    private void less(SecurityId security, Piece before, Fraction part) {
        if (part.compareTo(Fraction.ONE) >= 0) {
            pieces.remove(security);
        } else {
            pieces.put(security, before.part(Fraction.ONE.minus(part)));
        }
    }

    private void giveUp(GivenUp given) {
        SecurityId security = given.from().security();
        if (security == null) {
            shareless.removeIf(piece -> piece.holder().equals(given.from().party()));
        } else {
            Piece before = pieces.get(security);
            if (before == null) {
                return;
            }
            note(given.event(), before, given.part().negate());
            less(security, before, given.part());
            Measure mark = before.mark();
            if (mark != null) {
                mark.left.add(given.event());
                look(mark.holder, given.event());
            }
        }
        look(given.from().party(), given.event());
    }

    /** Whether all is gone of what was measured of a holder; what is bought later is none of it. */
    private void look(PartyId holder, long event) {
        for (Measure measure : latest) {
            if (measure.holder.equals(holder)
                    && measure.any
                    && !measure.gone
                    && !holds(holder, measure.shareClass)
                    && pieces.values().stream().noneMatch(piece -> piece.mark() == measure)) {
                measure.gone = true;
                measure.left.add(event);
                noted.removeIf(change -> change.isOf(holder, measure.shareClass));
            }
        }
    }

    private void measure(PartyId holder, ValuationRecorded valuation, Recorded<CompanyEvent> fact) {
        @Nullable String shareClass = valuation.shareClass();
        Optional<Measure> before =
                latest.stream().filter(one -> one.isOf(holder, shareClass)).findFirst();
        boolean another = latest.stream()
                .anyMatch(one -> one.holder.equals(holder) && !Objects.equals(one.shareClass, shareClass));
        List<Noted> changes =
                noted.stream().filter(change -> change.isOf(holder, shareClass)).toList();
        Optional<Measure> standing = before.filter(one -> !one.gone);
        boolean told = !another
                && standing.map(one -> one.told).orElse(true)
                && changes.stream().allMatch(Noted::told)
                && held(holder, shareClass).stream()
                        .allMatch(piece -> piece.mark() == null
                                || Optional.of(piece.mark()).equals(standing));
        since.put(
                fact.position(),
                new Since(
                        holder,
                        standing.map(Carried::said),
                        changes.stream().map(Noted::change).toList(),
                        told || changes.isEmpty()));
        noted = new ArrayList<>(noted.stream()
                .filter(change -> !change.isOf(holder, shareClass))
                .toList());

        Measure now = before.filter(one -> one.when.compareTo(fact.when()) == 0)
                .orElseGet(() -> new Measure(holder, shareClass, fact.when()));
        now.claims.add(Values.claim(fact, valuation));
        now.gone = false;
        latest.removeIf(one -> one.isOf(holder, shareClass));
        latest.add(now);
        measures.put(fact.position(), now);
        carry(now);
        // What came from another holder is measured here now, and no longer there.
        latest.stream().map(one -> one.holder).distinct().forEach(party -> look(party, fact.position()));
    }

    private static Claim said(Measure measure) {
        return Claims.resolve(measure.claims, "fair value", null).winning().orElseThrow();
    }

    /** By number of shares; what is not counted in the same shares has no part that anybody knows. */
    private void carry(Measure measure) {
        List<Piece> measured = held(measure.holder, measure.shareClass);
        measure.any = !measured.isEmpty();
        boolean alike = measured.stream().map(Piece::shareClass).distinct().count() <= 1;
        Fraction all = measured.stream().map(Piece::quantity).reduce(Fraction.ZERO, Fraction::plus);
        measure.told = measured.size() == 1 || (alike && !all.isZero());
        pieces.replaceAll((_, piece) -> carried(piece, measure, measured.size(), all));
        shareless.replaceAll(piece -> carried(piece, measure, measured.size(), all));
    }

    private static Piece carried(Piece piece, Measure measure, int count, Fraction all) {
        if (!piece.isOf(measure.holder, measure.shareClass)) {
            return piece;
        }
        @Nullable
        Fraction share =
                count == 1 ? Fraction.ONE : measure.told ? piece.quantity().over(all) : null;
        return new Piece(
                piece.holder(), piece.shareClass(), piece.quantity(), piece.cost(), piece.acquiredOn(), measure, share);
    }

    private List<Piece> held(PartyId holder, @Nullable String shareClass) {
        List<Piece> held = new ArrayList<>(pieces.values());
        held.addAll(shareless);
        held.removeIf(piece -> !piece.isOf(holder, shareClass));
        return held;
    }

    /** Whether a holder has anything of a class, or at all. */
    boolean holds(PartyId holder, @Nullable String shareClass) {
        return pieces.values().stream().anyMatch(piece -> piece.isOf(holder, shareClass))
                || shareless.stream().anyMatch(piece -> piece.isOf(holder, shareClass));
    }

    /** Whether nothing is left of what was measured; not of a measurement of what no lots are known of. */
    boolean isGone(long measurement) {
        Measure measure = measures.get(measurement);
        return measure != null && measure.gone;
    }

    /** Positions of the events by which it left. */
    NavigableSet<Long> left(long measurement) {
        Measure measure = measures.get(measurement);
        return measure == null ? new TreeSet<>() : measure.left;
    }

    /** What lies between a measurement and the one before it; empty where it is none of the group. */
    public Optional<Since> since(long measurement) {
        return Optional.ofNullable(since.get(measurement));
    }

    private static Claim times(Claim claim, Fraction part) {
        return claim.exact()
                .map(amount -> Claim.recorded(amount.times(part), Unit.MONEY, claim.currency(), claim.events()))
                .orElse(claim);
    }
}

package io.dealledger.changes;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.Carried;
import io.dealledger.exposure.Carried.Change;
import io.dealledger.exposure.Carried.Since;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what a new fair value takes account of apart from the value itself: what was bought and what left since. */
final class Measurements {
    /** Part of the way from one measurement to the next. */
    record Portion(GroupMovement movement, Fraction amount, List<Long> events) {}

    private record Asked(CompanyId company, NavigableSet<PartyId> group) {}

    private final PartyId party;
    private final PointInTime latest;
    private final ExposureQuestion question;
    private final HeldFacts held;
    private final Budget budget;
    private final Map<Asked, Carried> carried = new HashMap<>();
    private final Map<LocalDate, NavigableSet<PartyId>> groups = new HashMap<>();
    private final Map<CompanyId, Map<Long, Recorded<? extends Fact>>> facts = new HashMap<>();

    Measurements(PartyId party, PointInTime latest, ExposureQuestion question, HeldFacts held, Budget budget) {
        this.party = party;
        this.latest = latest;
        this.question = question;
        this.held = held;
        this.budget = budget;
    }

    /** What lies between a measurement and the one before it, as known at the last point; empty for any other fact. */
    Optional<Since> since(CompanyId company, Recorded<? extends Fact> fact) {
        LocalDate day = fact.when().effectiveOn();
        if (day == null || (question.basis() != Basis.FAIR_VALUE && question.basis() != Basis.EQUITY_METHOD)) {
            return Optional.empty();
        }
        return carried.computeIfAbsent(new Asked(company, group(day)), asked -> {
                    budget.spend(held.size(company), 1);
                    return new Portfolios(HeldFacts.only(company, held.known()))
                            .carried(company, asked.group(), latest, question.basis());
                })
                .since(fact.position());
    }

    private NavigableSet<PartyId> group(LocalDate day) {
        return groups.computeIfAbsent(
                day, on -> new Portfolios(held.known()).group(party, held.on(on), question.group()));
    }

    /**
     * @param change of the value by the measurement @param rates at which the value is translated
     * @return what comes to the change; what is left of it when all that came and left is taken off is the measurement's
     */
    List<Portion> portions(
            CompanyId company,
            Since since,
            Recorded<? extends Fact> measurement,
            Fraction change,
            @Nullable String unit,
            Rates rates) {
        List<Portion> portions = new ArrayList<>();
        Fraction rest = change;
        Translation translation = new Translation(
                question.currency(),
                question.rate(),
                rates,
                Objects.requireNonNull(measurement.when().effectiveOn()));
        for (Change one : since.changes()) {
            Optional<Fraction> amount = since.told() ? amount(one, since, translation, unit) : Optional.empty();
            Recorded<? extends Fact> fact = facts(company).get(one.event());
            if (amount.isEmpty() || fact == null) {
                return List.of(new Portion(GroupMovement.SEVERAL, change, events(since, measurement)));
            }
            portions.add(new Portion(
                    movement(fact, since.holder(), amount.get().signum() > 0),
                    amount.get(),
                    List.of(one.event(), measurement.position())));
            rest = rest.minus(amount.get());
        }
        if (!rest.isZero()) {
            portions.add(new Portion(GroupMovement.NEW_MARK, rest, List.of(measurement.position())));
        }
        return List.copyOf(portions);
    }

    static List<Long> events(Since since, Recorded<? extends Fact> measurement) {
        return Stream.concat(since.changes().stream().map(Change::event), Stream.of(measurement.position()))
                .distinct()
                .toList();
    }

    private GroupMovement movement(Recorded<? extends Fact> fact, PartyId holder, boolean up) {
        LocalDate day = fact.when().effectiveOn();
        return day != null && !group(day).contains(holder)
                ? up ? GroupMovement.JOINED_GROUP : GroupMovement.LEFT_GROUP
                : GroupMovement.ofHappening(fact.fact(), up, true);
    }

    private Map<Long, Recorded<? extends Fact>> facts(CompanyId company) {
        return facts.computeIfAbsent(company, one -> {
            Map<Long, Recorded<? extends Fact>> found = new HashMap<>();
            held.standing(one).forEach(fact -> found.put(fact.position(), fact));
            return found;
        });
    }

    /** Empty where it is not known exactly, or is in another currency. */
    private static Optional<Fraction> amount(
            Change change, Since since, Translation translation, @Nullable String unit) {
        List<Claim> cost = change.cost();
        Optional<Claim> before = since.before();
        List<Claim> of;
        if (cost != null) {
            of = cost.stream().map(claim -> translation.at(claim, change.on())).toList();
        } else if (before.isPresent()) {
            of = List.of(translation.atClosing(before.get()));
        } else {
            return Optional.empty();
        }
        Fraction sum = Fraction.ZERO;
        for (Claim claim : of) {
            Optional<Fraction> exact = claim.exact();
            boolean here = claim.currency() == null || claim.currency().code().equals(unit);
            if (exact.isEmpty() || (!here && !exact.get().isZero())) {
                return Optional.empty();
            }
            sum = sum.plus(exact.get());
        }
        return Optional.of(sum.times(change.part()));
    }
}

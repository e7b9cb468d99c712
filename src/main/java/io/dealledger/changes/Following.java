package io.dealledger.changes;

import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.RunningPosition;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a group has in one company along a way. Between two places only what lies between them is added, where
 * that takes effect after all that was there before; the position is begun anew where it does not, where something was
 * corrected, and where the group may be another one.
 */
final class Following {
    /** What is seen from a place on the way. */
    record Place(ExposureFacts facts, PointInTime point) {}

    private final PartyId party;
    private final CompanyId company;
    private final boolean withSubsidiaries;
    private final boolean follows;
    private final List<Step> steps;
    private final IntFunction<Place> places;
    private final HeldFacts held;
    private final Budget budget;
    private @Nullable RunningPosition position;
    private int reached;

    /** @param places what is seen after so many steps */
    Following(
            PartyId party,
            CompanyId company,
            ExposureQuestion question,
            List<Step> steps,
            IntFunction<Place> places,
            HeldFacts held,
            Budget budget) {
        this.party = party;
        this.company = company;
        this.withSubsidiaries = question.group();
        // What is translated depends on the day and the rates besides.
        this.follows = question.currency() == null;
        this.steps = steps;
        this.places = places;
        this.held = held;
        this.budget = budget;
    }

    List<Step> steps() {
        return steps;
    }

    Place place(int passed) {
        return places.apply(passed);
    }

    /** Empty where the position cannot be followed. */
    Optional<RunningPosition> at(int passed) {
        Place place = place(passed);
        // Where facts are left out, so is what rests on them, and only the whole history tells what that is.
        if (!follows || !place.point().isComplete()) {
            return Optional.empty();
        }
        @Nullable RunningPosition now = position;
        if (now == null || passed < reached || !goesOn(now, passed, place.point())) {
            now = begun(place);
        }
        position = now;
        reached = passed;
        return Optional.ofNullable(now);
    }

    private @Nullable RunningPosition begun(Place place) {
        budget.spend(held.size(company), steps.size());
        Portfolios portfolios = new Portfolios(HeldFacts.only(company, place.facts()));
        return portfolios.isRegistered(party, place.point())
                ? portfolios.running(company, portfolios.group(party, place.point(), withSubsidiaries), place.point())
                : null;
    }

    private boolean goesOn(RunningPosition now, int passed, PointInTime point) {
        budget.spend(passed - reached, steps.size());
        for (Step step : steps.subList(reached, passed)) {
            if (step.kind() == Step.Kind.DAY_BEGINS) {
                continue;
            }
            for (Recorded<? extends Fact> fact : step.facts()) {
                if (fact.fact() instanceof PartyEvent || fact.marks().corrects() != null) {
                    return false;
                }
                if (fact.fact() instanceof CompanyEvent event
                        && event.when().holdsOn(point.asOf())
                        && !now.takes(of(fact, event))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Recorded<CompanyEvent> of(Recorded<? extends Fact> fact, CompanyEvent event) {
        return new Recorded<>(
                fact.position(), fact.stream(), fact.version(), fact.recordedAt(), event, fact.marks(), fact.place());
    }
}

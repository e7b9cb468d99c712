package io.dealledger.schedule;

import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what stands on a party's schedule of investments, and what moved its Level 3. */
public final class Schedules {
    private final Portfolios portfolios;

    public Schedules(ExposureFacts facts) {
        this.portfolios = new Portfolios(facts);
    }

    /**
     * How investments are looked at.
     *
     * @param group with subsidiaries, as of the date
     * @param currency to translate into; absent for each figure in its own
     * @param kind of rate to prefer; absent for the usual order
     */
    record View(
            StandIn standIn,
            boolean group,
            @Nullable Currency currency,
            @Nullable RateKind kind) {
        static final View USUAL = new View(StandIn.NONE, true, null, null);
    }

    /** Empty when the party was not known then. */
    Optional<Schedule> of(PartyId party, PointInTime point, View view) {
        if (!portfolios.isRegistered(party, point)) {
            return Optional.empty();
        }
        NavigableSet<PartyId> group = portfolios.group(party, point, view.group());
        Rates rates = view.currency() == null ? Rates.of(List.of()) : portfolios.rates(point);
        Portfolio portfolio = portfolios.of(
                party,
                group,
                point,
                view.standIn().basis(),
                () -> new Translation(view.currency(), view.kind(), rates, point.asOf()));
        List<Line> lines = new ArrayList<>();
        for (PortfolioPosition position : portfolio.positions()) {
            Translation translation = new Translation(view.currency(), view.kind(), rates, point.asOf());
            lines.addAll(Lines.of(position, group, view.standIn(), rates, view.kind(), translation));
        }
        return Optional.of(new Schedule(
                party,
                point,
                view.standIn(),
                view.currency(),
                group,
                portfolio.groupEvents(),
                List.copyOf(lines),
                portfolio.perhaps()));
    }

    /**
     * @param from what the opening stands at, as it was known when it was reported
     * @param to what the closing stands at; its {@code knownAt} is not before that of {@code from}
     */
    Optional<RollForward> level3(PartyId party, PointInTime from, PointInTime to, View view) {
        return portfolios.isRegistered(party, to)
                ? Optional.of(new RollForwards(portfolios, party, from, to, view).roll())
                : Optional.empty();
    }
}

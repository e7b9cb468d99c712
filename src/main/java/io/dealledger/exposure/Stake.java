package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.exposure.Reports.Position;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What share of a company the group has, in percent.
 *
 * @param fraction the same exactly, where every share is recorded
 * @param reported whether it rests on what sources say, not on shares that are recorded
 */
record Stake(Claim claim, Optional<Fraction> fraction, boolean reported, List<Claim> beside, List<Conflict> conflicts) {
    static final String OF_SHARES = "shares as converted / outstanding as converted";
    static final String ALL_RECORDED = "all other outstanding shares are recorded";
    static final String WITH_ACQUIRED = "stake before and what was acquired";

    /**
     * @param reporting parties of the group of which more is reported than is recorded
     * @param completeCompany whether nothing of the company is known from reports alone
     */
    static Stake of(
            List<Recorded<CompanyEvent>> facts,
            Reports reports,
            Set<PartyId> group,
            Set<PartyId> reporting,
            boolean completeCompany,
            ShareBook book) {
        List<Claim> said = new ArrayList<>();
        List<Claim> beside = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        for (PartyId party : group) {
            Optional<Claim> own = reportedOf(party, facts, reports, beside, conflicts);
            if (own.isPresent()) {
                said.add(own.get());
            } else if (reporting.contains(party)) {
                said.add(Claim.undisclosed(Unit.PERCENT, List.of()));
            }
        }
        boolean says = said.stream().anyMatch(Claim::says);
        boolean shares = book.lots().stream().anyMatch(lot -> !lot.quantity().isZero());
        Fraction outstanding = book.outstandingAsConverted();
        if (book.dissolved().isPresent()) {
            Claim none = Claim.recorded(
                    Fraction.ZERO, Unit.PERCENT, null, List.of(book.dissolved().get()));
            return new Stake(none, Optional.of(Fraction.ZERO), false, beside, conflicts);
        }
        if (!reporting.isEmpty() && (says || !shares)) {
            Claim sum = Figures.sum(said, null);
            return new Stake(capped(sum), Optional.empty(), true, beside, conflicts);
        }
        if (outstanding.signum() <= 0) {
            return new Stake(
                    said.isEmpty() ? Claim.undisclosed(Unit.PERCENT, List.of()) : Figures.sum(said, null),
                    Optional.empty(),
                    true,
                    beside,
                    conflicts);
        }
        Fraction fraction = book.heldAsConverted().over(outstanding);
        List<Long> events = new ArrayList<>(book.outstandingEvents());
        events.addAll(book.lotEvents());
        Claim exact = Claim.recorded(fraction.times(Fraction.HUNDRED), Unit.PERCENT, null, events);
        @Nullable String assumption = completeCompany && reporting.isEmpty() ? null : ALL_RECORDED;
        Interval interval = reporting.isEmpty()
                ? exact.interval()
                : Interval.between(fraction.times(Fraction.HUNDRED), true, Fraction.HUNDRED, true);
        Claim claim = new Claim(
                reporting.isEmpty() ? exact.op() : Claim.opOf(interval),
                Unit.PERCENT,
                null,
                interval,
                interval,
                null,
                SourceClass.SIGNED_DOCUMENT,
                null,
                OF_SHARES,
                assumption,
                exact.events(),
                List.of(
                        Claim.recorded(book.heldAsConverted(), Unit.SHARES, null, book.lotEvents()),
                        Claim.recorded(outstanding, Unit.SHARES, null, List.copyOf(book.outstandingEvents()))));
        return new Stake(
                claim, reporting.isEmpty() ? Optional.of(fraction) : Optional.empty(), false, beside, conflicts);
    }

    Stake with(UnaryOperator<Claim> finish) {
        return new Stake(finish.apply(claim), fraction, reported, beside, conflicts);
    }

    private static Claim capped(Claim sum) {
        Interval within = sum.interval().intersect(Interval.atMost(Fraction.HUNDRED));
        return !sum.says() || sum.interval().upper() == null || within.isEmpty() || within.equals(sum.interval())
                ? sum
                : Figures.from(within, Unit.PERCENT, null, Figures.SUM, List.of(sum));
    }

    /** The newest day on which a source says something of the party's stake; what it acquired later comes on top. */
    private static Optional<Claim> reportedOf(
            PartyId party,
            List<Recorded<CompanyEvent>> facts,
            Reports reports,
            List<Claim> beside,
            List<Conflict> conflicts) {
        Optional<Position> newest = reports.positions().stream()
                .filter(position -> position.party.equals(party))
                .filter(position -> position.stakes.stream().anyMatch(Claim::says))
                .max(Comparator.comparing((Position position) -> position.when));
        Optional<Claim> held = newest.map(position -> {
            Resolved resolved = Claims.resolve(position.stakes, "stake", null);
            beside.addAll(resolved.beside());
            conflicts.addAll(resolved.conflicts());
            return resolved.winning().orElseThrow();
        });
        EffectiveOn since = newest.map(position -> position.when).orElse(EffectiveOn.SINCE_ALWAYS);
        List<Claim> acquired = new ArrayList<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            if (recorded.fact() instanceof CompanyAcquired acquisition
                    && acquisition.acquirer().equals(party)
                    && acquisition.acquired().isEmpty()
                    && (newest.isEmpty() || acquisition.when().compareTo(since) > 0)) {
                acquired.add(Claim.stated(
                        acquisition.stake(),
                        acquisition.source() == null
                                ? SourceClass.SIGNED_DOCUMENT
                                : acquisition.source().sourceClass(),
                        acquisition.source(),
                        List.of(recorded.position())));
            }
        }
        if (acquired.isEmpty()) {
            return held;
        }
        beside.addAll(acquired.stream().filter(Claim::says).toList());
        held.ifPresent(acquired::addFirst);
        List<Claim> percents = acquired.stream()
                .map(claim -> claim.says() ? claim : Claim.undisclosed(Unit.PERCENT, claim.events()))
                .toList();
        return Optional.of(capped(Figures.sum(percents, null)));
    }
}

package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Report;
import io.dealledger.company.Round;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Money;
import io.dealledger.money.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The priced rounds that the ledger records step by step. Share counts come from the company's own fold, so
 * that a valuation and the record it rests on cannot disagree.
 */
final class RecordedRounds {
    private static final String OF_SHARES = "price per share x shares outstanding as converted ";

    /** A priced round: its place is that of the pricing, {@code perConverted} its price for one share of common. */
    static final class Priced {
        final RoundId id;
        final EffectiveOn when;
        final long position;
        final Claim price;
        final Claim perConverted;
        final @Nullable Claim preMoney;
        final @Nullable Claim agreedPostMoney;
        final @Nullable Previous previous;
        final List<Closing> closings = new ArrayList<>();
        boolean cancelled;

        Priced(
                Recorded<CompanyEvent> recorded,
                RoundId id,
                Claim price,
                Claim perConverted,
                @Nullable Claim preMoney,
                @Nullable Claim agreedPostMoney,
                @Nullable Previous previous) {
            this.id = id;
            this.when = recorded.when();
            this.position = recorded.position();
            this.price = price;
            this.perConverted = perConverted;
            this.preMoney = preMoney;
            this.agreedPostMoney = agreedPostMoney;
            this.previous = previous;
        }

        /** Cancelled before anything came of it. */
        boolean vain() {
            return cancelled && closings.isEmpty();
        }

        Optional<Claim> latestPostMoney() {
            return closings.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(closings.getLast().postMoney());
        }
    }

    /** @param postMoney after it; absent when neither shares nor a pre-money are known */
    record Closing(
            EffectiveOn when, long position, @Nullable Claim postMoney) {}

    /**
     * The round before, as it stands when the next one is priced.
     *
     * @param postMoney after its last closing by then
     * @param perConverted its price for one share as converted, carried through the splits since
     */
    record Previous(RoundId id, @Nullable Claim postMoney, Claim perConverted) {}

    private final Map<RoundId, Priced> rounds = new LinkedHashMap<>();
    private final Map<Long, Long> positions = new HashMap<>();
    /** Positions of the events that made a class's conversion ratio another one than it was authorised with. */
    private final Map<String, List<Long>> amended = new HashMap<>();

    private Company company = Company.FOLD.initial();
    private @Nullable RoundId lastClosed;
    private boolean allSharesKnown = true;

    private RecordedRounds() {}

    /**
     * @param facts in order of effect
     * @param complete whether nothing was left out between them; else a fact that the state does not allow is passed over
     */
    static List<Priced> in(List<Recorded<CompanyEvent>> facts, boolean complete) {
        RecordedRounds found = new RecordedRounds();
        for (Recorded<CompanyEvent> fact : facts) {
            if (complete || Company.FOLD.rules(found.company, fact).isEmpty()) {
                found.positions.put(fact.version(), fact.position());
                found.company = Company.FOLD.evolve(found.company, fact);
                if (fact.fact() instanceof RoundEvent event) {
                    found.follow(event, fact);
                } else if (fact.fact() instanceof ShareClassAmended change && change.conversionRatio() != null) {
                    found.amended
                            .computeIfAbsent(change.shareClass(), none -> new ArrayList<>())
                            .add(fact.position());
                }
            }
        }
        return List.copyOf(found.rounds.values());
    }

    private void follow(RoundEvent event, Recorded<CompanyEvent> recorded) {
        switch (event) {
            case RoundPriced priced -> price(priced, recorded);
            case RoundRepriced repriced -> price(repriced.pricing(), recorded);
            case CommitmentAmended amended -> nothing(amended);
            case CommitmentWithdrawn withdrawn -> nothing(withdrawn);
            case RoundClosed closed -> close(closed, recorded);
            case RoundCancelled cancelled -> {
                Priced round = rounds.get(cancelled.round());
                if (round != null) {
                    round.cancelled = true;
                }
            }
            case RoundOpened opened -> nothing(opened);
            case CommitmentMade committed -> nothing(committed);
            case RoundFirmedUp linked -> nothing(linked);
        }
    }

    private void price(RoundPriced terms, Recorded<CompanyEvent> recorded) {
        Currency currency = terms.price().currency();
        List<Long> here = List.of(recorded.position());
        Claim price = money(terms.price().fraction(), currency, here);
        Claim perConverted = perConverted(terms.round(), terms, here);
        Fraction before = company.outstandingAsConverted();
        Claim preMoney = terms.preMoney() != null
                ? agreed(terms.preMoney(), here)
                : before.isZero() || !knownToTheLastShare()
                        ? null
                        : derived(perConverted, before, "pre-money = " + OF_SHARES + "before the round", shareEvents());
        rounds.put(
                terms.round(),
                new Priced(
                        recorded,
                        terms.round(),
                        price,
                        perConverted,
                        preMoney,
                        terms.postMoney() == null ? null : agreed(terms.postMoney(), here),
                        previous(terms.round())));
    }

    private @Nullable Previous previous(RoundId next) {
        Priced before = lastClosed == null || lastClosed.equals(next) ? null : rounds.get(lastClosed);
        Round state = before == null ? null : company.rounds().get(before.id);
        RoundPriced terms = state == null ? null : state.pricing();
        if (before == null || terms == null) {
            return null;
        }
        return new Previous(
                before.id,
                before.latestPostMoney().orElse(null),
                perConverted(before.id, terms, before.price.events()));
    }

    /** The price of a round carried through the splits so far, for one share of common. */
    private Claim perConverted(RoundId id, RoundPriced terms, List<Long> events) {
        Round round = company.rounds().get(id);
        Fraction now = round == null || round.perShare() == null ? terms.price().fraction() : round.perShare();
        ShareClass shares = company.classes().get(terms.shareClass());
        return money(
                shares == null ? now : now.over(shares.conversionRatio().fraction()),
                terms.price().currency(),
                Stream.concat(events.stream(), amended.getOrDefault(terms.shareClass(), List.of()).stream())
                        .toList());
    }

    private void close(RoundClosed closed, Recorded<CompanyEvent> recorded) {
        allSharesKnown &= closed.subscriptions().stream().allMatch(subscription -> subscription.quantity() != null);
        Priced round = rounds.get(closed.round());
        Round state = company.rounds().get(closed.round());
        RoundPriced terms = state == null ? null : state.pricing();
        if (round != null && state != null && terms != null) {
            lastClosed = round.id;
            round.closings.add(new Closing(
                    recorded.when(), recorded.position(), postMoney(round, state, terms, recorded.position())));
        }
    }

    /** Where anything is only reported nothing follows from what is outstanding, as in the company's own law. */
    private boolean knownToTheLastShare() {
        return allSharesKnown && company.reports().values().stream().allMatch(Report::firmedUp);
    }

    private @Nullable Claim postMoney(Priced round, Round state, RoundPriced terms, long closing) {
        Fraction shares = company.outstandingAsConverted();
        if (knownToTheLastShare() && !shares.isZero()) {
            return derived(
                            perConverted(round.id, terms, round.price.events()),
                            shares,
                            "post-money = " + OF_SHARES + "after the closing",
                            shareEvents())
                    .because(List.of(closing));
        }
        if (round.preMoney == null) {
            return null;
        }
        BigDecimal raised = state.closed().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Long> events =
                new ArrayList<>(round.closings.stream().map(Closing::position).toList());
        events.add(closing);
        return Claim.derived(
                        round.preMoney.interval().plus(Interval.exactly(Fraction.of(raised))),
                        Unit.MONEY,
                        round.preMoney.currency(),
                        "post-money = pre-money + consideration of the closings so far",
                        null,
                        events)
                .because(round.preMoney.events())
                .calculatedFrom(List.of(
                        round.preMoney,
                        Claim.recorded(Fraction.of(raised), Unit.MONEY, round.preMoney.currency(), events)));
    }

    private static Claim derived(Claim perConverted, Fraction shares, String rule, List<Long> events) {
        return Claim.derived(
                        perConverted.interval().times(shares),
                        Unit.MONEY,
                        perConverted.currency(),
                        rule,
                        null,
                        perConverted.events())
                .because(events)
                .calculatedFrom(List.of(perConverted, Claim.recorded(shares, Unit.SHARES, null, events)));
    }

    /** Positions of the events that made the outstanding shares what they are, and what they convert into. */
    private List<Long> shareEvents() {
        Stream<Long> ratios = company.classes().values().stream()
                .filter(shares -> !shares.outstanding().isZero())
                .flatMap(shares -> amended.getOrDefault(shares.name(), List.of()).stream());
        return Stream.concat(
                        company.securities().values().stream()
                                .map(Security::versions)
                                .flatMap(List::stream)
                                .distinct()
                                .map(positions::get),
                        ratios)
                .toList();
    }

    private static Claim agreed(Money money, List<Long> events) {
        return money(money.fraction(), money.currency(), events);
    }

    private static Claim money(Fraction value, Currency currency, List<Long> events) {
        return Claim.recorded(value, Unit.MONEY, currency, events);
    }

    /** The event changes no figure of a valuation. */
    private static void nothing(@SuppressWarnings("unused") RoundEvent event) {}
}

package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRound.Standing;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.ProRata;
import io.dealledger.company.ClosePricedRound.NewInvestor;
import io.dealledger.company.PricedRoundRefusal.BuysNoShare;
import io.dealledger.company.PricedRoundRefusal.HasNoProRata;
import io.dealledger.company.PricedRoundRefusal.RaiseContradictsInvestors;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who pays in a round, how much, and for which shares. */
final class PricedRoundInvestors {
    /** Somebody who pays. @param amount the most */
    private record Investor(
            PartyId to, Money amount, @Nullable List<Leg> legs, SecurityId security) {}

    private final PricedRoundCase pricing;
    private final List<Investor> investors;
    private final Map<String, String> inputs = new LinkedHashMap<>();

    private PricedRoundInvestors(PricedRoundCase pricing, Round round) {
        this.pricing = pricing;
        this.investors = List.copyOf(paying(round));
    }

    static PricedRoundInvestors of(PricedRoundCase pricing, Round round) {
        return new PricedRoundInvestors(pricing, round);
    }

    List<PricedRoundTerms.NewInvestor> terms() {
        return investors.stream()
                .map(one -> new PricedRoundTerms.NewInvestor(
                        one.to().value(), one.amount().fraction()))
                .toList();
    }

    /** What was worked out of pro rata rights before the function of a round was asked, and so is no input of it. */
    Map<String, String> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    Fraction raised() {
        return sum(investors.stream());
    }

    Fraction paidBy(PartyId party) {
        return sum(investors.stream().filter(one -> one.to().equals(party)));
    }

    private static Fraction sum(Stream<Investor> investors) {
        return investors.map(one -> one.amount().fraction()).reduce(Fraction.ZERO, Fraction::plus);
    }

    Optional<Refusal> objection() {
        Case asked = pricing.asked();
        List<Optional<Refusal>> objections = new ArrayList<>();
        for (Investor investor : investors) {
            objections.add(asked.unregistered(investor.to()));
            objections.add(asked.taken(investor.security()));
            if (investor.legs() != null) {
                objections.add(Case.zeroLeg(investor.legs()));
                objections.add(asked.unregisteredVendor(investor.legs()));
            }
        }
        return objections.stream().flatMap(Optional::stream).findFirst();
    }

    private List<Investor> paying(Round round) {
        List<NewInvestor> given = pricing.command().newInvestors() == null
                ? committed(round)
                : pricing.command().newInvestors();
        given.forEach(one -> pricing.inCurrency(one.amount()));
        Money raise = pricing.command().raise();
        List<Money> amounts = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        int rest = -1;
        for (int index = 0; index < given.size(); index++) {
            NewInvestor one = given.get(index);
            boolean proRata = Boolean.TRUE.equals(one.proRata());
            if (one.amount() != null && proRata) {
                throw InvalidValue.in(
                        "newInvestors",
                        "given-twice",
                        one.amount().toString(),
                        "either the amount of " + one.to() + " or its pro rata right decides, not both");
            }
            if (one.amount() == null && raise == null) {
                throw InvalidValue.in(
                        "raise", "missing", "", "what " + one.to() + " pays follows from the raise, which is not said");
            }
            if (one.amount() == null && !proRata && rest >= 0) {
                throw InvalidValue.in(
                        "newInvestors", "missing", "", "only one investor can take what the others leave of the raise");
            }
            Money amount = one.amount() != null
                    ? one.amount()
                    : proRata ? proRata(one.to(), Objects.requireNonNull(raise)) : Money.zero(pricing.currency());
            rest = one.amount() == null && !proRata ? index : rest;
            amounts.add(amount);
            sum = sum.add(amount.amount());
        }
        if (raise != null) {
            BigDecimal left = raise.amount().subtract(sum);
            if (rest >= 0 && left.signum() > 0) {
                amounts.set(rest, new Money(left, pricing.currency()));
            } else if (left.signum() != 0 || rest >= 0) {
                throw new Objection(
                        new RaiseContradictsInvestors(round.id(), raise, new Money(sum, pricing.currency())));
            }
        }
        List<Investor> investors = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            NewInvestor one = given.get(index);
            paysBy(one, amounts.get(index));
            investors.add(new Investor(
                    one.to(), amounts.get(index), one.legs(), pricing.asked().securityOr(one.security())));
        }
        return investors;
    }

    private void paysBy(NewInvestor one, Money amount) {
        if (one.legs() == null || one.legs().isEmpty()) {
            return;
        }
        Figures.inOneCurrency(pricing.currency(), one.legs()).ifPresent(refusal -> {
            throw new Objection(refusal);
        });
        if (Figures.sum(one.legs()).compareTo(amount.amount()) != 0) {
            throw InvalidValue.in(
                    "newInvestors",
                    "contradicts-amount",
                    new Money(Figures.sum(one.legs()), pricing.currency()).toString(),
                    "the legs of " + one.to() + " are " + new Money(Figures.sum(one.legs()), pricing.currency())
                            + ", and it pays " + amount);
        }
    }

    private static List<NewInvestor> committed(Round round) {
        return round.committed().keySet().stream()
                .sorted()
                .filter(party -> round.committedBy(party).compareTo(round.closedBy(party)) > 0)
                .map(party -> new NewInvestor(
                        party,
                        new Money(
                                round.committedBy(party).subtract(round.closedBy(party)),
                                Objects.requireNonNull(round.currency())),
                        null,
                        null,
                        null))
                .toList();
    }

    /** The part of the new money that keeps a holder's part of the pricing.company(), down to the pricing.currency()'s last unit. */
    private Money proRata(PartyId party, Money raise) {
        Fraction held = PricedRoundBasis.held(pricing.company(), party);
        Fraction all = PricedRoundBasis.held(pricing.company(), null);
        if (held.isZero()) {
            throw new Objection(new HasNoProRata(pricing.round(), party));
        }
        // New shares cost the same for all: the same part of the money buys the same part of them.
        Fraction part = ProRata.of(new ProRata.ProRataTerms(held, all, raise.fraction(), null, ShareRounding.EXACT))
                .entitlement();
        String at = "pro-rata/" + party + "/";
        inputs.put(at + "formula", ProRata.FORMULA.name() + " " + ProRata.FORMULA.version());
        inputs.put(at + "holder", Given.text(held));
        inputs.put(at + "fullyDiluted", Given.text(all));
        return new Money(part.toDecimal(pricing.currency().decimalPlaces(), RoundingMode.DOWN), pricing.currency());
    }

    List<Subscription> subscriptions(PricedRound result, Price price) {
        List<Row> rows = result.holders().stream()
                .filter(row -> row.standing() == Standing.NEW_MONEY)
                .toList();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int index = 0; index < investors.size(); index++) {
            Investor investor = investors.get(index);
            Shares quantity = new Shares(rows.get(index).shares().toDecimal(0, RoundingMode.UNNECESSARY));
            if (quantity.isZero()) {
                throw new Objection(new BuysNoShare(pricing.round(), investor.to(), investor.amount(), price));
            }
            Money cost = new Money(
                    quantity.fraction()
                            .times(price.fraction())
                            .toDecimal(pricing.currency().decimalPlaces(), RoundingMode.HALF_EVEN),
                    pricing.currency());
            subscriptions.add(new Subscription(
                    investor.to(),
                    investor.security(),
                    pricing.command().shareClass(),
                    quantity,
                    legs(investor, cost)));
        }
        return subscriptions;
    }

    /** It pays for whole shares; what they leave of its amount it keeps. */
    private static List<Leg> legs(Investor investor, Money cost) {
        if (investor.legs() == null || investor.legs().isEmpty()) {
            return List.of(Leg.cash(cost));
        }
        BigDecimal over = investor.amount().amount().subtract(cost.amount());
        List<Leg> legs = new ArrayList<>(investor.legs());
        for (int index = legs.size() - 1; index >= 0; index--) {
            Leg leg = legs.get(index);
            if (leg.kind() == Leg.Kind.CASH && leg.amount().amount().compareTo(over) > 0) {
                Money left = new Money(leg.amount().amount().subtract(over), cost.currency());
                Money covenant = leg.covenant();
                legs.set(
                        index,
                        new Leg(
                                leg.kind(),
                                left,
                                leg.vendor(),
                                leg.restrictedTo(),
                                leg.expiresOn(),
                                covenant != null && covenant.isMoreThan(left) ? left : covenant));
                break;
            }
        }
        return legs;
    }
}

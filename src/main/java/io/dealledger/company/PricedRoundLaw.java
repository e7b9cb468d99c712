package io.dealledger.company;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.paytoplay.PayToPlay;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRound.Standing;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.calculation.pricing.PricingRefusal;
import io.dealledger.calculation.pricing.ProRata;
import io.dealledger.calculation.pricing.RoundPricing;
import io.dealledger.company.ClosePricedRound.Converting;
import io.dealledger.company.ClosePricedRound.NewInvestor;
import io.dealledger.company.ClosePricedRound.Obliged;
import io.dealledger.company.CompanyRefusal.NotThePricedClass;
import io.dealledger.company.CompanyRefusal.OneValuationOnly;
import io.dealledger.company.CompanyRefusal.RoundAlreadyPriced;
import io.dealledger.company.CompanyRefusal.UnknownRound;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PricedRoundRefusal.BuysNoShare;
import io.dealledger.company.PricedRoundRefusal.ConvertsIntoNoShare;
import io.dealledger.company.PricedRoundRefusal.HasNoProRata;
import io.dealledger.company.PricedRoundRefusal.NoWholeShares;
import io.dealledger.company.PricedRoundRefusal.NotOneToOne;
import io.dealledger.company.PricedRoundRefusal.RaiseContradictsInvestors;
import io.dealledger.company.PricedRoundRefusal.RoundHasNoPrice;
import io.dealledger.company.PricedRoundRefusal.WhichPlan;
import io.dealledger.company.PricedRoundRefusal.WhichTrigger;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A round that is priced from the record and closed in one decision. The figures come from {@link RoundPricing}, with
 * which outsiders calculate a pro forma: what is modelled and what is recorded cannot disagree.
 */
final class PricedRoundLaw {
    /** Nothing is recorded; unwinds to the decision. Not an error, and no trace of the way is kept. */
    private static final class Objection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Refusal why;

        Objection(Refusal why) {
            super(why.detail(), null, false, false);
            this.why = why;
        }
    }

    /** A convertible that converts, by which trigger, into which class. */
    private record Choice(
            Convertible convertible, ConversionTrigger trigger, String shareClass, SecurityId newSecurity) {}

    /** Somebody who pays. @param amount the most */
    private record Investor(
            PartyId to, Money amount, @Nullable List<Leg> legs, SecurityId security) {}

    private final Case asked;
    private final ClosePricedRound command;
    private final Company company;
    private final Currency currency;
    private final LocalDate on;
    /** Inputs that the function of a round does not take, because something of it was worked out before. */
    private final Map<String, String> further = new LinkedHashMap<>();

    private final List<Choice> priced = new ArrayList<>();
    private final List<io.dealledger.calculation.pricing.Convertible> convertibles = new ArrayList<>();
    private final Map<SecurityId, Fraction> accrued = new LinkedHashMap<>();
    private final Map<Choice, Shares> fixed = new LinkedHashMap<>();

    private PricedRoundLaw(Case asked, ClosePricedRound command, Currency currency) {
        this.asked = asked;
        this.command = command;
        this.company = asked.then();
        this.currency = currency;
        this.on = GrantLaw.dayOf(asked.day());
    }

    static Decision<CompanyEvent> close(Case asked, ClosePricedRound command) {
        Money valuation = command.preMoney() == null ? command.postMoney() : command.preMoney();
        if (valuation == null || (command.preMoney() != null && command.postMoney() != null)) {
            return Decision.refused(new OneValuationOnly(command.round(), command.preMoney(), command.postMoney()));
        }
        FigureRounding price = command.rounding().price();
        if (price == null || price.mode() == FigureRounding.Mode.NONE || price.places() == null) {
            throw InvalidValue.in("rounding", "missing", "", "a price is recorded as it is rounded: say how in price");
        }
        if (command.rounding().shares() == ShareRounding.EXACT) {
            throw InvalidValue.in("rounding", "not-allowed", "EXACT", "shares of a round are whole: shares is FLOOR");
        }
        Round round = asked.then().round(command.round());
        if (round == null || round.currency() == null) {
            return asked.refuse(new UnknownRound(command.round()), then -> then.round(command.round()) != null);
        }
        if (round.pricing() != null) {
            return Decision.refused(
                    new RoundAlreadyPriced(round.id(), round.pricing().price()));
        }
        Optional<Refusal> unusable = RoundLaw.usable(round);
        if (unusable.isPresent()) {
            return Decision.refused(unusable.get());
        }
        try {
            return new PricedRoundLaw(asked, command, round.currency())
                    .decide(round, valuation, new Rounding(price.places(), mode(price)));
        } catch (Objection objection) {
            return Decision.refused(objection.why);
        }
    }

    private static RoundingMode mode(FigureRounding rounding) {
        return RoundingMode.valueOf(rounding.mode().name());
    }

    private Decision<CompanyEvent> decide(Round round, Money valuation, Rounding rounding) {
        check(valuation);
        choose();
        List<Investor> investors = investors(round);
        Plan plan = plan();
        PricedRoundTerms terms = terms(investors, plan);
        PricedRound result = switch (RoundPricing.price(terms)) {
            case PricedRound found -> found;
            case PricingRefusal refusal -> throw new Objection(refused(refusal, terms));
        };
        Price price = new Price(result.price().toDecimal(rounding.places(), RoundingMode.UNNECESSARY), currency);
        if (result.residue() != null && !Boolean.TRUE.equals(command.acceptResidue())) {
            throw new Objection(new NoWholeShares(
                    round.id(), price, Figures.decimal(result.totalShares()), Figures.decimal(result.residue())));
        }
        List<CompanyEvent> facts = new ArrayList<>();
        Map<String, String> inputs = PricedRoundInputs.of(terms);
        inputs.putAll(further);
        facts.add(new RoundPriced(
                round.id(),
                command.preMoney(),
                command.postMoney(),
                price,
                command.shareClass(),
                rounding,
                new Calculation(
                        result.formula().name(),
                        result.formula().version(),
                        price,
                        null,
                        rounding,
                        inputs,
                        results(result)),
                asked.when()));
        if (plan != null && !result.poolIncrease().isZero()) {
            facts.add(filledUp(plan, terms, result));
        }
        conversions(result, price, rounding, facts);
        adjusted(result, price, facts);
        ClosingId closing = asked.closingOr(command.id());
        facts.add(new RoundClosed(
                round.id(),
                closing,
                subscriptions(investors, result, price),
                command.last() == null || command.last(),
                asked.when()));
        for (Obliged obliged : Case.orNone(command.payToPlay())) {
            facts.addAll(forced(obliged, investors));
        }
        return objections(investors)
                .<Decision<CompanyEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(closing.value(), facts));
    }

    private Optional<Refusal> objections(List<Investor> investors) {
        List<Optional<Refusal>> objections = new ArrayList<>();
        objections.add(asked.taken(command.id()));
        for (Investor investor : investors) {
            objections.add(asked.unregistered(investor.to()));
            objections.add(asked.taken(investor.security()));
            if (investor.legs() != null) {
                objections.add(Case.zeroLeg(investor.legs()));
                objections.add(asked.unregisteredVendor(investor.legs()));
            }
        }
        for (Converting converting : Case.orNone(command.convertibles())) {
            objections.add(asked.taken(converting.newSecurity()));
        }
        return objections.stream().flatMap(Optional::stream).findFirst();
    }

    private void check(Money valuation) {
        inCurrency(valuation);
        inCurrency(command.raise());
        oneToOne(command.shareClass());
    }

    private void inCurrency(@Nullable Money amount) {
        if (amount != null && !amount.currency().equals(currency)) {
            throw new Objection(new WrongCurrency(currency, amount.currency()));
        }
    }

    private void oneToOne(String name) {
        ShareClass shareClass = company.classes().get(name);
        if (shareClass == null) {
            throw new Objection(new UnknownShareClass(name));
        }
        if (!shareClass.conversionRatio().fraction().equals(Fraction.ONE)) {
            throw new Objection(new NotOneToOne(command.round(), name, shareClass.conversionRatio()));
        }
    }

    // ---- what converts

    private void choose() {
        List<Convertible> outstanding = PricedRoundBasis.convertibles(company);
        List<Converting> named = command.convertibles();
        if (named == null) {
            for (Convertible convertible : outstanding) {
                byItself(convertible).ifPresent(trigger -> converts(convertible, trigger, null));
            }
            return;
        }
        Case.twice(named.stream().map(Converting::security).toList()).ifPresent(twice -> {
            throw new Objection(new CompanyRefusal.DuplicateLot(twice));
        });
        for (Converting converting : named) {
            if (outstanding.stream().noneMatch(one -> one.id().equals(converting.security()))) {
                throw new Objection(ConvertibleLaw.missing(company, converting.security()));
            }
        }
        for (Convertible convertible : outstanding) {
            named.stream()
                    .filter(converting -> converting.security().equals(convertible.id()))
                    .findFirst()
                    .ifPresent(converting -> converts(convertible, meant(convertible, converting), converting));
        }
    }

    /** The trigger that a round fires without anybody's choice. */
    private Optional<ConversionTrigger> byItself(Convertible convertible) {
        List<ConversionTrigger> automatic = convertible.triggers().stream()
                .filter(trigger -> trigger.kind() == ConversionTrigger.Kind.AUTOMATIC_ON_CONDITION)
                .filter(trigger -> trigger.isOpen(on))
                .filter(trigger -> Boolean.TRUE.equals(trigger.right().futureRound())
                        || (trigger.right().shareClass() == null
                                ? trigger.right().futureRound() == null
                                : command.shareClass().equals(trigger.right().shareClass())))
                .toList();
        return onlyOne(convertible, automatic);
    }

    /** Of several the one that is said to lead into a future round. */
    private static Optional<ConversionTrigger> onlyOne(Convertible convertible, List<ConversionTrigger> triggers) {
        List<ConversionTrigger> best = triggers.stream()
                .filter(trigger -> triggers.size() == 1
                        || Boolean.TRUE.equals(trigger.right().futureRound()))
                .toList();
        if (triggers.size() > 1 && best.size() != 1) {
            throw new Objection(new WhichTrigger(
                    convertible.id(),
                    triggers.stream().map(ConversionTrigger::id).toList()));
        }
        return best.stream().findFirst();
    }

    private ConversionTrigger meant(Convertible convertible, Converting converting) {
        if (converting.trigger() != null) {
            return convertible.trigger(converting.trigger()).orElseThrow(() -> unknownTrigger(convertible, converting));
        }
        Optional<ConversionTrigger> automatic = byItself(convertible);
        return automatic.isPresent()
                ? automatic.get()
                : onlyOne(
                                convertible,
                                convertible.triggers().stream()
                                        .filter(trigger -> trigger.isOpen(on))
                                        .toList())
                        .orElseThrow(() -> unknownTrigger(convertible, converting));
    }

    private static Objection unknownTrigger(Convertible convertible, Converting converting) {
        return new Objection(
                ConvertibleLaw.unknownTrigger(convertible.id(), convertible.triggers(), converting.trigger()));
    }

    private void converts(Convertible convertible, ConversionTrigger trigger, @Nullable Converting converting) {
        inCurrency(convertible.amount());
        inCurrency(trigger.right().mechanism().cap());
        inCurrency(trigger.right().mechanism().valuation());
        String shareClass = converting == null ? null : converting.shareClass();
        if (shareClass == null) {
            shareClass = Objects.requireNonNullElse(trigger.right().shareClass(), command.shareClass());
        }
        oneToOne(shareClass);
        ConvertibleLaw.triggered(convertible.id(), convertible.triggers(), trigger.id(), shareClass, asked.day())
                .ifPresent(refusal -> {
                    throw new Objection(refusal);
                });
        Choice choice = new Choice(
                convertible,
                trigger,
                shareClass,
                asked.securityOr(converting == null ? null : converting.newSecurity()));
        switch (ConvertibleTerms.of(convertible, trigger, converting == null ? null : converting.capBasis(), on)) {
            case ConvertibleTerms.Priced read -> {
                priced.add(choice);
                convertibles.add(read.terms());
                accrued.put(convertible.id(), read.accrued());
            }
            case ConvertibleTerms.Fixed read -> fixed.put(choice, read.quantity());
            case ConvertibleTerms.Unreadable unreadable -> throw new Objection(unreadable.why());
        }
    }

    // ---- who pays

    private List<Investor> investors(Round round) {
        List<NewInvestor> given = command.newInvestors() == null ? committed(round) : command.newInvestors();
        given.forEach(one -> inCurrency(one.amount()));
        Money raise = command.raise();
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
                    : proRata ? proRata(one.to(), Objects.requireNonNull(raise)) : Money.zero(currency);
            rest = one.amount() == null && !proRata ? index : rest;
            amounts.add(amount);
            sum = sum.add(amount.amount());
        }
        if (raise != null) {
            BigDecimal left = raise.amount().subtract(sum);
            if (rest >= 0 && left.signum() > 0) {
                amounts.set(rest, new Money(left, currency));
            } else if (left.signum() != 0 || rest >= 0) {
                throw new Objection(new RaiseContradictsInvestors(round.id(), raise, new Money(sum, currency)));
            }
        }
        List<Investor> investors = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            NewInvestor one = given.get(index);
            paysBy(one, amounts.get(index));
            investors.add(new Investor(one.to(), amounts.get(index), one.legs(), asked.securityOr(one.security())));
        }
        return investors;
    }

    private void paysBy(NewInvestor one, Money amount) {
        if (one.legs() == null || one.legs().isEmpty()) {
            return;
        }
        Figures.inOneCurrency(currency, one.legs()).ifPresent(refusal -> {
            throw new Objection(refusal);
        });
        if (Figures.sum(one.legs()).compareTo(amount.amount()) != 0) {
            throw InvalidValue.in(
                    "newInvestors",
                    "contradicts-amount",
                    new Money(Figures.sum(one.legs()), currency).toString(),
                    "the legs of " + one.to() + " are " + new Money(Figures.sum(one.legs()), currency)
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

    /** The part of the new money that keeps a holder's part of the company, down to the currency's last unit. */
    private Money proRata(PartyId party, Money raise) {
        Fraction held = PricedRoundBasis.held(company, party);
        Fraction all = PricedRoundBasis.held(company, null);
        if (held.isZero()) {
            throw new Objection(new HasNoProRata(command.round(), party));
        }
        // New shares cost the same for all: the same part of the money buys the same part of them.
        Fraction part = ProRata.of(new ProRata.ProRataTerms(held, all, raise.fraction(), null, ShareRounding.EXACT))
                .entitlement();
        String at = "pro-rata/" + party + "/";
        further.put(at + "formula", ProRata.FORMULA.name() + " " + ProRata.FORMULA.version());
        further.put(at + "holder", Given.text(held));
        further.put(at + "fullyDiluted", Given.text(all));
        return new Money(part.toDecimal(currency.decimalPlaces(), RoundingMode.DOWN), currency);
    }

    private @Nullable Plan plan() {
        String named = command.plan();
        if (named != null) {
            return company.instruments()
                    .plan(named)
                    .orElseThrow(() -> new Objection(new InstrumentRefusal.UnknownStockPlan(named)));
        }
        if (command.poolPostMoney() == null && command.poolIncrease() == null) {
            return null;
        }
        List<Plan> plans = company.instruments().plans().values().stream()
                .sorted(Comparator.comparingInt(Plan::ordinal))
                .toList();
        if (plans.size() != 1) {
            throw new Objection(new WhichPlan(
                    command.round(), plans.stream().map(Plan::name).toList()));
        }
        return plans.getFirst();
    }

    // ---- the calculation

    private PricedRoundTerms terms(List<Investor> investors, @Nullable Plan plan) {
        List<ExistingHolder> holders =
                new ArrayList<>(PricedRoundBasis.holders(company, plan == null ? null : plan.name()));
        fixed.forEach((choice, quantity) ->
                holders.add(0, new ExistingHolder(choice.convertible().id().value(), quantity.fraction())));
        RoundRounding asRounded = command.rounding();
        return new PricedRoundTerms(
                command.preMoney() == null ? null : command.preMoney().fraction(),
                command.postMoney() == null ? null : command.postMoney().fraction(),
                null,
                investors.stream()
                        .map(one -> new PricedRoundTerms.NewInvestor(
                                one.to().value(), one.amount().fraction()))
                        .toList(),
                holders,
                command.poolPostMoney(),
                command.poolBasis(),
                command.poolIncrease() == null ? null : command.poolIncrease().fraction(),
                convertibles,
                command.capitalisation() == null
                        ? null
                        : command.capitalisation().fraction(),
                new RoundRounding(asRounded.price(), asRounded.conversionPrice(), ShareRounding.FLOOR));
    }

    private Refusal refused(PricingRefusal refusal, PricedRoundTerms terms) {
        String[] steps = refusal.pointer().split("/", -1);
        String about = null;
        if (steps.length > 2 && !steps[2].isEmpty() && steps[2].chars().allMatch(Character::isDigit)) {
            int index = Integer.parseInt(steps[2]);
            about = switch (steps[1]) {
                case "convertibles" -> terms.convertibles().get(index).name();
                case "holders" -> terms.holders().get(index).name();
                case "newInvestors" -> terms.newInvestors().get(index).name();
                default -> null;
            };
        }
        return new RoundHasNoPrice(
                command.round(), refusal.code(), refusal.pointer(), about, refusal.detail(), refusal.figures());
    }

    private static Map<String, String> results(PricedRound result) {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("totalShares", Given.text(result.totalShares()));
        results.put("newShares", Given.text(result.newShares()));
        results.put("pool", Given.text(result.pool()));
        results.put("poolIncrease", Given.text(result.poolIncrease()));
        results.put("companyCapitalisation", Given.text(result.companyCapitalisation()));
        if (result.postMoneyDifference() != null) {
            results.put("postMoneyDifference", Given.text(result.postMoneyDifference()));
        }
        if (result.residue() != null) {
            results.put("residue", Given.text(result.residue()));
        }
        return results;
    }

    // ---- the facts

    private PoolAdjusted filledUp(Plan plan, PricedRoundTerms terms, PricedRound result) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("round", command.round().value());
        if (terms.poolPostMoney() != null) {
            inputs.put("poolPostMoney", Given.text(terms.poolPostMoney()));
            inputs.put("totalShares", Given.text(result.totalShares()));
            inputs.put(
                    "poolBasis",
                    Objects.requireNonNullElse(terms.poolBasis(), PricedRoundTerms.PoolBasis.UNISSUED)
                            .name());
        }
        String shareClass = plan.classes().getFirst();
        ShareClass issued = company.classes().get(shareClass);
        Fraction ratio =
                issued == null ? Fraction.ONE : issued.conversionRatio().fraction();
        Fraction increase = result.poolIncrease().over(ratio);
        return new PoolAdjusted(
                plan.name(),
                plan.reserved().plus(new Shares(increase.toDecimal(0, RoundingMode.FLOOR))),
                new Calculation(
                        result.formula().name(),
                        result.formula().version(),
                        null,
                        null,
                        new Rounding(0, RoundingMode.FLOOR),
                        inputs,
                        Map.of(
                                "pool", Given.text(result.pool()),
                                "poolIncrease", Given.text(result.poolIncrease()))),
                asked.when());
    }

    private void conversions(PricedRound result, Price price, Rounding rounding, List<CompanyEvent> facts) {
        FigureRounding ofConversions = command.rounding().conversionPrice();
        Rounding rounded = ofConversions == null || ofConversions.places() == null
                ? rounding
                : new Rounding(ofConversions.places(), mode(ofConversions));
        for (int index = 0; index < priced.size(); index++) {
            Choice choice = priced.get(index);
            PricedRound.Conversion conversion = result.conversions().get(index);
            Fraction at = conversion.price();
            if (conversion.shares().isZero() || at == null) {
                throw new Objection(new ConvertsIntoNoShare(
                        choice.convertible().id(), choice.convertible().amount(), price));
            }
            ConversionTrigger trigger = choice.trigger();
            Map<String, String> results = new LinkedHashMap<>();
            if (conversion.elected() != null) {
                Choice other = priced.stream()
                        .filter(one -> one.convertible().id().value().equals(conversion.elected()))
                        .findFirst()
                        .orElseThrow();
                facts.add(new MostFavouredTermsElected(
                        choice.convertible().id(),
                        other.convertible().id(),
                        other.convertible().triggers(),
                        asked.when()));
                trigger = other.trigger();
                results.put("elected", conversion.elected());
            }
            if (conversion.remainder() != null) {
                results.put("remainder", Given.text(conversion.remainder()));
            }
            results.put("percent", Given.plain(conversion.percent().toDecimal(4, RoundingMode.HALF_EVEN)));
            Fraction interest = accrued.getOrDefault(choice.convertible().id(), Fraction.ZERO)
                    .plus(conversion.interest() == null ? Fraction.ZERO : conversion.interest());
            facts.add(new ConvertibleConverted(
                    choice.convertible().id(),
                    choice.convertible().holder(),
                    trigger.id(),
                    choice.convertible().amount(),
                    interest.isZero()
                            ? null
                            : new Money(interest.toDecimal(currency.decimalPlaces(), RoundingMode.HALF_EVEN), currency),
                    choice.shareClass(),
                    choice.newSecurity(),
                    new Shares(conversion.shares().toDecimal(0, RoundingMode.UNNECESSARY)),
                    new Calculation(
                            result.formula().name(),
                            result.formula().version(),
                            new Price(at.toDecimal(Price.PLACES, RoundingMode.HALF_EVEN), currency),
                            conversion.controlling().name(),
                            rounded,
                            inputs(choice, conversion),
                            results),
                    null,
                    asked.when()));
        }
        fixed.forEach((choice, quantity) -> facts.add(new ConvertibleConverted(
                choice.convertible().id(),
                choice.convertible().holder(),
                choice.trigger().id(),
                choice.convertible().amount(),
                null,
                choice.shareClass(),
                choice.newSecurity(),
                quantity,
                null,
                null,
                asked.when())));
    }

    private Map<String, String> inputs(Choice choice, PricedRound.Conversion conversion) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("round", command.round().value());
        inputs.put("kind", conversion.kind().name());
        inputs.put("amount", Given.text(conversion.amount()));
        if (conversion.interestDays() != null) {
            inputs.put("interestDays", conversion.interestDays().toString());
        }
        if (conversion.capPrice() != null) {
            inputs.put("capPrice", Given.text(conversion.capPrice()));
        }
        if (conversion.discountPrice() != null) {
            inputs.put("discountPrice", Given.text(conversion.discountPrice()));
        }
        inputs.put("trigger", choice.trigger().id());
        return inputs;
    }

    /** Of the protected classes those whose conversion price the round has moved. */
    private void adjusted(PricedRound result, Price price, List<CompanyEvent> facts) {
        for (Row row : result.holders()) {
            if (row.conversionPrice() == null || row.standing() != Standing.HOLDER) {
                continue;
            }
            ShareClass shares = Objects.requireNonNull(company.classes().get(row.name()));
            Price issuePrice = Objects.requireNonNull(shares.terms().issuePrice());
            inCurrency(new Money(BigDecimal.ZERO, issuePrice.currency()));
            Fraction before = shares.conversionPrice().orElseThrow();
            BigDecimal after = row.conversionPrice().toDecimal(Price.PLACES, RoundingMode.HALF_EVEN);
            if (Fraction.of(after).compareTo(before) >= 0) {
                continue;
            }
            if (after.signum() == 0) {
                throw new Objection(new RoundHasNoPrice(
                        command.round(),
                        "ratio-without-bound",
                        "/holders",
                        row.name(),
                        "its conversion price would be zero",
                        Map.of("conversionPrice", Given.text(row.conversionPrice()))));
            }
            Map<String, String> inputs = new LinkedHashMap<>();
            inputs.put("round", command.round().value());
            inputs.put("newPrice", price.amount().toPlainString());
            inputs.put("newShares", Given.text(result.newShares()));
            inputs.put("consideration", Given.text(result.raised()));
            inputs.put("conversionPrice", Given.text(before));
            base(row.name()).ifPresent(base -> inputs.put("outstanding", Given.text(base)));
            var formula = Objects.requireNonNull(shares.terms().antiDilution()).formula();
            facts.add(ShareClassAmended.ratio(
                    row.name(),
                    ratio(issuePrice, shares.factor(), after),
                    new Calculation(
                            formula.name(),
                            formula.version(),
                            new Price(after, currency),
                            null,
                            new Rounding(Price.PLACES, RoundingMode.HALF_EVEN),
                            inputs,
                            Map.of("conversionPrice", Given.text(row.conversionPrice()))),
                    asked.when()));
        }
    }

    /** Issue price after splits over the new conversion price, both sides made whole by what the splits divide by. */
    private static Ratio ratio(Price issuePrice, Fraction factor, BigDecimal conversionPrice) {
        return new Ratio(
                issuePrice.amount().multiply(new BigDecimal(factor.denominator())),
                conversionPrice.multiply(new BigDecimal(factor.numerator())));
    }

    /** A of a weighted average. */
    private Optional<Fraction> base(String shareClass) {
        List<ExistingHolder> rows = PricedRoundBasis.holders(company, null);
        return rows.stream()
                .filter(row -> row.name().equals(shareClass))
                .findFirst()
                .map(ExistingHolder::antiDilution)
                .flatMap(protection -> switch (protection.method()) {
                    case BROAD_BASED ->
                        Optional.of(rows.stream().map(ExistingHolder::shares).reduce(Fraction.ZERO, Fraction::plus));
                    case NARROW_BASED -> Optional.ofNullable(protection.base());
                    case FULL_RATCHET, NONE -> Optional.empty();
                });
    }

    private List<Subscription> subscriptions(List<Investor> investors, PricedRound result, Price price) {
        List<Row> rows = result.holders().stream()
                .filter(row -> row.standing() == Standing.NEW_MONEY)
                .toList();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int index = 0; index < investors.size(); index++) {
            Investor investor = investors.get(index);
            Shares quantity = new Shares(rows.get(index).shares().toDecimal(0, RoundingMode.UNNECESSARY));
            if (quantity.isZero()) {
                throw new Objection(new BuysNoShare(command.round(), investor.to(), investor.amount(), price));
            }
            Money cost = new Money(
                    quantity.fraction()
                            .times(price.fraction())
                            .toDecimal(currency.decimalPlaces(), RoundingMode.HALF_EVEN),
                    currency);
            subscriptions.add(new Subscription(
                    investor.to(), investor.security(), command.shareClass(), quantity, legs(investor, cost)));
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

    // ---- pay-to-play

    /** What a holder loses who does not take its part: the oldest securities first. */
    private List<SharesConverted> forced(Obliged obliged, List<Investor> investors) {
        Shares held = company.shares().held(obliged.party(), obliged.shareClass());
        ShareLaw.missing(company, obliged.party(), obliged.shareClass(), Shares.ZERO, asked.day())
                .ifPresent(refusal -> {
                    throw new Objection(refusal);
                });
        if (obliged.shareClass().equals(obliged.into())) {
            throw new Objection(new NotThePricedClass(command.round(), obliged.into(), obliged.shareClass()));
        }
        Fraction paid = investors.stream()
                .filter(one -> one.to().equals(obliged.party()))
                .map(one -> one.amount().fraction())
                .reduce(Fraction.ZERO, Fraction::plus);
        Fraction raised = investors.stream().map(one -> one.amount().fraction()).reduce(Fraction.ZERO, Fraction::plus);
        inCurrency(obliged.obligation());
        Fraction obligation = obliged.obligation() != null
                ? obliged.obligation().fraction()
                : raised.times(PricedRoundBasis.held(company, obliged.party()))
                        .over(PricedRoundBasis.held(company, null));
        PayToPlay.Result result = PayToPlay.of(new PayToPlay.Terms(
                held.fraction(), obligation, paid, obliged.rate(), new PayToPlay.Rounding(ShareRounding.FLOOR)));
        Calculation calculation = new Calculation(
                result.formula().name(),
                result.formula().version(),
                null,
                null,
                GrantLaw.WHOLE_SHARES,
                Map.of(
                        "round", command.round().value(),
                        "preferred", held.toString(),
                        "obligation", Given.text(obligation),
                        "invested", Given.text(paid),
                        "rate", obliged.rate().toString()),
                Map.of(
                        "participation", Given.text(result.participation()),
                        "retained", Given.text(result.retained()),
                        "forced", Given.text(result.forced()),
                        "common", Given.text(result.common())));
        Ratio ratio = new Ratio(
                obliged.rate().common().toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY),
                obliged.rate().preferred().toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY));
        List<SharesConverted> converted = new ArrayList<>();
        Fraction left = result.forced();
        Fraction taken = Fraction.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (Security security : company.shares().lots(obliged.party(), obliged.shareClass())) {
            if (left.isZero()) {
                break;
            }
            Fraction part = left.min(security.quantity().fraction());
            left = left.minus(part);
            taken = taken.plus(part);
            // Rounded together, so that several securities lose no more than one would.
            BigDecimal common = obliged.rate().common(taken).toDecimal(0, RoundingMode.FLOOR);
            Shares becomes = new Shares(common.subtract(given));
            given = common;
            if (becomes.isZero()) {
                throw new Objection(new CompanyRefusal.ZeroAmount("payToPlay." + security.id()));
            }
            converted.add(new SharesConverted(
                    security.id(),
                    obliged.party(),
                    new Shares(part.toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY)),
                    obliged.into(),
                    asked.securityOr(null),
                    becomes,
                    ratio,
                    GrantLaw.WHOLE_SHARES,
                    calculation,
                    asked.when()));
        }
        return converted;
    }
}

package io.dealledger.company;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.calculation.pricing.PricingRefusal;
import io.dealledger.calculation.pricing.RoundPricing;
import io.dealledger.company.ClosePricedRound.Obliged;
import io.dealledger.company.CompanyRefusal.OneValuationOnly;
import io.dealledger.company.CompanyRefusal.RoundAlreadyPriced;
import io.dealledger.company.CompanyRefusal.UnknownRound;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PricedRoundRefusal.NoWholeShares;
import io.dealledger.company.PricedRoundRefusal.RoundHasNoPrice;
import io.dealledger.company.PricedRoundRefusal.WhichPlan;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Refusal;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A round that is priced from the record and closed in one decision. The figures come from {@link RoundPricing}, with
 * which outsiders calculate a pro forma: what is modelled and what is recorded cannot disagree.
 */
final class PricedRoundLaw {
    private final PricedRoundCase pricing;
    private final PricedRoundConversions conversions;
    private final PricedRoundInvestors investors;
    private final @Nullable Plan plan;

    private PricedRoundLaw(PricedRoundCase pricing, Round round) {
        this.pricing = pricing;
        this.conversions = PricedRoundConversions.of(pricing);
        this.investors = PricedRoundInvestors.of(pricing, round);
        this.plan = plan(pricing);
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
            PricedRoundCase pricing = new PricedRoundCase(asked, command, round.currency());
            pricing.inCurrency(valuation);
            pricing.inCurrency(command.raise());
            pricing.oneToOne(command.shareClass());
            return new PricedRoundLaw(pricing, round).decide(new Rounding(price.places(), PricedRoundCase.mode(price)));
        } catch (Objection objection) {
            return Decision.refused(objection.why());
        }
    }

    private Decision<CompanyEvent> decide(Rounding rounding) {
        PricedRoundTerms terms = terms();
        PricedRound result = switch (RoundPricing.price(terms)) {
            case PricedRound found -> found;
            case PricingRefusal refusal -> throw new Objection(refused(refusal, terms));
        };
        Price price =
                new Price(result.price().toDecimal(rounding.places(), RoundingMode.UNNECESSARY), pricing.currency());
        if (result.residue() != null && !Boolean.TRUE.equals(pricing.command().acceptResidue())) {
            throw new Objection(new NoWholeShares(
                    pricing.round(), price, Figures.decimal(result.totalShares()), Figures.decimal(result.residue())));
        }
        List<CompanyEvent> facts = new ArrayList<>();
        Map<String, String> inputs = PricedRoundInputs.of(terms);
        inputs.putAll(investors.inputs());
        facts.add(new RoundPriced(
                pricing.round(),
                pricing.command().preMoney(),
                pricing.command().postMoney(),
                price,
                pricing.command().shareClass(),
                rounding,
                new Calculation(
                        result.formula().name(),
                        result.formula().version(),
                        price,
                        null,
                        rounding,
                        inputs,
                        results(result)),
                pricing.when()));
        if (plan != null && !result.poolIncrease().isZero()) {
            facts.add(filledUp(plan, terms, result));
        }
        facts.addAll(conversions.facts(result, price, rounding));
        facts.addAll(PricedRoundAntiDilution.facts(pricing, result, price));
        ClosingId closing = pricing.asked().closingOr(pricing.command().id());
        facts.add(new RoundClosed(
                pricing.round(),
                closing,
                investors.subscriptions(result, price),
                pricing.command().last() == null || pricing.command().last(),
                pricing.when()));
        for (Obliged obliged : Case.orNone(pricing.command().payToPlay())) {
            facts.addAll(PayToPlayLaw.forced(pricing, obliged, investors));
        }
        return Stream.of(pricing.asked().taken(pricing.command().id()), investors.objection(), conversions.objection())
                .flatMap(Optional::stream)
                .findFirst()
                .<Decision<CompanyEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(closing.value(), facts));
    }

    private static @Nullable Plan plan(PricedRoundCase pricing) {
        String named = pricing.command().plan();
        if (named != null) {
            return pricing.company()
                    .instruments()
                    .plan(named)
                    .orElseThrow(() -> new Objection(new InstrumentRefusal.UnknownStockPlan(named)));
        }
        if (pricing.command().poolPostMoney() == null && pricing.command().poolIncrease() == null) {
            return null;
        }
        List<Plan> plans = pricing.company().instruments().plans().values().stream()
                .sorted(Comparator.comparingInt(Plan::ordinal))
                .toList();
        if (plans.size() != 1) {
            throw new Objection(new WhichPlan(
                    pricing.round(), plans.stream().map(Plan::name).toList()));
        }
        return plans.getFirst();
    }

    private PricedRoundTerms terms() {
        List<ExistingHolder> holders = new ArrayList<>(conversions.fixedRows());
        holders.addAll(PricedRoundBasis.holders(pricing.company(), plan == null ? null : plan.name()));
        RoundRounding asRounded = pricing.command().rounding();
        return new PricedRoundTerms(
                pricing.command().preMoney() == null
                        ? null
                        : pricing.command().preMoney().fraction(),
                pricing.command().postMoney() == null
                        ? null
                        : pricing.command().postMoney().fraction(),
                null,
                investors.terms(),
                holders,
                pricing.command().poolPostMoney(),
                pricing.command().poolBasis(),
                pricing.command().poolIncrease() == null
                        ? null
                        : pricing.command().poolIncrease().fraction(),
                conversions.terms(),
                pricing.command().capitalisation() == null
                        ? null
                        : pricing.command().capitalisation().fraction(),
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
                pricing.round(), refusal.code(), refusal.pointer(), about, refusal.detail(), refusal.figures());
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

    private PoolAdjusted filledUp(Plan plan, PricedRoundTerms terms, PricedRound result) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("round", pricing.round().value());
        if (terms.poolPostMoney() != null) {
            inputs.put("poolPostMoney", Given.text(terms.poolPostMoney()));
            inputs.put("totalShares", Given.text(result.totalShares()));
            inputs.put(
                    "poolBasis",
                    Objects.requireNonNullElse(terms.poolBasis(), PricedRoundTerms.PoolBasis.UNISSUED)
                            .name());
        }
        String shareClass = plan.classes().getFirst();
        ShareClass issued = pricing.company().classes().get(shareClass);
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
                pricing.when());
    }
}

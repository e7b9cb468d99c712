package io.dealledger.company;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.company.ClosePricedRound.Converting;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.PricedRoundRefusal.ConvertsIntoNoShare;
import io.dealledger.company.PricedRoundRefusal.WhichTrigger;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The convertibles that become shares in a round: which of them, by which trigger, and into how many. */
final class PricedRoundConversions {
    /** A convertible that converts, by which trigger, into which class. */
    private record Choice(
            Convertible convertible, ConversionTrigger trigger, String shareClass, SecurityId newSecurity) {}

    private final PricedRoundCase pricing;
    private final List<Choice> priced = new ArrayList<>();
    private final List<io.dealledger.calculation.pricing.Convertible> convertibles = new ArrayList<>();
    private final Map<SecurityId, Fraction> accrued = new LinkedHashMap<>();
    private final Map<Choice, Shares> fixed = new LinkedHashMap<>();

    private PricedRoundConversions(PricedRoundCase pricing) {
        this.pricing = pricing;
    }

    static PricedRoundConversions of(PricedRoundCase pricing) {
        PricedRoundConversions conversions = new PricedRoundConversions(pricing);
        conversions.choose();
        return conversions;
    }

    /** Those whose shares follow from the price of the round. */
    List<io.dealledger.calculation.pricing.Convertible> terms() {
        return List.copyOf(convertibles);
    }

    /** Rows of those that become a number of shares that no price changes, the last one first. */
    List<ExistingHolder> fixedRows() {
        List<ExistingHolder> rows = new ArrayList<>();
        fixed.forEach((choice, quantity) ->
                rows.addFirst(new ExistingHolder(choice.convertible().id().value(), quantity.fraction())));
        return rows;
    }

    Optional<Refusal> objection() {
        return Case.orNone(pricing.command().convertibles()).stream()
                .flatMap(converting -> pricing.asked().taken(converting.newSecurity()).stream())
                .findFirst();
    }

    private void choose() {
        List<Convertible> outstanding = PricedRoundBasis.convertibles(pricing.company());
        List<Converting> named = pricing.command().convertibles();
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
                throw new Objection(ConvertibleLaw.missing(pricing.company(), converting.security()));
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
                .filter(trigger -> trigger.isOpen(pricing.on()))
                .filter(trigger -> Boolean.TRUE.equals(trigger.right().futureRound())
                        || (trigger.right().shareClass() == null
                                ? trigger.right().futureRound() == null
                                : pricing.command()
                                        .shareClass()
                                        .equals(trigger.right().shareClass())))
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
                                        .filter(trigger -> trigger.isOpen(pricing.on()))
                                        .toList())
                        .orElseThrow(() -> unknownTrigger(convertible, converting));
    }

    private static Objection unknownTrigger(Convertible convertible, Converting converting) {
        return new Objection(
                ConvertibleLaw.unknownTrigger(convertible.id(), convertible.triggers(), converting.trigger()));
    }

    private void converts(Convertible convertible, ConversionTrigger trigger, @Nullable Converting converting) {
        pricing.inCurrency(convertible.amount());
        pricing.inCurrency(trigger.right().mechanism().cap());
        pricing.inCurrency(trigger.right().mechanism().valuation());
        String shareClass = converting == null ? null : converting.shareClass();
        if (shareClass == null) {
            shareClass = Objects.requireNonNullElse(
                    trigger.right().shareClass(), pricing.command().shareClass());
        }
        pricing.oneToOne(shareClass);
        ConvertibleLaw.triggered(
                        convertible.id(),
                        convertible.triggers(),
                        trigger.id(),
                        shareClass,
                        pricing.asked().day())
                .ifPresent(refusal -> {
                    throw new Objection(refusal);
                });
        Choice choice = new Choice(
                convertible,
                trigger,
                shareClass,
                pricing.asked().securityOr(converting == null ? null : converting.newSecurity()));
        switch (ConvertibleTerms.of(
                convertible, trigger, converting == null ? null : converting.capBasis(), pricing.on())) {
            case ConvertibleTerms.Priced read -> {
                priced.add(choice);
                convertibles.add(read.terms());
                accrued.put(convertible.id(), read.accrued());
            }
            case ConvertibleTerms.Fixed read -> fixed.put(choice, read.quantity());
            case ConvertibleTerms.Unreadable unreadable -> throw new Objection(unreadable.why());
        }
    }

    List<CompanyEvent> facts(PricedRound result, Price price, Rounding rounding) {
        List<CompanyEvent> facts = new ArrayList<>();
        FigureRounding ofConversions = pricing.command().rounding().conversionPrice();
        Rounding rounded = ofConversions == null || ofConversions.places() == null
                ? rounding
                : new Rounding(ofConversions.places(), PricedRoundCase.mode(ofConversions));
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
                        pricing.when()));
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
                            : new Money(
                                    interest.toDecimal(pricing.currency().decimalPlaces(), RoundingMode.HALF_EVEN),
                                    pricing.currency()),
                    choice.shareClass(),
                    choice.newSecurity(),
                    new Shares(conversion.shares().toDecimal(0, RoundingMode.UNNECESSARY)),
                    new Calculation(
                            result.formula().name(),
                            result.formula().version(),
                            new Price(at.toDecimal(Price.PLACES, RoundingMode.HALF_EVEN), pricing.currency()),
                            conversion.controlling().name(),
                            rounded,
                            inputs(choice, conversion),
                            results),
                    null,
                    pricing.when()));
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
                pricing.when())));
        return facts;
    }

    private Map<String, String> inputs(Choice choice, PricedRound.Conversion conversion) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("round", pricing.round().value());
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
}

package io.dealledger.ocf.export;

import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Shares;
import io.dealledger.ocf.words.NotRecorded;
import io.dealledger.ocf.words.Numeric;
import io.dealledger.ocf.words.Vocabulary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** When, and into what, convertibles convert and warrants can be exercised, in the words of OCF. */
final class Conversions {
    /** What has such triggers. OCF allows each its own mechanisms. */
    enum Of {
        CONVERTIBLE("CONVERTIBLE_CONVERSION_RIGHT"),
        WARRANT("WARRANT_CONVERSION_RIGHT");

        private final String right;

        Of(String right) {
            this.right = right;
        }

        private boolean allows(MechanismKind kind) {
            return switch (kind) {
                case CUSTOM_CONVERSION, FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION, FIXED_AMOUNT_CONVERSION -> true;
                case SAFE_CONVERSION, CONVERTIBLE_NOTE_CONVERSION -> this == CONVERTIBLE;
                case VALUATION_BASED_CONVERSION, PPS_BASED_CONVERSION -> this == WARRANT;
                // OCF has it for classes of stock only.
                case RATIO_CONVERSION -> false;
            };
        }
    }

    private final Of of;
    private final OcfObject owner;
    private final Recorded<?> fact;
    private final Losses losses;
    private final UnaryOperator<String> classIds;

    /**
     * @param owner object that the triggers are written into; its comments say what they cannot
     * @param classIds id of a share class in the package, by its name
     */
    Conversions(Of of, OcfObject owner, Recorded<?> fact, Losses losses, UnaryOperator<String> classIds) {
        this.of = of;
        this.owner = owner;
        this.fact = fact;
        this.losses = losses;
        this.classIds = classIds;
    }

    /** @param into class of a warrant, for triggers that name none */
    List<OcfObject> triggers(List<ConversionTrigger> triggers, @Nullable String into) {
        List<OcfObject> written = new ArrayList<>();
        for (ConversionTrigger trigger : triggers) {
            OcfObject object = OcfObject.part()
                    .put("type", Vocabulary.CONVERSION_TRIGGERS.wordFor(trigger.kind()))
                    .put("trigger_id", trigger.id())
                    .put("nickname", trigger.nickname())
                    .put("trigger_description", trigger.description())
                    .put("conversion_right", right(trigger, into));
            switch (trigger.kind()) {
                case AUTOMATIC_ON_CONDITION, ELECTIVE_ON_CONDITION ->
                    object.put("trigger_condition", trigger.condition());
                case AUTOMATIC_ON_DATE -> object.put("trigger_date", trigger.date());
                case ELECTIVE_IN_RANGE ->
                    object.put("start_date", trigger.from()).put("end_date", trigger.until());
                case ELECTIVE_AT_WILL, UNSPECIFIED -> {}
            }
            more(trigger, object);
            written.add(object);
        }
        return written;
    }

    /** Dates and conditions that a trigger of this kind has in the ledger and not in OCF. */
    private void more(ConversionTrigger trigger, OcfObject object) {
        if (trigger.condition() != null && !object.has("trigger_condition")) {
            left("trigger " + trigger.id() + " has the condition: " + trigger.condition());
        }
        if (trigger.date() != null && !object.has("trigger_date")) {
            left("trigger " + trigger.id() + " has the date " + trigger.date());
        }
        if (!object.has("start_date") && (trigger.from() != null || trigger.until() != null)) {
            left("trigger " + trigger.id() + " can be used from " + trigger.from() + " until " + trigger.until());
        }
    }

    private void left(String detail) {
        losses.noPlace(fact, "ConversionTrigger", owner, detail);
    }

    /** A warrant without triggers can be exercised at any time. */
    OcfObject atAnyTime(@Nullable String into, @Nullable Shares quantity) {
        OcfObject mechanism = quantity == null
                ? OcfObject.part()
                        .put("type", Vocabulary.CONVERSION_MECHANISMS.wordFor(MechanismKind.CUSTOM_CONVERSION))
                        .put("custom_conversion_description", "not recorded")
                : OcfObject.part()
                        .put("type", Vocabulary.CONVERSION_MECHANISMS.wordFor(MechanismKind.FIXED_AMOUNT_CONVERSION))
                        .put("converts_to_quantity", quantity);
        return OcfObject.part()
                .put("type", Vocabulary.CONVERSION_TRIGGERS.wordFor(ConversionTrigger.Kind.ELECTIVE_AT_WILL))
                .put("trigger_id", NotRecorded.AT_ANY_TIME)
                .put(
                        "conversion_right",
                        OcfObject.part()
                                .put("type", of.right)
                                .put("conversion_mechanism", mechanism)
                                .put("converts_to_stock_class_id", into == null ? null : classIds.apply(into)));
    }

    private OcfObject right(ConversionTrigger trigger, @Nullable String into) {
        Right right = trigger.right();
        String named = right.shareClass() == null ? into : right.shareClass();
        return OcfObject.part()
                .put("type", of.right)
                .put("conversion_mechanism", mechanism(trigger.id(), right.mechanism()))
                .put("converts_to_future_round", right.futureRound())
                .put("converts_to_stock_class_id", named == null ? null : classIds.apply(named));
    }

    private OcfObject mechanism(String trigger, Mechanism mechanism) {
        if (!of.allows(mechanism.kind())) {
            losses.anotherForm(
                    fact,
                    "ConversionTrigger",
                    owner,
                    "trigger " + trigger + ": OCF has no " + mechanism.kind() + " here; it is told in words");
            return OcfObject.part()
                    .put("type", Vocabulary.CONVERSION_MECHANISMS.wordFor(MechanismKind.CUSTOM_CONVERSION))
                    .put("custom_conversion_description", words(mechanism));
        }
        OcfObject object = OcfObject.part().put("type", Vocabulary.CONVERSION_MECHANISMS.wordFor(mechanism.kind()));
        return switch (mechanism.kind()) {
            case SAFE_CONVERSION ->
                capitalisation(
                        object.put("conversion_discount", percentage("discount", mechanism.discount()))
                                .put(
                                        "conversion_valuation_cap",
                                        mechanism.cap() == null ? null : OcfObject.money(mechanism.cap()))
                                .put(
                                        "exit_multiple",
                                        mechanism.exitMultiple() == null
                                                ? null
                                                : OcfObject.ratio(mechanism.exitMultiple()))
                                .put("conversion_mfn", Boolean.TRUE.equals(mechanism.mostFavoured()))
                                .put(
                                        "conversion_timing",
                                        mechanism.timing() == null
                                                ? null
                                                : Vocabulary.CONVERSION_TIMINGS.wordFor(mechanism.timing())),
                        mechanism);
            case CONVERTIBLE_NOTE_CONVERSION -> note(object, mechanism);
            case CUSTOM_CONVERSION -> object.put("custom_conversion_description", mechanism.words());
            case FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION ->
                capitalisation(
                        object.put("converts_to_percent", percentage("percent", mechanism.percent())), mechanism);
            case FIXED_AMOUNT_CONVERSION -> object.put("converts_to_quantity", mechanism.quantity());
            case VALUATION_BASED_CONVERSION -> valuation(object, mechanism);
            case PPS_BASED_CONVERSION -> perShare(object, mechanism);
            case RATIO_CONVERSION -> throw new IllegalStateException("told in words: " + mechanism);
        };
    }

    private OcfObject note(OcfObject object, Mechanism mechanism) {
        List<OcfObject> rates = new ArrayList<>();
        for (Interest interest : mechanism.interest()) {
            if (interest.rate().signum() < 0 || interest.rate().compareTo(BigDecimal.ONE) > 0) {
                left("the interest of " + interest.rate().toPlainString() + " a year from " + interest.from()
                        + " is more than OCF can write");
                continue;
            }
            rates.add(OcfObject.part()
                    .put("rate", percentage("rate", interest.rate()))
                    .put("accrual_start_date", interest.from())
                    .put("accrual_end_date", interest.until()));
        }
        object.parts("interest_rates", rates);
        object.put(
                "day_count_convention",
                mechanism.dayCount() == null
                        ? standing("day_count_convention", "ACTUAL_365")
                        : Vocabulary.DAY_COUNTS.wordFor(mechanism.dayCount()));
        object.put(
                "interest_payout",
                mechanism.interestPayout() == null
                        ? standing("interest_payout", "DEFERRED")
                        : Vocabulary.INTEREST_PAYOUTS.wordFor(mechanism.interestPayout()));
        object.put(
                "interest_accrual_period",
                mechanism.interestAccrual() == null
                        ? standing("interest_accrual_period", "DAILY")
                        : Vocabulary.ACCRUAL_PERIODS.wordFor(mechanism.interestAccrual()));
        object.put(
                "compounding_type",
                mechanism.compounding() == null
                        ? standing("compounding_type", "SIMPLE")
                        : Vocabulary.COMPOUNDINGS.wordFor(mechanism.compounding()));
        object.put("conversion_discount", percentage("discount", mechanism.discount()))
                .put("conversion_valuation_cap", mechanism.cap() == null ? null : OcfObject.money(mechanism.cap()))
                .put(
                        "exit_multiple",
                        mechanism.exitMultiple() == null ? null : OcfObject.ratio(mechanism.exitMultiple()))
                .put("conversion_mfn", mechanism.mostFavoured());
        if (mechanism.timing() != null) {
            left("the cap of the note is a " + mechanism.timing() + " valuation");
        }
        return capitalisation(object, mechanism);
    }

    private String standing(String field, String word) {
        losses.notRecorded(fact, field, owner, word);
        return word;
    }

    private OcfObject valuation(OcfObject object, Mechanism mechanism) {
        switch (mechanism.valuationFormula()) {
            case ACTUAL, FIXED, CAP ->
                object.put("valuation_type", Vocabulary.VALUATION_FORMULAS.wordFor(mechanism.valuationFormula()));
            case null -> throw new IllegalStateException("a valuation has its formula: " + mechanism);
        }
        boolean needed = mechanism.valuationFormula() != ConversionTrigger.ValuationFormula.ACTUAL;
        if (mechanism.valuation() != null) {
            object.put("valuation_amount", OcfObject.money(mechanism.valuation()));
        } else if (needed) {
            losses.notRecorded(fact, "valuation_amount", owner, "0 XXX");
            object.put("valuation_amount", OcfObject.noMoney());
        }
        return capitalisation(object, mechanism);
    }

    private OcfObject perShare(OcfObject object, Mechanism mechanism) {
        boolean discounted = !Boolean.FALSE.equals(mechanism.discounted())
                && (mechanism.discount() != null || mechanism.discountAmount() != null);
        object.put("description", mechanism.words()).put("discount", discounted);
        if (mechanism.discount() != null && discounted) {
            object.put("discount_percentage", percentage("discount", mechanism.discount()));
            if (mechanism.discountAmount() != null) {
                left("besides, " + mechanism.discountAmount() + " is taken off the price");
            }
        } else if (mechanism.discountAmount() != null && discounted) {
            object.put("discount_amount", OcfObject.price(mechanism.discountAmount()));
        } else if (Boolean.TRUE.equals(mechanism.discounted())) {
            left("the price has a discount, of which no figure is recorded");
        }
        return object;
    }

    private OcfObject capitalisation(OcfObject object, Mechanism mechanism) {
        CapitalisationRules rules = mechanism.capitalisationRules();
        return object.put("capitalization_definition", mechanism.capitalisation())
                .put(
                        "capitalization_definition_rules",
                        rules == null
                                ? null
                                : OcfObject.part()
                                        .put("include_outstanding_shares", rules.outstandingShares())
                                        .put("include_outstanding_options", rules.outstandingOptions())
                                        .put("include_outstanding_unissued_options", rules.outstandingUnissuedOptions())
                                        .put("include_this_security", rules.thisSecurity())
                                        .put("include_other_converting_securities", rules.otherConvertingSecurities())
                                        .put(
                                                "include_option_pool_topup_for_promised_options",
                                                rules.poolTopUpForPromisedOptions())
                                        .put("include_additional_option_pool_topup", rules.additionalPoolTopUp())
                                        .put("include_new_money", rules.newMoney()));
    }

    private @Nullable BigDecimal percentage(String field, @Nullable BigDecimal fraction) {
        if (fraction == null || fraction.stripTrailingZeros().scale() <= Numeric.PLACES) {
            return fraction;
        }
        losses.anotherForm(
                fact,
                field,
                owner,
                field + " " + fraction.toPlainString() + " is rounded to " + Numeric.PLACES + " places");
        return fraction.setScale(Numeric.PLACES, RoundingMode.HALF_EVEN);
    }

    /** All that is recorded of it. */
    private static String words(Mechanism mechanism) {
        List<String> words = new ArrayList<>();
        words.add(mechanism.kind().name());
        add(
                words,
                "discount",
                mechanism.discount() == null ? null : mechanism.discount().toPlainString());
        add(words, "cap", mechanism.cap());
        add(words, "most favoured", mechanism.mostFavoured());
        add(words, "timing", mechanism.timing());
        add(words, "exit multiple", mechanism.exitMultiple());
        mechanism
                .interest()
                .forEach(interest -> add(
                        words,
                        "interest",
                        interest.rate().toPlainString() + " a year from " + interest.from()
                                + (interest.until() == null ? "" : " until " + interest.until())));
        add(words, "day count", mechanism.dayCount());
        add(words, "interest payout", mechanism.interestPayout());
        add(words, "interest accrual", mechanism.interestAccrual());
        add(words, "compounding", mechanism.compounding());
        add(words, "capitalisation", mechanism.capitalisation());
        add(words, "capitalisation rules", mechanism.capitalisationRules());
        add(words, "quantity", mechanism.quantity());
        add(
                words,
                "percent",
                mechanism.percent() == null ? null : mechanism.percent().toPlainString());
        add(words, "ratio", mechanism.ratio());
        add(words, "conversion price", mechanism.conversionPrice());
        add(words, "rounding", mechanism.rounding());
        add(words, "valuation formula", mechanism.valuationFormula());
        add(words, "valuation", mechanism.valuation());
        add(words, "discounted", mechanism.discounted());
        add(words, "discount amount", mechanism.discountAmount());
        add(words, "words", mechanism.words());
        return String.join("; ", words);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + ": " + value);
        }
    }
}

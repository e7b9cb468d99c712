package io.dealledger.ocf;

import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Kind;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.ocf.words.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when, and into what, a convertible converts or a warrant can be exercised. */
final class Triggers {
    private final Known known;

    Triggers(Known known) {
        this.known = known;
    }

    List<ConversionTrigger> of(Fields security, String field) {
        List<ConversionTrigger> triggers = new ArrayList<>();
        for (Fields trigger : security.all(field)) {
            triggers.add(trigger(trigger));
        }
        return triggers;
    }

    private ConversionTrigger trigger(Fields fields) {
        Kind kind = fields.word(Vocabulary.CONVERSION_TRIGGERS, "type");
        Fields right = fields.in("conversion_right");
        Fields mechanism = right.in("conversion_mechanism");
        try {
            return new ConversionTrigger(
                    fields.text("trigger_id"),
                    kind,
                    fields.textIfAny("nickname"),
                    fields.textIfAny("trigger_description"),
                    fields.textIfAny("trigger_condition"),
                    fields.dateIfAny("trigger_date"),
                    fields.dateIfAny("start_date"),
                    fields.dateIfAny("end_date"),
                    new Right(
                            mechanism(mechanism),
                            right.flagIfAny("converts_to_future_round"),
                            known.referenceIfAny(Known.Kind.STOCK_CLASS, right, "converts_to_stock_class_id")));
        } catch (InvalidValue invalid) {
            // A kind of trigger, or of mechanism, that lacks what it needs.
            throw Unusable.of(
                    invalid.code(),
                    fields.pointer("conversion_right"),
                    String.valueOf(invalid.getMessage()),
                    "field",
                    invalid.field(),
                    "value",
                    invalid.figure());
        }
    }

    private static Mechanism mechanism(Fields fields) {
        MechanismKind kind = fields.word(Vocabulary.CONVERSION_MECHANISMS, "type");
        BigDecimal discount = fields.fractionIfAny("conversion_discount");
        BigDecimal percentage = fields.fractionIfAny("discount_percentage");
        Money cap = fields.moneyIfAny("conversion_valuation_cap");
        return new Mechanism(
                kind,
                discount == null ? percentage : discount,
                cap,
                fields.flagIfAny("conversion_mfn"),
                fields.wordIfAny(Vocabulary.CONVERSION_TIMINGS, "conversion_timing"),
                fields.ratioIfAny("exit_multiple"),
                interest(fields),
                fields.wordIfAny(Vocabulary.DAY_COUNTS, "day_count_convention"),
                fields.wordIfAny(Vocabulary.INTEREST_PAYOUTS, "interest_payout"),
                fields.wordIfAny(Vocabulary.ACCRUAL_PERIODS, "interest_accrual_period"),
                fields.wordIfAny(Vocabulary.COMPOUNDINGS, "compounding_type"),
                fields.textIfAny("capitalization_definition"),
                rules(fields.inIfAny("capitalization_definition_rules")),
                fields.sharesIfAny("converts_to_quantity"),
                fields.fractionIfAny("converts_to_percent"),
                fields.ratioIfAny("ratio"),
                fields.priceIfAny("conversion_price"),
                fields.wordIfAny(Vocabulary.ROUNDINGS, "rounding_type"),
                fields.wordIfAny(Vocabulary.VALUATION_FORMULAS, "valuation_type"),
                fields.moneyIfAny("valuation_amount"),
                fields.flagIfAny("discount"),
                fields.priceIfAny("discount_amount"),
                words(kind, fields));
    }

    private static @Nullable String words(MechanismKind kind, Fields fields) {
        return switch (kind) {
            case CUSTOM_CONVERSION -> fields.textIfAny("custom_conversion_description");
            case PPS_BASED_CONVERSION -> fields.textIfAny("description");
            case FIXED_AMOUNT_CONVERSION,
                    FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION,
                    RATIO_CONVERSION,
                    SAFE_CONVERSION,
                    VALUATION_BASED_CONVERSION,
                    CONVERTIBLE_NOTE_CONVERSION -> null;
        };
    }

    private static List<Interest> interest(Fields fields) {
        List<Interest> rates = new ArrayList<>();
        for (Fields rate : fields.all("interest_rates")) {
            BigDecimal fraction = rate.fractionIfAny("rate");
            LocalDate from = rate.date("accrual_start_date");
            rates.add(new Interest(rate.needed("rate", fraction), from, rate.dateIfAny("accrual_end_date")));
        }
        return rates;
    }

    private static @Nullable CapitalisationRules rules(@Nullable Fields fields) {
        return fields == null
                ? null
                : new CapitalisationRules(
                        flag(fields, "include_outstanding_shares"),
                        flag(fields, "include_outstanding_options"),
                        flag(fields, "include_outstanding_unissued_options"),
                        flag(fields, "include_this_security"),
                        flag(fields, "include_other_converting_securities"),
                        flag(fields, "include_option_pool_topup_for_promised_options"),
                        flag(fields, "include_additional_option_pool_topup"),
                        flag(fields, "include_new_money"));
    }

    private static boolean flag(Fields fields, String field) {
        return fields.needed(field, fields.flagIfAny(field));
    }
}

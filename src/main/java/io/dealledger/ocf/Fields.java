package io.dealledger.ocf;

import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Decimals;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.ocf.words.Numeric;
import io.dealledger.ocf.words.Vocabulary;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of an object, and of what is nested in it. What is wrong ends the object with its place and figure. A text
 * that is empty is absent: some exports write one where there is nothing.
 */
final class Fields {
    private final JsonNode json;
    private final String at;

    private Fields(JsonNode json, String at) {
        this.json = json;
        this.at = at;
    }

    static Fields of(OcfObject object) {
        return new Fields(object.json(), "");
    }

    /** Place of a field within the object. */
    String pointer(String field) {
        return at + "/" + field;
    }

    boolean has(String field) {
        JsonNode value = json.path(field);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isString() && value.asString("").isBlank());
    }

    @Nullable
    String textIfAny(String field) {
        JsonNode value = json.path(field);
        if (!has(field)) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(field, "not-a-text", field + " is no text", value.toString());
        }
        return value.asString("").strip();
    }

    String text(String field) {
        return needed(field, textIfAny(field));
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(field)) {
            if (!value.isString()) {
                throw wrong(field, "not-a-text", field + " holds what is no text", value.toString());
            }
            if (!value.asString("").isBlank()) {
                texts.add(value.asString("").strip());
            }
        }
        return texts;
    }

    private JsonNode array(String field) {
        JsonNode value = json.path(field);
        if (has(field) && !value.isArray()) {
            throw wrong(field, "not-an-array", field + " is no array", value.toString());
        }
        return value;
    }

    List<Fields> all(String field) {
        List<Fields> all = new ArrayList<>();
        int index = 0;
        for (JsonNode value : array(field)) {
            all.add(new Fields(value, pointer(field) + "/" + index++));
        }
        return all;
    }

    @Nullable
    Fields inIfAny(String field) {
        if (!has(field)) {
            return null;
        }
        if (!json.path(field).isObject()) {
            throw wrong(
                    field,
                    "not-an-object",
                    field + " is no object",
                    json.path(field).toString());
        }
        return new Fields(json.path(field), pointer(field));
    }

    Fields in(String field) {
        return needed(field, inIfAny(field));
    }

    @Nullable
    LocalDate dateIfAny(String field) {
        String text = textIfAny(field);
        if (text == null) {
            return null;
        }
        try {
            // Some exports write a time behind the day, which the type Date of OCF does not have.
            LocalDate day = LocalDate.parse(text);
            return StatedDate.of(day).first();
        } catch (DateTimeException | InvalidValue wrong) {
            throw wrong(field, "not-a-date", "'" + text + "' is not a date like 2024-03-31", text);
        }
    }

    LocalDate date(String field) {
        return needed(field, dateIfAny(field));
    }

    <E extends Enum<E>> E word(Vocabulary<E> vocabulary, String field) {
        return needed(field, wordIfAny(vocabulary, field));
    }

    @Nullable
    <E extends Enum<E>> E wordIfAny(Vocabulary<E> vocabulary, String field) {
        String text = textIfAny(field);
        return text == null ? null : valid(field, text, vocabulary::meaning);
    }

    @Nullable
    Boolean flagIfAny(String field) {
        JsonNode value = json.path(field);
        if (!has(field)) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(field, "not-a-boolean", field + " is true or false", value.toString());
        }
        return value.asBoolean();
    }

    /** A number, which files in use write as a JSON number too. */
    @Nullable
    BigDecimal numberIfAny(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = json.path(field);
        if (!value.isString() && !value.isNumber()) {
            throw wrong(field, "not-a-decimal", field + " is no number", value.toString());
        }
        return valid(
                field,
                value.isString() ? value.asString("").strip() : Decimals.text(value.decimalValue()),
                Numeric::parse);
    }

    int integer(String field) {
        BigDecimal number = needed(field, numberIfAny(field));
        try {
            return number.intValueExact();
        } catch (ArithmeticException wrong) {
            throw wrong(field, "not-an-integer", field + " is no whole number that fits", number.toPlainString());
        }
    }

    @Nullable
    BigDecimal fractionIfAny(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = json.path(field);
        String text = value.isNumber() ? Decimals.text(value.decimalValue()) : text(field);
        return valid(field, text, Numeric::parseFraction);
    }

    @Nullable
    Shares sharesIfAny(String field) {
        BigDecimal number = numberIfAny(field);
        return number == null ? null : valid(field, number.toPlainString(), _ -> new Shares(number));
    }

    Shares shares(String field) {
        return needed(field, sharesIfAny(field));
    }

    @Nullable
    Price priceIfAny(String field) {
        Fields money = inIfAny(field);
        return money == null || money.isInNoCurrency()
                ? null
                : money.amount((amount, code) -> new Price(amount, Numeric.currency(code)));
    }

    @Nullable
    Money moneyIfAny(String field) {
        Fields money = inIfAny(field);
        return money == null || money.isInNoCurrency()
                ? null
                : money.amount((amount, code) -> new Money(amount, Numeric.currency(code)));
    }

    /** XXX stands for no currency in ISO 4217: where OCF wants a price and there is none, it is written so. */
    private boolean isInNoCurrency() {
        return raw("currency").equals("XXX");
    }

    Money money(String field) {
        return needed(field, moneyIfAny(field));
    }

    private <T> T amount(java.util.function.BiFunction<BigDecimal, String, T> made) {
        BigDecimal amount = needed("amount", numberIfAny("amount"));
        String code = text("currency");
        valid("currency", code, Numeric::currency);
        return valid("amount", amount.toPlainString(), _ -> made.apply(amount, code));
    }

    @Nullable
    Ratio ratioIfAny(String field) {
        Fields ratio = inIfAny(field);
        if (ratio == null) {
            return null;
        }
        BigDecimal numerator = ratio.needed("numerator", ratio.numberIfAny("numerator"));
        BigDecimal denominator = ratio.needed("denominator", ratio.numberIfAny("denominator"));
        return valid(
                field,
                numerator.toPlainString() + ":" + denominator.toPlainString(),
                _ -> new Ratio(numerator, denominator));
    }

    Ratio ratio(String field) {
        return needed(field, ratioIfAny(field));
    }

    /** The text of what is there, whatever it is. */
    String raw(String field) {
        JsonNode value = json.path(field);
        return value.isString() ? value.asString("") : value.toString();
    }

    <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw wrong(field, "missing", field + " is missing", "");
        }
        return value;
    }

    private <T> T valid(String field, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (InvalidValue invalid) {
            throw wrong(field, invalid.code(), field + ": " + invalid.getMessage(), text);
        }
    }

    Unusable wrong(String field, String code, String detail, String value) {
        return Unusable.of(code, pointer(field), detail, "field", field, "value", value);
    }
}

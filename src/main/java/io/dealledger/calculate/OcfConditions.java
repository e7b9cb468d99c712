package io.dealledger.calculate;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.vesting.AllocationType;
import io.dealledger.calculation.vesting.Amount;
import io.dealledger.calculation.vesting.Condition;
import io.dealledger.calculation.vesting.DayOfMonth;
import io.dealledger.calculation.vesting.Period;
import io.dealledger.calculation.vesting.Trigger;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vesting conditions as OCF 1.2.0 writes them, read strictly: what is wrong is named by its pointer.
 *
 * @param allocation as the terms state it; absent when they are conditions alone
 */
record OcfConditions(List<Condition> conditions, @Nullable AllocationType allocation) {
    private static final Set<String> TERMS =
            Set.of("object_type", "id", "comments", "name", "description", "allocation_type", "vesting_conditions");
    private static final Set<String> CONDITION =
            Set.of("id", "description", "portion", "quantity", "trigger", "next_condition_ids", "cliff_condition");
    private static final String INSTALLMENT = "cliff_installment";
    private static final Set<String> CLIFF = Set.of("id", "description", "period");

    /** @param at pointer of the node, without its first slash */
    static OcfConditions of(String at, JsonNode node) {
        if (node.isArray()) {
            return new OcfConditions(conditions(at, node), null);
        }
        known(at, node, TERMS);
        JsonNode type = maybe(node, "allocation_type");
        return new OcfConditions(
                conditions(at + "/vesting_conditions", needed(at, node, "vesting_conditions")),
                type == null ? null : constant(at + "/allocation_type", type, AllocationType.values()));
    }

    private static InvalidValue wrong(String at, String code, String figure, String message) {
        return InvalidValue.in(at, code, figure, at + ": " + message);
    }

    private static List<Condition> conditions(String at, JsonNode node) {
        if (!node.isArray()) {
            throw wrong(at, "not-an-array", "", "vesting conditions are an array");
        }
        List<Condition> conditions = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            conditions.add(condition(at + "/" + index, node.get(index)));
        }
        return conditions;
    }

    private static Condition condition(String at, JsonNode node) {
        known(at, node, CONDITION);
        JsonNode cliff = maybe(node, "cliff_condition");
        if (cliff != null) {
            known(at + "/cliff_condition", cliff, CLIFF);
        }
        JsonNode triggered = needed(at, node, "trigger");
        Trigger trigger = trigger(at + "/trigger", triggered);
        Period installments = installments(at + "/trigger/period", trigger, triggered.path("period"));
        if (cliff != null && installments != null) {
            throw wrong(at + "/cliff_condition", "contradicts", "", "there is a cliff_installment too: one of them");
        }
        return new Condition(
                text(at, node, "id"),
                amount(at, node),
                trigger,
                cliff == null
                        ? installments
                        : period(
                                at + "/cliff_condition/period", needed(at + "/cliff_condition", cliff, "period"), true),
                next(at + "/next_condition_ids", maybe(node, "next_condition_ids")));
    }

    /** The cliff of later versions of OCF: nothing vests before that installment; the first one is no cliff. */
    private static @Nullable Period installments(String at, Trigger trigger, JsonNode node) {
        if (!(trigger instanceof Trigger.Relative(Period period, String _)) || maybe(node, INSTALLMENT) == null) {
            return null;
        }
        int number = integer(at, node, INSTALLMENT, 0, period.occurrences());
        return number < 2 ? null : period.until(number);
    }

    private static List<String> next(String at, @Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(at, "not-an-array", "", "ids of conditions are an array");
        }
        List<String> next = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            JsonNode id = node.get(index);
            if (!id.isString()) {
                throw wrong(at + "/" + index, "not-a-string", id.toString(), "an id is a string");
            }
            next.add(id.stringValue());
        }
        return next;
    }

    private static Amount amount(String at, JsonNode node) {
        JsonNode portion = maybe(node, "portion");
        JsonNode quantity = maybe(node, "quantity");
        if ((portion == null) == (quantity == null)) {
            throw wrong(at, "not-one-of", "", "a condition vests a portion or a quantity: one of them");
        }
        if (quantity != null) {
            return new Amount.Quantity(figure(at + "/quantity", quantity));
        }
        String inside = at + "/portion";
        portion = needed(at, node, "portion");
        known(inside, portion, Set.of("numerator", "denominator", "remainder"));
        Fraction numerator = figure(inside + "/numerator", needed(inside, portion, "numerator"));
        Fraction denominator = figure(inside + "/denominator", needed(inside, portion, "denominator"));
        if (denominator.isZero()) {
            throw wrong(inside + "/denominator", "not-positive", "0", "a portion over zero");
        }
        Fraction part = numerator.over(denominator);
        if (part.compareTo(Fraction.ONE) > 0) {
            throw wrong(
                    inside,
                    "more-than-all",
                    Given.text(numerator) + "/" + Given.text(denominator),
                    "a portion of " + Given.text(numerator) + "/" + Given.text(denominator) + " is more than all");
        }
        JsonNode remainder = maybe(portion, "remainder");
        if (remainder != null && !remainder.isBoolean()) {
            throw wrong(inside + "/remainder", "not-a-boolean", remainder.toString(), "it is true or false");
        }
        return new Amount.Portion(part, remainder != null && remainder.booleanValue());
    }

    private static Trigger trigger(String at, JsonNode node) {
        String type = text(at, node, "type");
        return switch (type) {
            case "VESTING_START_DATE" -> {
                known(at, node, Set.of("type"));
                yield new Trigger.Start();
            }
            case "VESTING_EVENT" -> {
                known(at, node, Set.of("type"));
                yield new Trigger.Event();
            }
            case "VESTING_SCHEDULE_ABSOLUTE" -> {
                known(at, node, Set.of("type", "date"));
                yield new Trigger.Absolute(date(at, node));
            }
            case "VESTING_SCHEDULE_RELATIVE" -> {
                known(at, node, Set.of("type", "period", "relative_to_condition_id"));
                yield new Trigger.Relative(
                        period(at + "/period", needed(at, node, "period"), false),
                        text(at, node, "relative_to_condition_id"));
            }
            default ->
                throw wrong(
                        at + "/type",
                        "not-one-of",
                        type,
                        "'" + type + "' is none of VESTING_START_DATE, VESTING_EVENT, VESTING_SCHEDULE_ABSOLUTE,"
                                + " VESTING_SCHEDULE_RELATIVE");
        };
    }

    /** @param cliff whether it passes once, and months count from the day of the start unless they say otherwise */
    private static Period period(String at, JsonNode node, boolean cliff) {
        String type = text(at, node, "type");
        int length = integer(at, node, "length", 0, Period.LONGEST);
        int occurrences =
                cliff && !node.has("occurrences") ? 1 : integer(at, node, "occurrences", 1, Period.MOST_OCCURRENCES);
        if (type.equals("DAYS")) {
            known(
                    at,
                    node,
                    cliff
                            ? Set.of("type", "length", "occurrences")
                            : Set.of("type", "length", "occurrences", INSTALLMENT));
            return new Period.Days(length, occurrences);
        }
        if (type.equals("MONTHS")) {
            known(
                    at,
                    node,
                    cliff
                            ? Set.of("type", "length", "occurrences", "day_of_month")
                            : Set.of("type", "length", "occurrences", "day_of_month", INSTALLMENT));
            if (cliff && !node.has("day_of_month")) {
                return new Period.Months(length, occurrences, new DayOfMonth(DayOfMonth.START));
            }
            String day = text(at, node, "day_of_month");
            try {
                return new Period.Months(length, occurrences, DayOfMonth.of(day));
            } catch (InvalidValue invalid) {
                throw wrong(at + "/day_of_month", invalid.code(), day, String.valueOf(invalid.getMessage()));
            }
        }
        throw wrong(at + "/type", "not-one-of", type, "'" + type + "' is neither DAYS nor MONTHS");
    }

    private static void known(String at, JsonNode node, Set<String> fields) {
        if (!node.isObject()) {
            throw wrong(at, "not-an-object", "", "it is an object");
        }
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw wrong(
                        at + "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown-field",
                        "",
                        "there is no such field; there are "
                                + fields.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static @Nullable JsonNode maybe(JsonNode node, String field) {
        JsonNode found = node.get(field);
        return found == null || found.isNull() ? null : found;
    }

    private static JsonNode needed(String at, JsonNode node, String field) {
        JsonNode found = node.isObject() ? node.get(field) : null;
        if (found == null || found.isNull()) {
            throw wrong(at + "/" + field, "missing", "", "it is missing");
        }
        return found;
    }

    private static String text(String at, JsonNode node, String field) {
        JsonNode found = needed(at, node, field);
        if (!found.isString() || found.stringValue().isBlank()) {
            throw wrong(at + "/" + field, "not-a-string", found.toString(), "it is a string, and not a blank one");
        }
        return found.stringValue();
    }

    private static Fraction figure(String at, JsonNode node) {
        try {
            Fraction figure = Fraction.of(node.isNumber() ? node.decimalValue().toString() : node.asString(""));
            if (figure.signum() < 0) {
                throw wrong(at, "negative", Given.text(figure), Given.text(figure) + " is negative");
            }
            return figure;
        } catch (InvalidValue invalid) {
            throw invalid.field().isEmpty()
                    ? wrong(at, invalid.code(), invalid.figure(), String.valueOf(invalid.getMessage()))
                    : invalid;
        }
    }

    private static int integer(String at, JsonNode node, String field, int least, int most) {
        JsonNode found = needed(at, node, field);
        Fraction figure = figure(at + "/" + field, found);
        if (!figure.fits(0) || figure.compareTo(Fraction.of(least)) < 0 || figure.compareTo(Fraction.of(most)) > 0) {
            throw wrong(
                    at + "/" + field,
                    "out-of-range",
                    Given.text(figure),
                    Given.text(figure) + " is no integer from " + least + " to " + most);
        }
        return figure.numerator().intValueExact();
    }

    private static LocalDate date(String at, JsonNode node) {
        String date = text(at, node, "date");
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException impossible) {
            throw wrong(at + "/date", "not-a-date", date, "'" + date + "' is not a date like 2024-03-31");
        }
    }

    private static <E extends Enum<E>> E constant(String at, JsonNode node, E[] values) {
        String text = node.asString("");
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(at, "not-one-of", text, "'" + text + "' is not one of " + List.of(values)));
    }
}

package io.dealledger.ocf.export;

import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.ocf.words.NotRecorded;
import io.dealledger.ocf.words.Numeric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of OCF: its fields in the order in which they are written. What is absent has no field. */
final class OcfObject {
    private static final String COMMENTS = "comments";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** An object of the package itself. */
    static OcfObject of(String type, String id) {
        return part().put("object_type", type).put("id", id);
    }

    /** Part of another object. */
    static OcfObject part() {
        return new OcfObject();
    }

    static OcfObject money(BigDecimal amount, String currency) {
        return part().put("amount", amount).put("currency", currency);
    }

    static OcfObject money(Money money) {
        return money(money.amount(), money.currency().code());
    }

    static OcfObject price(Price price) {
        return money(price.amount(), price.currency().code());
    }

    /** What stands where an amount is required and none is recorded. */
    static OcfObject noMoney() {
        return part().put("amount", NotRecorded.AMOUNT).put("currency", NotRecorded.CURRENCY);
    }

    static OcfObject ratio(Ratio ratio) {
        return part().put("numerator", ratio.to()).put("denominator", ratio.from());
    }

    /** To the 10 places of OCF, half to even. */
    static BigDecimal rounded(Fraction exact) {
        return exact.toDecimal(Numeric.PLACES, RoundingMode.HALF_EVEN);
    }

    OcfObject put(String name, @Nullable String text) {
        return set(name, text);
    }

    OcfObject put(String name, @Nullable LocalDate day) {
        return set(name, day == null ? null : day.toString());
    }

    OcfObject put(String name, @Nullable Shares quantity) {
        return set(name, quantity == null ? null : Numeric.text(quantity.quantity()));
    }

    OcfObject put(String name, @Nullable BigDecimal number) {
        return set(name, number == null ? null : Numeric.text(number));
    }

    OcfObject put(String name, @Nullable Boolean flag) {
        return set(name, flag);
    }

    OcfObject put(String name, int number) {
        return set(name, number);
    }

    OcfObject put(String name, @Nullable OcfObject part) {
        return set(name, part);
    }

    OcfObject texts(String name, List<String> texts) {
        return set(name, List.copyOf(texts));
    }

    OcfObject parts(String name, List<OcfObject> parts) {
        return set(name, List.copyOf(parts));
    }

    /** A field that OCF requires and that is null where there is no such thing. */
    OcfObject orNull(String name, @Nullable LocalDate day) {
        fields.put(name, day == null ? Absent.NULL : day.toString());
        return this;
    }

    OcfObject comment(String comment) {
        List<Object> comments = new ArrayList<>();
        if (fields.get(COMMENTS) instanceof List<?> before) {
            comments.addAll(before);
        }
        comments.add(comment);
        fields.put(COMMENTS, Collections.unmodifiableList(comments));
        return this;
    }

    private OcfObject set(String name, @Nullable Object value) {
        if (value == null) {
            fields.remove(name);
        } else {
            fields.put(name, value);
        }
        return this;
    }

    String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** The texts of a list. */
    List<String> listed(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    OcfObject part(String name) {
        return fields.get(name) instanceof OcfObject part ? part : null;
    }

    List<OcfObject> parts(String name) {
        List<OcfObject> parts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof OcfObject part) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    String id() {
        return text("id");
    }

    /** The fields as plain maps and lists. */
    Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        fields.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case OcfObject part -> part.plain();
            case List<?> list -> list.stream().map(OcfObject::plain).toList();
            case Absent _ -> null;
            default -> value;
        };
    }

    private enum Absent {
        NULL
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}

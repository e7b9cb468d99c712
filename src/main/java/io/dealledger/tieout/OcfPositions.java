package io.dealledger.tieout;

import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ZipBody;
import io.dealledger.money.Decimals;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import io.dealledger.tieout.ExternalList.Anomaly;
import io.dealledger.tieout.ExternalList.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * Positions of stock on a date from the files of an OCF package (Open Cap Table Format 1.2.0). An issuance makes a
 * security; a cancellation, repurchase, retraction, conversion, transfer or reissuance ends it whole, and what remains of
 * it lives on in the security that the file names for the balance. OCF knows days and no order within one, so nothing here
 * depends on an order within a day. Real files contradict themselves: each contradiction is reported with the id of its
 * object and never netted off.
 */
final class OcfPositions {
    private static final String STAKEHOLDERS = "OCF_STAKEHOLDERS_FILE";
    private static final String CLASSES = "OCF_STOCK_CLASSES_FILE";
    private static final String TRANSACTIONS = "OCF_TRANSACTIONS_FILE";
    private static final String MANIFEST = "OCF_MANIFEST_FILE";
    private static final String ISSUANCE = "TX_STOCK_ISSUANCE";
    private static final String SPLIT = "TX_STOCK_CLASS_SPLIT";
    private static final String CONSOLIDATION = "TX_STOCK_CONSOLIDATION";
    private static final String ACCEPTANCE = "TX_STOCK_ACCEPTANCE";
    private static final Set<String> ENDINGS = Set.of(
            "TX_STOCK_CANCELLATION",
            "TX_STOCK_REPURCHASE",
            "TX_STOCK_RETRACTION",
            "TX_STOCK_CONVERSION",
            "TX_STOCK_TRANSFER",
            "TX_STOCK_REISSUANCE",
            CONSOLIDATION);
    private static final Pattern NUMERIC = Pattern.compile("\\+?[0-9]{1,28}(\\.[0-9]{1,10})?");
    private static final String ITEMS = "items";
    private static final int MOST_FILES = 200;

    private record Stakeholder(String id, String name) {}

    /** An object that is dated. The order of a file says nothing, so that dates and then ids are the order here. */
    private interface Dated {
        Comparator<Dated> ORDER = Comparator.comparing(Dated::on).thenComparing(Dated::object);

        String object();

        LocalDate on();
    }

    private record Issued(
            String at,
            String object,
            String security,
            String stakeholder,
            String stockClass,
            BigDecimal quantity,
            LocalDate on)
            implements Dated {}

    private record Ending(
            String object,
            String kind,
            String security,
            @Nullable BigDecimal quantity,
            @Nullable String balance,
            List<String> results,
            LocalDate on)
            implements Dated {}

    /** The objects of one file, one after the other. */
    private interface Items {
        void each(ObjIntConsumer<JsonNode> taken);
    }

    private record Split(String object, String stockClass, Fraction ratio, LocalDate on) {}

    private final LocalDate asOf;
    private final Unreadable wrong = new Unreadable();
    private final Map<String, Stakeholder> stakeholders = new LinkedHashMap<>();
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final List<Issued> issuances = new ArrayList<>();
    private final Map<String, Issued> issued = new LinkedHashMap<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Split> splits = new ArrayList<>();
    private final List<Anomaly> exceptions = new ArrayList<>();
    private final Map<String, Integer> ignored = new TreeMap<>();
    private final Set<String> files = new HashSet<>();
    private @Nullable String issuer;
    private @Nullable String version;

    private OcfPositions(LocalDate asOf) {
        this.asOf = asOf;
    }

    /** From one file, or an array of files, as a JSON document. */
    static ExternalList json(byte[] body, LocalDate asOf, BodyReader reader) {
        OcfPositions positions = new OcfPositions(asOf);
        JsonNode tree = reader.tree(body);
        if (tree.isArray()) {
            for (int index = 0; index < tree.size(); index++) {
                positions.held("/" + index, tree.get(index));
            }
        } else {
            positions.held("", tree);
        }
        return positions.list(Format.OCF_JSON);
    }

    private void held(String at, JsonNode file) {
        file(at, file, taken -> {
            int index = 0;
            for (JsonNode item : file.path(ITEMS)) {
                taken.accept(item, index++);
            }
        });
    }

    /** From a package of files. @param mostBytes what all of them may unfold to */
    static ExternalList zip(byte[] body, long mostBytes, LocalDate asOf, BodyReader reader) {
        OcfPositions positions = new OcfPositions(asOf);
        new ZipBody(MOST_FILES, mostBytes)
                .eachJson(body, (name, bytes) -> positions.unfolded(name, bytes, reader), _ -> {});
        return positions.list(Format.OCF_ZIP);
    }

    private void unfolded(String name, byte[] bytes, BodyReader reader) {
        try {
            file(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    reader.without(ITEMS, bytes),
                    taken -> reader.each(ITEMS, bytes, taken));
        } catch (HttpProblem unreadable) {
            throw unreadable.status() == HttpStatus.BAD_REQUEST
                    ? Unreadable.body("not-json", name + ": " + unreadable.getMessage())
                    : unreadable;
        }
    }

    /** @param file its fields, whether or not with the items */
    private void file(String at, JsonNode file, Items items) {
        String type = file.path("file_type").asString("");
        files.add(type);
        if (type.equals(MANIFEST)) {
            manifest(at, file);
            return;
        }
        if (!type.equals(STAKEHOLDERS) && !type.equals(CLASSES) && !type.equals(TRANSACTIONS)) {
            if (!type.startsWith("OCF_")) {
                wrong(at + "/file_type", "not-ocf", "'" + type + "' is no file type of OCF", "file_type", type);
            }
            return;
        }
        if (!file.path(ITEMS).isArray()) {
            wrong(at + "/items", "not-an-array", "items is not an array", "items", "");
            return;
        }
        items.each((item, index) -> {
            if (wrong.isFull()) {
                return;
            }
            String place = at + "/items/" + index;
            switch (type) {
                case STAKEHOLDERS -> stakeholder(place, item);
                case CLASSES -> stockClass(place, item);
                default -> transaction(place, item);
            }
        });
    }

    private void manifest(String at, JsonNode file) {
        version = file.path("ocf_version").asString("");
        if (!version.startsWith("1.")) {
            wrong(
                    at + "/ocf_version",
                    "unknown-version",
                    "OCF 1.2.0 is read, not '" + version + "'",
                    "ocf_version",
                    version);
        }
        issuer = file.at("/issuer/legal_name").isString()
                ? file.at("/issuer/legal_name").stringValue()
                : null;
    }

    private void stakeholder(String at, JsonNode item) {
        String id = text(at, item, "id");
        JsonNode name = item.at("/name/legal_name");
        if (!name.isString()) {
            wrong(at + "/name/legal_name", "missing", "the stakeholder has no legal_name", "id", id);
            return;
        }
        if (stakeholders.put(id, new Stakeholder(id, String.valueOf(name.stringValue()))) != null) {
            wrong(at + "/id", "repeated-id", "the stakeholder " + id + " is there twice", "id", id);
        }
    }

    private void stockClass(String at, JsonNode item) {
        String id = text(at, item, "id");
        if (classes.put(id, text(at, item, "name")) != null) {
            wrong(at + "/id", "repeated-id", "the stock class " + id + " is there twice", "id", id);
        }
    }

    private void transaction(String at, JsonNode item) {
        String kind = text(at, item, "object_type");
        if (!kind.equals(ISSUANCE) && !kind.equals(SPLIT) && !ENDINGS.contains(kind)) {
            if (!kind.equals(ACCEPTANCE)) {
                ignored.merge(kind, 1, Integer::sum);
            }
            return;
        }
        LocalDate on = date(at, item);
        String object = item.path("id").asString(at);
        if (on == null || on.isAfter(asOf)) {
            return;
        }
        if (kind.equals(ISSUANCE)) {
            issuance(at, item, object, on);
        } else if (kind.equals(SPLIT)) {
            split(at, item, object, on);
        } else {
            ending(at, item, object, kind, on);
        }
    }

    private void issuance(String at, JsonNode item, String object, LocalDate on) {
        BigDecimal quantity = quantity(at, item, "quantity");
        if (issuances.size() == ExternalList.MOST) {
            throw ExternalList.tooLong(at);
        }
        issuances.add(new Issued(
                at,
                object,
                text(at, item, "security_id"),
                text(at, item, "stakeholder_id"),
                text(at, item, "stock_class_id"),
                quantity == null ? BigDecimal.ZERO : quantity,
                on));
    }

    private void issue() {
        issuances.sort(Dated.ORDER);
        for (Issued one : issuances) {
            Issued before = issued.putIfAbsent(one.security(), one);
            if (before != null) {
                exceptions.add(new Anomaly(
                        one.object(),
                        "SECURITY_ISSUED_TWICE",
                        "security " + one.security() + " was issued by " + before.object()
                                + " already; the first issuance ("
                                + before.quantity().toPlainString() + ") counts"));
            }
        }
    }

    private void split(String at, JsonNode item, String object, LocalDate on) {
        JsonNode ratio = item.path("split_ratio");
        BigDecimal numerator = quantity(at + "/split_ratio", ratio, "numerator");
        BigDecimal denominator = quantity(at + "/split_ratio", ratio, "denominator");
        if (numerator == null || denominator == null) {
            return;
        }
        if (numerator.signum() == 0 || denominator.signum() == 0) {
            wrong(at + "/split_ratio", "zero", "a split has no zero in its ratio", "split_ratio", ratio.toString());
            return;
        }
        splits.add(new Split(
                object, text(at, item, "stock_class_id"), Fraction.of(numerator).over(Fraction.of(denominator)), on));
    }

    private void ending(String at, JsonNode item, String object, String kind, LocalDate on) {
        List<String> results = new ArrayList<>();
        item.path("resulting_security_ids").forEach(id -> results.add(id.asString("")));
        if (kind.equals(CONSOLIDATION)) {
            if (item.path("resulting_security_id").isString()) {
                results.add(item.path("resulting_security_id").asString(""));
            }
            item.path("security_ids")
                    .forEach(id -> endings.add(new Ending(object, kind, id.asString(""), null, null, results, on)));
            return;
        }
        // What conversions call quantity_converted is an amount of money in some exports: it is not relied on.
        BigDecimal quantity = item.has("quantity") ? quantity(at, item, "quantity") : null;
        String balance = item.path("balance_security_id").asString("");
        endings.add(new Ending(
                object,
                kind,
                text(at, item, "security_id"),
                quantity,
                // Some exports write an empty id where there is none.
                balance.isBlank() ? null : balance,
                results,
                on));
    }

    private ExternalList list(Format format) {
        for (String needed : List.of(STAKEHOLDERS, CLASSES, TRANSACTIONS)) {
            if (!files.contains(needed)) {
                wrong("", "missing-file", "there is no " + needed + " among the files", "file_type", needed);
            }
        }
        wrong.throwIfAny();
        issue();
        Map<String, Ending> ended = ended();
        List<Row> rows = new ArrayList<>();
        for (Issued one : issued.values()) {
            Stakeholder holder = stakeholders.get(one.stakeholder());
            String stockClass = classes.get(one.stockClass());
            if (holder == null) {
                wrong(
                        one.at() + "/stakeholder_id",
                        "unknown-stakeholder",
                        one.object() + ": no file has a stakeholder " + one.stakeholder(),
                        "stakeholder_id",
                        one.stakeholder());
            } else if (stockClass == null) {
                wrong(
                        one.at() + "/stock_class_id",
                        "unknown-stock-class",
                        one.object() + ": no file has a stock class " + one.stockClass(),
                        "stock_class_id",
                        one.stockClass());
            } else if (!ended.containsKey(one.security())) {
                rows.add(new Row(
                        one.security(),
                        one.at() + "/stakeholder_id",
                        List.of(holder.id(), holder.name()),
                        List.of(stockClass, one.stockClass()),
                        null,
                        afterSplits(one)));
            }
        }
        wrong.throwIfAny();
        return new ExternalList(format, issuer, version, rows, false, exceptions, ignored);
    }

    private Map<String, Ending> ended() {
        Map<String, Ending> ended = new HashMap<>();
        endings.sort(Dated.ORDER);
        for (Ending ending : endings) {
            Issued security = issued.get(ending.security());
            Ending before = ended.putIfAbsent(ending.security(), ending);
            if (security == null) {
                exception(ending, "UNKNOWN_SECURITY", "security " + ending.security() + " was never issued by " + asOf);
                continue;
            }
            if (ending.on().isBefore(security.on())) {
                exception(
                        ending,
                        "ENDED_BEFORE_ISSUED",
                        "security " + ending.security() + " was issued on " + security.on() + ", after " + ending.on());
            }
            if (before != null) {
                exception(
                        ending,
                        "ENDED_TWICE",
                        "security " + ending.security() + " was ended by " + before.object() + " already");
            }
            for (String result : ending.results()) {
                if (!issued.containsKey(result)) {
                    exception(
                            ending, "RESULT_NOT_ISSUED", "resulting security " + result + " was not issued by " + asOf);
                }
            }
            balance(ending, security);
        }
        return ended;
    }

    /** Whether the parts of an act make the whole. On the day of a split nobody can say of which shares it speaks. */
    private void balance(Ending ending, Issued security) {
        Issued balance = ending.balance() == null ? null : issued.get(ending.balance());
        if (ending.balance() != null && balance == null) {
            exception(
                    ending,
                    "BALANCE_NOT_ISSUED",
                    "balance security " + ending.balance() + " was not issued by " + asOf);
            return;
        }
        BigDecimal quantity = ending.quantity();
        boolean onSplit = splits.stream()
                .anyMatch(split -> split.stockClass().equals(security.stockClass())
                        && split.on().equals(ending.on()));
        if (quantity == null || onSplit) {
            return;
        }
        Fraction whole = splitUntil(security, ending.on());
        Fraction parts = Fraction.of(balance == null ? quantity : quantity.add(balance.quantity()));
        if (!whole.equals(parts)) {
            exception(
                    ending,
                    balance == null && parts.compareTo(whole) < 0 ? "REMAINDER_WITHOUT_BALANCE" : "BALANCE_DIFFERS",
                    "security " + ending.security() + " has " + printed(whole) + ", the act takes "
                            + quantity.toPlainString()
                            + (balance == null
                                    ? " and names no balance security"
                                    : " and leaves " + balance.quantity().toPlainString()));
        }
        if (ending.kind().equals("TX_STOCK_TRANSFER") && issued.keySet().containsAll(ending.results())) {
            Fraction received = ending.results().stream()
                    .map(issued::get)
                    .map(one -> Fraction.of(one.quantity()))
                    .reduce(Fraction.ZERO, Fraction::plus);
            if (!received.equals(Fraction.of(quantity))) {
                exception(
                        ending,
                        "RESULT_DIFFERS",
                        quantity.toPlainString() + " are transferred and " + printed(received) + " received");
            }
        }
    }

    /** What is issued on the day of a split is counted in new shares. */
    private static boolean applies(Split split, Issued security) {
        return split.stockClass().equals(security.stockClass()) && security.on().isBefore(split.on());
    }

    private Fraction splitUntil(Issued security, LocalDate before) {
        return splits.stream()
                .filter(split -> applies(split, security) && split.on().isBefore(before))
                .map(Split::ratio)
                .reduce(Fraction.of(security.quantity()), Fraction::times);
    }

    private Shares afterSplits(Issued security) {
        Fraction quantity = splitUntil(security, LocalDate.MAX);
        if (!quantity.fits(Shares.PLACES)) {
            exceptions.add(new Anomaly(
                    security.object(),
                    "SPLIT_NOT_EXACT",
                    "a split leaves " + quantity + " shares of security " + security.security()
                            + "; cut to 10 places"));
        }
        return new Shares(quantity.toDecimal(Shares.PLACES, RoundingMode.DOWN));
    }

    private static String printed(Fraction quantity) {
        return quantity.fits(Shares.PLACES)
                ? Decimals.canonical(quantity.toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY))
                        .toPlainString()
                : quantity.toString();
    }

    private void exception(Ending ending, String code, String detail) {
        exceptions.add(new Anomaly(ending.object(), code, detail));
    }

    private String text(String at, JsonNode item, String field) {
        JsonNode value = item.path(field);
        if (!value.isString() || value.asString("").isBlank()) {
            wrong(
                    at + "/" + field,
                    "missing",
                    field + " is missing",
                    field,
                    value.isMissingNode() ? "" : value.toString());
            return "";
        }
        return value.asString("");
    }

    private @Nullable LocalDate date(String at, JsonNode item) {
        String text = text(at, item, "date");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrongDate) {
            wrong(at + "/date", "not-a-date", "'" + text + "' is not a date like 2024-03-31", "date", text);
            return null;
        }
    }

    private @Nullable BigDecimal quantity(String at, JsonNode item, String field) {
        JsonNode value = item.path(field);
        String text =
                value.isString() ? value.asString("") : value.isNumber() ? Decimals.text(value.decimalValue()) : "";
        try {
            if (NUMERIC.matcher(text).matches()) {
                return new Shares(new BigDecimal(text)).quantity();
            }
        } catch (InvalidValue invalid) {
            wrong(at + "/" + field, invalid.code(), String.valueOf(invalid.getMessage()), field, text);
            return null;
        }
        wrong(
                at + "/" + field,
                "not-a-decimal",
                field + ": '" + text + "' is not a number with up to 10 decimal places",
                field,
                text);
        return null;
    }

    private void wrong(String pointer, String code, String what, String field, String value) {
        wrong.add(
                pointer, pointer.isEmpty() ? "The files" : pointer, code, what, Map.of("field", field, "value", value));
    }
}

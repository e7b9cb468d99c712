package io.dealledger.ocf;

import io.dealledger.ledger.StatedDate;
import io.dealledger.money.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Days that OCF leaves open. Classes, plans and terms have no date there: a class and a plan count from the board's approval on
 * if that is not after their first use, and otherwise, like terms, from the opening: the first day of which the package speaks.
 */
final class Calendar {
    private static final List<String> DATES = List.of("date", "effective_date", "formation_date");

    private final LocalDate opening;
    private final Map<String, LocalDate> firstUse = new HashMap<>();
    private final Map<String, LocalDate> approved = new HashMap<>();
    private final Map<String, List<String>> classesOfPlan = new HashMap<>();
    private final Set<String> issuances = new HashSet<>();

    /** @param today stands for the opening of a package without any date */
    Calendar(OcfPackage of, LocalDate today) {
        LocalDate first = null;
        List<OcfObject> all = new ArrayList<>(of.objects());
        of.issuer().ifPresent(all::add);
        for (OcfObject object : all) {
            for (String field : DATES) {
                LocalDate day = day(object.json().path(field));
                if (day != null && (first == null || day.isBefore(first))) {
                    first = day;
                }
            }
            LocalDate board = day(object.json().path("board_approval_date"));
            if (board != null) {
                approved.put(object.type() + " " + object.id(), board);
            }
            if (object.type().equals("STOCK_PLAN")) {
                List<String> classes = new ArrayList<>();
                object.json().path("stock_class_ids").forEach(id -> classes.add(id.asString("")));
                classes.add(object.json().path("stock_class_id").asString(""));
                classesOfPlan.put(object.id(), classes);
            }
            if (object.isIssuance()) {
                issuances.add(object.id());
                issuances.add(object.json().path("security_id").asString(""));
            }
        }
        opening = Optional.ofNullable(first).orElse(today);
        for (OcfObject object : all) {
            LocalDate day = day(object.json().path(object.isTransaction() ? "date" : "effective_date"));
            if (day != null) {
                use(object.json().path("stock_class_id").asString(""), day);
                String plan = object.json().path("stock_plan_id").asString("");
                use("plan " + plan, day);
            }
        }
        for (Map.Entry<String, List<String>> plan : classesOfPlan.entrySet()) {
            plan.getValue().forEach(stockClass -> use(stockClass, planDay(plan.getKey())));
        }
    }

    private void use(String id, LocalDate day) {
        firstUse.merge(id, day, (one, other) -> one.isBefore(other) ? one : other);
    }

    private static @Nullable LocalDate day(JsonNode value) {
        try {
            return value.isString()
                    ? StatedDate.of(LocalDate.parse(value.asString("").strip())).first()
                    : null;
        } catch (DateTimeException | InvalidValue wrong) {
            // Told where the object itself is read.
            return null;
        }
    }

    LocalDate opening() {
        return opening;
    }

    LocalDate classDay(String id) {
        return from(approved.get("STOCK_CLASS " + id), firstUse.get(id));
    }

    LocalDate planDay(String id) {
        return from(approved.get("STOCK_PLAN " + id), firstUse.get("plan " + id));
    }

    private LocalDate from(@Nullable LocalDate board, @Nullable LocalDate use) {
        return board == null || board.isBefore(opening) || (use != null && board.isAfter(use)) ? opening : board;
    }

    /** Whether the day is one that the object states itself. */
    boolean isStated(OcfObject object, LocalDate day) {
        return day.equals(approved.get(object.type() + " " + object.id()));
    }

    /** Whether some issuance has that id, or makes a security that has. */
    boolean isIssuance(String id) {
        return issuances.contains(id);
    }
}

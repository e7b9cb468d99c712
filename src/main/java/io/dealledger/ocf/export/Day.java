package io.dealledger.ocf.export;

import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one day. OCF knows no order within a day, and on the day of a split it counts in new shares: what the
 * ledger recorded before the split of the same day is told in these.
 */
final class Day {
    /** Counts of shares. */
    private static final List<String> QUANTITIES = List.of("quantity", "quantity_converted", "shares_reserved");
    /** Amounts for one share. */
    private static final List<String> PRICES =
            List.of("share_price", "exercise_price", "base_price", "price", "cost_basis");

    private record Told(OcfObject object, Set<String> classes) {}

    private final Consumer<OcfObject> out;
    private final List<Told> told = new ArrayList<>();
    private final Set<String> issued = new HashSet<>();
    private final Map<String, List<String>> exercised = new HashMap<>();

    Day(Consumer<OcfObject> out) {
        this.out = out;
    }

    /** @param classes whose split changes its figures when all of them are split; empty for none */
    void tell(OcfObject object, Set<String> classes) {
        told.add(new Told(object, classes));
        String type = object.text("object_type");
        if (type.endsWith("_ISSUANCE")) {
            issued.add(object.text("security_id"));
        } else if (type.equals("TX_EQUITY_COMPENSATION_EXERCISE")) {
            exercised
                    .computeIfAbsent(object.text("security_id"), none -> new ArrayList<>())
                    .addAll(object.listed("resulting_security_ids"));
        }
    }

    boolean issued(@Nullable String security) {
        return security != null && issued.contains(security);
    }

    /** The stock that exercises of the security have made today. */
    List<String> exercisedFrom(String security) {
        return exercised.getOrDefault(security, List.of());
    }

    /** @return whether a figure had to be rounded otherwise than to the 10 places of OCF */
    boolean split(Set<String> classes, Ratio ratio, Rounding rounding) {
        boolean exact = true;
        for (Told one : told) {
            if (one.classes().isEmpty() || !classes.containsAll(one.classes())) {
                continue;
            }
            OcfObject object = one.object();
            for (String field : QUANTITIES) {
                if (object.has(field)) {
                    Fraction after =
                            Fraction.of(new BigDecimal(object.text(field))).times(ratio.fraction());
                    BigDecimal counted = after.toDecimal(rounding.places(), rounding.mode());
                    exact &= Fraction.of(counted).equals(after);
                    object.put(field, counted.signum() == 0 ? OcfObject.rounded(after) : counted);
                }
            }
            for (String field : PRICES) {
                OcfObject price = object.part(field);
                if (price != null) {
                    scale(price, "amount", Fraction.ONE.over(ratio.fraction()));
                }
            }
            object.parts("vestings").forEach(date -> scale(date, "amount", ratio.fraction()));
        }
        return exact;
    }

    private static void scale(OcfObject object, String field, Fraction by) {
        object.put(
                field,
                OcfObject.rounded(
                        Fraction.of(new BigDecimal(object.text(field))).times(by)));
    }

    void end() {
        told.forEach(one -> out.accept(one.object()));
        told.clear();
        issued.clear();
        exercised.clear();
    }
}

package io.dealledger.calculation.vesting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph (OCF VestingCondition).
 *
 * @param cliff before that has passed once since where the trigger counts from, nothing vests, and then all at once what
 *     would have; an extension that some exporters write ({@code cliff_condition}), and later versions of OCF
 *     ({@code cliff_installment}); mostly absent
 * @param next conditions that can be satisfied after this one, by falling priority
 */
public record Condition(
        String id, Amount amount, Trigger trigger, @Nullable Period cliff, List<String> next) {
    public Condition {
        next = List.copyOf(next);
    }
}

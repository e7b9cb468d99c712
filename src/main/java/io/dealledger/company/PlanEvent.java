package io.dealledger.company;

import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock plans and their pools. */
public sealed interface PlanEvent extends InstrumentEvent {
    /** What becomes of shares of a plan whose grant ends, in the words of OCF. */
    enum CancellationRule {
        /** They count as used for ever. */
        RETIRE,
        /** They are available again. */
        RETURN_TO_POOL,
        /** They leave the pool and are held as capital stock. */
        HOLD_AS_CAPITAL_STOCK,
        /** Each grant says so itself; one that says nothing keeps its shares from the pool until they are returned. */
        DEFINED_PER_PLAN_SECURITY
    }

    /**
     * @param classes that the plan issues from; at least one
     * @param reserved shares of the pool
     * @param cancellationRule absent when none is stated; then what ends stays out of the pool until it is returned
     */
    record StockPlanAdopted(
            String plan,
            List<String> classes,
            Shares reserved,
            @Nullable CancellationRule cancellationRule,
            EffectiveOn when)
            implements PlanEvent {}

    /**
     * @param reserved shares of the pool from that day on, with those that are used
     * @param calculation that gave the number, where a round filled the pool up
     */
    record PoolAdjusted(
            String plan, Shares reserved, @Nullable Calculation calculation, EffectiveOn when) implements PlanEvent {
        /** A number that was decided. */
        public PoolAdjusted(String plan, Shares reserved, EffectiveOn when) {
            this(plan, reserved, null, when);
        }
    }

    /**
     * Shares whose grant or issuance ended, and that had stayed out of the pool, are available again.
     *
     * @param security that ended, whole or in part
     */
    record ReturnedToPool(String plan, SecurityId security, Shares quantity, String reason, EffectiveOn when)
            implements PlanEvent {}
}

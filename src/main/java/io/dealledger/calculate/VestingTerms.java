package io.dealledger.calculate;

import io.dealledger.calculation.vesting.AllocationType;
import io.dealledger.calculation.vesting.Vesting;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Terms of a vesting schedule, whose conditions are written as OCF writes them.
 *
 * @param quantity shares of the grant
 * @param start vesting commencement date
 * @param terms an OCF VestingTerms object, or its {@code vesting_conditions} alone
 * @param allocation {@code allocation_type} of the terms when absent
 * @param events when events happened, by the id of the condition that they satisfy
 * @param accelerations what vested ahead of the schedule
 * @param asOf date to tell vested from unvested on
 */
public record VestingTerms(
        Fraction quantity,
        LocalDate start,
        JsonNode terms,
        @Nullable AllocationType allocation,
        @Nullable Map<String, LocalDate> events,
        List<Vesting.Acceleration> accelerations,
        @Nullable LocalDate asOf) {

    Vesting.Terms read() {
        OcfConditions ocf = OcfConditions.of("terms", terms);
        AllocationType allocated = allocation == null ? ocf.allocation() : allocation;
        if (allocated == null) {
            throw InvalidValue.in(
                    "allocation", "missing", "", "allocation is missing, and terms have no allocation_type");
        }
        return new Vesting.Terms(
                quantity, start, ocf.conditions(), allocated, events == null ? Map.of() : events, accelerations, asOf);
    }
}

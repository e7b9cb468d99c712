package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.ledger.PartyId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One movement of what is carried at one level.
 *
 * @param unit share class; absent where several are moved together, or none is known
 * @param on day; absent when it holds since always
 * @param amount with its sign: what comes in is positive
 */
record Entry(
        PartyId holder, @Nullable String unit, @Nullable LocalDate on, Column column, Level level, Claim amount) {}

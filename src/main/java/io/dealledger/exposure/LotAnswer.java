package io.dealledger.exposure;

import io.dealledger.calculation.Printed;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param cost what the lot cost, as far as it is still held */
public record LotAnswer(
        PartyId party,
        @Nullable SecurityId security,
        @Nullable String shareClass,
        String quantity,
        Printed cost,
        @Nullable LocalDate acquiredOn,
        List<Long> events) {
    static LotAnswer of(Lot lot) {
        return new LotAnswer(
                lot.party(),
                lot.security(),
                lot.shareClass(),
                Printed.decimal(lot.quantity(), Shares.PLACES, RoundingMode.HALF_EVEN),
                Printed.of(Figures.sum(lot.costs(), null)),
                lot.acquiredOn(),
                lot.events().stream().sorted().distinct().toList());
    }
}

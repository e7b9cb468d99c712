package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import java.time.LocalDate;
import java.util.List;

/**
 * What sources say of a party, or of its group, and of no single company.
 *
 * @param position up to which the ledger was read
 * @param perhaps claims that vague dates leave open
 */
public record ClaimsAnswer(
        PartyId party,
        LocalDate asOf,
        long knownAt,
        By by,
        long position,
        List<ClaimAnswer> claims,
        List<ClaimAnswer> perhaps) {}

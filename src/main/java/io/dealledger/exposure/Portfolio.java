package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import java.util.List;
import java.util.NavigableSet;

/**
 * What a group has, company by company, at one point in time.
 *
 * @param groupEvents positions of the events that make the group what it is
 * @param perhaps positions that vague dates leave open
 */
public record Portfolio(
        PointInTime at,
        NavigableSet<PartyId> group,
        List<Long> groupEvents,
        List<PortfolioPosition> positions,
        List<Perhaps> perhaps) {}

package io.dealledger.schedule;

import io.dealledger.exposure.Perhaps;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** What a group has, line by line, at one point in time. */
record Schedule(
        PartyId party,
        PointInTime at,
        StandIn standIn,
        @Nullable Currency currency,
        NavigableSet<PartyId> group,
        List<Long> groupEvents,
        List<Line> lines,
        List<Perhaps> perhaps) {}

package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.party.PartyEvent;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * What a party and its group hold, across companies, at one point in time.
 *
 * @param groupEvents positions of the events that make the group what it is
 * @param cycles circles of parents among the group
 * @param claims what sources say of the group's parties and of no single company
 * @param perhapsClaims such claims whose vague date leaves it open
 */
record Exposure(
        PartyId party,
        PointInTime at,
        Basis basis,
        @Nullable Currency currency,
        NavigableSet<PartyId> group,
        List<Long> groupEvents,
        List<NavigableSet<PartyId>> cycles,
        List<Investment> investments,
        List<Perhaps> perhaps,
        Totals totals,
        List<Recorded<PartyEvent>> claims,
        List<Recorded<PartyEvent>> perhapsClaims) {}

package io.dealledger.store;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Marks;

/** An event about to be written: what of it is known before it has a position. */
record NewEvent(
        String streamType, String name, int revision, String payload, String metadata, EffectiveOn when, Marks marks) {}

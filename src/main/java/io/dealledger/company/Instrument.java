package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import org.pcollections.PVector;

/** A security that is not stock and can become it, outstanding on a date. */
public sealed interface Instrument permits Grant, Warrant, Convertible {
    SecurityId id();

    /** The security of the issuance that it goes back to; its own id when nobody has transferred it. */
    SecurityId origin();

    PartyId holder();

    Security.Since since();

    /** Whether it was issued and nothing of it has been taken since; a split takes nothing. */
    boolean asIssued();

    /** Versions of the events that shaped it, in order of effect. */
    PVector<Long> versions();
}

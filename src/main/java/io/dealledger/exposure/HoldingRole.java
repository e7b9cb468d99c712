package io.dealledger.exposure;

/** In what capacity a party has, or had, a position in a company. */
public enum HoldingRole {
    LEAD,
    INVESTOR,
    PARTICIPANT,
    ACQUIRER,
    /** It holds shares, or a source says that it holds a position. */
    HOLDER
}

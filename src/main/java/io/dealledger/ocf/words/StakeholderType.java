package io.dealledger.ocf.words;

import io.dealledger.party.PartyEvent.PartyKind;

/** What OCF tells apart among stakeholders. The ledger tells more kinds apart, all of them institutions but one. */
public enum StakeholderType {
    INDIVIDUAL,
    INSTITUTION;

    public static StakeholderType of(PartyKind kind) {
        return switch (kind) {
            case INDIVIDUAL -> INDIVIDUAL;
            case FUND, CORPORATE, TRUST, POOL, OTHER -> INSTITUTION;
        };
    }

    /** What is certain of it: an institution is of a kind that OCF does not state. */
    public PartyKind kind() {
        return switch (this) {
            case INDIVIDUAL -> PartyKind.INDIVIDUAL;
            case INSTITUTION -> PartyKind.OTHER;
        };
    }
}

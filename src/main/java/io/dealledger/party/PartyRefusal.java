package io.dealledger.party;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.party.PartyEvent.PartyClaimKind;

/** Why something is not recorded of a party. */
public sealed interface PartyRefusal extends Refusal {
    /** The party that the command is sent to was never registered. */
    record UnknownParty(PartyId party) implements PartyRefusal {
        @Override
        public String detail() {
            return "No party is registered as " + party;
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /** A party that the command names was never registered. */
    record UnknownOtherParty(PartyId party) implements PartyRefusal {
        @Override
        public String detail() {
            return "No party is registered as " + party;
        }
    }

    record UnknownCandidate(CompanyId company) implements PartyRefusal {
        @Override
        public String detail() {
            return "No company is registered as " + company;
        }
    }

    record OwnParent(PartyId party) implements PartyRefusal {
        @Override
        public String detail() {
            return party + " cannot be its own parent";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record DuplicateOfItself(PartyId party) implements PartyRefusal {
        @Override
        public String detail() {
            return party + " cannot be a duplicate of itself";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record AlreadyDuplicate(PartyId party, PartyId of) implements PartyRefusal {
        @Override
        public String detail() {
            return party + " is already marked as a duplicate of " + of;
        }
    }

    /** @param missing the component that a claim of this kind cannot be without */
    record ClaimIncomplete(PartyClaimKind claim, String missing) implements PartyRefusal {
        @Override
        public String detail() {
            return "A claim " + claim + " needs " + missing;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }
}

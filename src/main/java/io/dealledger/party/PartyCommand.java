package io.dealledger.party;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Words;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks to be recorded of the party to which the command is sent. */
public sealed interface PartyCommand {
    @Nullable
    StatedDate effectiveOn();

    @Nullable
    Precision precision();

    record StatedExternalId(String scheme, String value) {
        public StatedExternalId {
            scheme = Words.check("scheme", scheme, Words.NAME);
            value = Words.check("value", value, Words.NAME);
        }
    }

    /** Without an effective date the party and its parent hold since always. */
    record RegisterParty(
            @Nullable PartyId id,
            String name,
            PartyKind kind,
            @Nullable String country,
            @Nullable PartyId parent,
            @Nullable List<StatedExternalId> externalIds,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements PartyCommand {
        public RegisterParty {
            name = Words.check("name", name, Words.NAME);
            country = Words.country("country", country);
        }
    }

    record RenameParty(
            String name,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements PartyCommand {
        public RenameParty {
            name = Words.check("name", name, Words.NAME);
        }
    }

    /** An absent parent ends the relation; an absent date stands for since always. */
    record SetParent(
            @Nullable PartyId parent,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements PartyCommand {}

    record MarkDuplicate(
            PartyId of,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements PartyCommand {}

    record ClaimOfParty(
            PartyClaimKind claim,
            @Nullable String scope,
            @Nullable List<CompanyId> candidates,
            @Nullable Consideration consideration,
            @Nullable Stated amount,
            @Nullable Stated count,
            @Nullable String phrase,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements PartyCommand {
        public ClaimOfParty {
            scope = Words.checkIfPresent("scope", scope, Words.REASON);
            phrase = Words.checkIfPresent("phrase", phrase, Words.REASON);
        }
    }
}

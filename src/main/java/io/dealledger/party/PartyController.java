package io.dealledger.party;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.MarkDuplicate;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.RenameParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.receipts.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands about parties, and what a party is. */
@RestController
@RequestMapping(path = "/api/parties", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Parties", description = "Who takes part: investors, founders, vendors, groups")
class PartyController {
    private static final String ADDRESS = "/api/parties/";

    /**
     * A party on a date.
     *
     * @param parent absent when it has none on that date
     * @param duplicateOf the party that this one turned out to be
     * @param version of its stream; sent back as If-Match
     */
    record View(
            PartyId id,
            String name,
            PartyKind kind,
            @Nullable String country,
            @Nullable PartyId parent,
            @Nullable PartyId duplicateOf,
            long version) {}

    private final History history;

    PartyController(History history) {
        this.history = history;
    }

    @Operation(summary = "Register a party")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> register(Write<RegisterParty> write) {
        return write.to(
                ADDRESS,
                command -> command.id() == null
                        ? PartyId.PREFIX + UUID.randomUUID()
                        : command.id().value());
    }

    @Operation(summary = "Rename a party")
    @PostMapping("/{id}/renames")
    ResponseEntity<?> rename(@PathVariable PartyId id, Write<RenameParty> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Set the parent from a date on; without a parent the relation ends")
    @PostMapping("/{id}/parents")
    ResponseEntity<?> parent(@PathVariable PartyId id, Write<SetParent> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that a party is another one, registered twice")
    @PostMapping("/{id}/duplicates")
    ResponseEntity<?> duplicate(@PathVariable PartyId id, Write<MarkDuplicate> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a claim about a party and no one company")
    @PostMapping("/{id}/claims")
    ResponseEntity<?> claim(@PathVariable PartyId id, Write<ClaimOfParty> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Correct recorded facts, or make them void, all or nothing; what they were stays known")
    @PostMapping("/{id}/corrections")
    ResponseEntity<?> correct(@PathVariable PartyId id, Write<CorrectFacts> write) {
        return write.to(id.value());
    }

    @Operation(summary = "A party on a date, as it was known at a moment; its ETag is the version of its stream then")
    @GetMapping("/{id}")
    ResponseEntity<View> party(@PathVariable PartyId id, Asked asked) {
        long knownAt = asked.at().knownAt();
        List<Recorded<PartyEvent>> facts = history.of(id.value(), PartyEvent.class, knownAt);
        Party party = Party.FOLD.initial();
        for (Recorded<PartyEvent> fact : asked.at().cut(facts).certain()) {
            party = Party.FOLD.evolve(party, fact);
        }
        Personal name = party.name();
        PartyKind kind = party.kind();
        if (name == null || kind == null) {
            throw HttpProblem.unknown("party", id);
        }
        Personal country = party.country();
        long version = facts.getLast().version();
        return Answers.versioned(
                version,
                knownAt,
                new View(
                        id,
                        name.text(),
                        kind,
                        country == null ? null : country.text(),
                        party.parent(),
                        party.duplicateOf(),
                        version));
    }
}

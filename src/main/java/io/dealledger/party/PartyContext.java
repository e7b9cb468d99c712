package io.dealledger.party;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.PartyId;
import java.util.function.Predicate;

/**
 * What a decision needs from outside.
 *
 * @param party the party that the command is sent to
 * @param partyExists whether a party is registered; it can only become true
 * @param companyExists whether a company is registered; it can only become true
 */
public record PartyContext(
        PartyId party, Dating dating, Predicate<PartyId> partyExists, Predicate<CompanyId> companyExists) {}

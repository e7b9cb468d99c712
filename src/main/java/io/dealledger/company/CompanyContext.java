package io.dealledger.company;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.PartyId;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a decision needs from outside.
 *
 * @param company the company that the command is sent to
 * @param newId makes the part of an id behind its prefix; each call a new one
 * @param partyExists whether a party is registered; it can only become true
 */
public record CompanyContext(
        CompanyId company, Dating dating, Supplier<String> newId, Predicate<PartyId> partyExists) {}

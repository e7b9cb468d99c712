package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.money.Stated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where the company is in its life.
 *
 * @param name absent until it is registered
 * @param party the party that the company is, when it is also an investor, a parent or an acquirer
 * @param acquirer who acquired it last
 * @param acquiredStake what was said of that acquisition
 * @param listings ticker by exchange
 * @param dissolvedOn absent while it lives
 */
public record Life(
        @Nullable String name,
        @Nullable String localName,
        @Nullable PartyId party,
        @Nullable PartyId acquirer,
        @Nullable Stated acquiredStake,
        PMap<String, String> listings,
        @Nullable LocalDate dissolvedOn) {
    static final Life BEFORE = new Life(null, null, null, null, null, HashTreePMap.empty(), null);

    Life named(String newName, @Nullable String newLocalName, @Nullable PartyId as) {
        return new Life(newName, newLocalName, as, acquirer, acquiredStake, listings, dissolvedOn);
    }

    Life acquiredBy(PartyId by, Stated stake) {
        return new Life(name, localName, party, by, stake, listings, dissolvedOn);
    }

    Life listed(String exchange, String ticker) {
        return new Life(name, localName, party, acquirer, acquiredStake, listings.plus(exchange, ticker), dissolvedOn);
    }

    Life delisted(String exchange) {
        return new Life(name, localName, party, acquirer, acquiredStake, listings.minus(exchange), dissolvedOn);
    }

    Life dissolved(LocalDate on) {
        return new Life(name, localName, party, acquirer, acquiredStake, listings, on);
    }
}

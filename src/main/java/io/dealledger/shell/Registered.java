package io.dealledger.shell;

import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Id;
import io.dealledger.ledger.Positions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What is registered under an id or a position. Whether a party or a company is registered can only become true, so what was once seen is remembered and no
 * lock is needed across streams.
 */
@Component
public final class Registered {
    private static final int REMEMBERED = 100_000;

    private final Positions positions;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public Registered(Positions positions) {
        this.positions = positions;
    }

    public boolean test(Id id) {
        if (seen.contains(id.value())) {
            return true;
        }
        boolean registered = positions.of(id.value(), 0).isPresent();
        if (registered) {
            if (seen.size() >= REMEMBERED) {
                seen.clear();
            }
            seen.add(id.value());
        }
        return registered;
    }

    /** Which event a position is of; clients cite positions, and a stream knows its own by version. */
    public Optional<EventId> event(long position) {
        return positions.event(position);
    }
}

package io.dealledger.shell;

import io.dealledger.ledger.Id;
import io.dealledger.ledger.Positions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Whether a party or a company is registered. It can only become true, so what was once seen is remembered and no
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
}

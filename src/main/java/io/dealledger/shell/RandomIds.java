package io.dealledger.shell;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ids that no client and no other node makes as well. */
@Component
final class RandomIds implements NewIds {
    @Override
    public String get() {
        return UUID.randomUUID().toString();
    }
}

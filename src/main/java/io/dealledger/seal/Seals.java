package io.dealledger.seal;

import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.Positions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Signs what is sealed, at any size: a signature of Ed25519 is the same each time. */
@Component
public class Seals {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SealedLedger ledger;
    private final Positions positions;
    private final SealingKey key;

    Seals(SealedLedger ledger, Positions positions, SealingKey key) {
        this.ledger = ledger;
        this.positions = positions;
        this.key = key;
    }

    public VerifierKey key() {
        return key.verifier();
    }

    /** Whether there is an event at that position; waits until it is sealed. @throws LedgerBusy when it is not in time */
    public boolean reaches(long position) {
        if (position > positions.head().position()) {
            return false;
        }
        try {
            if (position > 0 && !ledger.await(position, PATIENCE)) {
                throw new LedgerBusy(
                        "position " + position + " is not sealed yet", new IllegalStateException("the sealer lags"));
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LedgerBusy("the ledger is closing", interrupted);
        }
    }

    /** @param size not beyond what is sealed */
    public Checkpoint rootAt(long size) {
        return new Checkpoint(key.verifier().name(), size, Merkle.root(size, ledger.tree()));
    }

    /** The signed note. */
    public String checkpoint(long size) {
        return rootAt(size).signedBy(key);
    }

    /** A note on another text, under the same key. */
    public String sign(String text) {
        return key.sign(text);
    }
}

package io.dealledger.fx;

import io.dealledger.ledger.Recorded;
import java.util.List;

/** Port: reads the rates of all pairs, for those who translate. */
public interface RateHistory {
    /**
     * Every rate recorded up to a position, in the order of recording.
     *
     * @param knownAt position that ends what is read
     */
    List<Recorded<FxEvent>> all(long knownAt);
}

package io.dealledger.ledger;

import java.util.Collection;
import java.util.List;

/** Port: reads facts by their place in the one order, for those who keep positions and no figures. */
public interface Facts {
    /**
     * The facts at these positions, as they are understood today, in the order of recording; positions that do not
     * exist are left out.
     *
     * @param kind the sealed type of all of them
     */
    <E extends Fact> List<Recorded<E>> at(Collection<Long> positions, Class<E> kind);
}

package io.dealledger.changes;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.util.ArrayList;
import java.util.List;

/** Facts in which corrections are already applied: leaving one out does not let another one stand in its place. */
final class Resolved {
    private Resolved() {}

    /** @param latest the last date that will be asked about */
    static <E extends Fact> List<Recorded<E>> at(PointInTime latest, List<Recorded<E>> history) {
        PointInTime.Cut<E> cut = latest.cut(history);
        List<Recorded<E>> facts = new ArrayList<>(cut.certain());
        facts.addAll(cut.perhaps());
        return facts.stream().map(Resolved::withoutCorrection).toList();
    }

    private static <E extends Fact> Recorded<E> withoutCorrection(Recorded<E> fact) {
        return fact.marks().corrects() == null
                ? fact
                : new Recorded<>(
                        fact.position(),
                        fact.stream(),
                        fact.version(),
                        fact.recordedAt(),
                        fact.fact(),
                        new Marks(null, null, fact.marks().accountingOn()),
                        fact.place());
    }
}

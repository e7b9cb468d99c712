package io.dealledger.changes;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Two answers, cell by cell, with the one between them: what was restated, and then what moved.
 *
 * @param opening at the first point
 * @param restated on the date of the first point, known as at the second
 * @param closing at the second point
 * @param facts by position, those that the cells cite
 */
record Compared(
        SortedMap<String, String> opening,
        SortedMap<String, String> restated,
        SortedMap<String, String> closing,
        List<Cell> restatement,
        List<Cell> movement,
        Map<Long, Recorded<? extends Fact>> facts) {}

package io.dealledger.tieout;

import io.dealledger.captable.CapTable;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.money.Shares;
import io.dealledger.tieout.Comparison.Break;
import io.dealledger.tieout.Comparison.Kind;
import io.dealledger.tieout.Comparison.Position;
import io.dealledger.tieout.ExternalList.Anomaly;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An external list of positions against the cap table of a company, as of a date and as known at a position. Nothing of
 * it is recorded.
 *
 * @param knownAt the position that ends what was known @param position the same
 * @param by which of its days a fact of the ledger counts
 * @param version of the newest event of the company's stream that was known
 * @param known how much the cap table says of the company's shares
 * @param sha256 of the external list, byte for byte as it came
 * @param bySecurity whether both lists were compared security by security
 * @param issuer whose positions the external list says they are
 * @param formatVersion of the external list's format, where it says so
 * @param agrees whether there is no break and no exception
 * @param matched how many positions agree @param broken how many breaks there are, of each kind
 * @param breaks of each kind, by holder and class
 * @param here control totals of the ledger's side @param there control totals of the external list
 * @param addedUp positions that several rows of the external list were added up to
 * @param exceptions what in the external list contradicts itself, with the ids of its objects; never netted off
 * @param ignored objects of the external list that make no position, by kind
 * @param perhaps facts of the ledger whose vague date leaves open whether they count; in no figure
 */
record TieOut(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        long version,
        CapTable.Known known,
        Format format,
        String sha256,
        boolean bySecurity,
        @Nullable String issuer,
        @Nullable String formatVersion,
        boolean agrees,
        int matched,
        Map<Kind, Integer> broken,
        List<Position> matches,
        Map<Kind, List<Break>> breaks,
        Totals here,
        Totals there,
        List<Position> addedUp,
        List<Anomaly> exceptions,
        Map<String, Integer> ignored,
        List<CapTable.Perhaps> perhaps) {
    /**
     * @param rows as they came; for the ledger one per holder and class, or security
     * @param zeroRows rows with a quantity of zero, which are no positions
     * @param positions one per holder and class, or security
     * @param quantity all shares one for one, whatever the class
     * @param byClass the same by class
     */
    record Totals(int rows, int zeroRows, int positions, int holders, Shares quantity, Map<String, Shares> byClass) {}
}

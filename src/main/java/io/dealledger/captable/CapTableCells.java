package io.dealledger.captable;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTable.Change;
import io.dealledger.captable.CapTable.ClassRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Instruments;
import io.dealledger.captable.CapTable.Lot;
import io.dealledger.captable.CapTable.Perhaps;
import io.dealledger.captable.CapTable.ReportedInterest;
import io.dealledger.company.Company;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A cap table as cells. Percentages that were made to add up are left out: they change with their neighbours and say
 * nothing that the fraction does not.
 */
public final class CapTableCells {
    public static final String HOLDINGS = "holdings";
    public static final String CLASSES = "classes";
    public static final String TOTALS = "totals";
    public static final String QUANTITY = "quantity";
    public static final String OWNERSHIP = "ownership";
    public static final String INSTRUMENTS = "instruments";
    public static final String PLANS = "plans";
    public static final String DILUTION = "dilution";
    public static final String VESTED = "vested";
    public static final String UNVESTED = "unvested";

    private CapTableCells() {}

    public static SortedMap<String, String> of(CapTable table) {
        Cells cells = new Cells();
        cells.put(table.known(), "known");
        table.classes().forEach(row -> add(cells, row));
        for (Holding holding : table.holdings()) {
            String party = holding.party().value();
            cells.put(holding.quantity(), HOLDINGS, party, holding.shareClass(), QUANTITY);
            Fraction owned = holding.ownership().fraction();
            cells.put(owned, HOLDINGS, party, holding.shareClass(), OWNERSHIP, "fraction");
            cells.put(holding.ownership().percent(), HOLDINGS, party, holding.shareClass(), OWNERSHIP, "percent");
            for (Lot lot : holding.securities()) {
                cells.put(
                        lot.quantity(),
                        HOLDINGS,
                        party,
                        holding.shareClass(),
                        "securities",
                        lot.id().value());
            }
        }
        cells.put(table.totals().outstanding(), TOTALS, "outstanding");
        cells.put(table.totals().outstandingAsConverted(), TOTALS, "outstandingAsConverted");
        cells.put(table.totals().fullyDiluted(), TOTALS, "fullyDiluted");
        Instruments instruments = table.instruments();
        if (instruments != null) {
            InstrumentCells.add(cells, instruments);
        }
        addReported(cells, table);
        return cells.all();
    }

    /** The cells of one grant, warrant, convertible or lot of restricted stock, as {@link #of} has them. */
    public static SortedMap<String, String> ofSecurity(Company company, SecurityId id, LocalDate day) {
        return only(Beside.ofSecurity(company, id, day));
    }

    /** The cells of one plan, as {@link #of} has them. */
    public static SortedMap<String, String> ofPlan(Company company, String plan) {
        return only(Beside.ofPlan(company, plan));
    }

    private static SortedMap<String, String> only(Instruments instruments) {
        Cells cells = new Cells();
        InstrumentCells.add(cells, instruments);
        return cells.all();
    }

    private static void addReported(Cells cells, CapTable table) {
        for (Perhaps perhaps : table.perhaps()) {
            String event = Long.toString(perhaps.event());
            for (Change change : perhaps.changes()) {
                String[] at = {"perhaps", event, change.party().value(), change.shareClass()};
                cells.put(change.after(), at).put(change.before(), Cells.under(at, "before"));
            }
            perhaps.parties().forEach(party -> cells.put("reported", "perhaps", event, party.value()));
        }
        for (ReportedInterest interest : table.reported().parties()) {
            String party = interest.party().value();
            cells.put(interest.roles(), "reported", party, "roles");
            cells.put(interest.rounds(), "reported", party, "rounds");
            cells.put(interest.stake(), "reported", party, "stake");
            cells.put(interest.investedToDate(), "reported", party, "investedToDate");
            cells.put(interest.statedOn(), "reported", party, "statedOn");
            cells.beside(interest.beside(), "reported", party, "beside");
        }
        table.reported().conflicts().forEach(conflict -> cells.put(conflict, "reported", "conflicts"));
    }

    private static void add(Cells cells, ClassRow row) {
        String name = row.name();
        cells.put(row.type(), CLASSES, name, "type");
        cells.put(row.authorised(), CLASSES, name, "authorised");
        cells.put(row.issued(), CLASSES, name, "issued");
        cells.put(row.outstanding(), CLASSES, name, "outstanding");
        cells.put(row.asConverted(), CLASSES, name, "asConverted");
        cells.put(row.conversionRatio(), CLASSES, name, "conversionRatio");
        cells.put(plain(row.votes()), CLASSES, name, "votes");
        cells.put(row.issuePrice(), CLASSES, name, "issuePrice");
        cells.put(plain(row.liquidationMultiple()), CLASSES, name, "liquidationMultiple");
        cells.put(row.seniority(), CLASSES, name, "seniority");
        cells.put(row.participation(), CLASSES, name, "participation");
        cells.put(plain(row.participationCap()), CLASSES, name, "participationCap");
        cells.put(row.antiDilution(), CLASSES, name, "antiDilution");
    }

    static @Nullable String plain(@Nullable BigDecimal decimal) {
        return decimal == null ? null : decimal.toPlainString();
    }
}

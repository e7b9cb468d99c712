package io.dealledger.captable;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTable.Change;
import io.dealledger.captable.CapTable.ClassRow;
import io.dealledger.captable.CapTable.ConvertibleRow;
import io.dealledger.captable.CapTable.GrantRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Instruments;
import io.dealledger.captable.CapTable.Lot;
import io.dealledger.captable.CapTable.Perhaps;
import io.dealledger.captable.CapTable.PlanRow;
import io.dealledger.captable.CapTable.ReportedInterest;
import io.dealledger.captable.CapTable.RestrictedRow;
import io.dealledger.captable.CapTable.WarrantRow;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import java.util.Arrays;
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
            add(cells, instruments);
        }
        addReported(cells, table);
        return cells.all();
    }

    private static void add(Cells cells, Instruments instruments) {
        for (PlanRow plan : instruments.plans()) {
            cells.put(plan.reserved(), INSTRUMENTS, PLANS, plan.name(), "reserved");
            cells.put(plan.granted(), INSTRUMENTS, PLANS, plan.name(), "granted");
            cells.put(plan.exercised(), INSTRUMENTS, PLANS, plan.name(), "exercised");
            cells.put(plan.withheld(), INSTRUMENTS, PLANS, plan.name(), "withheld");
            cells.put(plan.available(), INSTRUMENTS, PLANS, plan.name(), "available");
        }
        for (GrantRow grant : instruments.grants()) {
            String id = grant.security().value();
            cells.put(grant.party(), INSTRUMENTS, "grants", id, "party");
            cells.put(grant.quantity(), INSTRUMENTS, "grants", id, QUANTITY);
            cells.put(grant.vested(), INSTRUMENTS, "grants", id, VESTED);
            cells.put(grant.unvested(), INSTRUMENTS, "grants", id, UNVESTED);
            cells.put(grant.price(), INSTRUMENTS, "grants", id, "price");
            cells.put(grant.until(), INSTRUMENTS, "grants", id, "until");
        }
        for (WarrantRow warrant : instruments.warrants()) {
            String id = warrant.security().value();
            cells.put(warrant.party(), INSTRUMENTS, "warrants", id, "party");
            cells.put(warrant.quantity(), INSTRUMENTS, "warrants", id, QUANTITY);
            cells.put(warrant.vested(), INSTRUMENTS, "warrants", id, VESTED);
            cells.put(warrant.price(), INSTRUMENTS, "warrants", id, "price");
            cells.put(warrant.until(), INSTRUMENTS, "warrants", id, "until");
        }
        instruments.convertibles().forEach(row -> add(cells, row));
        for (RestrictedRow row : instruments.restricted()) {
            String id = row.security().value();
            cells.put(row.quantity(), INSTRUMENTS, "restricted", id, QUANTITY);
            cells.put(row.vested(), INSTRUMENTS, "restricted", id, VESTED);
            cells.put(row.unvested(), INSTRUMENTS, "restricted", id, UNVESTED);
        }
    }

    private static void add(Cells cells, ConvertibleRow row) {
        String id = row.security().value();
        cells.put(row.party(), INSTRUMENTS, "convertibles", id, "party");
        cells.put(row.amount(), INSTRUMENTS, "convertibles", id, "amount");
        cells.put(row.seniority(), INSTRUMENTS, "convertibles", id, "seniority");
        cells.put(row.maturesOn(), INSTRUMENTS, "convertibles", id, "maturesOn");
        cells.put(row.termsOf(), INSTRUMENTS, "convertibles", id, "termsOf");
        for (ConversionTrigger trigger : row.triggers()) {
            Mechanism mechanism = trigger.right().mechanism();
            String[] at = {INSTRUMENTS, "convertibles", id, "triggers", trigger.id()};
            cells.put(mechanism.kind(), under(at, "mechanism"));
            cells.put(mechanism.cap(), under(at, "cap"));
            cells.put(plain(mechanism.discount()), under(at, "discount"));
            cells.put(mechanism.exitMultiple(), under(at, "exitMultiple"));
            cells.put(trigger.right().shareClass(), under(at, "class"));
        }
    }

    private static String[] under(String[] path, String figure) {
        String[] under = Arrays.copyOf(path, path.length + 1);
        under[path.length] = figure;
        return under;
    }

    private static void addReported(Cells cells, CapTable table) {
        for (Perhaps perhaps : table.perhaps()) {
            String event = Long.toString(perhaps.event());
            for (Change change : perhaps.changes()) {
                cells.put(change.after(), "perhaps", event, change.party().value(), change.shareClass());
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
        }
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

    private static @Nullable String plain(@Nullable BigDecimal decimal) {
        return decimal == null ? null : decimal.toPlainString();
    }
}

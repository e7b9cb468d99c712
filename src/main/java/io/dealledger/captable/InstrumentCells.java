package io.dealledger.captable;

import static io.dealledger.captable.CapTableCells.INSTRUMENTS;
import static io.dealledger.captable.CapTableCells.PLANS;
import static io.dealledger.captable.CapTableCells.QUANTITY;
import static io.dealledger.captable.CapTableCells.UNVESTED;
import static io.dealledger.captable.CapTableCells.VESTED;
import static io.dealledger.captable.CapTableCells.plain;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTable.ConvertibleRow;
import io.dealledger.captable.CapTable.GrantRow;
import io.dealledger.captable.CapTable.Instruments;
import io.dealledger.captable.CapTable.PlanRow;
import io.dealledger.captable.CapTable.RestrictedRow;
import io.dealledger.captable.CapTable.WarrantRow;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Mechanism;
import java.util.ArrayList;
import java.util.List;

/** What can become shares, as cells: {@code /instruments/grants/se_a/price}, by security or by plan. */
final class InstrumentCells {
    private InstrumentCells() {}

    static void add(Cells cells, Instruments instruments) {
        instruments.plans().forEach(row -> add(cells, row));
        instruments.grants().forEach(row -> add(cells, row));
        instruments.warrants().forEach(row -> add(cells, row));
        instruments.convertibles().forEach(row -> add(cells, row));
        instruments.restricted().forEach(row -> add(cells, row));
        cells.put(instruments.dilution(), INSTRUMENTS, CapTableCells.DILUTION);
        instruments.notCounted().forEach(security -> cells.put("true", INSTRUMENTS, "notCounted", security.value()));
    }

    private static void add(Cells cells, PlanRow plan) {
        String[] at = {INSTRUMENTS, PLANS, plan.name()};
        cells.put(plan.classes(), Cells.under(at, "classes"))
                .put(plan.reserved(), Cells.under(at, "reserved"))
                .put(plan.granted(), Cells.under(at, "granted"))
                .put(plan.exercised(), Cells.under(at, "exercised"))
                .put(plan.withheld(), Cells.under(at, "withheld"))
                .put(plan.available(), Cells.under(at, "available"));
    }

    private static void add(Cells cells, GrantRow grant) {
        String[] at = {INSTRUMENTS, "grants", grant.security().value()};
        cells.put(grant.origin(), Cells.under(at, "origin"))
                .put(grant.party(), Cells.under(at, "party"))
                .put(grant.kind(), Cells.under(at, "kind"))
                .put(grant.plan(), Cells.under(at, "plan"))
                .put(grant.shareClass(), Cells.under(at, "class"))
                .put(grant.quantity(), Cells.under(at, QUANTITY))
                .put(grant.vested(), Cells.under(at, VESTED))
                .put(grant.unvested(), Cells.under(at, UNVESTED))
                .put(grant.price(), Cells.under(at, "price"))
                .put(grant.until(), Cells.under(at, "until"));
    }

    private static void add(Cells cells, WarrantRow warrant) {
        String[] at = {INSTRUMENTS, "warrants", warrant.security().value()};
        cells.put(warrant.origin(), Cells.under(at, "origin"))
                .put(warrant.party(), Cells.under(at, "party"))
                .put(warrant.shareClass(), Cells.under(at, "class"))
                .put(warrant.quantity(), Cells.under(at, QUANTITY))
                .put(warrant.vested(), Cells.under(at, VESTED))
                .put(warrant.price(), Cells.under(at, "price"))
                .put(warrant.until(), Cells.under(at, "until"));
    }

    private static void add(Cells cells, RestrictedRow stock) {
        String[] at = {INSTRUMENTS, "restricted", stock.security().value()};
        cells.put(stock.party(), Cells.under(at, "party"))
                .put(stock.shareClass(), Cells.under(at, "class"))
                .put(stock.quantity(), Cells.under(at, QUANTITY))
                .put(stock.vested(), Cells.under(at, VESTED))
                .put(stock.unvested(), Cells.under(at, UNVESTED));
    }

    private static void add(Cells cells, ConvertibleRow row) {
        String[] at = {INSTRUMENTS, "convertibles", row.security().value()};
        cells.put(row.origin(), Cells.under(at, "origin"))
                .put(row.party(), Cells.under(at, "party"))
                .put(row.kind(), Cells.under(at, "kind"))
                .put(row.amount(), Cells.under(at, "amount"))
                .put(row.seniority(), Cells.under(at, "seniority"))
                .put(row.maturesOn(), Cells.under(at, "maturesOn"))
                .put(row.termsOf(), Cells.under(at, "termsOf"));
        String[] triggers = Cells.under(at, "triggers");
        row.triggers().forEach(trigger -> add(cells, trigger, Cells.under(triggers, trigger.id())));
    }

    private static void add(Cells cells, ConversionTrigger trigger, String[] at) {
        cells.put(trigger.kind(), Cells.under(at, "kind"))
                .put(trigger.nickname(), Cells.under(at, "nickname"))
                .put(trigger.description(), Cells.under(at, "description"))
                .put(trigger.condition(), Cells.under(at, "condition"))
                .put(trigger.date(), Cells.under(at, "date"))
                .put(trigger.from(), Cells.under(at, "from"))
                .put(trigger.until(), Cells.under(at, "until"))
                .put(trigger.right().futureRound(), Cells.under(at, "futureRound"))
                .put(trigger.right().shareClass(), Cells.under(at, "class"));
        add(cells, trigger.right().mechanism(), at);
    }

    private static void add(Cells cells, Mechanism mechanism, String[] at) {
        cells.put(mechanism.kind(), Cells.under(at, "mechanism"))
                .put(plain(mechanism.discount()), Cells.under(at, "discount"))
                .put(mechanism.cap(), Cells.under(at, "cap"))
                .put(mechanism.mostFavoured(), Cells.under(at, "mostFavoured"))
                .put(mechanism.timing(), Cells.under(at, "timing"))
                .put(mechanism.exitMultiple(), Cells.under(at, "exitMultiple"));
        mechanism.interest().forEach(interest -> add(cells, interest, Cells.under(at, "interest")));
        cells.put(mechanism.dayCount(), Cells.under(at, "dayCount"))
                .put(mechanism.interestPayout(), Cells.under(at, "interestPayout"))
                .put(mechanism.interestAccrual(), Cells.under(at, "interestAccrual"))
                .put(mechanism.compounding(), Cells.under(at, "compounding"))
                .put(mechanism.capitalisation(), Cells.under(at, "capitalisation"));
        CapitalisationRules rules = mechanism.capitalisationRules();
        if (rules != null) {
            cells.put(counted(rules), Cells.under(at, "capitalisationRules"));
        }
        cells.put(mechanism.quantity(), Cells.under(at, QUANTITY))
                .put(plain(mechanism.percent()), Cells.under(at, "percent"))
                .put(mechanism.ratio(), Cells.under(at, "ratio"))
                .put(mechanism.conversionPrice(), Cells.under(at, "conversionPrice"))
                .put(mechanism.rounding(), Cells.under(at, "rounding"))
                .put(mechanism.valuationFormula(), Cells.under(at, "valuationFormula"))
                .put(mechanism.valuation(), Cells.under(at, "valuation"))
                .put(mechanism.discounted(), Cells.under(at, "discounted"))
                .put(mechanism.discountAmount(), Cells.under(at, "discountAmount"))
                .put(mechanism.words(), Cells.under(at, "words"));
    }

    private static void add(Cells cells, Interest interest, String[] at) {
        String[] from = Cells.under(at, interest.from().toString());
        cells.put(plain(interest.rate()), Cells.under(from, "rate")).put(interest.until(), Cells.under(from, "until"));
    }

    /** What counts of the capitalisation. That nothing does is said too. */
    private static String counted(CapitalisationRules rules) {
        List<String> counted = new ArrayList<>();
        addIf(rules.outstandingShares(), "outstandingShares", counted);
        addIf(rules.outstandingOptions(), "outstandingOptions", counted);
        addIf(rules.outstandingUnissuedOptions(), "outstandingUnissuedOptions", counted);
        addIf(rules.thisSecurity(), "thisSecurity", counted);
        addIf(rules.otherConvertingSecurities(), "otherConvertingSecurities", counted);
        addIf(rules.poolTopUpForPromisedOptions(), "poolTopUpForPromisedOptions", counted);
        addIf(rules.additionalPoolTopUp(), "additionalPoolTopUp", counted);
        addIf(rules.newMoney(), "newMoney", counted);
        return counted.isEmpty() ? "none" : String.join(", ", counted);
    }

    private static void addIf(boolean counts, String what, List<String> counted) {
        if (counts) {
            counted.add(what);
        }
    }
}

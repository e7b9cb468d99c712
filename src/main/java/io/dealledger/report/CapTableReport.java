package io.dealledger.report;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTable.ClassRow;
import io.dealledger.captable.CapTable.ClassShare;
import io.dealledger.captable.CapTable.ConvertibleRow;
import io.dealledger.captable.CapTable.GrantRow;
import io.dealledger.captable.CapTable.HolderRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.CapTable.PlanRow;
import io.dealledger.captable.CapTable.RestrictedRow;
import io.dealledger.captable.CapTable.SecurityRow;
import io.dealledger.captable.CapTable.WarrantRow;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Shares;
import io.dealledger.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cap table as tables. */
final class CapTableReport {
    private CapTableReport() {}

    static List<Table> tables(CapTable capTable) {
        List<Table> tables = new ArrayList<>();
        tables.add(holdings(capTable));
        List<HolderRow> byHolder = capTable.byHolder();
        if (byHolder != null) {
            tables.add(Table.of(
                    "byHolder",
                    byHolder,
                    with(
                            HolderRow::ownership,
                            HolderRow::events,
                            Column.text("party", HolderRow::party),
                            Column.<HolderRow>figure("asConverted", HolderRow::asConverted)
                                    .summedPer())));
        }
        List<ClassShare> byClass = capTable.byClass();
        if (byClass != null) {
            tables.add(Table.of(
                    "byClass",
                    byClass,
                    with(
                            ClassShare::ownership,
                            ClassShare::events,
                            Column.text("class", ClassShare::shareClass),
                            Column.<ClassShare>figure("quantity", ClassShare::quantity)
                                    .summedPer("class"))));
        }
        List<SecurityRow> bySecurity = capTable.bySecurity();
        if (bySecurity != null) {
            tables.add(Table.of(
                    "bySecurity",
                    bySecurity,
                    with(
                            SecurityRow::ownership,
                            SecurityRow::events,
                            Column.text("security", SecurityRow::id),
                            Column.text("party", SecurityRow::party),
                            Column.text("class", SecurityRow::shareClass),
                            Column.<SecurityRow>figure("quantity", SecurityRow::quantity)
                                    .summedPer("class"))));
        }
        tables.add(classes(capTable));
        tables.add(totals(capTable));
        if (capTable.instruments() != null) {
            tables.addAll(instruments(capTable.instruments()));
        }
        tables.add(perhaps(capTable));
        tables.addAll(reported(capTable));
        return tables;
    }

    private static Table holdings(CapTable capTable) {
        return Table.of(
                "holdings",
                capTable.holdings(),
                with(
                        Holding::ownership,
                        Holding::events,
                        Column.text("party", Holding::party),
                        Column.text("class", Holding::shareClass),
                        Column.<Holding>figure("quantity", Holding::quantity).summedPer("class"),
                        Column.<Holding>text(
                                        "securities",
                                        holding -> holding.securities().stream()
                                                .map(lot -> lot.id() + ":" + lot.quantity())
                                                .toList())
                                .atLength()));
    }

    @SafeVarargs
    private static <T> List<Column<T>> with(
            Function<T, Ownership> ownership, Function<T, @Nullable Object> events, Column<T>... first) {
        List<Column<T>> columns = new ArrayList<>();
        for (Column<T> column : first) {
            columns.add(column);
        }
        columns.add(Column.text("fraction", row -> ownership.apply(row).fraction()));
        columns.add(Column.figure("percent", row -> ownership.apply(row).percent()));
        columns.add(Column.<T>figure("displayed", row -> ownership.apply(row).displayed())
                .summedPer());
        columns.add(Column.<T>text("events", events).atLength());
        return columns;
    }

    private static Table classes(CapTable capTable) {
        return Table.of(
                "classes",
                capTable.classes(),
                List.of(
                        Column.text("class", ClassRow::name),
                        Column.text("type", ClassRow::type),
                        Column.figure("authorised", ClassRow::authorised),
                        Column.<ClassRow>figure("issued", ClassRow::issued).summedPer("class"),
                        Column.<ClassRow>figure("outstanding", ClassRow::outstanding)
                                .summedPer("class"),
                        Column.<ClassRow>figure("asConverted", ClassRow::asConverted)
                                .summedPer(),
                        Column.text("conversionRatio", ClassRow::conversionRatio),
                        Column.figure("votes", ClassRow::votes),
                        Column.text("issuePrice", ClassRow::issuePrice),
                        Column.<ClassRow>figure("liquidationMultiple", ClassRow::liquidationMultiple)
                                .atLength(),
                        Column.<ClassRow>text("seniority", ClassRow::seniority).atLength(),
                        Column.<ClassRow>text("participation", ClassRow::participation)
                                .atLength(),
                        Column.<ClassRow>figure("participationCap", ClassRow::participationCap)
                                .atLength(),
                        Column.<ClassRow>text("antiDilution", ClassRow::antiDilution)
                                .atLength(),
                        Column.<ClassRow>text("events", ClassRow::events).atLength()));
    }

    private static Table totals(CapTable capTable) {
        return Table.of(
                "totals",
                List.of(capTable.totals()),
                Column.figure("outstanding", CapTable.Totals::outstanding),
                Column.figure("outstandingAsConverted", CapTable.Totals::outstandingAsConverted),
                Column.figure("fullyDiluted", CapTable.Totals::fullyDiluted));
    }

    /** What can become shares, where anything of the kind is recorded. */
    private static List<Table> instruments(CapTable.Instruments instruments) {
        return List.of(
                Table.of(
                        "plans",
                        instruments.plans(),
                        withIfAny(
                                PlanRow::ownership,
                                PlanRow::events,
                                Column.text("plan", PlanRow::name),
                                Column.text("classes", PlanRow::classes),
                                Column.figure("reserved", PlanRow::reserved),
                                Column.figure("granted", PlanRow::granted),
                                Column.figure("exercised", PlanRow::exercised),
                                Column.figure("withheld", PlanRow::withheld),
                                Column.figure("available", PlanRow::available))),
                Table.of(
                        "grants",
                        instruments.grants(),
                        withIfAny(
                                GrantRow::ownership,
                                GrantRow::events,
                                Column.text("security", GrantRow::security),
                                Column.text("party", GrantRow::party),
                                Column.text("kind", GrantRow::kind),
                                Column.text("plan", GrantRow::plan),
                                Column.text("class", GrantRow::shareClass),
                                Column.<GrantRow>figure("quantity", GrantRow::quantity)
                                        .summedPer("class"),
                                Column.<GrantRow>figure("vested", GrantRow::vested)
                                        .summedPer("class"),
                                Column.<GrantRow>figure("unvested", GrantRow::unvested)
                                        .summedPer("class"),
                                Column.text("price", GrantRow::price),
                                Column.text("until", GrantRow::until))),
                Table.of(
                        "warrants",
                        instruments.warrants(),
                        withIfAny(
                                WarrantRow::ownership,
                                WarrantRow::events,
                                Column.text("security", WarrantRow::security),
                                Column.text("party", WarrantRow::party),
                                Column.text("class", WarrantRow::shareClass),
                                Column.figure("quantity", WarrantRow::quantity),
                                Column.figure("vested", WarrantRow::vested),
                                Column.text("price", WarrantRow::price),
                                Column.text("until", WarrantRow::until))),
                Table.of(
                        "convertibles",
                        instruments.convertibles(),
                        List.of(
                                Column.text("security", ConvertibleRow::security),
                                Column.text("party", ConvertibleRow::party),
                                Column.text("kind", ConvertibleRow::kind),
                                Column.text("amount", ConvertibleRow::amount),
                                Column.<ConvertibleRow>text("seniority", ConvertibleRow::seniority)
                                        .atLength(),
                                Column.text("maturesOn", ConvertibleRow::maturesOn),
                                Column.text("termsOf", ConvertibleRow::termsOf),
                                Column.<ConvertibleRow>text("events", ConvertibleRow::events)
                                        .atLength())),
                Table.of(
                        "restricted",
                        instruments.restricted(),
                        List.of(
                                Column.text("security", RestrictedRow::security),
                                Column.text("party", RestrictedRow::party),
                                Column.text("class", RestrictedRow::shareClass),
                                Column.<RestrictedRow>figure("quantity", RestrictedRow::quantity)
                                        .summedPer("class"),
                                Column.<RestrictedRow>figure("vested", RestrictedRow::vested)
                                        .summedPer("class"),
                                Column.<RestrictedRow>figure("unvested", RestrictedRow::unvested)
                                        .summedPer("class"))));
    }

    /** Ownership is there where the table is fully diluted. */
    @SafeVarargs
    private static <T> List<Column<T>> withIfAny(
            Function<T, @Nullable Ownership> ownership, Function<T, @Nullable Object> events, Column<T>... first) {
        List<Column<T>> columns = new ArrayList<>();
        for (Column<T> column : first) {
            columns.add(column);
        }
        columns.add(Column.text("fraction", row -> {
            Ownership owned = ownership.apply(row);
            return owned == null ? null : owned.fraction();
        }));
        columns.add(Column.figure("percent", row -> {
            Ownership owned = ownership.apply(row);
            return owned == null ? null : owned.percent();
        }));
        columns.add(Column.figure("displayed", row -> {
            Ownership owned = ownership.apply(row);
            return owned == null ? null : owned.displayed();
        }));
        columns.add(Column.<T>text("events", events).atLength());
        return columns;
    }

    private static Table perhaps(CapTable capTable) {
        record Row(
                CapTable.Perhaps fact,
                @Nullable PartyId party,
                @Nullable String shareClass,
                @Nullable Shares before,
                @Nullable Shares after) {}
        List<Row> rows = new ArrayList<>();
        for (CapTable.Perhaps fact : capTable.perhaps()) {
            fact.changes()
                    .forEach(change -> rows.add(
                            new Row(fact, change.party(), change.shareClass(), change.before(), change.after())));
            fact.parties().forEach(party -> rows.add(new Row(fact, party, null, null, null)));
            if (fact.changes().isEmpty() && fact.parties().isEmpty()) {
                rows.add(new Row(fact, null, null, null, null));
            }
        }
        return Table.of(
                "perhaps",
                rows,
                List.of(
                        Column.text("event", row -> row.fact.event()),
                        Column.text("effectiveFrom", row -> row.fact.effectiveFrom()),
                        Column.text("effectiveOn", row -> row.fact.effectiveOn()),
                        Column.text("precision", row -> row.fact.precision()),
                        Column.text("party", Row::party),
                        Column.text("class", Row::shareClass),
                        Column.figure("before", Row::before),
                        Column.figure("after", Row::after)));
    }

    private static List<Table> reported(CapTable capTable) {
        List<Claims.Row> claims = new ArrayList<>();
        for (CapTable.ReportedInterest interest : capTable.reported().parties()) {
            String party = interest.party().value();
            claims.add(new Claims.Row(party, "stake", Claims.HOLDS, interest.stake()));
            claims.add(new Claims.Row(party, "investedToDate", Claims.HOLDS, interest.investedToDate()));
            interest.beside()
                    .forEach(claim -> claims.add(new Claims.Row(
                            party,
                            switch (claim.unit()) {
                                case MONEY -> "investedToDate";
                                case PERCENT, TIMES, SHARES -> "stake";
                            },
                            Claims.BESIDE,
                            claim)));
        }
        return List.of(
                Table.of(
                        "reported",
                        capTable.reported().parties(),
                        Column.text("party", CapTable.ReportedInterest::party),
                        Column.text("roles", CapTable.ReportedInterest::roles),
                        Column.text("rounds", CapTable.ReportedInterest::rounds),
                        Column.text("stake", interest -> Claims.words(interest.stake())),
                        Column.text("investedToDate", interest -> Claims.words(interest.investedToDate())),
                        Column.text("statedOn", CapTable.ReportedInterest::statedOn),
                        Column.<CapTable.ReportedInterest>text("events", CapTable.ReportedInterest::events)
                                .atLength()),
                Claims.table("reportedClaims", "party", claims),
                Claims.conflicts(
                        "company",
                        capTable.reported().conflicts().stream()
                                .map(conflict ->
                                        new Claims.About(capTable.company().value(), conflict))
                                .toList()));
    }
}

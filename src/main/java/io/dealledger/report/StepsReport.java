package io.dealledger.report;

import io.dealledger.report.Table.Column;
import io.dealledger.steps.Steps;
import io.dealledger.steps.Steps.Change;
import io.dealledger.steps.Steps.Step;
import java.util.List;

/** A page of a company's history, as tables: the steps, and what changed at each. */
final class StepsReport {
    private StepsReport() {}

    private record Changed(Step step, Change change) {}

    static List<Table> tables(Steps page) {
        return List.of(
                Table.of(
                        "steps",
                        page.steps(),
                        List.of(
                                Column.text("step", Step::number),
                                Column.text("position", step -> step.event().position()),
                                Column.<Step>text(
                                                "version", step -> step.event().version())
                                        .atLength(),
                                Column.text("name", step -> step.event().name()),
                                Column.text("effectiveOn", step -> step.event().effectiveOn()),
                                Column.text("recordedAt", step -> step.event().recordedAt()),
                                Column.<Step>text(
                                        "accountingOn", step -> step.event().accountingOn()),
                                Column.text("actor", step -> step.event().actor()),
                                Column.text("corrects", step -> step.event().corrects()),
                                Column.text("reason", step -> step.event().reason()),
                                Column.<Step>text("part", step -> step.event().part())
                                        .atLength(),
                                Column.<Step>text("parts", step -> step.event().parts())
                                        .atLength(),
                                Column.text("inForce", Step::inForce),
                                Column.figure(
                                        "outstanding",
                                        step -> step.state().totals().outstanding()),
                                Column.figure(
                                        "outstandingAsConverted",
                                        step -> step.state().totals().outstandingAsConverted()))),
                Table.of(
                        "changes",
                        page.steps().stream()
                                .flatMap(step -> step.changes().stream().map(change -> new Changed(step, change)))
                                .toList(),
                        List.of(
                                Column.text("step", row -> row.step().number()),
                                Column.text(
                                        "position", row -> row.step().event().position()),
                                Column.text("path", row -> row.change().path()),
                                Column.text("before", row -> row.change().before()),
                                Column.text("after", row -> row.change().after()))));
    }
}

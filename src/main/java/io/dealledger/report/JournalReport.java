package io.dealledger.report;

import io.dealledger.journal.JournalPages.Page;
import io.dealledger.journal.StoredEvent;
import io.dealledger.report.Table.Column;
import java.util.List;

/** A page of the journal, as a table: the events as they are stored. */
final class JournalReport {
    private JournalReport() {}

    static List<Table> tables(Page page) {
        return List.of(Table.of(
                "events",
                page.events(),
                List.of(
                        Column.text("position", StoredEvent::position),
                        Column.text("stream", StoredEvent::stream),
                        Column.<StoredEvent>text("streamType", StoredEvent::streamType)
                                .atLength(),
                        Column.text("version", StoredEvent::version),
                        Column.text("name", StoredEvent::name),
                        Column.<StoredEvent>text("revision", StoredEvent::revision)
                                .atLength(),
                        Column.<StoredEvent>text("effectiveFrom", StoredEvent::effectiveFrom)
                                .atLength(),
                        Column.text("effectiveOn", StoredEvent::effectiveOn),
                        Column.<StoredEvent>text("precision", StoredEvent::precision)
                                .atLength(),
                        Column.text("recordedAt", StoredEvent::recordedAt),
                        Column.text("accountingOn", StoredEvent::accountingOn),
                        Column.text("corrects", StoredEvent::corrects),
                        Column.text("actor", StoredEvent::actor),
                        Column.<StoredEvent>text("part", StoredEvent::part).atLength(),
                        Column.<StoredEvent>text("parts", StoredEvent::parts).atLength(),
                        Column.<StoredEvent>text(
                                        "payload", event -> event.payload().rawValue())
                                .atLength(),
                        Column.<StoredEvent>text(
                                        "metadata", event -> event.metadata().rawValue())
                                .atLength())));
    }
}

package io.dealledger.ocf.export;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ocf.words.FileType;
import io.dealledger.party.PartyEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes packages of the Open Cap Table Format 1.2.0: a company on a date, as it was known at a moment. The same question gives
 * the same bytes, as long as no document that its events cite is held that was not. Written as it is told.
 */
@Component
public final class OcfPackages {
    private static final String VERSION = "1.2.0";
    /** Parties that are read at once. */
    private static final int AT_ONCE = 500;

    private final History history;
    private final Citations citations;

    OcfPackages(History history, Citations citations) {
        this.history = history;
        this.citations = citations;
    }

    /** A package that can be made. */
    public final class Content {
        private final CompanyId company;
        private final PointInTime at;
        private final List<Recorded<CompanyEvent>> facts;
        private final List<Citation> cited;

        private Content(CompanyId company, PointInTime at, List<Recorded<CompanyEvent>> facts, List<Citation> cited) {
            this.company = company;
            this.at = at;
            this.facts = facts;
            this.cited = cited;
        }

        /** What a browser should call it. */
        public String fileName() {
            return "ocf-" + company + "-" + at.asOf() + "-" + at.knownAt() + ".zip";
        }

        /** Writes the package; the stream stays open. */
        public void write(OutputStream out) throws IOException {
            PackageZip zip = new PackageZip(out);
            List<CompanyExport> told = new ArrayList<>();
            zip.items(FileType.OCF_TRANSACTIONS_FILE, taken -> {
                CompanyExport export = new CompanyExport(company, at, facts, cited, taken);
                export.tell();
                told.add(export);
            });
            CompanyExport export = told.getFirst();
            CompanyExport.Told rest = export.told(parties(export), citations::md5);
            for (Map.Entry<FileType, List<OcfObject>> file : rest.files().entrySet()) {
                if (!file.getValue().isEmpty() || isRequired(file.getKey())) {
                    zip.items(file.getKey(), file.getValue()::forEach);
                }
            }
            List<String> comments = new ArrayList<>();
            comments.add("Company " + company + " on " + at.asOf() + ", as known at position " + at.knownAt());
            comments.addAll(rest.sentences());
            zip.manifest(
                    OcfObject.part()
                            .put("ocf_version", VERSION)
                            .put("file_type", FileType.OCF_MANIFEST_FILE.name())
                            .put("issuer", rest.issuer())
                            .put("as_of", at.asOf())
                            .put(
                                    "generated_at",
                                    // What is known is known since then: the bytes do not depend on when it is asked
                                    // for.
                                    export.newest()
                                            .map(Recorded::recordedAt)
                                            .orElse(Instant.EPOCH)
                                            .toString()),
                    comments);
        }

        /** What the package says, and what it cannot. */
        public OcfExportReport report() {
            CompanyExport export = new CompanyExport(company, at, facts, cited, _ -> {});
            export.tell();
            return export.told(parties(export), citations::md5).report();
        }

        private Map<PartyId, List<Recorded<PartyEvent>>> parties(CompanyExport export) {
            Map<PartyId, List<Recorded<PartyEvent>>> parties = new HashMap<>();
            List<String> ids = export.parties().stream().map(PartyId::value).toList();
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                history.ofEach(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), PartyEvent.class, at.knownAt())
                        .forEach((id, events) ->
                                parties.put(new PartyId(id), at.cut(events).certain()));
            }
            return parties;
        }
    }

    private static boolean isRequired(FileType type) {
        return type != FileType.OCF_FINANCINGS_FILE && type != FileType.OCF_DOCUMENTS_FILE;
    }

    /** Empty when the company is not registered at that point in time. */
    public Optional<Content> content(CompanyId company, PointInTime at) {
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, at.knownAt());
        return facts.isEmpty() || !new CompanyExport(company, at, facts, List.of(), _ -> {}).isRegistered()
                ? Optional.empty()
                : Optional.of(new Content(company, at, facts, citations.of(company, at.knownAt())));
    }
}

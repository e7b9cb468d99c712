package io.dealledger.report;

import io.dealledger.captable.CapTableQuestion;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.AskedBetween;
import io.dealledger.journal.JournalFilter;
import io.dealledger.journal.JournalQuestion;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.report.Reports.Answered;
import io.dealledger.valuation.Question;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The answers of the reading rooms as files: their addresses with an ending, and the same parameters. */
@RestController
@Tag(
        name = "Reports",
        description = "The same answers as CSV and as workbooks, with a header that says of what they are")
class ReportController {
    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @Operation(summary = "A cap table as CSV")
    @GetMapping(path = "/api/companies/{company}/cap-table.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> capTableCsv(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String denominator,
            @RequestParam(required = false) @Nullable String rows,
            @RequestParam(required = false) @Nullable String by)
            throws IOException {
        return csv(reports.capTable(company, asked, CapTableQuestion.of(denominator, rows, by)));
    }

    @Operation(summary = "A cap table as a workbook")
    @GetMapping(path = "/api/companies/{company}/cap-table.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> capTableXlsx(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String denominator,
            @RequestParam(required = false) @Nullable String rows,
            @RequestParam(required = false) @Nullable String by)
            throws IOException {
        return xlsx(reports.capTable(company, asked, CapTableQuestion.of(denominator, rows, by)));
    }

    @Operation(summary = "What a party and its group hold, as CSV")
    @GetMapping(path = "/api/parties/{party}/exposure.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> exposureCsv(
            @PathVariable PartyId party,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return csv(reports.exposure(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "What a party and its group hold, as a workbook")
    @GetMapping(path = "/api/parties/{party}/exposure.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> exposureXlsx(
            @PathVariable PartyId party,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return xlsx(reports.exposure(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "What a company was worth over time, as CSV")
    @GetMapping(path = "/api/companies/{company}/valuations.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> valuationsCsv(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate)
            throws IOException {
        return csv(reports.valuations(company, asked, Question.of(currency, rate)));
    }

    @Operation(summary = "What a company was worth over time, as a workbook")
    @GetMapping(path = "/api/companies/{company}/valuations.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> valuationsXlsx(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate)
            throws IOException {
        return xlsx(reports.valuations(company, asked, Question.of(currency, rate)));
    }

    @Operation(summary = "What changed in a company between two points in time, and why, as CSV")
    @GetMapping(path = "/api/companies/{company}/changes.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> changesOfCompanyCsv(
            @PathVariable CompanyId company,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate)
            throws IOException {
        return csv(reports.changes(company, asked, Question.of(currency, rate)));
    }

    @Operation(summary = "What changed in what a party and its group hold, and why, as CSV")
    @GetMapping(path = "/api/parties/{party}/changes.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> changesOfPartyCsv(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return csv(reports.changes(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "What changed in a company between two points in time, and why, as a workbook")
    @GetMapping(path = "/api/companies/{company}/changes.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> changesOfCompanyXlsx(
            @PathVariable CompanyId company,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate)
            throws IOException {
        return xlsx(reports.changes(company, asked, Question.of(currency, rate)));
    }

    @Operation(summary = "What changed in what a party and its group hold, and why, as a workbook")
    @GetMapping(path = "/api/parties/{party}/changes.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> changesOfPartyXlsx(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return xlsx(reports.changes(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "A company's shares rolled forward, as CSV")
    @GetMapping(path = "/api/companies/{company}/roll-forward.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> rollForwardOfCompanyCsv(@PathVariable CompanyId company, AskedBetween asked)
            throws IOException {
        return csv(reports.rollForward(company, asked));
    }

    @Operation(summary = "A group's shares, cost and value rolled forward, as CSV")
    @GetMapping(path = "/api/parties/{party}/roll-forward.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> rollForwardOfPartyCsv(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return csv(reports.rollForward(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "A company's shares rolled forward, as a workbook")
    @GetMapping(path = "/api/companies/{company}/roll-forward.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> rollForwardOfCompanyXlsx(@PathVariable CompanyId company, AskedBetween asked)
            throws IOException {
        return xlsx(reports.rollForward(company, asked));
    }

    @Operation(summary = "A group's shares, cost and value rolled forward, as a workbook")
    @GetMapping(path = "/api/parties/{party}/roll-forward.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> rollForwardOfPartyXlsx(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group)
            throws IOException {
        return xlsx(reports.rollForward(party, asked, ExposureQuestion.of(currency, rate, basis, group)));
    }

    @Operation(summary = "Events in order of position, as CSV")
    @GetMapping(path = "/api/journal.csv", produces = Csv.MEDIA_TYPE)
    ResponseEntity<Resource> journalCsv(
            JournalFilter filter,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit)
            throws IOException {
        return csv(reports.journal(new JournalQuestion(filter, after, limit)));
    }

    @Operation(summary = "Events in order of position, as a workbook")
    @GetMapping(path = "/api/journal.xlsx", produces = Workbooks.MEDIA_TYPE)
    ResponseEntity<Resource> journalXlsx(
            JournalFilter filter,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit)
            throws IOException {
        return xlsx(reports.journal(new JournalQuestion(filter, after, limit)));
    }

    private interface Form {
        void write(Report report, OutputStream out) throws IOException;
    }

    private static ResponseEntity<Resource> csv(Answered answered) throws IOException {
        return file(answered, Csv.MEDIA_TYPE, "csv", Csv::write);
    }

    private static ResponseEntity<Resource> xlsx(Answered answered) throws IOException {
        return file(answered, Workbooks.MEDIA_TYPE, "xlsx", Workbooks::write);
    }

    /** Whole before it is sent: a report that breaks off is none. */
    private static ResponseEntity<Resource> file(Answered answered, String mediaType, String ending, Form form)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        form.write(answered.report(), bytes);
        return Answers.cited(answered.position())
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + answered.report().name() + "." + ending + "\"")
                .body(new ByteArrayResource(bytes.toByteArray()));
    }
}

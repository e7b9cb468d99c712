package io.dealledger.ocf.export;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands a company out as a package of the Open Cap Table Format. */
@RestController
@Tag(name = "OCF", description = "The Open Cap Table Format 1.2.0")
class OcfExportController {
    private final OcfPackages packages;

    OcfExportController(OcfPackages packages) {
        this.packages = packages;
    }

    @Operation(
            summary = "A company on a date, as it was known at a moment, as a package of OCF 1.2.0",
            description =
                    "One zip, sent as it is made: the files of OCF, and a manifest with their MD5 digests. What OCF cannot"
                            + " say stands in the comments of the manifest and under `…/ocf/report`. The same question gives"
                            + " the same bytes.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The package",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/companies/{company}/ocf")
    void ocf(@PathVariable CompanyId company, Asked asked, HttpServletResponse response) throws IOException {
        OcfPackages.Content content = content(company, asked);
        response.setContentType("application/zip");
        response.setHeader(Answers.LEDGER_POSITION, Long.toString(asked.at().knownAt()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(content.fileName())
                        .build()
                        .toString());
        content.write(response.getOutputStream());
    }

    @Operation(summary = "What such a package holds, and what of the company OCF cannot say, event by event")
    @GetMapping(path = "/api/companies/{company}/ocf/report", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OcfExportReport> report(@PathVariable CompanyId company, Asked asked) {
        return Answers.at(asked.at().knownAt(), content(company, asked).report());
    }

    private OcfPackages.Content content(CompanyId company, Asked asked) {
        return packages.content(company, asked.at()).orElseThrow(() -> HttpProblem.unknown("company", company));
    }
}

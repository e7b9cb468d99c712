package io.dealledger.audit;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.InvalidValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands audit packages out. */
@RestController
@Tag(name = "Proof")
class ExportController {
    private final AuditPackage packages;

    ExportController(AuditPackage packages) {
        this.packages = packages;
    }

    @Operation(
            summary = "An audit package, as one zip",
            description =
                    "Events as they are stored, proofs, a signed checkpoint, reports and a signed manifest. Sent as it"
                            + " is made. `asOf` cuts the reports, never the events; `knownAt` is the last event. The same"
                            + " question gives the same bytes. `deal-ledger.jar verify` checks it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The package",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/export")
    void export(
            Asked asked,
            @Parameter(
                            description =
                                    "Ids of companies, separated by commas or given several times; none for the whole ledger")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> company,
            HttpServletResponse response)
            throws IOException {
        PointInTime at = asked.at();
        if (at.publishedBy() != null) {
            throw HttpProblem.parameter("publishedBy", "not-here", "a package leaves nothing out by its source");
        }
        if (at.by() != PointInTime.By.EFFECTIVE) {
            throw HttpProblem.parameter(
                    "by",
                    "not-here",
                    "a package's reports are by effective date; ask for those by accounting date themselves");
        }
        AuditPackage.Content content = packages.content(at, companies(company == null ? List.of() : company));
        response.setContentType("application/zip");
        response.setHeader(Answers.LEDGER_POSITION, Long.toString(at.knownAt()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(content.fileName())
                        .build()
                        .toString());
        packages.write(content, response.getOutputStream());
    }

    static List<CompanyId> companies(List<String> given) {
        try {
            return given.stream()
                    .flatMap(some -> Arrays.stream(some.split(",", -1)))
                    .map(CompanyId::new)
                    .toList();
        } catch (InvalidValue wrong) {
            throw HttpProblem.parameter("company", "not-an-id", String.valueOf(wrong.getMessage()));
        }
    }
}

package io.dealledger.captable;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class CapTableController {
    private final CapTableReader capTables;

    CapTableController(CapTableReader capTables) {
        this.capTables = capTables;
    }

    /**
     * Who owns what of a company.
     *
     * @param denominator OUTSTANDING_AS_CONVERTED (the default), OUTSTANDING or FULLY_DILUTED
     * @param rows sums the holdings once more: holder, class or security
     * @param by EFFECTIVE (the default): facts count from the day on which they took effect; ACCOUNTING: those that came
     *     after their period was closed count from their accounting date on; holder, class and security are taken for rows
     */
    @Operation(summary = "Who owns what of a company on a date, as it was known at a moment")
    @GetMapping("/api/companies/{company}/cap-table")
    ResponseEntity<CapTable> capTable(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String denominator,
            @RequestParam(required = false) @Nullable String rows,
            @RequestParam(required = false) @Nullable String by) {
        CapTableQuestion question = CapTableQuestion.of(denominator, rows, by);
        CapTable table = capTables
                .at(company, asked.at(), question.denominator(), question.rows())
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(table.position(), table);
    }
}

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
     * @param include counts the company by a definition besides: what counts, with commas between, of OUTSTANDING_SHARES,
     *     OUTSTANDING_OPTIONS, OUTSTANDING_UNISSUED_OPTIONS, THIS_SECURITY, OTHER_CONVERTING_SECURITIES,
     *     OPTION_POOL_TOPUP_FOR_PROMISED_OPTIONS, ADDITIONAL_OPTION_POOL_TOPUP and NEW_MONEY; with it come votes,
     *     economics and what is vested, by holder
     * @param thisSecurity the convertible whose document defines it
     * @param preMoney valuation at which convertibles convert, e.g. 30000000 USD; those without a number of their own
     *     are not counted without it
     */
    @Operation(summary = "Who owns what of a company on a date, as it was known at a moment")
    @GetMapping("/api/companies/{company}/cap-table")
    ResponseEntity<CapTable> capTable(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String denominator,
            @RequestParam(required = false) @Nullable String rows,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String include,
            @RequestParam(required = false) @Nullable String thisSecurity,
            @RequestParam(required = false) @Nullable String preMoney) {
        CapTableQuestion question = CapTableQuestion.of(denominator, rows, by, include, thisSecurity, preMoney);
        CapTable table =
                capTables.at(company, asked.at(), question).orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(table.position(), table);
    }
}

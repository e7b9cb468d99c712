package io.dealledger.captable;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
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
     * @param by sums the holdings once more: holder, class or security
     */
    @Operation(summary = "Who owns what of a company on a date, as it was known at a moment")
    @GetMapping("/api/companies/{company}/cap-table")
    ResponseEntity<CapTable> capTable(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String denominator,
            @RequestParam(required = false) @Nullable String by) {
        CapTable table = capTables
                .at(
                        company,
                        asked.at(),
                        denominator == null
                                ? Denominator.OUTSTANDING_AS_CONVERTED
                                : one("denominator", denominator, Denominator.values()),
                        by == null ? null : one("by", by.toUpperCase(Locale.ROOT), View.values()))
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(table.position(), table);
    }

    private static <E extends Enum<E>> E one(String parameter, String name, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.parameter(
                        parameter,
                        "unknown-value",
                        "'" + name + "' is none of "
                                + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
    }
}

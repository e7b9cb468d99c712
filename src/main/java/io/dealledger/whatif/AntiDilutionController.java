package io.dealledger.whatif;

import io.dealledger.calculation.antidilution.Exemption;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.Choice;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an issue would make of conversion prices, by the protection that is recorded of each class. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = WhatIfController.TAG)
class AntiDilutionController {
    private final History history;

    AntiDilutionController(History history) {
        this.history = history;
    }

    @Operation(
            summary = "Which conversion prices an issue at a price would adjust, by the terms that are recorded",
            description =
                    "Each class from its conversion price (its issue price after splits over its conversion ratio),"
                            + " and all from the same capitalisation before the issue. A class of which no protection is recorded is"
                            + " counted as it converts and listed under `notCounted`; so are convertibles, whose number of shares is"
                            + " not known before they convert.")
    @GetMapping("/api/companies/{company}/anti-dilution")
    ResponseEntity<AntiDilutionAnswer> antiDilution(
            @PathVariable CompanyId company,
            Asked asked,
            @Parameter(description = "Consideration per share of the issue, as converted to common") @RequestParam
                    String newPrice,
            @Parameter(description = "Shares issued, as converted to common; or `consideration`")
                    @RequestParam(required = false)
                    @Nullable
                    String newShares,
            @Parameter(description = "Amount received for them") @RequestParam(required = false) @Nullable
                    String consideration,
            @Parameter(
                            description =
                                    "Whether a broad-based average counts what is available in the pools; not, when left out, as"
                                            + " in the NVCA model charter")
                    @RequestParam(defaultValue = "false")
                    boolean countPools,
            @Parameter(description = "Why the issue adjusts nothing, e.g. EQUITY_PLAN or WAIVED")
                    @RequestParam(required = false)
                    @Nullable
                    String exempt) {
        PointInTime point = asked.at();
        Fraction price = WaterfallController.figure("newPrice", newPrice);
        Issue issue = new Issue(
                price,
                newShares == null ? null : WaterfallController.figure("newShares", newShares),
                consideration == null ? null : WaterfallController.figure("consideration", consideration),
                countPools,
                exempt == null ? null : Choice.of("exempt", exempt, Exemption.values()));
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        if (facts.isEmpty()) {
            throw HttpProblem.unknown("company", company);
        }
        Known known = Known.of(Company.cut(point, facts).certain(), point.asOf());
        try {
            return Answers.at(
                    point.knownAt(),
                    ConversionPrices.after(issue, known)
                            .answer(company, point, facts.getLast().version()));
        } catch (InvalidValue invalid) {
            String field = invalid.field().isEmpty() ? "newPrice" : invalid.field();
            throw HttpProblem.parameter(field, invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }
}

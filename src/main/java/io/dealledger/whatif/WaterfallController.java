package io.dealledger.whatif;

import io.dealledger.calculation.Given;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.Choice;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.receipts.Refused;
import io.dealledger.whatif.ExitQuestion.Options;
import io.dealledger.whatif.ExitQuestion.Part;
import io.dealledger.whatif.Exits.NotCounted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The proceeds of an exit, distributed by the terms of the record. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = WhatIfController.TAG)
class WaterfallController {
    private final History history;
    private final Positions positions;

    WaterfallController(History history, Positions positions) {
        this.history = history;
        this.positions = positions;
    }

    @Operation(
            summary = "Who gets what of the proceeds of an exit, by the terms that are recorded of a company",
            description =
                    "Shares by class with their preferences, grants and warrants above their price, convertibles by"
                            + " their exit terms. What the record does not say enough about is listed under `notCounted` and"
                            + " never guessed; without the terms of a class of shares nothing can be distributed, and the"
                            + " question is refused with `terms-not-recorded`.")
    @GetMapping("/api/companies/{company}/waterfall")
    ResponseEntity<WaterfallAnswer> waterfall(
            @PathVariable CompanyId company,
            Asked asked,
            @Parameter(description = "Amounts, with commas between; or `from`, `to` and `step`")
                    @RequestParam(required = false)
                    @Nullable
                    String proceeds,
            @Parameter(description = "The least of a range of proceeds") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The most of it, which is a row where the steps reach it")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "From one row of it to the next") @RequestParam(required = false) @Nullable
                    String step,
            @Parameter(description = "Of the proceeds; that of the terms when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String currency,
            @Parameter(
                            description =
                                    "Which grants and warrants are paid: OUTSTANDING (the default), all of them; or VESTED, what"
                                            + " is vested on the day")
                    @RequestParam(required = false)
                    @Nullable
                    String options,
            @Parameter(description = "Fraction of the proceeds that comes before everybody: 0.08 is 8 percent")
                    @RequestParam(required = false)
                    @Nullable
                    String carveOutFraction,
            @Parameter(description = "The same as an amount") @RequestParam(required = false) @Nullable
                    String carveOutAmount,
            @Parameter(description = "Fraction of the proceeds that is held back of the payouts to stock")
                    @RequestParam(required = false)
                    @Nullable
                    String escrowFraction,
            @Parameter(description = "The same as an amount") @RequestParam(required = false) @Nullable
                    String escrowAmount) {
        ExitQuestion question = new ExitQuestion(
                exits(proceeds, from, to, step),
                currency == null ? null : Choice.currency("currency", currency),
                options == null ? Options.OUTSTANDING : Choice.of("options", options, Options.values()),
                part("carveOut", carveOutFraction, carveOutAmount),
                part("escrow", escrowFraction, escrowAmount));
        PointInTime point = asked.at();
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        if (facts.isEmpty()) {
            throw HttpProblem.unknown("company", company);
        }
        Exits exits = distribute(Known.of(Company.cut(point, facts).certain(), point.asOf()), question);
        if (exits.isBlocked()) {
            NotCounted first = exits.notCounted().stream()
                    .filter(NotCounted::blocks)
                    .findFirst()
                    .orElseThrow();
            throw Refused.problem(
                    new TermsNotRecorded(first.name(), String.join(", ", first.missing()), first.reason()), positions);
        }
        return Answers.at(
                point.knownAt(),
                new WaterfallAnswer(
                        company,
                        point.asOf(),
                        point.knownAt(),
                        point.knownAt(),
                        point.publishedBy(),
                        point.by(),
                        facts.getLast().version(),
                        exits));
    }

    private static Exits distribute(Known known, ExitQuestion question) {
        try {
            return Distribution.of(known, question);
        } catch (InvalidValue invalid) {
            String field = invalid.field().startsWith("exits") ? "proceeds" : invalid.field();
            throw HttpProblem.parameter(field, invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }

    static List<Fraction> exits(
            @Nullable String proceeds, @Nullable String from, @Nullable String to, @Nullable String step) {
        boolean range = from != null || to != null || step != null;
        if (range == (proceeds != null)) {
            throw HttpProblem.parameter(
                    "proceeds", "missing", "proceeds are given by themselves, or by from, to and step");
        }
        if (proceeds != null) {
            String[] given = proceeds.split(",", -1);
            limit("proceeds", given.length);
            List<Fraction> exits = new ArrayList<>();
            for (String one : given) {
                exits.add(figure("proceeds", one.strip()));
            }
            return exits;
        }
        Fraction least = figure("from", required("from", from));
        Fraction most = figure("to", required("to", to));
        Fraction each = figure("step", required("step", step));
        if (each.isZero()) {
            throw HttpProblem.parameter("step", "not-positive", "it is more than zero");
        }
        if (most.compareTo(least) < 0) {
            throw HttpProblem.parameter("to", "before-from", Given.text(most) + " is less than " + Given.text(least));
        }
        if (most.minus(least).over(each).compareTo(Fraction.of(ExitQuestion.MOST_EXITS)) >= 0) {
            limit("step", Integer.MAX_VALUE);
        }
        List<Fraction> exits = new ArrayList<>();
        for (Fraction at = least; at.compareTo(most) <= 0; at = at.plus(each)) {
            exits.add(at);
        }
        return exits;
    }

    private static void limit(String parameter, int asked) {
        if (asked > ExitQuestion.MOST_EXITS) {
            throw HttpProblem.parameter(
                    parameter,
                    "too-many",
                    "at most " + ExitQuestion.MOST_EXITS + " proceeds are asked about at a time");
        }
    }

    private static String required(String parameter, @Nullable String given) {
        if (given == null) {
            throw HttpProblem.parameter(parameter, "missing", "a range has its from, to and step");
        }
        return given;
    }

    static Fraction figure(String parameter, String text) {
        try {
            return Given.notNegative(parameter, Fraction.of(text));
        } catch (InvalidValue invalid) {
            throw HttpProblem.parameter(parameter, invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }

    private static @Nullable Part part(String name, @Nullable String fraction, @Nullable String amount) {
        if (fraction == null && amount == null) {
            return null;
        }
        if (fraction != null && amount != null) {
            throw HttpProblem.parameter(
                    name + "Amount", "given-twice", "it is a fraction of the proceeds or an amount: one of them");
        }
        return new Part(
                fraction == null ? null : figure(name + "Fraction", fraction),
                amount == null ? null : figure(name + "Amount", amount));
    }
}

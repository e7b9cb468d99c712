package io.dealledger.whatif;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableQuestion;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CompanyRefusal.EmptyBatch;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.receipts.Refused;
import io.dealledger.shell.Edge;
import io.dealledger.whatif.Hypothesis.NewParty;
import io.dealledger.whatif.Supposition.RefusedCommand;
import io.dealledger.whatif.WhatIf.Difference;
import io.dealledger.whatif.WhatIf.FromToday;
import io.dealledger.whatif.WhatIf.Tables;
import io.dealledger.whatif.WhatIf.Waterfalls;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A question with a body: it is posted, and nothing is recorded. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = WhatIfController.TAG, description = "What would be, by the record; nothing is recorded")
class WhatIfController {
    static final String TAG = "What if";

    private final History history;
    private final Positions positions;
    private final Edge edge;
    private final BodyReader bodies;
    private final int mostBytes;

    WhatIfController(
            History history,
            Positions positions,
            Edge edge,
            BodyReader bodies,
            @Value("${ledger.http.max-body:1MB}") DataSize mostBytes) {
        this.history = history;
        this.positions = positions;
        this.edge = edge;
        this.bodies = bodies;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
    }

    @PostMapping(path = "/api/companies/{company}/what-if", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<WhatIf> whatIf(@PathVariable CompanyId company, Asked asked, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw HttpProblem.of(ProblemType.BODY_TOO_LARGE, "A body has at most " + mostBytes + " bytes");
        }
        Hypothesis hypothesis = bodies.read(bodies.tree(body), Hypothesis.class);
        if (hypothesis.commands().isEmpty()) {
            throw refused(new EmptyBatch());
        }
        PointInTime point = asked.at();
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        if (facts.isEmpty()) {
            throw HttpProblem.unknown("company", company);
        }
        try {
            return Answers.at(point.knownAt(), answer(company, point, facts, hypothesis));
        } catch (RefusedCommand refused) {
            throw refused(refused.refusal());
        }
    }

    private HttpProblem refused(Refusal refusal) {
        return Refused.problem(refusal, positions);
    }

    private WhatIf answer(
            CompanyId company, PointInTime point, List<Recorded<CompanyEvent>> facts, Hypothesis hypothesis)
            throws RefusedCommand {
        Set<PartyId> supposed = supposed(hypothesis.newParties());
        List<Recorded<CompanyEvent>> standing =
                Supposition.standing(Company.cut(point, facts).certain());
        Dating dating = edge.today().dating();
        // As far ahead of the date asked about as facts may be recorded ahead of today.
        LocalDate latest = point.asOf().plusDays(ChronoUnit.DAYS.between(dating.today(), dating.latest()));
        Supposition supposition = Supposition.of(
                company,
                standing,
                hypothesis.commands(),
                point.asOf(),
                latest,
                party -> supposed.contains(party) || edge.registered().test(party));
        Denominator denominator =
                hypothesis.denominator() == null ? CapTableQuestion.PLAIN.denominator() : hypothesis.denominator();
        PointInTime afterwards = point.on(supposition.latest());
        CapTable before = CapTables.of(company, facts, point, denominator, null);
        CapTable after = CapTables.of(company, supposition.facts(), afterwards, denominator, null);
        PointInTime today = point.on(dating.today());
        CapTable now = today.equals(point) ? before : CapTables.of(company, facts, today, denominator, null);
        ExitQuestion exits = hypothesis.exitQuestion();
        Waterfalls waterfalls = exits.exits().isEmpty()
                ? null
                : new Waterfalls(
                        Distribution.of(Known.of(standing, point.asOf()), exits),
                        Distribution.of(Known.of(supposition.facts(), afterwards.asOf()), exits));
        return new WhatIf(
                company,
                point.asOf(),
                point.knownAt(),
                point.knownAt(),
                point.publishedBy(),
                point.by(),
                denominator,
                supposition.latest(),
                supposition.decided(),
                new Tables(before, after),
                Comparisons.dilution(before, after),
                new FromToday(dating.today(), Comparisons.dilution(now, after)),
                waterfalls,
                new Difference(
                        Comparisons.holdings(before, after),
                        Comparisons.totals(before, after),
                        waterfalls == null ? List.of() : Comparisons.exits(waterfalls.before(), waterfalls.after())));
    }

    private Set<PartyId> supposed(List<NewParty> parties) {
        Set<PartyId> supposed = new HashSet<>();
        for (int index = 0; index < parties.size(); index++) {
            PartyId id = parties.get(index).id();
            if (!supposed.add(id) || edge.registered().test(id)) {
                throw HttpProblem.of(
                        ProblemType.INVALID_BODY,
                        "/parties/" + index + "/id: " + id + " is there already",
                        List.of(new Wrong("/parties/" + index + "/id", "duplicate")));
            }
        }
        return supposed;
    }
}

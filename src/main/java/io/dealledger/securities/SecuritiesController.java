package io.dealledger.securities;

import io.dealledger.company.CompanyEvent;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.Choice;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.securities.SecurityRegister.ParticularsOnRecord;
import io.dealledger.securities.SecurityRegister.RegisteredSecurity;
import io.dealledger.securities.SecurityRegister.SecurityAt;
import io.dealledger.securities.SecurityRegister.SecurityKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/companies/{company}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Securities", description = "Each security from its issuance to its end")
class SecuritiesController {
    private static final int MOST = 500;

    private final History history;

    SecuritiesController(History history) {
        this.history = history;
    }

    /** Whether anything is left of a security. */
    enum State {
        OUTSTANDING,
        ENDED
    }

    @Operation(
            summary = "The register of securities: where each came from, what was done to it, and what is left of it",
            description =
                    "A partial act leaves a balance under the same id, and every act cites its event, what it took and what"
                            + " was left. A page costs one fold of the company's history, wherever in it it lies.")
    @GetMapping("/securities")
    ResponseEntity<SecurityRegister> securities(
            @PathVariable CompanyId company,
            Asked asked,
            @Parameter(description = "Only those of this party") @RequestParam(required = false) @Nullable
                    PartyId holder,
            @Parameter(description = "Only those of this share class, or that can become it")
                    @RequestParam(required = false)
                    @Nullable
                    String shareClass,
            @Parameter(description = "STOCK, EQUITY_COMPENSATION, WARRANT or CONVERTIBLE")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @Parameter(description = "OUTSTANDING or ENDED") @RequestParam(required = false) @Nullable String state,
            @Parameter(description = "The security behind which the page begins: `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    SecurityId after,
            @Parameter(description = "Most securities of the page, 1 to " + MOST) @RequestParam(defaultValue = "100")
                    int limit) {
        if (limit < 1 || limit > MOST) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
        }
        SecurityKind ofKind = kind == null ? null : Choice.of("kind", kind, SecurityKind.values());
        State inState = state == null ? null : Choice.of("state", state, State.values());
        PointInTime point = asked.at();
        List<Recorded<CompanyEvent>> facts = facts(company, point);
        Securities register = Securities.of(facts, point);
        List<RegisteredSecurity> found = register.all().stream()
                .filter(one -> holder == null || one.holder().equals(holder))
                .filter(one -> shareClass == null || shareClass.equals(one.shareClass()))
                .filter(one -> ofKind == null || one.kind() == ofKind)
                .filter(one -> inState == null || one.outstanding() == (inState == State.OUTSTANDING))
                .toList();
        int from = after == null ? 0 : behind(after, found);
        int to = Math.min(found.size(), from + limit);
        return Answers.at(
                point.knownAt(),
                new SecurityRegister(
                        company,
                        point.asOf(),
                        point.knownAt(),
                        point.by(),
                        point.knownAt(),
                        facts.getLast().version(),
                        found.size(),
                        found.subList(from, to),
                        register.perhaps(),
                        to < found.size() ? found.get(to - 1).id() : null));
    }

    private static int behind(SecurityId after, List<RegisteredSecurity> found) {
        return IntStream.range(0, found.size())
                        .filter(index -> found.get(index).id().equals(after))
                        .findFirst()
                        .orElseThrow(() -> HttpProblem.parameter(
                                "after",
                                "no-security",
                                after + " is no security of this list; it is the next of the page before"))
                + 1;
    }

    @Operation(
            summary =
                    "One security: where it came from, every act on it with what was left, and what is on record of it")
    @GetMapping("/securities/{security}")
    ResponseEntity<SecurityAt> security(
            @PathVariable CompanyId company, @PathVariable SecurityId security, Asked asked) {
        PointInTime point = asked.at();
        List<Recorded<CompanyEvent>> facts = facts(company, point);
        RegisteredSecurity found = Securities.of(facts, point)
                .security(security)
                .orElseThrow(() -> HttpProblem.unknown("security", security));
        return Answers.at(
                point.knownAt(),
                new SecurityAt(
                        company,
                        point.asOf(),
                        point.knownAt(),
                        point.by(),
                        point.knownAt(),
                        facts.getLast().version(),
                        found));
    }

    @Operation(
            summary =
                    "What is on record of a company, its classes, plans and securities, and changes no figure: legends,"
                            + " exemptions, approvals, numbers of certificates")
    @GetMapping("/particulars")
    ResponseEntity<ParticularsOnRecord> particulars(
            @PathVariable CompanyId company,
            Asked asked,
            @Parameter(description = "Only of this security, class, plan, vesting terms, or the company itself")
                    @RequestParam(required = false)
                    @Nullable
                    String about) {
        PointInTime point = asked.at();
        List<Recorded<CompanyEvent>> facts = facts(company, point);
        return Answers.at(
                point.knownAt(),
                new ParticularsOnRecord(
                        company,
                        point.asOf(),
                        point.knownAt(),
                        point.by(),
                        point.knownAt(),
                        facts.getLast().version(),
                        about,
                        Securities.of(facts, point).particulars().stream()
                                .filter(one -> about == null || about.equals(one.about()))
                                .toList()));
    }

    /** What was known of the company; never empty. */
    private List<Recorded<CompanyEvent>> facts(CompanyId company, PointInTime point) {
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        if (facts.isEmpty()) {
            throw HttpProblem.unknown("company", company);
        }
        return facts;
    }
}

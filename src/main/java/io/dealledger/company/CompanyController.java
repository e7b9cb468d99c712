package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.PeriodCommand.ApproveReopening;
import io.dealledger.company.PeriodCommand.ClosePeriod;
import io.dealledger.company.PeriodCommand.RequestReopening;
import io.dealledger.company.PeriodCommand.WithdrawReopening;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.receipts.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands about companies, one address for each, and what a company is. */
@RestController
@RequestMapping(path = "/api/companies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Companies", description = "Share classes, rounds, securities, reports, credits, valuations, company life")
class CompanyController {
    private static final String ADDRESS = "/api/companies/";

    private final History history;

    CompanyController(History history) {
        this.history = history;
    }

    @Operation(summary = "Register a company")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> register(Write<RegisterCompany> write) {
        return write.to(
                ADDRESS,
                command -> command.id() == null
                        ? CompanyId.PREFIX + UUID.randomUUID()
                        : command.id().value());
    }

    @Operation(summary = "Rename the company")
    @PostMapping("/{id}/renames")
    ResponseEntity<?> rename(@PathVariable CompanyId id, Write<RenameCompany> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Authorise a share class with its terms")
    @PostMapping("/{id}/share-classes")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> authoriseClass(@PathVariable CompanyId id, Write<AuthoriseShareClass> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Adjust the authorised shares of a class")
    @PostMapping("/{id}/share-classes/{class}/authorised")
    ResponseEntity<?> adjustAuthorised(@PathVariable CompanyId id, Write<AdjustAuthorisedShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Amend the terms of a class from a date on; what is left out stays")
    @PostMapping("/{id}/share-classes/{class}/terms")
    ResponseEntity<?> amendClass(@PathVariable CompanyId id, Write<AmendShareClass> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Open a round")
    @PostMapping("/{id}/rounds")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> openRound(@PathVariable CompanyId id, Write<OpenRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Price a round, from its pre-money or its post-money")
    @PostMapping("/{id}/rounds/{round}/prices")
    ResponseEntity<?> priceRound(@PathVariable CompanyId id, Write<PriceRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Amend the price of a round, before its first closing")
    @PostMapping("/{id}/rounds/{round}/price-amendments")
    ResponseEntity<?> amendPrice(@PathVariable CompanyId id, Write<AmendRoundPrice> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record what an investor undertakes to pay")
    @PostMapping("/{id}/rounds/{round}/commitments")
    ResponseEntity<?> commit(@PathVariable CompanyId id, Write<CommitToRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Amend what an investor undertakes to pay in all")
    @PostMapping("/{id}/rounds/{round}/commitment-amendments")
    ResponseEntity<?> amendCommitment(@PathVariable CompanyId id, Write<AmendCommitment> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that an investor withdraws what it has not paid yet")
    @PostMapping("/{id}/rounds/{round}/withdrawals")
    ResponseEntity<?> withdraw(@PathVariable CompanyId id, Write<WithdrawCommitment> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Close a round, in one closing or one of several")
    @PostMapping("/{id}/rounds/{round}/closings")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> closeRound(@PathVariable CompanyId id, Write<CloseRound> write) {
        return write.to(id.value());
    }

    @Operation(
            summary = "Price a round from the record and close it: price, pool, conversions, adjusted ratios and new"
                    + " shares, by the function of the pro forma")
    @PostMapping("/{id}/rounds/{round}/pricings")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> closePricedRound(@PathVariable CompanyId id, Write<ClosePricedRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Cancel a round")
    @PostMapping("/{id}/rounds/{round}/cancellations")
    ResponseEntity<?> cancelRound(@PathVariable CompanyId id, Write<CancelRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Say which reported round this recorded one is")
    @PostMapping("/{id}/rounds/{round}/firm-ups")
    ResponseEntity<?> firmUp(@PathVariable CompanyId id, Write<FirmUpRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Report a round, from a press line or another source")
    @PostMapping("/{id}/reported-rounds")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> reportRound(@PathVariable CompanyId id, Write<ReportRound> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Report an investment in a round that nobody names")
    @PostMapping("/{id}/reported-investments")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> reportInvestment(@PathVariable CompanyId id, Write<ReportInvestment> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Report a total raised")
    @PostMapping("/{id}/reported-totals")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> reportTotal(@PathVariable CompanyId id, Write<ReportTotalRaised> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Report what a party holds on a date")
    @PostMapping("/{id}/reported-positions")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> reportPosition(@PathVariable CompanyId id, Write<ReportPosition> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Add claims from another source to anything reported")
    @PostMapping("/{id}/claims")
    ResponseEntity<?> addClaims(@PathVariable CompanyId id, Write<AddClaims> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Issue shares; every issuance makes a security")
    @PostMapping("/{id}/issuances")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> issue(@PathVariable CompanyId id, Write<IssueShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Transfer shares, also as a secondary sale")
    @PostMapping("/{id}/transfers")
    ResponseEntity<?> transfer(@PathVariable CompanyId id, Write<TransferShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Repurchase shares")
    @PostMapping("/{id}/repurchases")
    ResponseEntity<?> repurchase(@PathVariable CompanyId id, Write<RepurchaseShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Cancel shares")
    @PostMapping("/{id}/cancellations")
    ResponseEntity<?> cancelShares(@PathVariable CompanyId id, Write<CancelShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Retract an issuance that was never accepted, from a date on")
    @PostMapping("/{id}/retractions")
    ResponseEntity<?> retract(@PathVariable CompanyId id, Write<RetractIssuance> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Split or consolidate shares")
    @PostMapping("/{id}/splits")
    ResponseEntity<?> split(@PathVariable CompanyId id, Write<SplitShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a valuation")
    @PostMapping("/{id}/valuations")
    ResponseEntity<?> value(@PathVariable CompanyId id, Write<RecordValuation> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record compute credits committed outside a closing")
    @PostMapping("/{id}/compute-credits/commitments")
    ResponseEntity<?> commitCredits(@PathVariable CompanyId id, Write<CommitComputeCredits> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a delivery of compute credits")
    @PostMapping("/{id}/compute-credits/deliveries")
    ResponseEntity<?> deliverCredits(@PathVariable CompanyId id, Write<DeliverComputeCredits> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a consumption of compute credits")
    @PostMapping("/{id}/compute-credits/consumptions")
    ResponseEntity<?> consumeCredits(@PathVariable CompanyId id, Write<ConsumeComputeCredits> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record an expiry of compute credits")
    @PostMapping("/{id}/compute-credits/expiries")
    ResponseEntity<?> expireCredits(@PathVariable CompanyId id, Write<ExpireComputeCredits> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record the fair value of compute credits")
    @PostMapping("/{id}/compute-credits/revaluations")
    ResponseEntity<?> revalueCredits(@PathVariable CompanyId id, Write<RevalueComputeCredits> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a strategic right, e.g. that a party is the exclusive vendor")
    @PostMapping("/{id}/rights")
    ResponseEntity<?> grantRight(@PathVariable CompanyId id, Write<GrantRight> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that a right has ended")
    @PostMapping("/{id}/rights/endings")
    ResponseEntity<?> endRight(@PathVariable CompanyId id, Write<EndRight> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a distribution")
    @PostMapping("/{id}/distributions")
    ResponseEntity<?> distribute(@PathVariable CompanyId id, Write<PayDistribution> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record an impairment of an investment")
    @PostMapping("/{id}/impairments")
    ResponseEntity<?> impair(@PathVariable CompanyId id, Write<ImpairInvestment> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Write an investment off")
    @PostMapping("/{id}/write-offs")
    ResponseEntity<?> writeOff(@PathVariable CompanyId id, Write<WriteOffInvestment> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that the company was acquired")
    @PostMapping("/{id}/acquisitions")
    ResponseEntity<?> acquire(@PathVariable CompanyId id, Write<AcquireCompany> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record a listing")
    @PostMapping("/{id}/listings")
    ResponseEntity<?> list(@PathVariable CompanyId id, Write<ListCompany> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that a listing has ended")
    @PostMapping("/{id}/delistings")
    ResponseEntity<?> delist(@PathVariable CompanyId id, Write<DelistCompany> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that the company was dissolved")
    @PostMapping("/{id}/dissolutions")
    ResponseEntity<?> dissolve(@PathVariable CompanyId id, Write<DissolveCompany> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Close the company's books through a day")
    @PostMapping("/{id}/period-closes")
    ResponseEntity<?> closePeriod(@PathVariable CompanyId id, Write<ClosePeriod> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Ask that the company's books be opened again from a day on")
    @PostMapping("/{id}/reopenings")
    ResponseEntity<?> requestReopening(@PathVariable CompanyId id, Write<RequestReopening> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Approve the reopening that somebody else has asked for")
    @PostMapping("/{id}/reopenings/approvals")
    ResponseEntity<?> approveReopening(@PathVariable CompanyId id, Write<ApproveReopening> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Withdraw what was asked for")
    @PostMapping("/{id}/reopenings/withdrawals")
    ResponseEntity<?> withdrawReopening(@PathVariable CompanyId id, Write<WithdrawReopening> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Several commands, all or nothing; each sees what those before it did")
    @PostMapping("/{id}/batch")
    ResponseEntity<?> batch(@PathVariable CompanyId id, Write<Batch> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Correct recorded facts, or make them void, all or nothing; what they were stays known")
    @PostMapping("/{id}/corrections")
    ResponseEntity<?> correct(@PathVariable CompanyId id, Write<CorrectFacts> write) {
        return write.to(id.value());
    }

    @Operation(summary = "A company on a date, as it was known at a moment; its ETag is the version of its stream then")
    @GetMapping("/{id}")
    ResponseEntity<View> company(@PathVariable CompanyId id, Asked asked) {
        long knownAt = asked.at().knownAt();
        List<Recorded<CompanyEvent>> facts = history.of(id.value(), CompanyEvent.class, knownAt);
        View view = new View(id, facts.isEmpty() ? -1 : facts.getLast().version());
        for (Recorded<CompanyEvent> fact : Company.cut(asked.at(), facts).certain()) {
            view = fact.fact() instanceof LifeEvent event ? view.after(event) : view;
        }
        if (view.name().isEmpty()) {
            throw HttpProblem.unknown("company", id);
        }
        return Answers.versioned(view.version(), knownAt, view);
    }

    enum Status {
        PRIVATE,
        LISTED,
        ACQUIRED,
        DISSOLVED
    }

    record Listing(String exchange, String ticker) {}

    /**
     * A company on a date.
     *
     * @param party the party that the company is, when it is also an investor, a parent or an acquirer
     * @param version of its stream; sent back as If-Match
     */
    record View(
            CompanyId id,
            String name,
            @Nullable String localName,
            @Nullable String country,
            @Nullable String sector,
            @Nullable PartyId party,
            Status status,
            List<Listing> listings,
            @Nullable PartyId acquirer,
            long version) {
        View(CompanyId id, long version) {
            this(id, "", null, null, null, null, Status.PRIVATE, List.of(), null, version);
        }

        View after(LifeEvent event) {
            return switch (event) {
                case LifeEvent.CompanyRegistered registered ->
                    new View(
                            id,
                            registered.name(),
                            registered.localName(),
                            registered.country(),
                            registered.sector(),
                            registered.party(),
                            status,
                            listings,
                            acquirer,
                            version);
                case LifeEvent.CompanyRenamed renamed ->
                    new View(
                            id,
                            renamed.name(),
                            renamed.localName(),
                            country,
                            sector,
                            party,
                            status,
                            listings,
                            acquirer,
                            version);
                case LifeEvent.CompanyListed listed -> {
                    List<Listing> more = new ArrayList<>(listings);
                    more.add(new Listing(listed.exchange(), listed.ticker()));
                    yield become(Status.LISTED, more, acquirer);
                }
                case LifeEvent.CompanyDelisted delisted -> {
                    List<Listing> left = listings.stream()
                            .filter(listing -> !listing.exchange().equals(delisted.exchange()))
                            .toList();
                    yield become(left.isEmpty() && status == Status.LISTED ? Status.PRIVATE : status, left, acquirer);
                }
                case LifeEvent.CompanyAcquired acquired -> become(Status.ACQUIRED, listings, acquired.acquirer());
                case LifeEvent.CompanyDissolved dissolved -> become(Status.DISSOLVED, listings, acquirer);
            };
        }

        private View become(Status now, List<Listing> at, @Nullable PartyId by) {
            return new View(id, name, localName, country, sector, party, now, at, by, version);
        }
    }
}

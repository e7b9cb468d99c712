package io.dealledger.company;

import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.ledger.CompanyId;
import io.dealledger.receipts.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands about what can become shares, one address for each. */
@RestController
@RequestMapping(path = "/api/companies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Instruments", description = "Stock plans, grants, vesting, convertibles, warrants")
class InstrumentController {
    @Operation(summary = "Adopt a stock plan with its pool")
    @PostMapping("/{id}/stock-plans")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> adoptPlan(@PathVariable CompanyId id, Write<AdoptStockPlan> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Adjust the shares reserved for a plan")
    @PostMapping("/{id}/stock-plans/{plan}/pool-adjustments")
    ResponseEntity<?> adjustPool(@PathVariable CompanyId id, Write<AdjustPool> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Return shares to the pool that had stayed out of it")
    @PostMapping("/{id}/stock-plans/{plan}/returns")
    ResponseEntity<?> returnToPool(@PathVariable CompanyId id, Write<ReturnToPool> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Grant an option, a restricted stock unit or an appreciation right")
    @PostMapping("/{id}/grants")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> grant(@PathVariable CompanyId id, Write<GrantEquityCompensation> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Exercise a grant, for cash, net of its price, or for its appreciation")
    @PostMapping("/{id}/exercises")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> exerciseGrant(@PathVariable CompanyId id, Write<ExerciseGrant> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Release restricted stock units as shares")
    @PostMapping("/{id}/releases")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> releaseGrant(@PathVariable CompanyId id, Write<ReleaseGrant> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that a party's service ended: what has not vested is forfeited")
    @PostMapping("/{id}/terminations")
    ResponseEntity<?> endService(@PathVariable CompanyId id, Write<RecordServiceEnd> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Define vesting terms by their conditions")
    @PostMapping("/{id}/vesting-terms")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> defineVestingTerms(@PathVariable CompanyId id, Write<DefineVestingTerms> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Start the vesting of a security")
    @PostMapping("/{id}/vesting-starts")
    ResponseEntity<?> startVesting(@PathVariable CompanyId id, Write<StartVesting> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that the condition of a security's vesting is met")
    @PostMapping("/{id}/vesting-events")
    ResponseEntity<?> recordVestingEvent(@PathVariable CompanyId id, Write<RecordVestingEvent> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Accelerate the vesting of a security")
    @PostMapping("/{id}/vesting-accelerations")
    ResponseEntity<?> accelerateVesting(@PathVariable CompanyId id, Write<AccelerateVesting> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Issue a note, a SAFE or another convertible")
    @PostMapping("/{id}/convertibles")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> issueConvertible(@PathVariable CompanyId id, Write<IssueConvertible> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Amend the terms of a convertible from a date on; what is left out stays")
    @PostMapping("/{id}/convertibles/{security}/amendments")
    ResponseEntity<?> amendConvertible(@PathVariable CompanyId id, Write<AmendConvertible> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Elect the terms of a later convertible by a most-favoured clause")
    @PostMapping("/{id}/convertibles/{security}/elections")
    ResponseEntity<?> electTerms(@PathVariable CompanyId id, Write<ElectMostFavouredTerms> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Convert a convertible, whole or in part, into shares")
    @PostMapping("/{id}/convertibles/{security}/conversions")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> convertConvertible(@PathVariable CompanyId id, Write<ConvertConvertible> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Issue a warrant")
    @PostMapping("/{id}/warrants")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> issueWarrant(@PathVariable CompanyId id, Write<IssueWarrant> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Exercise a warrant, for cash or net of its price")
    @PostMapping("/{id}/warrants/{security}/exercises")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> exerciseWarrant(@PathVariable CompanyId id, Write<ExerciseWarrant> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Transfer a grant, a warrant or a convertible, whole or in part")
    @PostMapping("/{id}/instruments/{security}/transfers")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> transferInstrument(@PathVariable CompanyId id, Write<TransferInstrument> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Cancel a grant, a warrant or a convertible, whole or in part")
    @PostMapping("/{id}/instruments/{security}/cancellations")
    ResponseEntity<?> cancelInstrument(@PathVariable CompanyId id, Write<CancelInstrument> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that a grant or a warrant has lapsed after its last day")
    @PostMapping("/{id}/instruments/{security}/expiries")
    ResponseEntity<?> expireInstrument(@PathVariable CompanyId id, Write<ExpireInstrument> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record that its holder accepted a security")
    @PostMapping("/{id}/acceptances")
    ResponseEntity<?> acceptSecurity(@PathVariable CompanyId id, Write<AcceptSecurity> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Convert shares of one class into another")
    @PostMapping("/{id}/conversions")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> convertShares(@PathVariable CompanyId id, Write<ConvertShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Issue the shares of a security anew to its holder")
    @PostMapping("/{id}/reissuances")
    ResponseEntity<?> reissueShares(@PathVariable CompanyId id, Write<ReissueShares> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Adjust the shares that the company may issue in all classes")
    @PostMapping("/{id}/authorised-shares")
    ResponseEntity<?> adjustTotalAuthorised(@PathVariable CompanyId id, Write<AdjustTotalAuthorised> write) {
        return write.to(id.value());
    }

    @Operation(summary = "Record approvals, exemptions, legends and other particulars that change no figure")
    @PostMapping("/{id}/particulars")
    ResponseEntity<?> recordParticulars(@PathVariable CompanyId id, Write<RecordParticulars> write) {
        return write.to(id.value());
    }
}

package io.dealledger.fx;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
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

/** Commands about exchange rates. */
@RestController
@RequestMapping(path = "/api/fx-rates", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Exchange rates", description = "Rates and bands, as facts with a date and a source")
class FxController {
    @Operation(summary = "Record a rate, or the band of a peg")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> record(Write<RecordExchangeRate> write) {
        return write.to("", command -> command.pair().stream());
    }

    @Operation(
            summary = "Correct recorded rates of a pair, in either direction like USD-HKD, or make them void, all or"
                    + " nothing; what they were stays known")
    @PostMapping("/{pair}/corrections")
    ResponseEntity<?> correct(@PathVariable String pair, Write<CorrectFacts> write) {
        return write.to(CurrencyPair.of(pair.replace('-', '/')).stream());
    }
}

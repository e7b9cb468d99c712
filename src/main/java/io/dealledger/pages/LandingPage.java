package io.dealledger.pages;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what this is and where to go on. */
@Hidden
@RestController
class LandingPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>The deal ledger</title>
            <style>
              body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
              dt { margin-top: 1rem; font-weight: 600; }
              dd { margin: 0; }
            </style>
            <h1>The deal ledger</h1>
            <p>Funding rounds as immutable events. From the events alone: cap tables, investor exposure and valuation
            history at any point in time.</p>
            <dl>
              <dt><a href="/swagger-ui.html">The API, to read and to try</a></dt>
              <dd>Every address with its parameters and answers. Sign in there with one of the service's users.</dd>
              <dt><a href="/v3/api-docs">The same as OpenAPI 3.1</a></dt>
              <dd>For programs.</dd>
              <dt><a href="/problems">Problems</a></dt>
              <dd>What each type of refusal means.</dd>
              <dt><a href="/actuator/health">Health</a></dt>
              <dd>Whether the ledger is ready: database, sample deals, projection.</dd>
            </dl>
            </html>
            """;

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> landing() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(PAGE);
    }
}

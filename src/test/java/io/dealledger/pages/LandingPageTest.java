package io.dealledger.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningLedger
class LandingPageTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    private final LedgerHttp http;

    LandingPageTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
    }

    @Test
    void it_leads_everybody_to_pages_that_are_there() {
        Answer page = http.anonymous().get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        List<String> links =
                LINK.matcher(page.text()).results().map(link -> link.group(1)).toList();
        assertThat(links).contains("/swagger-ui.html", "/v3/api-docs", "/actuator/health");
        for (String link : links) {
            assertThat(http.anonymous().get(link).status()).as(link).isIn(200, 302);
        }
    }
}

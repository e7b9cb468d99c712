package io.dealledger.pages;

import io.dealledger.access.EmbeddedPassword;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The one thing that a start prints. */
@Component
class StartScreen {
    private final @Nullable EmbeddedPassword password;
    private final boolean sample;
    private int port;

    StartScreen(ObjectProvider<EmbeddedPassword> password, @Value("${ledger.sample:true}") boolean sample) {
        this.password = password.getIfAvailable();
        this.sample = sample;
    }

    @EventListener
    void on(WebServerInitializedEvent listening) {
        if (listening.getApplicationContext().getServerNamespace() == null) {
            port = listening.getWebServer().getPort();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        PrintStream console = System.out;
        console.print(password == null ? served(port) : embedded(port, password, sample));
        console.flush();
    }

    static String served(int port) {
        return "The deal ledger is ready on port " + port + ": API at /swagger-ui.html, health at /actuator/health.\n";
    }

    static String embedded(int port, EmbeddedPassword password, boolean sample) {
        String secret = password.generated() ? password.value() : "$DEAL_LEDGER_PASSWORD";
        String base = "http://127.0.0.1:" + port;
        String first = sample
                ? "curl -u \"auditor:%s\" \"%s/api/parties/pa_alibaba/exposure?asOf=2024-03-11\""
                : "curl -u \"auditor:%s\" \"%s/api/journal?limit=10\"";
        String second = sample
                ? "curl -u \"auditor:%s\" \"%s/api/companies/co_exemplar/cap-table?asOf=2023-12-31\""
                : "curl -u \"auditor:%s\" \"%s/problems\"";
        return """

                The deal ledger is ready.

                  API, to read and to try   %2$s/swagger-ui.html
                  health                    %2$s/actuator/health

                  users     backoffice (writes and reads), auditor (reads), controller (closes), operator (rebuilds)
                  password  %3$s

                  %4$s
                  %5$s
                  curl -u "backoffice:%1$s" -H "Content-Type: application/json" -H "Idempotency-Key: hello-1" \
                -d '{"id":"pa_hello","name":"Hello Ventures","kind":"FUND"}' %2$s/api/parties

                Ctrl-C stops it; what was recorded stays.
                """.formatted(
                secret,
                base,
                password.generated() ? password.value() + "   (for this run)" : "the one in DEAL_LEDGER_PASSWORD",
                first.formatted(secret, base),
                second.formatted(secret, base));
    }
}

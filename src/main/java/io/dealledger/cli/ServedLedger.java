package io.dealledger.cli;

import java.io.Console;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command speaks to, and as whom. What is written goes through a server: it alone numbers events. */
final class ServedLedger {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the server. Default: ${DEFAULT-VALUE}.")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--as",
            paramLabel = "USER",
            defaultValue = "backoffice",
            description =
                    "User of an embedded ledger; its password is taken from DEAL_LEDGER_PASSWORD, or asked for. An"
                            + " access token in DEAL_LEDGER_TOKEN goes before both. Default: ${DEFAULT-VALUE}.")
    private String user = "backoffice";

    private final Map<String, String> environment;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private @Nullable String authorization;

    ServedLedger(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A request with the caller's name, to be completed. @param target path and query */
    HttpRequest.Builder request(String target) {
        String base = server.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target));
        String known = authorization();
        return known.isEmpty() ? request : request.header("Authorization", known);
    }

    CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private String authorization() {
        String known = authorization;
        if (known == null) {
            known = found();
            authorization = known;
        }
        return known;
    }

    private String found() {
        String token = environment.getOrDefault("DEAL_LEDGER_TOKEN", "");
        if (!token.isBlank()) {
            return "Bearer " + token.strip();
        }
        String password = Optional.ofNullable(environment.get("DEAL_LEDGER_PASSWORD"))
                .or(() -> Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> new String(console.readPassword("Password of %s: ", user))))
                .orElse("");
        return password.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

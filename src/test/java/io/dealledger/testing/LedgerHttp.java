package io.dealledger.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running ledger over HTTP, as a back-office system or an auditor would. Immutable: {@code with} makes another. */
public final class LedgerHttp {
    public static final String PASSWORD = "a password for tests";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicLong KEYS = new AtomicLong();

    private final String base;
    private final @Nullable String authorization;

    private LedgerHttp(String base, @Nullable String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    public static LedgerHttp at(int port) {
        return new LedgerHttp("http://127.0.0.1:" + port, null).as("backoffice");
    }

    /** As one of the users of the embedded mode. */
    public LedgerHttp as(String user) {
        return signedInWith(user, PASSWORD);
    }

    public LedgerHttp signedInWith(String user, String password) {
        String pair = user + ":" + password;
        return new LedgerHttp(
                base, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    public LedgerHttp bearing(String token) {
        return new LedgerHttp(base, "Bearer " + token);
    }

    public LedgerHttp anonymous() {
        return new LedgerHttp(base, null);
    }

    public static String newKey() {
        return "key-" + KEYS.incrementAndGet();
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** With a new idempotency key. @param headers names and values in turn */
    public Answer post(String path, String body, String... headers) {
        return postAgain(newKey(), path, body, headers);
    }

    public Answer postAgain(String key, String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Nothing but what is given. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        return send(request(path, headers)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Position of the newest event. */
    public long head() {
        return Long.parseLong(as("auditor")
                .get("/api/journal?limit=1")
                .header("Ledger-Position")
                .orElseThrow());
    }

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A text in the body, by JSON pointer. */
        public String at(String pointer) {
            JsonNode node = json().at(pointer);
            return node.isString() ? node.stringValue() : node.toString();
        }

        public long number(String pointer) {
            return json().at(pointer).longValue();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + "\n" + response.body();
        }
    }
}

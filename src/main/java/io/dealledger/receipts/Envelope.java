package io.dealledger.receipts;

import io.dealledger.access.Caller;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.Evidence;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What comes around the body of a write, whatever the body is.
 *
 * @param idempotencyKey absent on dry runs only
 * @param fingerprint of the request, to tell another one under the same key
 * @param accountingOn marks late what is effective in a closed period; absent when nothing is late
 */
public record Envelope(
        Caller caller,
        @Nullable String idempotencyKey,
        String fingerprint,
        boolean dryRun,
        @Nullable String correlationId,
        List<Evidence> evidence,
        @Nullable LocalDate accountingOn) {
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern EVIDENCE =
            Pattern.compile("sha256=([0-9a-f]{64})\\s*;\\s*kind=(?:\"([^\"\\p{Cntrl}]{1,100})\"|([A-Za-z0-9-]{1,100}))"
                    + "(?:\\s*;\\s*page=(?:\"([^\"\\p{Cntrl}]{1,50})\"|([A-Za-z0-9-]{1,50})))?");
    private static final int MOST_EVIDENCE = 20;

    public Envelope {
        evidence = List.copyOf(evidence);
    }

    /** @throws HttpProblem when a header or a parameter is not what it has to be */
    public static Envelope of(
            HttpServletRequest request, byte[] body, boolean dryRun, @Nullable LocalDate accountingOn) {
        return new Envelope(
                Caller.of(Objects.requireNonNull(request.getUserPrincipal(), "a write without a caller")),
                dryRun ? null : key(request),
                fingerprint(request, body),
                dryRun,
                correlation(request),
                evidence(request),
                accountingOn);
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.isEmpty()) {
            throw HttpProblem.of(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "A write carries an Idempotency-Key of its own; only dry runs do without",
                    List.of(new Wrong("/Idempotency-Key", "missing")));
        }
        return visible("Idempotency-Key", keys);
    }

    private static @Nullable String correlation(HttpServletRequest request) {
        List<String> ids = Collections.list(request.getHeaders("Correlation-Id"));
        return ids.isEmpty() ? null : visible("Correlation-Id", ids);
    }

    private static String visible(String header, List<String> given) {
        if (given.size() > 1) {
            throw HttpProblem.parameter(header, "repeated", "it is given " + given.size() + " times");
        }
        if (!VISIBLE.matcher(given.getFirst()).matches()) {
            throw HttpProblem.parameter(header, "malformed", "it is 1 to 255 visible characters of ASCII");
        }
        return given.getFirst();
    }

    private static List<Evidence> evidence(HttpServletRequest request) {
        List<Evidence> evidence = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("Evidence"))) {
            Matcher form = EVIDENCE.matcher(header.strip());
            if (!form.matches()) {
                throw HttpProblem.parameter(
                        "Evidence", "malformed", "it is like sha256=<64 hex digits>; kind=\"term sheet\"; page=3");
            }
            evidence.add(new Evidence(
                    form.group(1),
                    form.group(2) == null ? form.group(3) : form.group(2),
                    form.group(4) == null ? form.group(5) : form.group(4)));
        }
        if (evidence.size() > MOST_EVIDENCE) {
            throw HttpProblem.parameter("Evidence", "too-many", "a command has at most " + MOST_EVIDENCE);
        }
        return evidence;
    }

    /** Of method, path, query and raw body, each with its length, so that no two requests look the same. */
    static String fingerprint(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : Arrays.asList(request.getMethod(), request.getRequestURI(), request.getQueryString())) {
                byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            digest.update(body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

package io.dealledger.tieout;

import io.dealledger.http.Answers;
import io.dealledger.http.ApiDescription;
import io.dealledger.http.Asked;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.http.Schemas;
import io.dealledger.ledger.CompanyId;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a list of positions and answers how it differs. A question with a body: it is posted, and nothing is recorded. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tie-out", description = "External lists of positions against the ledger; nothing is recorded")
class TieOutController {
    private static final String CSV = "text/csv";
    private static final String ZIP = "application/zip";

    /** What all lists that are compared at a time may weigh; the largest weighs as much alone. */
    private static final int TURNS = 16;

    private static final int BYTES_OF_A_TURN = 1 << 20;
    /** What is packed may unfold to a thousand times as much, but seldom to more than some fifty times. */
    private static final int PACKED_BYTES_OF_A_TURN = 1 << 14;

    private static final int PATIENCE_SECONDS = 10;

    private final TieOuts tieOuts;
    private final BodyReader bodies;
    private final int mostBytes;
    private final long mostUnfolded;
    /** A list at its largest takes some two hundred megabytes while it is compared. */
    private final Semaphore turns = new Semaphore(TURNS, true);

    TieOutController(
            TieOuts tieOuts,
            BodyReader bodies,
            @Value("${ledger.tie-out.max-body:16MB}") DataSize mostBytes,
            @Value("${ledger.tie-out.max-unfolded:64MB}") DataSize mostUnfolded) {
        this.tieOuts = tieOuts;
        this.bodies = bodies;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
        this.mostUnfolded = mostUnfolded.toBytes();
    }

    @PostMapping(
            path = "/api/companies/{company}/tie-outs",
            consumes = {CSV, MediaType.APPLICATION_JSON_VALUE, ZIP})
    ResponseEntity<TieOut> tieOut(@PathVariable CompanyId company, Asked asked, HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            throw new HttpMediaTypeNotSupportedException(
                    type, List.of(new MediaType(MediaType.parseMediaType(CSV), StandardCharsets.UTF_8)));
        }
        byte[] body = body(request);
        TieOut answer = inTurn(
                        weight(type, body),
                        () -> tieOuts.of(
                                company, asked.at(), read(type, body, asked.at().asOf()), sha256(body)))
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(answer.position(), answer);
    }

    private ExternalList read(MediaType type, byte[] body, LocalDate asOf) {
        if (type.isCompatibleWith(MediaType.parseMediaType(CSV))) {
            return CsvPositions.read(body);
        }
        return type.isCompatibleWith(MediaType.APPLICATION_JSON)
                ? OcfPositions.json(body, asOf, bodies)
                : OcfPositions.zip(body, mostUnfolded, asOf, bodies);
    }

    private static int weight(MediaType type, byte[] body) {
        boolean packed = type.isCompatibleWith(MediaType.parseMediaType(ZIP));
        return Math.min(TURNS, 1 + body.length / (packed ? PACKED_BYTES_OF_A_TURN : BYTES_OF_A_TURN));
    }

    private <T> T inTurn(int weight, Supplier<T> question) {
        boolean turn = false;
        try {
            turn = turns.tryAcquire(weight, PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (turn) {
                return question.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (turn) {
                turns.release(weight);
            }
        }
        throw HttpProblem.of(ProblemType.BUSY, "Other lists are being compared just now")
                .withHeader(HttpHeaders.RETRY_AFTER, Integer.toString(PATIENCE_SECONDS));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= mostBytes) {
            byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
            if (body.length <= mostBytes) {
                return body;
            }
        }
        throw HttpProblem.of(ProblemType.BODY_TOO_LARGE, "A list of positions has at most " + mostBytes + " bytes")
                .withFigure("most", Integer.toString(mostBytes));
    }

    /** The body comes in one of three forms, which no annotation says. */
    @Configuration(proxyBeanMethods = false)
    static class Described {
        @Bean
        GlobalOperationCustomizer tieOutBodies(Schemas schemas) {
            return (operation, method) -> {
                if (method.getBeanType() != TieOutController.class) {
                    return operation;
                }
                operation.setSummary("Compare an external list of positions with the cap table; nothing is recorded");
                operation.setDescription("CSV in UTF-8 with a header row of holder (a party's id, or its name to the"
                        + " letter), class, quantity, and optionally security (then both sides are compared security by"
                        + " security); or the stakeholders, stock classes and transactions of an OCF 1.2.0 package, as a"
                        + " ZIP or as a JSON array of its files. Answers matches; breaks by kind, each with both figures;"
                        + " and control totals of both sides. It is a question: it needs no Idempotency-Key, auditors may"
                        + " ask it, and it leaves no event and no receipt.");
                Content content = new Content();
                content.addMediaType(CSV, body("string").example("holder,class,quantity\npa_founder,Common,1000000\n"));
                content.addMediaType(MediaType.APPLICATION_JSON_VALUE, body("array"));
                content.addMediaType(ZIP, body("string"));
                operation.setRequestBody(new RequestBody().required(true).content(content));
                ApiDescription.problems(operation, List.of("400", "401", "403", "404", "413", "415", "422", "503"));
                return operation;
            };
        }

        private static io.swagger.v3.oas.models.media.MediaType body(String type) {
            Schema<Object> schema = new JsonSchema();
            schema.addType(type);
            if (type.equals("array")) {
                Schema<Object> file = new JsonSchema();
                file.addType("object");
                schema.items(file);
            }
            return new io.swagger.v3.oas.models.media.MediaType().schema(schema);
        }
    }
}

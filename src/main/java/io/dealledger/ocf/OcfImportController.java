package io.dealledger.ocf;

import io.dealledger.http.Answers;
import io.dealledger.http.ApiDescription;
import io.dealledger.http.AskedResolver;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.http.Schemas;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.CompanyId;
import io.dealledger.money.InvalidValue;
import io.dealledger.ocf.Imports.Answered;
import io.dealledger.ocf.Imports.Asked;
import io.dealledger.ocf.OcfImport.Mode;
import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.receipts.Envelope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes packages of the Open Cap Table Format. */
@RestController
@RequestMapping(path = "/api/ocf/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "OCF", description = "The Open Cap Table Format 1.2.0, in and out")
class OcfImportController {
    private static final String ZIP = "application/zip";
    static final String REPLAYED = "Idempotency-Replayed";

    /** What all packages that are taken at a time may weigh; a large one is taken alone. */
    private static final int TURNS = 16;

    private static final int BYTES_OF_A_TURN = 1 << 16;
    private static final int PATIENCE_SECONDS = 10;

    private final Imports imports;
    private final BodyReader bodies;
    private final int mostBytes;
    private final long mostUnfolded;
    private final int mostObjects;
    private final Semaphore turns = new Semaphore(TURNS, true);

    OcfImportController(
            Imports imports,
            BodyReader bodies,
            @Value("${ledger.ocf.max-body:32MB}") DataSize mostBytes,
            @Value("${ledger.ocf.max-unfolded:256MB}") DataSize mostUnfolded,
            @Value("${ledger.ocf.max-objects:250000}") int mostObjects) {
        this.imports = imports;
        this.bodies = bodies;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
        this.mostUnfolded = mostUnfolded.toBytes();
        this.mostObjects = mostObjects;
    }

    @Operation(summary = "Import a package of OCF 1.2.0 as commands, decided by the same law as all others")
    @PostMapping(consumes = {ZIP, MediaType.APPLICATION_JSON_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<?> take(
            @Parameter(description = "Taken whole or not at all, or as far as it is valid")
                    @RequestParam(defaultValue = "ALL_OR_NOTHING")
                    String mode,
            @Parameter(
                            description =
                                    "Into this company, which may be there already; else its id is made of the issuer's")
                    @RequestParam(required = false)
                    @Nullable
                    String company,
            @Parameter(description = "Works it out, answers, and records nothing") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "Marks late what is effective in a closed period")
                    @RequestParam(required = false)
                    @Nullable
                    String accountingOn,
            HttpServletRequest request)
            throws IOException {
        Mode how = mode(mode);
        CompanyId named = company == null ? null : company(company);
        LocalDate late = accountingOn == null ? null : AskedResolver.day(CommandMetadata.ACCOUNTING_ON, accountingOn);
        byte[] body = body(request);
        Envelope envelope = Envelope.of(request, body, dryRun, late);
        boolean zip = MediaType.parseMediaType(String.valueOf(request.getContentType()))
                .isCompatibleWith(MediaType.parseMediaType(ZIP));
        Answered answered = inTurn(Math.min(TURNS, 1 + body.length / BYTES_OF_A_TURN), () -> {
            OcfPackage of = zip
                    ? PackageReader.zip(body, mostUnfolded, mostObjects, bodies)
                    : PackageReader.json(body, mostObjects, bodies);
            return imports.answer(new Asked(of, named == null ? derived(of) : named, named != null, how, envelope));
        });
        return rendered(answered, request.getRequestURI());
    }

    @Operation(summary = "The imports that are under way here, and how far they have come")
    @GetMapping
    List<OcfProgress> running() {
        return imports.running();
    }

    private static ResponseEntity<?> rendered(Answered answered, String instance) {
        OcfImport report = answered.report();
        HttpProblem problem = answered.problem();
        if (problem != null) {
            ResponseEntity.BodyBuilder response =
                    ResponseEntity.status(problem.status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
            if (answered.replayed()) {
                response.header(REPLAYED, "true");
            }
            return response.body(OcfImportProblem.of(problem.problem(instance), report));
        }
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(report.recorded() ? HttpStatus.CREATED : HttpStatus.OK);
        if (report.version() != null && report.position() != null) {
            response.eTag(Answers.versionTag(report.version()))
                    .header(Answers.LEDGER_POSITION, report.position().toString())
                    .header(HttpHeaders.LOCATION, "/api/companies/" + report.company());
        }
        if (answered.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.body(report);
    }

    private static Mode mode(String given) {
        for (Mode mode : Mode.values()) {
            if (mode.name().equals(given)) {
                return mode;
            }
        }
        throw HttpProblem.parameter("mode", "unknown-word", "it is " + List.of(Mode.values()));
    }

    private static CompanyId company(String given) {
        try {
            return new CompanyId(given);
        } catch (InvalidValue wrong) {
            throw HttpProblem.parameter("company", wrong.code(), String.valueOf(wrong.getMessage()));
        }
    }

    private static CompanyId derived(OcfPackage of) {
        return of.issuer()
                .map(OcfObject::id)
                .filter(id -> !id.isEmpty())
                .map(id -> new CompanyId(ObjectIds.ours(CompanyId.PREFIX, id)))
                .orElseThrow(() -> HttpProblem.of(
                        ProblemType.INVALID_BODY,
                        "The package has no manifest with an issuer that has an id: name the company by ?company=co_…",
                        List.of(new Wrong("/issuer/id", "missing"))));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= mostBytes) {
            byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
            if (body.length <= mostBytes) {
                return body;
            }
        }
        throw HttpProblem.of(ProblemType.BODY_TOO_LARGE, "A package has at most " + mostBytes + " bytes")
                .withFigure("most", Integer.toString(mostBytes));
    }

    private <T> T inTurn(int weight, Supplier<T> work) {
        boolean turn = false;
        try {
            turn = turns.tryAcquire(weight, PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (turn) {
                return work.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (turn) {
                turns.release(weight);
            }
        }
        throw HttpProblem.of(ProblemType.BUSY, "Other packages are being taken just now")
                .withHeader(HttpHeaders.RETRY_AFTER, Integer.toString(PATIENCE_SECONDS));
    }

    /** The body comes in one of two forms, which no annotation says. */
    @Configuration(proxyBeanMethods = false)
    static class Described {
        @Bean
        GlobalOperationCustomizer ocfImports(Schemas schemas) {
            return (operation, method) -> {
                if (method.getBeanType() != OcfImportController.class
                        || !method.getMethod().getName().equals("take")) {
                    return operation;
                }
                operation.setDescription(
                        "A ZIP of the package's files, or one JSON object of them by name. The report names what could not be"
                                + " taken, why and what follows from it; what was assumed; what the ledger has no place for;"
                                + " the order within each day, which OCF leaves open; and the ids.");
                Content content = new Content();
                content.addMediaType(ZIP, body("string"));
                content.addMediaType(MediaType.APPLICATION_JSON_VALUE, body("object"));
                operation.setRequestBody(new RequestBody().required(true).content(content));
                Schema<Object> text = new JsonSchema();
                text.addType("string");
                HeaderParameter key = new HeaderParameter();
                key.name("Idempotency-Key")
                        .description(
                                "1 to 255 visible ASCII characters of the client's choice; mandatory unless dryRun=true")
                        .schema(text)
                        .required(false);
                operation.addParametersItem(key);
                ApiResponses answers = new ApiResponses();
                answers.addApiResponse("201", answer(schemas, "Recorded, as far as the report says"));
                answers.addApiResponse("200", answer(schemas, "What a dry run would record"));
                answers.addApiResponse(
                        "422",
                        new ApiResponse()
                                .description("Not taken; the report says why")
                                .content(new Content()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                new io.swagger.v3.oas.models.media.MediaType()
                                                        .schema(schemas.of(OcfImportProblem.class)))));
                operation.setResponses(answers);
                ApiDescription.problems(operation, List.of("400", "401", "403", "409", "413", "415", "503"));
                return operation;
            };
        }

        private static ApiResponse answer(Schemas schemas, String description) {
            return new ApiResponse()
                    .description(description)
                    .content(new Content()
                            .addMediaType(
                                    MediaType.APPLICATION_JSON_VALUE,
                                    new io.swagger.v3.oas.models.media.MediaType()
                                            .schema(schemas.of(OcfImport.class))));
        }

        private static io.swagger.v3.oas.models.media.MediaType body(String type) {
            Schema<Object> schema = new JsonSchema();
            schema.addType(type);
            return new io.swagger.v3.oas.models.media.MediaType().schema(schema);
        }
    }
}

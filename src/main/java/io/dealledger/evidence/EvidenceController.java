package io.dealledger.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.access.Caller;
import io.dealledger.evidence.Documents.Citation;
import io.dealledger.evidence.Documents.Held;
import io.dealledger.evidence.Documents.Pointer;
import io.dealledger.evidence.Documents.Verified;
import io.dealledger.http.Answers;
import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/** Documents by their hash. The address of a document says what it must be, so that sending it twice is harmless. */
@RestController
@RequestMapping(path = "/api/evidence")
@Tag(name = "Evidence", description = "Documents that facts rest on, by their SHA-256")
class EvidenceController {
    static final int LOCATION = 1000;
    private static final int MOST = 1000;
    private static final int MOST_VERIFIED = 100;

    /**
     * What the ledger has of a document.
     *
     * @param held null when its bytes are not here
     * @param pointers where else it is kept
     * @param citations events that cite it, in their order
     * @param next position to go on behind; null when all are listed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Uses(
            String sha256,
            @Nullable Held held,
            List<Pointer> pointers,
            List<Citation> citations,
            @Nullable Long next) {}

    /**
     * @param checked how many documents were hashed once more
     * @param intact whether all of them still have their hash
     * @param mismatches those that have not
     * @param next hash to go on behind; null when all are checked
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Verification(
            int checked,
            boolean intact,
            List<Verified> mismatches,
            @Nullable String next) {}

    private final Documents documents;
    private final Positions positions;
    private final BodyReader bodies;
    private final long mostBytes;

    EvidenceController(
            Documents documents,
            Positions positions,
            BodyReader bodies,
            @Value("${ledger.evidence.max-size:64MB}") DataSize mostBytes) {
        this.documents = documents;
        this.positions = positions;
        this.bodies = bodies;
        this.mostBytes = mostBytes.toBytes();
    }

    @Operation(
            summary = "Hold a document",
            description = "The body is the document; it is refused unless it has the hash in the address. It needs no"
                    + " Idempotency-Key: what is held already stays as it is, with the Content-Type that came first."
                    + " 201 when it was not held before, 200 when it was.")
    @PutMapping(path = "/{sha256}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Uses> hold(@PathVariable String sha256, HttpServletRequest request, Principal principal)
            throws IOException {
        Digest.check(sha256);
        String mediaType = mediaType(request.getContentType());
        if (request.getContentLengthLong() > mostBytes) {
            throw tooLarge();
        }
        // A client that sends slowly must not hold a connection of the database: the document comes first.
        Path arrived = Files.createTempFile("evidence-", ".part");
        try {
            long bytes = receive(request.getInputStream(), arrived, sha256);
            boolean added;
            try (InputStream content = Files.newInputStream(arrived)) {
                added = documents.keep(
                        sha256, mediaType, bytes, content, Caller.of(principal).actor());
            }
            return answered(added, sha256);
        } finally {
            Files.deleteIfExists(arrived);
        }
    }

    /** @return how many bytes came */
    private long receive(InputStream body, Path file, String sha256) throws IOException {
        Digest digest = new Digest();
        long bytes = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            byte[] piece = new byte[1 << 16];
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                bytes += length;
                if (bytes > mostBytes) {
                    throw tooLarge();
                }
                digest.add(piece, length);
                out.write(piece, 0, length);
            }
        }
        String found = digest.hash();
        if (!found.equals(sha256)) {
            throw HttpProblem.of(
                            ProblemType.EVIDENCE_MISMATCH,
                            "The body has " + bytes + " bytes and the hash " + found + ", not " + sha256)
                    .withFigure("expected", sha256)
                    .withFigure("found", found)
                    .withFigure("bytes", Long.toString(bytes));
        }
        return bytes;
    }

    private HttpProblem tooLarge() {
        return HttpProblem.of(
                        ProblemType.BODY_TOO_LARGE,
                        "A document has at most " + mostBytes + " bytes here; a larger one stays a hash with a pointer")
                .withFigure("most", Long.toString(mostBytes));
    }

    private static String mediaType(@Nullable String given) {
        if (given == null) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            MediaType type = MediaType.parseMediaType(given);
            if (type.isConcrete() && given.length() <= 255) {
                return type.toString();
            }
        } catch (IllegalArgumentException malformed) {
            // Falls through: it could not be sent back either.
        }
        throw HttpProblem.parameter(HttpHeaders.CONTENT_TYPE, "not-a-media-type", "it is one like application/pdf");
    }

    @Operation(
            summary = "The document itself, as a download",
            description = "Hashed on the way: a document that no longer has its hash is never sent whole.")
    @GetMapping("/{sha256}")
    void document(@PathVariable String sha256, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Held held = known(sha256);
        // Not to be held in memory by who tags answers; the hash is the best tag there is.
        ShallowEtagHeaderFilter.disableContentCaching(request);
        HttpServletResponse answer = uncached(response);
        if (new ServletWebRequest(request, answer).checkNotModified("\"sha256-" + sha256 + "\"")) {
            return;
        }
        Digest digest = new Digest();
        for (int number = 0; number < held.chunks(); number++) {
            byte[] piece = documents.chunk(sha256, number).orElse(new byte[0]);
            digest.add(piece, piece.length);
            if (number == held.chunks() - 1 && !digest.hash().equals(sha256)) {
                throw damaged(sha256, number > 0);
            }
            if (number == 0) {
                begin(held, answer);
            }
            answer.getOutputStream().write(piece);
        }
        if (held.chunks() == 0) {
            begin(held, answer);
        }
    }

    /** The one that keeps answers in memory keeps their length to itself, also when it keeps nothing else. */
    private static HttpServletResponse uncached(HttpServletResponse response) {
        ContentCachingResponseWrapper wrapper =
                WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        return wrapper != null && wrapper.getResponse() instanceof HttpServletResponse beneath ? beneath : response;
    }

    private static void begin(Held held, HttpServletResponse response) {
        response.setContentType(held.mediaType());
        response.setContentLengthLong(held.bytes());
        // Somebody else's bytes: a browser is to keep them as a file, and to run nothing of them.
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + held.sha256() + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    /** Once a part has been sent, all that is left is to cut the answer off. */
    private static HttpProblem damaged(String sha256, boolean sent) throws IOException {
        if (sent) {
            throw new IOException("evidence " + sha256 + " no longer has its hash; the answer is cut off");
        }
        return HttpProblem.of(
                        ProblemType.EVIDENCE_DAMAGED,
                        "The bytes that are held no longer have the hash " + sha256 + "; they are not given out")
                .withFigure("sha256", sha256);
    }

    @Operation(summary = "Which events cite a document, and whether its bytes are held or pointed to")
    @GetMapping(path = "/{sha256}/uses", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Uses> uses(
            @PathVariable String sha256,
            @Parameter(description = "Position behind which citations are listed: the `next` of the page before")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Most events of the page, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit) {
        Digest.check(sha256);
        if (after < 0) {
            throw HttpProblem.parameter("after", "negative", "it is a position, 0 or more");
        }
        checkLimit(limit, MOST);
        long head = positions.head().position();
        Uses uses = of(sha256, after, head, limit);
        if (uses.held() == null && uses.pointers().isEmpty() && uses.citations().isEmpty() && after == 0) {
            throw HttpProblem.unknown("evidence", sha256);
        }
        return Answers.at(head, uses);
    }

    private Uses of(String sha256, long after, long head, int limit) {
        List<Citation> citations = documents.citations(sha256, after, head, limit + 1);
        // An event may cite a document twice: the limit is one of events.
        List<Long> events =
                citations.stream().map(Citation::position).distinct().toList();
        Long next = events.size() > limit ? events.get(limit - 1) : null;
        return new Uses(
                sha256,
                documents.held(sha256).orElse(null),
                documents.pointers(sha256),
                next == null
                        ? citations
                        : citations.stream()
                                .filter(citation -> citation.position() <= next)
                                .toList(),
                next);
    }

    @Operation(
            summary = "Say where a document is kept",
            description = "For a document that is not to be held here, or not only. Pointers are added and never"
                    + " changed; the same one twice is one. 201 when it is new, 200 when it was set before.")
    @PutMapping(
            path = "/{sha256}/pointer",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Uses> point(@PathVariable String sha256, HttpServletRequest request, Principal principal)
            throws IOException {
        Digest.check(sha256);
        byte[] body = request.getInputStream().readNBytes(1 << 16);
        PointTo pointer = bodies.read(bodies.tree(body), PointTo.class);
        String location = Words.check("location", pointer.location(), LOCATION);
        return answered(documents.point(sha256, location, Caller.of(principal).actor()), sha256);
    }

    private ResponseEntity<Uses> answered(boolean created, String sha256) {
        long head = positions.head().position();
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .header(Answers.LEDGER_POSITION, Long.toString(head))
                .body(of(sha256, 0, head, MOST_VERIFIED));
    }

    @Operation(summary = "Hash a held document once more")
    @GetMapping(path = "/{sha256}/verification", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Verified> verify(@PathVariable String sha256) {
        return Answers.at(positions.head().position(), documents.verify(known(sha256)));
    }

    @Operation(
            summary = "Hash the held documents once more, page by page",
            description = "In the order of their hashes. Takes as long as reading them does.")
    @GetMapping(path = "/verification", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Verification> verifyAll(
            @Parameter(description = "Hash behind which the page begins: the `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "Most documents of the page, 1 to 100") @RequestParam(defaultValue = "20")
                    int limit) {
        checkLimit(limit, MOST_VERIFIED);
        List<Held> held = documents.held(after == null ? "" : Digest.check("after", after), limit + 1);
        List<Held> page = held.subList(0, Math.min(limit, held.size()));
        List<Verified> mismatches = page.stream()
                .map(documents::verify)
                .filter(verified -> !verified.intact())
                .toList();
        return Answers.at(
                positions.head().position(),
                new Verification(
                        page.size(),
                        mismatches.isEmpty(),
                        mismatches,
                        held.size() > limit ? page.getLast().sha256() : null));
    }

    private Held known(String sha256) {
        Digest.check(sha256);
        Supplier<HttpProblem> unknown = () -> HttpProblem.unknown("evidence", sha256);
        return documents.held(sha256).orElseThrow(unknown);
    }

    private static void checkLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + most);
        }
    }
}

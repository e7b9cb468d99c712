package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyEvent;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Evidence;
import io.dealledger.ledger.History;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.Mode;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.receipts.Envelope;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Receipt;
import io.dealledger.receipts.Receipts;
import io.dealledger.receipts.Reply;
import io.dealledger.shell.Registered;
import io.dealledger.shell.Today;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Hands the commands of a package in: first its parties, each in a stream of its own, then everything else as one command to the
 * company, which is decided and recorded whole under the client's own key. What a crash leaves between the two is parties that
 * nobody holds anything for; the same request, sent again, finds them and goes on.
 */
@Component
final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final String EVIDENCE = "OCF package";
    private static final String ID_TAKEN = Refusal.typeOf(IdTaken.class);
    /** How often a package is worked out anew because somebody else wrote to its company meanwhile. */
    private static final int ATTEMPTS = 3;
    /** Most parties that are handed in and not answered yet. */
    private static final int IN_FLIGHT = 256;

    private static final long TOLD_EVERY = 10_000;

    private final CommandGateway gateway;
    private final Receipts receipts;
    private final History history;
    private final Positions positions;
    private final Registered registered;
    private final Today today;
    private final Map<String, OcfProgress> running = new ConcurrentHashMap<>();

    Imports(
            CommandGateway gateway,
            Receipts receipts,
            History history,
            Positions positions,
            Registered registered,
            Today today) {
        this.gateway = gateway;
        this.receipts = receipts;
        this.history = history;
        this.positions = positions;
        this.registered = registered;
        this.today = today;
    }

    /**
     * @param named whether the client names the company, which may then be there already
     */
    record Asked(OcfPackage of, CompanyId company, boolean named, Mode mode, Envelope envelope) {}

    /**
     * @param replayed whether the key had been used for the same request before
     * @param problem why nothing was recorded; absent when something was, or would be
     */
    record Answered(
            OcfImport report, boolean replayed, @Nullable HttpProblem problem) {}

    List<OcfProgress> running() {
        return List.copyOf(running.values());
    }

    Answered answer(Asked asked) {
        Optional<Receipt> kept = receipt(asked);
        if (kept.isPresent()) {
            return again(asked, kept.get());
        }
        String run = UUID.randomUUID().toString();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<Answered> answered = tried(asked, told(run, asked));
                if (answered.isPresent()) {
                    return answered.get();
                }
            }
        } finally {
            running.remove(run);
        }
        throw HttpProblem.of(ProblemType.BUSY, "Others keep writing to " + asked.company())
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    private LongConsumer told(String run, Asked asked) {
        int objects = asked.of().objects().size();
        running.put(run, new OcfProgress(asked.company().value(), objects, 0));
        long[] next = {TOLD_EVERY};
        return done -> {
            running.put(run, new OcfProgress(asked.company().value(), objects, done));
            if (done >= next[0]) {
                next[0] = done + TOLD_EVERY;
                LOG.info("Import into {}: {} of {} objects are worked out", asked.company(), done, objects);
            }
        };
    }

    private Optional<Receipt> receipt(Asked asked) {
        String key = asked.envelope().idempotencyKey();
        Optional<Receipt> found = key == null
                ? Optional.empty()
                : receipts.find(asked.envelope().caller().client(), key);
        found.ifPresent(receipt -> {
            if (!receipt.fingerprint().equals(asked.envelope().fingerprint())) {
                throw HttpProblem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was used for another request (another method, path, query or body)");
            }
        });
        return found;
    }

    /** The report is worked out again from what the ledger was before: it is the same. */
    private Answered again(Asked asked, Receipt receipt) {
        if (receipt.reply() instanceof Reply.Refused refused && refused.type().equals(ID_TAKEN)) {
            throw refused(refused).withHeader(OcfImportController.REPLAYED, "true");
        }
        long before = receipt.firstPosition() == Receipt.NO_EVENTS
                ? positions.at(receipt.recordedAt())
                : receipt.firstPosition() - 1;
        Worked worked = Importing.of(
                asked.of(),
                asked.company(),
                decidedOn(receipt, history.of(asked.company().value(), CompanyEvent.class, before)),
                today.dating(receipt.recordedAt()),
                _ -> {});
        return decided(asked, worked, receipt, true);
    }

    /** What others wrote between the decision and its receipt is no part of it. */
    private static List<Recorded<CompanyEvent>> decidedOn(Receipt receipt, List<Recorded<CompanyEvent>> before) {
        if (!(receipt.reply() instanceof Reply.Refused refused)
                || !refused.figures().containsKey(PackageNotTaken.VERSION)) {
            return before;
        }
        long version = Long.parseLong(refused.figures().get(PackageNotTaken.VERSION));
        return before.stream().filter(fact -> fact.version() <= version).toList();
    }

    private Answered decided(Asked asked, Worked worked, Receipt receipt, boolean replayed) {
        return switch (receipt.reply()) {
            case Reply.Accepted accepted ->
                new Answered(
                        report(
                                asked,
                                worked,
                                accepted.version(),
                                receipt.firstPosition() + accepted.events().size() - 1),
                        replayed,
                        null);
            case Reply.Refused refused -> new Answered(report(asked, worked, null, null), replayed, refused(refused));
        };
    }

    private static HttpProblem refused(Reply.Refused refused) {
        return HttpProblem.refused(
                refused.kind() == Refusal.Kind.NEVER_VALID ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT,
                refused.type(),
                refused.title(),
                refused.detail(),
                refused.figures(),
                List.of());
    }

    /** @return empty when the company has moved on meanwhile */
    private Optional<Answered> tried(Asked asked, LongConsumer progress) {
        Dating dating = today.dating();
        List<Recorded<CompanyEvent>> before = history.of(
                asked.company().value(), CompanyEvent.class, positions.head().position());
        long version = before.isEmpty() ? -1 : before.getLast().version();
        if (!asked.named() && !before.isEmpty()) {
            Refusal taken = new IdTaken(asked.company().value());
            Optional<Receipt> kept = kept(asked, taken, version);
            if (kept.isPresent()) {
                return Optional.of(again(asked, kept.get()));
            }
            throw refused(Reply.refused(taken));
        }
        Worked worked = Importing.of(asked.of(), asked.company(), before, dating, progress);
        OcfImport report = report(asked, worked, null, null);
        boolean whole = !worked.report().hasExceptions();
        if (worked.commands().isEmpty() || (asked.mode() == Mode.ALL_OR_NOTHING && !whole)) {
            Refusal refusal = PackageNotTaken.of(report, version);
            Optional<Receipt> kept = kept(asked, refusal, version);
            return Optional.of(
                    kept.isPresent()
                            ? again(asked, kept.get())
                            : new Answered(report, false, refused(Reply.refused(refusal))));
        }
        if (asked.envelope().dryRun()) {
            return Optional.of(new Answered(report, false, null));
        }
        register(asked, worked.parties());
        Outcome outcome = send(asked, new Batch(worked.commands()), version);
        return switch (outcome) {
            case Outcome.Decided decided ->
                decided.replayed()
                        ? receipt(asked).map(kept -> again(asked, kept))
                        : Optional.of(decided(asked, worked, decided.receipt(), false));
            case Outcome.Stale _ -> receipt(asked).map(kept -> again(asked, kept));
            case Outcome.Tried _ -> throw new IllegalStateException("an import that is recorded is no dry run");
        };
    }

    /** Under the client's own key. */
    private Outcome send(Asked asked, Object command, long version) {
        return gateway.sendAndWait(GenericCommandMessage.asCommandMessage(command)
                .andMetaData(metadata(
                                asked,
                                asked.company().value(),
                                version,
                                Objects.requireNonNull(asked.envelope().idempotencyKey()))
                        .asMap()));
    }

    /**
     * Keeps the refusal, as of every command.
     *
     * @return the receipt that the key had already, when somebody else used it meanwhile
     */
    private Optional<Receipt> kept(Asked asked, Refusal refusal, long version) {
        if (asked.envelope().dryRun()) {
            return Optional.empty();
        }
        Outcome outcome = send(asked, new RefusePackage(refusal, version), version);
        return outcome instanceof Outcome.Decided decided && decided.replayed() ? receipt(asked) : Optional.empty();
    }

    /** An id that is registered by now is what was asked for, whoever did it. */
    private void register(Asked asked, List<RegisterParty> parties) {
        List<CompletableFuture<Outcome>> flight = new ArrayList<>();
        for (RegisterParty party : parties) {
            PartyId id = Objects.requireNonNull(party.id());
            if (registered.test(id)) {
                continue;
            }
            CompletableFuture<Outcome> sent = gateway.send(GenericCommandMessage.asCommandMessage(party)
                    .andMetaData(
                            metadata(asked, id.value(), null, UUID.randomUUID().toString())
                                    .asMap()));
            flight.add(sent);
            if (flight.size() == IN_FLIGHT) {
                land(flight);
            }
        }
        land(flight);
    }

    private static void land(List<CompletableFuture<Outcome>> flight) {
        for (CompletableFuture<Outcome> sent : flight) {
            try {
                if (sent.join() instanceof Outcome.Decided decided
                        && decided.receipt().reply() instanceof Reply.Refused refused
                        && !refused.type().equals(ID_TAKEN)) {
                    throw refused(refused);
                }
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }
        flight.clear();
    }

    /** Keys of parties are in a scope of their own: the client's key is that of the whole. */
    private static CommandMetadata metadata(Asked asked, String stream, @Nullable Long version, String key) {
        Envelope envelope = asked.envelope();
        boolean whole = stream.equals(asked.company().value());
        List<Evidence> evidence = new ArrayList<>(envelope.evidence());
        evidence.add(new Evidence(asked.of().sha256(), EVIDENCE, null));
        String client = envelope.caller().client();
        String correlation = envelope.correlationId() == null ? envelope.idempotencyKey() : envelope.correlationId();
        return new CommandMetadata(
                stream,
                version,
                false,
                envelope.caller().actor(),
                whole ? client : "ocf-import of " + client,
                UUID.randomUUID().toString(),
                key,
                envelope.fingerprint(),
                evidence,
                correlation,
                envelope.accountingOn());
    }

    private static OcfImport report(Asked asked, Worked worked, @Nullable Long version, @Nullable Long position) {
        Report report = worked.report();
        return new OcfImport(
                asked.company().value(),
                asked.mode(),
                position != null,
                version,
                position,
                asked.of().sha256(),
                asked.of().version(),
                worked.counts(),
                asked.of().files(),
                report.exceptions(),
                report.assumptions(),
                report.notKept(),
                report.order(),
                report.ids());
    }
}

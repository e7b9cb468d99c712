package io.dealledger.ocf;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedInBatch;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.InvalidValue;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.OcfImport.Counts;
import io.dealledger.ocf.words.FileType;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.receipts.Reply;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Works a package out into the ledger's commands: object by object in order of effect, each decided by the company's own law on
 * what those before it did, so that whoever sends the commands knows the outcome. It depends on the package, the history of
 * the company and the day of recording, and on nothing else.
 */
final class Importing {
    private static final Set<String> MASTERS = Set.of(
            "STOCK_CLASS",
            "STOCK_PLAN",
            "VESTING_TERMS",
            "STOCK_LEGEND_TEMPLATE",
            "VALUATION",
            "FINANCING",
            "DOCUMENT");

    private final OcfPackage of;
    private final CompanyId company;
    private final Timeline<Company, CompanyEvent> timeline;
    private final CompanyContext context;
    private final Known known = new Known();
    private final Report report = new Report();
    private final Calendar calendar;
    private final Masters masters;
    private final Transactions transactions;
    private final LongConsumer progress;
    private final boolean there;

    private final List<RegisterParty> parties = new ArrayList<>();
    private final List<CompanyCommand> commands = new ArrayList<>();
    private long done;

    private Importing(
            OcfPackage of,
            CompanyId company,
            List<Recorded<CompanyEvent>> history,
            Dating dating,
            LongConsumer progress) {
        this.of = of;
        this.company = company;
        this.timeline = Timeline.of(Company.FOLD, history);
        this.there = !timeline.isEmpty();
        this.context = new CompanyContext(
                company,
                dating,
                () -> {
                    throw new IllegalStateException("an import names everything itself");
                },
                // Those of the package are registered before the commands are sent.
                party -> known.isNamed(Kind.STAKEHOLDER, party.value()));
        this.calendar = new Calendar(of, dating.today());
        this.masters = new Masters(company, known, report, calendar);
        this.transactions = new Transactions(company, known, report, new Issuances(lowestSeniority(of), known, report));
        this.progress = progress;
    }

    /**
     * @param parties to be registered before the commands are sent
     * @param commands in the order in which they are to be decided
     */
    record Worked(List<RegisterParty> parties, List<CompanyCommand> commands, Report report, Counts counts) {}

    /**
     * @param history of the company; empty for one that the ledger does not know
     * @param dating of the day of recording
     * @param progress is told how many objects are done
     */
    static Worked of(
            OcfPackage of,
            CompanyId company,
            List<Recorded<CompanyEvent>> history,
            Dating dating,
            LongConsumer progress) {
        return new Importing(of, company, history, dating, progress).work();
    }

    /** OCF counts the seniority of convertibles from the highest down. */
    private static int lowestSeniority(OcfPackage of) {
        return of.objects().stream()
                .filter(object -> object.type().equals("TX_CONVERTIBLE_ISSUANCE"))
                .mapToInt(Importing::seniority)
                .reduce(1, Math::max);
    }

    private static int seniority(OcfObject convertible) {
        try {
            return Math.min(1_000, Fields.of(convertible).integer("seniority"));
        } catch (Unusable wrong) {
            // Told when the object itself is read.
            return 1;
        }
    }

    private Worked work() {
        files();
        List<OcfObject> usable = usable();
        for (OcfObject object : usable) {
            if (object.type().equals("STAKEHOLDER")) {
                stakeholder(object);
            }
        }
        days(usable).forEach(this::day);
        usable.stream().filter(OcfObject::isIssuance).forEach(this::madeByAct);
        int objects = of.objects().size() + of.issuer().map(_ -> 1).orElse(0);
        return new Worked(
                List.copyOf(parties),
                List.copyOf(commands),
                report,
                new Counts(objects, objects - report.notTaken(), report.notTaken(), parties.size(), commands.size()));
    }

    private void files() {
        String version = of.version();
        if (version == null) {
            report.exception(
                    "", "missing-manifest", "The package has no manifest, which names its issuer and its files");
        } else if (!version.equals("1.2.0")) {
            report.assumption(
                    null, "other-version", "It says that it is of OCF '" + version + "' and is read as OCF 1.2.0");
        }
        if (version != null && of.issuer().isEmpty() && !there) {
            report.exception(
                    of.files().stream()
                            .filter(file -> file.type().equals(FileType.OCF_MANIFEST_FILE.name()))
                            .map(OcfFile::name)
                            .findFirst()
                            .orElse(""),
                    "missing-issuer",
                    "The manifest names no issuer, and the ledger has no company " + company + " yet");
        }
        for (String file : of.absent()) {
            report.exception(file, "missing-file", "The manifest lists " + file + ", which is not in the package");
        }
        for (String file : of.passedOver()) {
            report.assumption(
                    null, "file-passed-over", file + " is not read: the files of a package are JSON and end in .json");
        }
        for (OcfFile file : of.files()) {
            String about = file.name();
            if (FileType.of(file.type()).isEmpty()) {
                otherFile(file);
                continue;
            }
            switch (file.digest()) {
                case DIFFERENT ->
                    report.inPart(
                            about,
                            "digest-differs",
                            "The manifest states "
                                    + ("".equals(file.stated()) ? "no MD5" : "the MD5 " + file.stated())
                                    + ", and the file has " + file.md5()
                                    + "; its objects are judged by themselves");
                case PLACEHOLDER ->
                    report.assumption(
                            null,
                            "digest-not-real",
                            "The manifest states an MD5 for " + about
                                    + " that is not the file's, as for every other file: not taken for a digest");
                case UNLISTED -> {
                    if (version != null && !file.type().equals("OCF_MANIFEST_FILE")) {
                        report.assumption(
                                null, "file-not-listed", about + " is read although the manifest does not list it");
                    }
                }
                case NOT_CHECKED ->
                    report.assumption(null, "digest-not-checked", "The bytes of " + about + " did not come");
                case SAME -> {}
            }
        }
    }

    /** JSON that lies beside a package is no part of it; what says that it is one and is of no kind that OCF has may be. */
    private void otherFile(OcfFile file) {
        if (file.type().startsWith("OCF_") || file.stated() != null) {
            report.exception(
                    file.name(),
                    "unknown-file-type",
                    "'" + file.type() + "' at /file_type of " + file.name() + " is no file type of OCF 1.2.0");
        } else {
            report.assumption(null, "file-passed-over", file.name() + " says by no file_type that it is a file of OCF");
        }
    }

    /** Objects that can be told apart; the securities among them are indexed. */
    private List<OcfObject> usable() {
        List<OcfObject> usable = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        of.issuer().ifPresent(usable::add);
        for (OcfObject object : of.objects()) {
            Optional<Unusable> wrong = unusable(object, ids);
            if (wrong.isPresent()) {
                fail(object, wrong.get());
            } else {
                usable.add(object);
            }
        }
        for (OcfObject object : usable) {
            if (object.isTransaction() && !object.isIssuance()) {
                Known.madeBy(object).forEach(id -> known.origin(id, object));
                Together.index(object, known);
                String split =
                        object.json().path("split_transaction_id").asString("").strip();
                if (!split.isEmpty()) {
                    known.reissue(split, object);
                }
            }
        }
        return usable;
    }

    private Optional<Unusable> unusable(OcfObject object, Set<String> ids) {
        if (!object.json().isObject()) {
            return Optional.of(Unusable.of("not-an-object", "", "It is no JSON object"));
        }
        boolean master = MASTERS.contains(object.type()) || object.type().equals("STAKEHOLDER");
        if (!object.isTransaction() && !master) {
            return Optional.of(Unusable.of(
                    "unknown-object-type",
                    "/object_type",
                    object.type().isEmpty() ? "It has no object_type" : "OCF 1.2.0 has no object " + object.type(),
                    "type",
                    object.type()));
        }
        if (!object.id().isEmpty() && !ids.add((object.isTransaction() ? "TX" : object.type()) + " " + object.id())) {
            return Optional.of(Unusable.of(
                    "repeated-id", "/id", "Another object before it has the id " + object.id(), "id", object.id()));
        }
        if (object.isIssuance()) {
            String security = object.json().path("security_id").asString("").strip();
            if (!security.isEmpty() && !known.issuance(security, object)) {
                return Optional.of(Unusable.of(
                        "security-issued-twice",
                        "/security_id",
                        "Security " + security + " is issued by "
                                + Optional.ofNullable(known.issuanceOf(security))
                                        .map(OcfObject::name)
                                        .orElse("")
                                + " already",
                        "security",
                        security));
            }
        }
        return Optional.empty();
    }

    private void stakeholder(OcfObject object) {
        try {
            RegisterParty register = masters.stakeholder(object);
            parties.add(register);
            if (register.id() != null && register.id().value().equals(object.id())) {
                report.assumption(
                        object, "party-of-the-ledger", "Its id is one of the ledger's: it is taken for that party");
            }
        } catch (Unusable wrong) {
            fail(object, wrong);
        }
    }

    /** In order of effect. What comes of an act is taken with the act. */
    private Map<LocalDate, List<OcfObject>> days(List<OcfObject> usable) {
        Map<LocalDate, List<OcfObject>> days = new TreeMap<>();
        for (OcfObject object : usable) {
            if (object.type().equals("STAKEHOLDER") || isMadeByAct(object)) {
                continue;
            }
            try {
                days.computeIfAbsent(dayOf(object), _ -> new ArrayList<>()).add(object);
            } catch (Unusable wrong) {
                fail(object, wrong);
            }
        }
        return days;
    }

    private boolean isMadeByAct(OcfObject object) {
        return object.isIssuance()
                && known.originOf(object.json().path("security_id").asString("").strip()) != null;
    }

    private LocalDate dayOf(OcfObject object) {
        return switch (object.type()) {
            case "ISSUER", "VESTING_TERMS", "STOCK_LEGEND_TEMPLATE", "DOCUMENT" -> calendar.opening();
            case "STOCK_CLASS" -> calendar.classDay(object.id());
            case "STOCK_PLAN" -> calendar.planDay(object.id());
            case "VALUATION" -> Fields.of(object).date("effective_date");
            case "TX_VESTING_START" -> {
                LocalDate issued = known.issuedOn(Fields.of(object).text("security_id"));
                LocalDate start = Fields.of(object).date("date");
                yield issued != null && issued.isAfter(start) ? issued : start;
            }
            default -> Fields.of(object).date("date");
        };
    }

    private void day(LocalDate on, List<OcfObject> objects) {
        List<OcfObject> waiting = DayOrder.of(objects, known);
        boolean moved = true;
        while (moved && !waiting.isEmpty()) {
            List<OcfObject> again = new ArrayList<>();
            for (OcfObject object : waiting) {
                if (take(on, object) != null) {
                    again.add(object);
                }
            }
            // What the law refuses at its place may be allowed after the rest of the day: any order of one day is the
            // file's.
            moved = again.size() < waiting.size();
            waiting = again;
        }
        for (OcfObject object : waiting) {
            Unusable wrong = take(on, object);
            if (wrong != null) {
                fail(object, wrong);
            }
        }
        done += objects.size();
        progress.accept(done);
    }

    /** @return why it cannot be taken; absent when it is */
    private @Nullable Unusable take(LocalDate on, OcfObject object) {
        report.forget(object);
        try {
            Act act = act(object, timeline.at(on));
            Unusable refused = decide(act.commands());
            if (refused != null) {
                return refused;
            }
            for (CompanyCommand record : act.records()) {
                if (decide(List.of(record)) != null) {
                    report.notKept(object, "particulars");
                }
            }
            act.settled().run();
            if (object.isTransaction()) {
                report.taken(on, object);
            }
            return null;
        } catch (Unusable wrong) {
            return wrong;
        } catch (InvalidValue wrong) {
            return invalid(wrong);
        }
    }

    private static Unusable invalid(InvalidValue wrong) {
        return Unusable.of(
                wrong.code(),
                "",
                String.valueOf(wrong.getMessage()),
                "field",
                wrong.field().isEmpty() ? "value" : wrong.field(),
                "value",
                wrong.figure());
    }

    private Act act(OcfObject object, Company then) {
        return switch (object.type()) {
            case "ISSUER" -> masters.issuer(object, there);
            case "STOCK_CLASS" -> masters.stockClass(object);
            case "STOCK_PLAN" -> masters.stockPlan(object);
            case "VESTING_TERMS" -> masters.vestingTerms(object);
            case "STOCK_LEGEND_TEMPLATE" -> masters.legend(object);
            case "VALUATION" -> masters.valuation(object);
            case "FINANCING" -> masters.financing(object);
            case "DOCUMENT" -> masters.document(object);
            default -> transactions.act(object, then);
        };
    }

    private @Nullable Unusable decide(List<CompanyCommand> asked) {
        if (asked.isEmpty()) {
            return null;
        }
        Decision<CompanyEvent> decision =
                Company.decide(timeline, asked.size() == 1 ? asked.getFirst() : new Batch(asked), context);
        return switch (decision) {
            case Decision.Refused<CompanyEvent>(Refusal refusal) -> {
                Refusal own = refusal instanceof RefusedInBatch batch ? batch.refusal() : refusal;
                yield Unusable.refused(own, Reply.refused(own).figures());
            }
            case Decision.Accepted<CompanyEvent> accepted -> {
                for (CompanyEvent fact : accepted.facts()) {
                    timeline.insert(Recorded.pending(company.value(), timeline.version() + 1, fact));
                }
                commands.addAll(asked);
                yield null;
            }
        };
    }

    /** What comes of an act that was not taken is not there either. */
    private void madeByAct(OcfObject object) {
        String security = object.json().path("security_id").asString("").strip();
        OcfObject origin = known.originOf(security);
        if (origin != null && known.held(security) == null) {
            fail(
                    object,
                    report.isTaken(origin)
                            ? Unusable.of(
                                    "not-made",
                                    "/security_id",
                                    "Security " + security + " is said to come of " + origin.name()
                                            + ", which is taken and makes no such security",
                                    "security",
                                    security,
                                    "act",
                                    origin.name())
                            : Unusable.dependsOn("/security_id", origin.name()));
        }
    }

    private void fail(OcfObject object, Unusable wrong) {
        report.exception(object, wrong);
        Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(object.type()))
                .forEach(kind -> known.fail(kind, object.id(), object));
        if (object.isIssuance()) {
            String security = object.json().path("security_id").asString("").strip();
            if (known.held(security) == null && object.equals(known.issuanceOf(security))) {
                known.lose(security, object);
            }
        } else {
            Known.madeBy(object).forEach(id -> {
                if (known.held(id) == null) {
                    known.lose(id, object);
                }
            });
        }
    }
}

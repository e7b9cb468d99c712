package io.dealledger.ocf.export;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.GrantEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.Instrument;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.Particulars;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.Round;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.Security;
import io.dealledger.company.SecurityEvent;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.Vesting;
import io.dealledger.company.Vesting.Met;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.ocf.export.Issuing.Paid;
import io.dealledger.ocf.words.Amendment;
import io.dealledger.ocf.words.FileType;
import io.dealledger.party.Party;
import io.dealledger.party.PartyEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the facts of a company in the Open Cap Table Format, in the order of their effect. Pure: first the transactions, one
 * by one; then everything they are about; and then what OCF cannot say.
 */
final class CompanyExport {
    private final CompanyId id;
    private final PointInTime point;
    private final List<Recorded<CompanyEvent>> facts;
    private final PointInTime.Cut<CompanyEvent> cut;
    private final List<Recorded<CompanyEvent>> history;
    private final LocalDate formed;
    private final Losses losses = new Losses();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final Names names = new Names();
    private final Map<String, Particulars> particulars = new HashMap<>();
    private final Map<SecurityId, List<Met>> met = new HashMap<>();
    /** Classes of the splits so far, each with all that was split with it. */
    private final List<Set<String>> splits = new ArrayList<>();

    private final Day day;
    private final Register register;
    private final Issuing issuing;
    private final StockActs stock;
    private final InstrumentActs instruments;
    private final Set<Long> cited = new HashSet<>();
    /** What the cited events became, by version. */
    private final Map<Long, List<OcfObject>> related = new HashMap<>();

    private final List<Citation> citations;

    private Company company = Company.FOLD.initial();

    /**
     * @param history of the company; may hold more than is known at that point
     * @param citations of documents, by its events
     * @param transactions takes them, in the order of their days
     */
    CompanyExport(
            CompanyId id,
            PointInTime point,
            List<Recorded<CompanyEvent>> history,
            List<Citation> citations,
            Consumer<OcfObject> transactions) {
        this.id = id;
        this.point = point;
        this.history = history;
        this.cut = Company.cut(point, history);
        this.facts = cut.certain();
        this.formed = facts.stream()
                .map(fact -> fact.when().effectiveOn())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(point.asOf());
        this.citations = sources(citations);
        this.citations.forEach(citation -> cited.add(citation.version()));
        this.day = new Day(transaction -> {
            count(transaction);
            relate(transaction);
            transactions.accept(transaction);
        });
        this.register = new Register(id, losses, particulars);
        this.issuing = new Issuing(losses, names, day, particulars, met, Seniorities.of(facts));
        this.stock = new StockActs(losses, names, day, issuing);
        this.instruments = new InstrumentActs(losses, names, day, issuing);
    }

    private void count(OcfObject object) {
        counts.merge(object.text("object_type"), 1L, Long::sum);
    }

    /** Of the facts that are told, with the documents that they name as their sources. */
    private List<Citation> sources(List<Citation> evidence) {
        Map<Long, List<Citation>> byEvent = new HashMap<>();
        evidence.forEach(citation -> byEvent.computeIfAbsent(citation.version(), none -> new ArrayList<>())
                .add(citation));
        List<Citation> all = new ArrayList<>();
        for (Recorded<CompanyEvent> fact : facts) {
            all.addAll(byEvent.getOrDefault(fact.version(), List.of()));
            Source source = fact.fact().source();
            if (source != null && source.sha256() != null) {
                all.add(new Citation(fact.version(), source.sha256(), "source", null));
            }
        }
        return List.copyOf(all);
    }

    private void relate(OcfObject object) {
        // The id of an object names the event that made it.
        String rest = object.id().substring(id.value().length() + 1);
        long version = Long.parseLong(rest.substring(0, rest.indexOf('.')));
        if (cited.contains(version)) {
            related.computeIfAbsent(version, none -> new ArrayList<>()).add(object);
        }
    }

    /** Whether the company is registered at that point. */
    boolean isRegistered() {
        return facts.stream().anyMatch(fact -> fact.fact() instanceof LifeEvent.CompanyRegistered);
    }

    /** Tells the transactions. */
    void tell() {
        foresee();
        LocalDate before = formed;
        for (Recorded<CompanyEvent> fact : facts) {
            LocalDate on = Objects.requireNonNullElse(fact.when().effectiveOn(), formed);
            if (!on.equals(before)) {
                day.end();
                before = on;
            }
            Company after = Company.FOLD.evolve(company, fact);
            Step step = new Step(id, fact, company, after, on);
            stock.begin();
            dates(fact);
            tell(step);
            company = after;
        }
        day.end();
        cut.perhaps().forEach(losses::notCertain);
        history.stream()
                .filter(fact -> fact.fact() instanceof PeriodEvent && point.admits(fact))
                .forEach(fact -> losses.noPlace(fact, "The books: " + fact.fact()));
    }

    /** What is noted of a thing, or met by it, later than the fact that made it. */
    private void foresee() {
        for (Recorded<CompanyEvent> fact : facts) {
            if (fact.fact() instanceof SecurityEvent.ParticularsRecorded noted && isOfThing(noted)) {
                particulars.merge(noted.about(), noted.particulars(), CompanyExport::both);
            } else if (fact.fact() instanceof VestingEvent.VestingStarted started) {
                met(started.security(), started.condition(), fact);
            } else if (fact.fact() instanceof VestingEvent.VestingEventOccurred occurred) {
                met(occurred.security(), occurred.condition(), fact);
            }
        }
    }

    /** Rather than of something that happened to it later. */
    private static boolean isOfThing(SecurityEvent.ParticularsRecorded noted) {
        return noted.act() == null || noted.act().equals("ISSUANCE");
    }

    private void met(SecurityId security, String condition, Recorded<CompanyEvent> fact) {
        LocalDate on = Objects.requireNonNullElse(fact.when().effectiveOn(), formed);
        met.computeIfAbsent(security, none -> new ArrayList<>()).add(new Met(condition, on));
    }

    /** The later one, and where it is silent the earlier one. */
    private static Particulars both(Particulars earlier, Particulars later) {
        Map<String, String> other = new LinkedHashMap<>();
        if (earlier.other() != null) {
            other.putAll(earlier.other());
        }
        if (later.other() != null) {
            other.putAll(later.other());
        }
        List<String> comments = new ArrayList<>(earlier.comments());
        comments.addAll(later.comments());
        return new Particulars(
                or(later.externalId(), earlier.externalId()),
                or(later.customId(), earlier.customId()),
                or(later.boardApprovedOn(), earlier.boardApprovedOn()),
                or(later.stockholdersApprovedOn(), earlier.stockholdersApprovedOn()),
                or(later.consideration(), earlier.consideration()),
                later.exemptions().isEmpty() ? earlier.exemptions() : later.exemptions(),
                later.legends().isEmpty() ? earlier.legends() : later.legends(),
                later.shareNumbers().isEmpty() ? earlier.shareNumbers() : later.shareNumbers(),
                or(later.costBasis(), earlier.costBasis()),
                or(later.issuanceKind(), earlier.issuanceKind()),
                or(later.parValue(), earlier.parValue()),
                comments,
                other.isEmpty() ? null : other);
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** OCF knows days only, and nothing of the books. */
    private void dates(Recorded<CompanyEvent> fact) {
        if (fact.when().effectiveOn() == null) {
            if (!(fact.fact() instanceof LifeEvent.CompanyRegistered)) {
                losses.noPlace(fact, "It holds since always; " + formed + " stands in for the day, which OCF requires");
            }
        } else if (fact.when().isVague()) {
            losses.noPlace(
                    fact,
                    "Stated to the " + fact.when().precision() + "; OCF knows days, and the last possible one stands");
        }
        LocalDate accountingOn = fact.marks().accountingOn();
        if (accountingOn != null) {
            losses.noPlace(fact, "The books take account of it on " + accountingOn);
        }
    }

    private void tell(Step step) {
        switch (step.fact().fact()) {
            case LifeEvent event -> life(step, event);
            case ShareEvent event -> share(step, event);
            case RoundEvent event -> round(step, event);
            case ReportEvent event -> losses.noPlace(step.fact(), "Reported, with its bounds: " + event);
            case CreditEvent event ->
                losses.noPlace(
                        step.fact(),
                        "Compute credits of " + event.amount() + ", party " + event.party() + ", vendor "
                                + event.vendor());
            case HoldingEvent event -> holding(step, event);
            case PlanEvent event -> plan(step, event);
            case GrantEvent event -> grant(step, event);
            case VestingEvent event -> vesting(step, event);
            case ConvertibleEvent event -> convertible(step, event);
            case WarrantEvent event -> warrant(step, event);
            case SecurityEvent event -> security(step, event);
            // Neither is in a cut.
            case CompanyEvent.FactVoided _, PeriodEvent _ -> {}
        }
    }

    private void life(Step step, LifeEvent event) {
        switch (event) {
            case LifeEvent.CompanyRegistered registered -> {
                if (registered.sector() != null) {
                    losses.noPlace(step.fact(), "sector", "Sector: " + registered.sector());
                }
                if (registered.party() != null) {
                    losses.noPlace(step.fact(), "party", "The issuer is the party " + registered.party());
                }
            }
            case LifeEvent.CompanyRenamed renamed ->
                losses.noPlace(
                        step.fact(),
                        "Renamed from " + step.before().life().name() + " to " + renamed.name()
                                + "; the issuer has its last name");
            case LifeEvent.CompanyAcquired acquired -> {
                losses.noPlace(step.fact(), "Acquired by " + acquired.acquirer() + ", stake " + acquired.stake());
                stock.acquire(step, acquired.acquired());
            }
            case LifeEvent.CompanyListed listed -> {
                losses.noPlace(step.fact(), "Listed on " + listed.exchange() + " as " + listed.ticker());
                stock.convert(step, listed.conversions());
            }
            case LifeEvent.CompanyDelisted delisted ->
                losses.noPlace(step.fact(), "No longer listed on " + delisted.exchange());
            case LifeEvent.CompanyDissolved _ -> {
                losses.noPlace(step.fact(), "Dissolved; everything outstanding is cancelled");
                stock.dissolve(step);
                instruments.dissolve(step);
            }
        }
    }

    private void share(Step step, ShareEvent event) {
        switch (event) {
            case ShareEvent.ShareClassAuthorised authorised -> {
                register.shareClass(step.fact(), authorised);
                antiDilution(step, authorised.shareClass(), authorised.antiDilution());
            }
            case ShareEvent.AuthorisedSharesAdjusted adjusted ->
                stock.authorised(step, adjusted.shareClass(), adjusted.authorised());
            case ShareEvent.SharesIssued issued -> {
                Restriction restriction = issued.restriction();
                legs(step, issued.legs());
                issuing.stock(
                        step,
                        issued.security(),
                        issued.quantity(),
                        Paid.of(issued.price()),
                        restriction == null ? null : restriction.plan(),
                        Issuing.consideration(issued.legs()),
                        restriction == null ? List.of() : restriction.vestings());
            }
            case ShareEvent.SharesTransferred transferred -> stock.transfer(step, transferred);
            case ShareEvent.SharesRepurchased repurchased ->
                stock.repurchase(step, repurchased.lots(), repurchased.price());
            case ShareEvent.SharesCancelled cancelled ->
                cancelled.lots().forEach(lot -> stock.cancel(step, lot.security(), lot.quantity(), cancelled.reason()));
            case ShareEvent.SharesSplit split -> {
                splits.add(Set.copyOf(split.classes()));
                stock.split(step, split);
            }
            case ShareEvent.ShareClassAmended amended -> amended(step, amended);
            case ShareEvent.IssuanceRetracted retracted -> {
                Security security = step.before().securities().get(retracted.security());
                if (security == null) {
                    instruments.retract(step, retracted.security(), retracted.reason());
                } else {
                    stock.retract(step, security, retracted.reason());
                }
            }
            case ShareEvent.SharesConverted converted -> {
                calculated(step, converted.calculation());
                stock.convert(step, converted);
            }
            case ShareEvent.SharesReissued reissued -> stock.reissue(step, reissued);
            case ShareEvent.TotalAuthorisedAdjusted adjusted -> {
                register.totalAuthorised(adjusted.authorised());
                losses.noPlace(
                        step.fact(),
                        "Shares of all classes authorised: "
                                + (adjusted.authorised() == null ? "no limit" : adjusted.authorised())
                                + "; a file of transactions may not hold it, and the issuer has the last number");
            }
        }
    }

    private void antiDilution(Step step, String shareClass, @Nullable Method method) {
        if (method != null) {
            losses.noPlace(step.fact(), "antiDilution", shareClass + " is protected against cheaper rounds: " + method);
        }
    }

    /** How a figure was found: which function gave it, and of what. */
    private void calculated(Step step, @Nullable Calculation calculation) {
        if (calculation != null) {
            losses.noPlace(
                    step.fact(),
                    "calculation",
                    "Found by " + calculation.formula() + " version " + calculation.version());
        }
    }

    private void amended(Step step, ShareEvent.ShareClassAmended amended) {
        antiDilution(step, amended.shareClass(), amended.antiDilution());
        calculated(step, amended.calculation());
        Ratio ratio = amended.conversionRatio();
        ShareClass before = step.before().classes().get(amended.shareClass());
        ShareClass shareClass = step.after().classes().get(amended.shareClass());
        if (ratio != null
                && before != null
                && shareClass != null
                && !before.conversionRatio().fraction().equals(ratio.fraction())) {
            OcfObject object = OcfObject.of("TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT", step.next())
                    .put("date", step.on())
                    .put("stock_class_id", Names.shareClass(amended.shareClass()));
            object.put(
                    "new_ratio_conversion_mechanism", register.ratio(step.fact(), object, shareClass.terms(), ratio));
            day.tell(object, Set.of());
        }
        if (amended.votes() != null
                || amended.liquidationMultiple() != null
                || amended.seniority() != null
                || amended.participation() != null
                || amended.participationCap() != null) {
            losses.noPlace(
                    step.fact(),
                    "Terms of " + amended.shareClass()
                            + " change from that day on; OCF has no day for it, and the class has its last terms");
        }
    }

    private void round(Step step, RoundEvent event) {
        switch (event) {
            case RoundEvent.RoundClosed closed -> {
                var round = step.before().rounds().get(closed.round());
                for (Subscription subscription : closed.subscriptions()) {
                    SecurityId security = subscription.security();
                    Shares quantity = subscription.quantity();
                    if (security == null || quantity == null || subscription.shareClass() == null) {
                        losses.noPlace(
                                step.fact(),
                                "Subscription of " + subscription.to() + " without known shares: "
                                        + Objects.requireNonNullElse(
                                                Issuing.consideration(subscription.legs()), "no consideration"));
                        continue;
                    }
                    legs(step, subscription.legs());
                    issuing.stock(
                            step,
                            security,
                            quantity,
                            paid(round, subscription.shareClass()),
                            null,
                            Issuing.consideration(subscription.legs()),
                            List.of());
                }
                register.financing(step, closed, issuing);
            }
            case RoundEvent.RoundOpened _,
                    RoundEvent.RoundPriced _,
                    RoundEvent.CommitmentMade _,
                    RoundEvent.RoundCancelled _,
                    RoundEvent.RoundFirmedUp _,
                    RoundEvent.RoundRepriced _,
                    RoundEvent.CommitmentAmended _,
                    RoundEvent.CommitmentWithdrawn _ ->
                losses.noPlace(step.fact(), "A step of round " + event.round() + ": " + event);
        }
    }

    /** The price of a round, for shares of the class that it sells. */
    private static Paid paid(@Nullable Round round, @Nullable String shareClass) {
        return round != null
                        && round.pricing() != null
                        && round.pricing().shareClass().equals(shareClass)
                ? Paid.of(round.perShare(), round.currency())
                : Paid.NOT_RECORDED;
    }

    /** What was paid otherwise than in cash, and what cash is bound to, OCF has only in words. */
    private void legs(Step step, List<Leg> legs) {
        legs.stream()
                .filter(leg -> leg.kind() != Leg.Kind.CASH || leg.covenant() != null)
                .forEach(leg -> losses.noPlace(
                        step.fact(), "leg", "Only in words, as consideration: " + Issuing.consideration(List.of(leg))));
    }

    private void holding(Step step, HoldingEvent event) {
        switch (event) {
            case HoldingEvent.ValuationRecorded valuation -> register.valuation(step, valuation);
            case HoldingEvent.RightGranted right ->
                losses.noPlace(step.fact(), "Right " + right.kind() + " of " + right.party());
            case HoldingEvent.RightEnded right ->
                losses.noPlace(step.fact(), "Right " + right.kind() + " of " + right.party() + " ends");
            case HoldingEvent.DistributionPaid paid ->
                losses.noPlace(step.fact(), paid.kind() + " of " + paid.amount() + " to " + paid.party());
            case HoldingEvent.InvestmentImpaired impaired ->
                losses.noPlace(step.fact(), "Impaired by " + impaired.amount() + ", party " + impaired.party());
            case HoldingEvent.InvestmentWrittenOff writtenOff ->
                losses.noPlace(step.fact(), "Written off, party " + writtenOff.party());
        }
    }

    private void plan(Step step, PlanEvent event) {
        switch (event) {
            case PlanEvent.StockPlanAdopted adopted -> {
                // OCF gives plans no day: a split from before must not seem to change this pool.
                boolean splitBefore = splits.stream().anyMatch(split -> split.containsAll(adopted.classes()));
                OcfObject plan = register.plan(adopted, splitBefore ? Shares.ZERO : adopted.reserved());
                if (splitBefore) {
                    plan.comment("Adopted after a split; an adjustment of that day reserves its shares");
                    pool(step, adopted.plan(), adopted.reserved(), adopted.classes());
                }
            }
            case PlanEvent.PoolAdjusted adjusted -> {
                calculated(step, adjusted.calculation());
                pool(step, adjusted.plan(), adjusted.reserved(), classes(step, adjusted.plan()));
            }
            case PlanEvent.ReturnedToPool returned ->
                day.tell(
                        OcfObject.of("TX_STOCK_PLAN_RETURN_TO_POOL", step.next())
                                .put("security_id", names.security(returned.security()))
                                .put("date", step.on())
                                .put("stock_plan_id", Names.plan(returned.plan()))
                                .put("quantity", returned.quantity())
                                .put("reason_text", returned.reason()),
                        Set.copyOf(classes(step, returned.plan())));
        }
    }

    private static List<String> classes(Step step, String plan) {
        return step.after()
                .instruments()
                .plan(plan)
                .map(io.dealledger.company.Plan::classes)
                .orElse(List.of());
    }

    private void pool(Step step, String plan, Shares reserved, List<String> classes) {
        day.tell(
                OcfObject.of("TX_STOCK_PLAN_POOL_ADJUSTMENT", step.next())
                        .put("date", step.on())
                        .put("stock_plan_id", Names.plan(plan))
                        .put("shares_reserved", reserved),
                Set.copyOf(classes));
    }

    private void grant(Step step, GrantEvent event) {
        switch (event) {
            case GrantEvent.EquityCompensationGranted granted -> instruments.issue(step, granted.security(), null);
            case GrantEvent.EquityCompensationExercised exercised -> {
                legs(step, exercised.legs());
                instruments.exercise(step, exercised);
            }
            case GrantEvent.EquityCompensationReleased released -> instruments.release(step, released);
            case GrantEvent.ServiceEnded ended -> {
                losses.noPlace(
                        step.fact(),
                        "The service of " + ended.party() + " ends, " + ended.reason()
                                + ": what is forfeited is cancelled, and what remains of it has its last day of exercise");
                instruments.endService(step, ended);
            }
        }
    }

    private void vesting(Step step, VestingEvent event) {
        switch (event) {
            case VestingEvent.VestingTermsDefined defined -> register.terms(step.fact(), defined);
            case VestingEvent.VestingStarted started ->
                met(step, "TX_VESTING_START", started.security(), started.condition());
            case VestingEvent.VestingEventOccurred occurred ->
                met(step, "TX_VESTING_EVENT", occurred.security(), occurred.condition());
            case VestingEvent.VestingAccelerated accelerated -> {
                OcfObject act = OcfObject.of("TX_VESTING_ACCELERATION", step.next())
                        .put("security_id", names.security(accelerated.security()))
                        .put("date", step.on())
                        .put("quantity", accelerated.quantity())
                        .put("reason_text", accelerated.reason());
                afterExercise(step, act);
                day.tell(act, classesOf(step, accelerated.security()));
            }
        }
    }

    /** What vests of a grant comes first for whoever reads the day, and then takes in what was exercised before it. */
    private void afterExercise(Step step, OcfObject act) {
        for (String stock : day.exercisedFrom(act.text("security_id"))) {
            if (step.before().instruments().vesting().containsKey(new SecurityId(stock))) {
                losses.anotherForm(
                        step.fact(),
                        "order of the day",
                        act,
                        "It follows the exercise that made " + stock
                                + "; OCF knows no order within a day, and a reader may let it count for " + stock);
            }
        }
    }

    private void met(Step step, String type, SecurityId security, String condition) {
        Vesting vesting = step.before().instruments().vesting().get(security);
        if (vesting != null && Issuing.hasCliff(step.before(), vesting.terms())) {
            losses.noPlace(
                    step.fact(), "Condition " + condition + " of " + security + " is met; dates tell what vests of it");
            return;
        }
        OcfObject act = OcfObject.of(type, step.next())
                .put("security_id", names.security(security))
                .put("date", step.on())
                .put("vesting_condition_id", condition);
        afterExercise(step, act);
        day.tell(act, Set.of());
    }

    /** The classes whose split changes numbers of the security. */
    private static Set<String> classesOf(Step step, SecurityId id) {
        Security security = step.before().securities().get(id);
        if (security != null) {
            return Set.of(security.shareClass());
        }
        Instrument instrument = step.before().instruments().outstanding().get(id);
        return instrument == null ? Set.of() : InstrumentActs.classes(instrument);
    }

    private void convertible(Step step, ConvertibleEvent event) {
        switch (event) {
            case ConvertibleEvent.ConvertibleIssued issued -> {
                legs(step, issued.legs());
                instruments.issue(step, issued.security(), Issuing.consideration(issued.legs()));
            }
            case ConvertibleEvent.ConvertibleAmended amended ->
                instruments.amend(step, amended.security(), Amendment.OF_TERMS);
            case ConvertibleEvent.MostFavouredTermsElected elected ->
                instruments.amend(
                        step,
                        elected.security(),
                        Amendment.election(elected.termsOf().value()));
            case ConvertibleEvent.ConvertibleConverted converted -> instruments.convert(step, converted);
        }
    }

    private void warrant(Step step, WarrantEvent event) {
        switch (event) {
            case WarrantEvent.WarrantIssued issued -> {
                legs(step, issued.legs());
                instruments.issue(step, issued.security(), Issuing.consideration(issued.legs()));
            }
            case WarrantEvent.WarrantExercised exercised -> {
                legs(step, exercised.legs());
                instruments.exercise(step, exercised);
            }
        }
    }

    private void security(Step step, SecurityEvent event) {
        switch (event) {
            case SecurityEvent.ParticularsRecorded noted -> noted(step, noted);
            case SecurityEvent.SecurityAccepted accepted -> {
                Instrument instrument =
                        step.before().instruments().outstanding().get(accepted.security());
                String kind = instrument == null ? "STOCK" : InstrumentActs.kind(instrument);
                day.tell(
                        OcfObject.of("TX_" + kind + "_ACCEPTANCE", step.next())
                                .put("security_id", names.security(accepted.security()))
                                .put("date", step.on()),
                        Set.of());
            }
            case SecurityEvent.InstrumentTransferred transferred -> instruments.transfer(step, transferred);
            case SecurityEvent.InstrumentCancelled cancelled ->
                instruments.cancel(
                        step, cancelled.security(), cancelled.quantity(), cancelled.amount(), cancelled.reason());
            case SecurityEvent.InstrumentExpired expired ->
                instruments.cancel(step, expired.security(), expired.quantity(), null, "Expired");
        }
    }

    /** What is noted of a thing stands in its object, as far as OCF has fields for it; what is noted of an act does not. */
    private void noted(Step step, SecurityEvent.ParticularsRecorded noted) {
        if (!isOfThing(noted)) {
            losses.noPlace(
                    step.fact(), "Noted of " + noted.act() + " of " + noted.about() + ": " + noted.particulars());
        }
    }

    // ---- at the end

    LocalDate asOf() {
        return point.asOf();
    }

    /** Whose names the package needs. */
    Set<PartyId> parties() {
        return new TreeSet<>(issuing.stakeholders());
    }

    /**
     * All files but those of the transactions and the manifest, and the issuer.
     *
     * @param told facts of each of {@link #parties}, in force at that point
     * @param md5 of a document by its SHA-256; empty when the document is not held
     */
    Told told(Map<PartyId, List<Recorded<PartyEvent>>> told, Function<String, Optional<String>> md5) {
        Map<PartyId, Party> parties = new TreeMap<>();
        for (PartyId party : parties()) {
            Party state = Party.FOLD.initial();
            for (Recorded<PartyEvent> fact : told.getOrDefault(party, List.of())) {
                state = Party.FOLD.evolve(state, fact);
            }
            parties.put(party, state);
        }
        OcfObject issuer = register.issuer(company, facts, formed);
        Map<FileType, List<OcfObject>> files = register.files(company, issuing.legends(), parties, told);
        files.put(FileType.OCF_DOCUMENTS_FILE, documents(md5));
        files.values().forEach(objects -> objects.forEach(this::count));
        return new Told(
                issuer,
                files,
                losses.sentences(),
                new OcfExportReport(id, point.asOf(), point.knownAt(), counts, losses.all()));
    }

    /** OCF knows a document by its MD5, which only who holds the document can tell. */
    private List<OcfObject> documents(Function<String, Optional<String>> md5) {
        Map<Long, Recorded<CompanyEvent>> events = new HashMap<>();
        facts.stream().filter(fact -> cited.contains(fact.version())).forEach(fact -> events.put(fact.version(), fact));
        Map<String, OcfObject> documents = new LinkedHashMap<>();
        Map<String, List<OcfObject>> references = new HashMap<>();
        Map<String, Optional<String>> digests = new HashMap<>();
        for (Citation citation : citations) {
            Recorded<CompanyEvent> fact = Objects.requireNonNull(events.get(citation.version()));
            String sha256 = citation.sha256();
            String words = (citation.kind() == null ? "" : citation.kind() + ", ")
                    + (citation.page() == null ? "" : "page " + citation.page() + ", ") + "SHA-256 " + sha256;
            Optional<String> digest = digests.computeIfAbsent(sha256, md5);
            if (digest.isEmpty()) {
                losses.noPlace(
                        fact,
                        "evidence",
                        "Rests on a document that is not at hand, and so without the MD5 that OCF wants: " + words);
                continue;
            }
            OcfObject document = documents.computeIfAbsent(
                    sha256,
                    none -> OcfObject.of("DOCUMENT", "document:" + sha256)
                            .put("uri", location(sha256))
                            .put("md5", digest.get()));
            document.comment("event " + fact.position() + ": " + words);
            List<OcfObject> list = references.computeIfAbsent(sha256, none -> new ArrayList<>());
            related.getOrDefault(citation.version(), List.of())
                    .forEach(object -> list.add(OcfObject.part()
                            .put("object_type", object.text("object_type"))
                            .put("object_id", object.id())));
        }
        documents.forEach(
                (sha256, document) -> document.parts("related_objects", references.getOrDefault(sha256, List.of())));
        return List.copyOf(documents.values());
    }

    /** A name for the bytes themselves, wherever they are kept (RFC 6920). */
    private static String location(String sha256) {
        return "ni:///sha-256;"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(sha256));
    }

    /**
     * @param files in the order in which they are written
     * @param sentences for the comments of the package
     */
    record Told(
            OcfObject issuer, Map<FileType, List<OcfObject>> files, List<String> sentences, OcfExportReport report) {}

    /** The newest fact that is looked at, whenever it takes effect: what is known is known since then. */
    Optional<Recorded<CompanyEvent>> newest() {
        return history.stream().filter(point::admits).reduce((_, later) -> later);
    }
}

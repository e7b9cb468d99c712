package io.dealledger.ocf.export;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.Particulars;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.money.Op;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.ocf.words.FileType;
import io.dealledger.ocf.words.NotRecorded;
import io.dealledger.ocf.words.Numeric;
import io.dealledger.ocf.words.StakeholderType;
import io.dealledger.ocf.words.Vocabulary;
import io.dealledger.party.Party;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.Personal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of a package that are no transactions: who and what the transactions are about. */
final class Register {
    private static final String NONE = "0";
    private static final String UNLIMITED = "UNLIMITED";

    private final CompanyId company;
    private final Losses losses;
    private final Map<String, Particulars> particulars;
    private final Map<String, Recorded<CompanyEvent>> authorised = new LinkedHashMap<>();
    private final Map<String, Ratio> firstRatios = new HashMap<>();
    private @Nullable String totalAuthorised;
    private final List<OcfObject> plans = new ArrayList<>();
    private final List<OcfObject> terms = new ArrayList<>();
    private final List<OcfObject> valuations = new ArrayList<>();
    private final List<OcfObject> financings = new ArrayList<>();

    Register(CompanyId company, Losses losses, Map<String, Particulars> particulars) {
        this.company = company;
        this.losses = losses;
        this.particulars = particulars;
    }

    // ---- what facts add

    void shareClass(Recorded<CompanyEvent> fact, ShareClassAuthorised event) {
        authorised.put(event.shareClass(), fact);
        firstRatios.put(event.shareClass(), event.conversionRatio());
    }

    /** @param number absent for no limit */
    void totalAuthorised(@Nullable Shares number) {
        totalAuthorised = number == null ? UNLIMITED : Numeric.text(number.quantity());
    }

    /** @param reserved shares of the pool, as OCF is told at first */
    OcfObject plan(StockPlanAdopted event, Shares reserved) {
        Particulars noted = particulars.get(event.plan());
        OcfObject plan = OcfObject.of("STOCK_PLAN", Names.plan(event.plan())).put("plan_name", event.plan());
        approvals(plan, noted)
                .put("initial_shares_reserved", reserved)
                .put(
                        "default_cancellation_behavior",
                        event.cancellationRule() == null
                                ? null
                                : Vocabulary.CANCELLATION_BEHAVIOURS.wordFor(event.cancellationRule()))
                .texts(
                        "stock_class_ids",
                        event.classes().stream().map(Names::shareClass).toList());
        noted(plan, noted);
        plans.add(plan);
        return plan;
    }

    void terms(Recorded<CompanyEvent> fact, VestingTermsDefined event) {
        OcfObject object =
                OcfObject.of("VESTING_TERMS", Names.terms(event.terms())).put("name", event.terms());
        if (event.description() == null) {
            losses.notRecorded(fact, "description", object, "the name");
        }
        object.put("description", event.description() == null ? event.terms() : event.description())
                .put("allocation_type", Vocabulary.ALLOCATION_TYPES.wordFor(event.allocation()))
                .parts(
                        "vesting_conditions",
                        event.conditions().stream()
                                .map(condition -> condition(fact, object, condition))
                                .toList());
        noted(object, particulars.get(event.terms()));
        terms.add(object);
    }

    private OcfObject condition(Recorded<CompanyEvent> fact, OcfObject owner, VestingEvent.Condition condition) {
        OcfObject object = OcfObject.part().put("id", condition.id()).put("description", condition.description());
        VestingEvent.Portion portion = condition.portion();
        if (portion != null) {
            object.put(
                    "portion",
                    OcfObject.part()
                            .put("numerator", number(fact, owner, portion.numerator()))
                            .put("denominator", number(fact, owner, portion.denominator()))
                            .put("remainder", portion.remainder()));
        }
        object.put("quantity", condition.quantity()).put("trigger", trigger(condition.trigger()));
        if (condition.cliff() != null) {
            losses.noPlace(
                    fact,
                    "cliff",
                    owner,
                    "condition " + condition.id() + " has a cliff of "
                            + condition.cliff().length() + " "
                            + condition.cliff().kind());
        }
        return object.texts("next_condition_ids", condition.next());
    }

    private BigDecimal number(Recorded<CompanyEvent> fact, OcfObject owner, BigDecimal exact) {
        if (exact.stripTrailingZeros().scale() <= Numeric.PLACES) {
            return exact;
        }
        losses.anotherForm(fact, "portion", owner, exact.toPlainString() + " is rounded to 10 places");
        return exact.setScale(Numeric.PLACES, RoundingMode.HALF_EVEN);
    }

    private static OcfObject trigger(VestingEvent.Trigger trigger) {
        OcfObject object = OcfObject.part().put("type", Vocabulary.VESTING_TRIGGERS.wordFor(trigger.kind()));
        return switch (trigger.kind()) {
            case VESTING_START_DATE, VESTING_EVENT -> object;
            case VESTING_SCHEDULE_ABSOLUTE -> object.put("date", trigger.date());
            case VESTING_SCHEDULE_RELATIVE -> {
                VestingEvent.Period period = Objects.requireNonNull(trigger.period());
                OcfObject told = OcfObject.part()
                        .put("length", period.length())
                        .put("type", Vocabulary.VESTING_PERIODS.wordFor(period.kind()))
                        .put("occurrences", period.occurrences());
                switch (period.kind()) {
                    case DAYS -> {}
                    case MONTHS ->
                        told.put(
                                "day_of_month",
                                // What the ledger means when nobody says anything.
                                period.dayOfMonth() == null
                                        ? "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH"
                                        : period.dayOfMonth());
                }
                yield object.put("period", told).put("relative_to_condition_id", trigger.relativeTo());
            }
        };
    }

    /** OCF has valuations under section 409A, per share of a class. */
    void valuation(Step step, ValuationRecorded event) {
        Stated value = event.value();
        String shareClass = event.shareClass() == null
                ? StockActs.common(step.after().classes().values())
                : event.shareClass();
        BigDecimal amount = value.stated();
        if (Vocabulary.VALUATION_TYPES.word(event.kind()).isEmpty()
                || value.op() != Op.EXACT
                || amount == null
                || value.currency() == null
                || shareClass == null) {
            losses.noPlace(
                    step.fact(),
                    event.kind() + " of " + value + (shareClass == null ? "" : ", " + shareClass)
                            + ": OCF has exact values of a share under section 409A and no others");
            return;
        }
        OcfObject object = OcfObject.of("VALUATION", step.next())
                .put("provider", event.source() == null ? null : event.source().publisher())
                .put("price_per_share", OcfObject.money(amount, value.currency().code()))
                .put("effective_date", step.on())
                .put("stock_class_id", Names.shareClass(shareClass))
                .put(
                        "valuation_type",
                        Vocabulary.VALUATION_TYPES.word(event.kind()).orElseThrow());
        if (event.method() != null) {
            losses.noPlace(step.fact(), "method", object, "valued by " + event.method());
        }
        valuations.add(object);
    }

    /** Each closing is a financing of its own, because OCF has one day for each. */
    void financing(Step step, RoundClosed event, Issuing issuing) {
        List<String> issuances = event.subscriptions().stream()
                .map(Subscription::security)
                .flatMap(Stream::ofNullable)
                .map(issuing::issuance)
                .toList();
        var round = step.after().rounds().get(event.round());
        String name = round == null || round.name() == null ? event.round().value() : round.name();
        if (issuances.isEmpty()) {
            losses.noPlace(step.fact(), "A closing of " + name + " that names no shares");
            return;
        }
        financings.add(OcfObject.of("FINANCING", event.closing().value())
                .put("name", name)
                .texts("issuance_ids", issuances)
                .put("date", step.on())
                .comment("round " + event.round() + ", closing " + event.closing()));
    }

    // ---- what stands at the end

    /** @param formed day that stands for the first one when none is recorded */
    OcfObject issuer(Company at, List<Recorded<CompanyEvent>> facts, LocalDate formed) {
        OcfObject issuer = OcfObject.of("ISSUER", company.value()).put("legal_name", at.name());
        @Nullable Recorded<CompanyEvent> registration = null;
        String country = null;
        boolean dated = false;
        for (Recorded<CompanyEvent> fact : facts) {
            if (fact.fact() instanceof CompanyRegistered registered) {
                registration = fact;
                country = registered.country();
                dated = registered.when().effectiveOn() != null;
            }
        }
        issuer.put("formation_date", formed);
        if (!dated) {
            losses.notRecorded(registration, "formation_date", issuer, "the day of the first fact");
        }
        boolean known = country != null && country.matches("[A-Z]{2}");
        if (!known) {
            losses.notRecorded(registration, "country_of_formation", issuer, NotRecorded.COUNTRY);
        }
        issuer.put("country_of_formation", known ? country : NotRecorded.COUNTRY);
        issuer.put("initial_shares_authorized", totalAuthorised);
        if (at.life().localName() != null) {
            issuer.comment("local name: " + at.life().localName());
        }
        noted(issuer, particulars.get(company.value()));
        return issuer;
    }

    Map<FileType, List<OcfObject>> files(
            Company at,
            Set<String> legends,
            Map<PartyId, Party> parties,
            Map<PartyId, List<Recorded<PartyEvent>>> told) {
        Map<FileType, List<OcfObject>> files = new LinkedHashMap<>();
        List<OcfObject> stakeholders = new ArrayList<>();
        parties.forEach((id, party) -> stakeholders.add(stakeholder(id, party, told.getOrDefault(id, List.of()))));
        files.put(FileType.OCF_STAKEHOLDERS_FILE, stakeholders);
        files.put(
                FileType.OCF_STOCK_CLASSES_FILE,
                at.classes().values().stream()
                        .sorted(Comparator.comparingInt(ShareClass::ordinal))
                        .map(shareClass -> stockClass(shareClass, at))
                        .toList());
        files.put(FileType.OCF_STOCK_PLANS_FILE, plans);
        files.put(
                FileType.OCF_STOCK_LEGEND_TEMPLATES_FILE,
                legends.stream().map(this::legend).toList());
        files.put(FileType.OCF_VESTING_TERMS_FILE, terms);
        files.put(FileType.OCF_VALUATIONS_FILE, valuations);
        files.put(FileType.OCF_FINANCINGS_FILE, financings);
        return files;
    }

    private OcfObject stockClass(ShareClass shareClass, Company at) {
        Recorded<CompanyEvent> fact = authorised.get(shareClass.name());
        ShareClassAuthorised first =
                fact != null && fact.fact() instanceof ShareClassAuthorised event ? event : shareClass.terms();
        ShareClassAuthorised terms = shareClass.terms();
        Particulars noted = particulars.get(shareClass.name());
        OcfObject object = OcfObject.of("STOCK_CLASS", Names.shareClass(shareClass.name()))
                .put("name", shareClass.name())
                .put("class_type", Vocabulary.CLASS_TYPES.wordFor(terms.type()))
                .put("default_id_prefix", prefix(shareClass.name()))
                .put(
                        "initial_shares_authorized",
                        first.authorised() == null
                                ? UNLIMITED
                                : Numeric.text(first.authorised().quantity()));
        approvals(object, noted);
        if (terms.votes() == null) {
            losses.notRecorded(fact, "votes_per_share", object, NONE);
            object.put("votes_per_share", NONE);
        } else {
            object.put("votes_per_share", terms.votes());
        }
        if (noted != null && noted.parValue() != null) {
            object.put("par_value", OcfObject.price(noted.parValue()));
        }
        object.put("price_per_share", terms.issuePrice() == null ? null : OcfObject.price(terms.issuePrice()));
        if (terms.seniority() == null) {
            losses.notRecorded(fact, "seniority", object, NONE);
            object.put("seniority", NONE);
        } else {
            object.put("seniority", Integer.toString(terms.seniority()));
        }
        Ratio ratio = firstRatios.getOrDefault(shareClass.name(), shareClass.conversionRatio());
        if (switch (terms.type()) {
            case PREFERRED -> true;
            case COMMON -> !ratio.fraction().equals(Fraction.ONE);
        }) {
            String common = StockActs.common(at.classes().values());
            object.parts(
                    "conversion_rights",
                    List.of(OcfObject.part()
                            .put("type", "STOCK_CLASS_CONVERSION_RIGHT")
                            .put("conversion_mechanism", ratio(fact, object, first, ratio))
                            .put(
                                    "converts_to_stock_class_id",
                                    common == null || common.equals(shareClass.name())
                                            ? null
                                            : Names.shareClass(common))));
        }
        object.put("liquidation_preference_multiple", terms.liquidationMultiple())
                .put("participation_cap_multiple", terms.participationCap());
        Participation participation = terms.participation();
        if (participation != null) {
            switch (participation) {
                case NONE -> object.comment("Does not participate");
                case FULL ->
                    losses.noPlace(
                            fact(fact), "participation", object, "participates without a cap, which OCF cannot tell");
                case CAPPED -> object.comment("Participates up to the cap");
            }
        }
        if (!first.equals(terms) && differsBesides(first, terms)) {
            losses.anotherForm(
                    fact(fact),
                    "ShareClassAmended",
                    object,
                    "votes, preference, seniority and participation are those of the date of the package; what they"
                            + " were before OCF cannot tell");
        }
        noted(object, noted);
        return object;
    }

    private static Recorded<CompanyEvent> fact(@Nullable Recorded<CompanyEvent> fact) {
        return Objects.requireNonNull(fact, "a class was authorised");
    }

    private static boolean differsBesides(ShareClassAuthorised first, ShareClassAuthorised now) {
        return differ(first.votes(), now.votes())
                || differ(first.liquidationMultiple(), now.liquidationMultiple())
                || !Objects.equals(first.seniority(), now.seniority())
                || !Objects.equals(first.participation(), now.participation())
                || differ(first.participationCap(), now.participationCap());
    }

    private static boolean differ(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null) {
            return other != null;
        }
        return other == null || one.compareTo(other) != 0;
    }

    /** A conversion ratio, with the price that it comes to: the issue price over the shares of common for one. */
    OcfObject ratio(@Nullable Recorded<CompanyEvent> fact, OcfObject owner, ShareClassAuthorised terms, Ratio ratio) {
        OcfObject price;
        if (terms.issuePrice() == null) {
            losses.notRecorded(fact, "conversion_price", owner, NotRecorded.AMOUNT + " " + NotRecorded.CURRENCY);
            price = OcfObject.noMoney();
        } else {
            price = OcfObject.money(
                    OcfObject.rounded(terms.issuePrice().fraction().over(ratio.fraction())),
                    terms.issuePrice().currency().code());
        }
        losses.notRecorded(fact, "rounding_type", owner, "FLOOR");
        return OcfObject.part()
                .put("type", "RATIO_CONVERSION")
                .put("conversion_price", price)
                .put("ratio", OcfObject.ratio(ratio))
                .put("rounding_type", "FLOOR");
    }

    private static String prefix(String name) {
        StringBuilder prefix = new StringBuilder();
        for (String word : name.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                prefix.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
            }
        }
        return prefix.append('-').toString();
    }

    private OcfObject legend(String name) {
        Particulars noted = particulars.get(name);
        OcfObject object =
                OcfObject.of("STOCK_LEGEND_TEMPLATE", Names.legend(name)).put("name", name);
        Map<String, String> other = noted == null ? null : noted.other();
        String text = other == null ? null : other.get("text");
        if (text == null) {
            losses.notRecorded(null, "text", object, "the name");
        }
        return object.put("text", text == null ? name : text);
    }

    private OcfObject stakeholder(PartyId id, Party party, List<Recorded<PartyEvent>> facts) {
        OcfObject object = OcfObject.of("STAKEHOLDER", id.value());
        Personal name = party.name();
        if (name == null) {
            losses.notRecorded(null, "legal_name", object, "the id");
        }
        object.put("name", OcfObject.part().put("legal_name", name == null ? id.value() : name.text()));
        if (name != null && name.isWithheld()) {
            object.comment(
                    name.text().equals(Personal.ERASED)
                            ? "The name is erased"
                            : "The name is recorded and cannot be read with the rights of whoever made this package");
        }
        PartyEvent.PartyKind kind = party.kind();
        if (kind == null) {
            losses.notRecorded(null, "stakeholder_type", object, StakeholderType.INSTITUTION.name());
        } else {
            object.comment("kind: " + kind);
        }
        object.put("stakeholder_type", (kind == null ? StakeholderType.INSTITUTION : StakeholderType.of(kind)).name());
        Personal country = party.country();
        if (country != null && !country.isWithheld()) {
            object.comment("country: " + country.text());
        }
        facts.forEach(fact -> told(fact, object));
        return object;
    }

    private void told(Recorded<PartyEvent> fact, OcfObject object) {
        switch (fact.fact()) {
            case PartyEvent.PartyRegistered registered ->
                registered.externalIds().stream()
                        .filter(external -> !external.value().isWithheld())
                        .forEach(external -> object.comment(
                                external.scheme() + ": " + external.value().text()));
            case PartyEvent.PartyRenamed _ -> {}
            case PartyEvent.ParentSet set ->
                losses.noPlace(
                        fact,
                        "ParentSet",
                        object,
                        set.parent() == null ? "has no parent any more" : "parent: " + set.parent());
            case PartyEvent.MarkedDuplicate marked ->
                losses.noPlace(fact, "MarkedDuplicate", object, "is the same as " + marked.of());
            case PartyEvent.PartyClaimed claimed ->
                losses.noPlace(fact, "PartyClaimed", object, "of the party it is said: " + claimed.claim());
            case PartyEvent.FactVoided _ -> {}
        }
    }

    private static OcfObject approvals(OcfObject object, @Nullable Particulars noted) {
        return noted == null
                ? object
                : object.put("board_approval_date", noted.boardApprovedOn())
                        .put("stockholder_approval_date", noted.stockholdersApprovedOn());
    }

    private static void noted(OcfObject object, @Nullable Particulars noted) {
        if (noted != null) {
            noted.comments().forEach(object::comment);
            Issuing.beside(noted).forEach(object::comment);
        }
    }
}

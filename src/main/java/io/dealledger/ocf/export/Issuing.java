package io.dealledger.ocf.export;

import io.dealledger.company.Company;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Leg;
import io.dealledger.company.Particulars;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import io.dealledger.ocf.words.NotRecorded;
import io.dealledger.ocf.words.Numeric;
import io.dealledger.ocf.words.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issuances: of what is new, of what passes to another security, and of what remains of one. */
final class Issuing {
    /** Nobody has said when, or whether, it vests. */
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    /**
     * What a security of stock cost.
     *
     * @param perShare absent when no price is recorded
     */
    record Paid(@Nullable Fraction perShare, @Nullable Currency currency) {
        static final Paid NOT_RECORDED = new Paid(null, null);

        static Paid of(@Nullable Price price) {
            return price == null ? NOT_RECORDED : new Paid(price.fraction(), price.currency());
        }

        static Paid of(@Nullable Fraction perShare, @Nullable Currency currency) {
            return perShare == null || currency == null ? NOT_RECORDED : new Paid(perShare, currency);
        }

        /** For every share so many others. */
        Paid over(Fraction ratio) {
            return perShare == null ? this : new Paid(perShare.over(ratio), currency);
        }
    }

    private final Losses losses;
    private final Names names;
    private final Day day;
    private final Map<String, Particulars> particulars;
    private final Map<SecurityId, List<io.dealledger.company.Vesting.Met>> met;
    private final Seniorities seniorities;
    private final Map<SecurityId, Paid> paid = new HashMap<>();
    private final Map<SecurityId, String> issuances = new HashMap<>();
    private final Set<PartyId> stakeholders = new TreeSet<>();
    private final Set<String> legends = new TreeSet<>();

    /**
     * @param particulars on record of securities, by id
     * @param met conditions of vesting that are ever met, by security
     * @param seniorities of all convertibles there ever are
     */
    Issuing(
            Losses losses,
            Names names,
            Day day,
            Map<String, Particulars> particulars,
            Map<SecurityId, List<io.dealledger.company.Vesting.Met>> met,
            Seniorities seniorities) {
        this.losses = losses;
        this.names = names;
        this.day = day;
        this.particulars = particulars;
        this.met = met;
        this.seniorities = seniorities;
    }

    /** Everybody who holds something, or held it. */
    Set<PartyId> stakeholders() {
        return stakeholders;
    }

    /** Every legend that stock bears. */
    Set<String> legends() {
        return legends;
    }

    Paid paid(SecurityId security) {
        return paid.getOrDefault(security, Paid.NOT_RECORDED);
    }

    void split(SecurityId security, Fraction ratio) {
        paid.computeIfPresent(security, (_, before) -> before.over(ratio));
    }

    /** Object of the issuance that made the security. */
    String issuance(SecurityId security) {
        return issuances.getOrDefault(security, security.value());
    }

    // ---- stock

    /**
     * Tells of stock that came into being, as it stands in the register after the fact.
     *
     * @param consideration in words; absent for none
     * @param vestings as they were stated with the issuance; empty for none
     */
    void stock(
            Step step,
            SecurityId security,
            Shares quantity,
            Paid price,
            @Nullable String plan,
            @Nullable String consideration,
            List<VestingDate> vestings) {
        io.dealledger.company.Security held = step.after().securities().get(security);
        if (held == null) {
            return;
        }
        paid.put(security, price);
        OcfObject object = issued("TX_STOCK_ISSUANCE", step, security, held.holder(), consideration)
                .put("stock_class_id", Names.shareClass(held.shareClass()))
                .put("stock_plan_id", plan == null ? null : Names.plan(plan));
        Particulars noted = particulars.get(security.value());
        boolean first = names.isFirst(security);
        if (noted != null && first && !noted.shareNumbers().isEmpty()) {
            object.parts(
                    "share_numbers_issued",
                    noted.shareNumbers().stream()
                            .map(numbers -> OcfObject.part()
                                    .put("starting_share_number", numbers.first())
                                    .put("ending_share_number", numbers.last()))
                            .toList());
        }
        object.put("share_price", amount(step, "share_price", object, price)).put("quantity", quantity);
        vesting(step, object, security, quantity, vestings);
        if (noted != null && noted.costBasis() != null) {
            object.put("cost_basis", OcfObject.price(noted.costBasis()));
        }
        List<String> bears = noted == null ? List.of() : noted.legends();
        legends.addAll(bears);
        object.texts("stock_legend_ids", bears.stream().map(Names::legend).toList());
        if (noted != null && noted.issuanceKind() != null) {
            object.put("issuance_type", Vocabulary.ISSUANCE_TYPES.wordFor(noted.issuanceKind()));
        }
        day.tell(object, Set.of(held.shareClass()));
    }

    // ---- what can become stock

    /** @param grant as it stands after the fact */
    void grant(Step step, Grant grant, @Nullable String consideration) {
        SecurityId security = grant.id();
        OcfObject object = issued("TX_EQUITY_COMPENSATION_ISSUANCE", step, security, grant.holder(), consideration)
                .put(
                        "stock_plan_id",
                        grant.terms().plan() == null
                                ? null
                                : Names.plan(grant.terms().plan()))
                .put("stock_class_id", Names.shareClass(grant.shareClass()))
                .put(
                        "compensation_type",
                        Vocabulary.COMPENSATION_TYPES.wordFor(grant.terms().kind()))
                .put("quantity", grant.quantity());
        Paid strike = Paid.of(grant.strike().orElse(null), grant.currency().orElse(null));
        switch (grant.terms().kind()) {
            case OPTION, OPTION_ISO, OPTION_NSO ->
                object.put("exercise_price", amount(step, "exercise_price", object, strike));
            case CSAR, SSAR -> object.put("base_price", amount(step, "base_price", object, strike));
            case RSU -> {}
        }
        object.put("early_exercisable", grant.terms().earlyExercisable());
        vesting(step, object, security, grant.quantity(), grant.terms().vestings());
        object.orNull("expiration_date", grant.until())
                .parts(
                        "termination_exercise_windows",
                        grant.terms().terminationWindows().stream()
                                .map(window -> OcfObject.part()
                                        .put("reason", Vocabulary.TERMINATION_REASONS.wordFor(window.reason()))
                                        .put("period", window.period())
                                        .put("period_type", Vocabulary.PERIOD_UNITS.wordFor(window.unit())))
                                .toList());
        if (grant.terms().cancellationRule() != null) {
            losses.noPlace(
                    step.fact(),
                    "cancellationRule",
                    object,
                    "what ends of this grant goes by its own rule, "
                            + grant.terms().cancellationRule());
        }
        day.tell(object, Set.of(grant.shareClass()));
    }

    /** @param warrant as it stands after the fact */
    void warrant(Step step, Warrant warrant, @Nullable String consideration) {
        SecurityId security = warrant.id();
        OcfObject object = issued("TX_WARRANT_ISSUANCE", step, security, warrant.holder(), consideration)
                .put("quantity", warrant.quantity());
        Price exercise = warrant.terms().exercisePrice();
        if (exercise != null) {
            object.put(
                    "exercise_price",
                    amount(
                            step,
                            "exercise_price",
                            object,
                            Paid.of(warrant.strike().orElse(null), exercise.currency())));
        }
        if (warrant.terms().purchasePrice() == null) {
            losses.notRecorded(step.fact(), "purchase_price", object, "0 XXX");
            object.put("purchase_price", OcfObject.noMoney());
        } else {
            object.put("purchase_price", OcfObject.money(warrant.terms().purchasePrice()));
            if (!names.isFirst(security) || !security.equals(warrant.origin())) {
                object.comment("The purchase price is that of the whole warrant as it was issued");
            }
        }
        Conversions conversions =
                new Conversions(Conversions.Of.WARRANT, object, step.fact(), losses, Names::shareClass);
        String into = warrant.terms().shareClass();
        object.parts(
                "exercise_triggers",
                warrant.terms().triggers().isEmpty()
                        ? List.of(conversions.atAnyTime(into, warrant.quantity()))
                        : conversions.triggers(warrant.terms().triggers(), into));
        object.put("warrant_expiration_date", warrant.terms().expiresOn());
        if (warrant.quantity() != null) {
            vesting(step, object, security, warrant.quantity(), warrant.terms().vestings());
        } else {
            object.put(
                    "vesting_terms_id",
                    warrant.terms().vestingTerms() == null
                            ? null
                            : Names.terms(warrant.terms().vestingTerms()));
        }
        if (warrant.terms().quantitySource() != null) {
            object.put(
                    "quantity_source",
                    Vocabulary.QUANTITY_SOURCES.wordFor(warrant.terms().quantitySource()));
        }
        day.tell(object, into == null ? Set.of() : Set.of(into));
    }

    /** @param convertible as it stands after the fact */
    void convertible(Step step, Convertible convertible, @Nullable String consideration) {
        OcfObject object = issued(
                        "TX_CONVERTIBLE_ISSUANCE", step, convertible.id(), convertible.holder(), consideration)
                .put("investment_amount", OcfObject.money(convertible.amount()))
                .put(
                        "convertible_type",
                        Vocabulary.CONVERTIBLE_TYPES.wordFor(
                                convertible.issued().kind()));
        Conversions conversions =
                new Conversions(Conversions.Of.CONVERTIBLE, object, step.fact(), losses, Names::shareClass);
        object.parts("conversion_triggers", conversions.triggers(convertible.triggers(), null))
                .put(
                        "pro_rata",
                        convertible.proRata() == null ? null : OcfObject.rounded(Fraction.of(convertible.proRata())))
                .put("seniority", seniorities.rank(convertible.seniority()));
        if (!seniorities.comeBack()) {
            losses.anotherForm(
                    step.fact(),
                    "seniority",
                    object,
                    "seniority " + convertible.seniority() + " is rank " + seniorities.rank(convertible.seniority())
                            + " of OCF, whose first is paid first");
        }
        LocalDate due = convertible.maturesOn();
        if (due != null) {
            losses.noPlace(step.fact(), "maturesOn", object, "it is due on " + due);
        }
        day.tell(object, Set.of());
    }

    // ---- parts of all of them

    private OcfObject issued(
            String type, Step step, SecurityId security, PartyId holder, @Nullable String consideration) {
        stakeholders.add(holder);
        String name = names.security(security);
        OcfObject object = OcfObject.of(type, step.next());
        issuances.put(security, object.id());
        Particulars noted = particulars.get(security.value());
        boolean first = names.isFirst(security);
        object.put("security_id", name)
                .put("date", step.on())
                .put("custom_id", noted == null || !first || noted.customId() == null ? name : noted.customId())
                .put("stakeholder_id", holder.value());
        if (noted == null) {
            object.put("consideration_text", consideration);
        } else {
            object.put("board_approval_date", noted.boardApprovedOn())
                    .put("stockholder_approval_date", noted.stockholdersApprovedOn())
                    .put("consideration_text", noted.consideration() == null ? consideration : noted.consideration());
            if (first) {
                noted.comments().forEach(object::comment);
                beside(noted).forEach(object::comment);
            }
        }
        object.parts(
                "security_law_exemptions",
                noted == null
                        ? List.of()
                        : noted.exemptions().stream()
                                .map(exemption -> OcfObject.part()
                                        .put("description", exemption.description())
                                        .put("jurisdiction", exemption.jurisdiction()))
                                .toList());
        if (!first) {
            object.comment("What remains of " + security);
        }
        return object;
    }

    /** What is noted of a thing and has no field of its own in OCF. */
    static List<String> beside(Particulars noted) {
        List<String> beside = new ArrayList<>();
        if (noted.externalId() != null) {
            beside.add("id elsewhere: " + noted.externalId());
        }
        Map<String, String> other = noted.other();
        if (other != null) {
            other.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> beside.add(entry.getKey() + ": " + entry.getValue()));
        }
        return beside;
    }

    /** A price of a share, to the 10 places of OCF. */
    OcfObject amount(Step step, String field, OcfObject object, Paid price) {
        if (price.perShare() == null || price.currency() == null) {
            losses.notRecorded(step.fact(), field, object, NotRecorded.AMOUNT + " " + NotRecorded.CURRENCY);
            return OcfObject.noMoney();
        }
        if (!price.perShare().fits(Numeric.PLACES)) {
            losses.anotherForm(
                    step.fact(), field, object, field + " is " + price.perShare() + ", rounded to 10 places");
        }
        return OcfObject.money(
                OcfObject.rounded(price.perShare()), price.currency().code());
    }

    /**
     * Terms and dates of vesting. What was issued goes by what was agreed. What remains of it, or came of it, has only a
     * part of that, which OCF can tell by dates: what vests is not told anew for the smaller number.
     */
    private void vesting(Step step, OcfObject object, SecurityId security, Shares quantity, List<VestingDate> stated) {
        Company after = step.after();
        io.dealledger.company.Vesting of = after.instruments().vesting().get(security);
        if (of == null) {
            return;
        }
        String terms = of.terms();
        boolean cliff = hasCliff(after, terms);
        boolean whole = names.isFirst(security)
                && of.part().equals(Fraction.ONE)
                && of.taken().isZero()
                && of.basis().equals(quantity)
                && of.met().isEmpty()
                && of.early().isEmpty();
        if (whole && !cliff) {
            object.put("vesting_terms_id", terms == null ? null : Names.terms(terms));
            if (!stated.isEmpty()) {
                object.parts("vestings", dates(stated));
            }
            return;
        }
        List<VestingDate> dates =
                after.instruments().vestingDates(security, quantity, met.getOrDefault(security, List.of()));
        if (terms != null && !(cliff && !dates.isEmpty())) {
            object.put("vesting_terms_id", Names.terms(terms));
        }
        if (!dates.isEmpty()) {
            object.parts("vestings", dates(dates));
        } else if (terms == null) {
            object.parts("vestings", dates(List.of(new VestingDate(NEVER, quantity))));
            losses.anotherForm(step.fact(), "vestings", object, "no day is recorded on which it vests");
        }
        if (cliff) {
            losses.anotherForm(
                    step.fact(),
                    "cliff",
                    object,
                    "the terms " + terms + " have a cliff that OCF has no place for; dates tell it");
        }
    }

    static boolean hasCliff(Company company, @Nullable String terms) {
        VestingTermsDefined defined =
                terms == null ? null : company.instruments().terms().get(terms);
        return defined != null && defined.conditions().stream().anyMatch(condition -> condition.cliff() != null);
    }

    private static List<OcfObject> dates(List<VestingDate> dates) {
        return dates.stream()
                .map(date -> OcfObject.part().put("date", date.on()).put("amount", date.quantity()))
                .toList();
    }

    /** What was paid, in words; absent when nothing is recorded. */
    static @Nullable String consideration(List<Leg> legs) {
        return legs.isEmpty()
                ? null
                : legs.stream()
                        .map(leg -> leg.kind() + " " + leg.amount()
                                + (leg.vendor() == null ? "" : ", vendor " + leg.vendor())
                                + (leg.restrictedTo() == null ? "" : ", for " + leg.restrictedTo())
                                + (leg.expiresOn() == null ? "" : ", until " + leg.expiresOn())
                                + (leg.covenant() == null ? "" : ", of which to be spent there " + leg.covenant()))
                        .collect(Collectors.joining("; "));
    }
}

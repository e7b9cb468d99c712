package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.Period;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.Trigger;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.ocf.words.StakeholderType;
import io.dealledger.ocf.words.Vocabulary;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.StatedExternalId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects that transactions refer to: issuer, stakeholders, classes, plans, terms, legends, and what is only recorded. */
final class Masters {
    private static final List<String> NO_LIMIT = List.of("NOT APPLICABLE", "UNLIMITED");

    private final CompanyId company;
    private final Known known;
    private final Report report;
    private final Calendar calendar;

    Masters(CompanyId company, Known known, Report report, Calendar calendar) {
        this.company = company;
        this.known = known;
        this.report = report;
        this.calendar = calendar;
    }

    /** @param there whether the company is in the ledger already */
    Act issuer(OcfObject object, boolean there) {
        Fields fields = Fields.of(object);
        LocalDate day = calendar.opening();
        report.named("ISSUER", object.id(), company.value());
        kept(object, fields, "email", "phone", "address");
        List<CompanyCommand> commands = new ArrayList<>();
        if (there) {
            report.assumption(
                    object, "company-known", company + " is in the ledger already; the package adds to what is there");
        } else {
            commands.add(new RegisterCompany(
                    company,
                    Texts.name(fields.text("legal_name")),
                    null,
                    country(object, fields),
                    null,
                    null,
                    StatedDate.of(day),
                    null));
            Shares authorised = authorised(fields, "initial_shares_authorized");
            if (authorised != null) {
                commands.add(new AdjustTotalAuthorised(authorised, StatedDate.of(day), null));
            }
        }
        LocalDate formed = fields.dateIfAny("formation_date");
        if (formed == null || !formed.equals(day)) {
            report.assumption(
                    object,
                    "registered-before-formation",
                    "The company is registered on " + day + ", the first day that the package speaks of; "
                            + (formed == null ? "no day of formation is stated" : "it was formed on " + formed));
        }
        Notes notes = Notes.of(company.value(), null, fields)
                .known(object.id())
                .other("dba", fields.textIfAny("dba"))
                .other("formation_date", formed == null ? null : formed.toString())
                .other("country_subdivision_of_formation", fields.textIfAny("country_subdivision_of_formation"))
                .other("tax_ids", fields.has("tax_ids") ? fields.raw("tax_ids") : null);
        return new Act(commands, notes.on(day), () -> {});
    }

    /** Some exporters write a code of their own, such as ZZ, where no country is known. */
    private @Nullable String country(OcfObject object, Fields fields) {
        String code = fields.textIfAny("country_of_formation");
        try {
            return Words.country("country_of_formation", code);
        } catch (InvalidValue unknown) {
            report.assumption(
                    object, "unknown-country", "'" + code + "' is no country of ISO 3166-1: the country is left open");
            return null;
        }
    }

    /** A party, whose stream alone holds what is personal. */
    RegisterParty stakeholder(OcfObject object) {
        Fields fields = Fields.of(object);
        String id = needsId(object);
        PartyId party = new PartyId(ObjectIds.ours(PartyId.PREFIX, company.value(), id));
        StakeholderType type = fields.word(Vocabulary.STAKEHOLDER_TYPES, "stakeholder_type");
        List<StatedExternalId> externalIds = new ArrayList<>();
        externalIds.add(externalId(fields, "id", "OCF", id));
        if (fields.has("issuer_assigned_id")) {
            externalIds.add(externalId(fields, "issuer_assigned_id", "ISSUER", fields.text("issuer_assigned_id")));
        }
        for (Fields tax : fields.all("tax_ids")) {
            externalIds.add(externalId(tax, "tax_id", "TAX " + tax.text("country"), tax.text("tax_id")));
        }
        kept(
                object,
                fields,
                "current_relationship",
                "current_relationships",
                "current_status",
                "primary_contact",
                "contact_info",
                "addresses",
                "comments");
        try {
            RegisterParty register = new RegisterParty(
                    party,
                    Texts.name(fields.in("name").text("legal_name")),
                    type.kind(),
                    null,
                    null,
                    externalIds,
                    null,
                    null);
            if (type == StakeholderType.INSTITUTION) {
                report.assumption(
                        object, "kind-of-institution", "OCF does not say what kind of institution it is: OTHER");
            }
            report.named("STAKEHOLDER", id, party.value());
            known.name(Kind.STAKEHOLDER, id, party.value());
            return register;
        } catch (InvalidValue wrong) {
            throw Unusable.of(wrong.code(), "/name/legal_name", String.valueOf(wrong.getMessage()));
        }
    }

    private static StatedExternalId externalId(Fields fields, String field, String scheme, String value) {
        try {
            return new StatedExternalId(scheme, Texts.name(value));
        } catch (InvalidValue wrong) {
            throw fields.wrong(field, wrong.code(), String.valueOf(wrong.getMessage()), value);
        }
    }

    Act stockClass(OcfObject object) {
        Fields fields = Fields.of(object);
        String id = needsId(object);
        String name = name(object, Kind.STOCK_CLASS, id, fields.text("name"));
        LocalDate day = calendar.classDay(id);
        assumedDay(object, day);
        ShareClassType type = fields.word(Vocabulary.CLASS_TYPES, "class_type");
        BigDecimal cap = fields.numberIfAny("participation_cap_multiple");
        boolean capped = cap != null && type == ShareClassType.PREFERRED;
        if (cap != null && !capped) {
            report.notKept(object, "participation_cap_multiple");
        } else if (type == ShareClassType.PREFERRED && cap == null) {
            report.assumption(
                    object,
                    "participation-not-stated",
                    "OCF does not tell a class that participates without a cap from one that does not: left open");
        }
        Ratio ratio = null;
        Notes notes = Notes.of(name, null, fields)
                .known(id)
                .parValue(fields.priceIfAny("par_value"))
                .other("default_id_prefix", fields.textIfAny("default_id_prefix"));
        for (Fields right : fields.all("conversion_rights")) {
            Fields mechanism = right.in("conversion_mechanism");
            if (mechanism.word(Vocabulary.CONVERSION_MECHANISMS, "type") == MechanismKind.RATIO_CONVERSION
                    && ratio == null) {
                ratio = mechanism.ratio("ratio");
            } else {
                report.notKept(object, "conversion_rights");
            }
        }
        if (fields.has("conversion_rights")) {
            notes.other("conversion_rights", fields.raw("conversion_rights"));
        }
        AuthoriseShareClass command = new AuthoriseShareClass(
                name,
                type,
                authorised(fields, "initial_shares_authorized"),
                fields.numberIfAny("votes_per_share"),
                fields.priceIfAny("price_per_share"),
                fields.numberIfAny("liquidation_preference_multiple"),
                fields.has("seniority") ? fields.integer("seniority") : null,
                capped ? Participation.CAPPED : null,
                capped ? cap : null,
                ratio,
                StatedDate.of(day),
                null);
        return new Act(List.of(command), notes.on(day), () -> called(Kind.STOCK_CLASS, object, name));
    }

    private static @Nullable Shares authorised(Fields fields, String field) {
        return fields.has(field) && NO_LIMIT.contains(fields.raw(field)) ? null : fields.sharesIfAny(field);
    }

    Act stockPlan(OcfObject object) {
        Fields fields = Fields.of(object);
        String id = needsId(object);
        String name = name(object, Kind.STOCK_PLAN, id, fields.text("plan_name"));
        List<String> classIds = new ArrayList<>(fields.texts("stock_class_ids"));
        if (classIds.isEmpty() && fields.has("stock_class_id")) {
            classIds.add(fields.text("stock_class_id"));
        }
        List<String> classes = classIds.stream()
                .distinct()
                .map(of -> known.reference(Kind.STOCK_CLASS, of, fields.pointer("stock_class_ids")))
                .toList();
        LocalDate day = calendar.planDay(id);
        assumedDay(object, day);
        AdoptStockPlan command = new AdoptStockPlan(
                name,
                classes,
                fields.shares("initial_shares_reserved"),
                fields.wordIfAny(Vocabulary.CANCELLATION_BEHAVIOURS, "default_cancellation_behavior"),
                StatedDate.of(day),
                null);
        return new Act(
                List.of(command),
                Notes.of(name, null, fields).known(id).on(day),
                () -> called(Kind.STOCK_PLAN, object, name));
    }

    Act vestingTerms(OcfObject object) {
        Fields fields = Fields.of(object);
        String id = needsId(object);
        String name = name(object, Kind.VESTING_TERMS, id, fields.text("name"));
        String description = Texts.reason(fields.textIfAny("description"));
        List<Condition> conditions = new ArrayList<>();
        for (Fields condition : fields.all("vesting_conditions")) {
            conditions.add(condition(condition));
        }
        DefineVestingTerms command = new DefineVestingTerms(
                name,
                description.isEmpty() ? null : description,
                fields.word(Vocabulary.ALLOCATION_TYPES, "allocation_type"),
                conditions,
                StatedDate.of(calendar.opening()),
                null);
        return new Act(
                List.of(command),
                Notes.of(name, null, fields)
                        .known(id)
                        .other(
                                "description",
                                Texts.isCut(fields.textIfAny("description"), Words.REASON)
                                        ? fields.textIfAny("description")
                                        : null)
                        .on(calendar.opening()),
                () -> called(Kind.VESTING_TERMS, object, name));
    }

    private static Condition condition(Fields fields) {
        Fields portion = fields.inIfAny("portion");
        Fields trigger = fields.in("trigger");
        Fields cliff = fields.inIfAny("cliff_condition");
        Fields period = trigger.inIfAny("period");
        Period installments = period == null ? null : installments(period);
        if (cliff != null && period != null && installments != null) {
            throw fields.wrong(
                    "cliff_condition",
                    "contradicts",
                    "There is a cliff_installment too, " + period.integer("cliff_installment") + ": one of them",
                    Integer.toString(period.integer("cliff_installment")));
        }
        return new Condition(
                fields.text("id"),
                fields.textIfAny("description"),
                portion == null
                        ? null
                        : new Portion(
                                Objects.requireNonNull(portion.needed("numerator", portion.numberIfAny("numerator"))),
                                Objects.requireNonNull(
                                        portion.needed("denominator", portion.numberIfAny("denominator"))),
                                Boolean.TRUE.equals(portion.flagIfAny("remainder"))),
                fields.sharesIfAny("quantity"),
                new Trigger(
                        trigger.word(Vocabulary.VESTING_TRIGGERS, "type"),
                        trigger.dateIfAny("date"),
                        period == null ? null : period(period, period.integer("occurrences")),
                        trigger.textIfAny("relative_to_condition_id")),
                cliff == null ? installments : period(cliff.in("period"), 1),
                fields.texts("next_condition_ids"));
    }

    /** The cliff of later versions of OCF: nothing vests before that installment; the first one is no cliff. */
    private static @Nullable Period installments(Fields fields) {
        if (!fields.has("cliff_installment")) {
            return null;
        }
        int number = fields.integer("cliff_installment");
        int occurrences = fields.integer("occurrences");
        Period each = period(fields, 1);
        long length = (long) number * each.length();
        if (number < 0 || number > occurrences || length != (int) length) {
            throw fields.wrong(
                    "cliff_installment",
                    "out-of-range",
                    "Installment " + number + " is none of " + occurrences + ", or too late",
                    Integer.toString(number));
        }
        return number < 2 ? null : new Period((int) length, each.kind(), 1, each.dayOfMonth());
    }

    private static Period period(Fields fields, int occurrences) {
        return new Period(
                fields.integer("length"),
                fields.word(Vocabulary.VESTING_PERIODS, "type"),
                occurrences,
                fields.textIfAny("day_of_month"));
    }

    /** The text of a legend is on record of the company; a certificate names it. */
    Act legend(OcfObject object) {
        Fields fields = Fields.of(object);
        String id = needsId(object);
        String name = Texts.name(fields.text("name"));
        Notes notes = Notes.of(company.value(), object.type(), fields)
                .known(id)
                .other("name", name)
                .other("text", fields.text("text"));
        return new Act(List.of(), notes.on(calendar.opening()), () -> known.name(Kind.STOCK_LEGEND_TEMPLATE, id, name));
    }

    Act valuation(OcfObject object) {
        Fields fields = Fields.of(object);
        String name = known.reference(Kind.STOCK_CLASS, fields, "stock_class_id");
        ValuationKind kind = fields.word(Vocabulary.VALUATION_TYPES, "valuation_type");
        Price price = fields.needed("price_per_share", fields.priceIfAny("price_per_share"));
        LocalDate day = fields.date("effective_date");
        RecordValuation command = new RecordValuation(
                kind,
                Stated.money(
                        Op.EXACT,
                        price.amount().toPlainString(),
                        price.currency().code()),
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                StatedDate.of(day),
                null,
                null);
        return Act.of(
                command,
                Notes.of(name, object.type(), fields)
                        .known(object.id())
                        .other("effective_date", day.toString())
                        .other("provider", fields.textIfAny("provider"))
                        .on(day));
    }

    Act financing(OcfObject object) {
        Fields fields = Fields.of(object);
        LocalDate day = fields.date("date");
        for (String issuance : fields.texts("issuance_ids")) {
            if (!calendar.isIssuance(issuance)) {
                report.assumption(object, "unknown-issuance", "No issuance of the package is called " + issuance);
            }
        }
        return new Act(
                List.of(),
                Notes.of(company.value(), object.type(), fields)
                        .known(object.id())
                        .other("name", fields.text("name"))
                        .other("issuance_ids", String.join(" ", fields.texts("issuance_ids")))
                        .on(day),
                () -> {});
    }

    Act document(OcfObject object) {
        Fields fields = Fields.of(object);
        return new Act(
                List.of(),
                Notes.of(company.value(), object.type(), fields)
                        .known(object.id())
                        .other("md5", fields.text("md5"))
                        .other("path", fields.textIfAny("path"))
                        .other("uri", fields.textIfAny("uri"))
                        .other("related_objects", fields.has("related_objects") ? fields.raw("related_objects") : null)
                        .on(calendar.opening()),
                () -> {});
    }

    private static String needsId(OcfObject object) {
        return Fields.of(object).text("id");
    }

    private void kept(OcfObject object, Fields fields, String... notKept) {
        for (String field : notKept) {
            if (fields.has(field) && !fields.raw(field).equals("[]")) {
                report.notKept(object, field);
            }
        }
    }

    /** A class, a plan and terms are known by their names, which OCF does not promise to be different. */
    private String name(OcfObject object, Kind kind, String id, String stated) {
        String name = Texts.name(stated);
        if (!name.equals(stated)) {
            report.assumption(object, "name-cut", "It is called " + name + " in the ledger");
        }
        if (known.isNamed(kind, name)) {
            String other = Texts.line(stated, Words.NAME / 2) + " (" + Texts.line(id, Words.NAME / 2 - 3) + ")";
            report.assumption(
                    object, "name-repeated", "Another one is called " + name + ": this one is called " + other);
            return other;
        }
        return name;
    }

    private void called(Kind kind, OcfObject object, String name) {
        known.name(kind, object.id(), name);
        report.named(kind.name(), object.id(), name);
    }

    private void assumedDay(OcfObject object, LocalDate day) {
        if (!calendar.isStated(object, day)) {
            report.assumption(
                    object,
                    "day-not-stated",
                    "It counts from " + day + " on: OCF gives it no date"
                            + (object.json().has("board_approval_date")
                                    ? ", and the board's approval comes after its first use or before the company"
                                    : ""));
        }
    }
}

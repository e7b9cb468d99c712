package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.Particulars.ShareNumbers;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.ocf.words.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issuances that come of no other act. */
final class Issuances {
    /** OCF says "1 being highest seniority" of convertibles, and "higher is paid first" of classes, as the ledger does. */
    private final int lowestSeniority;

    private final Known known;
    private final Report report;
    private final Triggers triggers;

    Issuances(int lowestSeniority, Known known, Report report) {
        this.lowestSeniority = lowestSeniority;
        this.known = known;
        this.report = report;
        this.triggers = new Triggers(known);
    }

    static SecurityId ours(String security) {
        return new SecurityId(ObjectIds.ours(SecurityId.PREFIX, security));
    }

    PartyId holder(Fields fields) {
        return new PartyId(known.reference(Kind.STAKEHOLDER, fields, "stakeholder_id"));
    }

    Act act(OcfObject object) {
        Fields fields = Fields.of(object);
        String security = fields.text("security_id");
        SecurityId ours = ours(security);
        return new Act(
                List.of(command(object, fields, ours)),
                notes(object, fields, ours, null),
                () -> hold(security, new Held(ours, object.name(), false)));
    }

    void hold(String security, Held as) {
        known.hold(security, as);
        report.named("SECURITY", security, as.ours().value());
    }

    private CompanyCommand command(OcfObject object, Fields fields, SecurityId ours) {
        return switch (object.type()) {
            case "TX_STOCK_ISSUANCE" -> stock(object, fields, ours);
            case "TX_EQUITY_COMPENSATION_ISSUANCE" -> grant(object, fields, ours);
            case "TX_CONVERTIBLE_ISSUANCE" -> convertible(object, fields, ours);
            case "TX_WARRANT_ISSUANCE" -> warrant(object, fields, ours);
            default ->
                throw Unusable.of(
                        "unknown-object-type", "/object_type", "No issuance of OCF 1.2.0", "type", object.type());
        };
    }

    IssueShares stock(OcfObject object, Fields fields, SecurityId ours) {
        String plan = planIfAny(object, fields);
        List<VestingDate> vestings = vestings(fields);
        String terms = terms(object, fields, vestings);
        return new IssueShares(
                ours,
                known.reference(Kind.STOCK_CLASS, fields, "stock_class_id"),
                holder(fields),
                fields.shares("quantity"),
                fields.priceIfAny("share_price"),
                null,
                plan == null && terms == null && vestings.isEmpty() ? null : new Restriction(plan, terms, vestings),
                day(fields),
                null);
    }

    private GrantEquityCompensation grant(OcfObject object, Fields fields, SecurityId ours) {
        Compensation kind = compensation(object, fields);
        List<VestingDate> vestings = vestings(fields);
        boolean option =
                kind == Compensation.OPTION || kind == Compensation.OPTION_ISO || kind == Compensation.OPTION_NSO;
        boolean right = kind == Compensation.CSAR || kind == Compensation.SSAR;
        if (!option && fields.has("exercise_price")) {
            report.notKept(object, "exercise_price");
        }
        if (!right && fields.has("base_price")) {
            report.notKept(object, "base_price");
        }
        return new GrantEquityCompensation(
                ours,
                holder(fields),
                kind,
                planIfAny(object, fields),
                known.referenceIfAny(Kind.STOCK_CLASS, fields, "stock_class_id"),
                fields.shares("quantity"),
                option ? fields.priceIfAny("exercise_price") : null,
                right ? fields.priceIfAny("base_price") : null,
                terms(object, fields, vestings),
                vestings,
                fields.flagIfAny("early_exercisable"),
                fields.dateIfAny("expiration_date"),
                windows(fields),
                null,
                day(fields),
                null);
    }

    private Compensation compensation(OcfObject object, Fields fields) {
        Compensation kind = fields.word(Vocabulary.COMPENSATION_TYPES, "compensation_type");
        String option = fields.textIfAny("option_grant_type");
        if (option == null || kind != Compensation.OPTION) {
            return kind;
        }
        return switch (option) {
            case "ISO" -> Compensation.OPTION_ISO;
            case "NSO" -> Compensation.OPTION_NSO;
            case "INTL" -> {
                report.notKept(object, "option_grant_type");
                yield Compensation.OPTION;
            }
            default ->
                throw fields.wrong(
                        "option_grant_type",
                        "unknown-word",
                        "'" + option + "' is none of the OptionType of OCF: INTL, ISO, NSO",
                        option);
        };
    }

    private static List<TerminationWindow> windows(Fields fields) {
        List<TerminationWindow> windows = new ArrayList<>();
        for (Fields window : fields.all("termination_exercise_windows")) {
            windows.add(new TerminationWindow(
                    window.word(Vocabulary.TERMINATION_REASONS, "reason"),
                    window.integer("period"),
                    window.word(Vocabulary.PERIOD_UNITS, "period_type")));
        }
        return windows;
    }

    IssueConvertible convertible(OcfObject object, Fields fields, SecurityId ours) {
        int seniority = fields.integer("seniority");
        if (lowestSeniority > 1) {
            report.assumption(
                    object,
                    "seniority-turned-round",
                    "OCF counts the seniority of convertibles from 1, the highest; in the ledger a higher one is paid first: "
                            + seniority + " becomes " + (lowestSeniority + 1 - seniority));
        }
        return new IssueConvertible(
                ours,
                holder(fields),
                fields.word(Vocabulary.CONVERTIBLE_TYPES, "convertible_type"),
                fields.money("investment_amount"),
                null,
                triggers.of(fields, "conversion_triggers"),
                proRata(object, fields),
                lowestSeniority + 1 - seniority,
                null,
                day(fields),
                null);
    }

    /** OCF says "What pro-rata (if any) is the holder entitled to buy", and some write an amount there. */
    private @Nullable BigDecimal proRata(OcfObject object, Fields fields) {
        BigDecimal proRata = fields.numberIfAny("pro_rata");
        if (proRata == null || proRata.compareTo(BigDecimal.ONE) <= 0) {
            return proRata;
        }
        report.assumption(
                object,
                "pro-rata-no-fraction",
                "pro_rata " + proRata.toPlainString() + " is no fraction of a round: kept in words only");
        return null;
    }

    private IssueWarrant warrant(OcfObject object, Fields fields, SecurityId ours) {
        List<ConversionTrigger> exercises = triggers.of(fields, "exercise_triggers");
        List<String> classes = exercises.stream()
                .map(trigger -> trigger.right().shareClass())
                .distinct()
                .toList();
        List<VestingDate> vestings = vestings(fields);
        return new IssueWarrant(
                ours,
                holder(fields),
                classes.size() == 1 ? classes.getFirst() : null,
                fields.sharesIfAny("quantity"),
                fields.wordIfAny(Vocabulary.QUANTITY_SOURCES, "quantity_source"),
                fields.priceIfAny("exercise_price"),
                fields.moneyIfAny("purchase_price"),
                null,
                exercises,
                fields.dateIfAny("warrant_expiration_date"),
                terms(object, fields, vestings),
                vestings,
                day(fields),
                null);
    }

    static StatedDate day(Fields fields) {
        return StatedDate.of(fields.date("date"));
    }

    private static List<VestingDate> vestings(Fields fields) {
        List<VestingDate> dates = new ArrayList<>();
        for (Fields vesting : fields.all("vestings")) {
            dates.add(new VestingDate(vesting.date("date"), vesting.shares("amount")));
        }
        return dates;
    }

    private @Nullable String terms(OcfObject object, Fields fields, List<VestingDate> vestings) {
        if (!vestings.isEmpty() && fields.has("vesting_terms_id")) {
            report.assumption(
                    object, "vestings-before-terms", "It has vestings, so that its vesting terms are passed over");
            return null;
        }
        return known.referenceIfAny(Kind.VESTING_TERMS, fields, "vesting_terms_id");
    }

    /** A plan that no file has is passed over where a class is named: the security does not depend on it. */
    private @Nullable String planIfAny(OcfObject object, Fields fields) {
        if (!fields.has("stock_plan_id")) {
            return null;
        }
        String id = fields.text("stock_plan_id");
        if (!known.isStated(Kind.STOCK_PLAN, id) && fields.has("stock_class_id")) {
            report.assumption(
                    object,
                    "unknown-stock-plan",
                    "No file has a stock plan " + id + ": it is taken for a grant outside any plan, of its class");
            return null;
        }
        return known.reference(Kind.STOCK_PLAN, fields, "stock_plan_id");
    }

    /**
     * @param act that made the security; absent when it was issued by itself
     */
    List<CompanyCommand> notes(OcfObject object, Fields fields, SecurityId ours, @Nullable String act) {
        Notes notes = Notes.of(ours.value(), act, fields)
                .known(fields.text("security_id"))
                .other(Notes.OBJECT, object.id())
                .other("valuation_id", fields.textIfAny("valuation_id"))
                .other("pro_rata", fields.has("pro_rata") ? fields.raw("pro_rata") : null)
                .other("option_grant_type", fields.textIfAny("option_grant_type"))
                .issuanceKind(fields.wordIfAny(Vocabulary.ISSUANCE_TYPES, "issuance_type"))
                .costBasis(fields.priceIfAny("cost_basis"));
        for (String legend : fields.texts("stock_legend_ids")) {
            if (known.has(Kind.STOCK_LEGEND_TEMPLATE, legend)) {
                notes.legend(known.reference(Kind.STOCK_LEGEND_TEMPLATE, legend, ""));
            } else {
                report.assumption(
                        object, "unknown-stock-legend", "No file has a legend " + legend + ": kept by its id");
                notes.legend(legend);
            }
        }
        for (Fields range : fields.all("share_numbers_issued")) {
            notes.shareNumbers(
                    new ShareNumbers(range.shares("starting_share_number"), range.shares("ending_share_number")));
        }
        LocalDate day = fields.date("date");
        return notes.on(day);
    }
}

package io.dealledger.ocf;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.Security;
import io.dealledger.company.Vesting;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.words.SplitRounding;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What each transaction of OCF asks of the ledger. */
final class Transactions {
    private static final Rounding TO_TEN_PLACES = new Rounding(Shares.PLACES, RoundingMode.DOWN);

    private static final List<RoundingMode> MODES = List.of(
            RoundingMode.DOWN, RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.HALF_DOWN);

    private final CompanyId company;
    private final Known known;
    private final Report report;
    private final Issuances issuances;
    private final StockActs stock;
    private final InstrumentActs instruments;

    Transactions(CompanyId company, Known known, Report report, Issuances issuances) {
        Parts parts = new Parts(known, report, issuances);
        Together together = new Together(known, parts);
        this.company = company;
        this.known = known;
        this.report = report;
        this.issuances = issuances;
        this.stock = new StockActs(known, report, issuances, parts, together);
        this.instruments = new InstrumentActs(known, report, issuances, parts, together);
    }

    /** @param then the company on the day, as far as the import has come */
    Act act(OcfObject object, Company then) {
        return switch (object.type()) {
            case "TX_STOCK_ISSUANCE",
                    "TX_EQUITY_COMPENSATION_ISSUANCE",
                    "TX_CONVERTIBLE_ISSUANCE",
                    "TX_WARRANT_ISSUANCE" -> issuances.act(object);

            case "TX_STOCK_TRANSFER" -> stock.transfer(object, then);
            case "TX_STOCK_REPURCHASE" -> stock.repurchase(object, then);
            case "TX_STOCK_CANCELLATION" -> stock.cancel(object, then);
            case "TX_STOCK_CONVERSION" -> stock.convert(object, then);
            case "TX_STOCK_REISSUANCE" -> stock.reissue(object, then);

            case "TX_EQUITY_COMPENSATION_TRANSFER", "TX_CONVERTIBLE_TRANSFER", "TX_WARRANT_TRANSFER" ->
                instruments.transfer(object, then);
            case "TX_EQUITY_COMPENSATION_CANCELLATION", "TX_CONVERTIBLE_CANCELLATION", "TX_WARRANT_CANCELLATION" ->
                instruments.cancel(object, then);
            case "TX_EQUITY_COMPENSATION_EXERCISE" -> instruments.exercise(object, then);
            case "TX_EQUITY_COMPENSATION_RELEASE" -> instruments.release(object, then);
            case "TX_WARRANT_EXERCISE" -> instruments.exerciseWarrant(object, then);
            case "TX_CONVERTIBLE_CONVERSION" -> instruments.convert(object, then);

            case "TX_STOCK_ACCEPTANCE",
                    "TX_EQUITY_COMPENSATION_ACCEPTANCE",
                    "TX_CONVERTIBLE_ACCEPTANCE",
                    "TX_WARRANT_ACCEPTANCE" -> accept(object, then);
            case "TX_STOCK_RETRACTION",
                    "TX_EQUITY_COMPENSATION_RETRACTION",
                    "TX_CONVERTIBLE_RETRACTION",
                    "TX_WARRANT_RETRACTION" -> retract(object);

            case "TX_VESTING_START" -> start(object, then);
            case "TX_VESTING_EVENT" -> event(object, then);
            case "TX_VESTING_ACCELERATION" -> accelerate(object);

            case "TX_STOCK_CLASS_SPLIT" -> split(object, then);
            case "TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT" -> ratio(object, then);
            case "TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT" -> authorised(object);
            case "TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT" -> totalAuthorised(object);
            case "TX_STOCK_PLAN_POOL_ADJUSTMENT" -> pool(object);
            case "TX_STOCK_PLAN_RETURN_TO_POOL" -> giveBack(object, then);

            default ->
                throw Unusable.of(
                        "unknown-object-type",
                        "/object_type",
                        object.type().isEmpty()
                                ? "It has no object_type"
                                : "OCF 1.2.0 has no transaction " + object.type(),
                        "type",
                        object.type());
        };
    }

    private Act accept(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (held.rest() && then.instruments().accepted().contains(held.ours())) {
            report.assumption(
                    object, "accepted-with-the-whole", "The security that it is the rest of was accepted before");
            return Act.nothing();
        }
        return Act.of(new AcceptSecurity(held.ours(), Issuances.day(fields), null), Parts.acted(object, fields, held));
    }

    private Act retract(OcfObject object) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        return new Act(
                List.of(new RetractIssuance(
                        held.ours(), StockActs.reason(object, fields, report), Issuances.day(fields), null)),
                Parts.acted(object, fields, held),
                () -> known.end(fields.text("security_id"), object));
    }

    /** Vesting often commences before the grant is made: it is then recorded with the grant, and runs from its own day. */
    private Act start(OcfObject object, Company then) {
        return meets(object, then, (held, fields) -> {
            LocalDate from = fields.date("date");
            LocalDate issued = known.issuedOn(fields.text("security_id"));
            LocalDate on = issued != null && from.isBefore(issued) ? issued : from;
            if (!on.equals(from)) {
                report.assumption(
                        object,
                        "vesting-before-issuance",
                        "It commences on " + from + ", before the security is issued on " + on
                                + ": recorded on that day, and the schedule runs from its own");
            }
            return new StartVesting(
                    held.ours(),
                    fields.text("vesting_condition_id"),
                    on.equals(from) ? null : from,
                    StatedDate.of(on),
                    null);
        });
    }

    private Act event(OcfObject object, Company then) {
        return meets(
                object,
                then,
                (held, fields) -> new RecordVestingEvent(
                        held.ours(), fields.text("vesting_condition_id"), Issuances.day(fields), null));
    }

    @FunctionalInterface
    private interface Meeting {
        CompanyCommand of(Held held, Fields fields);
    }

    /** What is left of a security goes on vesting as the whole did, which some files say of it again. */
    private Act meets(OcfObject object, Company then, Meeting meeting) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Vesting vesting = then.instruments().vesting().get(held.ours());
        String condition = fields.text("vesting_condition_id");
        LocalDate on = fields.date("date");
        if (held.rest()
                && vesting != null
                && vesting.met().stream()
                        .anyMatch(met ->
                                met.condition().equals(condition) && !met.on().isAfter(on))) {
            report.assumption(
                    object,
                    "vests-with-the-whole",
                    "The security that it is the rest of met " + condition + " before, and goes on vesting from then");
            return Act.nothing();
        }
        LocalDate issued = known.issuedOn(fields.text("security_id"));
        return Act.of(
                meeting.of(held, fields),
                Parts.acted(object, fields, held, issued != null && issued.isAfter(on) ? issued : on));
    }

    private Act accelerate(OcfObject object) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        return Act.of(
                new AccelerateVesting(
                        held.ours(),
                        fields.shares("quantity"),
                        StockActs.reason(object, fields, report),
                        Issuances.day(fields),
                        null),
                Parts.acted(object, fields, held));
    }

    private Act split(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Rounding rounding = rounding(object, fields.ratio("split_ratio"), then);
        report.assumption(
                object,
                "split-of-all",
                "A split counts for grants and warrants of the class and for the pools of its plans too, and is rounded to "
                        + rounding.places() + " decimal places, " + rounding.mode()
                        + (rounding.equals(TO_TEN_PLACES)
                                ? ""
                                : ", as its comment says or the securities show that are issued anew for it"));
        return ofClass(
                object,
                name -> new SplitShares(
                        fields.ratio("split_ratio"), List.of(name), null, rounding, Issuances.day(fields), null));
    }

    /**
     * OCF has no field for it: a comment of our own export states it, or securities that are issued anew because of the
     * split show it. Without either, or where these are exact, nothing is cut off.
     */
    private Rounding rounding(OcfObject split, Ratio ratio, Company then) {
        for (JsonNode comment : split.json().path("comments")) {
            Optional<Rounding> stated = SplitRounding.of(comment.asString(""));
            if (stated.isPresent()) {
                return stated.get();
            }
        }
        Map<Shares, Shares> rounded = new HashMap<>();
        int places = 0;
        for (OcfObject reissuance : known.reissuedBy(split.id())) {
            Held held = known.held(
                    reissuance.json().path("security_id").asString("").strip());
            Security before = held == null ? null : then.securities().get(held.ours());
            Shares after = Shares.ZERO;
            for (String id : Known.madeBy(reissuance)) {
                OcfObject issuance = known.issuanceOf(id);
                Shares part = issuance == null ? null : Fields.of(issuance).sharesIfAny("quantity");
                after = after.plus(part == null ? Shares.ZERO : part);
            }
            if (before != null && !after.isZero()) {
                rounded.put(before.quantity(), after);
                places = Math.max(places, after.quantity().scale());
            }
        }
        if (!gives(TO_TEN_PLACES, ratio, rounded)) {
            for (RoundingMode mode : MODES) {
                Rounding tried = new Rounding(places, mode);
                if (gives(tried, ratio, rounded)) {
                    return tried;
                }
            }
        }
        return TO_TEN_PLACES;
    }

    /** Whether a split with that rounding makes of each quantity the other one. */
    private static boolean gives(Rounding rounding, Ratio ratio, Map<Shares, Shares> rounded) {
        return rounded.entrySet().stream()
                .allMatch(one -> new Shares(one.getKey()
                                .fraction()
                                .times(ratio.fraction())
                                .toDecimal(rounding.places(), rounding.mode()))
                        .equals(one.getValue()));
    }

    private Act ratio(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Fields mechanism = fields.in("new_ratio_conversion_mechanism");
        String name = known.reference(Kind.STOCK_CLASS, fields, "stock_class_id");
        Ratio ratio = mechanism.ratio("ratio");
        boolean same = then.shares()
                .classNamed(name)
                .filter(of -> of.conversionRatio().fraction().equals(ratio.fraction()))
                .isPresent();
        if (same) {
            report.assumption(object, "ratio-unchanged", name + " converts at " + ratio + " already");
        }
        List<CompanyCommand> commands = same
                ? List.of()
                : List.of(new AmendShareClass(name, null, null, null, null, null, ratio, Issuances.day(fields), null));
        return new Act(
                commands,
                Notes.of(name, object.type(), fields)
                        .known(object.id())
                        .other(
                                "conversion_price",
                                mechanism.has("conversion_price") ? mechanism.raw("conversion_price") : null)
                        .other("rounding_type", mechanism.textIfAny("rounding_type"))
                        .on(fields.date("date")),
                () -> {});
    }

    private Act authorised(OcfObject object) {
        return ofClass(
                object,
                name -> new AdjustAuthorisedShares(
                        name,
                        Fields.of(object).shares("new_shares_authorized"),
                        Issuances.day(Fields.of(object)),
                        null));
    }

    private Act ofClass(OcfObject object, Function<String, CompanyCommand> command) {
        return ofNamed(object, Kind.STOCK_CLASS, "stock_class_id", command);
    }

    private Act ofNamed(OcfObject object, Kind kind, String field, Function<String, CompanyCommand> command) {
        Fields fields = Fields.of(object);
        String name = known.reference(kind, fields, field);
        return Act.of(
                command.apply(name),
                Notes.of(name, object.type(), fields).known(object.id()).on(fields.date("date")));
    }

    private Act totalAuthorised(OcfObject object) {
        Fields fields = Fields.of(object);
        StatedDate day = Issuances.day(fields);
        return Act.of(
                new AdjustTotalAuthorised(fields.shares("new_shares_authorized"), day, null),
                Notes.of(company.value(), object.type(), fields)
                        .known(object.id())
                        .on(fields.date("date")));
    }

    private Act pool(OcfObject object) {
        return ofNamed(
                object,
                Kind.STOCK_PLAN,
                "stock_plan_id",
                name -> new AdjustPool(
                        name, Fields.of(object).shares("shares_reserved"), Issuances.day(Fields.of(object)), null));
    }

    /** A plan whose rule returns what ends has it back already. */
    private Act giveBack(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.security(object, fields);
        String plan = known.reference(Kind.STOCK_PLAN, fields, "stock_plan_id");
        Shares quantity = fields.shares("quantity");
        boolean returned = then.instruments()
                .plan(plan)
                .filter(of -> of.rule() == CancellationRule.RETURN_TO_POOL
                        && !of.withheld().containsKey(held.ours()))
                .isPresent();
        if (returned) {
            report.assumption(
                    object,
                    "returned-by-rule",
                    "What ended of " + held.ours() + " went back to " + plan + " by the plan's own rule: " + quantity
                            + " are not returned again");
            return new Act(List.of(), Parts.acted(object, fields, held), () -> {});
        }
        return Act.of(
                new ReturnToPool(
                        plan,
                        held.ours(),
                        quantity,
                        StockActs.reason(object, fields, report),
                        Issuances.day(fields),
                        null),
                Parts.acted(object, fields, held));
    }
}

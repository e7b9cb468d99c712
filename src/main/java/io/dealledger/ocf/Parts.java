package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.Convertible;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.Known.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an act makes of a security. In OCF an act ends it whole: what comes of it and what is left of it are securities with
 * issuances of their own. In the ledger the security lives on with what is left, so that the balance's id becomes another
 * name of it; but both have to add up, and nothing is netted off.
 */
final class Parts {
    static final String BALANCE = "BALANCE";
    /** Code of a result of which the package says nothing else. */
    static final String NOT_ISSUED = "result-not-issued";

    private static final String RESULTS = "resulting_security_ids";
    private static final String REST = "balance_security_id";

    private final Known known;
    private final Report report;
    private final Issuances issuances;

    Parts(Known known, Report report, Issuances issuances) {
        this.known = known;
        this.report = report;
        this.issuances = issuances;
    }

    /** A security that comes of an act. */
    record Made(String id, OcfObject issuance, Fields fields) {
        SecurityId ours() {
            return Issuances.ours(id);
        }

        Shares quantity() {
            return fields.shares("quantity");
        }
    }

    /** Those that come of the act, each with its issuance. */
    List<Made> results(OcfObject act, Fields fields, String type) {
        List<Made> made = issuedResults(act, fields, type);
        List<String> ids = fields.texts(RESULTS);
        if (ids.isEmpty()) {
            throw fields.wrong(RESULTS, "missing", "Nothing is said to come of it", "");
        }
        for (String id : ids) {
            if (known.issuanceOf(id) == null) {
                throw notIssued(fields, id);
            }
        }
        return made;
    }

    private static Unusable notIssued(Fields fields, String id) {
        return Unusable.of(
                NOT_ISSUED,
                fields.pointer(RESULTS),
                "It makes security " + id + ", which no issuance of the package makes",
                "security",
                id);
    }

    /** Those of them that have an issuance. */
    List<Made> issuedResults(OcfObject act, Fields fields, String type) {
        List<String> named = Known.madeBy(act);
        Set<String> once = new HashSet<>();
        named.stream().filter(id -> !once.add(id)).findFirst().ifPresent(twice -> {
            throw Unusable.of(
                    "result-repeated",
                    fields.pointer(RESULTS),
                    "Security " + twice + " is said to come of it twice",
                    "security",
                    twice);
        });
        List<Made> made = new ArrayList<>();
        for (String id : fields.texts(RESULTS)) {
            OcfObject issuance = known.issuanceOf(id);
            if (issuance != null) {
                made.add(made(act, fields, RESULTS, id, issuance, type));
            }
        }
        return made;
    }

    /**
     * What comes of the act, and what is left of the security, where OCF has no field for that and it stands among the
     * results.
     *
     * @param rest absent when no result is of the kind of the security itself
     */
    record Results(List<Made> made, @Nullable Made rest) {}

    /** @param type of the issuances of what comes of it @param own type of that of what is left */
    Results resultsWithRest(OcfObject act, Fields fields, String type, String own) {
        List<Made> made = new ArrayList<>();
        Made rest = null;
        for (String id : fields.texts(RESULTS)) {
            OcfObject issuance = known.issuanceOf(id);
            if (issuance == null) {
                throw notIssued(fields, id);
            }
            if (!issuance.type().equals(own)) {
                made.add(made(act, fields, RESULTS, id, issuance, type));
            } else if (rest == null) {
                rest = made(act, fields, RESULTS, id, issuance, own);
            } else {
                throw Unusable.of(
                        "rest-named-twice",
                        fields.pointer(RESULTS),
                        "What is left is security " + rest.id() + ", or security " + id,
                        "security",
                        rest.id(),
                        "other",
                        id);
            }
        }
        if (made.isEmpty()) {
            throw fields.wrong(RESULTS, "missing", "Nothing is said to come of it", "");
        }
        return new Results(made, rest);
    }

    private Made made(OcfObject act, Fields fields, String field, String id, OcfObject issuance, String type) {
        OcfObject origin = known.originOf(id);
        if (origin != null && !origin.equals(act)) {
            throw Unusable.of(
                    "security-made-twice",
                    fields.pointer(field),
                    "Security " + id + " comes of " + origin.name() + " already",
                    "security",
                    id,
                    "madeBy",
                    origin.name());
        }
        if (!issuance.type().equals(type)) {
            throw Unusable.of(
                    "result-of-another-kind",
                    fields.pointer(field),
                    "Security " + id + " is made by a " + issuance.type() + ", not by a " + type,
                    "security",
                    id,
                    "type",
                    issuance.type());
        }
        Fields own = Fields.of(issuance);
        if (!fields.date("date").equals(own.date("date"))) {
            report.assumption(
                    act,
                    "result-dated-otherwise",
                    "Security " + id + " is issued on " + own.date("date") + " in " + issuance.name()
                            + "; it counts from this act on, " + fields.date("date"));
        }
        return new Made(id, issuance, own);
    }

    /** The results add up to what is taken. */
    static void adds(Fields fields, List<Made> made, Shares taken) {
        Shares sum = sum(made);
        if (!sum.equals(taken)) {
            throw differs(fields, taken, sum);
        }
    }

    static Unusable differs(Fields fields, Shares taken, Shares made) {
        return Unusable.of(
                "result-differs",
                fields.pointer(RESULTS),
                taken + " are taken and " + made + " are made of them",
                "taken",
                taken,
                "made",
                made);
    }

    static Shares sum(List<Made> made) {
        return made.stream().map(Made::quantity).reduce(Shares.ZERO, Shares::plus);
    }

    boolean isOf(PartyId holder, Made made) {
        return issuances.holder(made.fields()).equals(holder);
    }

    /** What a transfer issues to whoever holds it already. */
    void staysWith(OcfObject object, List<Made> own) {
        for (Made one : own) {
            report.assumption(
                    object,
                    "transfer-to-holder",
                    "Security " + one.id()
                            + " is issued to the holder of what is transferred: it stays where it is, under"
                            + " another name");
        }
    }

    void sameHolder(Made made, PartyId holder) {
        PartyId other = issuances.holder(made.fields());
        if (!other.equals(holder)) {
            throw Unusable.of(
                    "result-of-another",
                    "",
                    "Security " + made.id() + " is issued to " + other + ", and what it comes of is held by " + holder,
                    "security",
                    made.id(),
                    "holder",
                    holder,
                    "issuedTo",
                    other);
        }
    }

    void sameClass(Made made, String shareClass) {
        String other = known.reference(Kind.STOCK_CLASS, made.fields(), "stock_class_id");
        if (!other.equals(shareClass)) {
            throw Unusable.of(
                    "result-of-another-class",
                    "",
                    "Security " + made.id() + " is of " + other + ", and what it comes of leads to " + shareClass,
                    "security",
                    made.id(),
                    "class",
                    shareClass,
                    "issuedIn",
                    other);
        }
    }

    /**
     * What is left of a security after the act; absent when nothing is. More than there is is left to the law to refuse.
     *
     * @param type of the balance's issuance
     */
    @Nullable
    Made rest(OcfObject act, Fields fields, BigDecimal whole, BigDecimal taken, PartyId holder, String type) {
        String id = fields.textIfAny(REST);
        if (taken.compareTo(whole) > 0) {
            return null;
        }
        if (id == null) {
            if (taken.compareTo(whole) < 0) {
                throw Unusable.of(
                        "remainder-without-balance",
                        fields.pointer(REST),
                        "Of " + whole.toPlainString() + " it takes " + taken.toPlainString()
                                + " and names no security for what is left",
                        "whole",
                        whole.toPlainString(),
                        "taken",
                        taken.toPlainString());
            }
            return null;
        }
        OcfObject issuance = known.issuanceOf(id);
        if (issuance == null) {
            throw Unusable.of(
                    "balance-not-issued",
                    fields.pointer(REST),
                    "What is left is security " + id + ", which no issuance of the package makes",
                    "security",
                    id);
        }
        Made rest = made(act, fields, REST, id, issuance, type);
        BigDecimal left = type.equals("TX_CONVERTIBLE_ISSUANCE")
                ? rest.fields().money("investment_amount").amount()
                : rest.quantity().quantity();
        if (taken.add(left).compareTo(whole) != 0) {
            throw Unusable.of(
                    "balance-differs",
                    fields.pointer(REST),
                    "Of " + whole.toPlainString() + " it takes " + taken.toPlainString() + ", and security " + id
                            + " has " + left.toPlainString(),
                    "whole",
                    whole.toPlainString(),
                    "taken",
                    taken.toPlainString(),
                    "left",
                    left.toPlainString());
        }
        sameHolder(rest, holder);
        return rest;
    }

    /** What goes on in the place of a convertible of which terms are amended: all of it, of the same kind and holder. */
    Made successor(OcfObject act, Fields fields, String id, Convertible before) {
        OcfObject issuance = known.issuanceOf(id);
        if (issuance == null) {
            throw Unusable.of(
                    "balance-not-issued",
                    fields.pointer("reason_text"),
                    "It goes on as security " + id + ", which no issuance of the package makes",
                    "security",
                    id);
        }
        Made made = made(act, fields, "reason_text", id, issuance, "TX_CONVERTIBLE_ISSUANCE");
        Money amount = made.fields().money("investment_amount");
        Money ended = fields.money("amount");
        if (!amount.equals(before.amount()) || !ended.equals(before.amount())) {
            throw Unusable.of(
                    "balance-differs",
                    fields.pointer("amount"),
                    "Of " + before.amount() + " it takes " + ended + ", and security " + id + ", which goes on, has "
                            + amount,
                    "whole",
                    before.amount(),
                    "taken",
                    ended,
                    "left",
                    amount);
        }
        sameHolder(made, before.holder());
        return made;
    }

    /** What an act records and makes known, once it is accepted. */
    Act act(
            OcfObject object,
            Fields fields,
            Held security,
            List<CompanyCommand> commands,
            List<Made> made,
            @Nullable Made rest) {
        List<CompanyCommand> records = new ArrayList<>(acted(object, fields, security));
        for (Made one : made) {
            records.addAll(issuances.notes(one.issuance(), one.fields(), one.ours(), null));
        }
        if (rest != null) {
            records.addAll(issuances.notes(rest.issuance(), rest.fields(), security.ours(), BALANCE));
        }
        return new Act(commands, records, () -> {
            known.end(fields.text("security_id"), object);
            for (Made one : made) {
                issuances.hold(one.id(), new Held(one.ours(), object.name(), false));
            }
            if (rest != null) {
                issuances.hold(rest.id(), new Held(security.ours(), object.name(), true));
            }
        });
    }

    /** What is on record of an act itself. */
    static List<CompanyCommand> acted(OcfObject object, Fields fields, Held security) {
        return acted(object, fields, security, fields.date("date"));
    }

    static List<CompanyCommand> acted(OcfObject object, Fields fields, Held security, LocalDate on) {
        return Notes.of(security.ours().value(), object.type(), fields)
                .known(object.id())
                .other("split_transaction_id", fields.textIfAny("split_transaction_id"))
                .on(on);
    }

    static Unusable nothingLeft(Fields fields, Held security) {
        return Unusable.of(
                "nothing-left",
                fields.pointer("security_id"),
                "Nothing is left of " + fields.text("security_id") + ", or it is of another kind",
                "security",
                security.ours());
    }
}

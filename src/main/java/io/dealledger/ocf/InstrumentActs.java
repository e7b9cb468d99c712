package io.dealledger.ocf;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.Instrument;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.Parts.Made;
import io.dealledger.ocf.words.FairValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts on grants, convertibles and warrants. */
final class InstrumentActs {
    private static final String STOCK = StockActs.STOCK;
    private static final String GRANT = "TX_EQUITY_COMPENSATION_ISSUANCE";
    private static final String CONVERTIBLE = "TX_CONVERTIBLE_ISSUANCE";
    private static final String WARRANT = "TX_WARRANT_ISSUANCE";

    private final Known known;
    private final Report report;
    private final Issuances issuances;
    private final Parts parts;
    private final Together together;

    InstrumentActs(Known known, Report report, Issuances issuances, Parts parts, Together together) {
        this.together = together;
        this.known = known;
        this.report = report;
        this.issuances = issuances;
        this.parts = parts;
    }

    private static Instrument instrument(Company then, Held held, Fields fields) {
        return then.instruments().instrument(held.ours()).orElseThrow(() -> Parts.nothingLeft(fields, held));
    }

    /** How much of it there is, as OCF counts it: shares, or an amount of money. */
    private static BigDecimal whole(Instrument instrument, BigDecimal otherwise) {
        return switch (instrument) {
            case Grant grant -> grant.quantity().quantity();
            case Convertible convertible -> convertible.amount().amount();
            case Warrant warrant ->
                warrant.quantity() == null ? otherwise : warrant.quantity().quantity();
        };
    }

    private static String issuanceOf(Instrument instrument) {
        return switch (instrument) {
            case Grant _ -> GRANT;
            case Convertible _ -> CONVERTIBLE;
            case Warrant _ -> WARRANT;
        };
    }

    private @Nullable Made rest(OcfObject object, Fields fields, Instrument instrument, BigDecimal taken) {
        return parts.rest(object, fields, whole(instrument, taken), taken, instrument.holder(), issuanceOf(instrument));
    }

    Act transfer(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Instrument instrument = instrument(then, held, fields);
        boolean money = instrument instanceof Convertible;
        BigDecimal taken = money
                ? fields.money("amount").amount()
                : fields.shares("quantity").quantity();
        List<Made> made = parts.results(object, fields, issuanceOf(instrument));
        BigDecimal sum = made.stream()
                .map(one -> money
                        ? one.fields().money("investment_amount").amount()
                        : one.quantity().quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(taken) != 0) {
            throw Unusable.of(
                    "result-differs",
                    fields.pointer("resulting_security_ids"),
                    taken.toPlainString() + " are taken and " + sum.toPlainString() + " are made of them",
                    "taken",
                    taken.toPlainString(),
                    "made",
                    sum.toPlainString());
        }
        Made rest = rest(object, fields, instrument, taken);
        List<Made> own = made.stream()
                .filter(one -> parts.isOf(instrument.holder(), one))
                .toList();
        boolean stays = own.size() == 1 && rest == null;
        List<Made> others =
                stays ? made.stream().filter(one -> !own.contains(one)).toList() : made;
        if (stays) {
            parts.staysWith(object, own);
        }
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : others) {
            commands.add(new TransferInstrument(
                    held.ours(),
                    issuances.holder(one.fields()),
                    money ? null : one.quantity(),
                    money ? one.fields().money("investment_amount") : null,
                    one.ours(),
                    null,
                    Issuances.day(fields),
                    null));
        }
        return parts.act(object, fields, held, commands, others, stays ? own.getFirst() : rest);
    }

    Act cancel(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        return together.act(object, fields, held, then).orElseGet(() -> cancel(object, fields, held, then));
    }

    private Act cancel(OcfObject object, Fields fields, Held held, Company then) {
        Instrument instrument = instrument(then, held, fields);
        String successor = Known.amended(object).orElse(null);
        if (successor != null && instrument instanceof Convertible before) {
            return amend(object, fields, held, before, successor);
        }
        boolean convertible = instrument instanceof Convertible;
        Money amount = convertible ? fields.money("amount") : null;
        Shares quantity = convertible ? null : fields.shares("quantity");
        BigDecimal taken = amount == null ? fields.shares("quantity").quantity() : amount.amount();
        Made rest = rest(object, fields, instrument, taken);
        if (taken.signum() == 0 && rest != null) {
            // Nothing of it ends: it goes on under another name.
            return parts.act(object, fields, held, List.of(), List.of(), rest);
        }
        CompanyCommand command = new CancelInstrument(
                held.ours(),
                instrument instanceof Warrant warrant && warrant.quantity() == null ? null : quantity,
                amount,
                StockActs.reason(object, fields, report),
                Issuances.day(fields),
                null);
        return parts.act(object, fields, held, List.of(command), List.of(), rest);
    }

    private Act amend(OcfObject object, Fields fields, Held held, Convertible before, String successor) {
        Made goesOn = parts.successor(object, fields, successor, before);
        IssueConvertible as = issuances.convertible(goesOn.issuance(), goesOn.fields(), held.ours());
        if (as.kind() != before.issued().kind()) {
            throw Unusable.of(
                    "result-of-another-kind",
                    fields.pointer("reason_text"),
                    "Security " + successor + " is a " + as.kind() + ", and goes on in the place of a "
                            + before.issued().kind(),
                    "security",
                    successor,
                    "type",
                    as.kind());
        }
        AmendConvertible amend = new AmendConvertible(
                held.ours(), as.triggers(), as.proRata(), as.seniority(), as.maturesOn(), Issuances.day(fields), null);
        boolean same = before.hasTerms(amend.triggers(), amend.proRata(), amend.seniority(), amend.maturesOn());
        // Terms that were elected can be those that it had: then it only goes on under another name.
        return parts.act(object, fields, held, same ? List.of() : List.of(amend), List.of(), goesOn);
    }

    /**
     * Options become shares. A grant is not ended by it: OCF names no balance of an exercise. Where the package does not issue
     * the shares, the options are used up all the same, and the shares are nobody's until somebody says whose.
     */
    Act exercise(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (!(instrument(then, held, fields) instanceof Grant grant)) {
            throw Parts.nothingLeft(fields, held);
        }
        Shares quantity = fields.shares("quantity");
        StatedDate day = Issuances.day(fields);
        List<Made> made = parts.issuedResults(object, fields, STOCK);
        List<String> missing = fields.texts("resulting_security_ids").stream()
                .filter(id -> known.issuanceOf(id) == null)
                .toList();
        for (Made one : made) {
            parts.sameHolder(one, grant.holder());
            parts.sameClass(one, grant.shareClass());
        }
        if (Parts.sum(made).isMoreThan(quantity)) {
            throw Parts.differs(fields, quantity, Parts.sum(made));
        }
        List<CompanyCommand> commands = new ArrayList<>();
        boolean appreciates =
                grant.terms().kind() == Compensation.CSAR || grant.terms().kind() == Compensation.SSAR;
        boolean paidInCash = made.isEmpty() && grant.terms().kind() == Compensation.CSAR;
        if (missing.isEmpty()
                && (paidInCash
                        || (made.size() == 1 && (appreciates || !Parts.sum(made).equals(quantity))))) {
            commands.add(asStated(held, fields, quantity, made));
            asStated(object, quantity, Parts.sum(made));
        } else if (missing.isEmpty()
                && !made.isEmpty()
                && !appreciates
                && Parts.sum(made).equals(quantity)) {
            for (Made one : made) {
                commands.add(new ExerciseGrant(held.ours(), one.quantity(), one.ours(), null, null, null, day, null));
            }
        } else {
            commands.add(new ExerciseGrant(held.ours(), quantity, null, null, null, null, true, null, day, null));
            for (Made one : made) {
                commands.add(apart(one, day));
            }
            if (missing.isEmpty() && made.isEmpty()) {
                report.assumption(
                        object,
                        "result-not-named",
                        "No security is said to come of it: " + quantity + " of grant " + fields.text("security_id")
                                + " are used up, and as shares they are not on record",
                        "grant",
                        fields.text("security_id"),
                        "exercised",
                        quantity,
                        "notOnRecord",
                        quantity);
            } else if (!missing.isEmpty()) {
                notOnRecord(object, fields, quantity, missing, Parts.sum(made));
            } else {
                report.assumption(
                        object,
                        "exercise-not-one-for-one",
                        "Of " + quantity + " come " + Parts.sum(made)
                                + " shares: they are issued beside the exercise, which names no price");
            }
        }
        List<CompanyCommand> records = new ArrayList<>(Parts.acted(object, fields, held));
        for (Made one : made) {
            records.addAll(issuances.notes(one.issuance(), one.fields(), one.ours(), null));
        }
        return new Act(commands, records, () -> {
            missing.forEach(id -> known.lose(id, object));
            made.forEach(one -> issuances.hold(one.id(), new Held(one.ours(), object.name(), false)));
        });
    }

    /** The act is recorded whole; the shares that it names are nobody's until somebody issues them. */
    private void notOnRecord(OcfObject object, Fields fields, Shares quantity, List<String> missing, Shares issued) {
        Shares open = quantity.minus(issued);
        report.assumption(
                object,
                Parts.NOT_ISSUED,
                "It makes " + (missing.size() == 1 ? "security " : "securities ") + String.join(", ", missing)
                        + ", which no issuance of the package makes: " + quantity + " of grant "
                        + fields.text("security_id") + " are used up, and " + open
                        + " of them are not on record as shares",
                "security",
                String.join(", ", missing),
                "grant",
                fields.text("security_id"),
                "exercised",
                quantity,
                "notOnRecord",
                open);
    }

    /** With the value of a share, where the words about the consideration state one. */
    private static ExerciseGrant asStated(Held held, Fields fields, Shares quantity, List<Made> made) {
        String words = fields.textIfAny("consideration_text");
        return new ExerciseGrant(
                held.ours(),
                quantity,
                made.isEmpty() ? null : made.getFirst().ours(),
                Payment.NET,
                words == null ? null : FairValue.of(words).orElse(null),
                null,
                null,
                Parts.sum(made),
                Issuances.day(fields),
                null);
    }

    private void asStated(OcfObject object, Shares quantity, Shares issued) {
        if (issued.isZero()) {
            report.assumption(object, "paid-in-cash", "The right is settled in cash, and OCF does not state how much");
        } else {
            report.assumption(
                    object,
                    "exercise-not-one-for-one",
                    "Of " + quantity + " come " + issued + " shares: what is kept back ends with the exercise");
        }
    }

    private IssueShares apart(Made one, StatedDate day) {
        IssueShares stated = issuances.stock(one.issuance(), one.fields(), one.ours());
        // The pool counts them with the grant already.
        return new IssueShares(
                one.ours(), stated.shareClass(), stated.to(), stated.quantity(), stated.price(), null, null, day, null);
    }

    Act release(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (!(instrument(then, held, fields) instanceof Grant grant)) {
            throw Parts.nothingLeft(fields, held);
        }
        Shares quantity = fields.shares("quantity");
        List<Made> made = parts.results(object, fields, STOCK);
        for (Made one : made) {
            parts.sameHolder(one, grant.holder());
            parts.sameClass(one, grant.shareClass());
        }
        if (made.size() > 1) {
            Parts.adds(fields, made, quantity);
        }
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : made) {
            commands.add(new ReleaseGrant(
                    held.ours(),
                    made.size() == 1 ? quantity : one.quantity(),
                    one.ours(),
                    one.quantity(),
                    fields.dateIfAny("settlement_date"),
                    fields.priceIfAny("release_price"),
                    Issuances.day(fields),
                    null));
        }
        Act act = parts.act(object, fields, held, commands, made, null);
        // Like an exercise it leaves the grant with what is left.
        return new Act(
                act.commands(),
                act.records(),
                () -> made.forEach(one -> issuances.hold(one.id(), new Held(one.ours(), object.name(), false))));
    }

    /**
     * OCF 1.2.0 states neither a quantity nor a balance of a warrant's exercise: it takes what comes of it, and a warrant
     * among the results is what is left.
     */
    Act exerciseWarrant(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (!(instrument(then, held, fields) instanceof Warrant warrant)) {
            throw Parts.nothingLeft(fields, held);
        }
        Parts.Results results = parts.resultsWithRest(object, fields, STOCK, WARRANT);
        List<Made> made = results.made();
        Made rest = results.rest();
        Shares sum = Parts.sum(made);
        Shares left = warrant.quantity();
        if (rest != null) {
            parts.sameHolder(rest, warrant.holder());
            leaves(fields, left, sum, rest);
        } else if (left == null || !left.equals(sum)) {
            report.assumption(
                    object,
                    "quantity-from-results",
                    "OCF states no quantity of an exercise: it is taken to be the " + sum
                            + " shares that come of it, of "
                            + (left == null ? "a warrant of unknown quantity" : left + " of the warrant"));
        }
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : made) {
            parts.sameHolder(one, warrant.holder());
            commands.add(new ExerciseWarrant(
                    held.ours(),
                    fields.text("trigger_id"),
                    one.quantity(),
                    null,
                    null,
                    known.reference(Kind.STOCK_CLASS, one.fields(), "stock_class_id"),
                    one.ours(),
                    null,
                    Issuances.day(fields),
                    null));
        }
        Act act = parts.act(object, fields, held, commands, made, rest);
        return rest != null
                ? act
                : new Act(
                        act.commands(),
                        act.records(),
                        () -> made.forEach(
                                one -> issuances.hold(one.id(), new Held(one.ours(), object.name(), false))));
    }

    /** What comes of an exercise and what is left of the warrant add up to it. */
    private static void leaves(Fields fields, @Nullable Shares whole, Shares taken, Made rest) {
        Shares left = rest.fields().sharesIfAny("quantity");
        if (whole == null || left == null || !taken.plus(left).equals(whole)) {
            throw Unusable.of(
                    "balance-differs",
                    fields.pointer("resulting_security_ids"),
                    "Of " + (whole == null ? "a warrant of unknown quantity" : whole) + " it takes " + taken
                            + ", and security " + rest.id() + " has " + (left == null ? "no quantity" : left),
                    "whole",
                    whole == null ? "unknown" : whole,
                    "taken",
                    taken,
                    "left",
                    left == null ? "unknown" : left);
        }
    }

    /** An amount becomes shares; what quantity_converted says of it is an amount in some files and shares in others. */
    Act convert(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (!(instrument(then, held, fields) instanceof Convertible convertible)) {
            throw Parts.nothingLeft(fields, held);
        }
        List<Made> made = parts.results(object, fields, STOCK);
        Money left = convertible.amount();
        String balance = fields.textIfAny("balance_security_id");
        OcfObject kept = balance == null ? null : known.issuanceOf(balance);
        Money remains =
                kept == null ? Money.zero(left.currency()) : Fields.of(kept).money("investment_amount");
        if (!remains.currency().equals(left.currency()) || remains.isMoreThan(left)) {
            throw Unusable.of(
                    "balance-differs",
                    fields.pointer("balance_security_id"),
                    "Of " + left + " there is said to be left " + remains,
                    "whole",
                    left,
                    "left",
                    remains);
        }
        Money amount = left.minus(remains);
        Made rest = rest(object, fields, convertible, amount.amount());
        meaning(object, fields, amount, Parts.sum(made));
        if (fields.has("capitalization_definition")) {
            report.notKept(object, "capitalization_definition");
        }
        List<CompanyCommand> commands = new ArrayList<>();
        Shares sum = Parts.sum(made);
        Money told = amount;
        for (int index = 0; index < made.size(); index++) {
            Made one = made.get(index);
            parts.sameHolder(one, convertible.holder());
            Money part = index == made.size() - 1 ? told : share(amount, one.quantity(), sum);
            told = told.minus(part);
            commands.add(new ConvertConvertible(
                    held.ours(),
                    fields.text("trigger_id"),
                    part,
                    null,
                    known.reference(Kind.STOCK_CLASS, one.fields(), "stock_class_id"),
                    one.ours(),
                    one.quantity(),
                    null,
                    StockActs.reason(object, fields, report),
                    Issuances.day(fields),
                    null));
        }
        if (made.size() > 1) {
            report.assumption(
                    object,
                    "amount-told-by-shares",
                    amount + " are told among the " + made.size() + " securities by their shares");
        }
        return parts.act(object, fields, held, commands, made, rest);
    }

    private void meaning(OcfObject object, Fields fields, Money amount, Shares shares) {
        BigDecimal stated = fields.numberIfAny("quantity_converted");
        if (stated == null || stated.compareTo(amount.amount()) == 0) {
            return;
        }
        report.assumption(
                object,
                stated.compareTo(shares.quantity()) == 0
                        ? "quantity-converted-of-results"
                        : "quantity-converted-unclear",
                "quantity_converted " + stated.toPlainString()
                        + (stated.compareTo(shares.quantity()) == 0
                                ? " is the shares that come of it"
                                : " is neither the amount nor the " + shares + " shares that come of it")
                        + "; " + amount + " are converted, which is all but the balance");
    }

    private static Money share(Money amount, Shares part, Shares whole) {
        Fraction exact = amount.fraction().times(part.fraction()).over(whole.fraction());
        return new Money(exact.toDecimal(amount.currency().decimalPlaces(), RoundingMode.DOWN), amount.currency());
    }
}

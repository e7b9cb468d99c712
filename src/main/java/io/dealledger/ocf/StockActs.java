package io.dealledger.ocf;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.Security;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.Known.Kind;
import io.dealledger.ocf.Parts.Made;
import io.dealledger.ocf.words.SplitRounding;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts on stock: transferred, repurchased, cancelled, converted, issued anew. */
final class StockActs {
    static final String STOCK = "TX_STOCK_ISSUANCE";
    static final String NO_REASON = "No reason is stated";

    private static final Rounding TO_TEN_PLACES = new Rounding(Shares.PLACES, RoundingMode.DOWN);

    private final Known known;
    private final Report report;
    private final Issuances issuances;
    private final Parts parts;
    private final Together together;

    StockActs(Known known, Report report, Issuances issuances, Parts parts, Together together) {
        this.together = together;
        this.known = known;
        this.report = report;
        this.issuances = issuances;
        this.parts = parts;
    }

    private static Security stock(Company then, Held held, Fields fields) {
        Security security = then.securities().get(held.ours());
        if (security == null) {
            throw Parts.nothingLeft(fields, held);
        }
        return security;
    }

    private @Nullable Made rest(OcfObject object, Fields fields, Security security, Shares taken) {
        Made rest =
                parts.rest(object, fields, security.quantity().quantity(), taken.quantity(), security.holder(), STOCK);
        if (rest != null) {
            parts.sameClass(rest, security.shareClass());
        }
        return rest;
    }

    Act transfer(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Security security = stock(then, held, fields);
        Shares taken = fields.shares("quantity");
        List<Made> made = parts.results(object, fields, STOCK);
        Parts.adds(fields, made, taken);
        Made rest = rest(object, fields, security, taken);
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : made) {
            parts.sameClass(one, security.shareClass());
            commands.add(new TransferShares(
                    security.shareClass(),
                    security.holder(),
                    issuances.holder(one.fields()),
                    one.quantity(),
                    LotRule.SPECIFIC,
                    List.of(new Lot(security.id(), one.quantity())),
                    List.of(one.ours()),
                    null,
                    null,
                    Issuances.day(fields),
                    null));
        }
        return parts.act(object, fields, held, commands, made, rest);
    }

    Act repurchase(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Security security = stock(then, held, fields);
        Shares taken = fields.shares("quantity");
        Made rest = rest(object, fields, security, taken);
        CompanyCommand command = new RepurchaseShares(
                security.shareClass(),
                security.holder(),
                taken,
                LotRule.SPECIFIC,
                List.of(new Lot(security.id(), taken)),
                fields.priceIfAny("price"),
                Issuances.day(fields),
                null);
        return parts.act(object, fields, held, List.of(command), List.of(), rest);
    }

    Act cancel(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        if (!then.securities().containsKey(held.ours())
                && SplitRounding.NOTHING_LEFT.equals(fields.textIfAny("reason_text"))) {
            // In the ledger the split itself has ended it.
            return parts.act(object, fields, held, List.of(), List.of(), null);
        }
        return together.act(object, fields, held, then).orElseGet(() -> cancel(object, fields, held, then));
    }

    private Act cancel(OcfObject object, Fields fields, Held held, Company then) {
        Security security = stock(then, held, fields);
        Shares taken = fields.shares("quantity");
        Made rest = rest(object, fields, security, taken);
        CompanyCommand command = new CancelShares(
                security.shareClass(),
                security.holder(),
                taken,
                LotRule.SPECIFIC,
                List.of(new Lot(security.id(), taken)),
                reason(object, fields, report),
                Issuances.day(fields),
                null);
        return parts.act(object, fields, held, List.of(command), List.of(), rest);
    }

    static String reason(OcfObject object, Fields fields, Report report) {
        String stated = fields.textIfAny("reason_text");
        String reason = Texts.reason(stated);
        if (reason.isEmpty()) {
            report.assumption(object, "reason-missing", "It states no reason");
            return NO_REASON;
        }
        if (!reason.equals(stated)) {
            report.notKept(object, "reason_text (beyond one line of its first 1,000 characters)");
        }
        return reason;
    }

    /** How many shares are converted: files in use write the shares that come of it in the same field. */
    private Shares converted(OcfObject object, Fields fields, Security security, List<Made> made) {
        Shares stated = fields.shares("quantity_converted");
        String balance = fields.textIfAny("balance_security_id");
        OcfObject left = balance == null ? null : known.issuanceOf(balance);
        if (balance != null && left == null) {
            return stated;
        }
        Shares kept = left == null ? Shares.ZERO : Fields.of(left).shares("quantity");
        if (kept.isMoreThan(security.quantity())) {
            return stated;
        }
        Shares taken = security.quantity().minus(kept);
        if (!stated.equals(taken) && stated.equals(Parts.sum(made)) && !taken.isZero()) {
            report.assumption(
                    object,
                    "quantity-converted-of-results",
                    "quantity_converted " + stated + " is what comes of it; of " + security.quantity() + " it takes "
                            + taken);
            return taken;
        }
        return stated;
    }

    Act convert(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Security security = stock(then, held, fields);
        List<Made> made = parts.results(object, fields, STOCK);
        Shares taken = converted(object, fields, security, made);
        Made rest = rest(object, fields, security, taken);
        Shares sum = Parts.sum(made);
        if (taken.isZero() || sum.isZero()) {
            throw Unusable.of(
                    "zero-amount",
                    fields.pointer("quantity_converted"),
                    "Of " + taken + " shares come " + sum,
                    "taken",
                    taken,
                    "made",
                    sum);
        }
        Fraction ratio = sum.fraction().over(taken.fraction());
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : made) {
            parts.sameHolder(one, security.holder());
            Fraction part = one.quantity().fraction().over(ratio);
            if (!part.fits(Shares.PLACES)) {
                throw Unusable.of(
                        "not-exact",
                        fields.pointer("resulting_security_ids"),
                        "At " + ratio + " new shares for one, security " + one.id() + " comes of " + part
                                + " shares, which is no number with 10 decimal places",
                        "security",
                        one.id(),
                        "ratio",
                        ratio);
            }
            Shares from = new Shares(part.toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY));
            commands.add(new ConvertShares(
                    security.id(),
                    from,
                    known.reference(Kind.STOCK_CLASS, one.fields(), "stock_class_id"),
                    one.ours(),
                    new Ratio(one.quantity().quantity(), from.quantity()),
                    TO_TEN_PLACES,
                    Issuances.day(fields),
                    null));
        }
        return parts.act(object, fields, held, commands, made, rest);
    }

    /** A certificate issued anew for what the split itself has made of the security, which in the ledger lives on. */
    private boolean isAsSplit(Made made, Security security) {
        parts.sameHolder(made, security.holder());
        parts.sameClass(made, security.shareClass());
        return made.quantity().equals(security.quantity());
    }

    Act reissue(OcfObject object, Company then) {
        Fields fields = Fields.of(object);
        Held held = known.open(object, fields);
        Security security = stock(then, held, fields);
        List<Made> made = parts.results(object, fields, STOCK);
        if (made.size() == 1 && fields.has("split_transaction_id") && isAsSplit(made.getFirst(), security)) {
            report.assumption(
                    object,
                    "split-already",
                    "The split made " + security.quantity()
                            + " shares of it: it is the same security under another name");
            return parts.act(object, fields, held, List.of(), List.of(), made.getFirst());
        }
        List<ReissuedLot> lots = new ArrayList<>();
        for (Made one : made) {
            parts.sameHolder(one, security.holder());
            parts.sameClass(one, security.shareClass());
            lots.add(new ReissuedLot(one.ours(), one.quantity()));
        }
        String reason = Texts.reason(fields.textIfAny("reason_text"));
        StatedDate day = Issuances.day(fields);
        return parts.act(
                object,
                fields,
                held,
                List.of(new ReissueShares(held.ours(), lots, reason.isEmpty() ? null : reason, day, null)),
                made,
                null);
    }
}

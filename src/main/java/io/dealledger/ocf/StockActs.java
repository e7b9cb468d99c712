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
import java.util.stream.Collectors;
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
        List<Made> own = new ArrayList<>();
        List<Made> others = new ArrayList<>();
        List<CompanyCommand> commands = new ArrayList<>();
        for (Made one : made) {
            parts.sameClass(one, security.shareClass());
            if (parts.isOf(security.holder(), one)) {
                own.add(one);
                continue;
            }
            others.add(one);
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
        if (own.isEmpty()) {
            return parts.act(object, fields, held, commands, made, rest);
        }
        parts.staysWith(object, own);
        if (own.size() == 1 && rest == null) {
            return parts.act(object, fields, held, commands, others, own.getFirst());
        }
        if (rest != null) {
            own.add(rest);
        }
        commands.add(new ReissueShares(
                held.ours(),
                own.stream()
                        .map(one -> new ReissuedLot(one.ours(), one.quantity()))
                        .toList(),
                null,
                Issuances.day(fields),
                null));
        others.addAll(own);
        return parts.act(object, fields, held, commands, others, null);
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
        List<Shares> sources = sources(object, made, taken);
        List<CompanyCommand> commands = new ArrayList<>();
        for (int index = 0; index < made.size(); index++) {
            Made one = made.get(index);
            Shares from = sources.get(index);
            parts.sameHolder(one, security.holder());
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

    /**
     * Of how many shares each result comes, which OCF says of all of them together only: in proportion, and where that is
     * no number of shares, up to a whole share.
     */
    private List<Shares> sources(OcfObject object, List<Made> made, Shares taken) {
        Fraction each = taken.fraction().over(Parts.sum(made).fraction());
        List<Fraction> exact =
                made.stream().map(one -> one.quantity().fraction().times(each)).toList();
        if (exact.stream().allMatch(part -> part.fits(Shares.PLACES))) {
            return parted(exact, Shares.PLACES);
        }
        List<Shares> whole = parted(exact, 0);
        List<Shares> sources = taken.fraction().fits(0) && whole.stream().noneMatch(Shares::isZero)
                ? whole
                : parted(exact, Shares.PLACES);
        report.assumption(
                object,
                "conversion-apportioned",
                "Of " + taken + " shares come " + Parts.sum(made)
                        + "; in proportion, rounded down to each, its results come of "
                        + sources.stream().map(Shares::toString).collect(Collectors.joining(", ")));
        return sources;
    }

    /** Rounded so that the sum up to each is rounded down, and nothing is left over. */
    private static List<Shares> parted(List<Fraction> exact, int places) {
        List<Shares> parts = new ArrayList<>();
        Fraction sum = Fraction.ZERO;
        Shares before = Shares.ZERO;
        for (Fraction part : exact) {
            sum = sum.plus(part);
            Shares until = new Shares(sum.toDecimal(places, RoundingMode.DOWN));
            parts.add(until.minus(before));
            before = until;
        }
        return parts;
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

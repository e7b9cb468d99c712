package io.dealledger.ocf.export;

import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.ocf.export.Issuing.Paid;
import io.dealledger.ocf.words.Dissolution;
import io.dealledger.ocf.words.SplitRounding;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to stock. For OCF an act on a part of a security ends it, and what is left of it goes on in another one; in
 * the ledger it is the same one with less in it.
 */
final class StockActs {
    private final Losses losses;
    private final Names names;
    private final Day day;
    private final Issuing issuing;
    /** What is left of the securities that the fact at hand has touched. */
    private final Map<SecurityId, Shares> left = new HashMap<>();

    StockActs(Losses losses, Names names, Day day, Issuing issuing) {
        this.losses = losses;
        this.names = names;
        this.day = day;
        this.issuing = issuing;
    }

    void begin() {
        left.clear();
    }

    private Shares left(Step step, SecurityId id) {
        Security security = step.before().securities().get(id);
        return left.getOrDefault(id, security == null ? Shares.ZERO : security.quantity());
    }

    /** Ends the security with an act that takes so much of it, and tells what is left. */
    private OcfObject end(Step step, String type, SecurityId id, Shares taken, OcfObject act) {
        Security security = step.before().securities().get(id);
        Shares remains = left(step, id).minus(taken.min(left(step, id)));
        left.put(id, remains);
        act.put("security_id", names.security(id)).put("date", step.on());
        if (security == null) {
            losses.anotherForm(step.fact(), type, act, id + " is not in the register on that day");
            return act;
        }
        Set<String> classes = Set.of(security.shareClass());
        if (remains.isZero()) {
            day.tell(act, classes);
            return act;
        }
        Paid paid = issuing.paid(id);
        act.put("balance_security_id", names.remainder(id, step.fact().version()));
        day.tell(act, classes);
        issuing.stock(
                step, id, remains, paid, step.after().instruments().fromPlan().get(id), null, List.of());
        return act;
    }

    private OcfObject act(Step step, String type) {
        return OcfObject.of(type, step.next());
    }

    void transfer(Step step, SharesTransferred event) {
        for (TransferredLot lot : event.lots()) {
            pass(step, lot.security(), lot.quantity(), lot.newSecurity(), event.price());
        }
    }

    void acquire(Step step, List<Acquired> acquired) {
        for (Acquired lot : acquired) {
            pass(step, lot.security(), lot.quantity(), lot.newSecurity(), lot.price());
        }
    }

    private void pass(Step step, SecurityId id, Shares quantity, SecurityId newId, @Nullable Price price) {
        OcfObject act = act(step, "TX_STOCK_TRANSFER")
                .put("quantity", quantity)
                .put("consideration_text", price == null ? null : price + " per share")
                .texts("resulting_security_ids", List.of(newId.value()));
        end(step, "TX_STOCK_TRANSFER", id, quantity, act);
        become(step, newId, Paid.of(price));
    }

    private void become(Step step, SecurityId newId, Paid paid) {
        Security security = step.after().securities().get(newId);
        if (security != null) {
            issuing.stock(
                    step,
                    newId,
                    security.quantity(),
                    paid,
                    step.after().instruments().fromPlan().get(newId),
                    null,
                    List.of());
        }
    }

    void repurchase(Step step, List<Lot> lots, @Nullable Price price) {
        for (Lot lot : lots) {
            OcfObject act = act(step, "TX_STOCK_REPURCHASE").put("quantity", lot.quantity());
            act.put("price", issuing.amount(step, "price", act, Paid.of(price)));
            end(step, "TX_STOCK_REPURCHASE", lot.security(), lot.quantity(), act);
        }
    }

    void cancel(Step step, SecurityId id, Shares quantity, String reason) {
        OcfObject act =
                act(step, "TX_STOCK_CANCELLATION").put("quantity", quantity).put("reason_text", reason);
        end(step, "TX_STOCK_CANCELLATION", id, quantity, act);
    }

    void retract(Step step, Security security, String reason) {
        OcfObject act = act(step, "TX_STOCK_RETRACTION").put("reason_text", reason);
        end(step, "TX_STOCK_RETRACTION", security.id(), security.quantity(), act);
    }

    void convert(Step step, SharesConverted event) {
        convert(
                step,
                event.security(),
                event.quantity(),
                event.newSecurity(),
                event.ratio().fraction());
    }

    void convert(Step step, List<Conversion> conversions) {
        for (Conversion one : conversions) {
            Fraction ratio = one.quantity().isZero()
                    ? Fraction.ONE
                    : one.newQuantity().fraction().over(one.quantity().fraction());
            convert(step, one.security(), one.quantity(), one.newSecurity(), ratio);
        }
    }

    private void convert(Step step, SecurityId id, Shares quantity, SecurityId newId, Fraction ratio) {
        if (ratio.isZero()) {
            // So few shares that rounding leaves none of them: nothing results that OCF could name.
            cancel(step, id, quantity, "Its conversion leaves no whole share of it");
            return;
        }
        Paid paid = issuing.paid(id).over(ratio);
        OcfObject act = act(step, "TX_STOCK_CONVERSION")
                .put("quantity_converted", quantity)
                .texts("resulting_security_ids", List.of(newId.value()));
        end(step, "TX_STOCK_CONVERSION", id, quantity, act);
        become(step, newId, paid);
    }

    void reissue(Step step, SharesReissued event) {
        SecurityId id = event.security();
        Paid paid = issuing.paid(id);
        List<String> results = new ArrayList<>();
        event.lots().forEach(lot -> results.add(lot.newSecurity().value()));
        OcfObject act = act(step, "TX_STOCK_REISSUANCE")
                .put("security_id", names.security(id))
                .put("date", step.on())
                .put("reason_text", event.reason());
        Security remains = step.after().securities().get(id);
        if (remains != null) {
            // The law lets nothing remain; where it does nevertheless, OCF has no balance for it.
            results.add(names.remainder(id, step.fact().version()));
        }
        act.texts("resulting_security_ids", results);
        Security before = step.before().securities().get(id);
        day.tell(act, before == null ? Set.of() : Set.of(before.shareClass()));
        event.lots().forEach(lot -> become(step, lot.newSecurity(), paid));
        if (remains != null) {
            become(step, id, paid);
        }
    }

    /**
     * A split multiplies what each security holds. Where the ledger rounded the result, the security is issued anew with
     * what was left after the rounding, as OCF has it for what comes of a split.
     */
    void split(Step step, SharesSplit event) {
        Set<String> classes = Set.copyOf(event.classes());
        if (!day.split(classes, event.ratio(), event.rounding())) {
            losses.noPlace(
                    step.fact(),
                    "On the day of the split shares were moved before it; told in new shares, their number is rounded"
                            + " to " + rounding(event.rounding()));
        }
        Map<String, String> splits = new HashMap<>();
        for (String shareClass : event.classes()) {
            OcfObject split = OcfObject.of("TX_STOCK_CLASS_SPLIT", step.next())
                    .put("date", step.on())
                    .put("stock_class_id", Names.shareClass(shareClass))
                    .put("split_ratio", OcfObject.ratio(event.ratio()))
                    .comment(SplitRounding.comment(event.rounding()));
            splits.put(shareClass, split.id());
            // It is what the others are told in: never told in new shares itself.
            day.tell(split, Set.of());
            Shares authorised = event.newAuthorised().get(shareClass);
            if (authorised != null) {
                authorised(step, shareClass, authorised);
            }
        }
        step.before().securities().values().stream()
                .filter(security -> classes.contains(security.shareClass()))
                .sorted(Comparator.comparing(Security::since))
                .forEach(security -> rounded(step, security, event.ratio(), splits.get(security.shareClass())));
        instruments(step, event, classes);
    }

    private static String rounding(Rounding rounding) {
        return rounding.places() + " places, " + rounding.mode();
    }

    void authorised(Step step, String shareClass, Shares number) {
        day.tell(
                OcfObject.of("TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT", step.next())
                        .put("date", step.on())
                        .put("stock_class_id", Names.shareClass(shareClass))
                        .put("new_shares_authorized", number),
                Set.of());
    }

    private void rounded(Step step, Security before, Ratio ratio, @Nullable String split) {
        SecurityId id = before.id();
        issuing.split(id, ratio.fraction());
        Fraction exact = before.quantity().fraction().times(ratio.fraction());
        Security after = step.after().securities().get(id);
        if (after != null && after.quantity().fraction().equals(exact)) {
            return;
        }
        if (after == null) {
            OcfObject act = act(step, "TX_STOCK_CANCELLATION")
                    .put("security_id", names.security(id))
                    .put("date", step.on())
                    .put("quantity", new Shares(exact.toDecimal(Shares.PLACES, RoundingMode.DOWN)))
                    .put("reason_text", SplitRounding.NOTHING_LEFT);
            day.tell(act, Set.of(before.shareClass()));
            return;
        }
        if (day.issued(names.security(id))) {
            // Issued the same day, and told in new shares already.
            return;
        }
        OcfObject act = act(step, "TX_STOCK_REISSUANCE")
                .put("security_id", names.security(id))
                .put("date", step.on())
                .put("split_transaction_id", split)
                .put("reason_text", exact + " shares after the split, rounded to " + after.quantity());
        Paid paid = issuing.paid(id);
        act.texts(
                "resulting_security_ids",
                List.of(names.remainder(id, step.fact().version())));
        day.tell(act, Set.of(before.shareClass()));
        issuing.stock(
                step,
                id,
                after.quantity(),
                paid,
                step.after().instruments().fromPlan().get(id),
                null,
                List.of());
    }

    /** What the law of the ledger makes of the plans and of what can become shares; OCF splits stock and nothing else. */
    private void instruments(Step step, SharesSplit event, Set<String> classes) {
        boolean grants = step.before().instruments().outstanding().values().stream()
                .anyMatch(instrument -> switch (instrument) {
                    case io.dealledger.company.Grant grant -> classes.contains(grant.shareClass());
                    case io.dealledger.company.Warrant warrant ->
                        warrant.terms().shareClass() != null
                                && classes.contains(warrant.terms().shareClass());
                    case io.dealledger.company.Convertible _ -> false;
                });
        boolean plans = step.before().instruments().plans().values().stream()
                .anyMatch(plan -> classes.containsAll(plan.classes()));
        if (grants || plans) {
            losses.noPlace(
                    step.fact(),
                    "The split " + event.ratio() + " also changes grants and warrants for shares of "
                            + classes.stream().sorted().toList()
                            + " and pools of these alone, each rounded to " + rounding(event.rounding())
                            + "; OCF says that of stock only");
        }
    }

    /** Of a dissolved company nothing is outstanding. */
    void dissolve(Step step) {
        step.before().securities().values().stream()
                .sorted(Comparator.comparing(Security::since).thenComparing(Security::id))
                .forEach(security -> cancel(step, security.id(), security.quantity(), Dissolution.REASON));
    }

    /** The class that preferred stock converts into, where there is only one to choose. */
    static @Nullable String common(Iterable<ShareClass> classes) {
        String only = null;
        for (ShareClass shareClass : classes) {
            switch (shareClass.terms().type()) {
                case COMMON -> {
                    if (only != null) {
                        return null;
                    }
                    only = shareClass.name();
                }
                case PREFERRED -> {}
            }
        }
        return only;
    }
}

package io.dealledger.ocf.export;

import io.dealledger.company.Convertible;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.Grant;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.Instrument;
import io.dealledger.company.Plan;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.Security;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.Warrant;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import io.dealledger.ocf.export.Issuing.Paid;
import io.dealledger.ocf.words.Amendment;
import io.dealledger.ocf.words.Dissolution;
import io.dealledger.ocf.words.FairValue;
import io.dealledger.ocf.words.NotRecorded;
import io.dealledger.ocf.words.ServiceEnd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to grants, warrants and convertibles. */
final class InstrumentActs {
    private final Losses losses;
    private final Names names;
    private final Day day;
    private final Issuing issuing;

    InstrumentActs(Losses losses, Names names, Day day, Issuing issuing) {
        this.losses = losses;
        this.names = names;
        this.day = day;
        this.issuing = issuing;
    }

    /** The word of OCF for the kind of the security, in the names of transactions. */
    static String kind(Instrument instrument) {
        return switch (instrument) {
            case Grant _ -> "EQUITY_COMPENSATION";
            case Warrant _ -> "WARRANT";
            case Convertible _ -> "CONVERTIBLE";
        };
    }

    static Set<String> classes(Instrument instrument) {
        return switch (instrument) {
            case Grant grant -> Set.of(grant.shareClass());
            case Warrant warrant ->
                warrant.terms().shareClass() == null
                        ? Set.of()
                        : Set.of(warrant.terms().shareClass());
            case Convertible _ -> Set.of();
        };
    }

    void issue(Step step, SecurityId id, @Nullable String consideration) {
        Instrument instrument = step.after().instruments().outstanding().get(id);
        if (instrument != null) {
            issue(step, instrument, consideration);
        }
    }

    private void issue(Step step, Instrument instrument, @Nullable String consideration) {
        switch (instrument) {
            case Grant grant -> issuing.grant(step, grant, consideration);
            case Warrant warrant -> issuing.warrant(step, warrant, consideration);
            case Convertible convertible -> issuing.convertible(step, convertible, consideration);
        }
    }

    private OcfObject act(Step step, String type, SecurityId id) {
        return OcfObject.of(type, step.next())
                .put("security_id", names.security(id))
                .put("date", step.on());
    }

    /** Ends the security; what is left of it, if anything, goes on in another one. */
    private void end(Step step, Instrument before, OcfObject act) {
        end(step, before, act, true);
    }

    private void end(Step step, Instrument before, OcfObject act, boolean back) {
        Instrument after = step.after().instruments().outstanding().get(before.id());
        if (after != null) {
            act.put(
                    "balance_security_id",
                    names.remainder(before.id(), step.fact().version()));
        }
        day.tell(act, classes(before));
        if (back) {
            returned(step, before, act.text("security_id"), gone(before, after));
        }
        if (after != null) {
            issue(step, after, null);
        }
    }

    /** What ends of a grant; nothing of other instruments, which have no pool. */
    private static Shares gone(Instrument before, @Nullable Instrument after) {
        return before instanceof Grant grant
                ? after instanceof Grant left ? grant.quantity().minus(left.quantity()) : grant.quantity()
                : Shares.ZERO;
    }

    /**
     * Where a plan leaves it to each grant what becomes of what ends of it, OCF has no field for the rule of the grant, and
     * says by a transaction that the shares go back to the pool.
     */
    private void returned(Step step, Instrument before, String name, Shares quantity) {
        if (!(before instanceof Grant grant)
                || quantity.isZero()
                || grant.terms().cancellationRule() != CancellationRule.RETURN_TO_POOL) {
            return;
        }
        step.before()
                .instruments()
                .plan(grant.terms().plan())
                .filter(InstrumentActs::leavesIt)
                .ifPresent(plan -> {
                    day.tell(
                            OcfObject.of("TX_STOCK_PLAN_RETURN_TO_POOL", step.next())
                                    .put("security_id", name)
                                    .put("date", step.on())
                                    .put("stock_plan_id", Names.plan(plan.name()))
                                    .put("quantity", quantity)
                                    .put("reason_text", "The grant's own rule returns what ends of it"),
                            Set.copyOf(plan.classes()));
                });
    }

    private static boolean leavesIt(Plan plan) {
        return switch (plan.rule()) {
            case null -> true;
            case DEFINED_PER_PLAN_SECURITY -> true;
            case RETIRE, RETURN_TO_POOL, HOLD_AS_CAPITAL_STOCK -> false;
        };
    }

    /** How much of it the fact takes. */
    private static @Nullable Shares taken(Instrument before, @Nullable Shares stated) {
        Shares whole = switch (before) {
            case Grant grant -> grant.quantity();
            case Warrant warrant -> warrant.quantity();
            case Convertible _ -> null;
        };
        if (stated == null || whole == null) {
            return stated == null ? whole : stated;
        }
        return stated.min(whole);
    }

    private void much(Step step, OcfObject act, Instrument before, @Nullable Shares quantity, @Nullable Money amount) {
        switch (before) {
            case Grant _, Warrant _ -> {
                Shares taken = taken(before, quantity);
                if (taken == null) {
                    losses.notRecorded(step.fact(), "quantity", act, NotRecorded.AMOUNT);
                    act.put("quantity", NotRecorded.AMOUNT);
                } else {
                    act.put("quantity", taken);
                }
            }
            case Convertible convertible ->
                act.put("amount", OcfObject.money(amount == null ? convertible.amount() : amount));
        }
    }

    void transfer(Step step, InstrumentTransferred event) {
        Instrument before = step.before().instruments().outstanding().get(event.security());
        if (before == null) {
            return;
        }
        OcfObject act = act(step, "TX_" + kind(before) + "_TRANSFER", event.security());
        much(step, act, before, event.quantity(), event.amount());
        act.put("consideration_text", event.price() == null ? null : event.price() + " in all")
                .texts("resulting_security_ids", List.of(event.newSecurity().value()));
        // What passes on has not ended: nothing of it goes back to the pool.
        end(step, before, act, false);
        issue(step, event.newSecurity(), null);
    }

    void cancel(Step step, SecurityId id, @Nullable Shares quantity, @Nullable Money amount, String reason) {
        Instrument before = step.before().instruments().outstanding().get(id);
        if (before == null) {
            return;
        }
        OcfObject act = act(step, "TX_" + kind(before) + "_CANCELLATION", id);
        much(step, act, before, quantity, amount);
        act.put("reason_text", reason);
        end(step, before, act);
    }

    void retract(Step step, SecurityId id, String reason) {
        Instrument before = step.before().instruments().outstanding().get(id);
        if (before != null) {
            end(
                    step,
                    before,
                    act(step, "TX_" + kind(before) + "_RETRACTION", id).put("reason_text", reason));
        }
    }

    /** OCF amends no terms: the security ends, and one on the new terms takes its place on the same day. */
    void amend(Step step, SecurityId id, String what) {
        Instrument before = step.before().instruments().outstanding().get(id);
        Instrument after = step.after().instruments().outstanding().get(id);
        if (before == null || after == null) {
            return;
        }
        OcfObject act = act(step, "TX_" + kind(before) + "_CANCELLATION", id);
        much(step, act, before, null, null);
        act.put(
                "reason_text",
                Amendment.reason(what, names.remainder(id, step.fact().version())));
        losses.anotherForm(step.fact(), what, act, "OCF amends no terms: one security ends and another begins");
        day.tell(act, classes(before));
        issue(step, after, null);
    }

    void exercise(Step step, EquityCompensationExercised event) {
        Instrument before = step.before().instruments().outstanding().get(event.security());
        if (!(before instanceof Grant grant)) {
            return;
        }
        // For OCF as well a grant lives on with what was not exercised: its exercise names no balance.
        OcfObject act = act(step, "TX_EQUITY_COMPENSATION_EXERCISE", event.security())
                .put("quantity", event.quantity())
                .put("consideration_text", paid(event.payment(), event.paid(), event.fairValue(), event.cash()));
        SecurityId stock = event.newSecurity();
        act.texts(
                "resulting_security_ids",
                stock == null || step.after().securities().get(stock) == null ? List.of() : List.of(stock.value()));
        if (!event.legs().isEmpty()) {
            act.comment("paid with " + Issuing.consideration(event.legs()));
        }
        day.tell(act, classes(before));
        returned(
                step,
                before,
                act.text("security_id"),
                event.quantity().minus(event.issued().min(event.quantity())));
        if (event.cash() != null) {
            losses.anotherForm(step.fact(), "cash", act, "settled by the company with " + event.cash());
        }
        if (stock != null) {
            stock(
                    step,
                    stock,
                    Paid.of(grant.strike().orElse(null), grant.currency().orElse(null)),
                    grant.terms().plan());
        }
    }

    private void stock(Step step, SecurityId id, Paid paid, @Nullable String plan) {
        Security security = step.after().securities().get(id);
        if (security != null) {
            issuing.stock(step, id, security.quantity(), paid, plan, null, List.of());
        }
    }

    private static @Nullable String paid(
            Payment payment, @Nullable Money paid, @Nullable Price fairValue, @Nullable Money cash) {
        List<String> words = new ArrayList<>();
        switch (payment) {
            case CASH -> {
                if (paid != null) {
                    words.add("paid " + paid);
                }
            }
            case NET -> words.add("net: shares worth the price are kept back");
        }
        if (fairValue != null) {
            words.add(FairValue.words(fairValue));
        }
        if (cash != null) {
            words.add("the company pays " + cash);
        }
        return words.isEmpty() ? null : String.join("; ", words);
    }

    void release(Step step, EquityCompensationReleased event) {
        Instrument before = step.before().instruments().outstanding().get(event.security());
        if (!(before instanceof Grant grant)) {
            return;
        }
        OcfObject act = act(step, "TX_EQUITY_COMPENSATION_RELEASE", event.security());
        LocalDate settled = event.settledOn();
        if (settled == null) {
            losses.notRecorded(step.fact(), "settlement_date", act, "the day of the release");
        }
        act.put("settlement_date", settled == null ? step.on() : settled);
        act.put("release_price", issuing.amount(step, "release_price", act, Paid.of(event.releasePrice())))
                .put("quantity", event.quantity())
                .texts(
                        "resulting_security_ids",
                        step.after().securities().get(event.newSecurity()) == null
                                ? List.of()
                                : List.of(event.newSecurity().value()));
        day.tell(act, classes(before));
        returned(
                step,
                before,
                act.text("security_id"),
                event.quantity().minus(event.issued().min(event.quantity())));
        stock(step, event.newSecurity(), Paid.NOT_RECORDED, grant.terms().plan());
    }

    /**
     * OCF has neither a quantity nor a balance here: the exercise ends the warrant, and what is left of it is issued anew
     * and stands among what results. Of a net exercise the shares that are kept back are first left, and then cancelled.
     */
    void exercise(Step step, WarrantExercised event) {
        Instrument before = step.before().instruments().outstanding().get(event.security());
        if (!(before instanceof Warrant warrant)) {
            return;
        }
        boolean issued = step.after().securities().get(event.newSecurity()) != null;
        List<String> results =
                new ArrayList<>(issued ? List.of(event.newSecurity().value()) : List.of());
        OcfObject act = act(step, "TX_WARRANT_EXERCISE", event.security())
                .put("trigger_id", event.trigger() == null ? NotRecorded.AT_ANY_TIME : event.trigger())
                .put("consideration_text", paid(event.payment(), event.paid(), event.fairValue(), null));
        if (!event.legs().isEmpty()) {
            act.comment("paid with " + Issuing.consideration(event.legs()));
        }
        if (event.trigger() == null && !warrant.terms().triggers().isEmpty()) {
            losses.notRecorded(step.fact(), "trigger_id", act, NotRecorded.AT_ANY_TIME);
        }
        Warrant rest = warrant.quantity() == null ? null : rest(warrant, event.issued());
        if (rest != null) {
            String name = names.remainder(event.security(), step.fact().version());
            results.add(name);
            losses.anotherForm(
                    step.fact(),
                    "quantity",
                    act,
                    event.quantity() + " of the warrant are exercised; what is left goes on as " + name);
        }
        day.tell(act.texts("resulting_security_ids", results), classes(before));
        if (rest != null) {
            issue(step, rest, null);
        }
        Price price = warrant.terms().exercisePrice();
        stock(
                step,
                event.newSecurity(),
                price == null ? Paid.NOT_RECORDED : Paid.of(warrant.strike().orElse(null), price.currency()),
                null);
        if (rest != null && event.quantity().isMoreThan(event.issued())) {
            Shares kept = event.quantity().minus(event.issued());
            end(
                    step,
                    rest,
                    act(step, "TX_WARRANT_CANCELLATION", event.security())
                            .put("quantity", kept)
                            .put("reason_text", "Kept back: the price of a net exercise"));
        }
    }

    /** The warrant without so many of its shares; absent when it has no others. */
    private static @Nullable Warrant rest(Warrant warrant, Shares taken) {
        Shares whole = warrant.quantity();
        return whole == null || !whole.isMoreThan(taken)
                ? null
                : new Warrant(
                        warrant.id(),
                        warrant.origin(),
                        warrant.holder(),
                        warrant.terms(),
                        whole.minus(taken),
                        warrant.factor(),
                        warrant.since(),
                        false,
                        warrant.versions());
    }

    void convert(Step step, ConvertibleConverted event) {
        Instrument before = step.before().instruments().outstanding().get(event.security());
        if (!(before instanceof Convertible)) {
            return;
        }
        OcfObject act = act(step, "TX_CONVERTIBLE_CONVERSION", event.security())
                .put("reason_text", event.reason() == null ? "Converted by trigger " + event.trigger() : event.reason())
                .put("trigger_id", event.trigger())
                .texts("resulting_security_ids", List.of(event.newSecurity().value()))
                .comment("converted: " + event.amount());
        if (event.interest() != null) {
            losses.anotherForm(step.fact(), "interest", act, "interest converted with it: " + event.interest());
        }
        Calculation calculation = event.calculation();
        if (calculation != null) {
            losses.noPlace(
                    step.fact(),
                    "calculation",
                    act,
                    "the quantity was found by " + calculation.formula() + " version " + calculation.version()
                            + (calculation.controlling() == null
                                    ? ""
                                    : ", " + calculation.controlling() + " controlling"));
        }
        end(step, before, act);
        Paid price = calculation != null && calculation.price() != null
                ? Paid.of(calculation.price())
                : event.quantity().isZero()
                        ? Paid.NOT_RECORDED
                        : Paid.of(
                                sum(event).over(event.quantity().fraction()),
                                event.amount().currency());
        stock(step, event.newSecurity(), price, null);
    }

    private static Fraction sum(ConvertibleConverted event) {
        Money interest = event.interest();
        return interest == null
                ? event.amount().fraction()
                : event.amount().fraction().plus(interest.fraction());
    }

    void dissolve(Step step) {
        step.before().instruments().outstanding().values().stream()
                .sorted(Comparator.comparing(Instrument::since).thenComparing(Instrument::id))
                .forEach(instrument -> {
                    OcfObject act = act(step, "TX_" + kind(instrument) + "_CANCELLATION", instrument.id());
                    much(step, act, instrument, null, null);
                    // Of a company that is no more nothing goes back to a pool.
                    end(step, instrument, act.put("reason_text", Dissolution.REASON), false);
                });
    }

    /**
     * What an end of service does to each grant of the party, down to those of which nothing is forfeited: what is left of
     * each is vested, and has a last day of exercise of its own.
     */
    void endService(Step step, ServiceEnded event) {
        Map<SecurityId, Shares> forfeited = new HashMap<>();
        event.forfeited().forEach(forfeit -> forfeited.merge(forfeit.security(), forfeit.quantity(), Shares::plus));
        step.before().instruments().all(Grant.class).stream()
                .filter(grant -> grant.holder().equals(event.party()))
                .forEach(grant -> end(
                        step,
                        grant,
                        act(step, "TX_EQUITY_COMPENSATION_CANCELLATION", grant.id())
                                .put(
                                        "quantity",
                                        forfeited
                                                .getOrDefault(grant.id(), Shares.ZERO)
                                                .min(grant.quantity()))
                                .put("reason_text", ServiceEnd.reason(event.reason()))));
    }
}

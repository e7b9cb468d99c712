package io.dealledger.ocf;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.GrantEvent.Forfeit;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.Instrument;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.Security;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import io.dealledger.ocf.Known.Held;
import io.dealledger.ocf.words.Dissolution;
import io.dealledger.ocf.words.ServiceEnd;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancellations that tell together what is one fact in the ledger: the end of a person's service, of the company itself.
 * They are taken for it only where they name everything that the fact touches; otherwise each is taken for itself.
 */
final class Together {
    private static final String CANCELLATION = "_CANCELLATION";

    private final Known known;
    private final Parts parts;

    Together(Known known, Parts parts) {
        this.known = known;
        this.parts = parts;
    }

    /** Notes an act whose reason is one of these. */
    static void index(OcfObject object, Known known) {
        if (isOfDissolution(object) || serviceEnd(object).isPresent()) {
            known.together(
                    reason(object), object.json().path("date").asString("").strip(), object);
        }
    }

    static boolean isOfDissolution(OcfObject object) {
        return object.type().endsWith(CANCELLATION) && reason(object).equals(Dissolution.REASON);
    }

    /** Why the service ended of whose end the act tells. */
    static Optional<TerminationReason> serviceEnd(OcfObject object) {
        return object.type().endsWith(CANCELLATION) ? ServiceEnd.of(reason(object)) : Optional.empty();
    }

    private static String reason(OcfObject object) {
        return object.json().path("reason_text").asString("").strip();
    }

    /** Empty when the act stands for itself. */
    Optional<Act> act(OcfObject object, Fields fields, Held held, Company then) {
        String reason = fields.textIfAny("reason_text");
        if (reason == null) {
            return Optional.empty();
        }
        if (reason.equals(Dissolution.REASON)) {
            return dissolved(object, fields, held, then);
        }
        return ServiceEnd.of(reason).flatMap(why -> served(object, fields, held, then, why));
    }

    // ---- the company ends

    private Optional<Act> dissolved(OcfObject object, Fields fields, Held held, Company then) {
        String fact = Dissolution.REASON + " " + fields.date("date");
        if (known.isSettled(fact)) {
            return Optional.of(parts.act(object, fields, held, List.of(), List.of(), null));
        }
        List<OcfObject> all = known.toldWith(Dissolution.REASON, fields.text("date"));
        int outstanding =
                then.securities().size() + then.instruments().outstanding().size();
        if (all.size() != outstanding || cancelled(all, then).size() != outstanding) {
            return Optional.empty();
        }
        return Optional.of(settling(
                fact,
                parts.act(
                        object,
                        fields,
                        held,
                        List.of(new DissolveCompany(Issuances.day(fields), null, null)),
                        List.of(),
                        null)));
    }

    /** Those securities that the acts end whole. */
    private Map<SecurityId, OcfObject> cancelled(List<OcfObject> acts, Company then) {
        Map<SecurityId, OcfObject> whole = new HashMap<>();
        for (OcfObject act : acts) {
            Fields fields = Fields.of(act);
            Held held = heldBy(act);
            if (held != null && !fields.has("balance_security_id") && isWhole(fields, held.ours(), then)) {
                whole.put(held.ours(), act);
            }
        }
        return whole;
    }

    private @Nullable Held heldBy(OcfObject act) {
        return known.held(act.json().path("security_id").asString("").strip());
    }

    private static boolean isWhole(Fields fields, SecurityId id, Company then) {
        Security stock = then.securities().get(id);
        if (stock != null) {
            return stock.quantity().equals(fields.sharesIfAny("quantity"));
        }
        Instrument instrument = then.instruments().outstanding().get(id);
        return switch (instrument) {
            case null -> false;
            case Grant grant -> grant.quantity().equals(fields.sharesIfAny("quantity"));
            case Warrant warrant ->
                warrant.quantity() == null || warrant.quantity().equals(fields.sharesIfAny("quantity"));
            case Convertible convertible -> convertible.amount().equals(fields.moneyIfAny("amount"));
        };
    }

    // ---- a person's service ends

    private Optional<Act> served(OcfObject object, Fields fields, Held held, Company then, TerminationReason why) {
        Instrument instrument = then.instruments().outstanding().get(held.ours());
        Shares taken = fields.shares("quantity");
        String prefix = "service " + fields.date("date") + " " + why + " ";
        if (known.isSettled(prefix + held.ours())) {
            // What is left of it now is what the law has left.
            BigDecimal left =
                    instrument instanceof Grant grant ? grant.quantity().quantity() : BigDecimal.ZERO;
            return Optional.of(ended(object, fields, held, taken.quantity().add(left), then, List.of()));
        }
        if (!(instrument instanceof Grant grant)) {
            return Optional.empty();
        }
        List<Grant> grants = then.instruments().all(Grant.class).stream()
                .filter(one -> one.holder().equals(grant.holder()))
                .toList();
        Map<SecurityId, Shares> told = new HashMap<>();
        for (OcfObject act : known.toldWith(ServiceEnd.reason(why), fields.text("date"))) {
            Held other = heldBy(act);
            Shares quantity = Fields.of(act).sharesIfAny("quantity");
            if (other != null && quantity != null) {
                told.put(other.ours(), quantity);
            }
        }
        if (!grants.stream()
                .allMatch(one -> told.containsKey(one.id())
                        && !told.getOrDefault(one.id(), Shares.ZERO).isMoreThan(one.quantity()))) {
            return Optional.empty();
        }
        // What is stated is recorded: whoever wrote it may have known more of what had vested.
        List<Forfeit> forfeited = grants.stream()
                .map(one -> new Forfeit(one.id(), told.getOrDefault(one.id(), Shares.ZERO)))
                .filter(forfeit -> !forfeit.quantity().isZero())
                .toList();
        List<CompanyCommand> commands =
                List.of(new RecordServiceEnd(grant.holder(), why, forfeited, Issuances.day(fields), null));
        Act act = ended(object, fields, held, grant.quantity().quantity(), then, commands);
        return Optional.of(new Act(act.commands(), act.records(), () -> {
            act.settled().run();
            grants.forEach(one -> known.settle(prefix + one.id()));
        }));
    }

    private Act ended(
            OcfObject object, Fields fields, Held held, BigDecimal whole, Company then, List<CompanyCommand> commands) {
        Shares taken = fields.shares("quantity");
        Parts.Made rest = then.instruments()
                .instrument(held.ours())
                .map(left -> parts.rest(
                        object, fields, whole, taken.quantity(), left.holder(), "TX_EQUITY_COMPENSATION_ISSUANCE"))
                .orElse(null);
        return parts.act(object, fields, held, commands, List.of(), rest);
    }

    private Act settling(String fact, Act act) {
        return new Act(act.commands(), act.records(), () -> {
            act.settled().run();
            known.settle(fact);
        });
    }
}

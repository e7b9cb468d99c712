package io.dealledger.ocf;

import io.dealledger.ledger.SecurityId;
import io.dealledger.ocf.words.Amendment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the package's ids stand for, as far as the import has come: names of classes, plans, terms and legends, ids of parties,
 * and securities. A security that is the rest of another one is that one in the ledger.
 */
final class Known {
    /** What an id refers to. */
    enum Kind {
        STAKEHOLDER("stakeholder"),
        STOCK_CLASS("stock-class"),
        STOCK_PLAN("stock-plan"),
        VESTING_TERMS("vesting-terms"),
        STOCK_LEGEND_TEMPLATE("stock-legend");

        private final String slug;

        Kind(String slug) {
            this.slug = slug;
        }

        String slug() {
            return slug;
        }
    }

    /**
     * @param ours the ledger's
     * @param by object that it comes of
     * @param rest whether it is the rest of a security that another act has ended
     */
    record Held(SecurityId ours, String by, boolean rest) {}

    private final Map<Kind, Map<String, String>> names = new HashMap<>();
    private final Map<Kind, Map<String, String>> failed = new HashMap<>();

    /** Issuances by the security that they make. */
    private final Map<String, OcfObject> issuances = new LinkedHashMap<>();
    /** Acts by the securities that come of them, balances among them. */
    private final Map<String, OcfObject> origins = new HashMap<>();

    private final Map<String, List<OcfObject>> reissuances = new HashMap<>();
    private final Map<String, List<OcfObject>> together = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, String> ended = new HashMap<>();
    private final Map<String, String> lost = new HashMap<>();

    void name(Kind kind, String id, String ours) {
        names.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).put(id, ours);
    }

    void fail(Kind kind, String id, OcfObject object) {
        failed.computeIfAbsent(kind, _ -> new HashMap<>()).put(id, object.name());
    }

    boolean isNamed(Kind kind, String ours) {
        return names.getOrDefault(kind, Map.of()).containsValue(ours);
    }

    boolean has(Kind kind, String id) {
        return names.getOrDefault(kind, Map.of()).containsKey(id);
    }

    /** Whether a file of the package has such an object, even if it could not be taken. */
    boolean isStated(Kind kind, String id) {
        return has(kind, id) || failed.getOrDefault(kind, Map.of()).containsKey(id);
    }

    /** What the field's id stands for. */
    String reference(Kind kind, Fields fields, String field) {
        return reference(kind, fields.text(field), fields.pointer(field));
    }

    String reference(Kind kind, String id, String pointer) {
        String ours = names.getOrDefault(kind, Map.of()).get(id);
        if (ours != null) {
            return ours;
        }
        String because = failed.getOrDefault(kind, Map.of()).get(id);
        if (because != null) {
            throw Unusable.dependsOn(pointer, because);
        }
        throw Unusable.of(
                "unknown-" + kind.slug(),
                pointer,
                "No file has a " + kind.slug().replace('-', ' ') + " " + id,
                kind.slug(),
                id);
    }

    @Nullable
    String referenceIfAny(Kind kind, Fields fields, String field) {
        return fields.has(field) ? reference(kind, fields, field) : null;
    }

    /** @return whether it is the first issuance of the security */
    boolean issuance(String security, OcfObject object) {
        return issuances.putIfAbsent(security, object) == null;
    }

    @Nullable
    OcfObject issuanceOf(String security) {
        return issuances.get(security);
    }

    /** The day from which the security is there: that of the act of which it comes, or else of its issuance. */
    @Nullable
    LocalDate issuedOn(String security) {
        OcfObject origin = origins.get(security);
        OcfObject object = origin == null ? issuances.get(security) : origin;
        try {
            return object == null ? null : Fields.of(object).dateIfAny("date");
        } catch (Unusable wrong) {
            // Told where the object itself is read.
            return null;
        }
    }

    /** @return the act of which the security came already; absent when this is the first */
    @Nullable
    OcfObject origin(String security, OcfObject act) {
        OcfObject before = origins.putIfAbsent(security, act);
        return before == null || before.equals(act) ? null : before;
    }

    @Nullable
    OcfObject originOf(String security) {
        return origins.get(security);
    }

    /** Reissuances that say of which split they come, by the split. */
    void reissue(String split, OcfObject reissuance) {
        reissuances.computeIfAbsent(split, _ -> new ArrayList<>()).add(reissuance);
    }

    List<OcfObject> reissuedBy(String split) {
        return reissuances.getOrDefault(split, List.of());
    }

    /** Acts of one day that say the same reason, in words that tell of one fact of the ledger. */
    void together(String reason, String date, OcfObject act) {
        together.computeIfAbsent(date + " " + reason, _ -> new ArrayList<>()).add(act);
    }

    List<OcfObject> toldWith(String reason, String date) {
        return together.getOrDefault(date + " " + reason, List.of());
    }

    /** One fact has done what several acts tell. */
    void settle(String fact) {
        settled.add(fact);
    }

    boolean isSettled(String fact) {
        return settled.contains(fact);
    }

    void hold(String security, Held as) {
        held.put(security, as);
    }

    @Nullable
    Held held(String security) {
        return held.get(security);
    }

    void end(String security, OcfObject act) {
        ended.put(security, act.name());
    }

    /** What the object would have made is not there. */
    void lose(String security, OcfObject object) {
        lost.putIfAbsent(security, object.name());
    }

    void find(String security) {
        lost.remove(security);
    }

    /** The security that the object names, whether or not it has been ended. */
    Held security(OcfObject object, Fields fields) {
        String id = fields.text("security_id");
        Held found = held.get(id);
        if (found != null) {
            return found;
        }
        String pointer = fields.pointer("security_id");
        String because = lost.get(id);
        if (because != null) {
            throw Unusable.dependsOn(pointer, because);
        }
        OcfObject issuance = issuances.get(id);
        if (issuance != null && !issuance.equals(object)) {
            throw Unusable.of(
                    "used-before-issued",
                    pointer,
                    "Security " + id + " is issued by " + issuance.name() + " on "
                            + issuance.json().path("date").asString("") + ", after this",
                    "security",
                    id,
                    "issued",
                    issuance.json().path("date").asString(""));
        }
        throw Unusable.of("unknown-security", pointer, "No issuance makes a security " + id, "security", id);
    }

    /** The same of one that nothing has ended: no security is used twice. */
    Held open(OcfObject object, Fields fields) {
        Held found = security(object, fields);
        String id = fields.text("security_id");
        String act = ended.get(id);
        if (act != null) {
            throw Unusable.of(
                    "security-ended",
                    fields.pointer("security_id"),
                    "Security " + id + " was ended by " + act + " already; what is left of it has an id of its own",
                    "security",
                    id,
                    "endedBy",
                    act);
        }
        return found;
    }

    /** Securities that come of an act, its balance and what goes on with other terms last. */
    static List<String> madeBy(OcfObject act) {
        List<String> made = new ArrayList<>();
        act.json()
                .path("resulting_security_ids")
                .forEach(id -> made.add(id.asString("").strip()));
        made.add(act.json().path("balance_security_id").asString("").strip());
        amended(act).ifPresent(made::add);
        made.removeIf(String::isEmpty);
        return made;
    }

    /** What goes on with other terms in the place of the convertible that the act ends. */
    static Optional<String> amended(OcfObject act) {
        return act.type().equals("TX_CONVERTIBLE_CANCELLATION")
                ? Amendment.successor(
                        act.json().path("reason_text").asString("").strip())
                : Optional.empty();
    }
}

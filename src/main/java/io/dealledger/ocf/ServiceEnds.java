package io.dealledger.ocf;

import io.dealledger.company.GrantEvent.TerminationReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ends of service that the acts of one day tell, several of them each one end: it touches every grant that the person then
 * has, so that a grant of the same day which its acts do not name came after it.
 */
final class ServiceEnds {
    private static final String ISSUANCE = "TX_EQUITY_COMPENSATION_ISSUANCE";

    /** @param named securities that the acts name, and those of which these came */
    private record End(Set<OcfObject> acts, Set<String> named) {}

    private final Known known;
    /** By stakeholder and reason. */
    private final Map<String, Map<TerminationReason, End>> ends = new HashMap<>();

    ServiceEnds(List<OcfObject> day, Known known) {
        this.known = known;
        for (OcfObject object : day) {
            String security = text(object, "security_id");
            OcfObject issuance = known.issuanceOf(security);
            TerminationReason why = Together.serviceEnd(object).orElse(null);
            if (why != null && issuance != null) {
                End end = ends.computeIfAbsent(
                                text(issuance, "stakeholder_id"), _ -> new EnumMap<>(TerminationReason.class))
                        .computeIfAbsent(why, _ -> new End(new LinkedHashSet<>(), new HashSet<>()));
                end.acts().add(object);
                name(security, end);
            }
        }
    }

    private void name(String security, End end) {
        if (!security.isEmpty() && end.named().add(security)) {
            OcfObject origin = known.originOf(security);
            if (origin != null) {
                name(text(origin, "security_id"), end);
            }
        }
    }

    private static String text(OcfObject object, String field) {
        return object.json().path(field).asString("").strip();
    }

    /** The acts that tell of an end of service which this object follows. */
    List<OcfObject> before(OcfObject object) {
        if (ends.isEmpty() || !object.isTransaction()) {
            return List.of();
        }
        Set<OcfObject> before = new LinkedHashSet<>();
        for (OcfObject grant : grants(object)) {
            for (End end :
                    ends.getOrDefault(text(grant, "stakeholder_id"), Map.of()).values()) {
                if (!end.acts().contains(object) && !end.named().contains(text(grant, "security_id"))) {
                    before.addAll(end.acts());
                }
            }
        }
        return List.copyOf(before);
    }

    private List<OcfObject> grants(OcfObject object) {
        Stream<OcfObject> issuances = object.isIssuance()
                ? Stream.of(object)
                : Known.madeBy(object).stream().flatMap(security -> Stream.ofNullable(known.issuanceOf(security)));
        return issuances.filter(made -> made.type().equals(ISSUANCE)).toList();
    }
}

package io.dealledger.store;

import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one revision of an event as the next one. What is stored is never touched.
 *
 * @param from the revision that it reads; it makes {@code from + 1}
 */
record Upcaster(String name, int from, UnaryOperator<ObjectNode> change) {
    static final List<Upcaster> ALL = List.of(
            new Upcaster("party-registered", 1, Upcaster::leiAmongExternalIds),
            // Revision 2 can say what restricts the shares; all those of revision 1 are free.
            new Upcaster("shares-issued", 1, UnaryOperator.identity()),
            // Revision 2 can say by what calculation a figure was found, and how a class is protected; in revision 1
            // all
            // figures were agreed, and no class was.
            new Upcaster("share-class-authorised", 1, UnaryOperator.identity()),
            new Upcaster("share-class-amended", 1, UnaryOperator.identity()),
            new Upcaster("round-priced", 1, UnaryOperator.identity()),
            new Upcaster("shares-converted", 1, UnaryOperator.identity()),
            new Upcaster("pool-adjusted", 1, UnaryOperator.identity()),
            new Upcaster("convertible-converted", 1, UnaryOperator.identity()),
            // Revision 2 can say that the schedule runs from an earlier day; those of revision 1 run from their own.
            new Upcaster("vesting-started", 1, UnaryOperator.identity()),
            // Revision 2 can leave the shares to another fact; all those of revision 1 issued them, or paid in cash.
            new Upcaster("equity-compensation-exercised", 1, UnaryOperator.identity()));

    /** Revision 1 knew one external id only, the LEI; revision 2 has a list of them, each with its scheme. */
    private static ObjectNode leiAmongExternalIds(ObjectNode payload) {
        var lei = payload.remove("lei");
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        if (lei != null) {
            ids.addObject().put("scheme", "LEI").set("value", lei);
        }
        payload.set("externalIds", ids);
        return payload;
    }
}

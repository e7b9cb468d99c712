package io.dealledger.ocf;

import tools.jackson.databind.JsonNode;

/**
 * One object of a package.
 *
 * @param file in which it stands
 * @param pointer to it within that file
 * @param order place among all objects of the package, from 0
 * @param type as OCF 1.2.0 calls it; the deprecated words for plan securities are replaced
 * @param id empty where it has none; the pointer then names it
 */
record OcfObject(String file, String pointer, int order, String type, String id, JsonNode json) {
    private static final String DEPRECATED = "TX_PLAN_SECURITY_";
    private static final String TODAY = "TX_EQUITY_COMPENSATION_";

    static OcfObject of(String file, String pointer, int order, JsonNode json) {
        String given = json.path("object_type").asString("");
        return new OcfObject(
                file,
                pointer,
                order,
                given.startsWith(DEPRECATED) ? TODAY + given.substring(DEPRECATED.length()) : given,
                json.path("id").asString("").strip(),
                json);
    }

    /** What it is called in a report. */
    String name() {
        return id.isEmpty() ? file + pointer : id;
    }

    boolean isTransaction() {
        return type.startsWith("TX_");
    }

    boolean isIssuance() {
        return type.endsWith("_ISSUANCE");
    }

    /** There is one in each place; its JSON need not be looked at. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OcfObject object && object.order == order;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(order);
    }
}

package io.dealledger.calculation.antidilution;

import io.dealledger.calculation.Formula;

/** How a class is protected, in the words of its charter. */
public enum Method {
    /**
     * {@code CP2 = CP1 x (A + B) / (A + C)} (NVCA model charter, 4.4.4), where A counts common, all preferred as
     * converted, options and reserved shares; B is the consideration over CP1, C the shares issued.
     */
    BROAD_BASED("broad-based-weighted-average", 1),
    /** The same, where A counts all preferred as converted and nothing else. */
    NARROW_BASED("narrow-based-weighted-average", 1),
    /** {@code CP2} is the new price. */
    FULL_RATCHET("full-ratchet", 1),
    /** The conversion price stays; the class counts, as converted, where others are adjusted. */
    NONE("no-anti-dilution", 1);

    private final String formula;
    private final int version;

    Method(String formula, int version) {
        this.formula = formula;
        this.version = version;
    }

    public Formula formula() {
        return new Formula(formula, version);
    }
}

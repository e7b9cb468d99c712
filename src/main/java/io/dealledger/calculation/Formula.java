package io.dealledger.calculation;

/**
 * By what a figure was calculated; stands in every result, so that whatever records a figure can record this too.
 *
 * @param name stable, e.g. {@code broad-based-weighted-average}
 * @param version from 1; raised whenever the same terms would give another figure
 */
public record Formula(String name, int version) {}

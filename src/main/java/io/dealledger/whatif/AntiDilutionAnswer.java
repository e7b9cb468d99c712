package io.dealledger.whatif;

import io.dealledger.calculation.Calculated;
import io.dealledger.calculation.Formula;
import io.dealledger.calculation.antidilution.Exemption;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an issue would make of the conversion prices of a company's classes, by the terms of the record. Figures are
 * written to 10 places, HALF_EVEN.
 *
 * @param currency of the prices; absent where no class has one
 * @param newPrice consideration per share @param newShares as converted @param consideration in all
 * @param capitalisation what the weighted averages count
 * @param exempt why nothing is adjusted; absent when the price decides
 * @param classes preferred classes, in the order of authorisation
 * @param notCounted what the record does not say enough about
 */
record AntiDilutionAnswer(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        long version,
        @Nullable Currency currency,
        String newPrice,
        String newShares,
        String consideration,
        @Nullable Exemption exempt,
        Counted capitalisation,
        List<Adjusted> classes,
        List<NotCounted> notCounted)
        implements Calculated {
    private static final String PLACES = "HALF_EVEN to 10 places";

    @Override
    public Optional<Way> way(List<String> figure) {
        return switch (figure.getFirst()) {
            case "newPrice", "newShares", "consideration" ->
                Optional.of(Way.of("asked about, or the one of the two that follows from the other and the price"));
            case "capitalisation" -> figure.size() == 2 ? ofCapitalisation(figure.get(1)) : Optional.empty();
            case "classes" ->
                figure.size() == 3 ? ofClass(Integer.parseInt(figure.get(1)), figure.get(2)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Way> ofCapitalisation(String figure) {
        return switch (figure) {
            case "broadBased" ->
                Optional.of(new Way(
                        "broad-based = common, preferred as converted, options and pools",
                        PLACES,
                        Stream.of("common", "preferred", "options", "pools")
                                .map(part -> List.of("capitalisation", part))
                                .toList()));
            case "narrowBased" ->
                Optional.of(new Way(
                        "narrow-based = preferred as converted",
                        PLACES,
                        List.of(List.of("capitalisation", "preferred"))));
            case "common", "preferred", "options", "pools" ->
                Optional.of(new Way("counted before the issue, as converted", PLACES, List.of()));
            default -> Optional.empty();
        };
    }

    private Optional<Way> ofClass(int index, String figure) {
        Adjusted shares = classes.get(index);
        List<String> row = List.of("classes", Integer.toString(index));
        return switch (figure) {
            case "conversionPrice" -> Optional.of(new Way(formula(shares), PLACES, inputs(row, shares)));
            case "previousConversionPrice" ->
                Optional.of(new Way(
                        "conversion price = issue price / conversion ratio",
                        PLACES,
                        List.of(below(row, "issuePrice"), below(row, "previousRatio"))));
            case "issuePrice" -> Optional.of(new Way("issue price, after splits", PLACES, List.of()));
            case "ratio", "recordable" ->
                Optional.of(
                        shares.conversionPrice == null
                                ? new Way("the ratio before the issue", PLACES, List.of(below(row, "previousRatio")))
                                : new Way(
                                        "ratio = issue price / conversion price",
                                        figure.equals("ratio") ? PLACES : Way.EXACT,
                                        List.of(below(row, "issuePrice"), below(row, "conversionPrice"))));
            case "asConverted" ->
                Optional.of(new Way(
                        "as converted = shares x ratio", PLACES, List.of(below(row, "shares"), below(row, "ratio"))));
            default -> Optional.empty();
        };
    }

    private static String formula(Adjusted shares) {
        return shares.formula.name() + " " + shares.formula.version();
    }

    private static List<List<String>> inputs(List<String> row, Adjusted shares) {
        List<List<String>> inputs = new ArrayList<>();
        inputs.add(below(row, "previousConversionPrice"));
        inputs.add(List.of("newPrice"));
        if (shares.antiDilution == Method.BROAD_BASED || shares.antiDilution == Method.NARROW_BASED) {
            inputs.add(List.of("newShares"));
            inputs.add(List.of("consideration"));
            inputs.add(List.of(
                    "capitalisation", shares.antiDilution == Method.BROAD_BASED ? "broadBased" : "narrowBased"));
        }
        return inputs;
    }

    private static List<String> below(List<String> row, String figure) {
        return List.of(row.getFirst(), row.getLast(), figure);
    }

    /**
     * @param common outstanding @param preferred outstanding, as converted
     * @param options grants and warrants outstanding, as exercised
     * @param pools what can still be granted; zero unless it was to be counted
     * @param broadBased what a broad-based average counts @param narrowBased what a narrow-based one counts
     * @param events positions of those that made the shares, grants, warrants and pools
     */
    record Counted(
            String common,
            String preferred,
            String options,
            String pools,
            String broadBased,
            String narrowBased,
            List<Long> events) {}

    /**
     * @param antiDilution absent when it is not recorded; then the class is counted and not adjusted
     * @param issuePrice after splits
     * @param ratio common shares that one share becomes
     * @param recordable the same ratio, as the terms of a class take it; absent where its digits do not fit
     */
    record Adjusted(
            String name,
            @Nullable Method antiDilution,
            Formula formula,
            boolean adjusted,
            Shares shares,
            @Nullable String issuePrice,
            @Nullable String previousConversionPrice,
            @Nullable String conversionPrice,
            Ratio previousRatio,
            String ratio,
            @Nullable Ratio recordable,
            String asConverted,
            List<Long> events) {}

    /** @param shareClass absent for a security @param security absent for a class */
    record NotCounted(
            @Nullable String shareClass,
            @Nullable SecurityId security,
            List<String> missing,
            String reason,
            List<Long> events) {}
}

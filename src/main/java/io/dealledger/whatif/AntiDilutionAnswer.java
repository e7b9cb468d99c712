package io.dealledger.whatif;

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
import java.util.List;
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
        List<NotCounted> notCounted) {

    /**
     * @param common outstanding @param preferred outstanding, as converted
     * @param options grants and warrants outstanding, as exercised
     * @param pools what can still be granted; zero unless it was to be counted
     * @param broadBased what a broad-based average counts @param narrowBased what a narrow-based one counts
     */
    record Counted(
            String common, String preferred, String options, String pools, String broadBased, String narrowBased) {}

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

package io.dealledger.company;

import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a security, a class, a plan or an act and changes no figure.
 *
 * @param externalId by which another system knows it @param customId number of a certificate or a grant
 * @param consideration what was given, in words
 * @param exemptions from the law of securities
 * @param legends printed on the certificate, by name or number
 * @param shareNumbers of the certificate
 * @param costBasis of a share, where it is not the price
 * @param parValue of a share
 * @param other by name, e.g. the text of a legend
 */
public record Particulars(
        @Nullable String externalId,
        @Nullable String customId,
        @Nullable LocalDate boardApprovedOn,
        @Nullable LocalDate stockholdersApprovedOn,
        @Nullable String consideration,
        List<Exemption> exemptions,
        List<String> legends,
        List<ShareNumbers> shareNumbers,
        @Nullable Price costBasis,
        @Nullable IssuanceKind issuanceKind,
        @Nullable Price parValue,
        List<String> comments,
        @Nullable Map<String, String> other) {
    public record Exemption(String description, String jurisdiction) {}

    /** From the first number to the last. */
    public record ShareNumbers(Shares first, Shares last) {}

    /** In the words of OCF. */
    public enum IssuanceKind {
        RSA,
        FOUNDERS_STOCK
    }
}

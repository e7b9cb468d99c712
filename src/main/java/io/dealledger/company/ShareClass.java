package io.dealledger.company;

import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * A class of shares on a date.
 *
 * @param ordinal place in the order of authorisation, from 0
 * @param terms as they were authorised, and amended since
 * @param authorised absent for no limit
 * @param issued shares in issue; retired ones are not, so that it equals {@code outstanding}
 * @param factor shares on that date for one share of the day on which the class was authorised
 * @param versions versions of the events that shaped this row, in order of effect
 */
public record ShareClass(
        String name,
        int ordinal,
        ShareClassAuthorised terms,
        @Nullable Shares authorised,
        Shares issued,
        Shares outstanding,
        Ratio conversionRatio,
        Fraction factor,
        PVector<Long> versions) {

    /** Original issue price of one share after splits; empty when none is recorded. */
    public Optional<Fraction> issuePrice() {
        return Optional.ofNullable(terms.issuePrice())
                .map(price -> price.fraction().over(factor));
    }

    /** Outstanding shares in shares of common. */
    public Fraction asConverted() {
        return outstanding.fraction().times(conversionRatio.fraction());
    }

    /** Issue price over conversion ratio: what of the issue price one share of common costs; empty without issue price. */
    public Optional<Fraction> conversionPrice() {
        return issuePrice().filter(price -> price.signum() > 0).map(price -> price.over(conversionRatio.fraction()));
    }

    /** Whether that many shares may be outstanding. */
    boolean allows(Shares number) {
        return authorised == null || !number.isMoreThan(authorised);
    }

    ShareClass withOutstanding(Shares number, long version) {
        return new ShareClass(
                name, ordinal, terms, authorised, number, number, conversionRatio, factor, shapedBy(versions, version));
    }

    ShareClass withAuthorised(Shares number, long version) {
        return new ShareClass(
                name,
                ordinal,
                terms,
                number,
                issued,
                outstanding,
                conversionRatio,
                factor,
                shapedBy(versions, version));
    }

    ShareClass split(Ratio by) {
        return new ShareClass(
                name,
                ordinal,
                terms,
                authorised,
                issued,
                outstanding,
                conversionRatio,
                factor.times(by.fraction()),
                versions);
    }

    ShareClass amended(ShareClassAmended by, long version) {
        Ratio ratio = by.conversionRatio() == null ? conversionRatio : by.conversionRatio();
        Participation participation = by.participation() == null ? terms.participation() : by.participation();
        ShareClassAuthorised amended = new ShareClassAuthorised(
                name,
                terms.type(),
                terms.authorised(),
                by.votes() == null ? terms.votes() : by.votes(),
                terms.issuePrice(),
                by.liquidationMultiple() == null ? terms.liquidationMultiple() : by.liquidationMultiple(),
                by.seniority() == null ? terms.seniority() : by.seniority(),
                participation,
                participation != Participation.CAPPED
                        ? null
                        : by.participationCap() == null ? terms.participationCap() : by.participationCap(),
                ratio,
                by.antiDilution() == null ? terms.antiDilution() : by.antiDilution(),
                by.adjustedForSplits() == null ? terms.adjustedForSplits() : by.adjustedForSplits(),
                terms.when());
        return new ShareClass(
                name, ordinal, amended, authorised, issued, outstanding, ratio, factor, shapedBy(versions, version));
    }

    /** One event shapes a row once, however often it touches it. */
    static PVector<Long> shapedBy(PVector<Long> versions, long version) {
        return !versions.isEmpty() && versions.get(versions.size() - 1) == version ? versions : versions.plus(version);
    }
}

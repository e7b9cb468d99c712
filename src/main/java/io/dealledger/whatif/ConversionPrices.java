package io.dealledger.whatif;

import io.dealledger.calculation.antidilution.AntiDilution;
import io.dealledger.calculation.antidilution.AntiDilution.Preferred;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.Company;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Ratio;
import io.dealledger.whatif.AntiDilutionAnswer.Adjusted;
import io.dealledger.whatif.AntiDilutionAnswer.Counted;
import io.dealledger.whatif.AntiDilutionAnswer.NotCounted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversion prices of a company's classes after an issue. The price before it is the issue price after splits over
 * the conversion ratio that is recorded, so that adjustments which were recorded compound.
 */
record ConversionPrices(
        Known known, Issue issue, AsConverted capital, List<ShareClass> classes, AntiDilution.Result result) {
    /** @throws InvalidValue in a field of {@link AntiDilution.Terms}, when it cannot be calculated */
    static ConversionPrices after(Issue issue, Known known) {
        Company company = known.company();
        AsConverted capital = AsConverted.of(company);
        List<ShareClass> classes = company.classes().values().stream()
                .filter(shares -> shares.terms().type() == ShareClassType.PREFERRED)
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .toList();
        AntiDilution.Result result = AntiDilution.of(new AntiDilution.Terms(
                issue.price(),
                issue.shares(),
                issue.consideration(),
                capital.common(),
                capital.options(),
                issue.countPools() ? capital.pools() : null,
                null,
                issue.exempt(),
                classes.stream().map(shares -> terms(shares, currency(classes))).toList(),
                null));
        return new ConversionPrices(known, issue, capital, classes, result);
    }

    private static Preferred terms(ShareClass shares, @Nullable Currency currency) {
        Fraction ratio = shares.conversionRatio().fraction();
        Fraction price = price(shares);
        // One without a price is counted as it converts, which any two prices in the same ratio do; it is not adjusted.
        return price == null
                ? new Preferred(shares.name(), shares.outstanding().fraction(), ratio, Fraction.ONE, Method.NONE)
                : new Preferred(
                        shares.name(),
                        shares.outstanding().fraction(),
                        price,
                        price.over(ratio),
                        isIn(currency, shares) ? method(shares) : Method.NONE);
    }

    private static @Nullable Fraction price(ShareClass shares) {
        return shares.issuePrice().filter(price -> price.signum() > 0).orElse(null);
    }

    private static Method method(ShareClass shares) {
        Method recorded = shares.terms().antiDilution();
        return recorded == null ? Method.NONE : recorded;
    }

    AntiDilutionAnswer answer(CompanyId company, PointInTime point, long version) {
        List<Adjusted> adjusted = new ArrayList<>();
        for (int index = 0; index < classes.size(); index++) {
            adjusted.add(adjusted(classes.get(index), result.classes().get(index)));
        }
        return new AntiDilutionAnswer(
                company,
                point.asOf(),
                point.knownAt(),
                point.knownAt(),
                point.publishedBy(),
                point.by(),
                version,
                currency(classes),
                Figures.plain(issue.price()),
                Figures.plain(result.newShares()),
                Figures.plain(result.consideration()),
                issue.exempt(),
                new Counted(
                        Figures.plain(capital.common()),
                        Figures.plain(capital.preferred()),
                        Figures.plain(capital.options()),
                        Figures.plain(issue.countPools() ? capital.pools() : Fraction.ZERO),
                        Figures.plain(result.broadBased()),
                        Figures.plain(result.narrowBased()),
                        counted()),
                List.copyOf(adjusted),
                notCounted());
    }

    private List<Long> counted() {
        Company company = known.company();
        Set<Long> versions = new TreeSet<>();
        company.classes().values().forEach(shares -> versions.addAll(shares.versions()));
        company.instruments().all(Grant.class).forEach(grant -> versions.addAll(grant.versions()));
        company.instruments().all(Warrant.class).forEach(warrant -> versions.addAll(warrant.versions()));
        if (issue.countPools()) {
            company.instruments().plans().values().forEach(plan -> versions.addAll(plan.versions()));
        }
        return known.events(versions);
    }

    private static boolean isIn(@Nullable Currency currency, ShareClass shares) {
        return shares.terms().issuePrice() == null
                || shares.terms().issuePrice().currency().equals(currency);
    }

    /** That of the first class that has a price; a new price is in it as well. */
    private static @Nullable Currency currency(List<ShareClass> classes) {
        return classes.stream()
                .flatMap(shares -> Stream.ofNullable(shares.terms().issuePrice()))
                .map(price -> price.currency())
                .findFirst()
                .orElse(null);
    }

    private Adjusted adjusted(ShareClass shares, AntiDilution.Adjusted to) {
        boolean priced = price(shares) != null;
        return new Adjusted(
                shares.name(),
                shares.terms().antiDilution(),
                to.formula(),
                to.adjusted(),
                shares.outstanding(),
                shares.issuePrice().map(Figures::plain).orElse(null),
                priced ? Figures.plain(to.previousConversionPrice()) : null,
                priced ? Figures.plain(to.conversionPrice()) : null,
                shares.conversionRatio(),
                Figures.plain(to.ratio()),
                recordable(to.ratio()),
                Figures.plain(to.asConverted()),
                known.events(shares.versions()));
    }

    private static @Nullable Ratio recordable(Fraction ratio) {
        try {
            return new Ratio(new BigDecimal(ratio.numerator()), new BigDecimal(ratio.denominator()));
        } catch (InvalidValue tooLong) {
            return null;
        }
    }

    private List<NotCounted> notCounted() {
        List<NotCounted> notCounted = new ArrayList<>();
        Currency currency = currency(classes);
        for (ShareClass shares : classes) {
            List<String> missing = Stream.of(
                            shares.terms().antiDilution() == null ? "antiDilution" : "",
                            price(shares) == null && method(shares) != Method.NONE ? "issuePrice" : "")
                    .filter(name -> !name.isEmpty())
                    .toList();
            boolean other = !isIn(currency, shares);
            if (!missing.isEmpty() || other) {
                notCounted.add(new NotCounted(
                        shares.name(),
                        null,
                        missing,
                        other
                                ? "counted as it converts, and not adjusted: its price is not in " + currency
                                : "counted as it converts, and not adjusted: not recorded is "
                                        + String.join(", ", missing),
                        known.events(shares.versions())));
            }
        }
        for (Warrant warrant : known.company().instruments().all(Warrant.class)) {
            if (warrant.terms().shareClass() == null || warrant.quantity() == null) {
                notCounted.add(of(
                        warrant,
                        Stream.of(
                                        warrant.terms().shareClass() == null ? "class" : "",
                                        warrant.quantity() == null ? "quantity" : "")
                                .filter(name -> !name.isEmpty())
                                .toList(),
                        "how many shares it is for is not recorded"));
            }
        }
        for (Convertible convertible : known.company().instruments().all(Convertible.class)) {
            notCounted.add(
                    of(convertible, List.of("price"), "how many shares it becomes is not known before it converts"));
        }
        return List.copyOf(notCounted);
    }

    private NotCounted of(Instrument instrument, List<String> missing, String reason) {
        return new NotCounted(null, instrument.id(), missing, reason, known.events(instrument.versions()));
    }
}

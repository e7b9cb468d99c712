package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.pricing.PricedRoundTerms.AntiDilution;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the price of a round counts of a company as it is before the round: everything issued, granted or reserved, in
 * shares of common. One row is a class, or what can become shares of it; who holds them does not matter to a price.
 */
final class PricedRoundBasis {
    private static final Pattern NAME = Pattern.compile("/(convertibles|holders)/[0-9]+/name");

    private PricedRoundBasis() {}

    /**
     * @param filledUp the plan whose pool the round fills up; its row is the last of the pools
     * @return rows of classes, grants, warrants and pools, none of zero but those of pools
     */
    static List<ExistingHolder> holders(Company company, @Nullable String filledUp) {
        List<ExistingHolder> rows = new ArrayList<>();
        for (ShareClass shares : inOrder(company)) {
            Optional<Fraction> conversionPrice = protectedAt(shares);
            Fraction counted = conversionPrice.isPresent()
                    ? shares.asConverted().plus(onTopOf(company, shares))
                    : shares.asConverted();
            if (!counted.isZero()) {
                rows.add(new ExistingHolder(
                        shares.name(),
                        counted,
                        null,
                        null,
                        conversionPrice
                                .map(price -> protection(shares, price, preferred(company)))
                                .orElse(null)));
            }
        }
        granted(company)
                .forEach((plan, shares) -> rows.add(new ExistingHolder(
                        plan.isEmpty() ? "Grants" : "Grants of " + plan,
                        shares,
                        null,
                        plan.isEmpty() ? null : true,
                        null)));
        Fraction warrants = company.instruments().all(Warrant.class).stream()
                .filter(warrant -> !countsWithItsClass(company, warrant.terms().shareClass()))
                .map(warrant -> converted(company, warrant))
                .reduce(Fraction.ZERO, Fraction::plus);
        if (!warrants.isZero()) {
            rows.add(new ExistingHolder("Warrants", warrants));
        }
        company.instruments().plans().values().stream()
                .sorted(Comparator.comparing((Plan plan) -> plan.name().equals(filledUp))
                        .thenComparingInt(Plan::ordinal))
                .forEach(plan -> rows.add(new ExistingHolder(
                        "Pool of " + plan.name(),
                        converted(company, plan.classes().getFirst(), plan.available()),
                        true,
                        null,
                        null)));
        return rows;
    }

    /** In the order in which they were issued, which decides whose terms may be elected. */
    static List<Convertible> convertibles(Company company) {
        return company.instruments().all(Convertible.class).stream()
                .sorted(Comparator.comparing((Convertible one) ->
                                GrantLaw.dayOf(one.issued().when().effectiveOn()))
                        .thenComparing(one -> one.versions().get(0)))
                .toList();
    }

    private static Fraction preferred(Company company) {
        Fraction preferred = Fraction.ZERO;
        for (ShareClass shares : inOrder(company)) {
            if (shares.terms().type() == ShareClassType.PREFERRED) {
                preferred = preferred.plus(shares.asConverted()).plus(onTopOf(company, shares));
            }
        }
        return preferred;
    }

    private static List<ShareClass> inOrder(Company company) {
        return company.classes().values().stream()
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .toList();
    }

    /** The conversion price of a class that a cheaper round adjusts; empty for every other one. */
    static Optional<Fraction> protectedAt(ShareClass shares) {
        Method method = shares.terms().antiDilution();
        return method == null || method == Method.NONE ? Optional.empty() : shares.conversionPrice();
    }

    /** In a narrow base there are the preferred shares, as converted, and nothing else. */
    private static AntiDilution protection(ShareClass shares, Fraction conversionPrice, Fraction preferred) {
        Method method = Objects.requireNonNull(shares.terms().antiDilution());
        return new AntiDilution(method, conversionPrice, method == Method.NARROW_BASED ? preferred : null);
    }

    /** What can become shares of a class that is protected converts at the ratio of the class, also an adjusted one. */
    private static boolean countsWithItsClass(Company company, @Nullable String shareClass) {
        ShareClass found = shareClass == null ? null : company.classes().get(shareClass);
        return found != null && protectedAt(found).isPresent();
    }

    /** Grants and warrants of the class, in shares of common. */
    private static Fraction onTopOf(Company company, ShareClass shares) {
        Fraction sum = Fraction.ZERO;
        for (Grant grant : company.instruments().all(Grant.class)) {
            if (grant.shareClass().equals(shares.name())) {
                sum = sum.plus(converted(company, grant.shareClass(), grant.quantity()));
            }
        }
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            if (shares.name().equals(warrant.terms().shareClass())) {
                sum = sum.plus(converted(company, warrant));
            }
        }
        return sum;
    }

    /** Granted and outstanding, by plan; those of no plan under the empty name. */
    private static Map<String, Fraction> granted(Company company) {
        Map<String, Fraction> granted = new LinkedHashMap<>();
        company.instruments().plans().values().stream()
                .sorted(Comparator.comparingInt(Plan::ordinal))
                .forEach(plan -> granted.put(plan.name(), Fraction.ZERO));
        for (Grant grant : company.instruments().all(Grant.class)) {
            if (!countsWithItsClass(company, grant.shareClass())) {
                granted.merge(
                        Objects.requireNonNullElse(grant.terms().plan(), ""),
                        converted(company, grant.shareClass(), grant.quantity()),
                        Fraction::plus);
            }
        }
        granted.values().removeIf(Fraction::isZero);
        return granted;
    }

    private static Fraction converted(Company company, Warrant warrant) {
        Shares quantity = warrant.quantity();
        String shareClass = warrant.terms().shareClass();
        return quantity == null || shareClass == null ? Fraction.ZERO : converted(company, shareClass, quantity);
    }

    static Fraction converted(Company company, String shareClass, Shares quantity) {
        ShareClass found = company.classes().get(shareClass);
        return found == null
                ? quantity.fraction()
                : quantity.fraction().times(found.conversionRatio().fraction());
    }

    /**
     * What a party holds, as converted: its shares, and what it can become. Pools belong to nobody.
     *
     * @param party absent for all parties together
     */
    static Fraction held(Company company, @Nullable PartyId party) {
        Fraction sum = Fraction.ZERO;
        for (Security security : company.securities().values()) {
            if (party == null || security.holder().equals(party)) {
                sum = sum.plus(converted(company, security.shareClass(), security.quantity()));
            }
        }
        for (Grant grant : company.instruments().all(Grant.class)) {
            if (party == null || grant.holder().equals(party)) {
                sum = sum.plus(converted(company, grant.shareClass(), grant.quantity()));
            }
        }
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            if (party == null || warrant.holder().equals(party)) {
                sum = sum.plus(converted(company, warrant));
            }
        }
        return sum;
    }

    /**
     * What has become another one of that which a calculated price rests on.
     *
     * @param then the company that the price was decided on @param since the same day as it is known since
     */
    static List<String> moved(Company then, Company since, RoundPriced priced) {
        Map<String, String> before = basis(then, priced);
        Map<String, String> after = basis(since, priced);
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<String> moved = new ArrayList<>();
        for (String what : all) {
            String was = before.getOrDefault(what, "nothing");
            String is = after.getOrDefault(what, "nothing");
            if (!was.equals(is)) {
                moved.add("calculated from " + was + " of " + what + "; by what was recorded since it was " + is);
            }
        }
        Map<SecurityId, Convertible> others = converting(since, priced);
        converting(then, priced).forEach((id, convertible) -> {
            Convertible other = others.get(id);
            if (other != null && !other.triggers().equals(convertible.triggers())) {
                moved.add("calculated from other terms of " + id + " than were recorded since");
            }
        });
        return moved;
    }

    private static Map<String, String> basis(Company company, RoundPriced priced) {
        Map<String, String> basis = new LinkedHashMap<>();
        for (ExistingHolder row : holders(company, null)) {
            AntiDilution protection = row.antiDilution();
            if (!row.shares().isZero()) {
                basis.put(
                        row.name(),
                        Given.text(row.shares())
                                + (protection == null
                                        ? ""
                                        : " at " + Given.text(protection.conversionPrice()) + " "
                                                + protection.method()));
            }
        }
        ShareClass sold = company.classes().get(priced.shareClass());
        basis.put(
                "a share of " + priced.shareClass(), sold == null ? "nothing" : sold.conversionRatio() + " of common");
        converting(company, priced)
                .forEach((id, convertible) -> basis.put(
                        id.value(),
                        convertible.amount() + " as of "
                                + convertible.issued().when().effectiveOn()));
        return basis;
    }

    /** The convertibles that the price names, as far as they are outstanding. */
    private static Map<SecurityId, Convertible> converting(Company company, RoundPriced priced) {
        Map<SecurityId, Convertible> converting = new LinkedHashMap<>();
        if (priced.calculation() != null) {
            priced.calculation().inputs().forEach((at, name) -> {
                if (NAME.matcher(at).matches() && name.startsWith(SecurityId.PREFIX)) {
                    company.instruments()
                            .instrument(new SecurityId(name))
                            .filter(Convertible.class::isInstance)
                            .map(Convertible.class::cast)
                            .ifPresent(convertible -> converting.put(convertible.id(), convertible));
                }
            });
        }
        return converting;
    }
}

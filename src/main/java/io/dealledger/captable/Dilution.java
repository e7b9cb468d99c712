package io.dealledger.captable;

import io.dealledger.company.Company;
import io.dealledger.company.Grant;
import io.dealledger.company.Plan;
import io.dealledger.company.ShareClass;
import io.dealledger.company.Warrant;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is counted on top of the shares outstanding, fully diluted: grants outstanding, warrants whose class and quantity
 * are known, and what is still available in the pools, in shares of common. A convertible is not counted: how many
 * shares it becomes depends on a price that is not there yet.
 */
public final class Dilution {
    private Dilution() {}

    public static Fraction of(Company company) {
        Fraction sum = Fraction.ZERO;
        for (Grant grant : company.instruments().all(Grant.class)) {
            sum = sum.plus(of(company, grant));
        }
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            sum = sum.plus(of(company, warrant).orElse(Fraction.ZERO));
        }
        for (Plan plan : company.instruments().plans().values()) {
            sum = sum.plus(of(company, plan));
        }
        return sum;
    }

    /** Empty where nothing is recorded that can become shares. */
    public static Optional<Fraction> listed(Company company) {
        return Beside.isThere(company) ? Optional.of(of(company)) : Optional.empty();
    }

    static Fraction of(Company company, Grant grant) {
        return converted(company, grant.shareClass(), grant.quantity());
    }

    /** Empty where the class or the quantity is not known. */
    static Optional<Fraction> of(Company company, Warrant warrant) {
        @Nullable String shareClass = warrant.terms().shareClass();
        @Nullable Shares quantity = warrant.quantity();
        return shareClass == null || quantity == null
                ? Optional.empty()
                : Optional.of(converted(company, shareClass, quantity));
    }

    /** What is available, by the ratio of the first class that the plan issues. */
    static Fraction of(Company company, Plan plan) {
        return converted(company, plan.classes().getFirst(), plan.available());
    }

    private static Fraction converted(Company company, String shareClass, Shares quantity) {
        ShareClass found = company.classes().get(shareClass);
        return found == null
                ? quantity.fraction()
                : quantity.fraction().times(found.conversionRatio().fraction());
    }
}

package io.dealledger.whatif;

import io.dealledger.company.Company;
import io.dealledger.company.Grant;
import io.dealledger.company.Plan;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.Warrant;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;

/**
 * A company's capitalisation in shares of common.
 *
 * @param common outstanding @param preferred outstanding, as converted
 * @param grants outstanding, as exercised @param warrants of a known class and quantity, as exercised
 * @param pools what can still be granted
 * @param complete whether the class and the quantity of every warrant are known
 */
record AsConverted(
        Fraction common, Fraction preferred, Fraction grants, Fraction warrants, Fraction pools, boolean complete) {
    static AsConverted of(Company company) {
        Fraction warrants = Fraction.ZERO;
        boolean complete = true;
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            String shareClass = warrant.terms().shareClass();
            Shares quantity = warrant.quantity();
            if (shareClass == null || quantity == null) {
                complete = false;
            } else {
                warrants = warrants.plus(converted(company, shareClass, quantity));
            }
        }
        Fraction grants = Fraction.ZERO;
        for (Grant grant : company.instruments().all(Grant.class)) {
            grants = grants.plus(converted(company, grant.shareClass(), grant.quantity()));
        }
        Fraction pools = Fraction.ZERO;
        for (Plan plan : company.instruments().plans().values()) {
            pools = pools.plus(converted(company, plan.classes().getFirst(), plan.available()));
        }
        return new AsConverted(
                outstanding(company, ShareClassType.COMMON),
                outstanding(company, ShareClassType.PREFERRED),
                grants,
                warrants,
                pools,
                complete);
    }

    private static Fraction outstanding(Company company, ShareClassType type) {
        return company.classes().values().stream()
                .filter(shares -> shares.terms().type() == type)
                .map(ShareClass::asConverted)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction converted(Company company, String shareClass, Shares quantity) {
        ShareClass found = company.classes().get(shareClass);
        return found == null
                ? quantity.fraction()
                : quantity.fraction().times(found.conversionRatio().fraction());
    }

    Fraction stock() {
        return common.plus(preferred);
    }

    /** Grants and warrants. */
    Fraction options() {
        return grants.plus(warrants);
    }
}

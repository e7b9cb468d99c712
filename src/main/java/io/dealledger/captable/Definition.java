package io.dealledger.captable;

import io.dealledger.http.Choice;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a company's capitalisation counts, by the definition of a document.
 *
 * @param include what counts; nothing else does
 * @param thisSecurity the convertible whose document it is; absent for none, and then all are others
 * @param preMoney valuation at which convertibles convert; absent for none
 */
public record Definition(
        Set<Item> include,
        @Nullable SecurityId thisSecurity,
        @Nullable Money preMoney) {
    /** As fully diluted is counted where nobody defines it. */
    public static final Definition FULLY_DILUTED = new Definition(
            EnumSet.of(Item.OUTSTANDING_SHARES, Item.OUTSTANDING_OPTIONS, Item.OUTSTANDING_UNISSUED_OPTIONS),
            null,
            null);

    /** In the words of OCF's capitalisation definition rules. */
    public enum Item {
        /** Each class in shares of common. */
        OUTSTANDING_SHARES,
        /** Grants, vested or not, and warrants whose class and quantity are known. */
        OUTSTANDING_OPTIONS,
        /** What is reserved in pools and available. */
        OUTSTANDING_UNISSUED_OPTIONS,
        /** What the convertible in question would become. */
        THIS_SECURITY,
        /** What all other convertibles would become. */
        OTHER_CONVERTING_SECURITIES,
        /** Of a round that is still to come. */
        OPTION_POOL_TOPUP_FOR_PROMISED_OPTIONS,
        /** Of a round that is still to come. */
        ADDITIONAL_OPTION_POOL_TOPUP,
        /** What is committed to rounds that have a price, and not closed yet. */
        NEW_MONEY
    }

    /** @throws HttpProblem for a parameter that says nothing */
    static @Nullable Definition of(@Nullable String include, @Nullable String thisSecurity, @Nullable String preMoney) {
        if (include == null) {
            if (thisSecurity != null || preMoney != null) {
                throw HttpProblem.parameter(
                        thisSecurity != null ? "thisSecurity" : "preMoney",
                        "not-allowed",
                        "it belongs to a definition, which include gives");
            }
            return null;
        }
        EnumSet<Item> items = EnumSet.noneOf(Item.class);
        for (String name : include.split(",", -1)) {
            items.add(Choice.of("include", name, Item.values()));
        }
        return new Definition(items, security(thisSecurity), money(preMoney));
    }

    private static @Nullable SecurityId security(@Nullable String id) {
        try {
            return id == null ? null : new SecurityId(id);
        } catch (InvalidValue invalid) {
            throw HttpProblem.parameter("thisSecurity", invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }

    /** {@code 30000000 USD}, as amounts are written in sentences. */
    private static @Nullable Money money(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 2) {
                Money money = Money.of(parts[0], parts[1]);
                if (!money.isZero()) {
                    return money;
                }
            }
        } catch (InvalidValue invalid) {
            throw HttpProblem.parameter("preMoney", invalid.code(), String.valueOf(invalid.getMessage()));
        }
        throw HttpProblem.parameter(
                "preMoney", "not-an-amount", "'" + text + "' is not an amount of more than zero like 30000000 USD");
    }
}

package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a round is not priced and closed from the record. */
public sealed interface PricedRoundRefusal extends Refusal {
    /**
     * The function that prices rounds found no price.
     *
     * @param code what is wrong, as the function calls it: {@code circular-mfn}, {@code nothing-left}
     * @param field of the function's terms that is at fault (RFC 6901)
     * @param about security or holder that the field belongs to
     * @param figures that explain it
     */
    record RoundHasNoPrice(
            RoundId round,
            String code,
            String field,
            @Nullable String about,
            String reason,
            Map<String, String> figures)
            implements PricedRoundRefusal {
        @Override
        public String detail() {
            return round + " has no price: " + (about == null ? "" : about + ": ") + reason;
        }

        /** What the record says can change; what only the command says cannot. */
        @Override
        public Kind kind() {
            boolean recorded = code.equals("nothing-left")
                    || field.isEmpty()
                    || field.startsWith("/convertibles")
                    || field.startsWith("/holders");
            return recorded ? Kind.CONFLICT : Kind.NEVER_VALID;
        }
    }

    /** @param residue total shares, less the total that the price was worked out from */
    record NoWholeShares(RoundId round, Price price, BigDecimal totalShares, BigDecimal residue)
            implements PricedRoundRefusal {
        @Override
        public String detail() {
            return "No whole number of shares agrees with the rounded price of " + round + ": at " + price
                    + " there are " + totalShares.toPlainString() + " shares, which is " + residue.toPlainString()
                    + " from the number that the price comes from; round otherwise, or accept the residue";
        }
    }

    /** @param ratio shares of common for one of the class */
    record NotOneToOne(RoundId round, String shareClass, Ratio ratio) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return round + " is priced in shares that convert one to one, and those of " + shareClass + " convert "
                    + ratio;
        }
    }

    record ConvertibleCannotBePriced(SecurityId security, String trigger, String reason) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return security + " cannot be converted by " + trigger + " in a priced round: " + reason;
        }
    }

    record WhichTrigger(SecurityId security, List<String> triggers) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return security + " can convert by " + String.join(", ", triggers) + ": name one of them";
        }
    }

    record WhichPlan(RoundId round, List<String> plans) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return plans.isEmpty()
                    ? "A pool is asked for in " + round + ", and the company has no stock plan on that date: adopt one"
                    : round + " can fill up the pools of " + String.join(", ", plans) + ": name one of them";
        }
    }

    /** @param investors what they pay in all */
    record RaiseContradictsInvestors(RoundId round, Money raise, Money investors) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return "The investors of " + round + " pay " + investors + " in all, and " + raise + " is raised";
        }
    }

    record BuysNoShare(RoundId round, PartyId party, Money amount, Price price) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return amount + " of " + party + " buys no whole share of " + round + " at " + price;
        }
    }

    record ConvertsIntoNoShare(SecurityId security, Money amount, Price price) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return amount + " of " + security + " becomes no whole share at " + price;
        }
    }

    record HasNoProRata(RoundId round, PartyId party) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return party + " holds nothing before " + round + " that it could keep its part of";
        }
    }

    record NoIssuePrice(String shareClass) implements PricedRoundRefusal {
        @Override
        public String detail() {
            return shareClass + " has no issue price, and its conversion price is measured by it";
        }
    }
}

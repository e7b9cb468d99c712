package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an act on a plan, a grant, a warrant or a convertible is not recorded. */
public sealed interface InstrumentRefusal extends Refusal {

    // ---- plans

    record StockPlanExists(String plan) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The company has a stock plan " + plan + " already";
        }
    }

    record UnknownStockPlan(String plan) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The company has no stock plan " + plan + " on that date";
        }
    }

    record ClassNotInPlan(String plan, String shareClass, List<String> classes) implements InstrumentRefusal {
        @Override
        public String detail() {
            return plan + " issues shares of " + String.join(", ", classes) + ", not of " + shareClass;
        }
    }

    record ClassNotNamed(String plan, List<String> classes) implements InstrumentRefusal {
        @Override
        public String detail() {
            return plan + " issues shares of " + String.join(", ", classes) + ": name the class";
        }
    }

    /** @param used grants outstanding, shares issued from the pool, and what stays out of it */
    record PoolExhausted(String plan, Shares reserved, Shares used, Shares quantity) implements InstrumentRefusal {
        @Override
        public String detail() {
            return quantity + " more shares do not fit into " + plan + ": " + reserved + " are reserved and " + used
                    + " used";
        }
    }

    record PoolBelowUsed(String plan, Shares reserved, Shares used) implements InstrumentRefusal {
        @Override
        public String detail() {
            return used + " shares of " + plan + " are used, more than " + reserved;
        }
    }

    record MoreThanWithheld(String plan, SecurityId security, Shares withheld, Shares quantity)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return withheld + " shares of " + security + " ended and stay out of " + plan + ", not " + quantity;
        }
    }

    // ---- securities that are not stock

    record UnknownInstrument(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "No grant, warrant or convertible " + security + " is outstanding on that date";
        }
    }

    /** @param what it is @param act what it was asked for */
    record NotOfThatKind(SecurityId security, String what, String act) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " is of the kind " + what + ", which has no " + act;
        }
    }

    record MoreThanLeft(
            SecurityId security,
            Shares left,
            Shares quantity,
            @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " has " + left + " left on " + day(on) + ", not " + quantity;
        }
    }

    /** @param vested what can be exercised of what is left */
    record MoreThanVested(
            SecurityId security,
            Shares vested,
            Shares left,
            Shares quantity,
            @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return vested + " of the " + left + " that are left of " + security + " are vested on " + day(on)
                    + ", fewer than " + quantity;
        }
    }

    record NoLongerExercisable(
            SecurityId security, LocalDate until, @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " could be exercised until " + until + ", not on " + day(on);
        }
    }

    record NotExpired(
            SecurityId security,
            @Nullable LocalDate until,
            @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return until == null
                    ? security + " has no last day of exercise"
                    : security + " can be exercised until " + until + " and has not expired on " + day(on);
        }
    }

    record NothingGained(SecurityId security, BigDecimal price, Price fairValue) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "A share is worth " + fairValue + ", and " + security + " costs " + price.toPlainString()
                    + " a share: nothing is left for its holder";
        }
    }

    record QuantityNotKnown(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " does not say how many shares it is for: name the quantity";
        }
    }

    record PriceNotKnown(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " does not say at which price it is exercised, so that nothing can be net of it";
        }
    }

    record HoldsNoGrants(PartyId party, @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return party + " holds no grants of the company on " + day(on);
        }
    }

    record AcceptedAlready(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " was accepted";
        }
    }

    record UnknownSubject(String about) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The company has no security, class, plan or vesting terms " + about + " on that date";
        }
    }

    // ---- shares that become other shares

    record ConvertsIntoItself(SecurityId security, String shareClass) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " is " + shareClass + " already";
        }
    }

    record LotsContradictSecurity(SecurityId security, Shares left, Shares lots) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The lots add up to " + lots + " shares, and " + security + " has " + left;
        }
    }

    record TotalBelowOutstanding(Shares authorised, Shares outstanding) implements InstrumentRefusal {
        @Override
        public String detail() {
            return outstanding + " shares are outstanding in all classes, more than " + authorised;
        }
    }

    // ---- vesting

    record VestingTermsExist(String terms) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The company has vesting terms " + terms + " already";
        }
    }

    record UnknownVestingTerms(String terms) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The company has no vesting terms " + terms + " on that date";
        }
    }

    record UnknownVestingCondition(String terms, String condition, List<String> conditions)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return terms + " has no condition " + condition + " that can be met so; it has "
                    + String.join(", ", conditions);
        }
    }

    record DoesNotVest(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " has no vesting terms, or all that is left of it is vested";
        }
    }

    record ConditionMetAlready(SecurityId security, String condition, LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return condition + " of " + security + " was met on " + on;
        }
    }

    record MoreThanUnvested(
            SecurityId security,
            Shares unvested,
            Shares quantity,
            @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return unvested + " of " + security + " are not vested on " + day(on) + ", fewer than " + quantity;
        }
    }

    record VestingsContradictQuantity(Shares vestings, Shares quantity) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "The vestings add up to " + vestings + " shares, more than " + quantity;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    // ---- convertibles and triggers

    record UnknownTrigger(SecurityId security, @Nullable String trigger, List<String> triggers)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return triggers.isEmpty()
                    ? security + " has no triggers"
                    : security + " has the triggers " + String.join(", ", triggers)
                            + (trigger == null ? ": name one" : ", not " + trigger);
        }
    }

    record DuplicateTrigger(String trigger) implements InstrumentRefusal {
        @Override
        public String detail() {
            return "Two triggers are called " + trigger;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    /** @param from first day @param until last day; each absent when there is none */
    record TriggerNotOpen(
            SecurityId security,
            String trigger,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate on)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return trigger + " of " + security + " holds" + (from == null ? "" : " from " + from)
                    + (until == null ? "" : " until " + until) + ", not on " + day(on);
        }
    }

    record IntoAnotherClass(SecurityId security, String shareClass, String asked) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " becomes " + shareClass + ", not " + asked;
        }
    }

    record IntoNoClass(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " does not say which class it becomes: name it";
        }
    }

    record MoreThanOwed(
            SecurityId security,
            Money left,
            Money amount,
            @Nullable LocalDate on) implements InstrumentRefusal {
        @Override
        public String detail() {
            return left + " of " + security + " are left on " + day(on) + ", less than " + amount;
        }
    }

    /** @param expected shares at that price @param quantity that was given */
    record QuantityContradictsPrice(SecurityId security, Money amount, Price price, Shares expected, Shares quantity)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return amount + " at " + price + " a share are " + expected + " shares, not " + quantity;
        }
    }

    record NotMostFavoured(SecurityId security) implements InstrumentRefusal {
        @Override
        public String detail() {
            return security + " has no most-favoured clause: its holder cannot elect other terms";
        }
    }

    record TermsOfEarlier(
            SecurityId security,
            SecurityId termsOf,
            @Nullable LocalDate issuedOn) implements InstrumentRefusal {
        @Override
        public String detail() {
            return termsOf + " was issued on " + day(issuedOn) + ", before " + security
                    + ": a most-favoured clause reaches what is issued later";
        }
    }

    /** @param chain of elections that leads back */
    record CircularElection(SecurityId security, SecurityId termsOf, List<SecurityId> chain)
            implements InstrumentRefusal {
        @Override
        public String detail() {
            return termsOf + " has its terms from " + security + " (" + chain + "): the election leads back to itself";
        }
    }

    private static String day(@Nullable LocalDate on) {
        return on == null ? "the first day" : on.toString();
    }
}

package io.dealledger.company;

import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something is not recorded of a company. The figures are those on the effective date of the command. */
public sealed interface CompanyRefusal extends Refusal {

    // ---- the company and its life

    record UnknownCompany(CompanyId company) implements CompanyRefusal {
        @Override
        public String detail() {
            return "No company is registered as " + company;
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    record NotYetRegistered(@Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company was not registered yet on " + day(on);
        }
    }

    /** Not {@code UnknownParty}: that is the party to which a command is sent, and a 404. */
    record PartyNotRegistered(PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return "No party is registered as " + party;
        }
    }

    record CompanyDissolvedAlready(
            LocalDate dissolvedOn, @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company was dissolved on " + dissolvedOn + "; on " + day(on) + " nothing more can happen to it";
        }
    }

    record AcquiredAlready(PartyId acquirer) implements CompanyRefusal {
        @Override
        public String detail() {
            return acquirer + " has acquired the company already, and what was said of it leaves nothing to acquire";
        }
    }

    record NothingToAcquire(PartyId acquirer, List<String> classes) implements CompanyRefusal {
        @Override
        public String detail() {
            return "Nobody but " + acquirer + " holds shares of " + String.join(", ", classes);
        }
    }

    record AlreadyListed(String exchange, String ticker) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company is listed on " + exchange + " already, as " + ticker;
        }
    }

    record NotListedThere(String exchange) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company is not listed on " + exchange + " on that date";
        }
    }

    record ConvertsIntoPreferred(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return "Preferred shares convert into common ones; " + shareClass + " is a preferred class";
        }
    }

    // ---- share classes and holdings

    record UnknownShareClass(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company has no share class " + shareClass + " on that date";
        }
    }

    record ShareClassExists(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company has a share class " + shareClass + " already";
        }
    }

    /** @param outstanding before the command @param quantity that it would add */
    record OverAuthorised(String shareClass, Shares authorised, Shares outstanding, Shares quantity)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return quantity + " more shares of " + shareClass + " do not fit: " + authorised + " are authorised and "
                    + outstanding + " outstanding";
        }
    }

    record AuthorisedBelowOutstanding(String shareClass, Shares authorised, Shares outstanding)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return outstanding + " shares of " + shareClass + " are outstanding, more than " + authorised;
        }
    }

    record UnknownHolder(
            PartyId party, String shareClass, @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " holds no shares of " + shareClass + " on " + day(on);
        }
    }

    record MoreThanHeld(
            PartyId party,
            String shareClass,
            Shares held,
            Shares quantity,
            @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " holds " + held + " shares of " + shareClass + " on " + day(on) + ", not " + quantity;
        }
    }

    record UnknownSecurity(SecurityId security) implements CompanyRefusal {
        @Override
        public String detail() {
            return "Nothing of " + security + " is outstanding on that date";
        }
    }

    record LotOfAnother(SecurityId security, PartyId holder, String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return security + " is " + shareClass + " held by " + holder;
        }
    }

    record MoreThanInSecurity(
            SecurityId security,
            Shares left,
            Shares quantity,
            @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return security + " has " + left + " shares left on " + day(on) + ", not " + quantity;
        }
    }

    record LotsContradictQuantity(Shares lots, Shares quantity) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The lots add up to " + lots + " shares, not to " + quantity;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record DuplicateLot(SecurityId security) implements CompanyRefusal {
        @Override
        public String detail() {
            return security + " is named twice; add the quantities";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record TransferToSelf(PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " cannot transfer shares to itself";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record SplitChangesNothing(Ratio ratio) implements CompanyRefusal {
        @Override
        public String detail() {
            return "A split of " + ratio + " changes nothing";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record DuplicateShareClass(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return shareClass + " is named twice";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record AmendsNothing(String about) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The amendment leaves " + about + " as it is";
        }
    }

    record NotCapped(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return shareClass + " does not participate up to a cap, so it has none to amend";
        }
    }

    record CapMissing(String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return "A CAPPED participation of " + shareClass + " needs its cap";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    /** @param left what is left of the security */
    record NotAsIssued(SecurityId security, Shares left) implements CompanyRefusal {
        @Override
        public String detail() {
            return security
                    + " was not issued itself, or part of it was transferred, repurchased or cancelled since; of what is"
                    + " left (" + left + " shares) nothing can be retracted";
        }
    }

    // ---- rounds

    record NoPriceToAmend(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is not priced yet";
        }
    }

    record SoldAtThePrice(RoundId round, int closings, Price price) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " has sold shares at " + price + " in " + closings
                    + " closings; a wrong price is corrected instead";
        }
    }

    record NoCommitment(RoundId round, PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has nothing committed to " + round + " that it has not paid";
        }
    }

    record CommittedLessThanPaid(RoundId round, PartyId party, Money paid, Money amount) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has paid " + paid + " of its commitment to " + round + "; it cannot be only " + amount;
        }
    }

    record UnknownRound(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The company has no round " + round + " on that date";
        }
    }

    record RoundIsReported(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is only reported: open a round and firm it up";
        }
    }

    record RoundAlreadyClosed(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " has had its last closing";
        }
    }

    record RoundCancelledAlready(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " was cancelled";
        }
    }

    record RoundPartlyClosed(RoundId round, int closings) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " has had " + closings + " closings; close it for good instead of cancelling it";
        }
    }

    /** @param shares that there would be */
    record OverTotalAuthorised(Shares authorised, Shares outstanding, Shares shares) implements CompanyRefusal {
        @Override
        public String detail() {
            return shares + " shares would be outstanding in all classes, more than the " + authorised
                    + " that the company may issue; " + outstanding + " are";
        }
    }

    record RoundAlreadyPriced(RoundId round, Price price) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is priced at " + price + " already";
        }
    }

    record RoundNotPriced(RoundId round, PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is not priced, so the shares of " + party + " need their class";
        }
    }

    record NotThePricedClass(RoundId round, String priced, String shareClass) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " sells shares of " + priced + ", not of " + shareClass;
        }
    }

    record QuantityMissing(RoundId round, PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is priced, so it must be said how many shares " + party + " receives";
        }
    }

    record NothingToClose(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return "A closing of " + round + " without subscriptions can only be its last";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record OneValuationOnly(
            RoundId round,
            @Nullable Money preMoney,
            @Nullable Money postMoney) implements CompanyRefusal {
        @Override
        public String detail() {
            return "A price rests on the pre-money or on the post-money valuation: give exactly one";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    /**
     * @param valuation pre-money or post-money, as the command gives it
     * @param shares as-converted shares outstanding before the round
     * @param lowest lowest price that agrees with the valuation
     * @param highest highest such price
     */
    record PriceContradictsValuation(
            RoundId round, Money valuation, BigDecimal shares, Price price, Price lowest, Price highest)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return valuation + " over " + shares.toPlainString() + " shares is "
                    + (lowest.equals(highest) ? lowest + " per share" : "between " + lowest + " and " + highest)
                    + ", not " + price;
        }
    }

    /** @param expected quantity times price; the legs may differ from it by less than the currency's minor unit */
    record ConsiderationContradictsPrice(
            PartyId party, Money consideration, Shares quantity, BigDecimal price, BigDecimal expected)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return quantity + " shares at " + price.toPlainString() + " cost " + expected.toPlainString() + "; " + party
                    + " gives " + consideration;
        }
    }

    /** @param committed in all @param closed in earlier closings @param amount in this one */
    record OverCommitted(RoundId round, PartyId party, Money committed, Money closed, Money amount)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has committed " + committed + " to " + round + " and paid " + closed + "; " + amount
                    + " is more than what is left";
        }
    }

    record LegsExceedAmount(Money amount, BigDecimal legs) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The legs add up to " + legs.toPlainString() + ", more than " + amount;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record WrongCurrency(Currency expected, Currency given) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The amount must be in " + expected + ", not in " + given;
        }
    }

    record ZeroAmount(String field) implements CompanyRefusal {
        @Override
        public String detail() {
            return field + " is zero";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    // ---- reports

    record UnknownReport(String about) implements CompanyRefusal {
        @Override
        public String detail() {
            return "Nothing is reported as " + about + " on that date";
        }
    }

    record NotReported(RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return round + " is recorded by the company, not reported";
        }
    }

    record AlreadyFirmedUp(RoundId reported, RoundId round) implements CompanyRefusal {
        @Override
        public String detail() {
            return reported + " was firmed up by " + round;
        }
    }

    record ClaimSaysNothing(String about) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The claim about " + about + " says nothing";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record MeasureDoesNotFit(String about, String measure) implements CompanyRefusal {
        @Override
        public String detail() {
            return about + " is a report of another kind: it has no " + measure;
        }
    }

    record UnitDoesNotFit(String measure, Unit unit, Unit expected) implements CompanyRefusal {
        @Override
        public String detail() {
            return measure + " is stated in " + expected + ", not in " + unit;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record MoreThanWhole(Stated stake) implements CompanyRefusal {
        @Override
        public String detail() {
            return "A stake is at most 100 percent";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record DuplicateParticipant(PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " is named twice; give one entry per party";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record NoSuchRight(
            RightKind right, PartyId party, @Nullable String scope) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has no right " + right + (scope == null ? "" : " (" + scope + ")") + " on that date";
        }
    }

    // ---- compute credits

    record NoCredits(
            PartyId party,
            @Nullable PartyId vendor,
            @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has no compute credits" + (vendor == null ? "" : " of " + vendor) + " on " + day(on);
        }
    }

    /** @param vendors among which the command must choose; empty when no source names one */
    record AmbiguousVendor(PartyId party, List<PartyId> vendors) implements CompanyRefusal {
        @Override
        public String detail() {
            return vendors.isEmpty()
                    ? "No source names the vendor of the credits of " + party + ": the command must"
                    : party + " has credits of " + vendors + ": name one";
        }
    }

    record MoreThanCommitted(PartyId party, PartyId vendor, BigDecimal undelivered, Money amount)
            implements CompanyRefusal {
        @Override
        public String detail() {
            return undelivered.toPlainString() + " " + amount.currency() + " of the credits that " + party
                    + " committed from " + vendor + " are undelivered, fewer than " + amount;
        }
    }

    record MoreThanDelivered(PartyId party, PartyId vendor, BigDecimal unused, Money amount) implements CompanyRefusal {
        @Override
        public String detail() {
            return unused.toPlainString() + " " + amount.currency() + " of the credits of " + party + " from " + vendor
                    + " are delivered and unused, fewer than " + amount;
        }
    }

    record CreditsLapsed(
            PartyId party,
            PartyId vendor,
            LocalDate expiresOn,
            @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return "The credits of " + party + " from " + vendor + " lapsed after " + expiresOn + ", before " + day(on);
        }
    }

    // ---- what a holding returns or loses

    record HoldsNothing(PartyId party, @Nullable LocalDate on) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " holds nothing of the company on " + day(on);
        }
    }

    record WrittenOffAlready(PartyId party) implements CompanyRefusal {
        @Override
        public String detail() {
            return party + " has written its investment off and acquired nothing since";
        }
    }

    // ---- batches

    record EmptyBatch() implements CompanyRefusal {
        @Override
        public String detail() {
            return "A batch has at least one command";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record BatchInBatch(int index) implements CompanyRefusal {
        @Override
        public String detail() {
            return "Command " + index + " is itself a batch";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    private static String day(@Nullable LocalDate on) {
        return on == null ? "the first day" : on.toString();
    }
}

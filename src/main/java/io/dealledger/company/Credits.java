package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Decimals;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Compute credits by the party that committed them. What was recorded is known to the last cent; what was only
 * reported limits acts as far as its bounds go, and what nobody reported of it is unknown.
 */
public record Credits(PMap<PartyId, PMap<Account, Pool>> pools, PMap<PartyId, PVector<ReportedCredits>> reported) {
    static final Credits NONE = new Credits(HashTreePMap.empty(), HashTreePMap.empty());

    /** Credits of one party are told apart by who delivers them and in which currency they are counted. */
    public record Account(PartyId vendor, Currency currency) {}

    /**
     * What was recorded.
     *
     * @param expiresOn last day on which any of the credits can be used; absent when some do not expire
     */
    public record Pool(
            BigDecimal committed,
            BigDecimal delivered,
            BigDecimal consumed,
            BigDecimal expiredDelivered,
            BigDecimal expiredUndelivered,
            @Nullable LocalDate expiresOn,
            PVector<Long> versions) {
        static final Pool EMPTY = new Pool(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                TreePVector.empty());

        public BigDecimal undelivered() {
            return committed.subtract(delivered).subtract(expiredUndelivered);
        }

        public BigDecimal unused() {
            return delivered.subtract(consumed).subtract(expiredDelivered);
        }

        Pool committing(BigDecimal amount, @Nullable LocalDate expires, long version) {
            boolean first = committed.signum() == 0;
            LocalDate last = expires == null || (!first && expiresOn == null)
                    ? null
                    : first || expires.isAfter(expiresOn) ? expires : expiresOn;
            return new Pool(
                    committed.add(amount),
                    delivered,
                    consumed,
                    expiredDelivered,
                    expiredUndelivered,
                    last,
                    ShareClass.shapedBy(versions, version));
        }

        Pool delivering(BigDecimal amount, long version) {
            return acted(delivered.add(amount), consumed, expiredDelivered, expiredUndelivered, version);
        }

        Pool consuming(BigDecimal amount, long version) {
            return acted(delivered, consumed.add(amount), expiredDelivered, expiredUndelivered, version);
        }

        Pool expiring(BigDecimal amount, boolean wereDelivered, long version) {
            return wereDelivered
                    ? acted(delivered, consumed, expiredDelivered.add(amount), expiredUndelivered, version)
                    : acted(delivered, consumed, expiredDelivered, expiredUndelivered.add(amount), version);
        }

        private Pool acted(
                BigDecimal newDelivered,
                BigDecimal newConsumed,
                BigDecimal newExpiredDelivered,
                BigDecimal newExpiredUndelivered,
                long version) {
            return new Pool(
                    committed,
                    newDelivered,
                    newConsumed,
                    newExpiredDelivered,
                    newExpiredUndelivered,
                    expiresOn,
                    ShareClass.shapedBy(versions, version));
        }
    }

    /**
     * What sources say that a party committed.
     *
     * @param report where it was reported
     * @param vendor absent when no source names one
     * @param currency absent when no source states an amount
     * @param amount loosest reading of the claims; not negative when none says how much
     */
    public record ReportedCredits(
            String report,
            @Nullable PartyId vendor,
            @Nullable Currency currency,
            Interval amount,
            boolean says) {
        private boolean mayBeOf(@Nullable PartyId other) {
            return vendor == null || other == null || vendor.equals(other);
        }

        private boolean mayBeIn(@Nullable Currency other) {
            return currency == null || other == null || currency.equals(other);
        }

        /** Claims about the same credits: one that says nothing never counts against one that says something. */
        private ReportedCredits and(ReportedCredits other) {
            Interval both = says == other.says ? amount.hull(other.amount) : says ? amount : other.amount;
            return new ReportedCredits(
                    report,
                    vendor == null ? other.vendor : vendor,
                    currency == null ? other.currency : currency,
                    both,
                    says || other.says);
        }
    }

    public Pool pool(PartyId party, PartyId vendor, Currency currency) {
        PMap<Account, Pool> ofParty = pools.get(party);
        Pool pool = ofParty == null ? null : ofParty.get(new Account(vendor, currency));
        return pool == null ? Pool.EMPTY : pool;
    }

    List<Account> accounts(PartyId party) {
        PMap<Account, Pool> ofParty = pools.get(party);
        return ofParty == null ? List.of() : List.copyOf(ofParty.keySet());
    }

    List<ReportedCredits> reportedOf(PartyId party, @Nullable PartyId vendor, @Nullable Currency currency) {
        PVector<ReportedCredits> ofParty = reported.get(party);
        return ofParty == null
                ? List.of()
                : ofParty.stream()
                        .filter(credits -> credits.mayBeOf(vendor) && credits.mayBeIn(currency))
                        .toList();
    }

    /** Vendors that are named for a party's credits, in order of their ids. */
    List<PartyId> vendors(PartyId party) {
        TreeSet<PartyId> vendors = new TreeSet<>();
        accounts(party).forEach(account -> vendors.add(account.vendor()));
        for (ReportedCredits credits : reportedOf(party, null, null)) {
            if (credits.vendor() != null) {
                vendors.add(credits.vendor());
            }
        }
        return List.copyOf(vendors);
    }

    /** How many credits of a vendor the party may have committed in all. */
    Interval limit(PartyId party, PartyId vendor, Currency currency) {
        Interval limit =
                Interval.exactly(Fraction.of(pool(party, vendor, currency).committed()));
        for (ReportedCredits credits : reportedOf(party, vendor, currency)) {
            limit = limit.plus(
                    new Interval(Interval.ZERO.lower(), credits.amount().upper()));
        }
        return limit;
    }

    /** How much more may be delivered, when that is limited: empty when the amount fits. */
    Optional<BigDecimal> undeliveredWhenLessThan(Money amount, PartyId party, PartyId vendor) {
        Pool pool = pool(party, vendor, amount.currency());
        Interval limit = limit(party, vendor, amount.currency());
        return within(limit, pool.delivered().add(pool.expiredUndelivered()).add(amount.amount()))
                ? Optional.empty()
                : Optional.of(left(limit, pool.delivered().add(pool.expiredUndelivered())));
    }

    /** How much more may be used, when that is limited. Of reported credits any part may have been delivered. */
    Optional<BigDecimal> unusedWhenLessThan(Money amount, PartyId party, PartyId vendor) {
        Pool pool = pool(party, vendor, amount.currency());
        if (reportedOf(party, vendor, amount.currency()).isEmpty()) {
            return pool.unused().compareTo(amount.amount()) < 0 ? Optional.of(pool.unused()) : Optional.empty();
        }
        Interval limit = limit(party, vendor, amount.currency());
        BigDecimal gone = pool.consumed().add(pool.expiredDelivered()).add(pool.expiredUndelivered());
        return within(limit, gone.add(amount.amount())) ? Optional.empty() : Optional.of(left(limit, gone));
    }

    private static boolean within(Interval limit, BigDecimal amount) {
        return new Interval(null, limit.upper()).contains(Fraction.of(amount));
    }

    private static BigDecimal left(Interval limit, BigDecimal gone) {
        Interval.Bound upper = limit.upper();
        Fraction left = upper == null ? Fraction.ZERO : upper.at().minus(Fraction.of(gone));
        return Decimals.canonical(left.toDecimal(Shares.PLACES, RoundingMode.DOWN));
    }

    Credits acting(PartyId party, PartyId vendor, Currency currency, UnaryOperator<Pool> act) {
        PMap<Account, Pool> ofParty = pools.getOrDefault(party, HashTreePMap.empty());
        Pool after = act.apply(pool(party, vendor, currency));
        return new Credits(pools.plus(party, ofParty.plus(new Account(vendor, currency), after)), reported);
    }

    Credits reporting(PartyId party, ReportedCredits credits) {
        PVector<ReportedCredits> before = reported.getOrDefault(party, TreePVector.empty());
        for (int index = 0; index < before.size(); index++) {
            ReportedCredits known = before.get(index);
            if (known.report().equals(credits.report())
                    && known.mayBeOf(credits.vendor())
                    && known.mayBeIn(credits.currency())) {
                return new Credits(pools, reported.plus(party, before.with(index, known.and(credits))));
            }
        }
        return new Credits(pools, reported.plus(party, before.plus(credits)));
    }

    /** A recorded round has taken the report's place. */
    Credits without(String report) {
        PMap<PartyId, PVector<ReportedCredits>> left = reported;
        for (PartyId party : new ArrayList<>(reported.keySet())) {
            for (ReportedCredits credits : reportedOf(party, null, null)) {
                if (credits.report().equals(report)) {
                    PVector<ReportedCredits> ofParty =
                            left.getOrDefault(party, TreePVector.empty()).minus(credits);
                    left = ofParty.isEmpty() ? left.minus(party) : left.plus(party, ofParty);
                }
            }
        }
        return new Credits(pools, left);
    }
}

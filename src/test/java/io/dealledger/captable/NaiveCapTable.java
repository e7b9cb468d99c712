package io.dealledger.captable;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The same table by the plainest means: a map of balances, and fractions over one large common denominator. */
public final class NaiveCapTable {
    private static final class Balance {
        final PartyId holder;
        final String shareClass;
        BigDecimal quantity;

        Balance(PartyId holder, String shareClass, BigDecimal quantity) {
            this.holder = holder;
            this.shareClass = shareClass;
            this.quantity = quantity;
        }
    }

    private final Map<SecurityId, Balance> balances = new HashMap<>();
    private final Map<String, BigInteger> convertedTo = new HashMap<>();
    private final Map<String, BigInteger> convertedFrom = new HashMap<>();

    public static NaiveCapTable of(List<Recorded<CompanyEvent>> history, LocalDate asOf, long knownAt) {
        NaiveCapTable table = new NaiveCapTable();
        List<Recorded<CompanyEvent>> facts = new ArrayList<>(history);
        facts.removeIf(fact -> fact.position() > knownAt);
        facts.removeIf(fact ->
                fact.when().effectiveOn() != null && fact.when().effectiveOn().isAfter(asOf));
        facts.sort((one, other) -> {
            LocalDate a = Objects.requireNonNullElse(one.when().effectiveOn(), LocalDate.MIN);
            LocalDate b = Objects.requireNonNullElse(other.when().effectiveOn(), LocalDate.MIN);
            return a.equals(b) ? Long.compare(one.position(), other.position()) : a.compareTo(b);
        });
        facts.forEach(fact -> table.apply(fact.fact()));
        return table;
    }

    private void apply(CompanyEvent event) {
        switch (event) {
            case ShareClassAuthorised made -> {
                BigDecimal to = made.conversionRatio().to();
                BigDecimal from = made.conversionRatio().from();
                convertedTo.put(made.shareClass(), to.movePointRight(10).toBigIntegerExact());
                convertedFrom.put(made.shareClass(), from.movePointRight(10).toBigIntegerExact());
            }
            case SharesIssued issued ->
                put(
                        issued.security(),
                        issued.to(),
                        issued.shareClass(),
                        issued.quantity().quantity());
            case RoundClosed closed ->
                closed.subscriptions()
                        .forEach(one -> put(
                                one.security(),
                                one.to(),
                                one.shareClass(),
                                one.quantity().quantity()));
            case SharesTransferred passed ->
                passed.lots().forEach(lot -> {
                    take(lot.security(), lot.quantity().quantity());
                    put(
                            lot.newSecurity(),
                            passed.to(),
                            passed.shareClass(),
                            lot.quantity().quantity());
                });
            case SharesRepurchased gone ->
                gone.lots().forEach(lot -> take(lot.security(), lot.quantity().quantity()));
            case SharesCancelled gone ->
                gone.lots().forEach(lot -> take(lot.security(), lot.quantity().quantity()));
            case SharesSplit split ->
                balances.values().stream()
                        .filter(balance -> split.classes().contains(balance.shareClass))
                        .forEach(balance -> balance.quantity = balance.quantity
                                .multiply(split.ratio().to())
                                .divide(
                                        split.ratio().from(),
                                        split.rounding().places(),
                                        split.rounding().mode()));
            case CompanyListed listed ->
                listed.conversions().forEach(one -> {
                    PartyId holder = balances.get(one.security()).holder;
                    take(one.security(), one.quantity().quantity());
                    put(one.newSecurity(), holder, one.into(), one.newQuantity().quantity());
                });
            case CompanyAcquired acquired ->
                acquired.acquired().forEach(one -> {
                    String shareClass = balances.get(one.security()).shareClass;
                    take(one.security(), one.quantity().quantity());
                    put(
                            one.newSecurity(),
                            acquired.acquirer(),
                            shareClass,
                            one.quantity().quantity());
                });
            case CompanyDissolved end -> balances.clear();
            default -> {}
        }
    }

    private void put(SecurityId id, PartyId holder, String shareClass, BigDecimal quantity) {
        balances.put(id, new Balance(holder, shareClass, quantity));
    }

    private void take(SecurityId id, BigDecimal quantity) {
        Balance balance = balances.get(id);
        balance.quantity = balance.quantity.subtract(quantity);
        if (balance.quantity.signum() < 0) {
            throw new IllegalStateException("below zero: " + id);
        }
    }

    /** Quantity by {@code party/class}, without zeros. */
    Map<String, BigDecimal> holdings() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Balance balance : balances.values()) {
            sums.merge(balance.holder + "/" + balance.shareClass, balance.quantity, BigDecimal::add);
        }
        sums.values().removeIf(quantity -> quantity.signum() == 0);
        sums.replaceAll((key, quantity) -> quantity.stripTrailingZeros());
        return sums;
    }

    /** {@code n/d} in lowest terms by {@code party/class}. */
    Map<String, String> fractions(Denominator denominator) {
        BigInteger common = common();
        Map<String, BigInteger> weights = new TreeMap<>();
        for (Map.Entry<String, BigDecimal> holding : holdings().entrySet()) {
            String shareClass = holding.getKey().substring(holding.getKey().indexOf('/') + 1);
            BigInteger units = holding.getValue().movePointRight(10).toBigIntegerExact();
            weights.put(
                    holding.getKey(),
                    denominator == Denominator.OUTSTANDING
                            ? units
                            : units.multiply(convertedTo.get(shareClass))
                                    .multiply(common)
                                    .divide(convertedFrom.get(shareClass)));
        }
        BigInteger whole = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        Map<String, String> fractions = new TreeMap<>();
        weights.forEach((key, weight) -> {
            BigInteger gcd = weight.gcd(whole);
            fractions.put(key, weight.divide(gcd) + "/" + whole.divide(gcd));
        });
        return fractions;
    }

    /** Outstanding shares in shares of common, times {@link #commonUnit}. */
    public BigInteger convertedUnits() {
        BigInteger units = BigInteger.ZERO;
        for (Balance balance : balances.values()) {
            units = units.add(balance.quantity
                    .movePointRight(10)
                    .toBigIntegerExact()
                    .multiply(convertedTo.get(balance.shareClass))
                    .multiply(common())
                    .divide(convertedFrom.get(balance.shareClass)));
        }
        return units;
    }

    /** How many units one share of common is. */
    public BigInteger commonUnit() {
        return BigInteger.TEN.pow(10).multiply(common());
    }

    private BigInteger common() {
        return convertedFrom.values().stream().reduce(BigInteger.ONE, BigInteger::multiply);
    }
}

package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * Who holds what: classes, outstanding securities, and the securities by holder and class, oldest first. An act
 * costs as much as the securities it touches, however many others there are. Every operation is total: what is
 * not there cannot be taken, and taking it changes nothing.
 *
 * @param authorised how many shares there may be in all classes; absent for no limit
 */
public record ShareRegister(
        PMap<String, ShareClass> classes,
        PMap<SecurityId, Security> securities,
        PMap<PartyId, PMap<String, Holding>> holders,
        @Nullable Shares authorised) {
    static final ShareRegister EMPTY =
            new ShareRegister(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), null);

    /** What a party holds of one class; never empty. */
    public record Holding(Shares quantity, PSortedMap<Security.Since, SecurityId> lots) {
        static final Holding NONE = new Holding(Shares.ZERO, TreePMap.empty());
    }

    public Optional<ShareClass> classNamed(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    public Shares outstanding(String shareClass) {
        return classNamed(shareClass).map(ShareClass::outstanding).orElse(Shares.ZERO);
    }

    public Shares held(PartyId party, String shareClass) {
        return holding(party, shareClass).quantity();
    }

    public boolean holds(PartyId party) {
        return holders.containsKey(party);
    }

    /** The securities of a party in a class, oldest first. */
    public List<Security> lots(PartyId party, String shareClass) {
        List<Security> lots = new ArrayList<>();
        for (SecurityId id : holding(party, shareClass).lots().values()) {
            Security security = securities.get(id);
            if (security != null) {
                lots.add(security);
            }
        }
        return List.copyOf(lots);
    }

    /** All securities of a class, oldest first. Costs as much as the company has securities. */
    List<Security> ofClass(String shareClass) {
        return securities.values().stream()
                .filter(security -> security.shareClass().equals(shareClass))
                .sorted(Comparator.comparing(Security::since))
                .toList();
    }

    ShareRegister withClass(ShareClass shareClass) {
        return new ShareRegister(classes.plus(shareClass.name(), shareClass), securities, holders, authorised);
    }

    ShareRegister withAuthorised(@Nullable Shares number) {
        return new ShareRegister(classes, securities, holders, number);
    }

    /** In all classes, one for one. */
    Shares outstanding() {
        return classes.values().stream().map(ShareClass::outstanding).reduce(Shares.ZERO, Shares::plus);
    }

    ShareRegister issue(
            SecurityId id, PartyId to, String shareClass, Shares quantity, Security.Since since, long version) {
        return enter(id, to, shareClass, quantity, since, true, version)
                .counting(shareClass, outstanding(shareClass).plus(quantity), version);
    }

    /** Part of a security becomes one of the same holder in another class. */
    ShareRegister convert(
            SecurityId id,
            Shares quantity,
            String into,
            SecurityId newId,
            Shares newQuantity,
            Security.Since since,
            long version) {
        Security security = securities.get(id);
        if (security == null) {
            return this;
        }
        // Counted after what is taken: a correction may have put the security into the class that it converts into.
        ShareRegister left = retire(id, quantity, version);
        return left.enter(newId, security.holder(), into, newQuantity, since, false, version)
                .counting(into, left.outstanding(into).plus(newQuantity), version);
    }

    ShareRegister retire(SecurityId id, Shares quantity, long version) {
        Security security = securities.get(id);
        if (security == null) {
            return this;
        }
        Shares taken = quantity.min(security.quantity());
        return resize(security, security.quantity().minus(taken), false, version)
                .counting(
                        security.shareClass(),
                        outstanding(security.shareClass()).minus(taken.min(outstanding(security.shareClass()))),
                        version);
    }

    /** Part of a security becomes a security of another holder, in the same class. */
    ShareRegister pass(
            SecurityId id, Shares quantity, SecurityId newId, PartyId to, Security.Since since, long version) {
        Security security = securities.get(id);
        if (security == null) {
            return this;
        }
        Shares taken = quantity.min(security.quantity());
        return resize(security, security.quantity().minus(taken), false, version)
                .enter(newId, to, security.shareClass(), taken, since, false, version);
    }

    /** Sets each security of a class to its quantity after a split. */
    ShareRegister split(String shareClass, Ratio ratio, Rounding rounding, long version) {
        ShareRegister split = this;
        Shares outstanding = Shares.ZERO;
        for (Security security : ofClass(shareClass)) {
            Shares after = afterSplit(security.quantity(), ratio, rounding);
            split = split.resize(security, after, true, version);
            outstanding = outstanding.plus(after);
        }
        ShareClass before = classes.get(shareClass);
        return (before == null ? split : split.withClass(before.split(ratio)))
                .counting(shareClass, outstanding, version);
    }

    static Shares afterSplit(Shares quantity, Ratio ratio, Rounding rounding) {
        Fraction exact = quantity.fraction().times(ratio.fraction());
        return new Shares(exact.toDecimal(rounding.places(), rounding.mode()));
    }

    /** Of a dissolved company nothing is outstanding. */
    ShareRegister voided(long version) {
        ShareRegister voided = new ShareRegister(classes, HashTreePMap.empty(), HashTreePMap.empty(), authorised);
        for (ShareClass shareClass : classes.values()) {
            voided = voided.counting(shareClass.name(), Shares.ZERO, version);
        }
        return voided;
    }

    private Holding holding(PartyId party, String shareClass) {
        PMap<String, Holding> byClass = holders.get(party);
        Holding holding = byClass == null ? null : byClass.get(shareClass);
        return holding == null ? Holding.NONE : holding;
    }

    private ShareRegister enter(
            SecurityId id,
            PartyId to,
            String shareClass,
            Shares quantity,
            Security.Since since,
            boolean issued,
            long version) {
        if (quantity.isZero() || securities.containsKey(id)) {
            return this;
        }
        Security security = new Security(id, to, shareClass, quantity, since, issued, TreePVector.singleton(version));
        Holding before = holding(to, shareClass);
        return new ShareRegister(
                classes,
                securities.plus(id, security),
                holdersWith(
                        to,
                        shareClass,
                        new Holding(
                                before.quantity().plus(quantity), before.lots().plus(since, id))),
                authorised);
    }

    private ShareRegister resize(Security security, Shares left, boolean asIssued, long version) {
        Holding before = holding(security.holder(), security.shareClass());
        Shares quantity = before.quantity().minus(security.quantity()).plus(left);
        Holding after = new Holding(quantity, left.isZero() ? before.lots().minus(security.since()) : before.lots());
        return new ShareRegister(
                classes,
                left.isZero()
                        ? securities.minus(security.id())
                        : securities.plus(security.id(), security.resized(left, asIssued, version)),
                holdersWith(security.holder(), security.shareClass(), after),
                authorised);
    }

    private PMap<PartyId, PMap<String, Holding>> holdersWith(PartyId party, String shareClass, Holding holding) {
        PMap<String, Holding> byClass = holders.get(party);
        PMap<String, Holding> before = byClass == null ? HashTreePMap.empty() : byClass;
        PMap<String, Holding> after =
                holding.quantity().isZero() ? before.minus(shareClass) : before.plus(shareClass, holding);
        return after.isEmpty() ? holders.minus(party) : holders.plus(party, after);
    }

    private ShareRegister counting(String shareClass, Shares outstanding, long version) {
        ShareClass counted = classes.get(shareClass);
        return counted == null ? this : withClass(counted.withOutstanding(outstanding, version));
    }
}

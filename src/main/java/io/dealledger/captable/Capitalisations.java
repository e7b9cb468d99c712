package io.dealledger.captable;

import io.dealledger.calculation.LargestRemainder;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.Capitalisation.Counted;
import io.dealledger.captable.Capitalisation.HolderRow;
import io.dealledger.captable.Capitalisation.Without;
import io.dealledger.captable.Definition.Item;
import io.dealledger.company.Company;
import io.dealledger.company.ConvertedAt;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Plan;
import io.dealledger.company.Round;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts a company by a definition. Pure. */
final class Capitalisations {
    private static final int PERCENT_PLACES = 4;

    private final Company company;
    private final Definition definition;
    private final LocalDate on;
    private final Map<Item, Map<PartyId, Fraction>> parties = new EnumMap<>(Item.class);
    private final Map<Item, List<Without>> without = new EnumMap<>(Item.class);

    private Capitalisations(Company company, Definition definition, LocalDate on) {
        this.company = company;
        this.definition = definition;
        this.on = on;
    }

    static Capitalisation of(Company company, Definition definition, LocalDate on) {
        Capitalisations counting = new Capitalisations(company, definition, on);
        counting.count();
        return counting.answer();
    }

    private void count() {
        for (Security security : company.securities().values()) {
            add(Item.OUTSTANDING_SHARES, security.holder(), converted(security.shareClass(), security.quantity()));
        }
        for (Grant grant : company.instruments().all(Grant.class)) {
            add(Item.OUTSTANDING_OPTIONS, grant.holder(), Dilution.of(company, grant));
        }
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            Dilution.of(company, warrant)
                    .ifPresentOrElse(
                            shares -> add(Item.OUTSTANDING_OPTIONS, warrant.holder(), shares),
                            () -> none(
                                    Item.OUTSTANDING_OPTIONS, warrant.id(), "its class or its quantity is not known"));
        }
        ConvertedAt converted = ConvertedAt.of(company, on, definition.preMoney());
        for (Convertible convertible : company.instruments().all(Convertible.class)) {
            Item item = convertible.id().equals(definition.thisSecurity())
                    ? Item.THIS_SECURITY
                    : Item.OTHER_CONVERTING_SECURITIES;
            Fraction shares = converted.shares().get(convertible.id());
            if (shares != null) {
                add(item, convertible.holder(), shares);
            } else {
                none(item, convertible.id(), converted.without().getOrDefault(convertible.id(), "it has no number"));
            }
        }
        company.rounds().values().forEach(this::committed);
    }

    /** New money that is agreed at a price, and not closed. */
    private void committed(Round round) {
        Fraction perShare = round.perShare();
        if (round.status() != Round.Status.OPEN || perShare == null || perShare.isZero() || round.pricing() == null) {
            return;
        }
        Fraction ratio = ratio(round.pricing().shareClass());
        round.committed().forEach((party, amount) -> {
            BigDecimal left = amount.subtract(round.closed().getOrDefault(party, BigDecimal.ZERO));
            if (left.signum() > 0) {
                add(Item.NEW_MONEY, party, Fraction.of(left).over(perShare).times(ratio));
            }
        });
    }

    private void add(Item item, PartyId party, Fraction shares) {
        parties.computeIfAbsent(item, none -> new TreeMap<>()).merge(party, shares, Fraction::plus);
    }

    private Map<PartyId, Fraction> parties(Item item) {
        return parties.getOrDefault(item, Map.of());
    }

    private void none(Item item, SecurityId security, String why) {
        without.computeIfAbsent(item, none -> new ArrayList<>()).add(new Without(security, why));
    }

    private Fraction converted(String shareClass, Shares quantity) {
        return quantity.fraction().times(ratio(shareClass));
    }

    private Fraction ratio(String shareClass) {
        ShareClass found = company.classes().get(shareClass);
        return found == null ? Fraction.ONE : found.conversionRatio().fraction();
    }

    private List<Plan> plans() {
        return company.instruments().plans().values().stream()
                .sorted(Comparator.comparingInt(Plan::ordinal))
                .toList();
    }

    private boolean includes(Item item) {
        return definition.include().contains(item);
    }

    // ---- the answer

    private Capitalisation answer() {
        Map<PartyId, Fraction> byParty = new TreeMap<>();
        for (Item item : Item.values()) {
            if (includes(item)) {
                parties(item).forEach((party, shares) -> byParty.merge(party, shares, Fraction::plus));
            }
        }
        TreeSet<PartyId> all = new TreeSet<>(byParty.keySet());
        company.securities().values().forEach(security -> all.add(security.holder()));
        List<Plan> pools = includes(Item.OUTSTANDING_UNISSUED_OPTIONS) ? plans() : List.of();
        List<Fraction> shares = new ArrayList<>();
        all.forEach(party -> shares.add(byParty.getOrDefault(party, Fraction.ZERO)));
        pools.forEach(plan -> shares.add(Dilution.of(company, plan)));
        Map<PartyId, Fraction> votes = votes();
        Map<PartyId, Fraction> outstanding = parties(Item.OUTSTANDING_SHARES);
        List<@Nullable Ownership> owned = ownership(shares);
        List<@Nullable Ownership> voting = ownership(all.stream()
                .map(party -> votes.getOrDefault(party, Fraction.ZERO))
                .toList());
        List<@Nullable Ownership> economics = ownership(all.stream()
                .map(party -> outstanding.getOrDefault(party, Fraction.ZERO))
                .toList());
        List<HolderRow> rows = new ArrayList<>();
        int index = 0;
        for (PartyId party : all) {
            Shares vested = vested(party, true);
            rows.add(new HolderRow(
                    party,
                    null,
                    CapTables.quantity(shares.get(index)),
                    owned.get(index),
                    votes.isEmpty() ? null : CapTables.quantity(votes.getOrDefault(party, Fraction.ZERO)),
                    voting.get(index),
                    economics.get(index),
                    vested,
                    vested(party, false).minus(vested)));
            index++;
        }
        for (Plan plan : pools) {
            rows.add(new HolderRow(
                    null,
                    plan.name(),
                    CapTables.quantity(shares.get(index)),
                    owned.get(index),
                    null,
                    null,
                    null,
                    Shares.ZERO,
                    Shares.ZERO));
            index++;
        }
        return new Capitalisation(
                definition.thisSecurity(),
                definition.preMoney(),
                counts(),
                CapTables.quantity(sum(shares)),
                votes.isEmpty()
                        ? null
                        : CapTables.quantity(sum(votes.values().stream().toList())),
                withoutVotes(),
                List.copyOf(rows));
    }

    private List<Counted> counts() {
        List<Counted> counts = new ArrayList<>();
        for (Item item : Item.values()) {
            Fraction shares = item == Item.OUTSTANDING_UNISSUED_OPTIONS
                    ? sum(plans().stream()
                            .map(plan -> Dilution.of(company, plan))
                            .toList())
                    : sum(List.copyOf(parties(item).values()));
            counts.add(new Counted(
                    item,
                    includes(item),
                    CapTables.quantity(shares),
                    List.copyOf(without.getOrDefault(item, List.of()))));
        }
        return List.copyOf(counts);
    }

    /** Empty where no class says how many votes its shares have. */
    private Map<PartyId, Fraction> votes() {
        Map<PartyId, Fraction> votes = new LinkedHashMap<>();
        for (Security security : company.securities().values()) {
            BigDecimal each = votesOf(security.shareClass());
            if (each != null) {
                votes.merge(security.holder(), security.quantity().fraction().times(Fraction.of(each)), Fraction::plus);
            }
        }
        return votes;
    }

    private @Nullable BigDecimal votesOf(String shareClass) {
        ShareClass found = company.classes().get(shareClass);
        return found == null ? null : found.terms().votes();
    }

    private List<String> withoutVotes() {
        return company.classes().values().stream()
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .filter(shares ->
                        !shares.outstanding().isZero() && shares.terms().votes() == null)
                .map(ShareClass::name)
                .toList();
    }

    /** @param vested only what is vested; all of it otherwise */
    private Shares vested(PartyId party, boolean vested) {
        Shares sum = Shares.ZERO;
        for (Security security : company.securities().values()) {
            if (security.holder().equals(party)) {
                sum = sum.plus(vested ? vestedOf(security.id(), security.quantity()) : security.quantity());
            }
        }
        for (Grant grant : company.instruments().all(Grant.class)) {
            if (grant.holder().equals(party)) {
                sum = sum.plus(vested ? vestedOf(grant.id(), grant.quantity()) : grant.quantity());
            }
        }
        for (Warrant warrant : company.instruments().all(Warrant.class)) {
            Shares quantity = warrant.quantity();
            if (warrant.holder().equals(party) && quantity != null) {
                sum = sum.plus(vested ? vestedOf(warrant.id(), quantity) : quantity);
            }
        }
        return sum;
    }

    private Shares vestedOf(SecurityId security, Shares quantity) {
        return company.instruments().vested(security, quantity, on);
    }

    private static Fraction sum(List<Fraction> shares) {
        return shares.stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Absent, each of them, where there is nothing to own. */
    private static List<@Nullable Ownership> ownership(List<Fraction> shares) {
        Fraction whole = sum(shares);
        List<@Nullable Ownership> owned = new ArrayList<>();
        if (whole.isZero()) {
            shares.forEach(none -> owned.add(null));
            return owned;
        }
        List<Fraction> fractions = shares.stream().map(one -> one.over(whole)).toList();
        List<BigDecimal> displayed = LargestRemainder.percents(fractions, PERCENT_PLACES);
        for (int index = 0; index < fractions.size(); index++) {
            owned.add(Beside.ownership(fractions.get(index), displayed.get(index)));
        }
        return owned;
    }
}

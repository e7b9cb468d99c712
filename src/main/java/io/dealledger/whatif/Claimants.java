package io.dealledger.whatif;

import io.dealledger.calculation.waterfall.Participation;
import io.dealledger.calculation.waterfall.Waterfall;
import io.dealledger.calculation.waterfall.Waterfall.Note;
import io.dealledger.calculation.waterfall.Waterfall.Option;
import io.dealledger.calculation.waterfall.Waterfall.Stock;
import io.dealledger.company.Company;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.Security;
import io.dealledger.company.ShareClass;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import io.dealledger.whatif.Exits.ClassTerms;
import io.dealledger.whatif.Exits.InstrumentTerms;
import io.dealledger.whatif.Exits.Kind;
import io.dealledger.whatif.Exits.NotCounted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is paid at an exit, out of the record: every class that is outstanding, grants and warrants by their price, and
 * convertibles one by one. What the record does not say enough about is listed and never guessed.
 */
final class Claimants {
    /**
     * What one party has of what is paid.
     *
     * @param weight what it is paid by, among those who share it
     * @param quantity absent for a convertible
     * @param vested absent where nothing vests
     */
    record Owner(
            PartyId party,
            Fraction weight,
            @Nullable Shares quantity,
            @Nullable Shares vested,
            List<Long> events) {}

    /**
     * Something that is paid, and divided among its owners.
     *
     * @param payee under which it stands in the terms; several that are paid alike are one there
     * @param part of what that payee gets
     */
    record Claim(Kind kind, String name, String payee, Fraction part, List<Owner> owners, List<Long> events) {}

    /** Convertibles that are paid alike. @param shares for a unit of what is due; absent for those that cannot convert */
    private record Alike(
            boolean note, int seniority, @Nullable Fraction shares) {}

    private final Known known;
    private final Company company;
    private final ExitQuestion question;
    private final @Nullable Currency currency;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Stock> stocks = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<Option> warrants = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<ClassTerms> classTerms = new ArrayList<>();
    private final List<InstrumentTerms> instrumentTerms = new ArrayList<>();
    private final List<NotCounted> notCounted = new ArrayList<>();

    Claimants(Known known, ExitQuestion question) {
        this.known = known;
        this.company = known.company();
        this.question = question;
        this.currency = question.currency() != null ? question.currency() : firstCurrency();
        List<ShareClass> outstanding = classes().stream()
                .filter(shares -> !shares.outstanding().isZero())
                .toList();
        if (outstanding.isEmpty()) {
            notCounted.add(new NotCounted(
                    Kind.COMPANY,
                    company.registered() ? company.name() : "",
                    null,
                    List.of("shares"),
                    "no shares are recorded as outstanding",
                    true,
                    List.of()));
        }
        boolean severalRanks =
                outstanding.stream().filter(Claimants::isPreferred).count() > 1;
        outstanding.forEach(shares -> add(shares, severalRanks));
        addGrants();
        addWarrants();
        addConvertibles(outstanding);
    }

    @Nullable
    Currency currency() {
        return currency;
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    List<ClassTerms> classTerms() {
        return List.copyOf(classTerms);
    }

    List<InstrumentTerms> instrumentTerms() {
        return List.copyOf(instrumentTerms);
    }

    List<NotCounted> notCounted() {
        return List.copyOf(notCounted);
    }

    /** @throws InvalidValue when a limit of the calculation is passed */
    Waterfall.Terms terms(Fraction proceeds) {
        return terms(proceeds, question.escrow());
    }

    /** For breakpoints, which do not depend on the proceeds, nor on what is held back of them. */
    Waterfall.Terms termsOfNothing() {
        return terms(Fraction.ZERO, null);
    }

    private Waterfall.Terms terms(Fraction proceeds, ExitQuestion.@Nullable Part escrow) {
        return new Waterfall.Terms(
                proceeds,
                stocks,
                options,
                warrants,
                notes,
                question.carveOut() == null
                        ? List.of()
                        : List.of(question.carveOut().carveOut(CARVE_OUT)),
                escrow == null ? null : escrow.escrow(),
                List.of(),
                null);
    }

    static final String CARVE_OUT = "carve-out";

    private List<ShareClass> classes() {
        return company.classes().values().stream()
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .toList();
    }

    private static boolean isPreferred(ShareClass shares) {
        return shares.terms().type() == ShareClassType.PREFERRED;
    }

    private @Nullable Currency firstCurrency() {
        Stream<Currency> ofClasses = classes().stream()
                .sorted(Comparator.comparing((ShareClass shares) -> !isPreferred(shares)))
                .flatMap(shares -> Stream.ofNullable(shares.terms().issuePrice()))
                .map(price -> price.currency());
        Stream<Currency> ofGrants =
                company.instruments().all(Grant.class).stream().flatMap(grant -> grant.currency().stream());
        Stream<Currency> ofWarrants = company.instruments().all(Warrant.class).stream()
                .flatMap(warrant -> Stream.ofNullable(warrant.terms().exercisePrice()))
                .map(price -> price.currency());
        Stream<Currency> ofConvertibles = company.instruments().all(Convertible.class).stream()
                .map(convertible -> convertible.amount().currency());
        return Stream.of(ofClasses, ofGrants, ofWarrants, ofConvertibles)
                .flatMap(stream -> stream)
                .findFirst()
                .orElse(null);
    }

    private boolean isOther(@Nullable Currency other) {
        return other != null && currency != null && !other.equals(currency);
    }

    private static String inAnother(Currency other, @Nullable Currency asked) {
        return "it is stated in " + other + ", and the proceeds are in " + asked;
    }

    // ---- shares

    private void add(ShareClass shares, boolean severalRanks) {
        ShareClassAuthorised terms = shares.terms();
        @Nullable Fraction price = shares.issuePrice().orElse(null);
        Fraction ratio = shares.conversionRatio().fraction();
        Fraction quantity = shares.outstanding().fraction();
        List<Long> events = known.events(shares.versions());
        @Nullable BigDecimal multiple = terms.liquidationMultiple();
        classTerms.add(new ClassTerms(
                shares.name(),
                terms.type(),
                shares.outstanding(),
                price == null ? null : Figures.plain(price),
                multiple,
                !isPreferred(shares) || price == null || multiple == null
                        ? null
                        : Figures.plain(quantity.times(price).times(Fraction.of(multiple))),
                terms.seniority(),
                terms.participation(),
                terms.participationCap(),
                shares.conversionRatio(),
                Figures.plain(quantity.times(ratio)),
                events));
        String key = "class/" + shares.name();
        if (!isPreferred(shares)) {
            stocks.add(new Stock(key, Waterfall.Kind.COMMON, quantity, null, null, null, null, null, null, ratio));
        } else if (price != null && multiple != null && terms.participation() != null && hasRank(terms, severalRanks)) {
            if (terms.issuePrice() != null && isOther(terms.issuePrice().currency())) {
                notCounted.add(
                        blocking(shares, List.of(), inAnother(terms.issuePrice().currency(), currency), events));
                return;
            }
            try {
                stocks.add(new Stock(
                        key,
                        Waterfall.Kind.PREFERRED,
                        quantity,
                        null,
                        price,
                        Fraction.of(multiple),
                        Participation.valueOf(terms.participation().name()),
                        terms.participationCap() == null ? null : Fraction.of(terms.participationCap()),
                        terms.seniority() == null ? null : Fraction.of(terms.seniority()),
                        ratio));
            } catch (InvalidValue impossible) {
                notCounted.add(blocking(shares, List.of(), String.valueOf(impossible.getMessage()), events));
                return;
            }
        } else {
            List<String> missing = Stream.of(
                            price == null ? "issuePrice" : "",
                            multiple == null ? "liquidationMultiple" : "",
                            terms.participation() == null ? "participation" : "",
                            hasRank(terms, severalRanks) ? "" : "seniority")
                    .filter(name -> !name.isEmpty())
                    .toList();
            notCounted.add(blocking(
                    shares,
                    missing,
                    "the class is preferred, and of its terms these are not recorded: " + String.join(", ", missing),
                    events));
            return;
        }
        claims.add(new Claim(Kind.SHARE_CLASS, shares.name(), key, Fraction.ONE, owners(shares.name()), events));
    }

    private static boolean hasRank(ShareClassAuthorised terms, boolean severalRanks) {
        return terms.seniority() != null || !severalRanks;
    }

    private static NotCounted blocking(ShareClass shares, List<String> missing, String reason, List<Long> events) {
        return new NotCounted(Kind.SHARE_CLASS, shares.name(), null, missing, reason, true, events);
    }

    private List<Owner> owners(String shareClass) {
        Map<PartyId, Shares> held = new LinkedHashMap<>();
        Map<PartyId, Shares> vested = new LinkedHashMap<>();
        TreeSet<PartyId> vesting = new TreeSet<>();
        Map<PartyId, TreeSet<Long>> versions = new LinkedHashMap<>();
        company.securities().values().stream()
                .filter(security -> security.shareClass().equals(shareClass))
                .sorted(Comparator.comparing(Security::holder).thenComparing(Security::since))
                .forEach(security -> {
                    held.merge(security.holder(), security.quantity(), Shares::plus);
                    vested.merge(
                            security.holder(),
                            company.instruments().vested(security.id(), security.quantity(), known.day()),
                            Shares::plus);
                    versions.computeIfAbsent(security.holder(), none -> new TreeSet<>())
                            .addAll(security.versions());
                    if (company.instruments().vesting().containsKey(security.id())) {
                        vesting.add(security.holder());
                    }
                });
        List<Owner> owners = new ArrayList<>();
        held.forEach((party, quantity) -> owners.add(new Owner(
                party,
                quantity.fraction(),
                quantity,
                vesting.contains(party) ? vested.get(party) : null,
                known.events(versions.getOrDefault(party, new TreeSet<>())))));
        return owners;
    }

    // ---- grants and warrants

    /** Those of one class with one price are paid alike, and together. */
    private record Priced(String shareClass, Fraction price) {}

    private void addGrants() {
        Map<Priced, List<Grant>> groups = new LinkedHashMap<>();
        for (Grant grant :
                byHolder(Grant.class, Comparator.comparing(Grant::holder).thenComparing(Grant::since))) {
            boolean free = switch (grant.terms().kind()) {
                case RSU -> true;
                case OPTION, OPTION_ISO, OPTION_NSO, CSAR, SSAR -> false;
            };
            Fraction price = free ? Fraction.ZERO : grant.strike().orElse(null);
            @Nullable Currency stated = grant.currency().orElse(null);
            if (price == null || (!free && isOther(stated))) {
                String missing = grant.terms().kind().name().endsWith("SAR") ? "basePrice" : "exercisePrice";
                notCounted.add(new NotCounted(
                        Kind.OPTIONS,
                        grant.id().value(),
                        grant.holder(),
                        price == null ? List.of(missing) : List.of(),
                        price == null || stated == null
                                ? "its " + missing + " is not recorded"
                                : inAnother(stated, currency),
                        false,
                        known.events(grant.versions())));
                continue;
            }
            groups.computeIfAbsent(new Priced(grant.shareClass(), price), none -> new ArrayList<>())
                    .add(grant);
        }
        groups.forEach((priced, grants) -> {
            List<Owner> owners = new ArrayList<>();
            for (Grant grant : grants) {
                Shares vested = company.instruments().vested(grant.id(), grant.quantity(), known.day());
                Shares counted = question.vestedOnly() ? vested : grant.quantity();
                if (!counted.isZero()) {
                    owners.add(new Owner(
                            grant.holder(), counted.fraction(), counted, vested, known.events(grant.versions())));
                }
            }
            addGroup(
                    Kind.OPTIONS,
                    "Options",
                    priced,
                    owners,
                    grants.stream().flatMap(grant -> grant.versions().stream()).toList());
        });
    }

    private void addWarrants() {
        Map<Priced, List<Warrant>> groups = new LinkedHashMap<>();
        for (Warrant warrant :
                byHolder(Warrant.class, Comparator.comparing(Warrant::holder).thenComparing(Warrant::since))) {
            @Nullable String shareClass = warrant.terms().shareClass();
            @Nullable Fraction price = warrant.strike().orElse(null);
            boolean other = warrant.terms().exercisePrice() != null
                    && isOther(warrant.terms().exercisePrice().currency());
            if (shareClass == null || price == null || warrant.quantity() == null || other) {
                List<String> missing = Stream.of(
                                shareClass == null ? "class" : "",
                                warrant.quantity() == null ? "quantity" : "",
                                price == null ? "exercisePrice" : "")
                        .filter(name -> !name.isEmpty())
                        .toList();
                notCounted.add(new NotCounted(
                        Kind.WARRANTS,
                        warrant.id().value(),
                        warrant.holder(),
                        missing,
                        missing.isEmpty() && warrant.terms().exercisePrice() != null
                                ? inAnother(warrant.terms().exercisePrice().currency(), currency)
                                : "not recorded: " + String.join(", ", missing),
                        false,
                        known.events(warrant.versions())));
                continue;
            }
            groups.computeIfAbsent(new Priced(shareClass, price), none -> new ArrayList<>())
                    .add(warrant);
        }
        groups.forEach((priced, group) -> {
            List<Owner> owners = new ArrayList<>();
            for (Warrant warrant : group) {
                Shares quantity = warrant.quantity() == null ? Shares.ZERO : warrant.quantity();
                Shares vested = company.instruments().vested(warrant.id(), quantity, known.day());
                Shares counted = question.vestedOnly() ? vested : quantity;
                if (!counted.isZero()) {
                    owners.add(new Owner(
                            warrant.holder(), counted.fraction(), counted, vested, known.events(warrant.versions())));
                }
            }
            addGroup(
                    Kind.WARRANTS,
                    "Warrants",
                    priced,
                    owners,
                    group.stream()
                            .flatMap(warrant -> warrant.versions().stream())
                            .toList());
        });
    }

    private void addGroup(Kind kind, String word, Priced priced, List<Owner> owners, Collection<Long> versions) {
        if (owners.isEmpty()) {
            return;
        }
        @Nullable ShareClass into = company.classes().get(priced.shareClass());
        Fraction ratio = into == null ? Fraction.ONE : into.conversionRatio().fraction();
        Fraction shares = owners.stream()
                .map(Owner::weight)
                .reduce(Fraction.ZERO, Fraction::plus)
                .times(ratio);
        Fraction price = priced.price().over(ratio);
        String name = word + " on " + priced.shareClass()
                + (priced.price().isZero() ? " without a price" : " at " + Figures.plain(priced.price()));
        String key = kind + "/" + priced.shareClass() + "/" + priced.price();
        (kind == Kind.OPTIONS ? options : warrants).add(new Option(key, shares, price));
        List<Long> events = known.events(versions);
        claims.add(new Claim(kind, name, key, Fraction.ONE, owners, events));
        instrumentTerms.add(
                new InstrumentTerms(kind, name, Figures.plain(shares), Figures.plain(price), null, null, null, events));
        if (into != null && isPreferred(into)) {
            notCounted.add(new NotCounted(
                    kind,
                    name,
                    null,
                    List.of(),
                    "they are counted as the common that their shares convert into; the preference of shares that are"
                            + " not issued is not counted",
                    false,
                    events));
        }
    }

    private <I extends Instrument> List<I> byHolder(Class<I> kind, Comparator<I> order) {
        return company.instruments().all(kind).stream().sorted(order).toList();
    }

    // ---- convertibles

    private void addConvertibles(List<ShareClass> outstanding) {
        Fraction senior = outstanding.stream()
                .filter(Claimants::isPreferred)
                .flatMap(shares -> Stream.ofNullable(shares.terms().seniority()))
                .map(Fraction::of)
                .reduce(Fraction::max)
                .orElse(Fraction.ZERO);
        List<Convertible> all = byHolder(
                Convertible.class, Comparator.comparing(Convertible::holder).thenComparing(Convertible::since));
        Map<SecurityId, ExitTerms> terms = ExitTerms.of(all, known);
        Map<Alike, List<Due>> alike = new LinkedHashMap<>();
        for (Convertible convertible : all) {
            Kind kind = Kind.valueOf(convertible.issued().kind().name());
            ExitTerms found = terms.get(convertible.id());
            List<Long> events = known.events(convertible.versions());
            if (found == null) {
                throw new IllegalStateException(convertible.id() + " was not looked at");
            }
            boolean other = isOther(convertible.amount().currency());
            if (other || !found.missing().isEmpty()) {
                notCounted.add(new NotCounted(
                        kind,
                        convertible.id().value(),
                        convertible.holder(),
                        found.missing(),
                        other ? inAnother(convertible.amount().currency(), currency) : found.reason(),
                        false,
                        events));
            }
            if (other || found.due() == null) {
                continue;
            }
            alike.computeIfAbsent(
                            new Alike(
                                    kind == Kind.NOTE,
                                    kind == Kind.NOTE ? convertible.seniority() : 0,
                                    found.shares() == null
                                            ? null
                                            : found.shares().over(found.due())),
                            none -> new ArrayList<>())
                    .add(new Due(kind, convertible, found.due(), events));
            instrumentTerms.add(new InstrumentTerms(
                    kind,
                    convertible.id().value(),
                    found.shares() == null ? null : Figures.plain(found.shares()),
                    null,
                    Figures.plain(found.due()),
                    found.interest().isZero() ? null : Figures.plain(found.interest()),
                    found.rule(),
                    events));
        }
        alike.forEach((as, group) -> add(as, group, senior));
    }

    private record Due(Kind kind, Convertible of, Fraction amount, List<Long> events) {}

    private void add(Alike as, List<Due> group, Fraction senior) {
        String key = "convertibles/" + as;
        Fraction due = group.stream().map(Due::amount).reduce(Fraction.ZERO, Fraction::plus);
        Fraction shares = as.shares == null ? Fraction.ZERO : as.shares.times(due);
        if (as.note) {
            notes.add(new Note(key, due, null, shares, Fraction.of(as.seniority)));
        } else {
            stocks.add(new Stock(
                    key, Waterfall.Kind.PREFERRED, shares, due, null, null, Participation.NONE, null, senior, null));
        }
        for (Due one : group) {
            claims.add(new Claim(
                    one.kind,
                    one.of.id().value(),
                    key,
                    one.amount.over(due),
                    List.of(new Owner(one.of.holder(), Fraction.ONE, null, null, one.events)),
                    one.events));
        }
    }
}

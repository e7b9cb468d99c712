package io.dealledger.company;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyRefusal.AmendsNothing;
import io.dealledger.company.CompanyRefusal.AuthorisedBelowOutstanding;
import io.dealledger.company.CompanyRefusal.CapMissing;
import io.dealledger.company.CompanyRefusal.ConsiderationContradictsPrice;
import io.dealledger.company.CompanyRefusal.DuplicateShareClass;
import io.dealledger.company.CompanyRefusal.LotOfAnother;
import io.dealledger.company.CompanyRefusal.MoreThanHeld;
import io.dealledger.company.CompanyRefusal.MoreThanInSecurity;
import io.dealledger.company.CompanyRefusal.NotCapped;
import io.dealledger.company.CompanyRefusal.OverAuthorised;
import io.dealledger.company.CompanyRefusal.OverTotalAuthorised;
import io.dealledger.company.CompanyRefusal.ShareClassExists;
import io.dealledger.company.CompanyRefusal.SplitChangesNothing;
import io.dealledger.company.CompanyRefusal.TransferToSelf;
import io.dealledger.company.CompanyRefusal.UnknownHolder;
import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Share classes, and the securities in them: issued, transferred, repurchased, cancelled, split. */
final class ShareLaw {
    private static final Rounding WHOLE_SHARES = new Rounding(0, RoundingMode.DOWN);

    private ShareLaw() {}

    static Decision<CompanyEvent> authorise(Case asked, AuthoriseShareClass command) {
        boolean capped = command.participation() == Participation.CAPPED;
        if (capped != (command.participationCap() != null)) {
            throw InvalidValue.in(
                    "participationCap",
                    capped ? "missing" : "not-allowed",
                    String.valueOf(command.participationCap()),
                    "a CAPPED participation has a cap, and no other has");
        }
        String name = Words.check("shareClass", command.shareClass(), Words.NAME);
        return asked.decide(
                new ShareClassAuthorised(
                        name,
                        command.type(),
                        command.authorised(),
                        notNegative("votes", command.votes()),
                        command.issuePrice(),
                        notNegative("liquidationMultiple", command.liquidationMultiple()),
                        command.seniority(),
                        command.participation(),
                        notNegative("participationCap", command.participationCap()),
                        command.conversionRatio() == null ? Ratio.ONE : command.conversionRatio(),
                        protectable(command),
                        command.adjustedForSplits(),
                        asked.when()),
                asked.head().classes().containsKey(name) ? Optional.of(new ShareClassExists(name)) : Optional.empty());
    }

    /** A conversion price is measured by the issue price. */
    private static @Nullable Method protectable(AuthoriseShareClass command) {
        Method method = command.antiDilution();
        if (method != null && method != Method.NONE && command.issuePrice() == null) {
            throw InvalidValue.in("issuePrice", "missing", "", "a class that is protected has an issue price");
        }
        return method;
    }

    private static @Nullable BigDecimal notNegative(String field, @Nullable BigDecimal figure) {
        return figure == null ? null : Figures.notNegative(field, figure);
    }

    static Decision<CompanyEvent> adjust(Case asked, AdjustAuthorisedShares command) {
        return asked.decide(new AuthorisedSharesAdjusted(command.shareClass(), command.authorised(), asked.when()));
    }

    static Decision<CompanyEvent> amend(Case asked, AmendShareClass command) {
        ShareClassAmended amended = new ShareClassAmended(
                command.shareClass(),
                notNegative("votes", command.votes()),
                notNegative("liquidationMultiple", command.liquidationMultiple()),
                command.seniority(),
                command.participation(),
                notNegative("participationCap", command.participationCap()),
                command.conversionRatio(),
                command.antiDilution(),
                command.adjustedForSplits(),
                null,
                asked.when());
        boolean capped = command.participation() == Participation.CAPPED;
        if (command.participation() != null && !capped && command.participationCap() != null) {
            throw InvalidValue.in(
                    "participationCap",
                    "not-allowed",
                    command.participationCap().toPlainString(),
                    "a CAPPED participation has a cap, and no other has");
        }
        return asked.decide(
                amended,
                capped && command.participationCap() == null
                        ? Optional.of(new CapMissing(command.shareClass()))
                        : Optional.empty(),
                asked.then()
                        .shares()
                        .classNamed(command.shareClass())
                        .filter(before -> amendable(asked.then(), amended).isEmpty())
                        .filter(before -> before.amended(amended, 0).terms().equals(before.terms()))
                        .map(before -> new AmendsNothing(before.name())));
    }

    static Decision<CompanyEvent> retract(Case asked, RetractIssuance command) {
        return asked.decide(
                command.security().value(),
                new IssuanceRetracted(
                        command.security(), Words.check("reason", command.reason(), Words.REASON), asked.when()));
    }

    static Decision<CompanyEvent> issue(Case asked, IssueShares command) {
        List<Leg> legs = Case.orNone(command.legs());
        SecurityId security = asked.securityOr(command.id());
        SharesIssued issued = new SharesIssued(
                security,
                command.shareClass(),
                command.to(),
                command.quantity(),
                command.price(),
                legs,
                command.restriction(),
                asked.when());
        Restriction restriction = command.restriction();
        return asked.decide(
                security.value(),
                issued,
                Case.zero("quantity", command.quantity().quantity()),
                Case.zeroLeg(legs),
                oneCurrency(issued),
                consideration(issued),
                restriction == null
                        ? Optional.empty()
                        : VestingLaw.sound(restriction.vestingTerms(), restriction.vestings(), command.quantity()),
                asked.unregistered(command.to()),
                asked.unregisteredVendor(legs),
                asked.taken(command.id()));
    }

    private static Optional<Refusal> oneCurrency(SharesIssued issued) {
        if (issued.legs().isEmpty()) {
            return Optional.empty();
        }
        Currency expected = issued.price() == null
                ? issued.legs().getFirst().amount().currency()
                : issued.price().currency();
        return Figures.inOneCurrency(expected, issued.legs());
    }

    private static Optional<Refusal> consideration(SharesIssued issued) {
        return issued.price() == null
                        || issued.legs().isEmpty()
                        || oneCurrency(issued).isPresent()
                ? Optional.empty()
                : consideration(
                        issued.to(),
                        issued.legs(),
                        issued.quantity(),
                        issued.price().fraction(),
                        issued.price().currency());
    }

    /** The legs pay quantity times price, to less than the currency's minor unit. */
    static Optional<Refusal> consideration(
            PartyId party, List<Leg> legs, Shares quantity, Fraction price, Currency currency) {
        BigDecimal paid = Figures.sum(legs);
        Fraction expected = quantity.fraction().times(price);
        Fraction difference = Fraction.of(paid).minus(expected);
        Fraction minorUnit = Fraction.of(BigDecimal.ONE.movePointLeft(currency.decimalPlaces()));
        return difference.max(difference.negate()).compareTo(minorUnit) < 0
                ? Optional.empty()
                : Optional.of(new ConsiderationContradictsPrice(
                        party, new Money(paid, currency), quantity, Figures.decimal(price), Figures.decimal(expected)));
    }

    static Decision<CompanyEvent> transfer(Case asked, TransferShares command) {
        Lots lots = Lots.find(
                asked, command.from(), command.shareClass(), command.quantity(), command.lotRule(), command.lots());
        if (lots.refused() != null) {
            return lots.refused();
        }
        boolean sold = command.price() != null && command.price().amount().signum() > 0;
        if (Boolean.TRUE.equals(command.secondary()) && command.price() == null) {
            throw InvalidValue.in("price", "missing", "", "a secondary sale has its price");
        }
        List<SecurityId> named = Case.orNone(command.newSecurities());
        if (!named.isEmpty() && named.size() != lots.lots().size()) {
            throw InvalidValue.in(
                    "newSecurities",
                    "contradicts",
                    named.toString(),
                    named.size() + " new securities are named for "
                            + lots.lots().size() + " lots");
        }
        List<TransferredLot> passed = new ArrayList<>();
        for (Lot lot : lots.lots()) {
            passed.add(new TransferredLot(
                    lot.security(),
                    lot.quantity(),
                    asked.securityOr(named.isEmpty() ? null : named.get(passed.size()))));
        }
        return asked.decide(
                new SharesTransferred(
                        command.shareClass(),
                        command.from(),
                        command.to(),
                        command.quantity(),
                        lots.rule(),
                        passed,
                        command.price(),
                        command.secondary() == null ? sold : command.secondary(),
                        asked.when()),
                command.from().equals(command.to())
                        ? Optional.of(new TransferToSelf(command.from()))
                        : Optional.empty(),
                asked.unregistered(command.to()),
                Case.twice(named).map(twice -> new IdTaken(twice.value())),
                named.stream().flatMap(id -> asked.taken(id).stream()).findFirst());
    }

    static Decision<CompanyEvent> repurchase(Case asked, RepurchaseShares command) {
        Lots lots = Lots.find(
                asked, command.from(), command.shareClass(), command.quantity(), command.lotRule(), command.lots());
        return lots.refused() != null
                ? lots.refused()
                : asked.decide(new SharesRepurchased(
                        command.shareClass(),
                        command.from(),
                        command.quantity(),
                        lots.rule(),
                        lots.lots(),
                        command.price(),
                        asked.when()));
    }

    static Decision<CompanyEvent> cancel(Case asked, CancelShares command) {
        String reason = Words.check("reason", command.reason(), Words.REASON);
        Lots lots = Lots.find(
                asked, command.from(), command.shareClass(), command.quantity(), command.lotRule(), command.lots());
        return lots.refused() != null
                ? lots.refused()
                : asked.decide(new SharesCancelled(
                        command.shareClass(),
                        command.from(),
                        command.quantity(),
                        lots.rule(),
                        lots.lots(),
                        reason,
                        asked.when()));
    }

    static Decision<CompanyEvent> split(Case asked, SplitShares command) {
        Map<String, Shares> newAuthorised = command.newAuthorised() == null ? Map.of() : command.newAuthorised();
        if (command.classes().isEmpty()) {
            throw InvalidValue.in("classes", "missing", "", "a split names the classes it splits");
        }
        for (String named : newAuthorised.keySet()) {
            if (!command.classes().contains(named)) {
                throw InvalidValue.in(
                        "newAuthorised", "not-allowed", named, named + " is not among the classes that are split");
            }
        }
        Decision<CompanyEvent> decision = asked.decide(
                new SharesSplit(
                        command.ratio(),
                        List.copyOf(command.classes()),
                        Map.copyOf(newAuthorised),
                        command.rounding() == null ? WHOLE_SHARES : command.rounding(),
                        asked.when()),
                command.ratio().fraction().equals(Fraction.ONE)
                        ? Optional.of(new SplitChangesNothing(command.ratio()))
                        : Optional.empty(),
                Case.twice(command.classes()).map(DuplicateShareClass::new));
        return switch (decision) {
            case Decision.Refused<CompanyEvent> _ -> decision;
            case Decision.Accepted<CompanyEvent> accepted -> {
                List<CompanyEvent> facts = new ArrayList<>(accepted.facts());
                facts.addAll(adjusted(asked, command));
                yield Decision.accepted(accepted.id(), facts);
            }
        };
    }

    /**
     * Preferred classes whose terms say that a split does not change what they are worth in shares of common: where all
     * common is split and they are not their ratio follows, and where they are split and common is not it goes the other
     * way.
     */
    private static List<ShareClassAmended> adjusted(Case asked, SplitShares command) {
        List<ShareClass> classes = asked.then().classes().values().stream()
                .sorted(Comparator.comparingInt(ShareClass::ordinal))
                .toList();
        List<ShareClass> common = classes.stream()
                .filter(shares -> shares.terms().type() == ShareClassType.COMMON)
                .toList();
        boolean all = !common.isEmpty()
                && common.stream().allMatch(shares -> command.classes().contains(shares.name()));
        boolean none = common.stream().noneMatch(shares -> command.classes().contains(shares.name()));
        List<ShareClassAmended> adjusted = new ArrayList<>();
        for (ShareClass shares : classes) {
            boolean itself = command.classes().contains(shares.name());
            // Where some of common is split nobody can say which of it a preferred share becomes.
            if (shares.terms().type() == ShareClassType.PREFERRED
                    && Boolean.TRUE.equals(shares.terms().adjustedForSplits())
                    && (itself ? none : all)) {
                Fraction before = shares.conversionRatio().fraction();
                Fraction split = command.ratio().fraction();
                Fraction after = itself ? before.over(split) : before.times(split);
                adjusted.add(ShareClassAmended.ratio(
                        shares.name(),
                        new Ratio(new BigDecimal(after.numerator()), new BigDecimal(after.denominator())),
                        new Calculation(
                                "split-adjustment",
                                1,
                                null,
                                null,
                                null,
                                Map.of(
                                        "split", command.ratio().toString(),
                                        "classes", String.join(", ", command.classes()),
                                        "conversionRatio",
                                                shares.conversionRatio().toString())),
                        asked.when()));
            }
        }
        return adjusted;
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, ShareEvent event) {
        long version = fact.version();
        ShareRegister shares = company.shares();
        LocalDate on = event.when().effectiveOn();
        return switch (event) {
            case ShareClassAuthorised authorised ->
                company.with(shares.withClass(new ShareClass(
                        authorised.shareClass(),
                        shares.classes().size(),
                        authorised,
                        authorised.authorised(),
                        Shares.ZERO,
                        Shares.ZERO,
                        authorised.conversionRatio(),
                        Fraction.ONE,
                        TreePVector.singleton(version))));
            case AuthorisedSharesAdjusted adjusted ->
                shares.classNamed(adjusted.shareClass())
                        .map(before ->
                                company.with(shares.withClass(before.withAuthorised(adjusted.authorised(), version))))
                        .orElse(company);
            case ShareClassAmended amended ->
                shares.classNamed(amended.shareClass())
                        .map(before -> company.with(shares.withClass(before.amended(amended, version))))
                        .orElse(company);
            case IssuanceRetracted retracted -> {
                Security security = shares.securities().get(retracted.security());
                yield security == null
                        ? SecurityLaw.retracted(company, retracted.security(), version)
                        : company.with(shares.retire(security.id(), security.quantity(), version))
                                .with(company.instruments().stockEnding(security.id(), security.quantity(), version));
            }
            case SharesIssued issued -> {
                Company after = company.with(shares.issue(
                                issued.security(),
                                issued.to(),
                                issued.shareClass(),
                                issued.quantity(),
                                new Security.Since(on, fact.place(), 0),
                                version))
                        .with(company.interests().acquiring(issued.to()))
                        .using(issued.security());
                yield CreditLaw.committed(restricted(after, version, issued), version, issued.to(), issued.legs());
            }
            case SharesTransferred transferred -> transferred(company, fact, transferred);
            case SharesRepurchased repurchased -> retired(company, version, repurchased.lots());
            case SharesCancelled cancelled -> retired(company, version, cancelled.lots());
            case SharesSplit split -> split(company, version, split);
            case ShareEvent.SharesConverted converted -> ExchangeLaw.converted(company, fact, converted);
            case ShareEvent.SharesReissued reissued -> ExchangeLaw.reissued(company, fact, reissued);
            case ShareEvent.TotalAuthorisedAdjusted adjusted ->
                company.with(shares.withAuthorised(adjusted.authorised()));
        };
    }

    private static Company transferred(Company company, Recorded<CompanyEvent> fact, SharesTransferred event) {
        Company after = company.with(company.interests().acquiring(event.to()));
        int index = 0;
        for (TransferredLot lot : event.lots()) {
            Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), index++);
            after = pass(after, lot.security(), lot.quantity(), lot.newSecurity(), event.to(), since, fact.version());
        }
        return after;
    }

    /** Shares pass as they are: what restricts them passes with them. */
    static Company pass(
            Company company,
            SecurityId security,
            Shares quantity,
            SecurityId newSecurity,
            PartyId to,
            Security.Since since,
            long version) {
        Security before = company.securities().get(security);
        Company after = company.with(company.shares().pass(security, quantity, newSecurity, to, since, version))
                .using(newSecurity);
        return before == null
                ? after
                : after.with(after.instruments().stockPassing(security, quantity, before.quantity(), newSecurity));
    }

    private static Company restricted(Company company, long version, SharesIssued issued) {
        Restriction restriction = issued.restriction();
        if (restriction == null) {
            return company;
        }
        Instruments after = VestingLaw.vesting(
                company.instruments(),
                issued.security(),
                restriction.vestingTerms(),
                restriction.vestings(),
                issued.quantity());
        String plan = restriction.plan();
        return company.with(
                plan == null
                        ? after
                        : after.inPlan(plan, of -> of.issuing(issued.quantity(), version))
                                .ofPlan(issued.security(), plan));
    }

    private static Company retired(Company company, long version, List<Lot> lots) {
        ShareRegister left = company.shares();
        Instruments instruments = company.instruments();
        for (Lot lot : lots) {
            left = left.retire(lot.security(), lot.quantity(), version);
            instruments = instruments.stockEnding(lot.security(), lot.quantity(), version);
        }
        return company.with(left).with(instruments);
    }

    private static Company split(Company company, long version, SharesSplit event) {
        ShareRegister shares = company.shares();
        for (String name : event.classes()) {
            shares = shares.split(name, event.ratio(), event.rounding(), version);
            Shares number = event.newAuthorised().get(name);
            ShareClass shareClass = shares.classes().get(name);
            if (number != null && shareClass != null) {
                shares = shares.withClass(shareClass.withAuthorised(number, version));
            }
        }
        Set<SecurityId> split = new HashSet<>();
        for (Security security : shares.securities().values()) {
            if (event.classes().contains(security.shareClass())) {
                split.add(security.id());
            }
        }
        Company after = company.with(shares)
                .with(company.instruments().split(event.classes(), event.ratio(), event.rounding(), version, split));
        for (Round round : company.rounds().values()) {
            // A round that has closed is what the price of the next one is compared with.
            if (round.pricing() != null
                    && event.classes().contains(round.pricing().shareClass())) {
                after = after.with(round.split(event.ratio().fraction(), version));
            }
        }
        return after;
    }

    static Optional<Refusal> rules(Company company, ShareEvent event) {
        return switch (event) {
            case ShareClassAuthorised authorised ->
                company.classes().containsKey(authorised.shareClass())
                        ? Optional.of(new ShareClassExists(authorised.shareClass()))
                        : Optional.empty();
            case AuthorisedSharesAdjusted adjusted -> adjustable(company, adjusted);
            case ShareClassAmended amended -> amendable(company, amended);
            case IssuanceRetracted retracted -> SecurityLaw.retractable(company, retracted.security());
            case SharesIssued issued ->
                company.isTaken(issued.security())
                        ? Optional.of(new IdTaken(issued.security().value()))
                        : addable(company, Map.of(issued.shareClass(), issued.quantity()))
                                .or(() -> unrestricted(company, issued));
            case SharesTransferred transferred ->
                takeable(
                                company,
                                transferred.from(),
                                transferred.shareClass(),
                                transferred.quantity(),
                                transferred.lots().stream()
                                        .map(lot -> new Lot(lot.security(), lot.quantity()))
                                        .toList(),
                                transferred)
                        .or(() -> transferred.lots().stream()
                                .filter(lot -> company.isTaken(lot.newSecurity()))
                                .findFirst()
                                .map(lot -> new IdTaken(lot.newSecurity().value())));
            case SharesRepurchased repurchased ->
                takeable(
                        company,
                        repurchased.from(),
                        repurchased.shareClass(),
                        repurchased.quantity(),
                        repurchased.lots(),
                        repurchased);
            case SharesCancelled cancelled ->
                takeable(
                        company,
                        cancelled.from(),
                        cancelled.shareClass(),
                        cancelled.quantity(),
                        cancelled.lots(),
                        cancelled);
            case SharesSplit split -> splittable(company, split);
            case ShareEvent.SharesConverted converted -> ExchangeLaw.convertible(company, converted);
            case ShareEvent.SharesReissued reissued -> ExchangeLaw.reissuable(company, reissued);
            case ShareEvent.TotalAuthorisedAdjusted adjusted -> ExchangeLaw.adjustable(company, adjusted);
        };
    }

    private static Optional<Refusal> amendable(Company company, ShareClassAmended event) {
        ShareClass before = company.classes().get(event.shareClass());
        if (before == null) {
            return Optional.of(new UnknownShareClass(event.shareClass()));
        }
        Method method = event.antiDilution();
        if (method != null && method != Method.NONE && before.conversionPrice().isEmpty()) {
            return Optional.of(new PricedRoundRefusal.NoIssuePrice(event.shareClass()));
        }
        boolean capOnly = event.participationCap() != null && event.participation() == null;
        return capOnly && before.terms().participation() != Participation.CAPPED
                ? Optional.of(new NotCapped(event.shareClass()))
                : Optional.empty();
    }

    private static Optional<Refusal> unrestricted(Company company, SharesIssued issued) {
        Restriction restriction = issued.restriction();
        if (restriction == null) {
            return Optional.empty();
        }
        Optional<Refusal> terms = VestingLaw.known(company, restriction.vestingTerms());
        return terms.isPresent() || restriction.plan() == null
                ? terms
                : PlanLaw.fits(company, restriction.plan(), issued.shareClass(), issued.quantity());
    }

    private static Optional<Refusal> adjustable(Company company, AuthorisedSharesAdjusted event) {
        Optional<ShareClass> found = company.shares().classNamed(event.shareClass());
        if (found.isEmpty()) {
            return Optional.of(new UnknownShareClass(event.shareClass()));
        }
        Shares outstanding = found.get().outstanding();
        return outstanding.isMoreThan(event.authorised())
                ? Optional.of(new AuthorisedBelowOutstanding(event.shareClass(), event.authorised(), outstanding))
                : Optional.empty();
    }

    /** Whether so many more shares of each class may be outstanding. */
    static Optional<Refusal> addable(Company company, Map<String, Shares> more) {
        return addable(company, more, Shares.ZERO);
    }

    /** @param retired shares that end in the same act */
    static Optional<Refusal> addable(Company company, Map<String, Shares> more, Shares retired) {
        for (Map.Entry<String, Shares> entry : more.entrySet()) {
            ShareClass shareClass = company.classes().get(entry.getKey());
            if (shareClass == null) {
                return Optional.of(new UnknownShareClass(entry.getKey()));
            }
            Shares after = shareClass.outstanding().plus(entry.getValue());
            if (!shareClass.allows(after)) {
                return Optional.of(new OverAuthorised(
                        shareClass.name(),
                        Objects.requireNonNull(shareClass.authorised()),
                        shareClass.outstanding(),
                        entry.getValue()));
            }
        }
        Shares added = more.values().stream().reduce(Shares.ZERO, Shares::plus);
        Shares outstanding = Plan.less(company.shares().outstanding(), retired);
        return overTotal(company, outstanding.plus(added));
    }

    /** Whether so many shares may be outstanding in all classes together. */
    private static Optional<Refusal> overTotal(Company company, Shares number) {
        Shares authorised = company.shares().authorised();
        return authorised == null || !number.isMoreThan(authorised)
                ? Optional.empty()
                : Optional.of(
                        new OverTotalAuthorised(authorised, company.shares().outstanding(), number));
    }

    /** The holder has so many shares, and they are in the securities that the act names. */
    private static Optional<Refusal> takeable(
            Company company, PartyId from, String shareClass, Shares quantity, List<Lot> lots, ShareEvent event) {
        LocalDate on = event.when().effectiveOn();
        Optional<Refusal> missing = missing(company, from, shareClass, quantity, on);
        if (missing.isPresent()) {
            return missing;
        }
        for (Lot lot : lots) {
            Optional<Refusal> refusal = lot(company, lot.security(), lot.quantity(), on);
            if (refusal.isPresent()) {
                return refusal;
            }
            Security security = Objects.requireNonNull(company.securities().get(lot.security()));
            if (!security.holder().equals(from) || !security.shareClass().equals(shareClass)) {
                return Optional.of(new LotOfAnother(security.id(), security.holder(), security.shareClass()));
            }
        }
        return Optional.empty();
    }

    static Optional<Refusal> missing(
            Company company, PartyId from, String shareClass, Shares quantity, @Nullable LocalDate on) {
        if (!company.classes().containsKey(shareClass)) {
            return Optional.of(new UnknownShareClass(shareClass));
        }
        Shares held = company.shares().held(from, shareClass);
        if (held.isZero()) {
            return Optional.of(new UnknownHolder(from, shareClass, on));
        }
        return quantity.isMoreThan(held)
                ? Optional.of(new MoreThanHeld(from, shareClass, held, quantity, on))
                : Optional.empty();
    }

    /** So much is left in the security. */
    static Optional<Refusal> lot(Company company, SecurityId id, Shares quantity, @Nullable LocalDate on) {
        Security security = company.securities().get(id);
        if (security == null) {
            return Optional.of(new UnknownSecurity(id));
        }
        return quantity.isMoreThan(security.quantity())
                ? Optional.of(new MoreThanInSecurity(id, security.quantity(), quantity, on))
                : Optional.empty();
    }

    private static Optional<Refusal> splittable(Company company, SharesSplit event) {
        Shares all = company.shares().outstanding();
        for (String name : event.classes()) {
            ShareClass before = company.classes().get(name);
            if (before == null) {
                return Optional.of(new UnknownShareClass(name));
            }
            Shares after = company.shares()
                    .split(name, event.ratio(), event.rounding(), 0)
                    .outstanding(name);
            all = Plan.less(all, before.outstanding()).plus(after);
            Shares number = event.newAuthorised().get(name);
            if (number != null && after.isMoreThan(number)) {
                return Optional.of(new AuthorisedBelowOutstanding(name, number, after));
            }
            if (number == null && !before.allows(after)) {
                return Optional.of(new OverAuthorised(
                        name,
                        Objects.requireNonNull(before.authorised()),
                        before.outstanding(),
                        after.minus(before.outstanding())));
            }
        }
        return overTotal(company, all);
    }
}

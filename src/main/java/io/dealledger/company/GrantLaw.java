package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.Forfeit;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentRefusal.ClassNotNamed;
import io.dealledger.company.InstrumentRefusal.HoldsNoGrants;
import io.dealledger.company.InstrumentRefusal.MoreThanLeft;
import io.dealledger.company.InstrumentRefusal.MoreThanVested;
import io.dealledger.company.InstrumentRefusal.NoLongerExercisable;
import io.dealledger.company.InstrumentRefusal.NotOfThatKind;
import io.dealledger.company.InstrumentRefusal.NothingGained;
import io.dealledger.company.InstrumentRefusal.PriceNotKnown;
import io.dealledger.company.InstrumentRefusal.UnknownInstrument;
import io.dealledger.company.InstrumentRefusal.UnknownStockPlan;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Equity compensation: granted out of a pool, exercised as far as it is vested, ended with the service. */
final class GrantLaw {
    static final Rounding WHOLE_SHARES = new Rounding(0, RoundingMode.DOWN);

    private GrantLaw() {}

    static Decision<CompanyEvent> grant(Case asked, GrantEquityCompensation command) {
        String shareClass = command.shareClass();
        if (shareClass == null) {
            if (command.plan() == null) {
                throw InvalidValue.in("plan", "missing", "", "a grant names a plan or a class");
            }
            String plan = command.plan();
            List<String> classes =
                    asked.then().instruments().plan(plan).map(Plan::classes).orElse(List.of());
            if (classes.size() != 1) {
                return asked.refuse(
                        classes.isEmpty() ? new UnknownStockPlan(plan) : new ClassNotNamed(plan, classes),
                        then -> then.instruments()
                                .plan(plan)
                                .filter(known -> known.classes().size() == 1)
                                .isPresent());
            }
            shareClass = classes.getFirst();
        }
        boolean option = command.kind().isOption();
        boolean unit = command.kind() == Compensation.RSU;
        notWith("basePrice", command.basePrice(), option || unit, command.kind());
        notWith("exercisePrice", command.exercisePrice(), !option, command.kind());
        SecurityId security = asked.securityOr(command.id());
        EquityCompensationGranted granted = new EquityCompensationGranted(
                security,
                command.to(),
                command.kind(),
                command.plan(),
                shareClass,
                command.quantity(),
                command.exercisePrice(),
                command.basePrice(),
                command.vestingTerms(),
                Case.orNone(command.vestings()),
                Boolean.TRUE.equals(command.earlyExercisable()),
                command.expiresOn(),
                Case.orNone(command.terminationWindows()),
                command.cancellationRule(),
                asked.when());
        return asked.decide(
                security.value(),
                granted,
                Case.zero("quantity", command.quantity().quantity()),
                VestingLaw.sound(granted.vestingTerms(), granted.vestings(), granted.quantity()),
                asked.unregistered(command.to()),
                asked.taken(command.id()));
    }

    private static void notWith(String field, @Nullable Object given, boolean never, Compensation kind) {
        if (never && given != null) {
            throw InvalidValue.in(field, "not-allowed", given.toString(), kind + " has no " + field);
        }
    }

    static Decision<CompanyEvent> exercise(Case asked, ExerciseGrant command) {
        Optional<Refusal> nothing = Case.zero("quantity", command.quantity().quantity());
        if (nothing.isPresent()) {
            return Decision.refused(nothing.get());
        }
        Optional<Grant> found = grant(asked.then(), command.security());
        if (found.isEmpty()) {
            return unknown(asked, command.security());
        }
        Grant grant = found.get();
        Compensation kind = grant.terms().kind();
        if (kind == Compensation.RSU) {
            return Decision.refused(new NotOfThatKind(grant.id(), kind.name(), "exercise"));
        }
        if (Boolean.TRUE.equals(command.issuedApart())) {
            return exercisedApart(asked, grant, command);
        }
        if (command.issued() != null) {
            return exercisedAsStated(asked, grant, command, command.issued());
        }
        boolean appreciates = !kind.isOption();
        Payment payment = command.payment() == null ? (appreciates ? Payment.NET : Payment.CASH) : command.payment();
        if (appreciates && payment == Payment.CASH) {
            throw InvalidValue.in("payment", "not-allowed", "CASH", "nothing is paid for an appreciation right");
        }
        List<Leg> legs = Case.orNone(command.legs());
        Settlement settlement = Settlement.of(
                grant.id(),
                command.quantity(),
                payment,
                grant.strike().orElse(null),
                grant.currency().orElse(null),
                command.fairValue(),
                kind == Compensation.CSAR);
        if (settlement.refused() != null) {
            return Decision.refused(settlement.refused());
        }
        EquityCompensationExercised exercised = new EquityCompensationExercised(
                grant.id(),
                grant.holder(),
                command.quantity(),
                payment,
                command.fairValue(),
                settlement.cash() == null ? asked.securityOr(command.newSecurity()) : null,
                settlement.issued(),
                settlement.paid(),
                legs,
                settlement.cash(),
                asked.when());
        return asked.decide(
                exercised.newSecurity() == null
                        ? grant.id().value()
                        : exercised.newSecurity().value(),
                exercised,
                settlement.cash() == null
                        ? Case.zero("issued", settlement.issued().quantity())
                        : Optional.empty(),
                Case.zeroLeg(legs),
                settlement.consideration(grant.holder(), command.quantity(), legs),
                asked.unregisteredVendor(legs),
                asked.taken(command.newSecurity()));
    }

    /** The grant is used up and its pool with it; the shares are issued by other facts. */
    private static Decision<CompanyEvent> exercisedApart(Case asked, Grant grant, ExerciseGrant command) {
        apart("newSecurity", command.newSecurity());
        apart("payment", command.payment());
        apart("fairValue", command.fairValue());
        apart("legs", Case.orNone(command.legs()).isEmpty() ? null : command.legs());
        apart("issued", command.issued());
        return asked.decide(
                grant.id().value(),
                new EquityCompensationExercised(
                        grant.id(),
                        grant.holder(),
                        command.quantity(),
                        Payment.CASH,
                        null,
                        null,
                        command.quantity(),
                        null,
                        List.of(),
                        null,
                        asked.when()));
    }

    /** What came of it is a fact that a source states: nothing of it is calculated. */
    private static Decision<CompanyEvent> exercisedAsStated(
            Case asked, Grant grant, ExerciseGrant command, Shares issued) {
        if (issued.isMoreThan(command.quantity())) {
            throw InvalidValue.in(
                    "issued", "out-of-range", issued.toString(), "no more shares are issued than are exercised");
        }
        if (issued.isZero() && command.newSecurity() != null) {
            throw InvalidValue.in(
                    "newSecurity", "not-allowed", command.newSecurity().value(), "no shares are issued into it");
        }
        boolean net = issued.compareTo(command.quantity()) < 0;
        Payment payment = command.payment() == null ? (net ? Payment.NET : Payment.CASH) : command.payment();
        if (net && payment == Payment.CASH) {
            throw InvalidValue.in("payment", "not-allowed", "CASH", "fewer shares are issued than are exercised");
        }
        List<Leg> legs = Case.orNone(command.legs());
        SecurityId newSecurity = issued.isZero() ? null : asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity == null ? grant.id().value() : newSecurity.value(),
                new EquityCompensationExercised(
                        grant.id(),
                        grant.holder(),
                        command.quantity(),
                        payment,
                        command.fairValue(),
                        newSecurity,
                        issued,
                        null,
                        legs,
                        null,
                        asked.when()),
                Case.zeroLeg(legs),
                asked.unregisteredVendor(legs),
                asked.taken(command.newSecurity()));
    }

    private static void apart(String field, @Nullable Object given) {
        if (given != null) {
            throw InvalidValue.in(
                    field, "not-allowed", given.toString(), "it belongs to the shares, which are issued apart");
        }
    }

    /**
     * What comes of an exercise.
     *
     * @param issued shares @param paid exercise price, rounded to the minor unit @param cash paid out
     * @param refused why nothing comes of it
     */
    record Settlement(
            Shares issued,
            @Nullable Money paid,
            @Nullable Money cash,
            @Nullable Fraction strike,
            @Nullable Refusal refused) {
        static Settlement of(
                SecurityId security,
                Shares quantity,
                Payment payment,
                @Nullable Fraction strike,
                @Nullable Currency currency,
                @Nullable Price fairValue,
                boolean inCash) {
            if (payment == Payment.CASH) {
                Money paid = strike == null || currency == null
                        ? null
                        : money(quantity.fraction().times(strike), currency);
                return new Settlement(quantity, paid, null, strike, null);
            }
            if (fairValue == null) {
                throw InvalidValue.in("fairValue", "missing", "", "what is net is found from the value of a share");
            }
            if (strike == null || currency == null) {
                return refused(new PriceNotKnown(security));
            }
            Optional<Refusal> currencies = fairValue.currency().equals(currency)
                    ? Optional.empty()
                    : Optional.of(new CompanyRefusal.WrongCurrency(currency, fairValue.currency()));
            if (currencies.isPresent()) {
                return refused(currencies.get());
            }
            Fraction gain = fairValue.fraction().minus(strike);
            if (gain.signum() <= 0) {
                return refused(new NothingGained(security, Figures.decimal(strike), fairValue));
            }
            Fraction gained = quantity.fraction().times(gain);
            return inCash
                    ? new Settlement(Shares.ZERO, null, money(gained, currency), strike, null)
                    : new Settlement(
                            new Shares(gained.over(fairValue.fraction())
                                    .toDecimal(WHOLE_SHARES.places(), WHOLE_SHARES.mode())),
                            null,
                            null,
                            strike,
                            null);
        }

        private static Settlement refused(Refusal refusal) {
            return new Settlement(Shares.ZERO, null, null, null, refusal);
        }

        private static Money money(Fraction amount, Currency currency) {
            BigDecimal rounded = amount.toDecimal(currency.decimalPlaces(), RoundingMode.HALF_EVEN);
            return new Money(rounded, currency);
        }

        /** The legs, where they are recorded, pay the price of the exercise. */
        Optional<Refusal> consideration(PartyId party, Shares quantity, List<Leg> legs) {
            if (legs.isEmpty() || paid == null || strike == null) {
                return Optional.empty();
            }
            return Figures.inOneCurrency(paid.currency(), legs)
                    .or(() -> ShareLaw.consideration(party, legs, quantity, strike, paid.currency()));
        }
    }

    static Decision<CompanyEvent> release(Case asked, ReleaseGrant command) {
        Shares issued = command.issued() == null ? command.quantity() : command.issued();
        if (issued.isMoreThan(command.quantity())) {
            throw InvalidValue.in(
                    "issued", "out-of-range", issued.toString(), "no more shares are issued than are released");
        }
        Optional<Grant> found = grant(asked.then(), command.security());
        if (found.isEmpty()) {
            return unknown(asked, command.security());
        }
        SecurityId newSecurity = asked.securityOr(command.newSecurity());
        return asked.decide(
                newSecurity.value(),
                new EquityCompensationReleased(
                        command.security(),
                        found.get().holder(),
                        command.quantity(),
                        newSecurity,
                        issued,
                        command.settledOn(),
                        command.releasePrice(),
                        asked.when()),
                Case.zero("quantity", command.quantity().quantity()),
                Case.zero("issued", issued.quantity()),
                asked.taken(command.newSecurity()));
    }

    static Decision<CompanyEvent> endService(Case asked, RecordServiceEnd command) {
        LocalDate day = dayOf(asked.day());
        Instruments instruments = asked.then().instruments();
        List<Grant> grants = instruments.grantsOf(command.party());
        if (grants.isEmpty()) {
            return asked.refuse(
                    new HoldsNoGrants(command.party(), asked.day()),
                    then -> !then.instruments().grantsOf(command.party()).isEmpty());
        }
        if (command.forfeited() != null) {
            return stated(asked, command, grants, command.forfeited());
        }
        List<Forfeit> forfeited = new ArrayList<>();
        for (Grant grant : grants) {
            Shares unvested = grant.quantity().minus(instruments.vested(grant.id(), grant.quantity(), day));
            if (!unvested.isZero()) {
                forfeited.add(new Forfeit(grant.id(), unvested));
            }
        }
        return asked.decide(new ServiceEnded(command.party(), command.reason(), forfeited, asked.when()));
    }

    /** What a source states is recorded as it is: it may know more of what had vested than the ledger does. */
    private static Decision<CompanyEvent> stated(
            Case asked, RecordServiceEnd command, List<Grant> grants, List<Forfeit> forfeited) {
        List<SecurityId> named = forfeited.stream().map(Forfeit::security).toList();
        Case.twice(named).ifPresent(again -> {
            throw InvalidValue.in("forfeited", "repeated", again.value(), again + " is forfeited once");
        });
        Set<SecurityId> own = grants.stream().map(Grant::id).collect(Collectors.toSet());
        Optional<Refusal> other = named.stream()
                .filter(security -> !own.contains(security))
                .findFirst()
                .map(security -> SecurityLaw.heldBy(asked.then().instruments(), security, command.party())
                        .orElseGet(() -> missing(asked.then(), security)));
        Optional<Refusal> nothing = forfeited.stream()
                .flatMap(forfeit ->
                        Case.zero("forfeited.quantity", forfeit.quantity().quantity()).stream())
                .findFirst();
        return asked.decide(
                new ServiceEnded(command.party(), command.reason(), List.copyOf(forfeited), asked.when()),
                other,
                nothing);
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, GrantEvent event) {
        long version = fact.version();
        Instruments instruments = company.instruments();
        return switch (event) {
            case EquityCompensationGranted granted -> {
                Security.Since since = new Security.Since(granted.when().effectiveOn(), fact.place(), 0);
                Grant grant = new Grant(
                        granted.security(),
                        granted.security(),
                        granted.to(),
                        granted,
                        granted.quantity(),
                        Fraction.ONE,
                        granted.expiresOn(),
                        since,
                        true,
                        TreePVector.singleton(version));
                Instruments after = VestingLaw.vesting(
                                instruments.with(grant),
                                granted.security(),
                                granted.vestingTerms(),
                                granted.vestings(),
                                granted.quantity())
                        .inPlan(granted.plan(), plan -> plan.granting(granted.quantity(), version));
                yield company.with(after)
                        .with(company.interests().acquiring(granted.to()))
                        .using(granted.security());
            }
            case EquityCompensationExercised exercised ->
                CreditLaw.committed(
                        settled(
                                company,
                                fact,
                                exercised.security(),
                                exercised.quantity(),
                                exercised.newSecurity(),
                                exercised.issued()),
                        version,
                        exercised.holder(),
                        exercised.legs());
            case EquityCompensationReleased released ->
                settled(
                        company,
                        fact,
                        released.security(),
                        released.quantity(),
                        released.newSecurity(),
                        released.issued());
            case ServiceEnded ended -> company.with(ended(instruments, version, ended));
        };
    }

    /** Part of a grant is used up, and shares come of it. */
    private static Company settled(
            Company company,
            Recorded<CompanyEvent> fact,
            SecurityId security,
            Shares quantity,
            @Nullable SecurityId newSecurity,
            Shares issued) {
        Optional<Grant> found = grant(company, security);
        if (found.isEmpty()) {
            return newSecurity == null ? company : company.using(newSecurity);
        }
        Grant grant = found.get();
        long version = fact.version();
        LocalDate day = dayOf(fact.when().effectiveOn());
        Instruments instruments = company.instruments();
        Shares vested = instruments.vested(security, grant.quantity(), day);
        Shares left = Plan.less(grant.quantity(), quantity);
        Vesting vesting = instruments.vesting().get(security);
        Instruments after = left.isZero()
                ? instruments.without(security)
                : instruments.with(grant.left(left, version)).vestingOf(security, of -> of.taking(quantity));
        String planName = grant.terms().plan();
        after = after.inPlan(
                planName,
                plan -> plan.settling(
                        security, quantity, issued, plan.ruleFor(grant.terms().cancellationRule()), version));
        if (newSecurity == null) {
            return company.with(after);
        }
        if (vesting != null && quantity.isMoreThan(vested)) {
            // Exercised early: what had not vested goes on vesting as stock, and is the plan's until it has.
            after = after.vesting(newSecurity, vesting);
            if (planName != null) {
                after = after.ofPlan(newSecurity, planName);
            }
        }
        Security.Since since = new Security.Since(fact.when().effectiveOn(), fact.place(), 0);
        return company.with(after)
                .with(company.shares().issue(newSecurity, grant.holder(), grant.shareClass(), issued, since, version))
                .with(company.interests().acquiring(grant.holder()))
                .using(newSecurity);
    }

    private static Instruments ended(Instruments instruments, long version, ServiceEnded event) {
        LocalDate day = dayOf(event.when().effectiveOn());
        Instruments after = instruments;
        for (Forfeit forfeit : event.forfeited()) {
            after = SecurityLaw.ending(after, forfeit.security(), forfeit.quantity(), version);
        }
        for (Grant grant : after.grantsOf(event.party())) {
            after = after.with(grant.until(lastDay(grant, event, day), version)).vested(grant.id());
        }
        return after;
    }

    /** The window for the reason, within the time of the grant; the time of the grant where there is no window. */
    private static @Nullable LocalDate lastDay(Grant grant, ServiceEnded event, LocalDate day) {
        LocalDate until = grant.until();
        return grant.terms().terminationWindows().stream()
                .filter(window -> window.reason() == event.reason())
                .findFirst()
                .map((TerminationWindow window) -> window.lastDay(day))
                .filter(last -> until == null || last.isBefore(until))
                .orElse(until);
    }

    static Optional<Refusal> rules(Company company, GrantEvent event) {
        return switch (event) {
            case EquityCompensationGranted granted -> grantable(company, granted);
            case EquityCompensationExercised exercised -> exercisable(company, exercised);
            case EquityCompensationReleased released ->
                takeable(
                                company,
                                released.security(),
                                released.quantity(),
                                released.when().effectiveOn())
                        .or(() -> SecurityLaw.heldBy(company.instruments(), released.security(), released.holder()))
                        .or(() -> kind(company, released.security(), Compensation.RSU))
                        .or(() -> vested(
                                company,
                                released.security(),
                                released.quantity(),
                                released.when().effectiveOn()))
                        .or(() -> stock(company, released.security(), released.newSecurity(), released.issued()));
            case ServiceEnded ended ->
                company.instruments().grantsOf(ended.party()).isEmpty()
                        ? Optional.of(
                                new HoldsNoGrants(ended.party(), ended.when().effectiveOn()))
                        : ended.forfeited().stream()
                                .flatMap(
                                        forfeit -> takeable(
                                                company,
                                                forfeit.security(),
                                                forfeit.quantity(),
                                                ended.when().effectiveOn())
                                                .stream())
                                .findFirst();
        };
    }

    private static Optional<Refusal> grantable(Company company, EquityCompensationGranted event) {
        if (company.isTaken(event.security())) {
            return Optional.of(new IdTaken(event.security().value()));
        }
        if (!company.classes().containsKey(event.shareClass())) {
            return Optional.of(new UnknownShareClass(event.shareClass()));
        }
        Optional<Refusal> terms = VestingLaw.known(company, event.vestingTerms());
        return terms.isPresent() || event.plan() == null
                ? terms
                : PlanLaw.fits(company, event.plan(), event.shareClass(), event.quantity());
    }

    private static Optional<Refusal> exercisable(Company company, EquityCompensationExercised event) {
        LocalDate on = event.when().effectiveOn();
        Optional<Refusal> missing = takeable(company, event.security(), event.quantity(), on);
        Optional<Refusal> another = SecurityLaw.heldBy(company.instruments(), event.security(), event.holder());
        if (missing.isPresent() || another.isPresent()) {
            return missing.or(() -> another);
        }
        Grant grant = grant(company, event.security()).orElseThrow();
        Compensation kind = grant.terms().kind();
        if (kind == Compensation.RSU) {
            return Optional.of(new NotOfThatKind(grant.id(), kind.name(), "exercise"));
        }
        LocalDate until = grant.until();
        if (until != null && dayOf(on).isAfter(until)) {
            return Optional.of(new NoLongerExercisable(grant.id(), until, on));
        }
        if (!grant.terms().earlyExercisable()) {
            Optional<Refusal> early = vested(company, event.security(), event.quantity(), on);
            if (early.isPresent()) {
                return early;
            }
        }
        return event.newSecurity() == null
                ? Optional.empty()
                : stock(company, event.security(), event.newSecurity(), event.issued());
    }

    private static Optional<Refusal> kind(Company company, SecurityId security, Compensation needed) {
        return grant(company, security)
                .filter(grant -> grant.terms().kind() != needed)
                .map(grant -> new NotOfThatKind(security, grant.terms().kind().name(), "release"));
    }

    private static Optional<Refusal> takeable(
            Company company, SecurityId security, Shares quantity, @Nullable LocalDate on) {
        Optional<Grant> grant = grant(company, security);
        if (grant.isEmpty()) {
            return Optional.of(missing(company, security));
        }
        Shares left = grant.get().quantity();
        return quantity.isMoreThan(left)
                ? Optional.of(new MoreThanLeft(security, left, quantity, on))
                : Optional.empty();
    }

    static Optional<Refusal> vested(Company company, SecurityId security, Shares quantity, @Nullable LocalDate on) {
        return grant(company, security).flatMap(grant -> {
            Shares vested = company.instruments().vested(security, grant.quantity(), dayOf(on));
            return quantity.isMoreThan(vested)
                    ? Optional.of(new MoreThanVested(security, vested, grant.quantity(), quantity, on))
                    : Optional.empty();
        });
    }

    /** The new stock has an id of its own and fits into its class. */
    private static Optional<Refusal> stock(
            Company company, SecurityId security, SecurityId newSecurity, Shares issued) {
        return company.isTaken(newSecurity)
                ? Optional.of(new IdTaken(newSecurity.value()))
                : grant(company, security)
                        .flatMap(grant -> ShareLaw.addable(company, Map.of(grant.shareClass(), issued)));
    }

    private static Optional<Grant> grant(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .filter(Grant.class::isInstance)
                .map(Grant.class::cast);
    }

    private static Decision<CompanyEvent> unknown(Case asked, SecurityId security) {
        return asked.refuse(
                missing(asked.then(), security), then -> grant(then, security).isPresent());
    }

    private static Refusal missing(Company company, SecurityId security) {
        return company.instruments()
                .instrument(security)
                .<Refusal>map(other -> new NotOfThatKind(security, SecurityLaw.kindOf(other), "grant"))
                .orElseGet(() -> new UnknownInstrument(security));
    }

    static LocalDate dayOf(@Nullable LocalDate on) {
        return Objects.requireNonNullElse(on, LocalDate.MIN);
    }
}

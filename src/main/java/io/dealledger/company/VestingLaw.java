package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentRefusal.ConditionMetAlready;
import io.dealledger.company.InstrumentRefusal.DoesNotVest;
import io.dealledger.company.InstrumentRefusal.MoreThanUnvested;
import io.dealledger.company.InstrumentRefusal.UnknownVestingCondition;
import io.dealledger.company.InstrumentRefusal.UnknownVestingTerms;
import io.dealledger.company.InstrumentRefusal.VestingTermsExist;
import io.dealledger.company.InstrumentRefusal.VestingsContradictQuantity;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.company.VestingEvent.VestingAccelerated;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingEventOccurred;
import io.dealledger.company.VestingEvent.VestingStarted;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vesting terms, and what meets their conditions. */
final class VestingLaw {
    private static final int MOST_DATES = 1000;

    private VestingLaw() {}

    static Decision<CompanyEvent> define(Case asked, DefineVestingTerms command) {
        String name = Words.check("terms", command.terms(), Words.NAME);
        VestingTermsDefined defined = new VestingTermsDefined(
                name,
                Words.checkIfPresent("description", command.description(), Words.REASON),
                command.allocation(),
                List.copyOf(command.conditions()),
                asked.when());
        VestingSchedule.check(defined);
        return asked.decide(
                defined,
                asked.head().instruments().terms().containsKey(name)
                        ? Optional.of(new VestingTermsExist(name))
                        : Optional.empty());
    }

    static Decision<CompanyEvent> start(Case asked, StartVesting command) {
        String condition = command.condition();
        if (condition == null) {
            Vesting vesting = asked.then().instruments().vesting().get(command.security());
            if (vesting == null || vesting.terms() == null) {
                return asked.refuse(
                        doesNotVest(asked.then(), command.security()),
                        then -> then.instruments().vesting().containsKey(command.security()));
            }
            List<String> starts = conditions(asked.then(), vesting.terms(), TriggerKind.VESTING_START_DATE);
            if (starts.size() != 1) {
                throw InvalidValue.in(
                        "condition", "missing", "", vesting.terms() + " has the conditions " + starts + ": name one");
            }
            condition = starts.getFirst();
        }
        LocalDate countsFrom = command.countsFrom();
        if (countsFrom != null && countsFrom.isAfter(GrantLaw.dayOf(asked.day()))) {
            throw InvalidValue.in(
                    "countsFrom",
                    "out-of-range",
                    countsFrom.toString(),
                    "a schedule runs from the day of the start, " + asked.day() + ", or from an earlier one");
        }
        return asked.decide(
                command.security().value(),
                new VestingStarted(command.security(), condition, countsFrom, asked.when()));
    }

    static Decision<CompanyEvent> occur(Case asked, RecordVestingEvent command) {
        return asked.decide(
                command.security().value(),
                new VestingEventOccurred(command.security(), command.condition(), asked.when()));
    }

    static Decision<CompanyEvent> accelerate(Case asked, AccelerateVesting command) {
        return asked.decide(
                command.security().value(),
                new VestingAccelerated(
                        command.security(),
                        command.quantity(),
                        Words.check("reason", command.reason(), Words.REASON),
                        asked.when()),
                Case.zero("quantity", command.quantity().quantity()));
    }

    /** A security vests by terms or by dates, and never more than there is of it. */
    static Optional<Refusal> sound(@Nullable String terms, List<VestingDate> dates, @Nullable Shares quantity) {
        if (terms != null && !dates.isEmpty()) {
            throw InvalidValue.in("vestings", "not-allowed", dates.toString(), "terms say by themselves what vests");
        }
        Given.atMost("vestings", MOST_DATES, dates);
        Optional<Refusal> nothing = dates.stream()
                .flatMap(date -> Case.zero("vestings.quantity", date.quantity().quantity()).stream())
                .findFirst();
        Shares sum = dates.stream().map(VestingDate::quantity).reduce(Shares.ZERO, Shares::plus);
        return nothing.isPresent() || quantity == null || !sum.isMoreThan(quantity)
                ? nothing
                : Optional.of(new VestingsContradictQuantity(sum, quantity));
    }

    static Optional<Refusal> known(Company company, @Nullable String terms) {
        return terms == null || company.instruments().terms().containsKey(terms)
                ? Optional.empty()
                : Optional.of(new UnknownVestingTerms(terms));
    }

    /** A new security vests by its terms, if it has any. */
    static Instruments vesting(
            Instruments instruments,
            SecurityId security,
            @Nullable String terms,
            List<VestingDate> dates,
            @Nullable Shares quantity) {
        return quantity == null || (terms == null && dates.isEmpty())
                ? instruments
                : instruments.vesting(security, Vesting.of(terms, dates, quantity));
    }

    static Company evolve(Company company, VestingEvent event) {
        Instruments instruments = company.instruments();
        LocalDate day = GrantLaw.dayOf(event.when().effectiveOn());
        return company.with(
                switch (event) {
                    case VestingTermsDefined defined -> instruments.defining(defined);
                    case VestingStarted started ->
                        instruments.vestingOf(
                                started.security(),
                                vesting -> vesting.meeting(
                                        started.condition(), Objects.requireNonNullElse(started.countsFrom(), day)));
                    case VestingEventOccurred occurred ->
                        instruments.vestingOf(
                                occurred.security(), vesting -> vesting.meeting(occurred.condition(), day));
                    case VestingAccelerated accelerated ->
                        instruments.vestingOf(
                                accelerated.security(), vesting -> vesting.accelerating(accelerated.quantity(), day));
                });
    }

    static Optional<Refusal> rules(Company company, VestingEvent event) {
        return switch (event) {
            case VestingTermsDefined defined ->
                company.instruments().terms().containsKey(defined.terms())
                        ? Optional.of(new VestingTermsExist(defined.terms()))
                        : Optional.empty();
            case VestingStarted started ->
                meets(company, started.security(), started.condition(), TriggerKind.VESTING_START_DATE);
            case VestingEventOccurred occurred ->
                meets(company, occurred.security(), occurred.condition(), TriggerKind.VESTING_EVENT);
            case VestingAccelerated accelerated -> accelerable(company, accelerated);
        };
    }

    private static Optional<Refusal> meets(Company company, SecurityId security, String condition, TriggerKind kind) {
        Vesting vesting = company.instruments().vesting().get(security);
        if (vesting == null || vesting.terms() == null) {
            return Optional.of(doesNotVest(company, security));
        }
        List<String> conditions = conditions(company, vesting.terms(), kind);
        if (!conditions.contains(condition)) {
            return Optional.of(new UnknownVestingCondition(vesting.terms(), condition, conditions));
        }
        return vesting.met().stream()
                .filter(met -> met.condition().equals(condition))
                .findFirst()
                .map(met -> new ConditionMetAlready(security, condition, met.on()));
    }

    private static List<String> conditions(Company company, String terms, TriggerKind kind) {
        VestingTermsDefined defined = company.instruments().terms().get(terms);
        return defined == null
                ? List.of()
                : defined.conditions().stream()
                        .filter(condition -> condition.trigger().kind() == kind)
                        .map(Condition::id)
                        .toList();
    }

    private static Optional<Refusal> accelerable(Company company, VestingAccelerated event) {
        if (!company.instruments().vesting().containsKey(event.security())) {
            return Optional.of(doesNotVest(company, event.security()));
        }
        LocalDate on = event.when().effectiveOn();
        Shares left = left(company, event.security());
        Shares unvested = left.minus(company.instruments().vested(event.security(), left, GrantLaw.dayOf(on)));
        return event.quantity().isMoreThan(unvested)
                ? Optional.of(new MoreThanUnvested(event.security(), unvested, event.quantity(), on))
                : Optional.empty();
    }

    /** What is left of a security, whatever it is. */
    static Shares left(Company company, SecurityId security) {
        Security stock = company.securities().get(security);
        if (stock != null) {
            return stock.quantity();
        }
        return switch (company.instruments().outstanding().get(security)) {
            case Grant grant -> grant.quantity();
            case Warrant warrant when warrant.quantity() != null -> warrant.quantity();
            case Warrant _, Convertible _ -> Shares.ZERO;
            case null -> Shares.ZERO;
        };
    }

    private static Refusal doesNotVest(Company company, SecurityId security) {
        boolean there = company.securities().containsKey(security)
                || company.instruments().outstanding().containsKey(security);
        return there ? new DoesNotVest(security) : new UnknownSecurity(security);
    }
}

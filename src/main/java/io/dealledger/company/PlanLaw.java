package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.DuplicateShareClass;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentRefusal.ClassNotInPlan;
import io.dealledger.company.InstrumentRefusal.MoreThanWithheld;
import io.dealledger.company.InstrumentRefusal.PoolBelowUsed;
import io.dealledger.company.InstrumentRefusal.PoolExhausted;
import io.dealledger.company.InstrumentRefusal.StockPlanExists;
import io.dealledger.company.InstrumentRefusal.UnknownStockPlan;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PlanEvent.ReturnedToPool;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePVector;

/** Stock plans: never more used than is reserved. */
final class PlanLaw {
    private PlanLaw() {}

    static Decision<CompanyEvent> adopt(Case asked, AdoptStockPlan command) {
        if (command.classes().isEmpty()) {
            throw InvalidValue.in("classes", "missing", "", "a plan names the classes that it issues from");
        }
        String name = Words.check("plan", command.plan(), Words.NAME);
        return asked.decide(
                new StockPlanAdopted(
                        name,
                        List.copyOf(command.classes()),
                        command.reserved(),
                        command.cancellationRule(),
                        asked.when()),
                Case.twice(command.classes()).map(DuplicateShareClass::new),
                asked.head().instruments().plans().containsKey(name)
                        ? Optional.of(new StockPlanExists(name))
                        : Optional.empty());
    }

    static Decision<CompanyEvent> adjust(Case asked, AdjustPool command) {
        return asked.decide(new PoolAdjusted(command.plan(), command.reserved(), asked.when()));
    }

    static Decision<CompanyEvent> giveBack(Case asked, ReturnToPool command) {
        return asked.decide(
                new ReturnedToPool(
                        command.plan(),
                        command.security(),
                        command.quantity(),
                        Words.check("reason", command.reason(), Words.REASON),
                        asked.when()),
                Case.zero("quantity", command.quantity().quantity()));
    }

    static Company evolve(Company company, long version, PlanEvent event) {
        Instruments instruments = company.instruments();
        return company.with(
                switch (event) {
                    case StockPlanAdopted adopted ->
                        instruments.with(new Plan(
                                adopted.plan(),
                                instruments.plans().size(),
                                adopted.classes(),
                                adopted.reserved(),
                                adopted.cancellationRule(),
                                Shares.ZERO,
                                Shares.ZERO,
                                HashTreePMap.empty(),
                                TreePVector.singleton(version)));
                    case PoolAdjusted adjusted ->
                        instruments.inPlan(adjusted.plan(), plan -> plan.reserving(adjusted.reserved(), version));
                    case ReturnedToPool returned ->
                        instruments.inPlan(
                                returned.plan(),
                                plan -> plan.returning(returned.security(), returned.quantity(), version));
                });
    }

    static Optional<Refusal> rules(Company company, PlanEvent event) {
        return switch (event) {
            case StockPlanAdopted adopted ->
                company.instruments().plans().containsKey(adopted.plan())
                        ? Optional.of(new StockPlanExists(adopted.plan()))
                        : adopted.classes().stream()
                                .filter(name -> !company.classes().containsKey(name))
                                .findFirst()
                                .map(UnknownShareClass::new);
            case PoolAdjusted adjusted ->
                company.instruments()
                        .plan(adjusted.plan())
                        .map(plan -> plan.used().isMoreThan(adjusted.reserved())
                                ? Optional.<Refusal>of(new PoolBelowUsed(plan.name(), adjusted.reserved(), plan.used()))
                                : Optional.<Refusal>empty())
                        .orElseGet(() -> Optional.of(new UnknownStockPlan(adjusted.plan())));
            case ReturnedToPool returned ->
                company.instruments()
                        .plan(returned.plan())
                        .map(plan -> returned.quantity().isMoreThan(plan.withheldOf(returned.security()))
                                ? Optional.<Refusal>of(new MoreThanWithheld(
                                        plan.name(),
                                        returned.security(),
                                        plan.withheldOf(returned.security()),
                                        returned.quantity()))
                                : Optional.<Refusal>empty())
                        .orElseGet(() -> Optional.of(new UnknownStockPlan(returned.plan())));
        };
    }

    /** Whether so many more shares of the class fit into the pool. */
    static Optional<Refusal> fits(Company company, String name, String shareClass, Shares quantity) {
        Optional<Plan> found = company.instruments().plan(name);
        if (found.isEmpty()) {
            return Optional.of(new UnknownStockPlan(name));
        }
        Plan plan = found.get();
        if (!plan.classes().contains(shareClass)) {
            return Optional.of(new ClassNotInPlan(name, shareClass, plan.classes()));
        }
        return plan.used().plus(quantity).isMoreThan(plan.reserved())
                ? Optional.of(new PoolExhausted(name, plan.reserved(), plan.used(), quantity))
                : Optional.empty();
    }
}

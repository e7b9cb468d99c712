package io.dealledger.company;

import io.dealledger.company.CompanyEvent.FactVoided;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.ledger.Correcting;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What correcting a company's facts has of its own: by which law a replacement is decided, and which ids it keeps. */
record CorrectionLaw(CompanyContext context) implements Correcting.Law<Company, CompanyEvent, CompanyCommand> {
    @Override
    public boolean isRegistration(CompanyEvent fact) {
        return fact instanceof CompanyRegistered;
    }

    @Override
    public CompanyEvent voided(EffectiveOn when) {
        return new FactVoided(when);
    }

    @Override
    public EffectiveOn when(CompanyCommand command, CompanyEvent corrected) {
        return command.effectiveOn() == null && command.precision() == null
                ? corrected.when()
                : context.dating().fix(command.effectiveOn(), command.precision(), command.source());
    }

    @Override
    public Optional<Refusal> refuses(CompanyCommand command, EffectiveOn when) {
        return context.dating().refuse(when, command.effectiveOn(), command.source());
    }

    @Override
    public Decision<CompanyEvent> draft(
            Timeline<Company, CompanyEvent> before,
            Timeline<Company, CompanyEvent> whole,
            CompanyCommand command,
            EffectiveOn when,
            CompanyEvent corrected) {
        Set<String> made = new HashSet<>();
        CompanyContext noting = new CompanyContext(
                context.company(),
                context.dating(),
                () -> {
                    String id = context.newId().get();
                    made.add(id);
                    return id;
                },
                context.partyExists());
        Decision<CompanyEvent> drafted = Company.draft(Case.of(before, noting, when), command);
        return switch (drafted) {
            case Refused<CompanyEvent> _ -> drafted;
            case Accepted<CompanyEvent> accepted -> {
                // Of an act that decides several things, the one that is corrected.
                List<CompanyEvent> same = accepted.facts().stream()
                        .filter(fact -> fact.getClass() == corrected.getClass())
                        .toList();
                List<CompanyEvent> facts = (same.size() == 1 ? same : accepted.facts())
                        .stream()
                                .map(fact -> new KeptIds(made).of(corrected, fact))
                                .toList();
                yield Decision.accepted(accepted.id(), facts);
            }
        };
    }
}

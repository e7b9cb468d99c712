package io.dealledger.whatif;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.json.Component;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedInBatch;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.InvalidValue;
import io.dealledger.whatif.WhatIf.Decided;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Commands decided on top of facts, by the law that decides them when they are recorded.
 *
 * @param facts with those that the commands would record, in order of effect
 * @param decided what each command would record
 * @param latest the latest date on which one of these takes effect; the date asked about when none is later
 */
record Supposition(List<Recorded<CompanyEvent>> facts, List<Decided> decided, LocalDate latest) {
    /** Where versions of supposed events begin: beyond all that a stream can have, so that none is taken for another. */
    private static final long FIRST_VERSION = 1L << 40;

    private static final String ID = "supposed-";

    /** Refuses one of the commands. */
    static final class RefusedCommand extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient RefusedInBatch refusal;

        private RefusedCommand(RefusedInBatch refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }

        RefusedInBatch refusal() {
            return refusal;
        }
    }

    /** The facts as they stand, each in the place of what it corrects: nothing more is to be corrected in them. */
    static List<Recorded<CompanyEvent>> standing(List<Recorded<CompanyEvent>> certain) {
        return certain.stream()
                .map(fact -> new Recorded<>(
                        fact.position(),
                        fact.stream(),
                        fact.version(),
                        fact.recordedAt(),
                        fact.fact(),
                        Marks.NONE,
                        fact.place()))
                .toList();
    }

    /**
     * @param standing facts in order of effect
     * @param asOf what commands without a date take for today
     * @param latest the last effective date that is accepted
     * @throws RefusedCommand that names the command by its index
     * @throws InvalidValue in a field of {@code commands}
     */
    static Supposition of(
            CompanyId company,
            List<Recorded<CompanyEvent>> standing,
            List<CompanyCommand> commands,
            LocalDate asOf,
            LocalDate latest,
            Predicate<PartyId> partyExists)
            throws RefusedCommand {
        Timeline<Company, CompanyEvent> timeline = Timeline.of(Company.FOLD, standing);
        CompanyContext context = new CompanyContext(company, new Dating(asOf, latest), newIds(timeline), partyExists);
        List<Decided> decided = new ArrayList<>();
        long version = FIRST_VERSION;
        LocalDate last = asOf;
        for (int index = 0; index < commands.size(); index++) {
            switch (decide(timeline, commands.get(index), context, index)) {
                case Refused<CompanyEvent>(Refusal refusal) ->
                    throw new RefusedCommand(new RefusedInBatch(index, refusal));
                case Accepted<CompanyEvent> accepted -> {
                    for (CompanyEvent fact : accepted.facts()) {
                        timeline.insert(Recorded.pending(company.value(), version++, fact));
                        LocalDate on = fact.when().effectiveOn();
                        last = on != null && on.isAfter(last) ? on : last;
                    }
                    decided.add(new Decided(
                            index,
                            accepted.id(),
                            accepted.facts().stream()
                                    .map(fact -> fact.getClass().getSimpleName())
                                    .toList()));
                }
            }
        }
        return new Supposition(timeline.facts(), List.copyOf(decided), last);
    }

    private static Decision<CompanyEvent> decide(
            Timeline<Company, CompanyEvent> timeline, CompanyCommand command, CompanyContext context, int index) {
        try {
            return Company.decide(timeline, command, context);
        } catch (InvalidValue invalid) {
            String field = invalid.field().isEmpty() ? "" : "/" + Component.nameOf(invalid.field());
            throw InvalidValue.in(
                    "commands/" + index + field,
                    invalid.code(),
                    invalid.figure(),
                    "Command " + index + ": " + invalid.getMessage());
        }
    }

    /** The same ids whenever the same is asked, and none that the company has. */
    private static Supplier<String> newIds(Timeline<Company, CompanyEvent> timeline) {
        return new Supplier<>() {
            private int made;

            @Override
            public String get() {
                Company head = timeline.head();
                String next;
                do {
                    next = ID + ++made;
                } while (head.ids().contains(SecurityId.PREFIX + next)
                        || head.ids().contains(ClosingId.PREFIX + next));
                return next;
            }
        };
    }
}

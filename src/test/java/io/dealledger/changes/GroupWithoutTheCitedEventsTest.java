package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.party.PartyEvent;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the events that the restated cells of a group cite are all that made the difference. */
class GroupWithoutTheCitedEventsTest {
    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 3), 1);
    }

    /** The same ledger without some events. */
    private record Without(ExposureFacts all, Set<Long> gone) implements ExposureFacts {
        private <E extends Fact> List<Recorded<E>> left(List<Recorded<E>> facts) {
            return facts.stream()
                    .filter(fact -> !gone.contains(fact.position()))
                    .toList();
        }

        @Override
        public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
            return left(all.registrations(party, knownAt));
        }

        @Override
        public List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt) {
            return left(all.relations(parties, knownAt));
        }

        @Override
        public List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt) {
            return left(all.claims(parties, knownAt));
        }

        @Override
        public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
                Collection<PartyId> parties, PointInTime point) {
            SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = new TreeMap<>();
            all.positions(parties, point).forEach((company, facts) -> {
                if (!left(facts).isEmpty()) {
                    found.put(company, left(facts));
                }
            });
            return found;
        }

        @Override
        public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
            return left(all.transfers(company, point));
        }

        @Override
        public boolean leavesOut(CompanyId company, PointInTime point) {
            return true;
        }

        @Override
        public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
            return left(all.whole(company, knownAt));
        }

        @Override
        public List<Recorded<FxEvent>> rates(long knownAt) {
            return left(all.rates(knownAt));
        }
    }

    /** With whatever corrects them, and what corrects that. */
    private static Set<Long> withCorrections(RecordedLedger ledger, Collection<Long> positions) {
        Set<Long> gone = new HashSet<>(positions);
        for (long position = 1; position <= ledger.head(); position++) {
            Recorded<? extends Fact> fact = ledger.at(position);
            Long corrects = fact.marks().corrects();
            if (corrects != null) {
                for (long other : List.copyOf(gone)) {
                    if (ledger.at(other).stream().equals(fact.stream())
                            && ledger.at(other).version() == corrects) {
                        gone.add(position);
                    }
                }
            }
        }
        return gone;
    }

    private static Compared compared(
            ExposureFacts ledger, PointInTime from, PointInTime to, ExposureQuestion question) {
        return new PartyComparison(
                        RandomGroup.PARTIES.getFirst(),
                        ledger,
                        to,
                        question,
                        RandomChangesTest.ALONE,
                        new Budget(Budget.FACTS))
                .from(from);
    }

    /** Where something takes effect then that had been masked, what is cited for that goes in turn. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_difference_vanishes(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = RandomGroup.ledger(random, 90);
        for (Basis basis : List.of(Basis.COST, Basis.FAIR_VALUE, Basis.LATEST_ROUND)) {
            for (String currency : new String[] {null, "EUR"}) {
                ExposureQuestion question =
                        new ExposureQuestion(basis, true, currency == null ? null : Currency.of(currency), null);
                LocalDate day = RandomGroup.FIRST.plusDays(random.nextInt(RandomGroup.DAYS));
                long one = 4L + random.nextInt((int) ledger.head() - 4);
                PointInTime from = new PointInTime(day, one, LocalDate.MAX);
                PointInTime to = new PointInTime(day, ledger.head(), LocalDate.MAX);
                String where = "seed " + seed + " " + day + " " + one + "->" + ledger.head() + " " + question;
                Set<Long> gone = new HashSet<>();
                while (true) {
                    Compared compared = compared(new Without(ledger, gone), from, to, question);
                    if (compared.opening().equals(compared.closing())) {
                        break;
                    }
                    Set<Long> more = new HashSet<>(gone);
                    compared.restatement().forEach(cell -> more.addAll(cell.events()));
                    Set<Long> all = withCorrections(ledger, more);
                    assertThat(all.size())
                            .as("%s: %s", where, compared.restatement())
                            .isGreaterThan(gone.size());
                    gone = all;
                }
            }
        }
    }
}

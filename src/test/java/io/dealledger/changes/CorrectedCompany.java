package io.dealledger.changes;

import io.dealledger.captable.RandomCompany;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A random company some of whose events are corrected, or made void, afterwards; what would break the law is left out. */
final class CorrectedCompany {
    private CorrectedCompany() {}

    /** In the order of recording, positions from 1. */
    static List<Recorded<CompanyEvent>> history(long seed, int commands, int corrections) {
        Random random = new Random(seed);
        List<Recorded<CompanyEvent>> history = new ArrayList<>(RandomCompany.history(seed, commands));
        history.sort(Comparator.comparingLong(Recorded::position));
        Timeline<Company, CompanyEvent> timeline = Timeline.of(Company.FOLD, history);
        for (int number = 0; number < corrections / 4; number++) {
            CompanyEvent fact = random.nextBoolean() ? amended(random) : retracted(history, random);
            if (timeline.refuses(List.of(fact)).isEmpty()) {
                Recorded<CompanyEvent> added = new Recorded<>(
                        history.size() + 1L,
                        RandomCompany.ID.value(),
                        timeline.version() + 1,
                        Instant.EPOCH.plusSeconds(history.size()),
                        fact);
                timeline.insert(added);
                history.add(added);
            }
        }
        for (int number = 0; number < corrections; number++) {
            Recorded<CompanyEvent> wrong = history.get(random.nextInt(history.size()));
            Optional<CompanyEvent> instead = random.nextBoolean()
                    ? Optional.of(new CompanyEvent.FactVoided(wrong.when()))
                    : other(wrong.fact(), random);
            if (instead.isEmpty() || timeline.correctionOf(wrong.version()).isPresent()) {
                continue;
            }
            long version = timeline.version() + 1;
            Marks marks = Marks.correcting(wrong.version(), "a slip of the pen");
            Recorded<CompanyEvent> correction = new Recorded<>(
                    history.size() + 1L,
                    wrong.stream(),
                    version,
                    Instant.EPOCH.plusSeconds(history.size()),
                    instead.get(),
                    marks);
            if (timeline.refusesCorrections(List.of(correction)).isEmpty()) {
                timeline.insert(correction);
                history.add(correction);
            }
        }
        return history;
    }

    private static CompanyEvent amended(Random random) {
        return new ShareClassAmended(
                random.nextBoolean() ? "Series A" : "Series B",
                null,
                null,
                random.nextInt(3),
                null,
                null,
                random.nextBoolean() ? Ratio.of("5:4") : null,
                day(random));
    }

    private static EffectiveOn day(Random random) {
        return EffectiveOn.day(RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS)));
    }

    private static CompanyEvent retracted(List<Recorded<CompanyEvent>> history, Random random) {
        List<SharesIssued> issues = history.stream()
                .map(Recorded::fact)
                .filter(SharesIssued.class::isInstance)
                .map(SharesIssued.class::cast)
                .toList();
        return issues.isEmpty()
                ? amended(random)
                : new IssuanceRetracted(
                        issues.get(random.nextInt(issues.size())).security(), "not accepted", day(random));
    }

    private static Optional<CompanyEvent> other(CompanyEvent fact, Random random) {
        return switch (fact) {
            case SharesIssued issued ->
                Optional.of(new SharesIssued(
                        issued.security(),
                        issued.shareClass(),
                        issued.to(),
                        issued.quantity().plus(Shares.of(1 + random.nextInt(100))),
                        issued.price(),
                        issued.legs(),
                        issued.when()));
            case SharesTransferred _, SharesRepurchased _, SharesCancelled _ ->
                Optional.of(new CompanyEvent.FactVoided(fact.when()));
            default -> Optional.empty();
        };
    }
}

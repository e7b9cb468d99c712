package io.dealledger.changes;

import io.dealledger.captable.RandomCompany;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company that issues shares every day, to its holders in turn. */
final class LongCompany {
    static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final int HOLDERS = 200;

    private LongCompany() {}

    /** With two hundred holders; nobody says what they paid. */
    static List<Recorded<CompanyEvent>> history(int issues) {
        return history(issues, HOLDERS, null);
    }

    static List<Recorded<CompanyEvent>> history(int issues, int holders, @Nullable Price price) {
        List<Recorded<CompanyEvent>> history = new ArrayList<>();
        add(history, new CompanyRegistered("Long", null, null, null, null, EffectiveOn.day(FIRST)));
        add(
                history,
                new ShareClassAuthorised(
                        "Common",
                        ShareClassType.COMMON,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Ratio.ONE,
                        EffectiveOn.day(FIRST)));
        for (int day = 1; day <= issues; day++) {
            add(
                    history,
                    new SharesIssued(
                            new SecurityId("se_" + day),
                            "Common",
                            new PartyId("pa_" + day % holders),
                            Shares.of(day),
                            price,
                            List.of(),
                            EffectiveOn.day(FIRST.plusDays(day))));
        }
        return history;
    }

    private static void add(List<Recorded<CompanyEvent>> history, CompanyEvent fact) {
        long position = history.size() + 1L;
        history.add(new Recorded<>(
                position, RandomCompany.ID.value(), position - 1, Instant.EPOCH.plusSeconds(position), fact));
    }
}

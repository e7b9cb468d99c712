package io.dealledger.schedule;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A portfolio company as it was registered, under its latest name, and the types of its share classes. */
record Issuer(
        @Nullable String name,
        @Nullable String country,
        @Nullable String sector,
        Map<String, ShareClassType> classes) {
    static Issuer of(List<Recorded<CompanyEvent>> facts) {
        String name = null;
        String country = null;
        String sector = null;
        Map<String, ShareClassType> classes = new HashMap<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            if (recorded.fact() instanceof CompanyRegistered registered) {
                name = registered.name();
                country = registered.country();
                sector = registered.sector();
            } else if (recorded.fact() instanceof CompanyRenamed renamed) {
                name = renamed.name();
            } else if (recorded.fact() instanceof ShareClassAuthorised authorised) {
                classes.put(authorised.shareClass(), authorised.type());
            }
        }
        return new Issuer(name, country, sector, Map.copyOf(classes));
    }

    SecurityType type(@Nullable String shareClass) {
        ShareClassType type = shareClass == null ? null : classes.get(shareClass);
        if (type == null) {
            return SecurityType.NOT_STATED;
        }
        return switch (type) {
            case COMMON -> SecurityType.COMMON;
            case PREFERRED -> SecurityType.PREFERRED;
        };
    }
}

package io.dealledger.ledger;

import io.dealledger.money.InvalidValue;
import java.util.regex.Pattern;

/** An id with its type's prefix, so that ids of different kinds never clash, in one store or in one sentence. */
public sealed interface Id permits PartyId, CompanyId, RoundId, ClosingId, SecurityId, ReportId {
    Pattern REST = Pattern.compile("[a-z0-9-]{1,64}");

    String value();

    static void check(String prefix, String value) {
        if (!value.startsWith(prefix)
                || !REST.matcher(value.substring(prefix.length())).matches()) {
            throw InvalidValue.of(
                    "not-an-id", value, "'" + value + "' is not " + prefix + " and then 1 to 64 of [a-z0-9-]");
        }
    }
}

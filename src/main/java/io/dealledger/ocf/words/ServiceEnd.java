package io.dealledger.ocf.words;

import io.dealledger.company.GrantEvent.TerminationReason;
import java.util.Arrays;
import java.util.Optional;

/**
 * What ends a person's service forfeits. OCF 1.2.0 has no end of a service, only what it does to each grant; the reason that
 * says it to a person is written and read in one form, so that a package of ours loses nothing.
 */
public final class ServiceEnd {
    private static final String FORFEITED = "Forfeited: ";

    private ServiceEnd() {}

    public static String reason(TerminationReason why) {
        return FORFEITED + why;
    }

    /** Empty for any other reason. */
    public static Optional<TerminationReason> of(String reason) {
        return Arrays.stream(TerminationReason.values())
                .filter(why -> reason(why).equals(reason))
                .findFirst();
    }
}

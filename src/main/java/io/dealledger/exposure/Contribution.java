package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one party gave the issuer, or undertook to give, in one closing, round or investment.
 *
 * @param on day at whose rate it is translated; absent when it holds since always
 * @param recorded step by step in this ledger, so that what is not recorded is zero
 * @param closed false while it is only announced
 * @param amount all of it
 * @param cash what is left of it after everything in kind
 * @param credits committed compute credits, in their own currency: their life is reckoned before it is translated
 * @param creditCurrency currency that the credits are counted in, also where nobody says how many
 * @param other everything in kind but credits
 * @param vendors those whom the issuer has to buy from with what it received
 * @param creditsWithoutVendor whether credits are part of it and nobody says whose
 * @param heard every claim about the amount
 * @param creditsHeard every claim about the credits
 * @param replaced positions of the events whose recorded pieces it stands in place of
 * @param events positions of the events it comes from
 */
record Contribution(
        PartyId party,
        @Nullable LocalDate on,
        boolean recorded,
        boolean closed,
        Claim amount,
        Claim cash,
        Claim credits,
        @Nullable Currency creditCurrency,
        Claim other,
        NavigableSet<PartyId> vendors,
        boolean creditsWithoutVendor,
        List<Claim> heard,
        List<Claim> creditsHeard,
        List<Conflict> conflicts,
        Set<Long> replaced,
        List<Long> events) {
    /** A piece of which nothing is known but that there is one. */
    static Contribution unknown(PartyId party, @Nullable LocalDate on, boolean recorded, List<Long> events) {
        Claim nothingSaid = Figures.undisclosed(events);
        Claim none = Figures.recorded(Fraction.ZERO, null, events);
        return new Contribution(
                party,
                on,
                recorded,
                true,
                nothingSaid,
                nothingSaid,
                recorded ? none : nothingSaid,
                null,
                none,
                new TreeSet<>(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                events);
    }
}

package io.dealledger.whatif;

import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyCommand;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is supposed, and what is asked about it.
 *
 * @param commands as in a batch; each is decided on what those before it did. Without an effective date they take effect
 *     on the date that is asked about
 * @param parties that are supposed to be there
 * @param exits proceeds of an exit, for each of which the waterfall is answered; none when absent
 * @param currency of the proceeds; that of the terms when absent
 * @param options OUTSTANDING when absent
 * @param denominator OUTSTANDING_AS_CONVERTED when absent
 */
public record Hypothesis(
        List<CompanyCommand> commands,
        @Nullable List<NewParty> parties,
        @Nullable List<Fraction> exits,
        @Nullable Currency currency,
        ExitQuestion.@Nullable Options options,
        ExitQuestion.@Nullable Part carveOut,
        ExitQuestion.@Nullable Part escrow,
        @Nullable Denominator denominator) {

    /** @param name for whoever reads the question; nothing is recorded */
    public record NewParty(PartyId id, @Nullable String name) {}

    List<NewParty> newParties() {
        return parties == null ? List.of() : parties;
    }

    ExitQuestion exitQuestion() {
        return new ExitQuestion(
                exits == null ? List.of() : exits,
                currency,
                options == null ? ExitQuestion.Options.OUTSTANDING : options,
                carveOut,
                escrow);
    }
}

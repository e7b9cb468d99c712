package io.dealledger.captable;

import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The company by a definition: what counts and what does not, and what each holder has of it, of the votes, and of the
 * shares as converted. Shares are shares of common, to 10 places.
 *
 * @param thisSecurity whose document defines it
 * @param preMoney valuation at which convertibles were converted
 * @param counts everything that can count, in the order of OCF's rules
 * @param total of what counts
 * @param votes of all outstanding shares; absent where no class says how many votes a share has
 * @param withoutVotes classes with shares outstanding of which nobody recorded the votes; their shares are not counted
 *     among the votes
 * @param holders by party; the pools after them, each under its plan
 */
public record Capitalisation(
        @Nullable SecurityId thisSecurity,
        @Nullable Money preMoney,
        List<Counted> counts,
        String total,
        @Nullable String votes,
        List<String> withoutVotes,
        List<HolderRow> holders) {

    /**
     * @param counted whether the definition asks for it
     * @param shares that there are of it, counted or not
     * @param without securities of which nobody can say how many shares they are, and why
     */
    public record Counted(Definition.Item item, boolean counted, String shares, List<Without> without) {}

    public record Without(SecurityId security, String why) {}

    /**
     * @param party absent for a pool @param plan of a pool
     * @param shares by the definition @param ownership of its total; absent where the total is zero
     * @param votes of its outstanding shares @param votingPower of all votes; absent where there are none
     * @param economics of the outstanding shares as converted; absent where there are none
     * @param vested of its shares, grants and warrants, on the date of the table: what does not vest is vested
     * @param unvested of them
     */
    public record HolderRow(
            @Nullable PartyId party,
            @Nullable String plan,
            String shares,
            @Nullable Ownership ownership,
            @Nullable String votes,
            @Nullable Ownership votingPower,
            @Nullable Ownership economics,
            Shares vested,
            Shares unvested) {}
}

package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.DuplicateLot;
import io.dealledger.company.CompanyRefusal.LotsContradictQuantity;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The securities that an act on "n shares of a class" takes: those the command names, else the oldest first.
 *
 * @param refused why there are none; absent when the lots were found
 */
record Lots(LotRule rule, List<Lot> lots, @Nullable Decision<CompanyEvent> refused) {

    static Lots find(
            Case asked,
            PartyId from,
            String shareClass,
            Shares quantity,
            @Nullable LotRule rule,
            @Nullable List<Lot> named) {
        List<Lot> specific = Case.orNone(named);
        if (rule == LotRule.FIFO && !specific.isEmpty()) {
            throw InvalidValue.in("lots", "not-allowed", specific.toString(), "with FIFO the ledger finds the lots");
        }
        if (rule == LotRule.SPECIFIC && specific.isEmpty()) {
            throw InvalidValue.in("lots", "missing", "", "SPECIFIC names the lots");
        }
        Optional<Refusal> nothing = Case.zero("quantity", quantity.quantity());
        if (nothing.isPresent()) {
            return refused(nothing.get());
        }
        return specific.isEmpty() ? oldest(asked, from, shareClass, quantity) : specific(quantity, specific);
    }

    private static Lots specific(Shares quantity, List<Lot> named) {
        Optional<SecurityId> twice =
                Case.twice(named.stream().map(Lot::security).toList());
        if (twice.isPresent()) {
            return refused(new DuplicateLot(twice.get()));
        }
        Optional<Refusal> nothing = named.stream()
                .flatMap(lot -> Case.zero("lots.quantity", lot.quantity().quantity()).stream())
                .findFirst();
        if (nothing.isPresent()) {
            return refused(nothing.get());
        }
        Shares sum = named.stream().map(Lot::quantity).reduce(Shares.ZERO, Shares::plus);
        return sum.equals(quantity)
                ? new Lots(LotRule.SPECIFIC, named, null)
                : refused(new LotsContradictQuantity(sum, quantity));
    }

    private static Lots oldest(Case asked, PartyId from, String shareClass, Shares quantity) {
        Optional<Refusal> missing = ShareLaw.missing(asked.then(), from, shareClass, quantity, asked.day());
        if (missing.isPresent()) {
            return new Lots(
                    LotRule.FIFO,
                    List.of(),
                    asked.refuse(
                            missing.get(),
                            then -> ShareLaw.missing(then, from, shareClass, quantity, asked.day())
                                    .isEmpty()));
        }
        List<Lot> lots = new ArrayList<>();
        Shares left = quantity;
        for (Security security : asked.then().shares().lots(from, shareClass)) {
            if (left.isZero()) {
                break;
            }
            Shares taken = left.min(security.quantity());
            lots.add(new Lot(security.id(), taken));
            left = left.minus(taken);
        }
        return new Lots(LotRule.FIFO, lots, null);
    }

    private static Lots refused(Refusal refusal) {
        return new Lots(LotRule.FIFO, List.of(), Decision.refused(refusal));
    }
}

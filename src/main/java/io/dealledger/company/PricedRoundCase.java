package io.dealledger.company;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.company.PricedRoundRefusal.NotOneToOne;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A round that is to be priced and closed, before the law. @param currency of the round, and of every amount in it */
record PricedRoundCase(Case asked, ClosePricedRound command, Currency currency) {
    Company company() {
        return asked.then();
    }

    RoundId round() {
        return command.round();
    }

    EffectiveOn when() {
        return asked.when();
    }

    LocalDate on() {
        return GrantLaw.dayOf(asked.day());
    }

    static RoundingMode mode(FigureRounding rounding) {
        return RoundingMode.valueOf(rounding.mode().name());
    }

    void inCurrency(@Nullable Money amount) {
        if (amount != null && !amount.currency().equals(currency)) {
            throw new Objection(new WrongCurrency(currency, amount.currency()));
        }
    }

    void oneToOne(String name) {
        ShareClass shareClass = company().classes().get(name);
        if (shareClass == null) {
            throw new Objection(new UnknownShareClass(name));
        }
        if (!shareClass.conversionRatio().fraction().equals(Fraction.ONE)) {
            throw new Objection(new NotOneToOne(command.round(), name, shareClass.conversionRatio()));
        }
    }
}

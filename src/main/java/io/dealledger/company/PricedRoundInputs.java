package io.dealledger.company;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.pricing.Convertible;
import io.dealledger.calculation.pricing.Interest;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricedRoundTerms.AntiDilution;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.NewInvestor;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.money.Fraction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a priced round as an event keeps them: each figure under its place (RFC 6901) in the body that the calculator
 * takes, so that whoever has the event can put the same question again.
 */
final class PricedRoundInputs {
    private final Map<String, String> figures = new LinkedHashMap<>();

    private PricedRoundInputs() {}

    static Map<String, String> of(PricedRoundTerms terms) {
        PricedRoundInputs inputs = new PricedRoundInputs();
        inputs.all(terms);
        return inputs.figures;
    }

    private void all(PricedRoundTerms terms) {
        put("/preMoney", terms.preMoney());
        put("/postMoney", terms.postMoney());
        put("/raise", terms.raise());
        put("/poolPostMoney", terms.poolPostMoney());
        put("/poolBasis", terms.poolBasis());
        put("/poolIncrease", terms.poolIncrease());
        put("/capitalisation", terms.capitalisation());
        List<NewInvestor> investors = terms.newInvestors();
        for (int index = 0; index < investors.size(); index++) {
            put("/newInvestors/" + index + "/name", investors.get(index).name());
            put("/newInvestors/" + index + "/amount", investors.get(index).amount());
        }
        for (int index = 0; index < terms.holders().size(); index++) {
            holder("/holders/" + index, terms.holders().get(index));
        }
        for (int index = 0; index < terms.convertibles().size(); index++) {
            convertible("/convertibles/" + index, terms.convertibles().get(index));
        }
        RoundRounding rounding = terms.rounding();
        if (rounding != null) {
            rounded("/rounding/price", rounding.price());
            rounded("/rounding/conversionPrice", rounding.conversionPrice());
            put("/rounding/shares", rounding.shares());
        }
    }

    private void holder(String at, ExistingHolder holder) {
        put(at + "/name", holder.name());
        put(at + "/shares", holder.shares());
        put(at + "/unissuedPool", holder.unissuedPool());
        put(at + "/options", holder.options());
        AntiDilution antiDilution = holder.antiDilution();
        if (antiDilution != null) {
            put(at + "/antiDilution/method", antiDilution.method());
            put(at + "/antiDilution/conversionPrice", antiDilution.conversionPrice());
            put(at + "/antiDilution/base", antiDilution.base());
        }
    }

    private void convertible(String at, Convertible convertible) {
        put(at + "/name", convertible.name());
        put(at + "/kind", convertible.kind());
        put(at + "/amount", convertible.amount());
        put(at + "/cap", convertible.cap());
        put(at + "/discount", convertible.discount());
        put(at + "/percent", convertible.percent());
        put(at + "/mfn", convertible.mfn());
        put(at + "/capBasis", convertible.capBasis());
        Interest interest = convertible.interest();
        if (interest != null) {
            put(at + "/interest/rate", interest.rate());
            put(at + "/interest/from", interest.from());
            put(at + "/interest/to", interest.to());
            put(at + "/interest/dayCount", interest.dayCount());
            put(at + "/interest/kind", interest.kind());
            put(at + "/interest/period", interest.period());
        }
    }

    private void rounded(String at, @Nullable FigureRounding rounding) {
        if (rounding != null) {
            put(at + "/places", rounding.places());
            put(at + "/mode", rounding.mode());
        }
    }

    private void put(String at, @Nullable Object figure) {
        if (figure != null) {
            figures.put(at, figure instanceof Fraction fraction ? Given.text(fraction) : figure.toString());
        }
    }
}

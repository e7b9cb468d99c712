package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes, SAFEs and other securities that an amount is paid for and that become shares later. */
public sealed interface ConvertibleEvent extends InstrumentEvent {
    /** In the words of OCF. */
    enum ConvertibleKind {
        NOTE,
        SAFE,
        CONVERTIBLE_SECURITY
    }

    /**
     * @param amount invested: the principal of a note, the purchase amount of a SAFE
     * @param legs what it was paid with; empty when that is not recorded
     * @param triggers when and into what it converts; at least one
     * @param proRata fraction of a later round that the holder may take
     * @param seniority higher is paid first
     * @param maturesOn day on which a note is due
     */
    record ConvertibleIssued(
            SecurityId security,
            PartyId to,
            ConvertibleKind kind,
            Money amount,
            List<Leg> legs,
            List<ConversionTrigger> triggers,
            @Nullable BigDecimal proRata,
            int seniority,
            @Nullable LocalDate maturesOn,
            EffectiveOn when)
            implements ConvertibleEvent {}

    /** Terms from a date on; what is absent stays as it was. @param triggers all of them; empty when they stay */
    record ConvertibleAmended(
            SecurityId security,
            List<ConversionTrigger> triggers,
            @Nullable BigDecimal proRata,
            @Nullable Integer seniority,
            @Nullable LocalDate maturesOn,
            EffectiveOn when)
            implements ConvertibleEvent {}

    /**
     * The holder of a security with a most-favoured clause takes the terms of another one.
     *
     * @param termsOf the other security @param triggers its terms, which hold from that day on
     */
    record MostFavouredTermsElected(
            SecurityId security, SecurityId termsOf, List<ConversionTrigger> triggers, EffectiveOn when)
            implements ConvertibleEvent {}

    /**
     * How a quantity was found.
     *
     * @param formula name of the function @param version of it
     * @param price that one share was converted at
     * @param controlling term that gave the price, e.g. CAP or DISCOUNT
     * @param rounding of the quantity
     * @param inputs by name, as they were given to the function; those of a whole body by their place in it (RFC 6901)
     * @param results by name, of what the act itself does not say; absent for none
     */
    record Calculation(
            String formula,
            int version,
            @Nullable Price price,
            @Nullable String controlling,
            @Nullable Rounding rounding,
            Map<String, String> inputs,
            @Nullable Map<String, String> results) {
        /** All that it gave is in the act. */
        public Calculation(
                String formula,
                int version,
                @Nullable Price price,
                @Nullable String controlling,
                @Nullable Rounding rounding,
                Map<String, String> inputs) {
            this(formula, version, price, controlling, rounding, inputs, null);
        }
    }

    /**
     * The whole of a convertible, or a part of its amount, becomes shares.
     *
     * @param trigger by which it converts
     * @param amount converted, without interest @param interest converted with it
     * @param quantity of the new security
     */
    record ConvertibleConverted(
            SecurityId security,
            PartyId holder,
            String trigger,
            Money amount,
            @Nullable Money interest,
            String shareClass,
            SecurityId newSecurity,
            Shares quantity,
            @Nullable Calculation calculation,
            @Nullable String reason,
            EffectiveOn when)
            implements ConvertibleEvent {}
}

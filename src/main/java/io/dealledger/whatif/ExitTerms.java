package io.dealledger.whatif;

import io.dealledger.calculation.pricing.DayCount;
import io.dealledger.calculation.pricing.Interest;
import io.dealledger.company.Company;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Accrual;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Compounding;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Payout;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.Convertible;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a convertible is due at an exit, and how many common shares it may take instead.
 *
 * <p>Due is, where its terms state a multiple, that multiple of the amount, else the amount; and the interest of a note
 * to the day. Which is the cash-out amount of a SAFE and the debt of a note. It may take instead the amount, and interest,
 * at the price of its cap: a cap before the money is divided by the shares, grants and warrants outstanding, or by what
 * its definition counts; a cap after the money, or a percentage, is its part of these and of everything that converts, all
 * of it converted.
 *
 * @param due absent when the terms do not say
 * @param interest part of what is due
 * @param shares absent when it cannot convert, or nobody can say into how many
 * @param missing terms that are not recorded, or that make no number of shares
 * @param reason why they are missed; empty when none is
 */
record ExitTerms(
        @Nullable Fraction due,
        Fraction interest,
        @Nullable Fraction shares,
        String rule,
        List<String> missing,
        String reason) {

    /** What is known of one before the capitalisation is. */
    private record Draft(
            Convertible of,
            @Nullable Fraction due,
            Fraction interest,
            @Nullable Mechanism before,
            @Nullable Mechanism after,
            @Nullable Fraction fixed,
            String rule,
            List<String> missing,
            List<String> reasons) {
        /** Of the capitalisation that its cap is divided by; zero where it has none before the money. */
        Fraction partBefore() {
            return part(of, interest, before);
        }

        /** Of all shares, where everything has converted; zero where it has no such claim. */
        Fraction partAfter() {
            return part(of, interest, after);
        }

        Fraction sharesBefore(Company company) {
            Fraction ofCap = before == null ? Fraction.ZERO : partBefore().times(base(company, before));
            return fixed == null ? ofCap : fixed.max(ofCap);
        }
    }

    private static Fraction part(Convertible of, Fraction interest, @Nullable Mechanism mechanism) {
        if (mechanism == null) {
            return Fraction.ZERO;
        }
        return mechanism.percent() != null
                ? Fraction.of(mechanism.percent())
                : of.amount()
                        .fraction()
                        .plus(interest)
                        .over(Objects.requireNonNull(mechanism.cap()).fraction());
    }

    static Map<SecurityId, ExitTerms> of(List<Convertible> all, Known known) {
        boolean complete = AsConverted.of(known.company()).complete();
        List<Draft> drafts = all.stream().map(one -> draft(one, known.day())).toList();
        Fraction before = drafts.stream()
                .filter(draft -> draft.after == null)
                .map(draft -> draft.sharesBefore(known.company()))
                .reduce(Fraction.ZERO, Fraction::plus);
        Fraction parts = drafts.stream().map(Draft::partAfter).reduce(Fraction.ZERO, Fraction::plus);
        Map<SecurityId, ExitTerms> terms = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            terms.put(draft.of.id(), finished(draft, known.company(), before, parts, complete));
        }
        return terms;
    }

    private static ExitTerms finished(Draft draft, Company company, Fraction before, Fraction parts, boolean complete) {
        List<String> missing = new ArrayList<>(draft.missing);
        List<String> reasons = new ArrayList<>(draft.reasons);
        @Nullable Fraction shares = draft.fixed;
        String rule = draft.rule;
        if (draft.fixed != null) {
            rule += "; or converts into a fixed number of shares";
        }
        if ((draft.before != null || draft.after != null) && !complete) {
            missing.add("capitalisation");
            reasons.add("its part of the capitalisation is not known while a warrant's class or quantity is not");
        } else if (draft.before != null) {
            shares = max(shares, draft.sharesBefore(company));
            rule += "; or converts at its cap over " + Figures.plain(base(company, draft.before))
                    + " shares before the money";
        }
        if (draft.after != null && complete) {
            if (parts.compareTo(Fraction.ONE) >= 0) {
                missing.add("capitalisation");
                reasons.add("what converts after the money would be all of the company");
            } else {
                Fraction all = base(company, draft.after).plus(before).over(Fraction.ONE.minus(parts));
                shares = max(shares, draft.partAfter().times(all));
                rule += "; or converts into its part of " + Figures.plain(all) + " shares, all that converts counted";
            }
        }
        return new ExitTerms(draft.due, draft.interest, shares, rule, List.copyOf(missing), String.join("; ", reasons));
    }

    private static Fraction max(@Nullable Fraction one, Fraction other) {
        return one == null ? other : one.max(other);
    }

    /** Shares that a cap is divided by, without what converts. */
    private static Fraction base(Company company, Mechanism mechanism) {
        CapitalisationRules rules = mechanism.capitalisationRules();
        AsConverted all = AsConverted.of(company);
        if (rules == null) {
            return all.stock().plus(all.options());
        }
        Fraction base = rules.outstandingShares() ? all.stock() : Fraction.ZERO;
        base = rules.outstandingOptions() ? base.plus(all.options()) : base;
        return rules.outstandingUnissuedOptions() ? base.plus(all.pools()) : base;
    }

    private static Draft draft(Convertible of, LocalDate day) {
        List<Mechanism> mechanisms = of.triggers().stream()
                .map(ConversionTrigger::right)
                .map(ConversionTrigger.Right::mechanism)
                .toList();
        List<String> missing = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean note = of.issued().kind() == ConvertibleKind.NOTE;
        Optional<Fraction> accrued =
                note ? interest(of, mechanisms, day, missing, reasons) : Optional.of(Fraction.ZERO);
        Fraction interest = accrued.orElse(Fraction.ZERO);
        List<Fraction> multiples = mechanisms.stream()
                .filter(mechanism -> mechanism.exitMultiple() != null)
                .map(mechanism ->
                        Objects.requireNonNull(mechanism.exitMultiple()).fraction())
                .distinct()
                .toList();
        Fraction amount = of.amount().fraction();
        @Nullable Fraction due = null;
        String rule = "";
        if (multiples.size() > 1) {
            missing.add("exitMultiple");
            reasons.add("its triggers state different multiples at an exit");
        } else if (accrued.isEmpty()) {
            due = null;
        } else if (multiples.isEmpty() && of.issued().kind() == ConvertibleKind.CONVERTIBLE_SECURITY) {
            missing.add("exitMultiple");
            reasons.add("what it is due at an exit is not recorded");
        } else {
            Fraction multiple = multiples.isEmpty() ? Fraction.ONE : multiples.getFirst();
            due = amount.times(multiple).plus(interest);
            rule = (multiples.isEmpty() ? "its amount" : Figures.plain(multiple) + " times its amount")
                    + (interest.isZero() ? "" : " and interest to " + day);
        }
        @Nullable Mechanism before = null;
        @Nullable Mechanism after = null;
        @Nullable Fraction fixed = null;
        for (Mechanism mechanism : mechanisms) {
            switch (mechanism.kind()) {
                case SAFE_CONVERSION, CONVERTIBLE_NOTE_CONVERSION -> {
                    if (mechanism.cap() == null || mechanism.cap().isZero()) {
                        missing.add("conversion");
                        reasons.add("it has no cap, and without the price of a share no number of shares");
                    } else if (mechanism.kind() == MechanismKind.SAFE_CONVERSION && mechanism.timing() == null) {
                        missing.add("timing");
                        reasons.add("whether its cap is before or after the money is not recorded");
                    } else if (!mechanism.cap().currency().equals(of.amount().currency())) {
                        missing.add("conversion");
                        reasons.add("its cap is in " + mechanism.cap().currency() + " and its amount in "
                                + of.amount().currency());
                    } else if (mechanism.timing() == Timing.POST_MONEY) {
                        after = better(of, interest, mechanism, after);
                    } else {
                        before = better(of, interest, mechanism, before);
                    }
                }
                case FIXED_AMOUNT_CONVERSION -> {
                    if (mechanism.quantity() != null) {
                        fixed = max(fixed, mechanism.quantity().fraction());
                    }
                }
                case FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION -> after = better(of, interest, mechanism, after);
                case RATIO_CONVERSION, VALUATION_BASED_CONVERSION, CUSTOM_CONVERSION, PPS_BASED_CONVERSION -> {
                    missing.add("conversion");
                    reasons.add("what " + mechanism.kind() + " becomes at an exit is not counted");
                }
            }
        }
        return new Draft(
                of,
                due,
                interest,
                before,
                after,
                fixed,
                rule,
                missing.stream().distinct().toList(),
                reasons.stream().distinct().toList());
    }

    private static Mechanism better(Convertible of, Fraction interest, Mechanism one, @Nullable Mechanism other) {
        return other == null || part(of, interest, one).compareTo(part(of, interest, other)) > 0 ? one : other;
    }

    /** Empty when its terms do not say how much it is. */
    private static Optional<Fraction> interest(
            Convertible of, List<Mechanism> mechanisms, LocalDate day, List<String> missing, List<String> reasons) {
        record Terms(
                List<ConversionTrigger.Interest> rates,
                ConversionTrigger.@Nullable DayCount dayCount,
                @Nullable Payout payout,
                @Nullable Accrual accrual,
                @Nullable Compounding compounding) {}
        List<Terms> terms = mechanisms.stream()
                .filter(mechanism -> !mechanism.interest().isEmpty())
                .map(mechanism -> new Terms(
                        mechanism.interest(),
                        mechanism.dayCount(),
                        mechanism.interestPayout(),
                        mechanism.interestAccrual(),
                        mechanism.compounding()))
                .distinct()
                .toList();
        if (terms.isEmpty()) {
            return Optional.of(Fraction.ZERO);
        }
        if (terms.size() > 1) {
            missing.add("interest");
            reasons.add("its triggers state different interest");
            return Optional.empty();
        }
        Terms stated = terms.getFirst();
        if (stated.payout == Payout.CASH) {
            return Optional.of(Fraction.ZERO);
        }
        if (stated.dayCount == null || stated.compounding == null) {
            missing.addAll(
                    stated.dayCount != null
                            ? List.of("compounding")
                            : stated.compounding != null ? List.of("dayCount") : List.of("dayCount", "compounding"));
            reasons.add("how its interest is counted is not recorded");
            return Optional.empty();
        }
        DayCount dayCount = switch (stated.dayCount) {
            case ACTUAL_365 -> DayCount.ACT_365;
            case DAYS_30_360 -> DayCount.THIRTY_360;
        };
        boolean compounding = stated.compounding == Compounding.COMPOUNDING;
        Fraction sum = Fraction.ZERO;
        for (ConversionTrigger.Interest one : stated.rates) {
            LocalDate until = one.until() != null && one.until().isBefore(day) ? one.until() : day;
            if (one.from().isBefore(until)) {
                Fraction principal = of.amount().fraction();
                sum = sum.plus(new Interest(
                                Fraction.of(one.rate()),
                                one.from(),
                                until,
                                dayCount,
                                compounding ? Interest.Kind.COMPOUNDING : Interest.Kind.SIMPLE,
                                period(stated.accrual))
                        .on(compounding ? principal.plus(sum) : principal));
            }
        }
        return Optional.of(sum);
    }

    private static Interest.@Nullable Period period(@Nullable Accrual accrual) {
        return accrual == null
                ? null
                : switch (accrual) {
                    case DAILY -> Interest.Period.DAILY;
                    case MONTHLY -> Interest.Period.MONTHLY;
                    case QUARTERLY -> Interest.Period.QUARTERLY;
                    case SEMI_ANNUAL -> Interest.Period.SEMI_ANNUAL;
                    case ANNUAL -> Interest.Period.ANNUAL;
                };
    }
}

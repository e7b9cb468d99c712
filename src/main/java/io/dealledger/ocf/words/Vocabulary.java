package io.dealledger.ocf.words;

import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Accrual;
import io.dealledger.company.ConversionTrigger.Compounding;
import io.dealledger.company.ConversionTrigger.DayCount;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Payout;
import io.dealledger.company.ConversionTrigger.SharesRounding;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.ConversionTrigger.ValuationFormula;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.Particulars.IssuanceKind;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.PeriodKind;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.company.WarrantEvent.QuantitySource;
import io.dealledger.money.InvalidValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One enumeration of OCF 1.2.0, word for word, beside that of the ledger. Most are the same words, because the ledger has
 * them from OCF; what differs is listed here.
 *
 * @param <E> the ledger's enumeration
 */
public final class Vocabulary<E extends Enum<E>> {
    public static final Vocabulary<ShareClassType> CLASS_TYPES = of("StockClassType", ShareClassType.class);
    public static final Vocabulary<StakeholderType> STAKEHOLDER_TYPES = of("StakeholderType", StakeholderType.class);
    public static final Vocabulary<CancellationRule> CANCELLATION_BEHAVIOURS =
            of("StockPlanCancellationBehaviorType", CancellationRule.class);
    public static final Vocabulary<Compensation> COMPENSATION_TYPES = of("CompensationType", Compensation.class);
    public static final Vocabulary<TerminationReason> TERMINATION_REASONS =
            of("TerminationWindowType", TerminationReason.class);
    public static final Vocabulary<PeriodUnit> PERIOD_UNITS = of("PeriodType", PeriodUnit.class);
    public static final Vocabulary<Allocation> ALLOCATION_TYPES = of("AllocationType", Allocation.class);
    public static final Vocabulary<TriggerKind> VESTING_TRIGGERS = of("VestingTriggerType", TriggerKind.class);
    /** Periods of vesting; OCF has one enumeration for these and for windows of termination. */
    public static final Vocabulary<PeriodKind> VESTING_PERIODS =
            new Vocabulary<>("PeriodType", PeriodKind.class, Map.of(), false);

    public static final Vocabulary<ConvertibleKind> CONVERTIBLE_TYPES = of("ConvertibleType", ConvertibleKind.class);
    public static final Vocabulary<ConversionTrigger.Kind> CONVERSION_TRIGGERS =
            of("ConversionTriggerType", ConversionTrigger.Kind.class);
    public static final Vocabulary<MechanismKind> CONVERSION_MECHANISMS =
            of("ConversionMechanismType", MechanismKind.class);
    public static final Vocabulary<Timing> CONVERSION_TIMINGS = of("ConversionTimingType", Timing.class);
    public static final Vocabulary<DayCount> DAY_COUNTS =
            new Vocabulary<>("DayCountType", DayCount.class, Map.of(DayCount.DAYS_30_360, "30_360"), true);
    public static final Vocabulary<Payout> INTEREST_PAYOUTS = of("InterestPayoutType", Payout.class);
    public static final Vocabulary<Accrual> ACCRUAL_PERIODS = of("AccrualPeriodType", Accrual.class);
    public static final Vocabulary<Compounding> COMPOUNDINGS = of("CompoundingType", Compounding.class);
    public static final Vocabulary<ValuationFormula> VALUATION_FORMULAS =
            of("ValuationBasedFormulaType", ValuationFormula.class);
    public static final Vocabulary<SharesRounding> ROUNDINGS = of("RoundingType", SharesRounding.class);
    public static final Vocabulary<QuantitySource> QUANTITY_SOURCES = of("QuantitySourceType", QuantitySource.class);
    public static final Vocabulary<IssuanceKind> ISSUANCE_TYPES = of("StockIssuanceType", IssuanceKind.class);

    /** OCF knows one kind of valuation; the ledger's other kinds have no word there. */
    public static final Vocabulary<ValuationKind> VALUATION_TYPES =
            only("ValuationType", ValuationKind.class, Map.of(ValuationKind.VALUATION_409A, "409A"));

    private final String name;
    private final boolean whole;
    private final Map<E, String> words = new LinkedHashMap<>();
    private final Map<String, E> meanings = new LinkedHashMap<>();

    private Vocabulary(String name, Class<E> ours, Map<E, String> others, boolean whole) {
        this.name = name;
        this.whole = whole;
        for (E meaning : ours.getEnumConstants()) {
            put(meaning, others.getOrDefault(meaning, meaning.name()));
        }
    }

    private Vocabulary(String name, Map<E, String> words) {
        this.name = name;
        this.whole = true;
        words.forEach(this::put);
    }

    private void put(E meaning, String word) {
        words.put(meaning, word);
        meanings.put(word, meaning);
    }

    private static <E extends Enum<E>> Vocabulary<E> of(String name, Class<E> ours) {
        return new Vocabulary<>(name, ours, Map.of(), true);
    }

    @SuppressWarnings("unused") // the class is what the words are of
    private static <E extends Enum<E>> Vocabulary<E> only(String name, Class<E> ours, Map<E, String> words) {
        return new Vocabulary<>(name, words);
    }

    /** Name of the enumeration in the schema of OCF. */
    public String name() {
        return name;
    }

    /** Whether every word of the enumeration is here; otherwise it has words that mean something elsewhere only. */
    public boolean isWhole() {
        return whole;
    }

    /** All words, and what they mean. */
    public Map<String, E> meanings() {
        return Map.copyOf(meanings);
    }

    /** The word for it; empty where OCF has none. */
    public Optional<String> word(E meaning) {
        return Optional.ofNullable(words.get(meaning));
    }

    /** The word for it, where OCF has a word for everything. */
    public String wordFor(E meaning) {
        return word(meaning)
                .orElseThrow(() -> new IllegalArgumentException(meaning + " has no word in " + name + " of OCF"));
    }

    /** @throws InvalidValue when the enumeration has no such word */
    public E meaning(String word) {
        E meaning = meanings.get(word);
        if (meaning == null) {
            throw InvalidValue.of(
                    "unknown-word",
                    word,
                    "'" + word + "' is none of the " + name + " of OCF: "
                            + Arrays.stream(meanings.keySet().toArray())
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return meaning;
    }
}

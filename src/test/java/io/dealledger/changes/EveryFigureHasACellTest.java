package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableCells;
import io.dealledger.exposure.ExposureAnswer;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import io.dealledger.valuation.ValuationCells;
import io.dealledger.valuation.ValuationHistory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An answer is taken apart by reflection, and each of its components is exchanged for another one: the cells must differ.
 * A component that is added to an answer is either compared from then on, or noted here with the reason why it is not.
 */
class EveryFigureHasACellTest {
    /** Which question was answered, up to where, and from which events: none of it is a figure. */
    private static final Set<String> QUESTION_AND_PROOF = Set.of(
            "CapTable.company",
            "CapTable.asOf",
            "CapTable.knownAt",
            "CapTable.position",
            "CapTable.publishedBy",
            "CapTable.by",
            "CapTable.version",
            "CapTable.denominator",
            "ClassRow.events",
            "Holding.events",
            "ReportedInterest.events",
            "PlanRow.events",
            "GrantRow.events",
            "WarrantRow.events",
            "ConvertibleRow.events",
            "ValuationHistory.company",
            "ValuationHistory.asOf",
            "ValuationHistory.knownAt",
            "ValuationHistory.position",
            "ValuationHistory.publishedBy",
            "ValuationHistory.by",
            "ValuationHistory.currency",
            "Point.events");

    /** Figures that the tables compared do not have, since nobody asks for them, or that follow from others. */
    private static final Set<String> ELSEWHERE = Set.of(
            // Sums of the holdings, for a question of their own.
            "CapTable.byHolder",
            "CapTable.byClass",
            "CapTable.bySecurity",
            "CapTable.capitalisation",
            // Only where ownership is fully diluted.
            "PlanRow.ownership",
            "GrantRow.ownership",
            "WarrantRow.ownership",
            // Made to add up: it changes with its neighbours and says nothing that the fraction does not.
            "Ownership.displayed",
            // Of the event itself, whose position is the address.
            "Perhaps.effectiveOn",
            "Perhaps.effectiveFrom",
            "Perhaps.precision");

    /** The same of what a group holds. */
    private static final Set<String> OF_AN_EXPOSURE = Set.of(
            "ExposureAnswer.party",
            "ExposureAnswer.asOf",
            "ExposureAnswer.knownAt",
            "ExposureAnswer.publishedBy",
            "ExposureAnswer.by",
            "ExposureAnswer.position",
            "ExposureAnswer.basis",
            "ExposureAnswer.currency",
            "ExposureAnswer.groupEvents",
            "InvestmentAnswer.circularRevenueEvents",
            "InvestmentAnswer.events",
            "LotAnswer.events",
            "ClaimAnswer.events");

    /** Simple values, and others in their place. */
    private static final Map<Class<?>, List<?>> VALUES = Map.ofEntries(
            Map.entry(String.class, List.of("one", "another")),
            Map.entry(int.class, List.of(1, 2)),
            Map.entry(Integer.class, List.of(1, 2)),
            Map.entry(long.class, List.of(1L, 2L)),
            Map.entry(Long.class, List.of(1L, 2L)),
            Map.entry(boolean.class, List.of(true, false)),
            Map.entry(Boolean.class, List.of(true, false)),
            Map.entry(BigDecimal.class, List.of(new BigDecimal("0.5"), new BigDecimal("0.25"))),
            // One before and one after, for those of a range.
            Map.entry(
                    LocalDate.class,
                    List.of(
                            LocalDate.parse("2023-06-30"),
                            LocalDate.parse("2023-07-31"),
                            LocalDate.parse("2023-05-31"))),
            Map.entry(PartyId.class, List.of(new PartyId("pa_one"), new PartyId("pa_other"))),
            Map.entry(CompanyId.class, List.of(new CompanyId("co_one"), new CompanyId("co_other"))),
            Map.entry(RoundId.class, List.of(new RoundId("rd_one"), new RoundId("rd_other"))),
            Map.entry(SecurityId.class, List.of(new SecurityId("se_one"), new SecurityId("se_other"))),
            Map.entry(Shares.class, List.of(Shares.of(1), Shares.of(2))),
            Map.entry(Fraction.class, List.of(Fraction.of(1, 2), Fraction.of(1, 4))),
            Map.entry(Ratio.class, List.of(Ratio.ONE, Ratio.of("2:1"))),
            Map.entry(Currency.class, List.of(Currency.of("USD"), Currency.of("EUR"))),
            // How good it is counts; where it was published says nothing of what it is about.
            Map.entry(
                    Source.class,
                    List.of(
                            new Source("Paper", null, null, null, SourceClass.PRESS_NAMED),
                            new Source("Paper", null, null, null, SourceClass.PRIMARY_FILING))),
            Map.entry(Price.class, List.of(Price.of("1", "USD"), Price.of("2", "USD"))),
            Map.entry(Money.class, List.of(Money.of("1", "USD"), Money.of("2", "USD"))),
            Map.entry(Printed.class, List.of(printed("1", null), printed("2", null), printed("1", "3"))));

    private static Printed printed(String amount, String alternative) {
        return new Printed(
                Op.EXACT,
                amount,
                amount,
                true,
                amount,
                true,
                Unit.MONEY,
                "USD",
                null,
                SourceClass.PRIMARY_FILING,
                null,
                alternative,
                null,
                null,
                null,
                List.of(1L),
                Claim.undisclosed(Unit.MONEY, List.of(1L)));
    }

    /** @param name of the component that is another one */
    private record Other(String name, Object answer) {}

    private final Set<String> mayBePassedOver = new TreeSet<>();
    private final Set<String> passedOver = new TreeSet<>();

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    }

    private static Object sample(Type type) {
        Class<?> raw = raw(type);
        if (VALUES.containsKey(raw)) {
            return VALUES.get(raw).getFirst();
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw == List.class) {
            return List.of(sample(((ParameterizedType) type).getActualTypeArguments()[0]));
        }
        if (raw == SortedMap.class) {
            Type[] entry = ((ParameterizedType) type).getActualTypeArguments();
            return new TreeMap<>(Map.of(sample(entry[0]), sample(entry[1])));
        }
        if (!raw.isRecord()) {
            throw new AssertionError("no value of " + type + " is at hand");
        }
        return made(
                        raw,
                        Arrays.stream(raw.getRecordComponents())
                                .map(component -> sample(component.getGenericType()))
                                .toArray())
                .orElseThrow(() -> new AssertionError("no " + raw + " can be made"));
    }

    /** Empty where the values do not go together. */
    private static Optional<Object> made(Class<?> type, Object[] values) {
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException _) {
            return Optional.empty();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    /** The same value with one thing in it another one, in every way that is possible. */
    private List<Other> others(String name, Type type, Object value) {
        Class<?> raw = raw(type);
        if (VALUES.containsKey(raw) || raw.isEnum()) {
            List<?> all = raw.isEnum() ? List.of(raw.getEnumConstants()) : VALUES.get(raw);
            return all.stream()
                    .filter(other -> !other.equals(value))
                    .map(other -> new Other(name, other))
                    .toList();
        }
        if (raw == List.class) {
            Type of = ((ParameterizedType) type).getActualTypeArguments()[0];
            List<Other> others = new ArrayList<>(List.of(new Other(name, List.of())));
            others(name, of, ((List<?>) value).getFirst())
                    .forEach(other -> others.add(new Other(other.name(), List.of(other.answer()))));
            return others;
        }
        if (raw == SortedMap.class) {
            Type[] entry = ((ParameterizedType) type).getActualTypeArguments();
            SortedMap<?, ?> map = (SortedMap<?, ?>) value;
            List<Other> others = new ArrayList<>(List.of(new Other(name, new TreeMap<>())));
            others(name, entry[0], map.firstKey())
                    .forEach(other -> others.add(new Other(
                            name,
                            new TreeMap<>(
                                    Map.of(other.answer(), map.firstEntry().getValue())))));
            others(name, entry[1], map.firstEntry().getValue())
                    .forEach(other ->
                            others.add(new Other(other.name(), new TreeMap<>(Map.of(map.firstKey(), other.answer())))));
            return others;
        }
        List<Other> others = new ArrayList<>();
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values =
                Arrays.stream(components).map(component -> of(component, value)).toArray();
        for (int index = 0; index < components.length; index++) {
            String component = raw.getSimpleName() + "." + components[index].getName();
            if (mayBePassedOver.contains(component)) {
                passedOver.add(component);
                continue;
            }
            List<Other> ofComponent = new ArrayList<>();
            for (Other other : others(component, components[index].getGenericType(), values[index])) {
                Object[] changed = values.clone();
                changed[index] = other.answer();
                made(raw, changed).ifPresent(made -> ofComponent.add(new Other(other.name(), made)));
            }
            assertThat(ofComponent).as("other values of " + component).isNotEmpty();
            others.addAll(ofComponent);
        }
        return others;
    }

    private static Object of(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private <A> void isCompared(Class<A> answer, Function<A, SortedMap<String, String>> cells) {
        A sample = answer.cast(sample(answer));
        Map<String, Boolean> seen = new LinkedHashMap<>();
        for (Other other : others(answer.getSimpleName(), answer, sample)) {
            boolean differs = !cells.apply(answer.cast(other.answer())).equals(cells.apply(sample));
            seen.merge(other.name(), differs, Boolean::logicalAnd);
        }
        assertThat(seen.entrySet().stream().filter(entry -> !entry.getValue()).map(Map.Entry::getKey))
                .as("components of which another value changes no cell")
                .isEmpty();
    }

    @Test
    void each_figure_and_term_of_a_cap_table_and_of_a_valuation_history_is_compared() {
        mayBePassedOver.addAll(QUESTION_AND_PROOF);
        mayBePassedOver.addAll(ELSEWHERE);
        isCompared(CapTable.class, CapTableCells::of);
        isCompared(ValuationHistory.class, ValuationCells::of);
        nothingElseIsPassedOver();
    }

    @Test
    void each_figure_and_term_of_an_exposure_is_compared() {
        mayBePassedOver.addAll(OF_AN_EXPOSURE);
        isCompared(ExposureAnswer.class, ExposureCells::of);
        nothingElseIsPassedOver();
    }

    private void nothingElseIsPassedOver() {
        assertThat(passedOver)
                .as("components that are passed over, and are still there")
                .containsExactlyInAnyOrderElementsOf(mayBePassedOver);
    }

    @Test
    void a_value_that_stands_twice_on_a_day_has_what_is_said_of_it_beneath_its_own_address() {
        ValuationHistory one = (ValuationHistory) sample(ValuationHistory.class);
        ValuationHistory twice = new ValuationHistory(
                one.company(),
                one.asOf(),
                one.knownAt(),
                one.position(),
                one.publishedBy(),
                one.by(),
                one.currency(),
                IntStream.range(0, 2).mapToObj(_ -> one.points().getFirst()).toList(),
                List.of(),
                List.of());

        assertThat(ValuationCells.of(twice).keySet())
                .filteredOn(path -> path.endsWith("/level"))
                .hasSize(2)
                .anyMatch(path -> path.endsWith("/2023-06-30/level"))
                .anyMatch(path -> path.endsWith("/2023-06-30/2/level"));
    }
}

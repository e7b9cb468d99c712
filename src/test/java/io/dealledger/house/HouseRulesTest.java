package io.dealledger.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.dealledger.books.BooksCommand;
import io.dealledger.books.BooksEvent;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.PeriodCommand;
import io.dealledger.fx.FxCommand;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Refusal;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house, each a sentence. */
class HouseRulesTest {
    private static final String ROOT = "io.dealledger";
    private static final String[] FRAMEWORKS = {
        "org.springframework..", "org.axonframework..", "tools.jackson..", "com.fasterxml..", "jakarta..", "java.sql.."
    };
    private static final String[] WRITE_ROOMS = {
        ROOT + ".company..", ROOT + ".party..", ROOT + ".fx..", ROOT + ".books.."
    };
    private static final String[] READ_ROOMS = {
        ROOT + ".captable..",
        ROOT + ".changes..",
        ROOT + ".steps..",
        ROOT + ".exposure..",
        ROOT + ".schedule..",
        ROOT + ".valuation..",
        ROOT + ".rounds..",
        ROOT + ".journal..",
        ROOT + ".periods..",
        ROOT + ".evidence..",
        ROOT + ".trace..",
        ROOT + ".tieout.."
    };
    private static final String[] DOUBLES = {"double", "float", "java.lang.Double", "java.lang.Float"};

    private static final JavaClasses LEDGER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static DescribedPredicate<JavaClass> within(String... packages) {
        return resideInAnyPackage(packages);
    }

    @Test
    void money_depends_on_java_and_its_two_arithmetic_libraries_only() {
        classes()
                .that(are(within(ROOT + ".money..")))
                .should()
                .onlyDependOnClassesThat(within(
                        ROOT + ".money..",
                        "java..",
                        "org.joda.money..",
                        "org.apache.commons.numbers..",
                        "org.jspecify.."))
                .check(LEDGER);
    }

    @Test
    void the_words_of_the_ledger_and_its_calculations_import_no_framework() {
        noClasses()
                .that(are(within(ROOT + ".ledger..", ROOT + ".calculation..")))
                .should()
                .dependOnClassesThat(within(FRAMEWORKS))
                .check(LEDGER);
    }

    @Test
    void the_seal_is_calculated_without_any_framework() {
        noClasses()
                .that(are(within(ROOT + ".seal.."))
                        .and(not(simpleNameEndingWith("Controller")))
                        .and(not(simpleNameEndingWith("Configuration")))
                        .and(not(simpleNameEndingWith("Analysis")))
                        .and(not(simpleNameEndingWith("HealthIndicator")))
                        .and(not(simpleNameEndingWith("Seals")))
                        .and(not(JavaClass.Predicates.belongTo(simpleNameEndingWith("Controller")))))
                .should()
                .dependOnClassesThat(within(FRAMEWORKS))
                .check(LEDGER);
    }

    @Test
    void the_law_of_the_write_rooms_imports_no_framework() {
        noClasses()
                .that(are(within(WRITE_ROOMS))
                        .and(not(simpleNameEndingWith("Aggregate")))
                        .and(not(simpleNameEndingWith("Controller"))))
                .should()
                .dependOnClassesThat(within(FRAMEWORKS))
                .check(LEDGER);
    }

    @Test
    void only_the_store_speaks_sql_through_jdbc_and_knows_the_engine_of_axon() {
        noClasses()
                .that(are(not(within(ROOT + ".store.."))))
                .should()
                .dependOnClassesThat(within(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "org.axonframework.eventsourcing.eventstore..",
                        "org.axonframework.serialization..",
                        "org.axonframework.eventhandling.tokenstore.."))
                .check(LEDGER);
    }

    @Test
    void nobody_names_the_store() {
        noClasses()
                .that(are(not(within(ROOT + ".store.."))))
                .should()
                .dependOnClassesThat(within(ROOT + ".store.."))
                .check(LEDGER);
    }

    @Test
    void there_are_no_cycles_between_rooms() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LEDGER);
    }

    @Test
    void read_rooms_never_see_commands() {
        noClasses()
                .that(are(within(READ_ROOMS)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are commands",
                        type -> type.isAssignableTo(CompanyCommand.class)
                                || type.isAssignableTo(PeriodCommand.class)
                                || type.isAssignableTo(BooksCommand.class)
                                || type.isAssignableTo(PartyCommand.class)
                                || type.isAssignableTo(FxCommand.class)))
                .check(LEDGER);
    }

    @Test
    void write_rooms_never_see_read_rooms() {
        noClasses()
                .that(are(within(WRITE_ROOMS)))
                .should()
                .dependOnClassesThat(within(READ_ROOMS))
                .check(LEDGER);
    }

    @Test
    void the_domain_calls_no_clock_no_random_source_and_no_default_of_the_machine() {
        noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "asks the machine for time, chance, zone or charset", HouseRulesTest::asksTheMachine))
                .check(LEDGER);
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String call = target.getOwner().getName() + "." + target.getName();
        boolean withoutArguments = target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
        return withoutArguments
                && (call.matches("java\\.time\\..*\\.now")
                        || Set.of(
                                        "java.lang.Math.random",
                                        "java.time.ZoneId.systemDefault",
                                        "java.nio.charset.Charset.defaultCharset",
                                        "java.lang.System.currentTimeMillis")
                                .contains(call));
    }

    @Test
    void there_is_no_binary_floating_point() {
        fields().should()
                .notHaveRawType(DescribedPredicate.describe("binary floating point", HouseRulesTest::isBinary))
                .check(LEDGER);
        noMethods()
                .should()
                .haveRawReturnType(DescribedPredicate.describe("binary floating point", HouseRulesTest::isBinary))
                .check(LEDGER);
        noMethods()
                .should()
                .haveRawParameterTypes(DescribedPredicate.describe(
                        "binary floating point", types -> types.stream().anyMatch(HouseRulesTest::isBinary)))
                .check(LEDGER);
        noClasses()
                .should()
                .callConstructor(BigDecimal.class, double.class)
                .orShould()
                .callMethod(BigDecimal.class, "valueOf", double.class)
                .check(LEDGER);
    }

    private static boolean isBinary(JavaClass type) {
        return List.of(DOUBLES).contains(type.getName());
    }

    @Test
    void nobody_injects_into_fields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .check(LEDGER);
    }

    @Test
    void names_say_what_a_thing_is_about_and_not_what_it_is_built_as() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Service|DTO|Dto)")
                .check(LEDGER);
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        Predicate<JavaPackage> marked = room -> room.isAnnotatedWith(NullMarked.class);
        assertThat(Stream.concat(
                                Stream.of(LEDGER.getPackage(ROOT)),
                                LEDGER.getPackage(ROOT).getSubpackagesInTree().stream())
                        .filter(room -> !room.getClasses().isEmpty()))
                .allMatch(marked, "is @NullMarked");
    }

    @Test
    void messages_are_records_under_sealed_interfaces() {
        assertThat(Stream.of(
                                CompanyCommand.class,
                                PeriodCommand.class,
                                CompanyEvent.class,
                                BooksCommand.class,
                                BooksEvent.class,
                                PartyCommand.class,
                                PartyEvent.class,
                                FxCommand.class,
                                FxEvent.class)
                        .flatMap(HouseRulesTest::leaves))
                .allMatch(Class::isRecord);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(HouseRulesTest::leaves)
                : Stream.of(type);
    }

    @Test
    void refusals_are_records_with_a_type_of_their_own() {
        List<Class<?>> refusals = LEDGER.stream()
                .filter(type -> type.isAssignableTo(Refusal.class) && !type.isInterface())
                .<Class<?>>map(JavaClass::reflect)
                .toList();
        assertThat(refusals).allMatch(Class::isRecord);
        assertThat(refusals.stream().map(type -> Refusal.typeOf(type.asSubclass(Refusal.class))))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void methods_do_not_take_optionals() {
        methods()
                .should(new ArchCondition<>("take no Optional") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean takes = method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Optional.class));
                        boolean written = !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !method.getName().equals("equals");
                        if (takes && written) {
                            events.add(
                                    SimpleConditionEvent.violated(method, method.getFullName() + " takes an Optional"));
                        }
                    }
                })
                .check(LEDGER);
    }
}

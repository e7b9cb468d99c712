package io.dealledger.securities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import io.dealledger.securities.SecurityRegister.ActKind;
import io.dealledger.securities.SecurityRegister.RegisteredSecurity;
import io.dealledger.securities.SecurityRegister.SecurityAct;
import io.dealledger.testing.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds of every register, whatever happened to a company. The seed is the name of the test. */
class RandomSecuritiesTest {
    private static final int HISTORIES = 20;

    private static List<Recorded<CompanyEvent>> history(long seed) {
        List<Recorded<CompanyEvent>> history = new ArrayList<>();
        for (CompanyEvent fact : RandomHistories.facts(seed)) {
            long version = history.size();
            history.add(new Recorded<>(version + 1, "co_any", version, Instant.EPOCH.plusSeconds(version), fact));
        }
        return history;
    }

    private static Stream<DynamicTest> eachHistory(Consumer<List<Recorded<CompanyEvent>>> property) {
        return Seeds.of(LongStream.range(0, HISTORIES), 1)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> property.accept(history(seed))));
    }

    /** On the last day of the history, and on days within it. */
    private static void onDays(List<Recorded<CompanyEvent>> history, BiConsumer<Securities, PointInTime> property) {
        List<LocalDate> days = history.stream()
                .map(recorded -> recorded.when().effectiveOn())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        for (int index = 0; index < days.size(); index += 1 + days.size() / 5) {
            PointInTime point = PointInTime.of(days.get(index), history.size());
            property.accept(Securities.of(history, point), point);
        }
        PointInTime last = PointInTime.of(days.getLast(), history.size());
        property.accept(Securities.of(history, last), last);
    }

    private static Company company(List<Recorded<CompanyEvent>> history, PointInTime point) {
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : Company.cut(point, history).certain()) {
            company = Company.FOLD.evolve(company, fact);
        }
        return company;
    }

    private static String left(RegisteredSecurity security) {
        return security.holder() + " " + security.quantity() + " " + security.amount();
    }

    @TestFactory
    Stream<DynamicTest> what_is_outstanding_is_what_the_law_counts_on_every_day() {
        return eachHistory(history -> onDays(history, (register, point) -> {
            Company company = company(history, point);
            Map<SecurityId, String> counted = new TreeMap<>();
            company.securities()
                    .forEach(
                            (id, security) -> counted.put(id, security.holder() + " " + security.quantity() + " null"));
            company.instruments()
                    .outstanding()
                    .forEach((id, instrument) -> counted.put(
                            id,
                            switch (instrument) {
                                case Grant grant -> grant.holder() + " " + grant.quantity() + " null";
                                case Warrant warrant -> warrant.holder() + " " + warrant.quantity() + " null";
                                case Convertible convertible -> convertible.holder() + " null " + convertible.amount();
                            }));
            Map<SecurityId, String> listed = new TreeMap<>();
            register.all().stream()
                    .filter(RegisteredSecurity::outstanding)
                    .forEach(security -> listed.put(security.id(), left(security)));
            assertThat(listed).isEqualTo(counted);
        }));
    }

    @TestFactory
    Stream<DynamicTest> every_security_goes_back_to_an_issuance_through_acts_that_name_it() {
        return eachHistory(history -> onDays(history, (register, _) -> {
            Map<SecurityId, RegisteredSecurity> all =
                    register.all().stream().collect(Collectors.toMap(RegisteredSecurity::id, Function.identity()));
            for (RegisteredSecurity security : all.values()) {
                assertThat(security.acts()).isNotEmpty();
                if (security.from() == null) {
                    assertThat(security.origin()).isEqualTo(security.id());
                    assertThat(security.acts().getFirst().kind()).isEqualTo(ActKind.ISSUANCE);
                } else {
                    RegisteredSecurity from = all.get(security.from());
                    assertThat(security.origin()).isEqualTo(from.origin());
                    assertThat(from.acts())
                            .filteredOn(act -> act.into().contains(security.id()))
                            .singleElement()
                            .satisfies(act -> {
                                SecurityAct made = security.acts().getFirst();
                                assertThat(made.kind()).isEqualTo(act.kind());
                                assertThat(made.event()).isEqualTo(act.event());
                            });
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> what_was_made_less_what_was_taken_is_what_is_left() {
        return eachHistory(history -> onDays(history, (register, _) -> {
            for (RegisteredSecurity security : register.all()) {
                Shares left = security.acts().getFirst().left();
                for (SecurityAct act :
                        security.acts().subList(1, security.acts().size())) {
                    if (act.kind() == ActKind.SPLIT) {
                        left = act.left();
                    } else if (left != null && act.quantity() != null) {
                        left = left.minus(act.quantity());
                    }
                    if (left != null) {
                        assertThat(left).as("%s after %s", security.id(), act).isEqualTo(act.left());
                    }
                }
                assertThat(security.quantity())
                        .isEqualTo(security.acts().getLast().left());
                assertThat(security.amount())
                        .isEqualTo(security.acts().getLast().amountLeft());
            }
        }));
    }

    @Test
    void the_random_histories_hold_acts_of_nearly_every_kind() {
        Map<ActKind, Integer> kinds = new HashMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Recorded<CompanyEvent>> history = history(seed);
            Securities.of(history, PointInTime.of(LocalDate.of(9999, 1, 1), history.size())).all().stream()
                    .flatMap(security -> security.acts().stream())
                    .forEach(act -> kinds.merge(act.kind(), 1, Integer::sum));
        }
        assertThat(kinds)
                .containsKeys(
                        ActKind.ISSUANCE,
                        ActKind.TRANSFER,
                        ActKind.CONVERSION,
                        ActKind.EXERCISE,
                        ActKind.REPURCHASE,
                        ActKind.CANCELLATION,
                        ActKind.SPLIT,
                        ActKind.REISSUANCE,
                        ActKind.FORFEITURE,
                        ActKind.ACCEPTANCE);
    }
}

package io.dealledger.ocf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Grants, warrants and convertibles as a reader finds them who knows OCF and nothing of the ledger: an issuance makes a
 * security, an act ends it, and only an exercise or a release of a grant lowers it. Up to the first split, because OCF does
 * not say what that does to anything but stock.
 */
class InstrumentsReadBackTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int COMMANDS = 250;
    private static final Set<String> KINDS = Set.of("EQUITY_COMPENSATION", "WARRANT", "CONVERTIBLE");

    /** What a file says that is outstanding on a day, by security. */
    private static final class Reader {
        private final Map<String, JsonNode> issued = new HashMap<>();
        private final Map<String, BigDecimal> used = new HashMap<>();
        private final Set<String> accelerated = new HashSet<>();

        Reader(List<JsonNode> transactions, LocalDate day) {
            Set<String> ended = new HashSet<>();
            for (JsonNode one : transactions) {
                if (LocalDate.parse(one.path("date").asString()).isAfter(day)) {
                    continue;
                }
                String type = one.path("object_type").asString();
                String security = one.path("security_id").asString("");
                String kind = KINDS.stream()
                        .filter(each -> type.startsWith("TX_" + each))
                        .findFirst()
                        .orElse("");
                String act = kind.isEmpty() ? type : type.substring("TX_".length() + kind.length() + 1);
                switch (act) {
                    case "ISSUANCE" -> issued.put(security, one);
                    case "TRANSFER", "CANCELLATION", "RETRACTION", "CONVERSION" -> ended.add(security);
                    case "EXERCISE", "RELEASE" -> {
                        if (kind.equals("WARRANT")) {
                            ended.add(security);
                        } else {
                            used.merge(
                                    security,
                                    new BigDecimal(one.path("quantity").asString()),
                                    BigDecimal::add);
                        }
                    }
                    case "TX_VESTING_ACCELERATION" -> accelerated.add(security);
                    default -> {}
                }
            }
            ended.forEach(issued::remove);
            issued.keySet().removeIf(security -> left(security).equals("0"));
        }

        String left(String security) {
            JsonNode one = issued.get(security);
            if (one.has("investment_amount")) {
                return one.at("/investment_amount/amount").asString();
            }
            return one.has("quantity")
                    ? new Shares(new BigDecimal(one.path("quantity").asString())
                                    .subtract(used.getOrDefault(security, BigDecimal.ZERO)))
                            .toString()
                    : "unknown";
        }

        Map<String, String> outstanding() {
            Map<String, String> outstanding = new TreeMap<>();
            issued.forEach((security, one) -> outstanding.put(
                    ledgers(security),
                    one.path("stakeholder_id").asString() + " "
                            + one.path("object_type").asString() + " " + left(security)));
            return outstanding;
        }

        /** What has vested of the securities whose vesting the file tells by dates, and of those that do not vest. */
        Map<String, String> vested(LocalDate day) {
            Map<String, String> vested = new TreeMap<>();
            issued.forEach((security, one) -> {
                boolean terms = one.has("vesting_terms_id") && !one.has("vestings");
                if (one.path("object_type").asString().contains("EQUITY")
                        && !terms
                        && !accelerated.contains(security)) {
                    BigDecimal sum = BigDecimal.ZERO;
                    for (JsonNode date : one.path("vestings")) {
                        if (!LocalDate.parse(date.path("date").asString()).isAfter(day)) {
                            sum = sum.add(new BigDecimal(date.path("amount").asString()));
                        }
                    }
                    BigDecimal left = new BigDecimal(left(security));
                    BigDecimal own = sum.subtract(used.getOrDefault(security, BigDecimal.ZERO))
                            .max(BigDecimal.ZERO)
                            .min(left);
                    vested.put(ledgers(security), new Shares(one.has("vestings") ? own : left).toString());
                }
            });
            return vested;
        }

        private static String ledgers(String security) {
            int point = security.indexOf('.');
            return point < 0 ? security : security.substring(0, point);
        }
    }

    private static Map<String, String> outstanding(Company company) {
        Map<String, String> outstanding = new TreeMap<>();
        for (Instrument instrument : company.instruments().all(Instrument.class)) {
            outstanding.put(
                    instrument.id().value(),
                    instrument.holder() + " "
                            + switch (instrument) {
                                case Grant grant -> "TX_EQUITY_COMPENSATION_ISSUANCE " + grant.quantity();
                                case Warrant warrant ->
                                    "TX_WARRANT_ISSUANCE "
                                            + (warrant.quantity() == null ? "unknown" : warrant.quantity());
                                case Convertible convertible ->
                                    "TX_CONVERTIBLE_ISSUANCE "
                                            + convertible.amount().amount().toPlainString();
                            });
        }
        return outstanding;
    }

    private static void agrees(long seed) {
        List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
        List<Recorded<CompanyEvent>> unsplit = new ArrayList<>();
        for (Recorded<CompanyEvent> fact : history) {
            if (!(fact.fact() instanceof SharesSplit)) {
                unsplit.add(fact);
            }
        }
        // Without its splits a history may take more than there is: what the law would refuse is left out.
        List<Recorded<CompanyEvent>> lawful = new ArrayList<>();
        Company company = Company.FOLD.initial();
        NavigableMap<LocalDate, Company> days = new TreeMap<>();
        for (Recorded<CompanyEvent> fact :
                unsplit.stream().sorted(Recorded.inOrderOfEffect()).toList()) {
            if (Company.FOLD.rules(company, fact).isEmpty()) {
                company = Company.FOLD.evolve(company, fact);
                lawful.add(fact);
                if (fact.when().effectiveOn() != null) {
                    days.put(fact.when().effectiveOn(), company);
                }
            }
        }
        lawful.sort((one, other) -> Long.compare(one.position(), other.position()));
        List<JsonNode> transactions = new ArrayList<>();
        Packed.of(COMPANY, lawful, LocalDate.of(2025, 6, 30))
                .files()
                .get("Transactions.ocf.json")
                .path("items")
                .forEach(transactions::add);
        LocalDate end = LocalDate.of(2026, 1, 1);
        for (Map.Entry<LocalDate, Company> each : days.entrySet()) {
            LocalDate next = Objects.requireNonNullElse(days.higherKey(each.getKey()), end);
            // What vests does so between the events too.
            for (LocalDate day : List.of(each.getKey(), next.minusDays(1))) {
                check(new Reader(transactions, day), day, each.getValue());
            }
        }
    }

    private static void check(Reader reader, LocalDate day, Company state) {
        assertThat(reader.outstanding()).as("on %s", day).isEqualTo(outstanding(state));
        reader.vested(day).forEach((security, vested) -> {
            Grant grant = (Grant)
                    state.instruments().instrument(new SecurityId(security)).orElseThrow();
            assertThat(vested)
                    .as("%s on %s", security, day)
                    .isEqualTo(state.instruments()
                            .vested(grant.id(), grant.quantity(), day)
                            .toString());
        });
    }

    @Nested
    class A_random_history_without_splits {
        @TestFactory
        Stream<DynamicTest> has_the_same_instruments_outstanding_and_as_much_of_them_vested_on_every_day() {
            return Seeds.of(LongStream.range(0, 15), 1)
                    .mapToObj(seed -> dynamicTest("seed " + seed, () -> agrees(seed)));
        }
    }
}

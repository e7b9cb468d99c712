package io.dealledger.ocf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.testing.OcfSchema;
import io.dealledger.testing.Seeds;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class OcfExportTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final int COMMANDS = 250;

    private interface Property {
        void holds(Packed packed) throws Exception;
    }

    /** Made once for all properties. */
    private static final Map<Long, List<Packed>> PACKAGES = Seeds.of(LongStream.range(0, 9), 1)
            .boxed()
            .collect(Collectors.toMap(seed -> seed, OcfExportTest::packages, (first, _) -> first, LinkedHashMap::new));

    private static List<Packed> packages(long seed) {
        List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, COMMANDS);
        return Stream.of("2020-01-01", "2021-03-15", "2025-06-30")
                .map(day -> Packed.of(COMPANY, history, LocalDate.parse(day)))
                .toList();
    }

    private static Stream<DynamicTest> eachHistory(Property property) {
        return PACKAGES.entrySet().stream()
                .map(each -> dynamicTest("seed " + each.getKey(), () -> {
                    for (Packed packed : each.getValue()) {
                        property.holds(packed);
                    }
                }));
    }

    @Nested
    class A_package_of_a_random_history {
        @TestFactory
        Stream<DynamicTest> keeps_to_the_schema_of_OCF() {
            OcfSchema schema = OcfSchema.read();
            return eachHistory(packed -> packed.files()
                    .forEach((name, file) ->
                            assertThat(schema.errors(file)).as(name).isEmpty()));
        }

        @TestFactory
        Stream<DynamicTest> is_the_same_bytes_whenever_it_is_asked_for() {
            return eachHistory(packed -> assertThat(packed.again()).isEqualTo(packed.zip()));
        }

        @TestFactory
        Stream<DynamicTest> lists_every_other_file_with_its_digest() {
            return eachHistory(packed -> {
                Map<String, byte[]> bytes = packed.bytes();
                Set<String> listed = new HashSet<>();
                for (Map.Entry<String, JsonNode> field : packed.manifest().properties()) {
                    if (field.getKey().endsWith("_files")) {
                        for (JsonNode file : field.getValue()) {
                            String path = file.path("filepath").asString("");
                            listed.add(path);
                            assertThat(file.path("md5").asString(""))
                                    .as(path)
                                    .isEqualTo(HexFormat.of()
                                            .formatHex(MessageDigest.getInstance("MD5")
                                                    .digest(bytes.get(path))));
                        }
                    }
                }
                listed.add("Manifest.ocf.json");
                assertThat(listed).isEqualTo(bytes.keySet());
            });
        }

        @TestFactory
        Stream<DynamicTest> names_nothing_that_is_not_there_and_nothing_twice() {
            return eachHistory(packed -> {
                Set<String> ids = new HashSet<>();
                Set<String> securities = new HashSet<>();
                packed.files()
                        .values()
                        .forEach(file -> file.path("items").forEach(item -> {
                            assertThat(ids.add(item.path("id").asString("")))
                                    .as("%s", item)
                                    .isTrue();
                            if (item.path("object_type").asString("").endsWith("_ISSUANCE")) {
                                assertThat(securities.add(
                                                item.path("security_id").asString("")))
                                        .as("%s", item)
                                        .isTrue();
                            }
                        }));
                packed.files()
                        .values()
                        .forEach(file -> file.path("items").forEach(item -> {
                            for (String field :
                                    List.of("stock_class_id", "stakeholder_id", "stock_plan_id", "vesting_terms_id")) {
                                if (item.has(field)) {
                                    assertThat(ids)
                                            .as("%s of %s", field, item)
                                            .contains(item.path(field).asString(""));
                                }
                            }
                            for (String field : List.of("security_id", "balance_security_id")) {
                                if (item.has(field)) {
                                    assertThat(securities)
                                            .as("%s of %s", field, item)
                                            .contains(item.path(field).asString(""));
                                }
                            }
                            item.path("resulting_security_ids")
                                    .forEach(id -> assertThat(securities)
                                            .as("%s", item)
                                            .contains(id.asString("")));
                            item.path("issuance_ids")
                                    .forEach(
                                            id -> assertThat(ids).as("%s", item).contains(id.asString("")));
                        }));
            });
        }

        @TestFactory
        Stream<DynamicTest> ends_no_security_twice() {
            return eachHistory(packed -> {
                Set<String> ended = new HashSet<>();
                packed.files().get("Transactions.ocf.json").path("items").forEach(item -> {
                    String type = item.path("object_type").asString("");
                    boolean lowers = type.equals("TX_EQUITY_COMPENSATION_EXERCISE")
                            || type.equals("TX_EQUITY_COMPENSATION_RELEASE");
                    boolean ends = List.of(
                                    "_TRANSFER",
                                    "_CANCELLATION",
                                    "_RETRACTION",
                                    "_CONVERSION",
                                    "_REPURCHASE",
                                    "_REISSUANCE",
                                    "TX_WARRANT_EXERCISE")
                            .stream()
                            .anyMatch(type::endsWith);
                    String security = item.path("security_id").asString("");
                    if (lowers) {
                        assertThat(ended).as("%s", item).doesNotContain(security);
                    } else if (ends) {
                        assertThat(ended.add(security)).as("%s", item).isTrue();
                    }
                });
            });
        }
    }
}

package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.Company;
import io.dealledger.company.Grant;
import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.Named;
import io.dealledger.ocf.OcfImport.NotTaken;
import io.dealledger.testing.Seed;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** However a package is damaged, each of its objects is taken or named, and nobody holds less than nothing. */
class MutilatedPackagesTest {
    private static final int SEEDS = Integer.getInteger("ledger.mutilations", 100);
    private static final List<String> DAYS = List.of("2019-12-31", "2021-12-31", "2023-06-30", "2026-01-01");

    private static final AtomicInteger HURT = new AtomicInteger();

    @AfterAll
    static void most_damage_is_seen() {
        assertThat(HURT.get()).isGreaterThan(SEEDS / 2);
    }

    @TestFactory
    Stream<DynamicTest> of_our_own_are_taken_or_named_object_by_object() {
        return each(new Orchard().files());
    }

    @TestFactory
    Stream<DynamicTest> of_others_are_taken_or_named_object_by_object() {
        return Stream.of("golden/ocf/acme_holdings_limited", "golden/ocf/tutorial_options", "golden/minicap")
                .flatMap(folder -> each(Seed.files(folder)));
    }

    private static Stream<DynamicTest> each(Map<String, byte[]> files) {
        Map<String, byte[]> sound = new TreeMap<>(files);
        sound.keySet().removeIf(name -> !name.endsWith(".ocf.json"));
        return Seeds.of(LongStream.range(0, SEEDS / 2), SEEDS / 2)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> holds(new Mutilation(sound, seed).done(), seed)));
    }

    private static void holds(Map<String, ObjectNode> files, long seed) {
        byte[] zip = Packages.zip(Mutilation.bytes(files));
        Worked worked = RoundTripTest.worked(zip);
        List<NotTaken> exceptions = worked.report().exceptions();
        assertThat(exceptions).as("seed %s", seed).allSatisfy(one -> {
            assertThat(one.code()).isNotBlank();
            assertThat(one.detail()).isNotBlank();
        });
        HURT.addAndGet(exceptions.isEmpty() ? 0 : 1);
        addsUp(files, worked, exceptions, seed);
        whatIsNeededIsMissing(worked, exceptions, seed);
        everySecurityIsThere(files, worked, exceptions, seed);
        assertThat(RoundTripTest.worked(zip).report().exceptions())
                .as("seed %s again", seed)
                .isEqualTo(exceptions);
        if (!worked.commands().isEmpty()) {
            for (String day : DAYS) {
                Company company = RoundTripTest.decided(worked, LocalDate.parse(day));
                assertThat(company.securities().values())
                        .as("seed %s on %s", seed, day)
                        .allMatch(security -> security.quantity().quantity().signum() > 0);
                assertThat(company.instruments().all(Grant.class))
                        .as("seed %s on %s", seed, day)
                        .allMatch(grant -> grant.quantity().quantity().signum() >= 0);
            }
        }
    }

    /** Nothing is refused because of an object that was taken and of which nothing else is said. */
    private static void whatIsNeededIsMissing(Worked worked, List<NotTaken> exceptions, long seed) {
        Set<String> missing = new TreeSet<>();
        exceptions.forEach(one -> missing.add(one.object()));
        worked.report().assumptions().stream()
                .filter(one -> one.code().startsWith("result-not-"))
                .forEach(one -> missing.add(String.valueOf(one.object())));
        assertThat(exceptions)
                .as("seed %s", seed)
                .filteredOn(one -> one.because() != null)
                .allSatisfy(one -> assertThat(missing).contains(one.because()));
    }

    private static void addsUp(Map<String, ObjectNode> files, Worked worked, List<NotTaken> exceptions, long seed) {
        int objects = 0;
        for (ObjectNode file : files.values()) {
            objects += file.path("items").size();
            objects += file.path("issuer").isObject() ? 1 : 0;
        }
        assertThat(worked.counts().objects()).as("seed %s", seed).isEqualTo(objects);
        assertThat(worked.counts().taken() + worked.counts().notTaken())
                .as("seed %s", seed)
                .isEqualTo(objects);
        assertThat(exceptions.stream().filter(one -> !one.type().equals("FILE")))
                .as("seed %s", seed)
                .hasSize(worked.counts().notTaken());
        assertThat(exceptions.stream()
                        .map(one -> one.file() + one.pointer() + one.object())
                        .distinct())
                .as("seed %s", seed)
                .hasSameSizeAs(exceptions);
    }

    /** What a taken issuance makes has a name in the ledger. */
    private static void everySecurityIsThere(
            Map<String, ObjectNode> files, Worked worked, List<NotTaken> exceptions, long seed) {
        Set<String> known = new TreeSet<>();
        for (Named named : worked.report().ids()) {
            known.add(named.type() + " " + named.ocf());
        }
        files.forEach((name, file) -> {
            int index = 0;
            for (JsonNode item : file.path("items")) {
                String at = "/items/" + index++;
                boolean named = exceptions.stream()
                        .anyMatch(one -> one.file().equals(name)
                                && (one.pointer().equals(at) || one.pointer().startsWith(at + "/")));
                if (!named && item.path("object_type").asString("").endsWith("_ISSUANCE")) {
                    assertThat(known)
                            .as("seed %s: %s", seed, item)
                            .contains("SECURITY "
                                    + item.path("security_id").asString("").strip());
                }
            }
        });
    }
}

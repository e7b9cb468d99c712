package io.dealledger.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there is whole: it takes its name when it is written. */
final class WholeFile {
    @FunctionalInterface
    interface Writing {
        void to(OutputStream written) throws IOException;
    }

    private WholeFile() {}

    /** @return where it is */
    static Path write(String name, Writing writing) throws IOException {
        Path target = Path.of(name).toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream written = new BufferedOutputStream(Files.newOutputStream(beside))) {
                writing.to(written);
            }
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        return target;
    }
}

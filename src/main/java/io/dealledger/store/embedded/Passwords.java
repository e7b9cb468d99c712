package io.dealledger.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The generated passwords of the database's roles, in a file that only its owner can read. */
final class Passwords {
    private static final int BYTES = 24;
    private static final List<String> ROLES =
            List.of(EmbeddedDatabase.SUPERUSER, EmbeddedDatabase.OWNER, EmbeddedDatabase.APP, EmbeddedDatabase.READER);

    private final Properties kept = new Properties();

    private Passwords() {}

    static Passwords in(Path file) throws IOException {
        Passwords passwords = new Passwords();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                passwords.kept.load(reader);
            }
        }
        SecureRandom random = new SecureRandom();
        boolean added = false;
        for (String role : ROLES) {
            if (passwords.kept.getProperty(role) == null) {
                byte[] bytes = new byte[BYTES];
                random.nextBytes(bytes);
                passwords.kept.setProperty(role, HexFormat.of().formatHex(bytes));
                added = true;
            }
        }
        if (added) {
            Path fresh = privateFile(file.resolveSibling(file.getFileName() + ".new"));
            try (Writer writer = Files.newBufferedWriter(fresh, UTF_8)) {
                passwords.kept.store(writer, "Roles of the embedded database. Keep with the data, and to yourself.");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return passwords;
    }

    Credentials of(String role) {
        return new Credentials(role, kept.getProperty(role));
    }

    /** An empty file with permissions for its owner alone, from its first moment on. */
    static Path privateFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}

package io.dealledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * Where the key comes from: the environment or a file, never the database. The embedded mode makes one on its first
 * start and keeps it beside the data; whoever only reads makes none.
 */
@Configuration(proxyBeanMethods = false)
public class SealingKeyConfiguration {
    static final String KEY = "ledger.seal.key";
    static final String KEY_FILE = "ledger.seal.key-file";

    private static final Logger LOG = LoggerFactory.getLogger(SealingKeyConfiguration.class);
    private static final String FILE = "seal.key";

    /** Before any other bean is made: without a key nothing else needs to be tried. */
    @Bean
    static BeanFactoryPostProcessor sealingKeyIsKnown(Environment environment) {
        return _ -> {
            if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))
                    && !StringUtils.hasText(environment.getProperty(KEY))
                    && !StringUtils.hasText(environment.getProperty(KEY_FILE))) {
                throw new NoSealingKey();
            }
        };
    }

    @Bean
    SealingKey sealingKey(
            @Value("${ledger.seal.key:}") String key,
            @Value("${ledger.seal.key-file:}") String file,
            @Value("${ledger.data:data}") String data,
            @Value("${spring.datasource.url:}") String server,
            Environment environment) {
        if (!key.isBlank()) {
            return parsed(key, "LEDGER_SEAL_KEY");
        }
        Path path = file.isBlank() ? Path.of(data, FILE) : Path.of(file);
        return read(path, server.isBlank() && !environment.acceptsProfiles(Profiles.of("reading")));
    }

    static SealingKey read(Path file, boolean make) {
        try {
            return parsed(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException missing) {
            if (!make) {
                throw new UnreadableSealingKey(file.toString(), "there is no such file");
            }
        } catch (IOException failed) {
            throw new UnreadableSealingKey(file.toString(), String.valueOf(failed.getMessage()));
        }
        return made(file);
    }

    private static SealingKey parsed(String text, String where) {
        try {
            return SealingKey.parse(text);
        } catch (NotTrusted wrong) {
            throw new UnreadableSealingKey(where, String.valueOf(wrong.getMessage()));
        }
    }

    private static SealingKey made(Path file) {
        SecureRandom random = new SecureRandom();
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        SealingKey key = SealingKey.of(SealingKey.unusedName(random), seed);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Whole or not at all: half a key would stop every later start.
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly());
            Files.writeString(fresh, key.secret() + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file);
        } catch (IOException failed) {
            throw new UnreadableSealingKey(file.toString(), "it could not be made: " + failed.getMessage());
        }
        LOG.info(
                "A new key seals this ledger: {} (keep a copy; with another key no earlier checkpoint can be continued)."
                        + " Its public half, for auditors: {}",
                file,
                key.verifier());
        return key;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

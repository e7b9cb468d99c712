package io.dealledger.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys in a table of their own, so that deleting one erases a person without touching the journal. */
final class StoredPersonKeys implements PersonKeys {
    private static final int KEY_BYTES = 32;
    private static final int MOST_REMEMBERED = 10_000;
    /** How long another node may go on reading what was erased here. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random;
    private final Cache<String, byte[]> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    StoredPersonKeys(JdbcClient jdbc, Clock clock, SecureRandom random) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Optional<byte[]> find(String person) {
        byte[] known = remembered.getIfPresent(person);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> stored = jdbc.sql("select key from person_key where person = ?")
                .param(person)
                .query(byte[].class)
                .optional();
        stored.ifPresent(key -> remembered.put(person, key));
        return stored;
    }

    @Override
    public byte[] findOrMake(String person) {
        return find(person).orElseGet(() -> {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            jdbc.sql("insert into person_key (person, key, created_at) values (?, ?, ?) on conflict do nothing")
                    .params(person, key, OffsetDateTime.now(clock))
                    .update();
            return find(person).orElseThrow();
        });
    }

    /** From here on everything sealed for the person reads as erased. */
    void erase(String person) {
        jdbc.sql("delete from person_key where person = ?").param(person).update();
        remembered.invalidate(person);
    }
}

package io.dealledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.books.BooksEvent;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.ExternalId;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.Personal;
import io.dealledger.receipts.Reply;
import io.dealledger.store.EventNames.EventName;
import io.dealledger.testing.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is stored stays readable for ever: one file per name and revision, written once, under
 * {@code src/test/resources/events}. A new event or revision gets its file by a run with
 * {@code -Dledger.golden=write}; a file that is there is never written again.
 */
class EventCodecTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "events");

    private final KnownKeys keys = new KnownKeys();
    private final EventCodec codec = new EventCodec(new PersonalData(keys, () -> bytes(12)));

    private static final class KnownKeys implements PersonKeys {
        private final Map<String, byte[]> keys = new HashMap<>();

        @Override
        public Optional<byte[]> find(String person) {
            return Optional.ofNullable(keys.get(person));
        }

        @Override
        public byte[] findOrMake(String person) {
            return keys.computeIfAbsent(person, made -> bytes(32));
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) (index * 7);
        }
        return bytes;
    }

    private static Stream<EventName> names() {
        return EventNames.all().stream();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::leaves)
                : Stream.of(type);
    }

    private static Path golden(String name, int revision) {
        return GOLDEN.resolve(name + "." + revision + ".json");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void every_event_has_a_name_and_a_sample() {
        List<Class<?>> events = Stream.of(PartyEvent.class, FxEvent.class, CompanyEvent.class, BooksEvent.class)
                .flatMap(EventCodecTest::leaves)
                .toList();

        assertThat(names().<Class<?>>map(EventName::kind).toList()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(EventSamples.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        names().<Class<? extends Fact>>map(EventName::kind).toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_event_is_written_as_in_its_golden_file_and_read_back(EventName name) throws IOException {
        Fact sample = EventSamples.ALL.get(name.kind());
        String text = codec.encode(sample, Map.of()).payload();
        Path file = golden(name.name(), name.revision());
        if ("write".equals(System.getProperty("ledger.golden")) && !Files.exists(file)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text + "\n", UTF_8);
        }

        assertThat(text).isEqualTo(read(file));
        keys.findOrMake("pa_ada");
        assertThat(codec.decode(name.name(), name.revision(), read(file))).isEqualTo(sample);
    }

    /** The samples are chosen; these come as random commands made them. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_events_are_read_back_as_they_were_written(long seed) {
        List<CompanyEvent> facts = RandomHistories.facts(seed);

        assertThat(facts).hasSizeGreaterThan(20);
        for (CompanyEvent fact : facts) {
            NewEvent written = codec.encode(fact, Map.of());
            Fact read = codec.decode(written.name(), written.revision(), written.payload());
            assertThat(read).as("seed %d", seed).isEqualTo(fact);
            assertThat(codec.encode(read, Map.of()).payload())
                    .as("seed %d", seed)
                    .isEqualTo(written.payload());
        }
    }

    private static LongStream seeds() {
        return Seeds.of(LongStream.range(0, 20), 1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_older_revision_is_still_readable(EventName name) {
        keys.findOrMake("pa_ada");
        for (int revision = 1; revision < name.revision(); revision++) {
            assertThat(codec.decode(name.name(), revision, read(golden(name.name(), revision))))
                    .isInstanceOf(name.kind());
        }
    }

    @Test
    void the_lei_of_a_party_registered_in_revision_1_is_read_among_its_external_ids() {
        Fact fact = codec.decode("party-registered", 1, read(golden("party-registered", 1)));

        assertThat(fact)
                .isEqualTo(new PartyRegistered(
                        Personal.open("Acme"),
                        PartyKind.CORPORATE,
                        Personal.open("US"),
                        List.of(new ExternalId("LEI", Personal.open("529900T8BM49AURSDO55"))),
                        EffectiveOn.SINCE_ALWAYS));
    }

    @Test
    void what_the_program_does_not_know_is_an_error_and_not_lost() {
        assertThatThrownBy(() -> codec.decode("never-heard-of", 1, "{}")).hasMessageContaining("never-heard-of");
        assertThatThrownBy(() -> codec.decode("party-renamed", 2, "{}")).hasMessageContaining("newer");
        assertThatThrownBy(() -> codec.decode("party-renamed", 1, "{\"name\":\"A\",\"when\":{},\"more\":1}"))
                .hasMessageContaining("more");
    }

    @Nested
    class Personal_data {
        private final PartyId ada = new PartyId("pa_ada");
        private final Fact fact = new PartyEvent.PartyRenamed(Personal.of(ada, "Ada King"), EffectiveOn.SINCE_ALWAYS);

        @Test
        void is_not_in_the_text_that_is_stored() {
            assertThat(codec.encode(fact, Map.of()).payload())
                    .doesNotContain("Ada King")
                    .contains("\"person\":\"pa_ada\",\"sealed\":\"v1:");
        }

        @Test
        void reads_as_erased_without_its_key() {
            String text = codec.encode(fact, Map.of()).payload();
            keys.keys.clear();

            assertThat(codec.decode("party-renamed", 1, text))
                    .isEqualTo(
                            new PartyEvent.PartyRenamed(Personal.of(ada, Personal.ERASED), EffectiveOn.SINCE_ALWAYS));
        }

        @Test
        void stays_erased_when_the_person_gets_a_new_key() {
            String text = codec.encode(fact, Map.of()).payload();
            keys.keys.put("pa_ada", new byte[32]);

            assertThat(codec.decode("party-renamed", 1, text))
                    .isEqualTo(
                            new PartyEvent.PartyRenamed(Personal.of(ada, Personal.ERASED), EffectiveOn.SINCE_ALWAYS));
        }

        @Test
        void cannot_be_moved_to_another_person() {
            String text = codec.encode(fact, Map.of()).payload();
            keys.findOrMake("pa_eve");

            assertThatThrownBy(() -> codec.decode("party-renamed", 1, text.replace("pa_ada", "pa_eve")))
                    .hasStackTraceContaining("was altered");
        }
    }

    @Test
    void replies_are_read_as_they_were_kept() {
        for (Reply reply : List.of(
                new Reply.Accepted("pa_x", 3, List.of("party-registered", "parent-set")),
                Reply.refused(new IdTaken("pa_x")),
                Reply.refused(new BreaksLaterEvent(
                        "co_x", 7, "more-than-held", LocalDate.of(2024, 1, 1), "10 are held, not 20")))) {
            assertThat(codec.reply(codec.reply(reply))).isEqualTo(reply);
        }
    }
}

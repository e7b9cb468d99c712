package io.dealledger.store;

import io.dealledger.json.LedgerJson;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PartyId;
import io.dealledger.party.Personal;
import io.dealledger.receipts.Reply;
import io.dealledger.store.EventNames.EventName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** Facts, metadata and replies as the exact JSON text that is stored. */
final class EventCodec {
    private static final List<String> METADATA_ORDER = List.of(
            CommandMetadata.ACTOR,
            CommandMetadata.CLIENT,
            CommandMetadata.COMMAND_ID,
            CommandMetadata.IDEMPOTENCY_KEY,
            CommandMetadata.CORRELATION_ID,
            CommandMetadata.CAUSATION_ID,
            CommandMetadata.EVIDENCE,
            Marks.CORRECTS,
            Marks.REASON,
            Marks.ACCOUNTING_ON);
    private static final TypeReference<Map<String, Object>> ENTRIES = new TypeReference<>() {};

    private final JsonMapper json;
    private final ObjectWriter facts;
    private final Map<String, Map<Integer, Upcaster>> upcasters;

    EventCodec(PersonalData personalData) {
        this(personalData, Upcaster.ALL);
    }

    EventCodec(PersonalData personalData, List<Upcaster> upcasters) {
        SimpleModule personal = new SimpleModule("personal-data");
        personal.addSerializer(Personal.class, new SealPersonal(personalData));
        personal.addDeserializer(Personal.class, new OpenPersonal(personalData));
        this.json = LedgerJson.builder()
                .addModule(personal)
                // What the journal holds and this program does not know must not be lost in silence.
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        // A map has no order of its own, and the text has to have one.
        this.facts = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.upcasters = upcasters.stream()
                .collect(Collectors.groupingBy(Upcaster::name, Collectors.toMap(Upcaster::from, upcaster -> upcaster)));
    }

    NewEvent encode(Fact fact, Map<String, ?> metadata) {
        EventName name = EventNames.of(fact.getClass());
        return new NewEvent(
                name.streamType(),
                name.name(),
                name.revision(),
                facts.writeValueAsString(fact),
                metadata(metadata),
                fact.when(),
                Marks.of(metadata));
    }

    /** The fact as it is understood today. */
    Fact decode(String name, int revision, String payload) {
        EventName known = EventNames.of(name);
        if (revision == known.revision()) {
            return json.readValue(payload, known.kind());
        }
        if (revision > known.revision()) {
            throw new IllegalStateException(
                    name + " is stored in revision " + revision + ", newer than this program's " + known.revision());
        }
        ObjectNode node = json.readValue(payload, ObjectNode.class);
        for (int from = revision; from < known.revision(); from++) {
            Upcaster upcaster = upcasters.getOrDefault(name, Map.of()).get(from);
            if (upcaster == null) {
                throw new IllegalStateException("nothing reads " + name + " of revision " + from);
            }
            node = upcaster.change().apply(node);
        }
        return json.treeToValue(node, known.kind());
    }

    String metadata(Map<String, ?> metadata) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String key : METADATA_ORDER) {
            Object value = metadata.get(key);
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                ordered.put(key, value);
            }
        }
        new TreeMap<String, Object>(metadata).forEach((key, value) -> {
            if (!METADATA_ORDER.contains(key)) {
                ordered.put(key, value);
            }
        });
        return json.writeValueAsString(ordered);
    }

    Map<String, Object> metadata(String text) {
        return json.readValue(text, ENTRIES);
    }

    String reply(Reply reply) {
        ObjectNode node = json.valueToTree(reply);
        ObjectNode tagged = json.createObjectNode();
        tagged.put("outcome", reply instanceof Reply.Accepted ? "accepted" : "refused");
        tagged.setAll(node);
        return json.writeValueAsString(tagged);
    }

    Reply reply(String text) {
        ObjectNode node = json.readValue(text, ObjectNode.class);
        JsonNode outcome = node.remove("outcome");
        return switch (outcome.asString()) {
            case "accepted" -> json.treeToValue(node, Reply.Accepted.class);
            case "refused" -> json.treeToValue(node, Reply.Refused.class);
            default -> throw new IllegalStateException("a receipt says '" + outcome + "'");
        };
    }

    private static final class SealPersonal extends StdSerializer<Personal> {
        private final transient PersonalData data;

        SealPersonal(PersonalData data) {
            super(Personal.class);
            this.data = data;
        }

        @Override
        public void serialize(Personal value, JsonGenerator generator, SerializationContext context) {
            PartyId person = value.person();
            if (person == null) {
                generator.writeString(value.text());
                return;
            }
            generator.writeStartObject();
            generator.writeStringProperty("person", person.value());
            generator.writeStringProperty("sealed", data.seal(person, value.text()));
            generator.writeEndObject();
        }
    }

    private static final class OpenPersonal extends StdDeserializer<Personal> {
        private record Sealed(PartyId person, String sealed) {}

        private final transient PersonalData data;

        OpenPersonal(PersonalData data) {
            super(Personal.class);
            this.data = data;
        }

        @Override
        public Personal deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return Personal.open(parser.getString());
            }
            Sealed sealed = context.readValue(parser, Sealed.class);
            return Personal.of(sealed.person(), data.open(sealed.person(), sealed.sealed()));
        }
    }
}

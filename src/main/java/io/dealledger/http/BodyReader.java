package io.dealledger.http;

import io.dealledger.http.Problem.Wrong;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body into records, strictly, and says of every field that is wrong where it is and why. What a record
 * does not declare {@code @Nullable} must be there; decimals, quantities and dates are strings; nothing is coerced.
 */
@Component
public final class BodyReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 200;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final boolean takesNumbers;

    public BodyReader() {
        this(false);
    }

    private BodyReader(boolean takesNumbers) {
        this.takesNumbers = takesNumbers;
    }

    /**
     * Reads figures that are JSON numbers as well, as exactly as they are written; takes an absent list for an empty one;
     * and names the figure that is wrong. For bodies of which nothing is recorded, made by programs of others.
     */
    public static BodyReader takingNumbers() {
        return new BodyReader(true);
    }

    /** One JSON document in UTF-8. */
    public JsonNode tree(byte[] body) {
        String text = text(body);
        try {
            return json.readTree(text);
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        } catch (NumberFormatException beyond) {
            throw beyond(() -> json.createParser(text), beyond);
        }
    }

    /**
     * One JSON object of which one list may be long: its fields, with that list empty. Its elements are read by
     * {@link #each}, so that they are never held all at once.
     */
    public JsonNode without(String list, byte[] body) {
        try (JsonParser parser = parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return tree(body);
            }
            ObjectNode fields = json.createObjectNode();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(list)) {
                    parser.skipChildren();
                    fields.putArray(name);
                } else {
                    fields.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
            if (parser.nextToken() != null) {
                throw unreadable("The body is more than one JSON document", "not-json");
            }
            return fields;
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        } catch (NumberFormatException beyond) {
            throw beyond(() -> parser(body), beyond);
        }
    }

    /** The elements of a list in a JSON object that {@link #without} has found to be well formed, in their order. */
    public void each(String list, byte[] body, ObjIntConsumer<JsonNode> taken) {
        try (JsonParser parser = parser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(list);
                if (parser.nextToken() != JsonToken.START_ARRAY || !wanted) {
                    parser.skipChildren();
                    continue;
                }
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    taken.accept(element(parser, body), index);
                }
            }
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private JsonNode element(JsonParser parser, byte[] body) {
        try {
            return parser.readValueAsTree();
        } catch (NumberFormatException beyond) {
            throw beyond(() -> parser(body), beyond);
        }
    }

    /**
     * A number that is JSON, and no decimal: its exponent does not fit. What reads the body into a tree says neither where
     * it stands nor that it is malformed, so the tokens are looked through once more.
     */
    private static HttpProblem beyond(Supplier<JsonParser> again, NumberFormatException beyond) {
        try (JsonParser parser = again.get()) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !isDecimal(parser.getString())) {
                    String pointer = parser.streamReadContext().pathAsPointer().toString();
                    String name = String.valueOf(parser.currentName());
                    return HttpProblem.of(
                                    ProblemType.UNREADABLE_BODY,
                                    pointer + ": " + parser.getString() + " is no figure: its exponent does not fit",
                                    List.of(new Wrong(pointer, "too-large")))
                            .withFigure(name, parser.getString());
                }
            }
        }
        throw beyond;
    }

    private static boolean isDecimal(String number) {
        try {
            return new BigDecimal(number).scale() != Integer.MIN_VALUE;
        } catch (NumberFormatException beyond) {
            return false;
        }
    }

    /** Decodes as it goes: as one text a large body would take three times its place again. */
    private JsonParser parser(byte[] body) {
        return json.createParser(new InputStreamReader(
                new ByteArrayInputStream(body, marked(body), body.length),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
    }

    /** How many bytes of a mark of its byte order come first: some systems put one, which is no part of JSON. */
    private static int marked(byte[] body) {
        boolean marked = body.length >= MARK.length && Arrays.equals(body, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? MARK.length : 0;
    }

    private static String text(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, marked(body), body.length - marked(body)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw unreadable("The body is not UTF-8", "not-utf-8");
        }
        if (text.isBlank()) {
            throw unreadable("The body is empty", "empty");
        }
        return text;
    }

    private static HttpProblem malformed(JacksonException malformed) {
        if (malformed.getCause() instanceof CharacterCodingException) {
            return unreadable("The body is not UTF-8", "not-utf-8");
        }
        var at = malformed.getLocation();
        String detail = at == null
                ? "The body is not one JSON document"
                : "The body is not one JSON document: line " + at.getLineNr() + ", column " + at.getColumnNr();
        boolean twice = String.valueOf(malformed.getOriginalMessage()).startsWith("Duplicate");
        return unreadable(
                twice ? detail + " repeats the name of a field" : detail, twice ? "duplicate-field" : "not-json");
    }

    private static HttpProblem unreadable(String detail, String code) {
        return HttpProblem.of(ProblemType.UNREADABLE_BODY, detail, List.of(new Wrong("", code)));
    }

    /**
     * A record from an object; or, when the record is nothing but a list of some sealed kind of records, from an array of
     * objects that name their kind in {@code command}.
     */
    public <T> T read(JsonNode tree, Class<T> type) {
        Reading reading = new Reading(takesNumbers);
        T value = reading.command(tree, type);
        if (value == null || reading.failed()) {
            throw reading.problem();
        }
        return value;
    }
}

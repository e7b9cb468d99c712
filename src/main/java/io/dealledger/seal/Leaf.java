package io.dealledger.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an event that are sealed. 17 fields in a fixed order, each as its length in four bytes, the highest
 * first, and then so many bytes of UTF-8; an absent field is the length 0xFFFFFFFF and nothing. Numbers are written in
 * decimal without leading zeros. The first field names this definition, so that another one can follow it.
 */
public final class Leaf {
    public static final String DEFINITION = "deal-ledger/event/1";

    private static final int ABSENT = -1;

    private Leaf() {}

    public static byte[] bytes(EventRow event) {
        List<byte @Nullable []> fields = new ArrayList<>();
        add(fields, DEFINITION);
        add(fields, Long.toString(event.position()));
        add(fields, event.stream());
        add(fields, event.streamType());
        add(fields, Long.toString(event.version()));
        add(fields, event.name());
        add(fields, Integer.toString(event.revision()));
        add(fields, event.payload());
        add(fields, event.metadata());
        add(fields, event.effectiveOn());
        add(fields, event.effectiveFrom());
        add(fields, event.precision());
        add(fields, event.recordedAt());
        add(fields, event.corrects() == null ? null : Long.toString(event.corrects()));
        add(fields, event.accountingOn());
        add(fields, Integer.toString(event.part()));
        add(fields, Integer.toString(event.parts()));
        int length = 0;
        for (byte[] field : fields) {
            length += Integer.BYTES + (field == null ? 0 : field.length);
        }
        ByteBuffer leaf = ByteBuffer.allocate(length);
        for (byte[] field : fields) {
            if (field == null) {
                leaf.putInt(ABSENT);
            } else {
                leaf.putInt(field.length).put(field);
            }
        }
        return leaf.array();
    }

    private static void add(List<byte @Nullable []> fields, @Nullable String value) {
        fields.add(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public static Hash hash(EventRow event) {
        return Merkle.leaf(bytes(event));
    }
}

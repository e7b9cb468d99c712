package io.dealledger.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was sealed in one go, as it is stored.
 *
 * @param first position of its first event
 * @param size position of its last event: the size of the tree with it
 * @param kept the hashes that it adds to the tree, one after the other
 * @param checkpoint signed note on the tree of that size
 */
public record SealBatch(long first, long size, List<Hash> kept, String checkpoint) {
    public SealBatch {
        kept = List.copyOf(kept);
    }

    /** @throws NotTrusted when these are not whole hashes */
    public static List<Hash> split(byte[] hashes) {
        if (hashes.length % Hash.BYTES != 0) {
            throw new NotTrusted(hashes.length + " bytes are no whole number of hashes");
        }
        List<Hash> kept = new ArrayList<>(hashes.length / Hash.BYTES);
        for (int at = 0; at < hashes.length; at += Hash.BYTES) {
            kept.add(Hash.of(Arrays.copyOfRange(hashes, at, at + Hash.BYTES)));
        }
        return kept;
    }
}

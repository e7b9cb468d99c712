package io.dealledger.seal;

import java.util.List;

/** A proof of RFC 9162 with the signed notes that it leads to; whoever trusts the key needs nothing else. */
public sealed interface Proof {
    /** @throws NotTrusted when it does not prove what it says, or a note is not signed by that key */
    void check(VerifierKey key);

    /**
     * That an event is under a checkpoint.
     *
     * @param position of the event; its leaf's index is one less
     * @param size of the tree
     * @param leaf hash of the event's leaf, base64 like all hashes here
     * @param hashes the path of RFC 9162, from the leaf up
     * @param checkpoint the signed note on the root that the path leads to
     */
    record Inclusion(long position, long size, String leaf, List<String> hashes, String checkpoint) implements Proof {
        public Inclusion {
            hashes = List.copyOf(hashes);
        }

        public static Inclusion of(long position, long size, Merkle.Parts tree, String checkpoint) {
            Hash leaf = tree.of(List.of(new Merkle.Part(0, position - 1))).getFirst();
            return new Inclusion(
                    position, size, leaf.toString(), texts(Merkle.inclusion(position - 1, size, tree)), checkpoint);
        }

        @Override
        public void check(VerifierKey key) {
            Hash root = root(checkpoint, size, key);
            if (position < 1 || position > size) {
                throw new NotTrusted("position " + position + " is not under a checkpoint of size " + size);
            }
            if (!Merkle.includes(hash(leaf), position - 1, size, parsed(hashes), root)) {
                throw new NotTrusted("the path from the leaf at position " + position
                        + " does not lead to the root of the checkpoint of size " + size);
            }
        }
    }

    /**
     * That one checkpoint continues another: that nothing under the earlier one was changed.
     *
     * @param from size of the earlier tree
     * @param to size of the later one
     * @param hashes the proof of RFC 9162; empty when the sizes are equal
     * @param fromCheckpoint the signed note on the earlier root
     * @param toCheckpoint the signed note on the later root
     */
    record Consistency(long from, long to, List<String> hashes, String fromCheckpoint, String toCheckpoint)
            implements Proof {
        public Consistency {
            hashes = List.copyOf(hashes);
        }

        public static Consistency of(
                long from, long to, Merkle.Parts tree, String fromCheckpoint, String toCheckpoint) {
            return new Consistency(from, to, texts(Merkle.consistency(from, to, tree)), fromCheckpoint, toCheckpoint);
        }

        @Override
        public void check(VerifierKey key) {
            Hash earlier = root(fromCheckpoint, from, key);
            Hash later = root(toCheckpoint, to, key);
            if (from < 1 || from > to) {
                throw new NotTrusted("a checkpoint of size " + to + " does not continue one of size " + from);
            }
            if (!Merkle.extendsTree(from, earlier, to, later, parsed(hashes))) {
                throw new NotTrusted("the checkpoint of size " + to + " does not continue the one of size " + from
                        + ", or this proof is not the one that shows it");
            }
        }
    }

    private static Hash root(String note, long size, VerifierKey key) {
        Checkpoint checkpoint = Checkpoint.open(note, key);
        if (checkpoint.size() != size) {
            throw new NotTrusted("the checkpoint has the size " + checkpoint.size() + ", the proof says " + size);
        }
        return checkpoint.root();
    }

    private static List<Hash> parsed(List<String> texts) {
        return texts.stream().map(Proof::hash).toList();
    }

    private static Hash hash(String text) {
        try {
            return Hash.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new NotTrusted("'" + VerifierKey.shortened(text) + "' is no hash");
        }
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }
}

package io.dealledger.seal;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a tree: all that is needed to add leaves to it and to know its root. */
public final class Frontier {
    private final List<Hash> edge;
    private long size;

    private Frontier(long size, List<Hash> edge) {
        this.size = size;
        this.edge = edge;
    }

    public static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /** Of the tree of that size, whose parts are kept somewhere. */
    public static Frontier of(long size, Merkle.Parts tree) {
        List<Merkle.Part> parts = new ArrayList<>();
        long at = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size & (1L << level)) != 0) {
                parts.add(new Merkle.Part(level, at >> level));
                at += 1L << level;
            }
        }
        return new Frontier(size, new ArrayList<>(parts.isEmpty() ? List.of() : tree.of(parts)));
    }

    public Frontier copy() {
        return new Frontier(size, new ArrayList<>(edge));
    }

    public long size() {
        return size;
    }

    /** @return the hashes to keep: the leaf and the nodes that it completes, from below */
    public List<Hash> add(Hash leaf) {
        List<Hash> complete = new ArrayList<>();
        complete.add(leaf);
        Hash hash = leaf;
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            hash = Merkle.node(edge.removeLast(), hash);
            complete.add(hash);
        }
        edge.add(hash);
        size++;
        return complete;
    }

    public Hash root() {
        if (edge.isEmpty()) {
            return Merkle.EMPTY;
        }
        Hash hash = edge.getLast();
        for (int left = edge.size() - 2; left >= 0; left--) {
            hash = Merkle.node(edge.get(left), hash);
        }
        return hash;
    }
}

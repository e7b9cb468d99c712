package io.dealledger.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 9162, section 2.1, over a growing list of leaves: hashes of its parts, proofs, and their
 * verification. A complete part never changes any more, so the hashes of complete parts are all that is kept, in the
 * order in which they became complete: behind each leaf the nodes above it that it completes.
 */
public final class Merkle {
    /** Root of the tree without leaves. */
    public static final Hash EMPTY = Hash.over("".getBytes(StandardCharsets.UTF_8));

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {}

    /** Hash of a leaf with these bytes. */
    public static Hash leaf(byte[] bytes) {
        return Hash.over(LEAF, bytes);
    }

    public static Hash node(Hash left, Hash right) {
        return Hash.over(NODE, left.bytes(), right.bytes());
    }

    /**
     * A complete part of the tree.
     *
     * @param level it has 2 to the power of this many leaves
     * @param index its place among the parts of its level, from 0
     */
    public record Part(int level, long index) {
        /** Number of leaves with which it becomes complete. */
        public long completeAt() {
            return (index + 1) << level;
        }

        /** Place of its hash in the order in which parts become complete, from 0. */
        public long place() {
            return kept(completeAt() - 1) + level;
        }
    }

    /** Where the hashes of complete parts are kept. */
    @FunctionalInterface
    public interface Parts {
        /** The hashes of these parts, in the same order. */
        List<Hash> of(List<Part> parts);
    }

    /** How many hashes are kept for a tree with that many leaves. */
    public static long kept(long size) {
        return 2 * size - Long.bitCount(size);
    }

    /** Leaves {@code from} to {@code to - 1} as the complete parts that make them up, from left to right. */
    private record Range(long from, long to) {
        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            long at = from;
            while (at < to) {
                int level = 63 - Long.numberOfLeadingZeros(to - at);
                parts.add(new Part(level, at >> level));
                at += 1L << level;
            }
            return parts;
        }
    }

    public static Hash root(long size, Parts tree) {
        return size == 0 ? EMPTY : hashes(List.of(new Range(0, size)), tree).getFirst();
    }

    /**
     * Shows that a leaf is in the tree of that size.
     *
     * @param index of the leaf, from 0, below {@code size}
     */
    public static List<Hash> inclusion(long index, long size, Parts tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
        }
        List<Range> path = new ArrayList<>();
        path(index, 0, size, path);
        return hashes(path, tree);
    }

    /** Proofs of several leaves, with one look at the tree. */
    public static List<List<Hash>> inclusions(List<Long> indexes, long size, Parts tree) {
        List<Range> ranges = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (long index : indexes) {
            if (index < 0 || index >= size) {
                throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
            }
            path(index, 0, size, ranges);
            ends.add(ranges.size());
        }
        List<Hash> hashes = hashes(ranges, tree);
        List<List<Hash>> proofs = new ArrayList<>(indexes.size());
        int from = 0;
        for (int end : ends) {
            proofs.add(List.copyOf(hashes.subList(from, end)));
            from = end;
        }
        return proofs;
    }

    private static void path(long index, long from, long to, List<Range> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(new Range(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(new Range(from, middle));
        }
    }

    /**
     * Shows that the tree of the first size begins the tree of the second.
     *
     * @param first from 1 to {@code second}
     */
    public static List<Hash> consistency(long first, long second, Parts tree) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException("no tree of " + first + " leaves begins one of " + second);
        }
        List<Range> path = new ArrayList<>();
        subproof(first, 0, second, true, path);
        return hashes(path, tree);
    }

    private static void subproof(long first, long from, long to, boolean whole, List<Range> path) {
        long size = to - from;
        if (first == size) {
            if (!whole) {
                path.add(new Range(from, to));
            }
            return;
        }
        long split = split(size);
        if (first <= split) {
            subproof(first, from, from + split, whole, path);
            path.add(new Range(from + split, to));
        } else {
            subproof(first - split, from + split, to, false, path);
            path.add(new Range(from, from + split));
        }
    }

    /** The largest power of two below the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static List<Hash> hashes(List<Range> ranges, Parts tree) {
        List<List<Part>> parts = ranges.stream().map(Range::parts).toList();
        List<Hash> found = tree.of(parts.stream().flatMap(List::stream).toList());
        List<Hash> hashes = new ArrayList<>(ranges.size());
        int at = 0;
        for (List<Part> range : parts) {
            Hash hash = found.get(at + range.size() - 1);
            for (int left = at + range.size() - 2; left >= at; left--) {
                hash = node(found.get(left), hash);
            }
            hashes.add(hash);
            at += range.size();
        }
        return hashes;
    }

    /** Whether the proof shows the leaf at that index in the tree with that root: RFC 9162, section 2.1.3.2. */
    public static boolean includes(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash hash = leaf;
        for (Hash beside : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = node(beside, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(root);
    }

    /** Whether the proof shows that the first tree begins the second: RFC 9162, section 2.1.4.2. */
    public static boolean extendsTree(long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> proof) {
        if (first < 1 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (proof.isEmpty()) {
            return false;
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Hash fr = path.getFirst();
        Hash sr = path.getFirst();
        for (Hash beside : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(beside, fr);
                sr = node(beside, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, beside);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
    }
}

package io.dealledger.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The tree beside the vectors of Certificate Transparency (the tree of RFC 9162 is that of RFC 6962), and beside a tree
 * that is calculated by the definition, from all leaves, each time.
 */
class MerkleTest {
    /** Leaves and roots of the reference tests of Certificate Transparency. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static Hash hex(String hash) {
        return Hash.of(HexFormat.of().parseHex(hash));
    }

    /** A tree in memory, kept as the ledger keeps it. */
    private static final class Kept implements Merkle.Parts {
        final List<Hash> leaves = new ArrayList<>();
        final List<Hash> kept = new ArrayList<>();
        final Frontier frontier = Frontier.empty();

        static Kept of(int size, long seed) {
            Random random = new Random(seed);
            Kept tree = new Kept();
            for (int leaf = 0; leaf < size; leaf++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                tree.add(bytes);
            }
            return tree;
        }

        void add(byte[] bytes) {
            Hash leaf = Merkle.leaf(bytes);
            leaves.add(leaf);
            kept.addAll(frontier.add(leaf));
        }

        @Override
        public List<Hash> of(List<Merkle.Part> parts) {
            return parts.stream()
                    .map(part -> kept.get(Math.toIntExact(part.place())))
                    .toList();
        }

        /** RFC 9162, section 2.1.1, word by word. */
        Hash defined(int from, int to) {
            int size = to - from;
            if (size == 0) {
                return Merkle.EMPTY;
            }
            if (size == 1) {
                return leaves.get(from);
            }
            int split = 1;
            while (split * 2 < size) {
                split *= 2;
            }
            return Merkle.node(defined(from, from + split), defined(from + split, to));
        }
    }

    private static Kept reference() {
        Kept tree = new Kept();
        LEAVES.forEach(leaf -> tree.add(HexFormat.of().parseHex(leaf)));
        return tree;
    }

    @Nested
    class Roots {
        @Test
        void are_those_of_the_reference_at_every_size() {
            Kept tree = reference();
            for (int size = 0; size <= LEAVES.size(); size++) {
                assertThat(Merkle.root(size, tree)).as("size %s", size).isEqualTo(hex(ROOTS.get(size)));
                assertThat(Frontier.of(size, tree).root()).as("size %s", size).isEqualTo(hex(ROOTS.get(size)));
            }
        }

        @Test
        void are_those_of_the_definition_and_of_the_edge_at_every_size() {
            Kept tree = Kept.of(70, 1);
            for (int size = 0; size <= 70; size++) {
                assertThat(Merkle.root(size, tree)).isEqualTo(tree.defined(0, size));
            }
            assertThat(tree.frontier.root()).isEqualTo(tree.defined(0, 70));
        }

        @Test
        void need_as_many_kept_hashes_as_are_calculated() {
            Kept tree = new Kept();
            for (int size = 1; size <= 200; size++) {
                tree.add(new byte[] {(byte) size});
                assertThat(tree.kept).hasSize(Math.toIntExact(Merkle.kept(size)));
            }
        }

        @Test
        void go_on_from_an_edge_that_was_read_again() {
            Kept tree = Kept.of(45, 2);
            Frontier edge = Frontier.of(21, tree);
            tree.leaves.subList(21, 45).forEach(edge::add);
            assertThat(edge.root()).isEqualTo(tree.frontier.root());
        }
    }

    @Nested
    class Inclusion {
        @Test
        void proofs_are_those_of_the_reference() {
            Kept tree = reference();
            assertThat(Merkle.inclusion(0, 1, tree)).isEmpty();
            assertThat(Merkle.inclusion(0, 8, tree))
                    .containsExactly(
                            hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                            hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
            assertThat(Merkle.inclusion(5, 8, tree))
                    .containsExactly(
                            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                            hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                            hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        }

        @Test
        void is_shown_for_every_leaf_of_every_size_and_for_no_other() {
            Kept tree = Kept.of(33, 3);
            for (int size = 1; size <= 33; size++) {
                Hash root = tree.defined(0, size);
                for (int index = 0; index < size; index++) {
                    List<Hash> proof = Merkle.inclusion(index, size, tree);
                    Hash leaf = tree.leaves.get(index);
                    assertThat(Merkle.includes(leaf, index, size, proof, root)).isTrue();
                    assertThat(Merkle.includes(Merkle.leaf(new byte[] {9}), index, size, proof, root))
                            .isFalse();
                    assertThat(Merkle.includes(leaf, index + 1, size, proof, root))
                            .isFalse();
                    assertThat(Merkle.includes(leaf, index, size, proof, Merkle.EMPTY))
                            .isFalse();
                    for (int wrong = 0; wrong < proof.size(); wrong++) {
                        List<Hash> altered = new ArrayList<>(proof);
                        altered.set(wrong, Merkle.EMPTY);
                        assertThat(Merkle.includes(leaf, index, size, altered, root))
                                .isFalse();
                        altered.remove(wrong);
                        assertThat(Merkle.includes(leaf, index, size, altered, root))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Nested
    class Consistency {
        @Test
        void proofs_are_those_of_the_reference() {
            Kept tree = reference();
            assertThat(Merkle.consistency(1, 1, tree)).isEmpty();
            assertThat(Merkle.consistency(1, 8, tree))
                    .containsExactly(
                            hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                            hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
            assertThat(Merkle.consistency(2, 5, tree))
                    .containsExactly(
                            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
        }

        @Test
        void is_shown_for_every_two_sizes_and_for_no_other_tree() {
            Kept tree = Kept.of(33, 4);
            Kept other = Kept.of(33, 5);
            for (int second = 1; second <= 33; second++) {
                for (int first = 1; first <= second; first++) {
                    List<Hash> proof = Merkle.consistency(first, second, tree);
                    Hash begins = tree.defined(0, first);
                    Hash ends = tree.defined(0, second);
                    assertThat(Merkle.extendsTree(first, begins, second, ends, proof))
                            .isTrue();
                    assertThat(Merkle.extendsTree(first, other.defined(0, first), second, ends, proof))
                            .isFalse();
                    assertThat(Merkle.extendsTree(first, begins, second, other.defined(0, second), proof))
                            .isFalse();
                    if (!proof.isEmpty()) {
                        assertThat(Merkle.extendsTree(first, begins, second, ends, proof.subList(1, proof.size())))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void parts_have_places_in_the_order_in_which_they_become_complete() {
        // Three leaves: leaf 0, leaf 1, the node above them, leaf 2.
        assertThat(IntStream.range(0, 3).mapToLong(index -> new Merkle.Part(0, index).place()))
                .containsExactly(0L, 1L, 3L);
        assertThat(new Merkle.Part(1, 0).place()).isEqualTo(2);
        assertThat(new Merkle.Part(2, 0).place()).isEqualTo(6);
    }
}

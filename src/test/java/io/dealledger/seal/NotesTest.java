package io.dealledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keys and notes beside the example that comes with the format's first implementation (Go, sumdb/note). */
class NotesTest {
    private static final String SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String SIGNATURE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p"
            + "ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String NOTE = TEXT + "\n" + SIGNATURE;

    private final SealingKey key = SealingKey.parse(SECRET);
    private final VerifierKey verifier = VerifierKey.parse(VKEY);

    private static SealingKey other(String name) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 7);
        return SealingKey.of(name, seed);
    }

    @Nested
    class Keys {
        @Test
        void are_read_and_written_as_one_line() {
            assertThat(key.secret()).isEqualTo(SECRET);
            assertThat(key.verifier()).hasToString(VKEY);
            assertThat(verifier).hasToString(VKEY);
            assertThat(VerifierKey.parse(VKEY + "\n").id()).isEqualTo("c74f20a3");
        }

        @Test
        void are_refused_when_a_character_is_wrong() {
            for (String wrong : List.of(
                    "",
                    "PeterNeumann",
                    VKEY.replace("c74f20a3", "c74f20a4"),
                    VKEY.replace("Peter", "Pater"),
                    VKEY.replace("+ARpc", "+ARpd"),
                    VKEY.replace("+ARpc", "+AhpC"),
                    VKEY + "=",
                    VKEY + "\n" + VKEY,
                    VKEY.substring(0, VKEY.length() - 4))) {
                assertThatThrownBy(() -> VerifierKey.parse(wrong)).as(wrong).isInstanceOf(NotTrusted.class);
            }
        }

        @Test
        void do_not_tell_their_secret() {
            assertThat(key.toString()).isEqualTo(VKEY);
            String secret = SECRET.substring(SECRET.lastIndexOf('+') + 1);
            assertThatThrownBy(() -> SealingKey.parse(SECRET.replace("c74f20a3", "00000000")))
                    .isInstanceOf(NotTrusted.class)
                    .hasMessageNotContaining(secret);
            assertThatThrownBy(() -> SealingKey.parse(secret))
                    .isInstanceOf(NotTrusted.class)
                    .hasMessageNotContaining(secret);
        }
    }

    @Nested
    class Notes {
        @Test
        void have_the_signature_that_other_tools_give() {
            assertThat(key.sign(TEXT)).isEqualTo(NOTE);
        }

        @Test
        void that_other_tools_signed_are_opened() {
            assertThat(verifier.open(NOTE)).isEqualTo(TEXT);
        }

        @Test
        void are_opened_whoever_else_has_signed_them() {
            String both = NOTE + other("witness").sign(TEXT).substring(TEXT.length() + 1);
            assertThat(verifier.open(both)).isEqualTo(TEXT);
            assertThat(other("witness").verifier().open(both)).isEqualTo(TEXT);
        }

        @Test
        void are_refused_when_any_byte_of_them_is_another() {
            for (int at = 0; at < NOTE.length(); at++) {
                char here = NOTE.charAt(at);
                String altered = NOTE.substring(0, at) + (here == 'A' ? 'B' : 'A') + NOTE.substring(at + 1);
                assertThatThrownBy(() -> verifier.open(altered))
                        .as("%s at %s", here, at)
                        .isInstanceOf(NotTrusted.class);
            }
        }

        @Test
        void of_another_key_are_not_trusted() {
            assertThatThrownBy(() -> verifier.open(other("PeterNeumann").sign(TEXT)))
                    .isInstanceOf(NotTrusted.class)
                    .hasMessageContaining("is not signed by PeterNeumann");
        }

        @Test
        void are_no_notes_without_a_blank_line_or_a_signature() {
            for (String wrong : List.of("", "text", TEXT, TEXT + "\n", TEXT + "\n\n", NOTE.strip(), "\n\n\n")) {
                assertThatThrownBy(() -> verifier.open(wrong)).as(wrong).isInstanceOf(NotTrusted.class);
            }
        }
    }

    @Nested
    class Checkpoints {
        private final Checkpoint checkpoint = new Checkpoint("PeterNeumann", 0, Merkle.EMPTY);

        @Test
        void are_origin_size_and_root() {
            assertThat(checkpoint.text()).isEqualTo("PeterNeumann\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
            assertThat(Checkpoint.open(checkpoint.signedBy(key), verifier)).isEqualTo(checkpoint);
        }

        @Test
        void of_another_tree_or_form_are_refused_though_the_key_has_signed_them() {
            String root = Merkle.EMPTY.toString();
            for (String text : List.of(
                    "elsewhere\n0\n" + root + "\n",
                    "PeterNeumann\n00\n" + root + "\n",
                    "PeterNeumann\n-1\n" + root + "\n",
                    "PeterNeumann\n0\n" + root.substring(4) + "\n",
                    "PeterNeumann\n0\n" + root + "\nmore\n",
                    "PeterNeumann\n0\n")) {
                assertThatThrownBy(() -> Checkpoint.open(key.sign(text), verifier))
                        .as(text)
                        .isInstanceOf(NotTrusted.class);
            }
        }
    }
}

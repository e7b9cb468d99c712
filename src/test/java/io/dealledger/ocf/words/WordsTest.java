package io.dealledger.ocf.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.ConversionTrigger.DayCount;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.InvalidValue;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.testing.Seed;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @Nested
    class Vocabularies {
        static Stream<Vocabulary<?>> all() {
            return Stream.of(
                    Vocabulary.CLASS_TYPES,
                    Vocabulary.STAKEHOLDER_TYPES,
                    Vocabulary.CANCELLATION_BEHAVIOURS,
                    Vocabulary.COMPENSATION_TYPES,
                    Vocabulary.TERMINATION_REASONS,
                    Vocabulary.PERIOD_UNITS,
                    Vocabulary.ALLOCATION_TYPES,
                    Vocabulary.VESTING_TRIGGERS,
                    Vocabulary.VESTING_PERIODS,
                    Vocabulary.CONVERTIBLE_TYPES,
                    Vocabulary.CONVERSION_TRIGGERS,
                    Vocabulary.CONVERSION_MECHANISMS,
                    Vocabulary.CONVERSION_TIMINGS,
                    Vocabulary.DAY_COUNTS,
                    Vocabulary.INTEREST_PAYOUTS,
                    Vocabulary.ACCRUAL_PERIODS,
                    Vocabulary.COMPOUNDINGS,
                    Vocabulary.VALUATION_FORMULAS,
                    Vocabulary.ROUNDINGS,
                    Vocabulary.QUANTITY_SOURCES,
                    Vocabulary.ISSUANCE_TYPES,
                    Vocabulary.VALUATION_TYPES);
        }

        @ParameterizedTest
        @MethodSource("all")
        void a_vocabulary_has_the_words_of_the_schema(Vocabulary<?> vocabulary) {
            List<String> words = new ArrayList<>();
            Seed.read("ocf-schema/schema/enums/" + vocabulary.name() + ".schema.json")
                    .get("enum")
                    .forEach(word -> words.add(word.asString()));
            if (vocabulary.isWhole()) {
                assertThat(vocabulary.meanings().keySet()).containsExactlyInAnyOrderElementsOf(words);
            } else {
                assertThat(words).containsAll(vocabulary.meanings().keySet());
            }
        }

        @Test
        void what_is_called_otherwise_is_translated_both_ways() {
            assertThat(Vocabulary.DAY_COUNTS.meaning("30_360")).isEqualTo(DayCount.DAYS_30_360);
            assertThat(Vocabulary.DAY_COUNTS.wordFor(DayCount.DAYS_30_360)).isEqualTo("30_360");
        }

        @Test
        void what_ocf_has_no_word_for_has_none() {
            assertThat(Vocabulary.VALUATION_TYPES.word(ValuationKind.POST_MONEY))
                    .isEmpty();
        }

        @Test
        void an_unknown_word_is_refused_with_those_that_are_known() {
            assertThatThrownBy(() -> Vocabulary.CLASS_TYPES.meaning("PREFERED"))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining("'PREFERED'")
                    .hasMessageContaining("COMMON, PREFERRED");
        }
    }

    @Nested
    class Types {
        @Test
        void file_types_are_those_of_the_schema() {
            List<String> words = new ArrayList<>();
            Seed.read("ocf-schema/schema/enums/FileType.schema.json")
                    .get("enum")
                    .forEach(word -> words.add(word.asString()));
            assertThat(FileType.values()).extracting(Enum::name).containsExactlyInAnyOrderElementsOf(words);
        }

        @Test
        void every_kind_of_party_is_an_individual_or_an_institution() {
            assertThat(StakeholderType.of(PartyKind.INDIVIDUAL)).isEqualTo(StakeholderType.INDIVIDUAL);
            assertThat(StakeholderType.of(PartyKind.FUND)).isEqualTo(StakeholderType.INSTITUTION);
            assertThat(StakeholderType.INSTITUTION.kind()).isEqualTo(PartyKind.OTHER);
        }
    }

    @Nested
    class Numbers {
        @Test
        void signs_leading_zeros_and_trailing_zeros_mean_nothing() {
            assertThat(Numeric.parse("+010000000.00")).isEqualTo(new BigDecimal("10000000"));
            assertThat(Numeric.parse("-867.53")).isEqualTo(new BigDecimal("-867.53"));
        }

        @Test
        void a_fraction_may_leave_its_zero_away() {
            assertThat(Numeric.parseFraction(".5")).isEqualTo(new BigDecimal("0.5"));
            assertThat(Numeric.parseFraction("1.0")).isEqualTo(BigDecimal.ONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1,000", "1e6", "12.", ".5", "twelve", "0.12345678901"})
        void what_is_no_number_of_ocf_is_refused(String text) {
            assertThatThrownBy(() -> Numeric.parse(text))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1.5", "20", "-0.1"})
        void what_is_no_fraction_of_one_is_refused(String text) {
            assertThatThrownBy(() -> Numeric.parseFraction(text)).isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Ids {
        @Test
        void an_id_of_the_ledger_stays_and_one_that_fits_gets_the_prefix() {
            assertThat(ObjectIds.ours("se_", "se_founders")).isEqualTo("se_founders");
            assertThat(ObjectIds.ours("se_", "b39558bf-07cf-403a-8d07-a17dd9b651e0"))
                    .isEqualTo("se_b39558bf-07cf-403a-8d07-a17dd9b651e0");
        }

        @Test
        void another_keeps_what_can_be_read_of_it() {
            assertThat(ObjectIds.ours("se_", "Stock Issuance_01")).matches("se_stock-issuance-01-h[0-9a-f]{20}");
            assertThat(ObjectIds.ours("se_", "株式")).matches("se_h[0-9a-f]{20}");
        }

        @Test
        void the_same_text_within_something_else_is_another_id() {
            assertThat(ObjectIds.ours("pa_", "co_a", "anna")).isNotEqualTo(ObjectIds.ours("pa_", "co_b", "anna"));
            assertThat(ObjectIds.ours("pa_", "co_a", "pa_anna")).isEqualTo("pa_anna");
        }

        @Test
        void different_ids_never_become_one_and_all_are_ids_of_the_ledger() {
            long seed = Seeds.one();
            Random random = new Random(seed);
            Set<String> given = new HashSet<>();
            Set<String> results = new HashSet<>();
            String letters = "abAB01-_. /äé";
            for (int round = 0; round < 20_000; round++) {
                StringBuilder id = new StringBuilder();
                int length = 1 + random.nextInt(90);
                for (int index = 0; index < Math.min(length, 4 + random.nextInt(90)); index++) {
                    id.append(letters.charAt(random.nextInt(letters.length())));
                }
                if (given.add(id.toString())) {
                    String ours = ObjectIds.ours("se_", id.toString());
                    assertThat(new SecurityId(ours).value()).as("seed %s", seed).isEqualTo(ours);
                    assertThat(results.add(ours)).as("seed %s: %s", seed, id).isTrue();
                    // What it became, used as an id itself, is another object.
                    String again = ours.substring("se_".length());
                    if (given.add(again)) {
                        assertThat(results.add(ObjectIds.ours("se_", again)))
                                .as("seed %s: %s", seed, again)
                                .isTrue();
                    }
                }
            }
        }
    }
}

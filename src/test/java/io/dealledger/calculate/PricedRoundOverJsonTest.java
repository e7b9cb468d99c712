package io.dealledger.calculate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What outsiders send to have a round priced, and what they get. */
class PricedRoundOverJsonTest {
    private static JsonNode answer(String terms) {
        return JsonMapper.shared()
                .readTree(
                        Kind.of("priced-round").answer(terms.replace('\'', '"').getBytes(UTF_8)));
    }

    private static Problem problem(String terms) {
        return catchThrowableOfType(HttpProblem.class, () -> answer(terms)).problem("/api/calculate/priced-round");
    }

    @Nested
    class Terms {
        @Test
        void are_taken_with_everything_that_is_optional_left_out() {
            JsonNode answer =
                    answer("{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'10'}]}");
            assertThat(answer.at("/price").asString()).isEqualTo("2000000");
            assertThat(answer.at("/newShares").asString()).isEqualTo("2.5");
            assertThat(answer.at("/conversions").isEmpty()).isTrue();
            assertThat(answer.has("residue")).isFalse();
        }

        @Test
        void are_taken_with_everything_that_is_optional_said() {
            JsonNode answer =
                    answer("{'postMoney':25000000,'preMoney':null,'newInvestors':[{'name':'Lead','amount':5000000}],"
                            + "'holders':[{'name':'F','shares':9000000,'unissuedPool':false},"
                            + "{'name':'Pool','shares':1000000,'unissuedPool':true}],'poolPostMoney':0.10,'poolBasis':'TOTAL',"
                            + "'convertibles':[{'name':'N','kind':'NOTE','amount':'100000','cap':'8000000','discount':'0.20',"
                            + "'mfn':false,'interest':{'rate':'0.08','from':'2022-01-01','to':'2024-01-01',"
                            + "'dayCount':'30_360','kind':'COMPOUNDING'}}],"
                            + "'rounding':{'price':{'places':4,'mode':'HALF_EVEN'},'shares':'FLOOR'}}");
            assertThat(answer.at("/conversions/0/interest").asString()).isEqualTo("16640");
            assertThat(answer.at("/conversions/0/amount").asString()).isEqualTo("116640");
            assertThat(answer.at("/conversions/0/interestDays").asInt()).isEqualTo(720);
            assertThat(answer.at("/rounding/price/mode").asString()).isEqualTo("HALF_EVEN");
            assertThat(answer.at("/formula/name").asString()).isEqualTo("priced-round");
        }

        @Test
        void are_taken_as_other_programs_print_their_numbers() {
            String plain = "{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'3000000'}],"
                    + "'rounding':{'price':{'places':4,'mode':'DOWN'}}}";
            JsonNode answer = answer(plain.replace("'20000000'", "'2E+7'")
                    .replace("'5000000'", "'0.5e7'")
                    .replace("'places':4", "'places':'4'"));
            assertThat(answer).isEqualTo(answer(plain));
            assertThat(answer.at("/price").asString()).isEqualTo("6.6666");
            assertThat(problem(plain.replace("'20000000'", "'2E+999999999'")).errors())
                    .containsExactly(new Problem.Wrong("/preMoney", "too-large"));
            assertThat(problem(plain.replace("'20000000'", "'2E'")).errors())
                    .containsExactly(new Problem.Wrong("/preMoney", "not-a-decimal"));
        }

        @Test
        void of_other_calculators_say_zero_where_there_is_no_cap() {
            String zero = "{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'10000000'}],"
                    + "'convertibles':[{'name':'YC','kind':'FIXED_PERCENT','amount':125000,'cap':0,'discount':0,"
                    + "'percent':'0.07'},{'name':'MFN','kind':'SAFE_POST','amount':375000,'cap':0,'discount':0,'mfn':true},"
                    + "{'name':'Angel','kind':'SAFE_POST','amount':1000000,'cap':15000000,'discount':0}]}";
            JsonNode answer = answer(zero);
            assertThat(answer.at("/conversions/0/percentBefore").asString()).isEqualTo("7");
            assertThat(answer.at("/conversions/1/elected").asString()).isEqualTo("Angel");
        }
    }

    @Nested
    class A_problem {
        @Test
        void names_the_field_the_code_and_the_figures() {
            Problem problem = problem("{'preMoney':'20000000','raise':'5000000','poolPostMoney':'1',"
                    + "'holders':[{'name':'F','shares':'10'}]}");
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors()).containsExactly(new Problem.Wrong("/poolPostMoney", "out-of-range"));
            assertThat(problem.figures()).containsEntry("poolPostMoney", "1");
            assertThat(problem.detail()).contains("/poolPostMoney", "below 1");
        }

        @Test
        void names_all_that_take_part_where_nothing_is_left() {
            Problem problem = problem("{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'10'}],"
                    + "'convertibles':[{'name':'A','kind':'SAFE_POST','amount':'10','cap':'10'}]}");
            assertThat(problem.errors()).containsExactly(new Problem.Wrong("/convertibles", "nothing-left"));
            assertThat(problem.figures())
                    .containsEntry("convertiblesPercent", "100")
                    .containsEntry("newMoneyPercent", "20");
        }

        @Test
        void tells_a_circle_of_mfns() {
            Problem problem = problem("{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'10'}],"
                    + "'convertibles':[{'name':'A','kind':'SAFE_POST','amount':'10','mfn':true},"
                    + "{'name':'B','kind':'SAFE_POST','amount':'10','mfn':true}]}");
            assertThat(problem.errors()).containsExactly(new Problem.Wrong("/convertibles/0/mfn", "circular-mfn"));
        }

        @Test
        void is_as_strict_within_lists_as_at_the_top() {
            Problem problem = problem("{'preMoney':'20000000','raise':'5000000','holders':[{'name':'F','shares':'10'}],"
                    + "'convertibles':[{'name':'A','kind':'SAFE','amount':'10','vintage':'2019'}],"
                    + "'rounding':{'price':{'mode':'UP'}}}");
            assertThat(problem.errors())
                    .contains(
                            new Problem.Wrong("/convertibles/0/vintage", "unknown-field"),
                            new Problem.Wrong("/convertibles/0/kind", "not-one-of"),
                            new Problem.Wrong("/rounding/price/places", "missing"));
        }
    }

    /** Which of several counts of whole shares is taken, is a matter of method: it is theirs. */
    @Test
    void whole_shares_are_those_of_the_public_calculator_also_where_several_counts_agree_with_themselves()
            throws IOException {
        JsonNode rounds;
        try (InputStream file = getClass().getResourceAsStream("/calculations/iterated.json")) {
            rounds = JsonMapper.shared().readTree(file).get("rounds");
        }
        assertThat(rounds).hasSize(120);
        rounds.forEach(round -> {
            JsonNode answer = answer(round.get("terms").toString());
            assertThat(answer.at("/totalShares").asString())
                    .as("%s", round)
                    .isEqualTo(round.get("totalShares").asString());
            assertThat(new BigDecimal(answer.at("/price").asString()))
                    .isEqualByComparingTo(round.get("price").asString());
            assertThat(answer.has("residue")).isFalse();
        });
    }
}

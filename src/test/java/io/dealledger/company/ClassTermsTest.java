package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyRefusal.OverTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.money.Fraction;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the terms of classes, and of the company, make of acts on shares. */
class ClassTermsTest {
    private static AuthoriseShareClass preferred(@Nullable Boolean adjusted) {
        return new AuthoriseShareClass(
                "Seed",
                ShareClassType.PREFERRED,
                null,
                null,
                Price.of("6", "USD"),
                null,
                null,
                null,
                null,
                Ratio.of("3:2"),
                null,
                adjusted,
                on("2020-01-01"),
                null);
    }

    private static Scenario company(@Nullable Boolean adjusted) {
        return Scenario.given(
                register("2020-01-01"),
                common("Common", null, "2020-01-01"),
                preferred(adjusted),
                issue("se_amy", "Common", AMY, "600", "2020-01-02"),
                issue("se_ben", "Seed", BEN, "100", "2020-01-02"));
    }

    private static SplitShares twoForOne(String... classes) {
        return new SplitShares(Ratio.of("2:1"), List.of(classes), null, null, on("2020-06-01"), null);
    }

    @Nested
    class A_split {
        @Test
        void of_common_adjusts_the_ratio_of_a_class_whose_terms_say_so() {
            Scenario scenario = company(true);
            List<CompanyEvent> facts = scenario.record(twoForOne("Common")).facts();
            assertThat(facts).hasExactlyElementsOfTypes(SharesSplit.class, ShareClassAmended.class);
            ShareClass seed = scenario.head().classes().get("Seed");
            assertThat(seed.conversionRatio()).isEqualTo(Ratio.of("3:1"));
            assertThat(seed.asConverted()).isEqualTo(Fraction.of(300));
            assertThat(seed.conversionPrice()).contains(Fraction.of(2));
            assertThat(((ShareClassAmended) facts.get(1)).calculation().inputs())
                    .containsEntry("conversionRatio", "3:2")
                    .containsEntry("split", "2:1");
        }

        @Test
        void of_the_class_alone_adjusts_it_the_other_way() {
            Scenario scenario = company(true);
            scenario.record(twoForOne("Seed"));
            ShareClass seed = scenario.head().classes().get("Seed");
            assertThat(seed.conversionRatio()).isEqualTo(Ratio.of("3:4"));
            assertThat(seed.asConverted()).isEqualTo(Fraction.of(150));
            assertThat(seed.conversionPrice()).contains(Fraction.of(4));
        }

        @Test
        void of_everything_leaves_the_ratio_and_halves_the_conversion_price() {
            Scenario scenario = company(true);
            assertThat(scenario.record(twoForOne("Common", "Seed")).facts()).hasSize(1);
            ShareClass seed = scenario.head().classes().get("Seed");
            assertThat(seed.conversionRatio()).isEqualTo(Ratio.of("3:2"));
            assertThat(seed.conversionPrice()).contains(Fraction.of(2));
        }

        @Test
        void leaves_a_class_alone_whose_terms_say_nothing_and_one_of_several_kinds_of_common() {
            assertThat(company(null).accepts(twoForOne("Common")).facts()).hasSize(1);
            Scenario two = company(true).and(common("Class B", null, "2020-02-01"));
            assertThat(two.accepts(twoForOne("Common")).facts()).hasSize(1);
            assertThat(two.accepts(twoForOne("Common", "Class B")).facts()).hasSize(2);
        }

        @Test
        void adjusts_a_class_whose_terms_were_amended_to_say_so() {
            Scenario scenario = company(null)
                    .and(new AmendShareClass(
                            "Seed", null, null, null, null, null, null, null, true, on("2020-02-01"), null));
            assertThat(scenario.accepts(twoForOne("Common")).facts()).hasSize(2);
        }

        @Test
        void is_corrected_without_its_adjustments_which_are_corrected_themselves() {
            Scenario scenario = company(true);
            scenario.record(twoForOne("Common"));
            scenario.record(CorrectCompanyFactsTest.correct(6, split("3:1", "2020-06-01", "Common")));
            assertThat(scenario.head().outstanding("Common")).isEqualTo(Shares.of(1800));
            assertThat(scenario.head().classes().get("Seed").conversionRatio()).isEqualTo(Ratio.of("3:1"));
        }
    }

    @Nested
    class The_shares_that_a_company_may_issue_in_all {
        private Scenario limited(String number) {
            return company(null)
                    .and(new AdjustTotalAuthorised(Shares.of(Long.parseLong(number)), on("2020-02-01"), null));
        }

        @Test
        void bind_each_issuance() {
            Scenario scenario = limited("1000");
            assertThat(scenario.refuses(issue(null, "Common", AMY, "301", "2020-03-01")))
                    .isEqualTo(new OverTotalAuthorised(Shares.of(1000), Shares.of(700), Shares.of(1001)));
            scenario.accepts(issue(null, "Common", AMY, "300", "2020-03-01"));
        }

        @Test
        void bind_a_split_and_a_conversion_by_what_there_is_afterwards() {
            assertThat(limited("1000").refuses(twoForOne("Common")))
                    .isEqualTo(new OverTotalAuthorised(Shares.of(1000), Shares.of(700), Shares.of(1300)));
            limited("750").accepts(converted());
            assertThat(limited("749").refuses(converted()))
                    .isEqualTo(new OverTotalAuthorised(Shares.of(749), Shares.of(700), Shares.of(750)));
        }

        @Test
        void bind_nobody_any_more_when_the_limit_is_lifted() {
            Scenario scenario = limited("700");
            scenario.and(new AdjustTotalAuthorised(null, on("2020-03-01"), null));
            scenario.accepts(issue(null, "Common", AMY, "5000", "2020-04-01"));
        }

        private ConvertShares converted() {
            return new ConvertShares(
                    Deals.se("se_ben"), null, "Common", Deals.se("se_new"), null, null, on("2020-05-01"), null);
        }
    }
}

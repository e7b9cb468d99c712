package io.dealledger.ocf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConversionTrigger.SharesRounding;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.ConversionTrigger.ValuationFormula;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.Particulars;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.store.EventSamples;
import io.dealledger.testing.OcfSchema;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of fact, and each form of it, finds its words in OCF or its line in the report. */
class EveryKindTest {
    private static final CompanyId COMPANY = new CompanyId("co_acme");
    private static final LocalDate DAY = LocalDate.of(2023, 10, 31);
    private static final EffectiveOn ON = EffectiveOn.day(DAY);
    private static final PartyId ADA = new PartyId("pa_ada");

    private static List<CompanyEvent> beginning() {
        return List.of(
                new CompanyRegistered("Acme", null, "US", null, null, ON),
                new ShareClassAuthorised(
                        "Common",
                        ShareClassType.COMMON,
                        null,
                        BigDecimal.ONE,
                        null,
                        null,
                        0,
                        null,
                        null,
                        Ratio.ONE,
                        ON));
    }

    private static Packed packed(List<? extends CompanyEvent> more) {
        List<CompanyEvent> all = new ArrayList<>(beginning());
        all.addAll(more);
        List<Recorded<CompanyEvent>> facts = new ArrayList<>();
        for (CompanyEvent event : all) {
            facts.add(new Recorded<>(
                    facts.size() + 1L, COMPANY.value(), facts.size(), Instant.EPOCH.plusSeconds(facts.size()), event));
        }
        return Packed.of(COMPANY, facts, DAY.plusYears(1));
    }

    private static void keepsTo(OcfSchema schema, Packed packed) {
        packed.files().forEach((name, file) -> {
            for (JsonNode item : file.path("items")) {
                ObjectNode one = ((ObjectNode) file).objectNode();
                one.put("file_type", file.path("file_type").asString(""));
                one.putArray("items").add(item);
                assertThat(schema.errors(one)).as("%s in %s", item, name).isEmpty();
            }
            assertThat(schema.errors(file)).as(name).isEmpty();
        });
    }

    @Nested
    class The_schema {
        @Test
        void tells_what_is_wrong_from_what_is_right() {
            OcfSchema schema = OcfSchema.read();
            String file = packed(List.of()).files().get("StockClasses.ocf.json").toString();
            assertThat(schema.errors(JsonMapper.shared().readTree(file))).isEmpty();
            assertThat(schema.errors(JsonMapper.shared().readTree(file.replace("\"COMMON\"", "\"ORDINARY\""))))
                    .isNotEmpty();
            assertThat(schema.errors(JsonMapper.shared().readTree(file.replace("\"votes_per_share\":\"1\",", ""))))
                    .isNotEmpty();
        }
    }

    @Nested
    class One_event_of_every_kind {
        /** They do not rest on each other: what is not there is told of as well as can be, and nothing fails. */
        @TestFactory
        Stream<DynamicTest> in_whatever_order_keeps_to_the_schema() {
            OcfSchema schema = OcfSchema.read();
            return Seeds.of(LongStream.range(0, 20), 1)
                    .mapToObj(seed -> dynamicTest("seed " + seed, () -> {
                        List<CompanyEvent> events = new ArrayList<>(EventSamples.ofCompanies());
                        Collections.shuffle(events, new Random(seed));
                        keepsTo(schema, packed(events));
                    }));
        }

        /** Every one of them after what it may rest on: none is silently dropped. */
        @Test
        void that_has_no_place_in_OCF_is_in_the_report() {
            Set<String> reported = new HashSet<>();
            packed(EventSamples.ofCompanies()).report().losses().forEach(loss -> reported.add(loss.what()));
            assertThat(reported)
                    .contains(
                            "RoundReported",
                            "InvestmentReported",
                            "TotalRaisedReported",
                            "PositionReported",
                            "ClaimsAdded",
                            "ComputeCreditsCommitted",
                            "ComputeCreditsDelivered",
                            "ComputeCreditsConsumed",
                            "ComputeCreditsExpired",
                            "ComputeCreditsRevalued",
                            "DistributionPaid",
                            "InvestmentImpaired",
                            "InvestmentWrittenOff",
                            "RightGranted",
                            "RightEnded",
                            "RoundOpened",
                            "RoundPriced",
                            "RoundRepriced",
                            "RoundCancelled",
                            "CommitmentMade",
                            "CommitmentAmended",
                            "CommitmentWithdrawn",
                            "CompanyRenamed",
                            "CompanyAcquired",
                            "CompanyListed",
                            "CompanyDelisted",
                            "CompanyDissolved",
                            "ServiceEnded",
                            "PeriodClosed",
                            "PeriodReopened");
        }
    }

    // ---- conversions

    private static Mechanism mechanism(MechanismKind kind, boolean full) {
        boolean note = kind == MechanismKind.CONVERTIBLE_NOTE_CONVERSION;
        return new Mechanism(
                kind,
                full ? new BigDecimal("0.2") : null,
                full ? Money.of("1000000", "USD") : null,
                full ? true : null,
                full ? Timing.POST_MONEY : null,
                full ? Ratio.of("2:1") : null,
                full || note
                        ? List.of(new Interest(new BigDecimal("0.08"), DAY, full ? DAY.plusYears(2) : null))
                        : List.of(),
                full ? ConversionTrigger.DayCount.DAYS_30_360 : null,
                full ? ConversionTrigger.Payout.CASH : null,
                full ? ConversionTrigger.Accrual.SEMI_ANNUAL : null,
                full ? ConversionTrigger.Compounding.COMPOUNDING : null,
                full ? "all of it" : null,
                full ? new CapitalisationRules(true, true, false, true, true, false, false, true) : null,
                Shares.of(100),
                new BigDecimal("0.07"),
                Ratio.of("3:2"),
                full ? Price.of("1.5", "USD") : null,
                full ? SharesRounding.CEILING : null,
                ValuationFormula.CAP,
                full ? Money.of("5000000", "USD") : null,
                full ? true : null,
                full ? Price.of("0.1", "USD") : null,
                "as agreed");
    }

    private static ConversionTrigger trigger(ConversionTrigger.Kind kind, Mechanism mechanism) {
        return new ConversionTrigger(
                "t-" + kind,
                kind,
                null,
                null,
                kind.name().endsWith("CONDITION") ? "a round" : null,
                kind == ConversionTrigger.Kind.AUTOMATIC_ON_DATE ? DAY.plusYears(1) : null,
                kind == ConversionTrigger.Kind.ELECTIVE_IN_RANGE ? DAY : null,
                kind == ConversionTrigger.Kind.ELECTIVE_IN_RANGE ? DAY.plusYears(1) : null,
                new Right(mechanism, null, "Common"));
    }

    private static List<ConversionTrigger> triggers(boolean full) {
        return Arrays.stream(ConversionTrigger.Kind.values())
                .flatMap(kind -> Arrays.stream(MechanismKind.values())
                        .map(mechanism -> trigger(kind, mechanism(mechanism, full))))
                .toList();
    }

    private static ConvertibleIssued convertible(ConversionTrigger trigger) {
        return new ConvertibleIssued(
                new SecurityId("se_1"),
                ADA,
                ConvertibleKind.NOTE,
                Money.of("1000", "USD"),
                List.of(),
                List.of(trigger),
                null,
                1,
                DAY.plusYears(2),
                ON);
    }

    private static WarrantIssued warrant(List<ConversionTrigger> triggers, @Nullable Shares quantity) {
        return new WarrantIssued(
                new SecurityId("se_1"),
                ADA,
                "Common",
                quantity,
                null,
                null,
                null,
                List.of(),
                triggers,
                null,
                null,
                List.of(),
                ON);
    }

    @Nested
    class A_trigger_of_every_kind_with_every_mechanism {
        @Test
        void of_a_convertible_keeps_to_the_schema_whether_its_terms_are_full_or_not() {
            OcfSchema schema = OcfSchema.read();
            for (boolean full : new boolean[] {true, false}) {
                triggers(full).forEach(trigger -> keepsTo(schema, packed(List.of(convertible(trigger)))));
            }
        }

        @Test
        void of_a_warrant_keeps_to_the_schema_whether_its_terms_are_full_or_not() {
            OcfSchema schema = OcfSchema.read();
            for (boolean full : new boolean[] {true, false}) {
                triggers(full)
                        .forEach(trigger -> keepsTo(schema, packed(List.of(warrant(List.of(trigger), Shares.of(10))))));
            }
        }

        @Test
        void that_OCF_does_not_allow_there_is_told_in_words_and_reported() {
            ConversionTrigger ratio =
                    trigger(ConversionTrigger.Kind.ELECTIVE_AT_WILL, mechanism(MechanismKind.RATIO_CONVERSION, false));
            Packed packed = packed(List.of(convertible(ratio)));
            JsonNode told = packed.objects("TX_CONVERTIBLE_ISSUANCE")
                    .getFirst()
                    .at("/conversion_triggers/0/conversion_right/conversion_mechanism");
            assertThat(told.path("type").asString()).isEqualTo("CUSTOM_CONVERSION");
            assertThat(told.path("custom_conversion_description").asString())
                    .contains("RATIO_CONVERSION")
                    .contains("ratio: 3:2");
            assertThat(packed.report().losses())
                    .anyMatch(loss -> loss.kind() == OcfLoss.Kind.ANOTHER_FORM
                            && loss.detail().contains("OCF has no RATIO_CONVERSION here"));
        }

        @Test
        void is_not_needed_by_a_warrant_that_can_be_exercised_at_any_time() {
            OcfSchema schema = OcfSchema.read();
            keepsTo(schema, packed(List.of(warrant(List.of(), Shares.of(10)))));
            keepsTo(schema, packed(List.of(warrant(List.of(), null))));
            JsonNode told = packed(List.of(warrant(List.of(), Shares.of(10))))
                    .objects("TX_WARRANT_ISSUANCE")
                    .getFirst();
            assertThat(told.at("/exercise_triggers/0/trigger_id").asString()).isEqualTo("at-any-time");
            assertThat(told.at("/exercise_triggers/0/conversion_right/conversion_mechanism/converts_to_quantity")
                            .asString())
                    .isEqualTo("10");
        }
    }

    @Nested
    class What_is_on_record_of_a_thing {
        private Particulars full() {
            return new Particulars(
                    "elsewhere-1",
                    "CS-1",
                    LocalDate.of(2023, 10, 1),
                    LocalDate.of(2023, 10, 2),
                    "services rendered",
                    List.of(new Particulars.Exemption("Rule 701", "US")),
                    List.of("restricted"),
                    List.of(new Particulars.ShareNumbers(Shares.of(1), Shares.of(100))),
                    Price.of("2", "USD"),
                    Particulars.IssuanceKind.FOUNDERS_STOCK,
                    Price.of("0.0001", "USD"),
                    List.of("see the minutes"),
                    null);
        }

        @Test
        void stands_in_the_fields_that_OCF_has_for_it() {
            OcfSchema schema = OcfSchema.read();
            Packed packed = packed(List.of(
                    new SharesIssued(
                            new SecurityId("se_1"),
                            "Common",
                            ADA,
                            Shares.of(100),
                            Price.of("0.5", "USD"),
                            List.of(),
                            ON),
                    new ParticularsRecorded("se_1", null, full(), EffectiveOn.day(DAY.plusDays(3))),
                    new ParticularsRecorded("Common", null, full(), ON)));
            keepsTo(schema, packed);
            JsonNode stock = packed.objects("TX_STOCK_ISSUANCE").getFirst();
            Map<String, String> fields = new HashMap<>();
            stock.properties()
                    .forEach(field -> fields.put(
                            field.getKey(),
                            field.getValue().isString()
                                    ? field.getValue().asString()
                                    : field.getValue().toString()));
            assertThat(fields)
                    .containsEntry("custom_id", "CS-1")
                    .containsEntry("board_approval_date", "2023-10-01")
                    .containsEntry("stockholder_approval_date", "2023-10-02")
                    .containsEntry("consideration_text", "services rendered")
                    .containsEntry(
                            "security_law_exemptions", "[{\"description\":\"Rule 701\",\"jurisdiction\":\"US\"}]")
                    .containsEntry(
                            "share_numbers_issued",
                            "[{\"starting_share_number\":\"1\",\"ending_share_number\":\"100\"}]")
                    .containsEntry("cost_basis", "{\"amount\":\"2\",\"currency\":\"USD\"}")
                    .containsEntry("issuance_type", "FOUNDERS_STOCK")
                    .containsEntry("stock_legend_ids", "[\"legend:restricted\"]");
            assertThat(packed.objects("STOCK_LEGEND_TEMPLATE")
                            .getFirst()
                            .path("name")
                            .asString())
                    .isEqualTo("restricted");
            assertThat(packed.objects("STOCK_CLASS")
                            .getFirst()
                            .at("/par_value/amount")
                            .asString())
                    .isEqualTo("0.0001");
        }
    }

    @Nested
    class A_valuation {
        private Packed of(ValuationKind kind, Stated value) {
            return packed(
                    List.of(new ValuationRecorded(kind, value, null, null, null, null, null, null, null, ON, null)));
        }

        @Test
        void under_section_409A_is_one_of_OCF() {
            Packed packed = of(ValuationKind.VALUATION_409A, Stated.money(Op.EXACT, "1.25", "USD"));
            JsonNode valuation = packed.objects("VALUATION").getFirst();
            assertThat(valuation.at("/price_per_share/amount").asString()).isEqualTo("1.25");
            assertThat(valuation.path("stock_class_id").asString()).isEqualTo("class:Common");
        }

        @Test
        void that_is_a_bound_or_of_another_kind_never_becomes_a_number() {
            for (Packed packed : List.of(
                    of(ValuationKind.VALUATION_409A, Stated.money(Op.AT_LEAST, "1.25", "USD")),
                    of(ValuationKind.POST_MONEY, Stated.money(Op.EXACT, "1000000", "USD")))) {
                assertThat(packed.objects("VALUATION")).isEmpty();
                assertThat(packed.report().losses())
                        .anyMatch(loss -> loss.kind() == OcfLoss.Kind.NO_PLACE
                                && loss.what().equals("ValuationRecorded"));
            }
        }
    }
}

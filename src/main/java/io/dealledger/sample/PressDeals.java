package io.dealledger.sample;

import static io.dealledger.money.Op.APPROX;
import static io.dealledger.money.Op.AT_LEAST;
import static io.dealledger.money.Op.EXACT;
import static io.dealledger.money.Op.LESS_THAN;
import static io.dealledger.money.Op.MORE_THAN;
import static io.dealledger.money.Op.RANGE;
import static io.dealledger.money.Op.UNDISCLOSED;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.Leg.Kind;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.fx.CurrencyPair;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyCommand.ClaimOfParty;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Investments of large technology companies in model builders, as a Caijing report republished on 2024-03-11,
 * the Financial Times on 2024-05-13 and Alibaba's annual report of 2024-05-23 made them public: bounds, months
 * and unnamed rounds included. Three batches, in the order in which the public came to know.
 */
final class PressDeals {
    private static final Source CAIJING = caijing(SourceClass.PRESS_NAMED);
    private static final Source CAIJING_UNNAMED = caijing(SourceClass.PRESS_ANONYMOUS);
    private static final Source FINANCIAL_TIMES =
            new Source("Financial Times", LocalDate.of(2024, 5, 13), null, null, SourceClass.PRESS_ANONYMOUS);
    private static final Source ANNUAL_REPORT = new Source(
            "Alibaba Group, annual report for the fiscal year 2024",
            LocalDate.of(2024, 5, 23),
            null,
            null,
            SourceClass.PRIMARY_FILING);
    private static final String REPORTED_ON = "2024-03-11";
    private static final RoundId MOONSHOT_FEBRUARY = new RoundId("rd_moonshot-2024-02");

    private final List<SampleCommand> commands = new ArrayList<>();

    private PressDeals() {}

    /** The batches, each in the order in which its commands are to be recorded. */
    static List<List<SampleCommand>> batches() {
        return List.of(
                new PressDeals().whoAndRates().caijing().commands,
                new PressDeals().financialTimes().commands,
                new PressDeals().annualReport().commands);
    }

    private PressDeals whoAndRates() {
        party("alibaba", "Alibaba Group", null);
        party("alibaba-cloud", "Alibaba Cloud", "alibaba");
        party("tencent", "Tencent", null);
        party("meituan", "Meituan", null);
        party("xiaomi", "Xiaomi", null);
        party("microsoft", "Microsoft", null);
        party("azure", "Microsoft Azure", "microsoft");
        party("amazon", "Amazon", null);
        party("aws", "Amazon Web Services", "amazon");
        party("bytedance", "ByteDance", null);
        party("baidu", "Baidu", null);
        company("zhipu", "Zhipu AI", "智譜AI", "CN", "large language models");
        company("01ai", "01.AI", "零一萬物", "CN", "large language models");
        company("baichuan", "Baichuan AI", "百川智能", "CN", "large language models");
        company("minimax", "MiniMax", null, "CN", "large language models");
        company("moonshot", "Moonshot AI", "月之暗面", "CN", "large language models");
        company("light-year", "Light Year", "光年之外", "CN", "large language models");
        company("sensetime", "SenseTime", "商湯科技", "CN", "computer vision");
        company("openai", "OpenAI", null, "US", "large language models");
        company("anthropic", "Anthropic", null, "US", "large language models");
        commands.add(SampleCommand.of(
                "sample-rate-usd-hkd",
                new RecordExchangeRate(
                        CurrencyPair.of("USD/HKD"),
                        null,
                        new BigDecimal("7.75"),
                        new BigDecimal("7.85"),
                        RateKind.PEG_BAND,
                        StatedDate.of("2005-05-18"),
                        null,
                        new Source("HKMA linked exchange rate system", null, null, null, SourceClass.PRIMARY_FILING))));
        commands.add(SampleCommand.of(
                "sample-rate-usd-cny",
                new RecordExchangeRate(
                        CurrencyPair.of("USD/CNY"),
                        new BigDecimal("7.2960"),
                        null,
                        null,
                        RateKind.CONVENIENCE,
                        StatedDate.of("2023-09-29"),
                        null,
                        new Source(
                                "Federal Reserve H.10, as used in Alibaba's report",
                                null,
                                null,
                                null,
                                SourceClass.PRIMARY_FILING))));
        return this;
    }

    private PressDeals caijing() {
        reportRound(1, "zhipu", new RoundId("rd_zhipu-b4"), "B4", "2023-09", investor("alibaba", Role.INVESTOR));
        reportRound(2, "baichuan", new RoundId("rd_baichuan-a"), "A", "2023-10", investor("alibaba", Role.PARTICIPANT));
        reportRound(3, "01ai", new RoundId("rd_01ai-2023-11"), null, "2023-11", investor("alibaba-cloud", Role.LEAD));
        company(
                4,
                "moonshot",
                new ReportRound(
                        MOONSHOT_FEBRUARY,
                        null,
                        ReportedStatus.CLOSED,
                        usd(AT_LEAST, "1000000000").withPhrase("至少為10億美元"),
                        null,
                        usd(MORE_THAN, "2500000000").withPhrase("超過了25億美元"),
                        new StepUp(
                                Stated.times(APPROX, "8")
                                        .withSignificantDigits(1)
                                        .withPhrase("激增8倍")
                                        .withAlternative("9"),
                                StepUpBasis.POST_TO_POST,
                                "valuation of the previous round"),
                        List.of(investor("alibaba", Role.LEAD)),
                        StatedDate.of("2024-02"),
                        Precision.MONTH,
                        CAIJING));
        company(
                5,
                "minimax",
                new ReportRound(
                        new RoundId("rd_minimax-2024-02"),
                        null,
                        ReportedStatus.CLOSED,
                        usd(AT_LEAST, "600000000").withPhrase("至少為6億美元"),
                        null,
                        usd(MORE_THAN, "2500000000"),
                        null,
                        List.of(investor("alibaba", Role.LEAD)),
                        StatedDate.of("2024-02"),
                        Precision.MONTH,
                        CAIJING));
        company(
                6,
                "moonshot",
                claims(
                        MOONSHOT_FEBRUARY,
                        null,
                        null,
                        new Participant(
                                pa("alibaba"),
                                null,
                                Stated.undisclosed(),
                                null,
                                List.of(new ReportedLeg(
                                        Kind.COMPUTE_CREDITS,
                                        usd(EXACT, "300000000").withPhrase("3億美元"),
                                        pa("alibaba-cloud"),
                                        "compute bought from Alibaba Cloud",
                                        null))),
                        CAIJING_UNNAMED));
        valuation(7, "zhipu", ValuationKind.REPORTED, usd(MORE_THAN, "1000000000"), null);
        valuation(8, "01ai", ValuationKind.REPORTED, usd(MORE_THAN, "1000000000"), null);
        valuation(9, "baichuan", ValuationKind.REPORTED, usd(MORE_THAN, "1000000000"), null);
        investment(10, "zhipu", investor("tencent", Role.INVESTOR), investor("meituan", Role.INVESTOR));
        investment(11, "baichuan", investor("tencent", Role.INVESTOR), investor("xiaomi", Role.INVESTOR));
        investment(12, "minimax", investor("tencent", Role.INVESTOR));
        investment(13, "moonshot", investor("meituan", Role.INVESTOR));
        company(
                14,
                "light-year",
                new AcquireCompany(
                        pa("meituan"),
                        unstated(Unit.PERCENT),
                        null,
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
        investment(
                15,
                "openai",
                new Participant(
                        pa("microsoft"),
                        Role.INVESTOR,
                        usd(MORE_THAN, "13000000000").withPhrase("超過130億美元"),
                        Kind.COMPUTE_CREDITS,
                        List.of()));
        exclusiveVendor(15, "openai", "azure");
        investment(
                16,
                "anthropic",
                new Participant(pa("amazon"), Role.INVESTOR, Stated.undisclosed(), Kind.COMPUTE_CREDITS, List.of()));
        exclusiveVendor(16, "anthropic", "aws");
        company(
                17,
                "sensetime",
                new ReportTotalRaised(
                        new ReportId("rp_sensetime-raised"),
                        usd(EXACT, "5200000000"),
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
        valuation(18, "sensetime", ValuationKind.LAST_PRIVATE_ROUND, usd(MORE_THAN, "10000000000"), null);
        valuation(
                19,
                "sensetime",
                ValuationKind.MARKET_CAP,
                Stated.money(EXACT, "27800000000", "HKD"),
                usd(APPROX, "3500000000").withSignificantDigits(2));
        claim(22, "bytedance", holdsNone());
        claim(23, "baidu", holdsNone());
        claim(
                24,
                "alibaba",
                new ClaimOfParty(
                        PartyClaimKind.PAID_PARTLY_IN,
                        null,
                        List.of(co("moonshot"), co("minimax")),
                        Consideration.COMPUTE_CREDITS,
                        Stated.undisclosed(),
                        null,
                        "算力折扣",
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
        claim(
                25,
                "alibaba",
                new ClaimOfParty(
                        PartyClaimKind.POSSIBLY_LARGEST_HOLDER_IN,
                        null,
                        Stream.of("zhipu", "01ai", "baichuan", "minimax", "moonshot")
                                .map(PressDeals::co)
                                .toList(),
                        null,
                        null,
                        new Stated(
                                RANGE,
                                Unit.TIMES,
                                null,
                                null,
                                new BigDecimal("2"),
                                true,
                                new BigDecimal("3"),
                                true,
                                null,
                                "2-3家",
                                null),
                        null,
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
        return this;
    }

    private PressDeals financialTimes() {
        company(
                20,
                "moonshot",
                claims(
                        MOONSHOT_FEBRUARY,
                        usd(EXACT, "1000000000").withSignificantDigits(1),
                        usd(EXACT, "2500000000").withSignificantDigits(2),
                        new Participant(
                                pa("alibaba"),
                                null,
                                usd(EXACT, "800000000").withSignificantDigits(1),
                                null,
                                List.of(new ReportedLeg(
                                        Kind.COMPUTE_CREDITS,
                                        usd(LESS_THAN, "400000000").withPhrase("just under half"),
                                        null,
                                        null,
                                        null))),
                        FINANCIAL_TIMES));
        return this;
    }

    private PressDeals annualReport() {
        company(
                21,
                "moonshot",
                new ReportPosition(
                        new ReportId("rp_alibaba-in-moonshot"),
                        pa("alibaba"),
                        List.of(
                                usd(APPROX, "800000000").withSignificantDigits(1),
                                Stated.money(APPROX, "5900000000", "CNY").withSignificantDigits(2)),
                        Stated.percent(APPROX, "36").withSignificantDigits(2),
                        StatedDate.of("2024-03-31"),
                        Precision.DAY,
                        ANNUAL_REPORT));
        return this;
    }

    private void party(String id, String name, @Nullable String parent) {
        PartyCommand register = new RegisterParty(
                pa(id), name, PartyKind.CORPORATE, null, parent == null ? null : pa(parent), null, null, null);
        commands.add(SampleCommand.of("sample-party-" + id, pa(id).value(), register));
    }

    private void company(String id, String name, @Nullable String localName, String country, String sector) {
        CompanyCommand register = new RegisterCompany(co(id), name, localName, country, sector, null, null, null);
        commands.add(SampleCommand.of("sample-company-" + id, co(id).value(), register));
    }

    /** @param fact number of the fact in the report, which makes the key */
    private void company(int fact, String id, CompanyCommand command) {
        commands.add(SampleCommand.of("sample-fact-" + fact, co(id).value(), command));
    }

    private void claim(int fact, String id, PartyCommand command) {
        commands.add(SampleCommand.of("sample-fact-" + fact, pa(id).value(), command));
    }

    private void reportRound(
            int fact, String company, RoundId round, @Nullable String name, String month, Participant participant) {
        company(
                fact,
                company,
                new ReportRound(
                        round,
                        name,
                        ReportedStatus.CLOSED,
                        null,
                        null,
                        null,
                        null,
                        List.of(participant),
                        StatedDate.of(month),
                        Precision.MONTH,
                        CAIJING));
    }

    private void investment(int fact, String company, Participant... participants) {
        company(
                fact,
                company,
                new ReportInvestment(
                        new ReportId("rp_caijing-" + fact),
                        List.of(participants),
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
    }

    private void exclusiveVendor(int fact, String company, String vendor) {
        commands.add(SampleCommand.of(
                "sample-fact-" + fact + "-vendor",
                co(company).value(),
                new GrantRight(
                        RightKind.EXCLUSIVE_VENDOR,
                        pa(vendor),
                        "cloud computing",
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING)));
    }

    private void valuation(
            int fact, String company, ValuationKind kind, Stated value, @Nullable Stated sourceTranslation) {
        company(
                fact,
                company,
                new RecordValuation(
                        kind,
                        value,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        sourceTranslation,
                        StatedDate.of(REPORTED_ON),
                        Precision.NO_LATER_THAN,
                        CAIJING));
    }

    /** Claims on a round take the round's own dates. */
    private static AddClaims claims(
            RoundId about,
            @Nullable Stated raised,
            @Nullable Stated postMoney,
            Participant participant,
            Source source) {
        return new AddClaims(
                about.value(),
                raised,
                null,
                postMoney,
                null,
                List.of(participant),
                null,
                null,
                null,
                null,
                null,
                source);
    }

    private static ClaimOfParty holdsNone() {
        return new ClaimOfParty(
                PartyClaimKind.HOLDS_NONE,
                "large language model start-ups",
                null,
                null,
                null,
                null,
                null,
                StatedDate.of(REPORTED_ON),
                Precision.NO_LATER_THAN,
                CAIJING);
    }

    private static Participant investor(String party, Role role) {
        return new Participant(pa(party), role, Stated.undisclosed(), null, List.of());
    }

    private static Stated usd(Op op, String amount) {
        return Stated.money(op, amount, "USD");
    }

    private static Stated unstated(Unit unit) {
        return new Stated(UNDISCLOSED, unit, null, null, null, null, null, null, null, null, null);
    }

    private static PartyId pa(String id) {
        return new PartyId(PartyId.PREFIX + id);
    }

    private static CompanyId co(String id) {
        return new CompanyId(CompanyId.PREFIX + id);
    }

    private static Source caijing(SourceClass sourceClass) {
        return new Source("Caijing, as republished by ICC", LocalDate.of(2024, 3, 11), null, null, sourceClass);
    }
}

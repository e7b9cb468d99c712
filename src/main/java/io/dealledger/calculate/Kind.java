package io.dealledger.calculate;

import io.dealledger.calculation.antidilution.AntiDilution;
import io.dealledger.calculation.paytoplay.PayToPlay;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.ProRata;
import io.dealledger.calculation.pricing.ProRata.ProRataResult;
import io.dealledger.calculation.pricing.ProRata.ProRataTerms;
import io.dealledger.calculation.vesting.Vesting;
import io.dealledger.calculation.waterfall.Waterfall;
import io.dealledger.http.HttpProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All kinds of calculations that outsiders may ask for. One that is not here does not exist. */
public enum Kind {
    PRICED_ROUND,
    PRO_RATA,
    PAY_TO_PLAY,
    ANTI_DILUTION,
    WATERFALL,
    VESTING;

    Calculation<?, ?> calculation() {
        return switch (this) {
            case PRICED_ROUND ->
                new Calculation<>(
                        "What a share of a round costs, what the pool takes and what every convertible becomes",
                        PricedRoundTerms.class,
                        PricedRound.class,
                        PricedRounds::of);
            case PRO_RATA ->
                new Calculation<>(
                        "What a pro rata right entitles to, and what the holder has with and without it",
                        ProRataTerms.class,
                        ProRataResult.class,
                        ProRata::of);
            case ANTI_DILUTION ->
                new Calculation<>(
                        "Conversion prices and ratios after an issue, for several classes at once",
                        AntiDilution.Terms.class,
                        AntiDilution.Result.class,
                        AntiDilution::of);
            case PAY_TO_PLAY ->
                new Calculation<>(
                        "What a holder keeps that did not take its part in a round, and what the rest becomes",
                        PayToPlay.Terms.class,
                        PayToPlay.Result.class,
                        PayToPlay::of);
            case VESTING ->
                new Calculation<>(
                        "When how much of a grant vests, in whole shares",
                        VestingTerms.class,
                        Vesting.Result.class,
                        body -> Vesting.of(body.read()));
            case WATERFALL ->
                new Calculation<>(
                        "Who gets what of the proceeds of an exit, who converts, and where that changes",
                        Waterfall.Terms.class,
                        Waterfall.Result.class,
                        Waterfall::of);
        };
    }

    /** As addresses and command lines call it: {@code pay-to-play}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).sorted().toList();
    }

    /** @throws HttpProblem 404 that lists the kinds there are */
    public static Kind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> HttpProblem.unknown(
                        "calculation",
                        word,
                        "There is no calculation '" + word + "'; there are " + String.join(", ", words())));
    }

    /**
     * Answers one question.
     *
     * @param terms one JSON document in UTF-8
     * @return one JSON document in UTF-8
     * @throws HttpProblem that names the field and the figure
     */
    public byte[] answer(byte[] terms) {
        return PlainFigures.MAPPER.writeValueAsBytes(calculation().of(terms));
    }
}

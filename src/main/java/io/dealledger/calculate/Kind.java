package io.dealledger.calculate;

import io.dealledger.calculation.paytoplay.PayToPlay;
import io.dealledger.http.HttpProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All kinds of calculations that outsiders may ask for. One that is not here does not exist. */
public enum Kind {
    PAY_TO_PLAY;

    Calculation<?, ?> calculation() {
        return switch (this) {
            case PAY_TO_PLAY ->
                new Calculation<>(
                        "What a holder keeps that did not take its part in a round, and what the rest becomes",
                        PayToPlay.Terms.class,
                        PayToPlay.Result.class,
                        PayToPlay::of);
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

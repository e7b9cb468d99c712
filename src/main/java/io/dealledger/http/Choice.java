package io.dealledger.http;

import io.dealledger.money.Currency;
import io.dealledger.money.InvalidValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Parameters that name one of a few things. */
public final class Choice {
    private Choice() {}

    /** @throws HttpProblem that lists the names there are */
    public static <E extends Enum<E>> E of(String parameter, String name, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.parameter(
                        parameter,
                        "unknown-value",
                        "'" + name + "' is none of "
                                + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** @throws HttpProblem when there is no such currency */
    public static Currency currency(String parameter, String code) {
        try {
            return Currency.of(code);
        } catch (InvalidValue unknown) {
            throw HttpProblem.parameter(parameter, unknown.code(), String.valueOf(unknown.getMessage()));
        }
    }
}

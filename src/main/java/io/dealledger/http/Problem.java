package io.dealledger.http;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer, as RFC 9457 has it.
 *
 * @param type stable URI, relative to the service
 * @param instance path of the request
 * @param refusal the ledger's name for its refusal; absent when the ledger was never asked
 * @param figures what explains the refusal, by name, as text
 * @param breaks recorded events that stand in the way
 * @param errors fields of the body, or parameters, that are wrong
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String refusal,
        Map<String, String> figures,
        List<Break> breaks,
        List<Wrong> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "/problems/";

    /** @param event position of the event @param rule type of the rule that it would break @param on its effective date */
    public record Break(long event, String rule, @Nullable LocalDate on) {}

    /** @param pointer JSON pointer into the body, or {@code /name} of a parameter or header @param code stable, machine-readable */
    public record Wrong(String pointer, String code) {}

    public Problem {
        errors = List.copyOf(errors);
        breaks = List.copyOf(breaks);
    }

    /** URI of a type of problem. */
    public static String typeOf(String slug) {
        return TYPES + slug;
    }
}

package io.dealledger.http;

import io.dealledger.ledger.NotSettled;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Positions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link Asked}: every request fixes its point in time once, before it reads. */
@Component
public final class AskedResolver implements HandlerMethodArgumentResolver {
    static final String BY = "by";
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]{1,18}");

    /** What the parameters of the two clocks are called. */
    record Names(String asOf, String knownAt) {}

    static final Names USUAL = new Names("asOf", "knownAt");

    private final ObjectProvider<Positions> positions;
    private final Clock clock;
    private final ZoneId zone;

    AskedResolver(
            ObjectProvider<Positions> positions,
            ObjectProvider<Clock> clock,
            @Value("${ledger.zone:UTC}") ZoneId zone) {
        this.positions = positions;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
        this.zone = zone;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asked.class;
    }

    @Override
    public Asked resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        String by = one(request, BY);
        Asked asked = resolve(
                USUAL,
                one(request, "asOf"),
                one(request, "knownAt"),
                one(request, "publishedBy"),
                by == null || (byMeansMore(parameter) && words().noneMatch(by::equals)) ? null : by,
                one(request, "atLeast"));
        request.setAttribute(Asked.ATTRIBUTE, asked, RequestAttributes.SCOPE_REQUEST);
        return asked;
    }

    /** Whether the address has words of its own for {@code by}, and says itself what is wrong with another one. */
    private static boolean byMeansMore(MethodParameter parameter) {
        return parameter.getMethod() != null
                && Arrays.stream(parameter.getMethod().getParameters())
                        .anyMatch(other -> other.isAnnotationPresent(RequestParam.class)
                                && other.getName().equals(BY));
    }

    private static Stream<String> words() {
        return Arrays.stream(By.values()).map(By::name);
    }

    /** @param asOf a date @param knownAt a position or an instant @param publishedBy a date @param by a clock */
    public Asked resolve(
            @Nullable String asOf, @Nullable String knownAt, @Nullable String publishedBy, @Nullable String by) {
        return resolve(USUAL, asOf, knownAt, publishedBy, by, null);
    }

    /** @param names under which the two clocks are asked for */
    Asked resolve(
            Names names,
            @Nullable String asOf,
            @Nullable String knownAt,
            @Nullable String publishedBy,
            @Nullable String by,
            @Nullable String atLeast) {
        LocalDate date = asOf == null ? LocalDate.now(clock.withZone(zone)) : day(names.asOf(), asOf);
        LocalDate published = publishedBy == null ? null : day("publishedBy", publishedBy);
        By clock = by == null ? By.EFFECTIVE : by(by);
        Positions order = positions.getObject();
        long head = order.head().position();
        long awaited = atLeast == null ? 0 : position("atLeast", atLeast, head);
        if (knownAt == null) {
            return new Asked(new PointInTime(date, head, published, clock), awaited, true);
        }
        long known = knownAt(names.knownAt(), knownAt, head);
        return new Asked(new PointInTime(date, known, published, clock), Math.max(known, awaited), false);
    }

    private static By by(String name) {
        return Arrays.stream(By.values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.parameter(
                        BY, "unknown-value", "'" + name + "' is none of " + words().collect(Collectors.joining(", "))));
    }

    /**
     * The position that a text names: itself, the end of the command before when it lies between the events of one, or
     * the newest that was recorded by an instant.
     *
     * @param head position of the newest event
     */
    public long knownAt(String text, long head) {
        return knownAt(USUAL.knownAt(), text, head);
    }

    private long knownAt(String name, String text, long head) {
        Positions order = positions.getObject();
        return POSITION.matcher(text).matches() || NEGATIVE.matcher(text).matches()
                ? order.endOfCommand(position(name, text, head))
                : positionAt(name, order, instant(name, text));
    }

    private static long positionAt(String name, Positions order, Instant instant) {
        try {
            return order.at(instant);
        } catch (NotSettled later) {
            throw HttpProblem.parameter(name, "not-settled", String.valueOf(later.getMessage()));
        }
    }

    static @Nullable String one(NativeWebRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw HttpProblem.parameter(name, "repeated", "it is given " + values.length + " times");
        }
        return values[0];
    }

    /** @throws HttpProblem when the text is no date like 2024-03-31 */
    public static LocalDate day(String name, String text) {
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException impossible) {
                // Falls through: 2023-02-30 is as little a date as any other text.
            }
        }
        throw HttpProblem.parameter(name, "not-a-date", "'" + text + "' is not a date like 2024-03-31");
    }

    private static long position(String name, String text, long head) {
        if (!POSITION.matcher(text).matches()) {
            throw HttpProblem.parameter(name, "not-a-position", "'" + text + "' is not a position (0, 1, 2, …)");
        }
        long position = Long.parseLong(text);
        if (position > head) {
            throw HttpProblem.parameter(
                    name, "beyond-the-head", "position " + text + " does not exist; the newest is " + head);
        }
        return position;
    }

    private Instant instant(String name, String text) {
        Instant instant;
        try {
            // An unescaped + arrives as a blank, and no form of ISO 8601 has one there.
            instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException wrong) {
            throw HttpProblem.parameter(
                    name,
                    "not-a-position-or-instant",
                    "'" + text + "' is neither a position nor an instant with its zone like 2024-03-31T12:00:00Z");
        }
        if (instant.isAfter(clock.instant())) {
            throw HttpProblem.parameter(name, "in-the-future", text + " is in the future");
        }
        return instant;
    }
}

package io.dealledger.http;

import io.dealledger.http.AskedResolver.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link AskedBetween}. */
@Component
public final class AskedBetweenResolver implements HandlerMethodArgumentResolver {
    private static final Names FROM = new Names("fromAsOf", "fromKnownAt");
    private static final Names TO = new Names("toAsOf", "toKnownAt");

    private final AskedResolver points;

    AskedBetweenResolver(AskedResolver points) {
        this.points = points;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AskedBetween.class;
    }

    @Override
    public AskedBetween resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        AskedBetween asked = resolve(
                AskedResolver.one(request, FROM.asOf()),
                AskedResolver.one(request, FROM.knownAt()),
                AskedResolver.one(request, TO.asOf()),
                AskedResolver.one(request, TO.knownAt()),
                AskedResolver.one(request, "publishedBy"),
                AskedResolver.one(request, AskedResolver.BY),
                AskedResolver.one(request, "atLeast"));
        request.setAttribute(Asked.ATTRIBUTE, asked.to(), RequestAttributes.SCOPE_REQUEST);
        return asked;
    }

    /**
     * What these texts ask for, wherever they come from.
     *
     * @param by the clock by which facts count, at both points
     */
    public AskedBetween resolve(
            @Nullable String fromAsOf,
            @Nullable String fromKnownAt,
            @Nullable String toAsOf,
            @Nullable String toKnownAt,
            @Nullable String publishedBy,
            @Nullable String by,
            @Nullable String atLeast) {
        if (fromAsOf == null && fromKnownAt == null) {
            throw HttpProblem.parameter(
                    FROM.asOf(), "missing", "name the point to compare with by fromAsOf, fromKnownAt or both");
        }
        Asked to = points.resolve(TO, toAsOf, toKnownAt, publishedBy, by, atLeast);
        Asked from = points.resolve(
                FROM,
                fromAsOf == null ? to.at().asOf().toString() : fromAsOf,
                fromKnownAt == null ? Long.toString(to.at().knownAt()) : fromKnownAt,
                publishedBy,
                by,
                null);
        if (from.at().asOf().isAfter(to.at().asOf())) {
            throw HttpProblem.parameter(
                    FROM.asOf(),
                    "after-the-second-point",
                    from.at().asOf() + " comes after " + to.at().asOf() + ", toAsOf; ask the other way round");
        }
        if (from.at().knownAt() > to.at().knownAt()) {
            throw HttpProblem.parameter(
                    FROM.knownAt(),
                    "after-the-second-point",
                    "position " + from.at().knownAt() + " comes after "
                            + to.at().knownAt() + ", toKnownAt; ask the other way round");
        }
        return new AskedBetween(from.at(), to, fromKnownAt == null);
    }
}

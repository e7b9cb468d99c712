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

/** Resolves {@link AskedPeriod}. */
@Component
final class AskedPeriodResolver implements HandlerMethodArgumentResolver {
    private static final Names FROM = new Names("fromAsOf", "fromKnownAt");
    private static final Names TO = new Names("toAsOf", "knownAt");

    private final AskedResolver points;

    AskedPeriodResolver(AskedResolver points) {
        this.points = points;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AskedPeriod.class;
    }

    @Override
    public AskedPeriod resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        String begins = AskedResolver.one(request, FROM.asOf());
        if (begins == null) {
            throw HttpProblem.parameter(FROM.asOf(), "missing", "a period has a first day, e.g. 2024-12-31");
        }
        String published = AskedResolver.one(request, "publishedBy");
        String by = AskedResolver.one(request, AskedResolver.BY);
        Asked to = points.resolve(
                TO,
                AskedResolver.one(request, TO.asOf()),
                AskedResolver.one(request, TO.knownAt()),
                published,
                by,
                AskedResolver.one(request, "atLeast"));
        String known = AskedResolver.one(request, FROM.knownAt());
        Asked from = known == null
                ? new Asked(
                        points.resolve(FROM, begins, null, published, by, null)
                                .at()
                                .knownAt(to.at().knownAt()),
                        0,
                        true)
                : points.resolve(FROM, begins, known, published, by, null);
        if (from.at().asOf().isAfter(to.at().asOf())) {
            throw HttpProblem.parameter(
                    FROM.asOf(),
                    "after-the-end",
                    from.at().asOf() + " is after the last day, " + to.at().asOf());
        }
        if (from.at().knownAt() > to.at().knownAt()) {
            throw HttpProblem.parameter(
                    FROM.knownAt(),
                    "after-the-end",
                    "position " + from.at().knownAt() + " is after that of the end, "
                            + to.at().knownAt());
        }
        request.setAttribute(Asked.ATTRIBUTE, to, RequestAttributes.SCOPE_REQUEST);
        return new AskedPeriod(from, to);
    }
}

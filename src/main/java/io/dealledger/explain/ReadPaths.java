package io.dealledger.explain;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problems;
import io.dealledger.ledger.PointInTime;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Asks a question of this service by its address, as a client would, and gives the answer before it is written: whether a server listens
 * or not, the controllers are the same.
 */
@Component
final class ReadPaths {
    private final RequestMappingHandlerMapping addresses;
    private final RequestMappingHandlerAdapter adapter;

    ReadPaths(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
            RequestMappingHandlerAdapter adapter) {
        this.addresses = addresses;
        this.adapter = adapter;
    }

    /** @param point for which the answer was given; its {@code knownAt} is the position that the answer cites */
    record Answered(Object body, PointInTime point) {}

    /** @throws HttpProblem when it is no address of a report, or the report cannot be made */
    Answered ask(String path) {
        Question question = new Question(path);
        ServletRequestPathUtils.parseAndCache(question);
        try {
            return ask(path, question);
        } catch (MethodArgumentTypeMismatchException wrong) {
            throw Problems.of(wrong);
        } catch (MissingServletRequestParameterException missing) {
            throw Problems.of(missing);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(path + " could not be asked", failed);
        }
    }

    private Answered ask(String path, Question question) throws Exception {
        HandlerExecutionChain chain = handler(question);
        if (chain == null || !(chain.getHandler() instanceof HandlerMethod method) || !isReader(method)) {
            throw noReport(path);
        }
        HttpServletResponse unread = Question.nobodys(HttpServletResponse.class);
        for (HandlerInterceptor interceptor : chain.getInterceptorList()) {
            interceptor.preHandle(question, unread, method);
        }
        ServletInvocableHandlerMethod invocable = new ServletInvocableHandlerMethod(method.createWithResolvedBean());
        HandlerMethodArgumentResolverComposite resolvers = new HandlerMethodArgumentResolverComposite();
        resolvers.addResolvers(adapter.getArgumentResolvers());
        invocable.setHandlerMethodArgumentResolvers(resolvers);
        invocable.setDataBinderFactory(
                new ServletRequestDataBinderFactory(List.of(), adapter.getWebBindingInitializer()));
        invocable.setParameterNameDiscoverer(new DefaultParameterNameDiscoverer());
        Object answer =
                invocable.invokeForRequest(new ServletWebRequest(question, unread), new ModelAndViewContainer());
        if (answer instanceof ResponseEntity<?> entity
                && entity.getBody() instanceof Record body
                && question.getAttribute(Asked.ATTRIBUTE) instanceof Asked asked) {
            String position = entity.getHeaders().getFirst(Answers.LEDGER_POSITION);
            return new Answered(body, position == null ? asked.at() : asked.at().knownAt(Long.parseLong(position)));
        }
        throw noReport(path);
    }

    private @Nullable HandlerExecutionChain handler(Question question) throws Exception {
        try {
            return addresses.getHandler(question);
        } catch (HttpRequestMethodNotSupportedException onlyWrites) {
            return null;
        }
    }

    private static HttpProblem noReport(String path) {
        return HttpProblem.parameter("of", "not-a-read-path", "'" + path + "' is no address of a report");
    }

    private static boolean isReader(HandlerMethod method) {
        String room = method.getBeanType().getPackageName();
        return room.startsWith("io.dealledger.") && !room.equals(ReadPaths.class.getPackageName());
    }
}

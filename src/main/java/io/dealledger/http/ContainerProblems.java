package io.dealledger.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem, as everybody does here, for requests that the container refuses before it asks the
 * application, such as a path with {@code %00} in it; its own answer would be a page of HTML.
 */
@Component
final class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final JsonMapper json;

    ContainerProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new Valve(json));
                // By its name the host knows that it has one, and adds none of its own behind it.
                host.setErrorReportValveClass(Valve.class.getName());
            }
        });
    }

    private static final class Valve extends ErrorReportValve {
        private static final int FIRST_ERROR = 400;

        private final JsonMapper json;

        Valve(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            if (!ioAllowed(response)) {
                return;
            }
            HttpProblem problem = Problems.ofStatus(HttpStatusCode.valueOf(status));
            try {
                response.setContentType(Problem.MEDIA_TYPE);
                response.getOutputStream()
                        .write(json.writeValueAsBytes(problem.problem(String.valueOf(request.getRequestURI()))));
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                // The client has gone, or is already being answered: there is nobody to tell.
            }
        }

        private static boolean ioAllowed(Response response) {
            var allowed = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
            return allowed.get();
        }
    }
}

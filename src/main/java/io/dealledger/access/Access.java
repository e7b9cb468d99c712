package io.dealledger.access;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.http.Problems;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/** The one table of who may go where. What is not named here is denied to everybody. */
@Configuration(proxyBeanMethods = false)
class Access {
    /** Descriptions of the service and whether it is up: nothing that was recorded in it. */
    static final String[] OPEN = {
        "/",
        "/favicon.ico",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/problems",
        "/problems/*",
        "/actuator/health"
    };

    /** Hashes and signatures: they tell nothing of what was recorded, and whoever runs the ledger may check it. */
    static final String[] PROOFS = {"/api/checkpoints", "/api/checkpoints/*", "/api/proofs/*", "/api/verifications"};

    /** A verification changes nothing, but reads everything: it is for those who ask for it by office. */
    static final String VERIFICATIONS = "/api/verifications";

    /** Closes books, or is the second of the two people who open them again. */
    private static final String[] CLOSING = {
        "/api/period-closes",
        "/api/companies/*/period-closes",
        "/api/reopenings/approvals",
        "/api/companies/*/reopenings/approvals"
    };

    /** Asks for a reopening, or takes that back. */
    private static final String[] REOPENING = {
        "/api/reopenings",
        "/api/companies/*/reopenings",
        "/api/reopenings/withdrawals",
        "/api/companies/*/reopenings/withdrawals"
    };

    /** Posted for their bodies, and nothing is recorded: for everybody who may read. */
    static final String[] QUESTIONS = {"/api/calculate/*", "/api/companies/*/tie-outs", "/api/companies/*/what-if"};

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** How this mode finds out who it is: HTTP Basic or bearer tokens. */
    interface SignIn {
        void open(HttpSecurity http, AuthenticationEntryPoint notSignedIn);

        /** Value of {@code WWW-Authenticate}. */
        String challenge(AuthenticationException cause);
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, SignIn signIn, Problems problems) {
        AuthenticationEntryPoint notSignedIn = (request, response, cause) -> problems.write(
                HttpProblem.of(ProblemType.NOT_SIGNED_IN, "Sign in first, with credentials of this service")
                        .withHeader("WWW-Authenticate", signIn.challenge(cause)),
                request,
                response);
        AccessDeniedHandler notAllowed = (request, response, cause) -> problems.write(
                HttpProblem.of(
                        ProblemType.NOT_ALLOWED,
                        request.getMethod() + " " + request.getRequestURI() + " is not open to this role"),
                request,
                response);
        String backoffice = Role.BACKOFFICE.name();
        String auditor = Role.AUDITOR.name();
        String controller = Role.CONTROLLER.name();
        String operator = Role.OPERATOR.name();
        http.authorizeHttpRequests(doors -> doors.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(HttpMethod.GET, OPEN)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, OPEN)
                .permitAll()
                // Rows that differ are what was recorded: they are for those who may read it.
                .requestMatchers(HttpMethod.GET, "/api/rebuilds/*/runs/*/differences", "/api/replays/*/differences")
                .hasAnyRole(auditor, controller, backoffice)
                .requestMatchers(HttpMethod.GET, "/api/rebuilds", "/api/rebuilds/**", "/api/replays", "/api/replays/**")
                .hasAnyRole(operator, auditor, controller, backoffice)
                .requestMatchers("/api/rebuilds", "/api/rebuilds/**")
                .hasRole(operator)
                .requestMatchers(HttpMethod.POST, VERIFICATIONS)
                .hasAnyRole(operator, auditor)
                .requestMatchers(HttpMethod.POST, QUESTIONS)
                .hasAnyRole(backoffice, auditor, controller)
                .requestMatchers(HttpMethod.GET, PROOFS)
                .hasAnyRole(operator, auditor, controller, backoffice)
                .requestMatchers(HttpMethod.HEAD, PROOFS)
                .hasAnyRole(operator, auditor, controller, backoffice)
                // A replay changes nothing that is read: an auditor need not ask anybody for it.
                .requestMatchers("/api/replays", "/api/replays/**")
                .hasAnyRole(operator, auditor)
                .requestMatchers(HttpMethod.GET, "/api/**")
                .hasAnyRole(backoffice, auditor, controller)
                .requestMatchers(HttpMethod.HEAD, "/api/**")
                .hasAnyRole(backoffice, auditor, controller)
                .requestMatchers(CLOSING)
                .hasRole(controller)
                .requestMatchers(REOPENING)
                .hasAnyRole(controller, backoffice)
                .requestMatchers("/api/**")
                .hasRole(backoffice)
                .anyRequest()
                .denyAll());
        // No cookie ever carries an identity, so there is nothing for another site to ride on.
        http.csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed));
        signIn.open(http, notSignedIn);
        return http.build();
    }
}

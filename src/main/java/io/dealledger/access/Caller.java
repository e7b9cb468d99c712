package io.dealledger.access;

import java.security.Principal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who sends a request.
 *
 * @param actor opaque id of the subject, stored with every event
 * @param client the program that it came through; idempotency keys are the client's own
 */
public record Caller(String actor, String client) {
    /** @param principal of an authenticated request */
    public static Caller of(Principal principal) {
        if (principal instanceof JwtAuthenticationToken token) {
            Jwt jwt = token.getToken();
            return new Caller(token.getName(), client(jwt, token.getName()));
        }
        return new Caller(principal.getName(), principal.getName());
    }

    /** {@code azp} as OpenID Connect has it, {@code client_id} as RFC 9068 has it, else the subject itself. */
    private static String client(Jwt jwt, String subject) {
        for (String claim : new String[] {"azp", "client_id"}) {
            String client = jwt.getClaimAsString(claim);
            if (client != null && !client.isBlank()) {
                return client;
            }
        }
        return subject;
    }
}

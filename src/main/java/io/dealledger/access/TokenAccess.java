package io.dealledger.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.util.StringUtils;

/** With a database server: access tokens of an issuer that somebody has configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedMode.Not.class)
class TokenAccess {
    static final String ISSUER = "ledger.oidc.issuer";

    /** Before any other bean is made: without an issuer nothing else needs to be tried. */
    @Bean
    static BeanFactoryPostProcessor issuerIsKnown(Environment environment) {
        return _ -> {
            if (!StringUtils.hasText(environment.getProperty(ISSUER))) {
                throw new NoIssuer();
            }
        };
    }

    /** Asks the issuer for its keys with the first token, so that the ledger starts while the issuer is away. */
    @Bean
    JwtDecoder tokens(
            @Value("${ledger.oidc.issuer}") String issuer, @Value("${ledger.oidc.audience:}") String audience) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(validator(issuer, audience));
            return decoder;
        });
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
        OAuth2TokenValidator<Jwt> usual = JwtValidators.createDefaultWithIssuer(issuer);
        return audience.isBlank()
                ? usual
                : new DelegatingOAuth2TokenValidator<>(
                        usual,
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD, named -> named != null && named.contains(audience)));
    }

    @Bean
    Access.SignIn bearer(@Value("${ledger.oidc.roles-claim:roles}") String rolesClaim) {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> authorities(token, rolesClaim));
        return new Access.SignIn() {
            @Override
            public void open(HttpSecurity http, AuthenticationEntryPoint notSignedIn) {
                http.oauth2ResourceServer(server -> server.authenticationEntryPoint(notSignedIn)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(converter)));
            }

            @Override
            public String challenge(AuthenticationException cause) {
                return cause instanceof OAuth2AuthenticationException ? "Bearer error=\"invalid_token\"" : "Bearer";
            }
        };
    }

    /** The claim may lie inside another ({@code realm_access.roles}) and be a list or one text with blanks ({@code scope}). */
    static Collection<GrantedAuthority> authorities(Jwt token, String claim) {
        Object value = token.getClaims();
        for (String step : claim.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return words(value)
                .flatMap(word -> Role.of(word).stream())
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    private static Stream<String> words(@Nullable Object value) {
        return switch (value) {
            case Collection<?> several -> several.stream().map(String::valueOf);
            case String text -> Stream.of(text.split(" ", -1));
            case null, default -> Stream.empty();
        };
    }
}

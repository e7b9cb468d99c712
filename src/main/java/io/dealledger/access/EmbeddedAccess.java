package io.dealledger.access;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;

/** The embedded mode: HTTP Basic, four users with one password, and reachable from this machine only. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedMode.class)
class EmbeddedAccess {
    private static final int RANDOM_BYTES = 16;

    @Bean
    EmbeddedPassword embeddedPassword(@Value("${ledger.password:}") String given) {
        if (!given.isBlank()) {
            return new EmbeddedPassword(given, false);
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new EmbeddedPassword(Base64.getUrlEncoder().withoutPadding().encodeToString(random), true);
    }

    @Bean
    UserDetailsService users(EmbeddedPassword password, PasswordEncoder encoder) {
        String encoded = encoder.encode(password.value());
        return new InMemoryUserDetailsManager(Arrays.stream(Role.values())
                .<UserDetails>map(role -> User.withUsername(role.word())
                        .password(encoded)
                        .roles(role.name())
                        .build())
                .toList());
    }

    /**
     * The password is in the environment or on the screen, and its hash leaves memory as little as itself: a slow hash
     * would protect nothing and cost every request its time.
     */
    @Bean
    PasswordEncoder digest() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence password) {
                return password == null ? null : Base64.getEncoder().encodeToString(sha256(password.toString()));
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
                return password != null
                        && encoded != null
                        && MessageDigest.isEqual(
                                sha256(password.toString()), Base64.getDecoder().decode(encoded));
            }
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Bean
    Access.SignIn basic() {
        return new Access.SignIn() {
            @Override
            public void open(HttpSecurity http, AuthenticationEntryPoint notSignedIn) {
                http.httpBasic(basic -> basic.authenticationEntryPoint(notSignedIn));
            }

            @Override
            public String challenge(AuthenticationException cause) {
                return "Basic realm=\"deal ledger\", charset=\"UTF-8\"";
            }
        };
    }

    /** Whatever {@code server.address} says: one shared password is for one machine. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> loopback() {
        return server -> server.setAddress(InetAddress.ofLiteral("127.0.0.1"));
    }
}

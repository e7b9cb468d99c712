package io.dealledger.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.access.EmbeddedPassword;
import org.junit.jupiter.api.Test;

class StartScreenTest {
    @Test
    void it_says_where_to_go_and_shows_a_password_that_the_ledger_made() {
        String screen = StartScreen.embedded(8081, new EmbeddedPassword("made-up", true), true);

        assertThat(screen)
                .contains("http://127.0.0.1:8081/swagger-ui.html")
                .contains("backoffice", "auditor", "controller", "operator")
                .contains("made-up");
        assertThat(screen.lines().filter(line -> line.strip().startsWith("curl ")))
                .hasSize(3);
        assertThat(screen.lines().count()).isLessThanOrEqualTo(20);
    }

    @Test
    void it_does_not_repeat_a_password_that_was_given() {
        String screen = StartScreen.embedded(8080, new EmbeddedPassword("chosen", false), false);
        assertThat(screen).doesNotContain("chosen").contains("$DEAL_LEDGER_PASSWORD");
    }

    @Test
    void a_ledger_on_a_server_says_one_line() {
        assertThat(StartScreen.served(8080).lines()).hasSize(1);
    }
}

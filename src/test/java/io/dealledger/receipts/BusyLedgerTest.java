package io.dealledger.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningLedger
class BusyLedgerTest {
    private final LedgerHttp http;
    private final DataSource database;

    BusyLedgerTest(@LocalServerPort int port, @Autowired DataSource database) {
        this.http = LedgerHttp.at(port);
        this.database = database;
    }

    @Test
    void a_session_that_hangs_on_the_head_makes_writes_503_and_loses_nothing() throws SQLException {
        String key = LedgerHttp.newKey();
        String body = "{\"id\": \"pa_busy\", \"name\": \"Fund\", \"kind\": \"FUND\"}";
        long head = http.head();
        try (Connection stranger = database.getConnection();
                Statement statement = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            statement.execute("select from ledger_head for update");

            Answer busy = http.postAgain(key, "/api/parties", body);
            assertThat(busy.status()).as(busy.toString()).isEqualTo(503);
            assertThat(busy.at("/type")).isEqualTo("/problems/busy");
            assertThat(busy.header("Retry-After")).contains("1");
            assertThat(http.get("/api/journal?limit=1").status())
                    .as("reads go on")
                    .isEqualTo(200);
            stranger.rollback();
            stranger.setAutoCommit(true);
        }
        assertThat(http.head()).isEqualTo(head);
        assertThat(http.postAgain(key, "/api/parties", body).status()).isEqualTo(201);
        assertThat(http.head()).isEqualTo(head + 1);
    }
}

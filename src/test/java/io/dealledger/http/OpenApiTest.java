package io.dealledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.RunningLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API is served, is complete, and is the one in the repository. */
@RunningLedger
class OpenApiTest {
    private static final Path FROZEN = Path.of("src", "docs", "openapi.json");
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\"\\s*:\\s*\"#/components/([^/]+)/([^\"]+)\"");

    private final LedgerHttp http;

    OpenApiTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port).anonymous();
    }

    private JsonNode served() {
        return http.get("/v3/api-docs").json();
    }

    @Test
    void it_is_open_api_3_1_and_its_pages_are_there() {
        assertThat(served().get("openapi").stringValue()).startsWith("3.1");
        assertThat(http.get("/swagger-ui.html").status()).isIn(200, 302);
        assertThat(http.get("/swagger-ui/index.html").text()).contains("swagger-ui");
    }

    /** When the API has changed on purpose: {@code mvn -Dtest=OpenApiTest -Dopenapi.refresh=true test}, and look at the difference. */
    @Test
    void it_is_the_one_in_the_repository() throws IOException {
        String served = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(served())
                + "\n";
        if (Boolean.getBoolean("openapi.refresh")) {
            Files.writeString(FROZEN, served);
        }
        List<String> now = served.lines().toList();
        List<String> frozen = Files.readAllLines(FROZEN);
        int same = 0;
        while (same < Math.min(now.size(), frozen.size()) && now.get(same).equals(frozen.get(same))) {
            same++;
        }
        assertThat(same)
                .as(
                        "the API has changed from line %s on; if on purpose:"
                                + " mvn -Dtest=OpenApiTest -Dopenapi.refresh=true test",
                        same + 1)
                .isEqualTo(now.size())
                .isEqualTo(frozen.size());
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonNode api = served();
        Matcher reference = REFERENCE.matcher(api.toString());
        List<String> lost = new ArrayList<>();
        while (reference.find()) {
            if (api.at("/components/" + reference.group(1) + "/" + reference.group(2))
                    .isMissingNode()) {
                lost.add(reference.group());
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void every_operation_says_what_it_does_and_which_problems_it_ends_with() {
        served().get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    JsonNode described = operation.getValue();
                    assertThat(described.path("summary").asString("")).as(name).isNotBlank();
                    assertThat(described.at("/responses/401/$ref").asString(""))
                            .as(name)
                            .endsWith("/Problem");
                }));
    }

    @Test
    void a_write_has_its_key_its_body_and_strings_for_figures() {
        JsonNode api = served();
        JsonNode transfer = api.at("/paths/~1api~1companies~1{id}~1transfers/post");
        assertThat(transfer.toString())
                .contains("Idempotency-Key")
                .contains("If-Match")
                .contains("dryRun");
        JsonNode schema = api.at("/components/schemas/TransferShares");
        assertThat(schema.at("/properties/quantity/type").stringValue()).isEqualTo("string");
        assertThat(schema.get("properties").has("class")).isTrue();
        assertThat(schema.get("required").toString())
                .contains("class", "from", "to", "quantity")
                .doesNotContain("lots");
        JsonNode price = api.at(
                "/paths/~1api~1companies~1{id}~1rounds~1{round}~1prices/post/requestBody/content/application~1json/schema");
        assertThat(price.get("properties").has("price")).isTrue();
        assertThat(price.get("properties").has("round"))
                .as("the path says which round")
                .isFalse();
    }
}

package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import io.dealledger.testing.Seed;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Packages made elsewhere, through the import and the cap table over HTTP. */
@RunningLedger
class GoldenPackagesTest {
    /** Whole or not at all, which is the mode of who states none. */
    private static final String DEFAULT = "";

    private static final String VALID = "&mode=EVERYTHING_VALID";

    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String company = "co_" + UUID.randomUUID();

    GoldenPackagesTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private Answer taken(Map<String, byte[]> files, String mode) {
        Answer answer =
                Packages.send(backoffice, Packages.zip(files), "?company=" + company + mode, LedgerHttp.newKey());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    private JsonNode capTable(String query) {
        Answer answer = auditor.get("/api/companies/" + company + "/cap-table" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static Set<String> codes(Answer answer, String list) {
        Set<String> codes = new TreeSet<>();
        answer.json().path(list).forEach(one -> codes.add(one.get("code").stringValue()));
        return codes;
    }

    @Test
    void acme_has_its_expected_positions_on_every_date() {
        Answer answer = taken(Seed.files("golden/ocf/acme_holdings_limited"), DEFAULT);
        Agreement agreement = new Agreement();
        for (JsonNode snapshot : Seed.read("golden/acme_end_of_day.json").get("snapshots")) {
            Map<String, String> expected = new TreeMap<>();
            for (JsonNode security : snapshot.get("securities")) {
                expected.put(
                        ObjectIds.ours("se_", security.get("security_id").stringValue()),
                        security.get("key").stringValue() + " "
                                + security.get("quantity").stringValue());
            }
            JsonNode table =
                    capTable("?rows=SECURITY&asOf=" + snapshot.get("date").stringValue());
            Map<String, String> held = new TreeMap<>();
            table.path("bySecurity").forEach(row -> {
                // What is left of a security is called in OCF as its balance is.
                held.put(
                        row.get("id").stringValue(),
                        row.get("class").stringValue() + " "
                                + row.get("quantity").stringValue());
            });
            table.at("/instruments/grants")
                    .forEach(row -> held.put(
                            row.get("security").stringValue(),
                            row.get("class").stringValue() + " "
                                    + row.get("quantity").stringValue()));
            String on = "on " + snapshot.get("date").stringValue();
            agreement.compare(on, renamed(held, answer), renamed(expected, answer));
            agreement.compare(on + " of class", totals(held), texts(snapshot.get("totals")));
        }
        agreement.isWritten(
                "acme_holdings_limited",
                "Positions by security, and totals by class, on 10 dates, from the cap table of the import",
                "OCF-Tools sample_ocf_folders/acme_holdings_limited@a2816db7 (Apache-2.0), recalculated for partial exercises");
    }

    /** @param held what each security is: a class, a blank and a number */
    private static Map<String, String> totals(Map<String, String> held) {
        Map<String, String> totals = new TreeMap<>();
        held.values().forEach(what -> {
            int blank = what.lastIndexOf(' ');
            totals.merge(
                    what.substring(0, blank),
                    what.substring(blank + 1),
                    (one, other) ->
                            new BigDecimal(one).add(new BigDecimal(other)).toPlainString());
        });
        return totals;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    /** By the ledger's ids, which a security keeps while OCF calls what is left of it otherwise. */
    private static Map<String, String> renamed(Map<String, String> held, Answer answer) {
        Map<String, String> ours = new HashMap<>();
        answer.json().path("ids").forEach(named -> {
            if (named.get("type").stringValue().equals("SECURITY")) {
                ours.put(
                        ObjectIds.ours("se_", named.get("ocf").stringValue()),
                        named.get("ours").stringValue());
            }
        });
        Map<String, String> renamed = new TreeMap<>();
        held.forEach((id, what) -> renamed.put(ours.getOrDefault(id, id), what));
        return renamed;
    }

    @Test
    void acme_says_which_shares_of_its_exercises_are_not_on_record() {
        Answer answer = taken(Seed.files("golden/ocf/acme_holdings_limited"), DEFAULT);
        assertThat(answer.at("/mode")).isEqualTo("ALL_OR_NOTHING");
        assertThat(answer.at("/exceptions")).isEqualTo("[]");
        assertThat(answer.at("/counts/taken")).isEqualTo(answer.at("/counts/objects"));
        Map<String, String> noted = new TreeMap<>();
        answer.json()
                .path("assumptions")
                .valueStream()
                .filter(one -> one.get("code").stringValue().equals("result-not-issued"))
                .forEach(one -> {
                    String security = one.at("/figures/security").stringValue();
                    assertThat(one.get("detail").stringValue()).contains(security, "not on record as shares");
                    noted.put(
                            one.get("object").stringValue(),
                            security + " " + one.at("/figures/notOnRecord").stringValue());
                });
        assertThat(noted)
                .isEqualTo(Map.of(
                        "EXERCISE_01", "share_issuance_01 500",
                        "EXERCISE_02", "share_issuance_02 400",
                        "EXERCISE_03", "share_issuance_03 750",
                        "EXERCISE_04", "share_issuance_04 350"));
    }

    @Test
    void acme_ties_out_to_its_own_files_on_every_date() {
        Map<String, byte[]> files = Seed.files("golden/ocf/acme_holdings_limited");
        taken(files, DEFAULT);
        for (JsonNode snapshot : Seed.read("golden/acme_end_of_day.json").get("snapshots")) {
            Answer tied = auditor.send(auditor.request("/api/companies/" + company + "/tie-outs?asOf="
                            + snapshot.get("date").stringValue())
                    .header("Content-Type", "application/zip")
                    .POST(BodyPublishers.ofByteArray(Packages.zip(files))));
            assertThat(tied.at("/agrees")).as(tied.toString()).isEqualTo("true");
        }
    }

    @Test
    void minicap_is_taken_whole_and_its_round_gives_the_expected_table() {
        Answer answer = taken(Seed.files("golden/minicap"), DEFAULT);
        assertThat(answer.at("/exceptions")).isEqualTo("[]");
        assertThat(answer.json()
                        .path("files")
                        .valueStream()
                        .map(file -> file.get("digest").stringValue()))
                .contains("SAME")
                .doesNotContain("DIFFERENT", "PLACEHOLDER");
        JsonNode request = Seed.read("golden/minicap/request.series-a-10-on-40.json");
        JsonNode expected = Seed.read("golden/minicap/expected.json");
        JsonNode table = capTable("?asOf=" + request.get("as_of").stringValue());
        Answer priced = auditor.send(
                "POST",
                "/api/calculate/priced-round",
                round(table, request).toString(),
                "Content-Type",
                "application/json");
        assertThat(priced.status()).as(priced.toString()).isEqualTo(200);
        Agreement agreement = new Agreement();
        agreement.compare(
                "price", priced.at("/price"), expected.get("roundPricePerShare").stringValue());
        agreement.compare(
                "total", priced.at("/totalShares"), expected.get("totalShares").toString());
        agreement.compare(
                "issued",
                table.at("/totals/outstanding").stringValue(),
                expected.at("/current/issued").toString());
        agreement.compare(
                "reserve",
                table.at("/instruments/plans/0/available").stringValue(),
                expected.at("/current/availableReserve").toString());
        Map<String, String> held = new TreeMap<>();
        priced.json()
                .path("holders")
                .forEach(row -> held.merge(
                        row.get("name").stringValue(),
                        row.get("shares").stringValue(),
                        (one, other) ->
                                new BigDecimal(one).add(new BigDecimal(other)).toPlainString()));
        agreement.compare("shares of", held, texts(expected.get("postRound")));
        agreement.isWritten(
                "minicap",
                "A round of 10 million on 40 million priced from the record of the import, and what the record holds before it",
                "github.com/1984vc/awesome-cap-table scenarios/series-a-10-on-40 (Apache-2.0)");
    }

    /** Everything but the request comes from the cap table and the parties of the ledger. */
    private ObjectNode round(JsonNode table, JsonNode request) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode round = json.createObjectNode();
        round.put("postMoney", request.get("valuation").stringValue());
        ArrayNode investors = round.putArray("newInvestors");
        request.get("investments")
                .forEach(investment -> investors
                        .addObject()
                        .put("name", investment.get("stakeholder_id").stringValue())
                        .put("amount", investment.get("amount").stringValue()));
        round.put("poolPostMoney", request.get("target_option_pool").stringValue());
        ArrayNode holders = round.putArray("holders");
        table.path("holdings")
                .forEach(holding -> holders.addObject()
                        .put("name", name(holding.get("party").stringValue()))
                        .put("shares", holding.get("quantity").stringValue()));
        table.at("/instruments/plans")
                .forEach(plan -> holders.addObject()
                        .put("name", "Unallocated option pool")
                        .put("shares", plan.get("available").stringValue())
                        .put("unissuedPool", true));
        ArrayNode convertibles = round.putArray("convertibles");
        // In order of issue: whoever has a most-favoured clause may take terms that were given after its own.
        List<JsonNode> rows = table.at("/instruments/convertibles")
                .valueStream()
                .sorted(Comparator.comparingLong(row -> row.at("/events/0").longValue()))
                .toList();
        for (JsonNode row : rows) {
            JsonNode mechanism = row.at("/triggers/0/right/mechanism");
            ObjectNode convertible = convertibles
                    .addObject()
                    .put("name", name(row.get("party").stringValue()))
                    .put("amount", row.at("/amount/amount").stringValue());
            if (mechanism.get("kind").stringValue().equals("FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION")) {
                convertible
                        .put("kind", "FIXED_PERCENT")
                        .put("percent", mechanism.get("percent").stringValue());
            } else {
                convertible
                        .put("kind", "SAFE_POST")
                        .put("mfn", mechanism.path("mostFavoured").asBoolean(false));
                if (mechanism.hasNonNull("cap")) {
                    convertible.put("cap", mechanism.at("/cap/amount").stringValue());
                }
            }
        }
        ObjectNode rounding = round.putObject("rounding");
        rounding.putObject("price").put("places", 5).put("mode", "CEILING");
        rounding.put("shares", "FLOOR");
        return round;
    }

    private String name(String party) {
        return auditor.get("/api/parties/" + party).at("/name");
    }

    @Test
    void the_tutorial_is_taken_but_for_terms_that_count_from_a_condition_that_does_not_exist() {
        Answer answer = taken(Seed.files("golden/ocf/tutorial_options"), VALID);
        Map<String, JsonNode> exceptions = new HashMap<>();
        answer.json()
                .path("exceptions")
                .forEach(one -> exceptions.put(one.get("object").stringValue(), one));
        JsonNode terms = exceptions.get("f58fa866-be71-4d79-b52a-ea5379a71551");
        assertThat(terms.get("detail").stringValue()).contains("cliff");
        assertThat(terms.get("follows").valueStream().map(JsonNode::stringValue))
                .containsExactly("43786349-f791-488f-8da1-687eb25c9603");
        assertThat(exceptions.keySet())
                .containsExactlyInAnyOrder(
                        "StockPlans.ocf.json",
                        "f58fa866-be71-4d79-b52a-ea5379a71551",
                        "43786349-f791-488f-8da1-687eb25c9603",
                        "688f67dd-6e89-4dbc-b2e8-a9511a7cffff",
                        "8efcfd8f-80fc-4f89-ae4f-1fd2c3c5cc2d");
        JsonNode table = capTable("?rows=SECURITY&asOf=2024-12-31");
        Map<String, String> held = new TreeMap<>();
        table.path("bySecurity")
                .forEach(row -> held.merge(
                        row.get("class").stringValue(),
                        row.get("quantity").stringValue(),
                        (one, other) -> one + other));
        Agreement agreement = new Agreement();
        agreement.compare("shares of", held, Map.of("Preferred Shares", "5000", "Common Stock", "25000"));
        agreement.compare("outstanding", table.at("/totals/outstanding").stringValue(), "30000");
        agreement.compare("reserved", table.at("/instruments/plans/0/reserved").stringValue(), "8000000");
        agreement.isWritten(
                "tutorial_options",
                "What its files state of shares and pool, on 2024-12-31; its vesting terms count from a condition that does not exist, so that the grant is refused",
                "OCF repository, tutorial (Apache-2.0)");
    }

    @Test
    void the_tutorial_is_refused_whole_with_both_of_its_reasons_and_leaves_nothing() {
        Answer answer = Packages.send(
                backoffice,
                Packages.zip(Seed.files("golden/ocf/tutorial_options")),
                "?company=" + company + DEFAULT,
                LedgerHttp.newKey());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/type")).isEqualTo("/problems/package-not-taken");
        Map<String, String> own = new TreeMap<>();
        answer.json()
                .at("/report/exceptions")
                .valueStream()
                .filter(one -> !one.hasNonNull("because"))
                .forEach(one ->
                        own.put(one.get("object").stringValue(), one.get("code").stringValue()));
        assertThat(own)
                .containsOnlyKeys("StockPlans.ocf.json", "f58fa866-be71-4d79-b52a-ea5379a71551")
                .containsEntry("StockPlans.ocf.json", "digest-differs");
        assertThat(auditor.get("/api/companies/" + company).status()).isEqualTo(404);
    }

    @Test
    void the_official_samples_are_taken_or_reported_object_by_object() {
        Map<String, byte[]> files = Seed.files("golden/ocf/official_samples");
        Answer answer = taken(files, VALID);
        JsonNode counts = answer.json().path("counts");
        assertThat(counts.get("taken").intValue() + counts.get("notTaken").intValue())
                .isEqualTo(counts.get("objects").intValue());
        assertThat(answer.json()
                        .path("exceptions")
                        .valueStream()
                        .filter(one -> !one.get("inPart").booleanValue()))
                .hasSize(counts.get("notTaken").intValue());
        int objects = 1;
        for (JsonNode file : answer.json().path("files")) {
            objects += file.get("objects").intValue();
        }
        assertThat(objects).isEqualTo(counts.get("objects").intValue());
        assertThat(codes(answer, "exceptions")).doesNotContain("internal");
    }
}

package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelationsTest {
    private final RecordedLedger ledger = new RecordedLedger();

    private void parent(String child, @Nullable String parent, @Nullable String since) {
        ledger.add(
                "pa_" + child,
                new ParentSet(
                        parent == null ? null : pa(parent),
                        since == null ? EffectiveOn.SINCE_ALWAYS : EffectiveOn.day(LocalDate.parse(since))));
    }

    private static PartyId pa(String name) {
        return new PartyId("pa_" + name);
    }

    private Relations around(String party, String asOf, long knownAt) {
        return Relations.around(Set.of(pa(party)), PointInTime.of(LocalDate.parse(asOf), knownAt), ledger);
    }

    private List<String> group(String party, String asOf) {
        return around(party, asOf, ledger.head()).group(pa(party), true).stream()
                .map(member -> member.value().substring(3))
                .toList();
    }

    @Test
    void a_group_reaches_down_any_number_of_levels_and_not_up() {
        parent("b", "a", null);
        parent("c", "b", null);
        parent("d", "c", null);
        parent("x", "other", null);
        assertThat(group("a", "2024-01-01")).containsExactly("a", "b", "c", "d");
        assertThat(group("c", "2024-01-01")).containsExactly("c", "d");
    }

    @Test
    void a_relation_holds_from_its_date_until_it_ends_or_another_begins() {
        parent("b", "a", "2020-01-01");
        parent("b", "z", "2022-01-01");
        parent("b", null, "2023-01-01");
        assertThat(group("a", "2019-12-31")).containsExactly("a");
        assertThat(group("a", "2021-12-31")).containsExactly("a", "b");
        assertThat(group("a", "2022-01-01")).containsExactly("a");
        assertThat(group("z", "2022-12-31")).containsExactly("b", "z");
        assertThat(group("z", "2023-01-01")).containsExactly("z");
    }

    @Test
    void what_was_not_known_yet_does_not_count() {
        parent("b", "a", null);
        long before = ledger.head();
        parent("c", "a", null);
        assertThat(around("a", "2024-01-01", before).group(pa("a"), true)).containsExactly(pa("a"), pa("b"));
    }

    @Test
    void a_circle_ends_where_it_began_and_is_reported() {
        parent("b", "a", null);
        parent("c", "b", null);
        parent("a", "c", null);
        parent("d", "c", null);
        Relations relations = around("a", "2024-01-01", ledger.head());
        var group = relations.group(pa("a"), true);
        assertThat(group).containsExactly(pa("a"), pa("b"), pa("c"), pa("d"));
        assertThat(relations.cycles(group)).containsExactly(new TreeSet<>(Set.of(pa("a"), pa("b"), pa("c"))));
        assertThat(relations.sameFamily(pa("d"), pa("b"))).isTrue();
    }

    @Test
    void a_party_that_is_its_own_parent_does_no_harm() {
        parent("a", "a", null);
        Relations relations = around("a", "2024-01-01", ledger.head());
        assertThat(relations.group(pa("a"), true)).containsExactly(pa("a"));
        assertThat(relations.cycles(relations.group(pa("a"), true))).hasSize(1);
    }

    @Test
    void a_duplicate_is_the_same_party_even_without_its_subsidiaries() {
        ledger.add("pa_a2", new MarkedDuplicate(pa("a"), EffectiveOn.SINCE_ALWAYS));
        parent("b", "a2", null);
        Relations relations = around("a", "2024-01-01", ledger.head());
        assertThat(relations.group(pa("a"), false)).containsExactly(pa("a"), pa("a2"));
        assertThat(relations.group(pa("a"), true)).containsExactly(pa("a"), pa("a2"), pa("b"));
        assertThat(around("a2", "2024-01-01", ledger.head()).group(pa("a2"), false))
                .containsExactly(pa("a"), pa("a2"));
    }

    @Test
    void families_share_their_ultimate_parent() {
        parent("cloud", "corp", null);
        parent("fund", "corp", null);
        Relations relations = around("fund", "2024-01-01", ledger.head());
        assertThat(relations.sameFamily(pa("fund"), pa("cloud"))).isTrue();
        assertThat(relations.sameFamily(pa("fund"), pa("stranger"))).isFalse();
    }

    @Test
    void the_group_names_the_events_it_rests_on() {
        parent("b", "a", null);
        parent("c", "z", null);
        Relations relations = around("a", "2024-01-01", ledger.head());
        assertThat(relations.events(relations.group(pa("a"), true))).containsExactly(1L);
    }
}

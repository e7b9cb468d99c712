package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who belongs to whom at one point in time. No single stream can prevent a circle of parents, so every walk
 * ends where it has been before, and the circle is reported.
 */
record Relations(SortedMap<PartyId, Relations.Link> parents, SortedMap<PartyId, Relations.Link> duplicates) {
    /** What one party is to another: its child, or the same party under a second id. */
    record Link(PartyId to, long event) {}

    /** Everything that relates to the parties, over any number of steps, up and down. */
    static Relations around(Collection<PartyId> parties, PointInTime point, ExposureFacts facts) {
        return at(point, history(parties, point, facts));
    }

    /** Days after one and up to another on which somebody's relation to the party began or ended. */
    static NavigableSet<LocalDate> days(PartyId party, LocalDate after, PointInTime point, ExposureFacts facts) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Recorded<PartyEvent> recorded :
                point.cut(history(Set.of(party), point, facts)).certain()) {
            LocalDate on = recorded.when().effectiveOn();
            if (on != null && on.isAfter(after)) {
                days.add(on);
            }
        }
        return days;
    }

    private static List<Recorded<PartyEvent>> history(
            Collection<PartyId> parties, PointInTime point, ExposureFacts facts) {
        SortedMap<Long, Recorded<PartyEvent>> found = new TreeMap<>();
        Set<PartyId> seen = new HashSet<>(parties);
        Set<PartyId> frontier = new HashSet<>(parties);
        while (!frontier.isEmpty()) {
            Set<PartyId> next = new HashSet<>();
            for (Recorded<PartyEvent> recorded : facts.relations(frontier, point.knownAt())) {
                found.put(recorded.position(), recorded);
                Stream.concat(Stream.of(child(recorded)), named(recorded.fact()).stream())
                        .filter(seen::add)
                        .forEach(next::add);
            }
            frontier = next;
        }
        return List.copyOf(found.values());
    }

    static Relations at(PointInTime point, List<Recorded<PartyEvent>> history) {
        SortedMap<PartyId, Link> parents = new TreeMap<>();
        SortedMap<PartyId, Link> duplicates = new TreeMap<>();
        for (Recorded<PartyEvent> recorded : point.cut(history).certain()) {
            switch (recorded.fact()) {
                case ParentSet set -> {
                    if (set.parent() == null) {
                        parents.remove(child(recorded));
                    } else {
                        parents.put(child(recorded), new Link(set.parent(), recorded.position()));
                    }
                }
                case MarkedDuplicate marked ->
                    duplicates.put(child(recorded), new Link(marked.of(), recorded.position()));
                case PartyRegistered _, PartyRenamed _, PartyClaimed _, PartyEvent.FactVoided _ -> {}
            }
        }
        return new Relations(parents, duplicates);
    }

    private static PartyId child(Recorded<PartyEvent> recorded) {
        return new PartyId(recorded.stream());
    }

    private static Optional<PartyId> named(PartyEvent fact) {
        return switch (fact) {
            case ParentSet set -> Optional.ofNullable(set.parent());
            case MarkedDuplicate marked -> Optional.of(marked.of());
            case PartyRegistered _, PartyRenamed _, PartyClaimed _, PartyEvent.FactVoided _ -> Optional.empty();
        };
    }

    /** The party under all its ids and, with its subsidiaries, everything below it. */
    NavigableSet<PartyId> group(PartyId party, boolean withSubsidiaries) {
        NavigableSet<PartyId> members = new TreeSet<>();
        Deque<PartyId> open = new ArrayDeque<>();
        open.add(original(party));
        while (!open.isEmpty()) {
            PartyId member = open.remove();
            if (!members.add(member)) {
                continue;
            }
            addThoseLinkedTo(member, duplicates, open);
            if (withSubsidiaries) {
                addThoseLinkedTo(member, parents, open);
            }
        }
        members.add(party);
        return members;
    }

    private static void addThoseLinkedTo(PartyId member, SortedMap<PartyId, Link> links, Deque<PartyId> open) {
        links.forEach((child, link) -> {
            if (link.to().equals(member)) {
                open.add(child);
            }
        });
    }

    /** Whether both have the same ultimate parent. */
    boolean sameFamily(PartyId one, PartyId other) {
        return ultimate(one).equals(ultimate(other));
    }

    /** The party at the top; in a circle the first of it in the order of ids. */
    private PartyId ultimate(PartyId party) {
        Set<PartyId> walked = new LinkedHashSet<>();
        PartyId at = original(party);
        while (walked.add(at)) {
            Link up = parents.get(at);
            if (up == null) {
                return at;
            }
            at = original(up.to());
        }
        return circle(walked, at).first();
    }

    /** The id that a party was registered under first, as far as duplicates say. */
    private PartyId original(PartyId party) {
        Set<PartyId> walked = new LinkedHashSet<>();
        PartyId at = party;
        while (walked.add(at)) {
            Link of = duplicates.get(at);
            if (of == null) {
                return at;
            }
            at = of.to();
        }
        return circle(walked, at).first();
    }

    private static NavigableSet<PartyId> circle(Set<PartyId> walked, PartyId from) {
        NavigableSet<PartyId> members = new TreeSet<>();
        boolean within = false;
        for (PartyId step : walked) {
            within |= step.equals(from);
            if (within) {
                members.add(step);
            }
        }
        return members;
    }

    /** Circles of parents among the members, each once. */
    List<NavigableSet<PartyId>> cycles(NavigableSet<PartyId> members) {
        Set<NavigableSet<PartyId>> found = new LinkedHashSet<>();
        for (PartyId member : members) {
            Set<PartyId> walked = new LinkedHashSet<>();
            PartyId at = member;
            while (walked.add(at)) {
                Link up = parents.get(at);
                if (up == null) {
                    break;
                }
                at = up.to();
            }
            if (parents.containsKey(at) && walked.contains(at)) {
                found.add(circle(walked, at));
            }
        }
        return List.copyOf(found);
    }

    /** Positions of the events that make the group what it is. */
    List<Long> events(NavigableSet<PartyId> members) {
        List<Long> events = new ArrayList<>();
        for (SortedMap<PartyId, Link> links : List.of(parents, duplicates)) {
            links.forEach((child, link) -> {
                if (members.contains(child) && members.contains(link.to())) {
                    events.add(link.event());
                }
            });
        }
        return events.stream().sorted().toList();
    }
}

package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.ExposureRows.Scope;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Facts;
import io.dealledger.ledger.History;
import io.dealledger.ledger.Id;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import io.dealledger.replay.Projection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The index as the projection keeps it: one table, one b-tree. It gives positions, and the journal gives the facts.
 */
@Component
public final class ExposureIndex implements Projection, ExposureFacts {
    public static final String NAME = "exposure";

    private static final String TABLE = "exposure_fact";
    private static final int REVISION = 2;
    private static final String KNOWN = " and known_from <= ?";
    /** What begins after the date can neither have nor perhaps have taken effect by then. */
    private static final String BEGUN = " and (effective_from is null or effective_from <= ?)";

    private final JdbcClient jdbc;
    private final Facts facts;
    private final History history;

    ExposureIndex(JdbcClient jdbc, Facts facts, History history) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.history = history;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int revision() {
        return REVISION;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table(
                TABLE,
                List.of(
                        new Column("scope", Type.TEXT, false),
                        new Column("subject", Type.TEXT, false),
                        new Column("other", Type.TEXT, false),
                        new Column("known_from", Type.BIGINT, false),
                        new Column("effective_on", Type.DATE, true),
                        new Column("effective_from", Type.DATE, true)),
                List.of(List.of("scope", "subject", "other", "known_from"))));
    }

    @Override
    public List<Row> rowsOf(Recorded<? extends Fact> recorded) {
        List<Row> rows = new ArrayList<>();
        for (ExposureRows.Row row : ExposureRows.of(recorded)) {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(row.scope().name());
            values.add(row.subject());
            values.add(row.other());
            values.add(row.knownFrom());
            values.add(row.effectiveOn());
            values.add(row.effectiveFrom());
            rows.add(new Row(TABLE, values));
        }
        return rows;
    }

    @Override
    public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
        return facts.at(positions(List.of(Scope.PARTY), List.of(party.value()), knownAt), PartyEvent.class);
    }

    /** Asked with every question, and answered without reading the facts. */
    @Override
    public boolean isRegistered(PartyId party, long knownAt) {
        return !positions(List.of(Scope.PARTY), List.of(party.value()), knownAt).isEmpty();
    }

    @Override
    public List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt) {
        return withCorrections(
                positions(List.of(Scope.RELATION, Scope.RELATED), names(parties), knownAt), knownAt, PartyEvent.class);
    }

    @Override
    public List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt) {
        return withCorrections(positions(List.of(Scope.CLAIM), names(parties), knownAt), knownAt, PartyEvent.class);
    }

    /** The facts at these positions and all corrections in their streams, in the order of recording. */
    private <E extends Fact> List<Recorded<E>> withCorrections(SortedSet<Long> positions, long knownAt, Class<E> kind) {
        List<Recorded<E>> found = facts.at(positions, kind);
        SortedSet<String> streams = found.stream().map(Recorded::stream).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Long> corrections = positions(List.of(Scope.CORRECTION), streams, knownAt);
        return positions.containsAll(corrections)
                ? found
                : facts.at(
                        Stream.of(positions, corrections).flatMap(Set::stream).collect(Collectors.toSet()), kind);
    }

    /** A position in the index, and the company that it is about. */
    record Found(String company, long position) {}

    @Override
    public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
            Collection<PartyId> parties, PointInTime point) {
        List<Found> own = reading(() -> jdbc.sql("select other as company, known_from as position from projection."
                        + TABLE + " where scope = 'HOLDING' and subject = any (?)" + KNOWN + BEGUN)
                .params(array(names(parties)), point.knownAt(), point.asOf())
                .query(Found.class)
                .list());
        SortedSet<String> companies = new TreeSet<>();
        SortedSet<Long> positions = new TreeSet<>();
        for (Found found : own) {
            companies.add(found.company());
            positions.add(found.position());
        }
        positions.addAll(begun(Scope.COMPANY, companies, point));
        positions.addAll(positions(List.of(Scope.CORRECTION), companies, point.knownAt()));
        SortedMap<CompanyId, List<Recorded<CompanyEvent>>> byCompany = new TreeMap<>();
        for (Recorded<CompanyEvent> recorded : facts.at(positions, CompanyEvent.class)) {
            byCompany
                    .computeIfAbsent(new CompanyId(recorded.stream()), none -> new ArrayList<>())
                    .add(recorded);
        }
        return byCompany;
    }

    @Override
    public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
        SortedSet<Long> positions = new TreeSet<>(begun(Scope.TRANSFER, List.of(company.value()), point));
        return withCorrections(positions, point.knownAt(), CompanyEvent.class);
    }

    /** Whose source was published when stands in the facts alone; late facts have an index of their own. */
    @Override
    public boolean leavesOut(CompanyId company, PointInTime point) {
        LocalDate bookedBy = point.bookedBy();
        return point.publishedBy() != null
                || (bookedBy != null
                        && reading(() -> jdbc.sql("select exists (select from domain_event where stream = ?"
                                        + " and accounting_on > ? and position <= ?)")
                                .params(company.value(), bookedBy, point.knownAt())
                                .query(Boolean.class)
                                .single()));
    }

    @Override
    public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
        return history.of(company.value(), CompanyEvent.class, knownAt);
    }

    @Override
    public List<Recorded<FxEvent>> rates(long knownAt) {
        return facts.at(
                reading(() -> jdbc.sql("select known_from from projection." + TABLE + " where scope = 'RATE'" + KNOWN)
                        .param(knownAt)
                        .query(Long.class)
                        .list()),
                FxEvent.class);
    }

    private List<Long> begun(Scope scope, Collection<String> subjects, PointInTime point) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        LocalDate asOf = point.asOf();
        return reading(() -> jdbc.sql("select known_from from projection." + TABLE
                        + " where scope = ? and subject = any (?)" + KNOWN + BEGUN)
                .params(scope.name(), array(subjects), point.knownAt(), asOf)
                .query(Long.class)
                .list());
    }

    private SortedSet<Long> positions(List<Scope> scopes, Collection<String> subjects, long knownAt) {
        return new TreeSet<>(reading(() -> jdbc.sql("select known_from from projection." + TABLE
                        + " where scope = any (?) and subject = any (?)" + KNOWN)
                .params(array(scopes.stream().map(Scope::name).toList()), array(subjects), knownAt)
                .query(Long.class)
                .list()));
    }

    /** A database that is away is no answer: the question may be asked again. */
    private static <T> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessResourceFailureException | TransientDataAccessException away) {
            throw new LedgerBusy("the database does not answer", away);
        }
    }

    private static List<String> names(Collection<PartyId> parties) {
        return parties.stream().map(Id::value).toList();
    }

    private static Object array(Collection<String> names) {
        return Stream.of(names).flatMap(Collection::stream).toArray(String[]::new);
    }
}

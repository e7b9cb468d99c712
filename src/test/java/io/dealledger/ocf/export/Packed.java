package io.dealledger.ocf.export;

import io.dealledger.company.CompanyEvent;
import io.dealledger.evidence.DocumentDigests;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.Personal;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.LedgerRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A package that is made of a history at hand. Every party has its id as its name. */
public final class Packed {
    /** Cites nothing. */
    private static final LedgerRows NOTHING = new LedgerRows() {
        @Override
        public <T> T snapshot(Function<Snapshot, T> reading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void all(long knownAt, Consumer<EventRow> each) {}

        @Override
        public void of(Collection<String> streams, long knownAt, Consumer<EventRow> each) {}

        @Override
        public List<StreamEnd> streams(long knownAt) {
            return List.of();
        }
    };

    private final OcfPackages.Content content;
    private final byte[] zip;

    private Packed(OcfPackages.Content content) {
        this.content = content;
        this.zip = zip(content);
    }

    private static byte[] zip(OcfPackages.Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    public static Packed of(CompanyId company, List<Recorded<CompanyEvent>> facts, LocalDate asOf) {
        return of(company, facts, PointInTime.of(asOf, facts.getLast().position()));
    }

    public static Packed of(CompanyId company, List<Recorded<CompanyEvent>> facts, PointInTime at) {
        return new Packed(new OcfPackages(
                        new History() {
                            @Override
                            public <E extends Fact> List<Recorded<E>> of(String stream, Class<E> kind, long knownAt) {
                                List<Recorded<E>> found = new ArrayList<>();
                                if (stream.startsWith(PartyId.PREFIX)) {
                                    PartyRegistered registered = new PartyRegistered(
                                            Personal.open(stream),
                                            PartyKind.CORPORATE,
                                            null,
                                            List.of(),
                                            EffectiveOn.SINCE_ALWAYS);
                                    found.add(new Recorded<>(1, stream, 0, Instant.EPOCH, kind.cast(registered)));
                                    return found;
                                }
                                for (Recorded<CompanyEvent> fact : facts) {
                                    if (fact.position() <= knownAt) {
                                        found.add(new Recorded<>(
                                                fact.position(),
                                                fact.stream(),
                                                fact.version(),
                                                fact.recordedAt(),
                                                kind.cast(fact.fact()),
                                                fact.marks()));
                                    }
                                }
                                return found;
                            }
                        },
                        new Citations(NOTHING, new DefaultListableBeanFactory().getBeanProvider(DocumentDigests.class)))
                .content(company, at)
                .orElseThrow());
    }

    public byte[] zip() {
        return zip.clone();
    }

    /** The same again. */
    byte[] again() {
        return zip(content);
    }

    public OcfExportReport report() {
        return content.report();
    }

    /** The files by name. */
    public Map<String, JsonNode> files() {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        bytes().forEach((name, bytes) -> files.put(name, JsonMapper.shared().readTree(bytes)));
        return files;
    }

    Map<String, byte[]> bytes() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    JsonNode manifest() {
        return files().get("Manifest.ocf.json");
    }

    /** Objects of a type, in the order of their file. */
    List<JsonNode> objects(String type) {
        List<JsonNode> found = new ArrayList<>();
        files().values()
                .forEach(file -> file.path("items").forEach(item -> {
                    if (item.path("object_type").asString("").equals(type)) {
                        found.add(item);
                    }
                }));
        return found;
    }
}

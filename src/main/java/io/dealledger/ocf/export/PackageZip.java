package io.dealledger.ocf.export;

import io.dealledger.ocf.words.FileType;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a package, written one after the other into a zip; the manifest comes last, because it holds the MD5 digest
 * of every other file. Nothing in it says when it was made.
 */
final class PackageZip {
    /** Times of zip entries begin in 1980; one for all, and local, because zip knows no zones. */
    private static final LocalDate ZIP_DAY = LocalDate.of(1980, 1, 1);

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private static final Map<FileType, String> NAMES = Map.of(
            FileType.OCF_MANIFEST_FILE, "Manifest.ocf.json",
            FileType.OCF_STAKEHOLDERS_FILE, "Stakeholders.ocf.json",
            FileType.OCF_STOCK_CLASSES_FILE, "StockClasses.ocf.json",
            FileType.OCF_STOCK_LEGEND_TEMPLATES_FILE, "StockLegends.ocf.json",
            FileType.OCF_STOCK_PLANS_FILE, "StockPlans.ocf.json",
            FileType.OCF_TRANSACTIONS_FILE, "Transactions.ocf.json",
            FileType.OCF_VALUATIONS_FILE, "Valuations.ocf.json",
            FileType.OCF_VESTING_TERMS_FILE, "VestingTerms.ocf.json",
            FileType.OCF_FINANCINGS_FILE, "Financings.ocf.json",
            FileType.OCF_DOCUMENTS_FILE, "Documents.ocf.json");

    private final ZipOutputStream zip;
    private final Map<FileType, OcfObject> written = new LinkedHashMap<>();

    PackageZip(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** Objects that come one after the other. */
    interface Source {
        void each(Consumer<OcfObject> taken);
    }

    void items(FileType type, Source source) throws IOException {
        file(type, generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("file_type", type.name());
            generator.writeArrayPropertyStart("items");
            source.each(object -> {
                generator.writeRaw('\n');
                generator.writePOJO(object.plain());
            });
            generator.writeEndArray();
            generator.writeEndObject();
        });
    }

    void manifest(OcfObject head, List<String> comments) throws IOException {
        for (FileType type : FileType.values()) {
            if (type != FileType.OCF_MANIFEST_FILE) {
                OcfObject file = written.get(type);
                head.parts(type.listed(), file == null ? List.of() : List.of(file));
            }
        }
        head.texts("comments", comments);
        file(FileType.OCF_MANIFEST_FILE, generator -> generator.writePOJO(head.plain()));
        zip.finish();
        zip.flush();
    }

    private void file(FileType type, Consumer<JsonGenerator> writing) throws IOException {
        String name = NAMES.getOrDefault(type, type.name());
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ZIP_DAY.atStartOfDay());
        zip.putNextEntry(entry);
        Digesting digesting = new Digesting(zip);
        try (JsonGenerator generator = JSON.createGenerator(digesting)) {
            writing.accept(generator);
        } catch (JacksonIOException gone) {
            throw gone.getCause();
        }
        digesting.flush();
        zip.closeEntry();
        written.put(type, OcfObject.part().put("filepath", name).put("md5", digesting.md5()));
    }

    /** Digests what passes. */
    private static final class Digesting extends FilterOutputStream {
        private final MessageDigest digest;

        Digesting(OutputStream out) {
            super(out);
            try {
                this.digest = MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has MD5", impossible);
            }
        }

        String md5() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            digest.update((byte) single);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            out.write(some, offset, length);
            digest.update(some, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

package io.dealledger.ocf;

import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.http.ZipBody;
import io.dealledger.ocf.OcfFile.Digest;
import io.dealledger.ocf.words.FileType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a package: its files by what they say they are, also where several are of one kind, and their digests. Objects are
 * not judged here, only found; a file that cannot be read ends the request, because nobody knows what was in it.
 */
final class PackageReader {
    static final int MOST_FILES = 500;
    private static final String ITEMS = "items";

    private final BodyReader reader;
    private final int mostObjects;

    private final List<Found> found = new ArrayList<>();
    private final List<OcfObject> objects = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private @Nullable JsonNode manifest;
    private String manifestName = "";

    private record Found(
            String name, String type, int objects, @Nullable String md5) {}

    private PackageReader(BodyReader reader, int mostObjects) {
        this.reader = reader;
        this.mostObjects = mostObjects;
    }

    /** @param mostBytes what the files may unfold to */
    static OcfPackage zip(byte[] body, long mostBytes, int mostObjects, BodyReader reader) {
        PackageReader read = new PackageReader(reader, mostObjects);
        new ZipBody(MOST_FILES, mostBytes).eachJson(body, read::file, read.passedOver::add);
        return read.read(body);
    }

    /** From one JSON object whose fields are the files by name. */
    static OcfPackage json(byte[] body, int mostObjects, BodyReader reader) {
        PackageReader read = new PackageReader(reader, mostObjects);
        JsonNode tree = reader.tree(body);
        if (!tree.isObject()) {
            throw unreadable("", "not-an-object", "A package as JSON is one object: its files by their names");
        }
        for (Map.Entry<String, JsonNode> file : tree.properties()) {
            String type = read.type(file.getKey(), file.getValue());
            int before = read.objects.size();
            int index = 0;
            for (JsonNode item : read.items(file.getKey(), type, file.getValue())) {
                read.item(file.getKey(), item, index++);
            }
            read.found.add(new Found(file.getKey(), type, read.objects.size() - before, null));
        }
        return read.read(body);
    }

    private void file(String name, byte[] bytes) {
        try {
            JsonNode fields = reader.without(ITEMS, bytes);
            String type = type(name, fields);
            int before = objects.size();
            if (hasItems(type)) {
                items(name, type, fields);
                reader.each(ITEMS, bytes, (item, index) -> item(name, item, index));
            }
            found.add(new Found(name, type, objects.size() - before, hex("MD5", bytes)));
        } catch (HttpProblem wrong) {
            throw wrong.status() == HttpStatus.BAD_REQUEST
                            && !String.valueOf(wrong.getMessage()).startsWith(name)
                    ? unreadable(name, "not-json", String.valueOf(wrong.getMessage()))
                    : wrong;
        }
    }

    private String type(String name, JsonNode file) {
        String type = file.path("file_type").asString("");
        if (type.equals(FileType.OCF_MANIFEST_FILE.name())) {
            if (manifest != null) {
                throw unreadable(name, "second-manifest", "the package has a manifest in " + manifestName + " already");
            }
            manifest = file;
            manifestName = name;
        }
        return type;
    }

    private JsonNode items(String name, String type, JsonNode file) {
        JsonNode items = file.path(ITEMS);
        if (!hasItems(type)) {
            return MissingNode.getInstance();
        }
        if (!items.isArray()) {
            throw unreadable(name, "not-an-array", "/items is no array");
        }
        return items;
    }

    private static boolean hasItems(String type) {
        return FileType.of(type).isPresent() && !type.equals(FileType.OCF_MANIFEST_FILE.name());
    }

    private void item(String name, JsonNode item, int index) {
        if (objects.size() == mostObjects) {
            throw HttpProblem.of(ProblemType.BODY_TOO_LARGE, "A package has at most " + mostObjects + " objects")
                    .withFigure("most", Integer.toString(mostObjects));
        }
        objects.add(OcfObject.of(name, "/" + ITEMS + "/" + index, objects.size(), item));
    }

    private OcfPackage read(byte[] body) {
        Map<String, String> stated = stated();
        boolean real =
                found.stream().anyMatch(file -> file.md5() != null && file.md5().equals(stated.get(file.name())));
        List<OcfFile> files = new ArrayList<>();
        for (Found file : found) {
            String digest = stated.remove(file.name());
            files.add(new OcfFile(
                    file.name(),
                    file.type(),
                    file.objects(),
                    file.md5() == null ? "" : file.md5(),
                    digest,
                    compared(file.md5(), digest, real)));
        }
        JsonNode head = manifest;
        return new OcfPackage(
                hex("SHA-256", body),
                head == null ? null : head.path("ocf_version").asString(""),
                head == null ? null : head.path("as_of").asString(""),
                head == null || !head.path("issuer").isObject()
                        ? Optional.empty()
                        : Optional.of(OcfObject.of(manifestName, "/issuer", objects.size(), head.path("issuer"))),
                files,
                List.copyOf(stated.keySet()),
                List.copyOf(passedOver),
                objects,
                comments(head),
                head);
    }

    private static List<String> comments(@Nullable JsonNode manifest) {
        List<String> comments = new ArrayList<>();
        if (manifest != null) {
            for (JsonNode comment : manifest.path("comments")) {
                comments.add(comment.asString(""));
            }
        }
        return comments;
    }

    /** Some exporters and samples write any digest: only where one of them is that of its file do they say something. */
    private static Digest compared(@Nullable String md5, @Nullable String stated, boolean real) {
        if (stated == null) {
            return Digest.UNLISTED;
        }
        if (md5 == null) {
            return Digest.NOT_CHECKED;
        }
        return md5.equals(stated) ? Digest.SAME : real ? Digest.DIFFERENT : Digest.PLACEHOLDER;
    }

    /** Digests by the names of files in the package; paths are relative to the manifest. */
    private Map<String, String> stated() {
        Map<String, String> stated = new LinkedHashMap<>();
        JsonNode head = manifest;
        if (head != null) {
            String folder = manifestName.substring(0, manifestName.lastIndexOf('/') + 1);
            for (FileType type : FileType.values()) {
                for (JsonNode file : head.path(type.listed())) {
                    String path = file.path("filepath").asString("");
                    stated.put(
                            folder + (path.startsWith("./") ? path.substring(2) : path),
                            file.path("md5").asString("").toLowerCase(Locale.ROOT));
                }
            }
        }
        return stated;
    }

    static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    private static HttpProblem unreadable(String file, String code, String detail) {
        return HttpProblem.of(
                ProblemType.UNREADABLE_BODY,
                file.isEmpty() ? detail : file + ": " + detail,
                List.of(new Wrong(
                        file.isEmpty() ? "" : "/" + file.replace("~", "~0").replace("/", "~1"), code)));
    }
}

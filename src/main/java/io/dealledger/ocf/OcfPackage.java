package io.dealledger.ocf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A package as it came.
 *
 * @param sha256 of all that came
 * @param version of OCF that the manifest states; absent without a manifest
 * @param issuer from the manifest
 * @param absent files that the manifest lists and that did not come
 * @param passedOver files that came and whose names do not end in .json
 */
record OcfPackage(
        String sha256,
        @Nullable String version,
        @Nullable String asOf,
        Optional<OcfObject> issuer,
        List<OcfFile> files,
        List<String> absent,
        List<String> passedOver,
        List<OcfObject> objects,
        List<String> comments,
        @Nullable JsonNode manifest) {}

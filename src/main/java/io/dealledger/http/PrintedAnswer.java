package io.dealledger.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.calculation.Claim;
import org.jspecify.annotations.Nullable;

/** The figures of a claim are there even when there is none: null says that nothing bounds it. */
interface PrintedAnswer {
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable
    String stated();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable
    String lower();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable
    Boolean lowerInclusive();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable
    String upper();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable
    Boolean upperInclusive();

    @JsonIgnore
    Claim claim();
}

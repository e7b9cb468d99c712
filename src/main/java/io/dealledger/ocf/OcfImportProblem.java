package io.dealledger.ocf;

import io.dealledger.http.Problem;
import io.dealledger.http.Problem.Wrong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem of RFC 9457 with the report of the import beside it. */
record OcfImportProblem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String refusal,
        Map<String, String> figures,
        List<Problem.Break> breaks,
        List<Wrong> errors,
        OcfImport report) {
    static OcfImportProblem of(Problem problem, OcfImport report) {
        return new OcfImportProblem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                problem.refusal(),
                problem.figures(),
                problem.breaks(),
                problem.errors(),
                report);
    }
}

package io.dealledger.tieout;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with an external list, each with its place, and ends the request when something is. */
final class Unreadable {
    private static final int MOST = 20;

    private final List<Wrong> errors = new ArrayList<>();
    private final Map<String, String> first = new LinkedHashMap<>();
    private String detail = "";
    private int count;

    /**
     * @param pointer where it is: {@code /lines/3/quantity}
     * @param where the same in words
     * @param figures of the first one stand in the problem
     */
    void add(String pointer, String where, String code, String what, Map<String, String> figures) {
        if (count++ == 0) {
            detail = where + ": " + what;
            first.putAll(figures);
        }
        if (errors.size() < MOST) {
            errors.add(new Wrong(pointer, code));
        }
    }

    boolean isFull() {
        return count >= MOST;
    }

    void throwIfAny() {
        if (count > 0) {
            HttpProblem problem = HttpProblem.of(
                    ProblemType.INVALID_BODY,
                    count == 1 ? detail : detail + " (and " + (count - 1) + (isFull() ? " more or so)" : " more)"),
                    errors);
            first.forEach(problem::withFigure);
            throw problem;
        }
    }

    /** What cannot even be taken apart. */
    static HttpProblem body(String code, String detail) {
        return HttpProblem.of(ProblemType.UNREADABLE_BODY, detail, List.of(new Wrong("", code)));
    }
}

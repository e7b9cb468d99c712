package io.dealledger.calculate;

import io.dealledger.http.BodyReader;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import io.dealledger.money.InvalidValue;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of calculation, as JSON knows it.
 *
 * @param summary what it answers, in a few words
 * @param terms the record that a body is read into; its fields are the fields of the body
 * @param result the record that is answered with; its fields are the fields of the answer
 * @param function throws {@link InvalidValue} for terms that cannot be
 */
record Calculation<T extends Record, R extends Record>(
        String summary, Class<T> terms, Class<R> result, Function<T, R> function) {
    private static final BodyReader BODIES = BodyReader.takingNumbers();

    /** @throws HttpProblem that names the field and the figure */
    R of(byte[] body) {
        T read = BODIES.read(BODIES.tree(body), terms);
        try {
            return function.apply(read);
        } catch (InvalidValue invalid) {
            HttpProblem problem = HttpProblem.of(
                    ProblemType.INVALID_BODY,
                    String.valueOf(invalid.getMessage()),
                    List.of(new Wrong(invalid.field().isEmpty() ? "" : "/" + invalid.field(), invalid.code())));
            String field = invalid.field().substring(invalid.field().lastIndexOf('/') + 1);
            throw invalid.figure().isEmpty()
                    ? problem
                    : problem.withFigure(field.isEmpty() ? "figure" : field, invalid.figure());
        }
    }
}

package io.dealledger.replay;

import io.dealledger.http.HttpProblem;
import io.dealledger.replay.Run.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What rebuilds and replays have in common at the edge: they begin at once, and are waited for as long as the client likes. */
final class Starting {
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final Runs runs;

    Starting(Runs runs) {
        this.runs = runs;
    }

    /** The runs as they are when all have ended or the patience is over. */
    List<Run> begin(Supplier<List<Run>> start, Preference preference) {
        long until = System.nanoTime() + preference.patience().toNanos();
        List<Run> begun = refusing(start);
        return begun.stream().map(run -> awaited(run, until)).toList();
    }

    private Run awaited(Run run, long until) {
        try {
            return runs.await(run.kind(), run.id(), Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return run;
        }
    }

    private static List<Run> refusing(Supplier<List<Run>> start) {
        try {
            return start.get();
        } catch (RebuildRunning running) {
            throw running(running);
        } catch (TooManyReplays tooMany) {
            throw HttpProblem.refused(
                    HttpStatus.CONFLICT,
                    "too-many-replays",
                    "Too many replays are kept",
                    String.valueOf(tooMany.getMessage()),
                    Map.of("kept", Integer.toString(tooMany.kept())),
                    List.of());
        }
    }

    static HttpProblem running(RebuildRunning running) {
        return HttpProblem.refused(
                HttpStatus.CONFLICT,
                "rebuild-running",
                "A rebuild is running",
                String.valueOf(running.getMessage()),
                Map.of("projection", running.projection()),
                List.of());
    }

    /** 200 when it has ended, 202 with the address of its progress while it goes on. */
    static <T> ResponseEntity<T> answer(List<Run> runs, Preference preference, String address, T body) {
        boolean goesOn = runs.stream().anyMatch(run -> run.state() == Run.State.RUNNING);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(goesOn ? HttpStatus.ACCEPTED : HttpStatus.OK);
        if (goesOn) {
            answer.header(HttpHeaders.LOCATION, address);
        }
        if (preference.applied() != null) {
            answer.header(PREFERENCE_APPLIED, preference.applied());
        }
        return answer.body(body);
    }

    Run known(Kind kind, String word, long id) {
        return runs.find(kind, id).orElseThrow(() -> HttpProblem.unknown(word, Long.toString(id)));
    }
}

package io.dealledger.cli;

import io.dealledger.calculation.Printed;
import io.dealledger.explain.Explanation;
import io.dealledger.explain.Explanation.Event;
import io.dealledger.explain.Explanation.Figure;
import io.dealledger.http.Program;
import io.dealledger.money.Source;
import java.io.PrintWriter;

/** A derivation for people: each figure with how it came about, and a step further in what it came from. */
final class Tree {
    private static final String STEP = "  ";

    private final PrintWriter out;

    private Tree(PrintWriter out) {
        this.out = out;
    }

    static void print(Explanation explanation, PrintWriter out) {
        out.println("of       " + explanation.of());
        out.println("at       " + explanation.at());
        out.println("asOf     " + explanation.asOf());
        out.println("knownAt  " + explanation.position());
        out.println("program  " + Program.NAME + " " + Program.version());
        out.println();
        new Tree(out).figure(explanation.figure(), "");
    }

    private void figure(Figure figure, String indent) {
        out.println(indent + value(figure.value()) + (figure.at() == null ? "" : "  at " + figure.at()));
        String further = indent + STEP;
        out.println(further + "by " + figure.formula()
                + (figure.rounding().equals("none") ? "" : "; rounded: " + figure.rounding()));
        if (figure.assumption() != null) {
            out.println(further + "assuming " + figure.assumption());
        }
        if (figure.phrase() != null) {
            out.println(further + "in the words: " + figure.phrase());
        }
        if (figure.source() != null) {
            out.println(further + "from " + source(figure.source())
                    + (figure.sourceClass() == null ? "" : ", " + figure.sourceClass()));
        }
        figure.events().forEach(event -> event(event, further));
        figure.inputs().forEach(input -> figure(input, further));
    }

    private static String value(Object value) {
        return value instanceof Printed printed ? printed.words() : value.toString();
    }

    private static String source(Source source) {
        return source.publisher()
                + (source.publishedOn() == null ? "" : " of " + source.publishedOn())
                + (source.url() == null ? "" : " " + source.url());
    }

    private void event(Event event, String indent) {
        out.println(indent + "event " + event.position() + "  " + event.name() + "  " + event.stream() + " version "
                + event.version() + "  effectiveOn "
                + (event.effectiveOn() == null ? "always" : event.effectiveOn()) + "  recordedAt "
                + event.recordedAt() + (event.actor() == null ? "" : "  actor " + event.actor())
                + (event.after() == null ? "" : "  " + event.before() + " -> " + event.after()));
        if (event.corrects() != null) {
            out.println(indent + STEP + "corrects version " + event.corrects() + ": " + event.reason());
        }
    }
}

package io.dealledger.ocf.export;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what OCF cannot say, so that nothing is dropped without a word. */
final class Losses {
    private final List<OcfLoss> all = new ArrayList<>();

    void noPlace(Recorded<?> fact, String detail) {
        noPlace(fact, name(fact.fact()), detail);
    }

    void noPlace(Recorded<?> fact, String what, String detail) {
        add(OcfLoss.Kind.NO_PLACE, fact, what, null, detail);
    }

    void noPlace(Recorded<?> fact, String what, OcfObject object, String detail) {
        object.comment(detail);
        add(OcfLoss.Kind.NO_PLACE, fact, what, object.id(), detail);
    }

    void anotherForm(Recorded<?> fact, String what, OcfObject object, String detail) {
        object.comment(detail);
        add(OcfLoss.Kind.ANOTHER_FORM, fact, what, object.id(), detail);
    }

    /** @param stands what is in the required field */
    void notRecorded(@Nullable Recorded<?> fact, String field, OcfObject object, String stands) {
        String detail = field + " is not recorded; OCF requires it, and " + stands + " stands in for it";
        object.comment(detail);
        add(OcfLoss.Kind.NOT_RECORDED, fact, field, object.id(), detail);
    }

    void notCertain(Recorded<?> fact) {
        add(
                OcfLoss.Kind.NOT_CERTAIN,
                fact,
                name(fact.fact()),
                null,
                name(fact.fact()) + " may have taken effect from " + fact.when().effectiveFrom() + " to "
                        + fact.when().effectiveOn() + ", and is left out");
    }

    private void add(
            OcfLoss.Kind kind, @Nullable Recorded<?> fact, String what, @Nullable String object, String detail) {
        all.add(new OcfLoss(
                kind,
                what,
                fact == null ? null : fact.position(),
                fact == null ? null : fact.when().effectiveOn(),
                object,
                detail));
    }

    List<OcfLoss> all() {
        return List.copyOf(all);
    }

    /** For the comments of the package: a sentence each, and one for each field that nobody has recorded. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        Map<String, Integer> fields = new TreeMap<>();
        for (OcfLoss loss : all) {
            if (loss.kind() == OcfLoss.Kind.NOT_RECORDED) {
                fields.merge(loss.what(), 1, Integer::sum);
            } else {
                sentences.add((loss.event() == null ? "" : "Event " + loss.event() + ": ")
                        + (loss.object() == null ? "" : loss.object() + ": ")
                        + loss.detail());
            }
        }
        fields.forEach((field, objects) ->
                sentences.add(field + " is not recorded of " + objects + (objects == 1 ? " object" : " objects")
                        + "; what stands in for it is no answer, and is named in the comments of each"));
        return sentences;
    }

    private static String name(Fact fact) {
        return fact.getClass().getSimpleName();
    }
}
